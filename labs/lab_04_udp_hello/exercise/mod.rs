//! The exercise udp-hello: a name in, a greeting out.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "udp-hello",
    title: Text::new("A server that greets", "会打招呼的服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "hello-one",
            demand: Text::new(
                "Answer a name with \"Hello, \", the name and \"!\", in one datagram and without a line end.",
                "收到名字，就用一个数据报回答 \"Hello, \"、名字和 \"!\"，末尾没有换行。",
            ),
            points: 1,
            lab: 4,
            hints: &[
                Text::new(
                    "The data is bytes. What becomes of b'Michael' when you put it into a string?",
                    "收到的是字节。把 b'Michael' 放进字符串里，会变成什么样子？",
                ),
                Text::new(
                    "In Python: server.sendto(b\"Hello, \" + name + b\"!\", client).",
                    "用 Python 写就是 server.sendto(b\"Hello, \" + name + b\"!\", client)。",
                ),
            ],
            run: checks::hello_one,
        },
        Check {
            id: "hello-three",
            demand: Text::new(
                "Greet name after name, each with nothing left over from the one before.",
                "一个接一个地回答，前一个名字不能留下痕迹。",
            ),
            points: 1,
            lab: 4,
            hints: &[
                Text::new(
                    "After the first answer, where is your program? And what stands in its buffer?",
                    "第一次回答之后，程序走到了哪里？缓冲区里还有什么？",
                ),
                Text::new(
                    "Receive and send in an endless loop, and use only as many bytes of the buffer as were \
                     received this time.",
                    "把接收和发送放进无限循环；缓冲区里只用这一次收到的那些字节。",
                ),
            ],
            run: checks::hello_three,
        },
        Check {
            id: "two-clients",
            demand: Text::new(
                "Give each client the answer to its own name, when both wait at the same time.",
                "两个客户端同时在等，要让各自得到对自己名字的回答。",
            ),
            points: 2,
            lab: 4,
            hints: &[
                Text::new(
                    "Who has asked for this name? Keep the address together with the question that it came with.",
                    "这个名字是谁问的？地址要和它带来的那个问题放在一起。",
                ),
                Text::new(
                    "A variable for \"the client\" is overwritten by the next question. Answer before you receive \
                     again, or hand name and address on together.",
                    "只用一个变量存“客户端”，下一个问题来了就会被覆盖。要么先回答再接收，\
                     要么把名字和地址一起传下去。",
                ),
                Text::new(
                    "In Python: name, client = server.recvfrom(65507), and right after it sendto(answer, client).",
                    "用 Python 写就是 name, client = server.recvfrom(65507)，紧接着 sendto(answer, client)。",
                ),
            ],
            run: checks::two_clients,
        },
        Check {
            id: "raw-bytes",
            demand: Text::new(
                "Put the name into the answer byte for byte: it need not be UTF-8, and nothing is trimmed.",
                "名字要一个字节不差地放进回答：它不一定是 UTF-8，首尾也不能去掉什么。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "A name in GBK is no valid UTF-8. Do you need to understand it in order to send it back?",
                    "用 GBK 写的名字不是合法的 UTF-8。要把它送回去，真的需要看懂它吗？",
                ),
                Text::new(
                    "Do not decode, strip or trim: join three byte strings. In Python b\"Hello, \" + name + \
                     b\"!\"; in Rust [b\"Hello, \", name, b\"!\"].concat().",
                    "不要解码，也不要 strip，直接把三段字节连起来。Python 写 b\"Hello, \" + name + b\"!\"，\
                     Rust 写 [b\"Hello, \", name, b\"!\"].concat()。",
                ),
            ],
            run: checks::raw_bytes,
        },
        Check {
            id: "empty-name",
            demand: Text::new(
                "Answer an empty datagram with \"Hello, !\", and go on.",
                "收到空数据报，就回答 \"Hello, !\"，然后继续服务。",
            ),
            points: 1,
            lab: 9,
            hints: &[
                Text::new(
                    "With TCP an empty read is the end. Is there an end in UDP?",
                    "在 TCP 里，读到空表示结束。UDP 有结束这回事吗？",
                ),
                Text::new(
                    "Leave out \"if not name\": an empty datagram has a sender as any other.",
                    "去掉 if not name：空数据报和别的一样有发送者。",
                ),
            ],
            run: checks::empty_name,
        },
        Check {
            id: "long-names",
            demand: Text::new(
                "Greet a name of 65,499 bytes whole, and go on after one that is too long to greet.",
                "65,499 字节的名字要完整回答；遇到长得没法回答的名字，要能继续服务。",
            ),
            points: 1,
            lab: 12,
            hints: &[
                Text::new(
                    "There are two limits: what does not fit into recvfrom is cut off, and what does not fit into \
                     a datagram is an error of sendto.",
                    "有两个限度：recvfrom 装不下的会被截掉，一个数据报装不下的会让 sendto 出错。",
                ),
                Text::new(
                    "Receive with room for 65507 bytes. Put try and except OSError around sendto, inside the loop. \
                     On macOS raise SO_SNDBUF to 65507 first.",
                    "接收时留出 65507 字节的空间。在循环里面，给 sendto 套上 try 和 except OSError。\
                     在 macOS 上要先把 SO_SNDBUF 调到 65507。",
                ),
            ],
            run: checks::long_names,
        },
    ],
};
