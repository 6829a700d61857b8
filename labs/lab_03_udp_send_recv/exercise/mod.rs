//! The exercise udp-echo: a server that knows its clients from their datagrams alone.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "udp-echo",
    title: Text::new("An echo server without connections", "不用连接的回显服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "echo-upper",
            demand: Text::new(
                "Answer each datagram with its bytes, with a-z turned into A-Z.",
                "每收到一个数据报，就把它的字节送回去，其中 a-z 变成 A-Z。",
            ),
            points: 1,
            lab: 3,
            hints: &[
                Text::new(
                    "recvfrom gives you two things: the data, and the address that it came from. Both are needed \
                     for the answer.",
                    "recvfrom 给你两样东西：数据，还有它的来源地址。回复时两样都要用。",
                ),
                Text::new(
                    "In a loop: receive, turn a-z into A-Z, send to the sender. In Python: data, client = \
                     server.recvfrom(65507), then server.sendto(data.upper(), client).",
                    "在循环里接收，把 a-z 变成 A-Z，再发给发送者。\
                     用 Python 写就是 data, client = server.recvfrom(65507)，\
                     然后 server.sendto(data.upper(), client)。",
                ),
            ],
            run: checks::echo_upper,
        },
        Check {
            id: "answers-from-its-port",
            demand: Text::new(
                "Send the answer out of the socket that received the datagram, so that it comes from the port that \
                 was asked.",
                "用收到数据报的那个套接字来回复，这样回复就来自客户端所问的端口。",
            ),
            points: 1,
            lab: 3,
            hints: &[
                Text::new(
                    "A client that has called connect takes datagrams from one address alone: the one that it \
                     asked. From where does yours answer?",
                    "调用过 connect 的客户端只收一个地址来的数据报，就是它所问的那个地址。你的回复是从哪里发出的？",
                ),
                Text::new(
                    "A second socket has a port of its own. One socket is enough: call sendto on the one that was \
                     bound.",
                    "另建一个套接字，它就有自己的端口。其实一个就够了：用绑定过的那个来 sendto。",
                ),
            ],
            run: checks::answers_from_its_port,
        },
        Check {
            id: "replies-to-sender",
            demand: Text::new(
                "Answer each datagram to the address that it came from, also when several clients ask in turns.",
                "每个数据报都回复到它自己的来源地址，几个客户端轮流提问时也一样。",
            ),
            points: 2,
            lab: 3,
            hints: &[
                Text::new(
                    "The socket remembers nobody. Only the datagram knows who has sent it.",
                    "套接字谁也不记得。谁发来的，只有数据报自己知道。",
                ),
                Text::new(
                    "Do not keep a client's address for later, and do not call connect on the server's socket: \
                     then it hears one client and no other.",
                    "不要把客户端的地址存着以后用，也不要在服务器的套接字上调用 connect：\
                     那样它就只听得见一个客户端了。",
                ),
                Text::new(
                    "Take the address from each recvfrom anew, and give it to the sendto right after it.",
                    "每次 recvfrom 都重新取得地址，紧接着交给 sendto。",
                ),
            ],
            run: checks::replies_to_sender,
        },
        Check {
            id: "keeps-bytes",
            demand: Text::new(
                "Change the bytes of a to z, and no others: a datagram need not be text.",
                "只改 a 到 z 这些字节，别的都不要动：数据报里不一定是文字。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "Nothing says that the bytes are UTF-8, or text at all. White space and zero bytes at the ends \
                     belong to the data too.",
                    "没有谁说过这些字节是 UTF-8，甚至不一定是文字。首尾的空白和零字节也是数据。",
                ),
                Text::new(
                    "Do not decode, strip or trim. bytes.upper() in Python and make_ascii_uppercase in Rust change \
                     a to z alone. Take exactly as many bytes as recvfrom has returned.",
                    "不要解码，不要 strip，也不要掐头去尾。\
                     Python 的 bytes.upper() 和 Rust 的 make_ascii_uppercase 只改 a 到 z。recvfrom 返回多少字节，\
                     就用多少字节。",
                ),
            ],
            run: checks::keeps_bytes,
        },
        Check {
            id: "empty",
            demand: Text::new(
                "Answer an empty datagram with an empty one, and go on.",
                "收到空数据报，就回复一个空数据报，然后继续服务。",
            ),
            points: 1,
            lab: 9,
            hints: &[
                Text::new(
                    "With TCP an empty read is the end. Is there an end in UDP?",
                    "在 TCP 里，读到空表示结束。UDP 有结束这回事吗？",
                ),
                Text::new(
                    "No \"if not data\": an empty datagram has a sender as any other, and sendto sends one without \
                     bytes too.",
                    "不要写 if not data：空数据报和别的一样有发送者；没有字节的数据报，sendto 也照样能发。",
                ),
            ],
            run: checks::empty,
        },
        Check {
            id: "large",
            demand: Text::new(
                "Receive and answer 65,507 bytes in one datagram.",
                "65,507 字节的数据报，要完整接收，用一个数据报完整回复。",
            ),
            points: 1,
            lab: 8,
            hints: &[
                Text::new(
                    "What does not fit into the size that you give to recvfrom is lost, without an error on Linux.",
                    "超出 recvfrom 所给大小的部分就丢了，在 Linux 上连错误都没有。",
                ),
                Text::new(
                    "Receive with room for 65507 bytes, and send the whole answer with one sendto. On macOS raise \
                     SO_SNDBUF to 65507 first.",
                    "接收时留出 65507 字节的空间，再用一次 sendto 发出整个回复。\
                     在 macOS 上要先把 SO_SNDBUF 调到 65507。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "boundaries",
            demand: Text::new(
                "Answer each datagram with one datagram of the same size, in the order in which they came.",
                "一个数据报对应一个回复，大小相同，先来的先回复。",
            ),
            points: 1,
            lab: 7,
            hints: &[
                Text::new(
                    "One recvfrom gives one datagram, whole, however many are waiting. What do you do with it \
                     before the next?",
                    "不管有多少个在排队，一次 recvfrom 只给一个完整的数据报。取下一个之前，你拿它做什么？",
                ),
                Text::new(
                    "Do not gather and do not cut. Answer each one at once; with a buffer that you use again, send \
                     only the part that was received now.",
                    "不要攒在一起，也不要切开，收到一个就回复一个。重复使用缓冲区时，只发这一次收到的那一段。",
                ),
            ],
            run: checks::boundaries,
        },
        Check {
            id: "survives-vanished-client",
            demand: Text::new(
                "Go on serving when a client has gone before its answer came.",
                "客户端没等回复就走了，服务器要继续为别人服务。",
            ),
            points: 1,
            lab: 10,
            hints: &[
                Text::new(
                    "When nobody is at the address, the answer is lost. The kernel may report this as an error: of \
                     the next call, which has nothing to do with that client.",
                    "那个地址已经没有人，回复就丢了。内核可能会报错，而且报在下一次调用上，\
                     那次调用与走掉的客户端毫无关系。",
                ),
                Text::new(
                    "Put try and except OSError around recvfrom and sendto, inside the loop, and do not connect \
                     the server's socket.",
                    "在循环里面，给 recvfrom 和 sendto 套上 try 和 except OSError；\
                     也不要在服务器的套接字上调用 connect。",
                ),
            ],
            run: checks::survives_vanished_client,
        },
    ],
};
