//! The exercise chat: to wait in two places at once.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "chat",
    title: Text::new("A chat without taking turns", "不用轮流的聊天"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "sends",
            demand: Text::new(
                "Send each line of standard input to SOCKLAB_PEER as one datagram, from SOCKLAB_ADDR, without its newline.",
                "标准输入的每一行，去掉换行，作为一个数据报从 SOCKLAB_ADDR 发到 SOCKLAB_PEER。",
            ),
            points: 1,
            lab: 15,
            hints: &[
                Text::new(
                    "The peer knows you by your address. One socket, bound to SOCKLAB_ADDR, sends and receives.",
                    "对方凭地址认识你。收和发用同一个套接字，它绑定 SOCKLAB_ADDR。",
                ),
                Text::new(
                    "Take off the newline and nothing else: line.removesuffix(\"\\n\"), not line.strip().",
                    "只去掉换行，别的都留下：用 line.removesuffix(\"\\n\")，不要用 line.strip()。",
                ),
            ],
            run: checks::sends,
        },
        Check {
            id: "receives-while-idle",
            demand: Text::new(
                "Print each message as a line as soon as it comes, though nobody types.",
                "没有人打字的时候，消息一来也要马上打印成一行。",
            ),
            points: 2,
            lab: 15,
            hints: &[
                Text::new(
                    "While your program waits for a line of input, who waits for messages?",
                    "程序在等输入的时候，谁在等消息？",
                ),
                Text::new(
                    "Receive in a thread of its own. It may share the socket with the thread that sends.",
                    "另开一个线程来接收。它可以和发送的线程共用一个套接字。",
                ),
                Text::new(
                    "Standard output is a pipe here, and a full line waits in its buffer until you flush: \
                     print(text, flush=True).",
                    "这里的标准输出是管道，打印的行会留在缓冲区里，直到你刷新：print(text, flush=True)。",
                ),
            ],
            run: checks::receives_while_idle,
        },
        Check {
            id: "both-at-once",
            demand: Text::new(
                "Send many lines that come in one go while messages come in, and wait for neither side.",
                "很多行一下子涌来，同时消息也不断进来：两边都要处理，谁也不等谁。",
            ),
            points: 2,
            lab: 15,
            hints: &[
                Text::new(
                    "Nobody takes turns: a line need not be answered before the next one goes.",
                    "没有轮流这回事：一行发出去，不用等到回答，就可以发下一行。",
                ),
                Text::new(
                    "If you use select: it looks at the descriptor. Lines that readline has already taken into its buffer \
                     it does not see.",
                    "用 select 的话要当心：它看的是描述符，readline 已经读进缓冲区的那些行，它看不见。",
                ),
                Text::new(
                    "Two threads, each with a loop of its own, or os.read(0, ..) together with select.",
                    "要么两个线程各有各的循环，要么用 select 配 os.read(0, ..)。",
                ),
            ],
            run: checks::both_at_once,
        },
        Check {
            id: "utf8",
            demand: Text::new(
                "Send and print text as UTF-8, every byte of it.",
                "收发的文字都用 UTF-8，一个字节也不能少。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "A Chinese character takes three bytes in UTF-8. Who counts characters here, and who counts bytes?",
                    "UTF-8 里一个汉字占三个字节。哪里数的是字，哪里数的是字节？",
                ),
                Text::new(
                    "Read bytes, send bytes, print bytes: sys.stdin.buffer, sendto, sys.stdout.buffer. Or name the \
                     encoding: line.encode(\"utf-8\").",
                    "读字节，发字节，打印字节：sys.stdin.buffer、sendto、sys.stdout.buffer。要么写明编码：line.encode(\"utf-8\")。",
                ),
            ],
            run: checks::utf8,
        },
        Check {
            id: "not-utf8",
            demand: Text::new(
                "Go on receiving after a message that is not UTF-8.",
                "收到不是 UTF-8 的消息之后，继续接收。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "What does decode do with bytes that are not UTF-8, and what does an exception do to a thread?",
                    "遇到不是 UTF-8 的字节，decode 会怎样？线程里出了异常，又会怎样？",
                ),
                Text::new(
                    "In Python: data.decode(\"utf-8\", \"replace\"), or print the bytes as they are. In Rust: \
                     String::from_utf8_lossy.",
                    "用 Python 写：data.decode(\"utf-8\", \"replace\")，或者原样打印字节。Rust 里用 String::from_utf8_lossy。",
                ),
            ],
            run: checks::not_utf8,
        },
        Check {
            id: "empty",
            demand: Text::new(
                "Treat an empty message and an empty line as what they are: a message and a line.",
                "空消息也是消息，空行也是一行，照样收发。",
            ),
            points: 1,
            lab: 9,
            hints: &[
                Text::new(
                    "A datagram of 0 bytes is a datagram. Does your loop take it for the end?",
                    "0 字节的数据报也是数据报。你的循环是不是把它当成结束了？",
                ),
                Text::new(
                    "Leave out \"if not data: break\": that is for TCP. And send the empty line too.",
                    "去掉 if not data: break，那是 TCP 的写法。空行也要发出去。",
                ),
            ],
            run: checks::empty,
        },
        Check {
            id: "long",
            demand: Text::new("Receive messages of up to 8192 bytes whole.", "最长 8192 字节的消息要完整收下。"),
            points: 1,
            lab: 8,
            hints: &[
                Text::new(
                    "What becomes of the rest when a datagram is longer than the buffer?",
                    "数据报比缓冲区长，多出来的部分到哪里去了？",
                ),
                Text::new(
                    "The rest does not come with the next call. Give recvfrom room for the longest message: \
                     recvfrom(65536).",
                    "多出来的部分，下一次调用也不会给你。给 recvfrom 足够装下最长消息的空间：recvfrom(65536)。",
                ),
            ],
            run: checks::long,
        },
        Check {
            id: "peer-away",
            demand: Text::new(
                "Go on when the peer is away for a while: later you hear each other again.",
                "对方离开了一阵，程序照常运行；等对方回来，双方又能互相听到。",
            ),
            points: 1,
            lab: 10,
            hints: &[
                Text::new(
                    "You have sent to a port where nobody listens. What may the kernel tell you, and in which call?",
                    "你往一个没有人监听的端口发了数据报。内核会怎么告诉你？在哪个调用里？",
                ),
                Text::new(
                    "On a connected UDP socket the next send or recv fails with \"connection refused\". Do not connect, \
                     or catch the error and go on in the loop.",
                    "调用过 connect 的 UDP 套接字，下一次 send 或 recv 会因为“连接被拒绝”而失败。要么不调用 connect，\
                     要么接住这个错误，继续循环。",
                ),
            ],
            run: checks::peer_away,
        },
        Check {
            id: "quits",
            demand: Text::new(
                "End at once with code 0 at the line q, which is not sent, and at the end of the input.",
                "输入一行 q（q 不发送），或者输入结束，程序都要马上以退出码 0 结束。",
            ),
            points: 1,
            lab: 15,
            hints: &[
                Text::new(
                    "A thread that waits in recvfrom does not notice that the program wants to end.",
                    "等在 recvfrom 里的线程，并不知道程序想要结束了。",
                ),
                Text::new(
                    "In Python: threading.Thread(.., daemon=True) does not keep the program alive. In Rust the program ends \
                     with main.",
                    "用 Python 写：threading.Thread(.., daemon=True)，这样的线程不会拖住程序。在 Rust 里，main 结束，程序就结束。",
                ),
                Text::new(
                    "The last line may lack its newline; it is sent all the same. After it readline returns the empty \
                     string, and an empty line would have been \"\\n\".",
                    "最后一行可能没有换行，照样要发。之后 readline 返回空字符串；而空行读出来是 \"\\n\"，两者不同。",
                ),
            ],
            run: checks::quits,
        },
    ],
};
