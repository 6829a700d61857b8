//! The exercise tcp-client: a conversation in turns, and its ends.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "tcp-client",
    title: Text::new("A client that talks in turns", "轮流说话的客户端"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "talks",
            demand: Text::new(
                "Send each line of standard input with its newline, and print each reply, all on one connection.",
                "标准输入的每一行都带着换行符发出去，每个回答都打印出来，全都用同一个连接。",
            ),
            points: 1,
            lab: 21,
            hints: &[
                Text::new(
                    "Connect once, before the loop. In the loop: read a line, send it, read the reply, print it.",
                    "连接只建立一次，在循环之前。循环里面：读一行，发送，读回答，打印。",
                ),
                Text::new(
                    "The server knows by the newline that a line is over. Send one with every line, also with a last line \
                     that had none.",
                    "服务器靠换行符知道一行说完了。每一行都要带上，最后一行原来没有的，也要补上。",
                ),
                Text::new(
                    "In Python: for line in sys.stdin: server.sendall(line.rstrip('\\n').encode() + b'\\n'), and read the \
                     reply with replies.readline(), where replies = server.makefile('rb').",
                    "用 Python 写：for line in sys.stdin: server.sendall(line.rstrip('\\n').encode() + b'\\n')，回答用 \
                     replies.readline() 读，其中 replies = server.makefile('rb')。",
                ),
            ],
            run: checks::talks,
        },
        Check {
            id: "prompt",
            demand: Text::new(
                "Send each line as soon as it is typed, and print its reply before you wait for the next line.",
                "用户输入一行就马上发送，回答打印出来之后，再等下一行。",
            ),
            points: 1,
            lab: 21,
            hints: &[
                Text::new(
                    "The user looks at the reply before typing on. Is anything of yours waiting for the end of the input?",
                    "用户要看了回答才接着输入。你的程序里，有没有什么地方在等输入结束？",
                ),
                Text::new(
                    "Read line by line, not sys.stdin.read(). And what is printed into a pipe stays in a buffer until it \
                     is flushed: print(reply, flush=True).",
                    "要一行一行地读，不要用 sys.stdin.read()。另外，打印到管道里的内容会留在缓冲区，要刷新才出得去：\
                     print(reply, flush=True)。",
                ),
            ],
            run: checks::prompt,
        },
        Check {
            id: "stops-at-q",
            demand: Text::new(
                "Print the reply `q` as any other, and then end. Nothing else that anybody says ends the conversation.",
                "回答是 `q` 时，照样打印，然后结束。不管谁说了别的什么，对话都不结束。",
            ),
            points: 1,
            lab: 21,
            hints: &[
                Text::new(
                    "Who decides about the end here, the user or the server?",
                    "在这里，由谁来决定结束，用户还是服务器？",
                ),
                Text::new(
                    "Compare the whole reply, after you have printed it: if reply == b'q\\n': break. The user's own `q` is \
                     sent like any line.",
                    "先打印，再拿整个回答来比较：if reply == b'q\\n': break。用户自己输入的 `q` 和别的行一样发出去。",
                ),
            ],
            run: checks::stops_at_q,
        },
        Check {
            id: "server-closes",
            demand: Text::new(
                "When the server has closed, end with exit code 0 instead of waiting or asking for more.",
                "服务器关闭之后，以退出码 0 结束，不要再等，也不要再问。",
            ),
            points: 2,
            lab: 23,
            hints: &[
                Text::new(
                    "What does recv return when the server has closed? What does your loop make of it?",
                    "服务器关闭之后，recv 返回什么？你的循环会怎么对待它？",
                ),
                Text::new(
                    "An empty read is the end, not an empty reply: an empty reply still has its newline. A loop that waits \
                     for a newline must stop there too.",
                    "读到空是结尾，不是空的回答：空的回答也有换行符。等换行符的循环，在这里也必须停下来。",
                ),
                Text::new(
                    "In Python: reply = replies.readline(); if not reply: break. And put try and except OSError around the \
                     turn, since sending to a closed connection may fail.",
                    "用 Python 写：reply = replies.readline()，if not reply: break。往已经关闭的连接上发送可能会出错，\
                     所以一问一答要放进 try 和 except OSError。",
                ),
            ],
            run: checks::server_closes,
        },
        Check {
            id: "split-reply",
            demand: Text::new(
                "Read on until the reply's newline, however many pieces it comes in, and print it whole.",
                "不管回答分成几段到达，一直读到它的换行符为止，再完整地打印。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "One recv returns what has come so far: a part of a reply, or even a part of a character.",
                    "一次 recv 只返回到目前为止的内容：可能是半个回答，甚至是半个汉字。",
                ),
                Text::new(
                    "Collect bytes until there is a newline. Decode the whole line, never a piece.",
                    "先攒字节，攒到有换行符为止。解码要对整行做，不要对一段做。",
                ),
                Text::new(
                    "In Python, server.makefile('rb').readline() does the collecting. In Rust: BufReader and read_until.",
                    "在 Python 里，server.makefile('rb').readline() 会替你攒。Rust 里用 BufReader 和 read_until。",
                ),
            ],
            run: checks::split_reply,
        },
        Check {
            id: "empty-line",
            demand: Text::new(
                "Send an empty line as a newline, and take an empty reply for a reply.",
                "空行也要发送，发出去就是一个换行符；空的回答也是回答。",
            ),
            points: 1,
            lab: 21,
            hints: &[
                Text::new(
                    "An empty line without its newline is no byte at all: nothing is sent, and both sides wait.",
                    "空行去掉换行符，就一个字节也不剩：什么也没有发出去，双方都在等。",
                ),
                Text::new(
                    "Ask whether it is the end before you remove the newline: b'' is the end, b'\\n' is an empty line.",
                    "先判断是不是结尾，再去掉换行符：b'' 是结尾，b'\\n' 是空行。",
                ),
            ],
            run: checks::empty_line,
        },
    ],
};
