//! The exercise remote-client: a client that prints each reply whole.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "remote-client",
    title: Text::new("A client that prints the whole reply", "完整打印回答的客户端"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "one",
            demand: Text::new(
                "Send the line, receive the length and then the output, print the output and nothing else, end with \
                 exit status 0.",
                "发送这一行，先收长度，再收输出；只打印输出，以退出状态 0 结束。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new(
                    "The first four bytes of a reply are for you, not for the screen.",
                    "回答最前面的四个字节是给程序用的，不是给人看的。",
                ),
                Text::new(
                    "Print the bytes themselves. print() adds a newline, and a byte string looks like b'..'.",
                    "要打印的是字节本身。print() 会多加一个换行，字节串还会显示成 b'..'。",
                ),
                Text::new(
                    "In Python: sys.stdout.buffer.write(output). In Rust: io::stdout().write_all(&output).",
                    "用 Python 写：sys.stdout.buffer.write(output)。Rust 里用 io::stdout().write_all(&output)。",
                ),
            ],
            run: checks::one,
        },
        Check {
            id: "two-commands",
            demand: Text::new(
                "Send one command after the other over one connection, and print the reply of each.",
                "在同一个连接上一条接一条地发送命令，每条的回答都要打印。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new("What does your program do after the first reply?", "第一个回答之后，你的程序做什么？"),
                Text::new(
                    "Connect before the loop; send, receive and print inside it.",
                    "在循环外面连接，在循环里面发送、接收、打印。",
                ),
            ],
            run: checks::two_commands,
        },
        Check {
            id: "last-line-unterminated",
            demand: Text::new(
                "End every command with a newline, also the last line of input, which may have none.",
                "每条命令都以换行符结尾；输入的最后一行没有换行符，也要补上。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new(
                    "What does the server wait for, if the last line of input has no newline?",
                    "输入的最后一行没有换行符，服务器会一直等什么？",
                ),
                Text::new(
                    "Take the newline off if there is one, and put one on: line.rstrip(b\"\\n\") + b\"\\n\".",
                    "有换行符就先去掉，再统一加上一个：line.rstrip(b\"\\n\") + b\"\\n\"。",
                ),
            ],
            run: checks::last_line_unterminated,
        },
        Check {
            id: "prompt",
            demand: Text::new(
                "Print each reply at once, before the next line of input is there.",
                "回答一到就打印，这时下一行输入还没有来。",
            ),
            points: 1,
            lab: 21,
            hints: &[
                Text::new(
                    "A person at the keyboard reads the reply before typing the next command.",
                    "坐在键盘前的人，要先看到回答，才会输入下一条命令。",
                ),
                Text::new(
                    "Standard output into a pipe is kept in a buffer. And do not read all of the input before the \
                     first command is sent.",
                    "标准输出接到管道上，内容会先留在缓冲区里。另外，不要把输入全部读完再发第一条命令。",
                ),
                Text::new(
                    "After each reply: sys.stdout.flush(). In Rust: io::stdout().flush()?.",
                    "每个回答之后：sys.stdout.flush()。Rust 里用 io::stdout().flush()?。",
                ),
            ],
            run: checks::prompt,
        },
        Check {
            id: "byte-by-byte",
            demand: Text::new(
                "Collect the header and the output from pieces of any size.",
                "头部和输出不管分成几段到达，都要收齐。",
            ),
            points: 2,
            lab: 32,
            hints: &[
                Text::new("recv(4) gives up to four bytes. Perhaps one.", "recv(4) 最多给四个字节，也可能只给一个。"),
                Text::new(
                    "Write a function that receives exactly n bytes, in a loop, and use it for the header and for the \
                     output.",
                    "写一个恰好收 n 个字节的函数，里面是循环；收头部用它，收输出也用它。",
                ),
                Text::new(
                    "while len(data) < n: piece = sock.recv(n - len(data)), and data += piece. In Rust: read_exact.",
                    "while len(data) < n: piece = sock.recv(n - len(data))，再 data += piece。Rust 里用 read_exact。",
                ),
            ],
            run: checks::byte_by_byte,
        },
        Check {
            id: "large",
            demand: Text::new(
                "Print all of a reply of one mebibyte, and not its first or last piece alone.",
                "回答有 1 MiB，要全部打印，不能只打印第一段或最后一段。",
            ),
            points: 2,
            lab: 34,
            hints: &[
                Text::new("Which of the pieces do you print?", "你打印的是哪几段？"),
                Text::new(
                    "Receive until the sum of the pieces is the length, and print each of them, or all together at \
                     the end.",
                    "一直收到各段加起来等于长度为止。每段都打印，或者最后一起打印。",
                ),
                Text::new(
                    "Keep them: data += sock.recv(..). With data = sock.recv(..) only the last one is left.",
                    "要累积：data += sock.recv(..)。写成 data = sock.recv(..)，最后只剩一段。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "raw-output",
            demand: Text::new(
                "Print the bytes of a reply as they are, also when they are not text.",
                "回答里是什么字节就打印什么字节，不是文本也一样。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "Not every output is UTF-8. What does your program do with a picture?",
                    "输出不一定都是 UTF-8。换成一张图片，你的程序会怎么处理？",
                ),
                Text::new(
                    "Do not decode. Write bytes: sys.stdout.buffer.write(data), in Rust write_all.",
                    "不要解码，直接写字节：sys.stdout.buffer.write(data)，Rust 里用 write_all。",
                ),
            ],
            run: checks::raw_output,
        },
        Check {
            id: "empty-reply",
            demand: Text::new(
                "Take a length of 0 for a whole reply: print nothing, and go on with the next command.",
                "长度为 0 也是完整的回答：什么也不打印，接着发下一条命令。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new("With the header, all of this reply has come.", "头部一到，这个回答就收完了。"),
                Text::new(
                    "Ask whether bytes are missing before you call recv, not after it. And recv(0) gives nothing, \
                     which is not the end.",
                    "先看还缺不缺字节，再调用 recv，不要反过来。而且 recv(0) 返回空，并不表示对方已经结束。",
                ),
            ],
            run: checks::empty_reply,
        },
        Check {
            id: "negative-length",
            demand: Text::new(
                "End with a message and an exit status that is not 0 when the length is below 0.",
                "长度小于 0，就输出错误消息，以非 0 的退出状态结束。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "The header is a signed number, and it comes from somebody else.",
                    "头部是有符号整数，而且是别人发来的。",
                ),
                Text::new(
                    "Look at the length before you use it: if length < 0: sys.exit(\"a reply of negative length\").",
                    "用之前先看一看：if length < 0: sys.exit(\"a reply of negative length\")。",
                ),
            ],
            run: checks::negative_length,
        },
        Check {
            id: "server-dies",
            demand: Text::new(
                "End with a message and an exit status that is not 0 when the server is gone before the reply is \
                 whole.",
                "回答还没收完服务器就没了，就输出错误消息，以非 0 的退出状态结束。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "What does recv return when no more will come, and what does your loop make of it?",
                    "再也不会有数据来的时候，recv 返回什么？你的循环怎么对待它？",
                ),
                Text::new(
                    "Nothing is not a piece. if not piece: sys.exit(\"the server is gone\"). In Rust read_exact and \
                     `?` do it.",
                    "空的不算一段。if not piece: sys.exit(\"the server is gone\")。Rust 里 read_exact 加 ? 就行。",
                ),
            ],
            run: checks::server_dies,
        },
    ],
};
