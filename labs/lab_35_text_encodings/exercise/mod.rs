//! The exercise decode: text that comes in pieces, in one of two encodings.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "decode",
    title: Text::new("Text as it comes", "边收边解码"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "utf8",
            demand: Text::new(
                "Write text that comes in UTF-8 to standard output, and nothing else.",
                "收到 UTF-8 的文字，写到标准输出，别的都不写。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "The first line names the encoding and is no part of the text.",
                    "第一行是编码的名字，不属于文字。",
                ),
                Text::new(
                    "Add nothing: print(text) puts a newline behind each read. Use print(text, end='') or write.",
                    "什么都不要加：print(text) 每次都会多一个换行。用 print(text, end='') 或者 write。",
                ),
            ],
            run: checks::utf8,
        },
        Check {
            id: "gbk",
            demand: Text::new(
                "Write text that comes in GBK to standard output in UTF-8.",
                "收到 GBK 的文字，用 UTF-8 写到标准输出。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "The same characters have other bytes in GBK. Does your program look at the name in the first \
                     line?",
                    "同样的字，在 GBK 里是另外的字节。你的程序看第一行的名字了吗？",
                ),
                Text::new(
                    "Decode with the encoding that the client named, and encode as UTF-8. In Rust: encoding_rs::GBK.",
                    "按客户端说的编码来解码，再编码成 UTF-8。Rust 里用 encoding_rs::GBK。",
                ),
            ],
            run: checks::gbk,
        },
        Check {
            id: "first-line",
            demand: Text::new(
                "Read the first line whole, wherever it is cut, and lose no text that comes with it.",
                "第一行不管怎么切都要读全，和它一起到达的文字也不能丢。",
            ),
            points: 1,
            lab: 25,
            hints: &[
                Text::new(
                    "One recv may return half of the line, or the line and some text.",
                    "一次 recv 可能只返回半行，也可能返回整行再加一些文字。",
                ),
                Text::new(
                    "Read until there is a newline. What stands behind it is the beginning of the text.",
                    "一直读到有换行符为止。换行符后面的，就是文字的开头。",
                ),
                Text::new(
                    "In Python: file = client.makefile('rb'); file.readline(), and from then on file.read1() and no \
                     more recv.",
                    "用 Python 写就是 file = client.makefile('rb')，先 file.readline()，之后只用 file.read1()，不再用\
                      recv。",
                ),
            ],
            run: checks::first_line,
        },
        Check {
            id: "split-character",
            demand: Text::new(
                "Put a character together again that arrives in several reads.",
                "一个字分几次到达，也要把它拼完整。",
            ),
            points: 2,
            lab: 35,
            hints: &[
                Text::new(
                    "A read may end inside a character. What does your decoder do with its first half?",
                    "一次读取可能停在半个字上。你的解码器拿那半个字怎么办？",
                ),
                Text::new(
                    "Use a decoder that remembers: one for the whole connection, fed with each read.",
                    "要用有记忆的解码器：整个连接只用一个，每次读到的都交给它。",
                ),
                Text::new(
                    "In Python: codecs.getincrementaldecoder(name)(errors='replace'). In Rust: \
                     encoding.new_decoder().",
                    "用 Python 写就是 codecs.getincrementaldecoder(name)(errors='replace')，用 Rust 写就是 \
                     encoding.new_decoder()。",
                ),
            ],
            run: checks::split_character,
        },
        Check {
            id: "prompt",
            demand: Text::new(
                "Write each character as soon as it is whole, before the next one comes.",
                "一个字收齐就马上写出来，不要等下一个字。",
            ),
            points: 2,
            lab: 35,
            hints: &[
                Text::new(
                    "Your program may be waiting: for a newline, for the end, or for its own buffer to fill.",
                    "你的程序可能在等：等换行符，等结尾，或者等自己的缓冲区装满。",
                ),
                Text::new(
                    "Into a pipe, output is kept in a buffer. Flush after each write: sys.stdout.flush(), \
                     io::stdout().flush().",
                    "写到管道里的输出会留在缓冲区。每次写完都要刷新：sys.stdout.flush()，io::stdout().flush()。",
                ),
                Text::new(
                    "read(n) on a file waits for n bytes; recv(n) and read1(n) return what is there.",
                    "文件的 read(n) 会等满 n 个字节；recv(n) 和 read1(n) 有多少返回多少。",
                ),
            ],
            run: checks::prompt,
        },
        Check {
            id: "invalid",
            demand: Text::new(
                "Write U+FFFD for bytes that are no character, and go on.",
                "不成字的字节写成 U+FFFD，然后继续。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "By default a Python decoder raises an error at the first wrong byte.",
                    "Python 的解码器默认遇到第一个错误字节就抛出异常。",
                ),
                Text::new(
                    "Ask for replacement: errors='replace'. In Rust: decode_to_string does it by itself.",
                    "要求它替换：errors='replace'。Rust 的 decode_to_string 本来就会替换。",
                ),
            ],
            run: checks::invalid,
        },
        Check {
            id: "ends-inside",
            demand: Text::new(
                "When the text ends inside a character, write U+FFFD for it.",
                "文字在半个字处结束，这半个字也要写成 U+FFFD。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "The decoder waits for the rest of the character. Who tells it that there is none?",
                    "解码器还在等这个字剩下的字节。谁来告诉它已经没有了？",
                ),
                Text::new(
                    "At the end call it once more, with nothing: decoder.decode(b'', final=True); in Rust with last \
                     = true.",
                    "到了结尾，再空着调用它一次：decoder.decode(b'', final=True)；Rust 里是 last = true。",
                ),
            ],
            run: checks::ends_inside,
        },
        Check {
            id: "unknown-charset",
            demand: Text::new(
                "Close the connection of a client that names another encoding, or none, and serve the next one.",
                "客户端说的是别的编码，或者什么都没说，就关闭它的连接，为下一个服务。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new("The name comes from a stranger. It may be anything.", "名字是陌生人发来的，什么都可能。"),
                Text::new(
                    "Compare it with the two names before you use it. Whatever else it is ends this connection, and \
                     not the program.",
                    "用它之前，先和那两个名字比较。如果是别的，只结束这个连接，不结束程序。",
                ),
            ],
            run: checks::unknown_charset,
        },
        Check {
            id: "next-client",
            demand: Text::new(
                "Begin afresh with each client, also when the one before was reset inside a character.",
                "每个客户端都从头开始，哪怕前一个在半个字处复位了连接。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "A reset is an error of recv, and half a character may still be waiting in your decoder.",
                    "连接被复位，recv 会出错；而你的解码器里可能还留着半个字。",
                ),
                Text::new(
                    "Make the decoder after accept, for this connection alone, and catch OSError around it.",
                    "在 accept 之后新建解码器，只给这个连接用，并在外面捕获 OSError。",
                ),
            ],
            run: checks::next_client,
        },
    ],
};
