//! The exercise file-client: a file that is saved only when it is the right one.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(in super::super) const EXERCISE: Exercise = Exercise {
    slug: "file-client",
    title: Text::new("The client of a file server", "文件服务器的客户端"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "fetches",
            demand: Text::new(
                "Ask for the file named on standard input, and save it in the current folder.",
                "向服务器要标准输入里写的那个文件，保存到当前文件夹。",
            ),
            points: 1,
            lab: 33,
            hints: &[
                Text::new(
                    "The request is 4 bytes of length and the name, without the end of the line.",
                    "请求是 4 个字节的长度加上名字，不带行尾。",
                ),
                Text::new(
                    "Header and file may come in one read: what is behind the header is already the file. Read exactly 4 bytes, exactly the header, exactly the file.",
                    "头部和文件可能一次读到：头部后面的，已经是文件了。恰好读 4 个字节，恰好读完头部，再恰好读完文件。",
                ),
            ],
            run: checks::fetches,
        },
        Check {
            id: "empty-file",
            demand: Text::new("Save a file of 0 bytes as an empty file.", "0 个字节的文件，要保存成一个空文件。"),
            points: 1,
            lab: 33,
            hints: &[
                Text::new("Nothing is to be read here, and nothing is wrong.", "这里没有东西要读，也没有出错。"),
                Text::new(
                    "Do not ask `if not data`; compare the number of bytes with total_size.",
                    "不要用 `if not data` 判断，要拿字节数和 total_size 比较。",
                ),
            ],
            run: checks::empty_file,
        },
        Check {
            id: "large",
            demand: Text::new(
                "Save every byte of a large file, however many reads it takes.",
                "大文件要一个字节不少地保存，读多少次都行。",
            ),
            points: 1,
            lab: 28,
            hints: &[
                Text::new(
                    "recv(total_size) returns what is there, which is seldom all.",
                    "recv(total_size) 有多少就返回多少，很少是全部。",
                ),
                Text::new(
                    "Read in a loop until total_size bytes have come. Open the file to write with 'wb'.",
                    "循环读，直到收满 total_size 个字节。写文件用 'wb' 打开。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "utf8-name",
            demand: Text::new(
                "Ask for a name in Chinese, with its length in bytes.",
                "名字是中文时，请求里的长度要按字节数。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "How many bytes has a Chinese character in UTF-8, and how many does len of a Python str count?",
                    "一个汉字的 UTF-8 编码有几个字节？Python 的 str 用 len 数出来又是几？",
                ),
                Text::new(
                    "data = name.encode(), then struct.pack('<i', len(data)) + data.",
                    "data = name.encode()，再 struct.pack('<i', len(data)) + data。",
                ),
            ],
            run: checks::utf8_name,
        },
        Check {
            id: "stops-at-size",
            demand: Text::new(
                "Stop after total_size bytes: the server may stay, and what it sends then is not the file.",
                "收满 total_size 个字节就停：服务器可能不关闭连接，之后发来的也不是这个文件。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "Who reads until the end of the stream waits for the server to close. This one does not.",
                    "一直读到流的结尾，就是在等服务器关闭。它可不关。",
                ),
                Text::new(
                    "Ask recv for no more than is missing: recv(min(65536, size - len(data))). In Rust: Read::take(size).",
                    "向 recv 要的不要超过还缺的：recv(min(65536, size - len(data)))。Rust 里用 Read::take(size)。",
                ),
            ],
            run: checks::stops_at_size,
        },
        Check {
            id: "split-header",
            demand: Text::new(
                "Put length and header together from single bytes.",
                "长度和头部一个字节一个字节地来，也要能拼起来。",
            ),
            points: 2,
            lab: 33,
            hints: &[
                Text::new(
                    "recv(4) may return one byte, and a part of JSON is no JSON.",
                    "recv(4) 可能只返回 1 个字节；而半截 JSON 不是 JSON。",
                ),
                Text::new(
                    "Write a function that reads exactly n bytes, in a loop, and use it for all three parts (in Rust: read_exact).",
                    "写一个函数，循环读满 n 个字节，三个部分都用它（Rust 里是 read_exact）。",
                ),
            ],
            run: checks::split_header,
        },
        Check {
            id: "large-header",
            demand: Text::new(
                "Take a header of up to 65536 bytes, with fields that you do not know.",
                "头部最长可达 65536 个字节，还可能有不认识的字段，都要能接收。",
            ),
            points: 1,
            lab: 27,
            hints: &[
                Text::new(
                    "How long the header is, its first 4 bytes tell. Is there another number in your program?",
                    "头部多长，开头的 4 个字节已经说了。你的程序里是不是还写着别的数？",
                ),
                Text::new(
                    "Read as many bytes as the length says, not 1024; refuse only what is above 65536.",
                    "长度是多少就读多少，不要写死 1024；超过 65536 的才拒绝。",
                ),
            ],
            run: checks::large_header,
        },
        Check {
            id: "wrong-md5",
            demand: Text::new(
                "Save nothing when the digest is not that of the bytes, and end with an exit status that is not 0.",
                "摘要和内容对不上，就什么也不保存，以非 0 的退出状态结束。",
            ),
            points: 2,
            lab: 33,
            hints: &[
                Text::new(
                    "The size is right here, and a byte is wrong. What tells you?",
                    "这里大小没错，错了一个字节。靠什么看出来？",
                ),
                Text::new(
                    "Compare hashlib.md5(data).hexdigest() with the header's md5 before you open the file to write; else sys.exit('..').",
                    "在打开文件写入之前，先比较 hashlib.md5(data).hexdigest() 和头部里的 md5；不相等就 sys.exit('..')。",
                ),
            ],
            run: checks::wrong_md5,
        },
        Check {
            id: "short-body",
            demand: Text::new(
                "Save nothing when the server leaves too early, even if the digest fits what has come.",
                "服务器提前走了，就什么也不保存，哪怕摘要和收到的部分对得上。",
            ),
            points: 2,
            lab: 33,
            hints: &[
                Text::new(
                    "An empty read is the end of the stream. Is it also the end of the file?",
                    "读到空，是流结束了。文件也结束了吗？",
                ),
                Text::new(
                    "When recv returns nothing before total_size bytes have come, end with an error. Nothing is in the folder if you save last.",
                    "还没收满 total_size 个字节，recv 就返回空，就以错误结束。最后才保存，文件夹里就不会留下东西。",
                ),
            ],
            run: checks::short_body,
        },
        Check {
            id: "bad-header",
            demand: Text::new(
                "End with an error when the header is none: an impossible length, no JSON, a field missing.",
                "头部不成样子，就以错误结束：长度不可能、不是 JSON、缺少字段。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "After a length of 2147483647 nothing may come. How long does your client wait?",
                    "长度写着 2147483647，后面可能什么也不来。你的客户端要等多久？",
                ),
                Text::new(
                    "if not 0 <= length <= 65536: sys.exit(..) before you read the header. And let an error of json.loads end the program.",
                    "读头部之前先判断：if not 0 <= length <= 65536: sys.exit(..)。json.loads 出错，就让程序以错误结束。",
                ),
            ],
            run: checks::bad_header,
        },
        Check {
            id: "error-reply",
            demand: Text::new(
                "Show the server's error on standard error, save nothing, and end with an exit status that is not 0.",
                "把服务器给的错误写到标准错误，不保存文件，以非 0 的退出状态结束。",
            ),
            points: 1,
            lab: 33,
            hints: &[
                Text::new("Look at the header before you look for a file.", "先看头部，再找文件。"),
                Text::new(
                    "if 'error' in header: sys.exit(header['error']). With a text, sys.exit writes it to standard error and the status is 1.",
                    "if 'error' in header: sys.exit(header['error'])。参数是文本时，sys.exit 会把它写到标准错误，退出状态是 1。",
                ),
            ],
            run: checks::error_reply,
        },
        Check {
            id: "hostile-name",
            demand: Text::new(
                "Save under the name that you asked for, wherever the header's filename leads.",
                "不管头部里的 filename 指向哪里，都用自己所要的名字保存。",
            ),
            points: 3,
            lab: 33,
            hints: &[
                Text::new(
                    "Who chooses where your client writes: you, or the server?",
                    "你的客户端往哪里写，由你决定，还是由服务器决定？",
                ),
                Text::new(
                    "Cutting `../` out of a name is not enough: `....//` becomes `../`. And a plain name may be that of another file of yours.",
                    "从名字里去掉 `../` 还不够：`....//` 去掉一次，剩下的正是 `../`。就算是普通的名字，也可能是你的另一个文件。",
                ),
                Text::new(
                    "open(name, 'wb'), where name is the line that you read from standard input.",
                    "open(name, 'wb')，这里的 name 就是从标准输入读到的那一行。",
                ),
            ],
            run: checks::hostile_name,
        },
    ],
};
