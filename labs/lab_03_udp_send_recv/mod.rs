//! Lab 03: a question and an answer by UDP, and what the server knows of whom.

mod exercise;
mod experiment;

use crate::{
    lab::{
        Choice, Claim,
        Expect::Is,
        Knob, KnobRange,
        Known::{Cited, Measured},
        Lab, Part, PerOs, Prediction, Scene, Source,
    },
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 3,
    slug: "udp-send-recv",
    title: Text::new("A question and an answer by UDP", "用 UDP 一问一答"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: &[ECHO, BEFORE, CLIENTS, NO_LISTEN, CONNECTED],
    prediction: Prediction {
        asks: Text::new(
            "The server has bound. The client has made a UDP socket and called connect with the server's address, but \
             has sent nothing. The server asks for its peer (getpeername). What does it learn?",
            "服务器已经 bind。客户端建好了 UDP 套接字，也对服务器的地址调用了 connect，但还没有发送数据。\
             这时服务器询问对端是谁（getpeername），会得到什么？",
        ),
        scene: "before",
        claim: "known",
        choices: &[
            Choice {
                value: Value::Yes,
                says: Text::new(
                    "the client's address: connect has announced it",
                    "客户端的地址：connect 已经通知过服务器了",
                ),
                belief: Text::new(
                    "That is what connect does with TCP. On a UDP socket it only writes the peer down at home; nothing is \
                     sent.",
                    "TCP 的 connect 才会这样。在 UDP 套接字上，connect 只是在本地记下对端，什么都不发送。",
                ),
            },
            Choice {
                value: Value::No,
                says: Text::new("an empty address, such as 0.0.0.0:0", "一个空地址，比如 0.0.0.0:0"),
                belief: Text::new(
                    "getsockname answers like that on an unbound socket. getpeername has nothing to answer with, and says \
                     so by an error.",
                    "对未绑定的套接字，getsockname 会这样回答。getpeername 没有对端可答，于是用错误来说明。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::NotConnected),
                says: Text::new("an error: the socket has no peer", "报错：这个套接字没有对端"),
                belief: Text::new(
                    "The server knows nobody until a datagram comes. Each datagram brings its sender's address with it.",
                    "数据报到来之前，服务器谁也不认识。每个数据报都自带发送者的地址。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "clients",
        title: Text::new("how many clients ask before anybody is answered", "有多少个客户端先提问、再一起等答复"),
        range: KnobRange::Number { default: 2, min: 1, max: 9 },
    }],
    sources: &[
        Source::Rfc { number: 768, section: "User Interface" },
        Source::Rfc { number: 1122, section: "4.1.3.1" },
        Source::Man { page: "udp", section: 7 },
        Source::Man { page: "connect", section: 2 },
        Source::Man { page: "listen", section: 2 },
        Source::Suite { name: "mio", path: "tests/udp_socket.rs" },
    ],
    exercises: &[exercise::EXERCISE],
};

const MIO_SEND: &str = "mio, tests/udp_socket.rs unconnected_udp_socket_connected_methods";
const MIO_SEND_TO: &str = "mio, tests/udp_socket.rs connected_udp_socket_unconnected_methods";

const ECHO: Scene = Scene {
    slug: "echo",
    title: Text::new("Hello, and HELLO", "hello 与 HELLO"),
    needs: &[],
    run: experiment::echo,
    claims: &[
        Claim {
            id: "request",
            says: Text::new(
                "the server needs bind and recvfrom, nothing else, to get \"hello\"",
                "服务器只要 bind 和 recvfrom，就能收到 \"hello\"",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "seen_ip",
            says: Text::new(
                "recvfrom names the address that the datagram came from",
                "recvfrom 会说出数据报来自哪个地址",
            ),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.1"))),
        },
        Claim {
            id: "reply",
            says: Text::new(
                "an answer to that address reaches the client, which never called bind or connect",
                "按这个地址回复，客户端就能收到，尽管它没有调用过 bind 或 connect",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
        Claim {
            id: "answered_by",
            says: Text::new(
                "the answer carries the address that the client had asked",
                "回复所带的地址，正是客户端提问时用的地址",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "port",
            says: Text::new("the port that the server saw is the client's own", "服务器看到的端口就是客户端自己的端口"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "own_ip",
            says: Text::new(
                "the client itself, asked for its address, has a port but no IP address yet",
                "客户端问自己的地址时，端口已经有了，IP 地址却还没有定",
            ),
            expected: PerOs::on_linux(Is(Value::word("0.0.0.0"))),
        },
    ],
};

const BEFORE: Scene = Scene {
    slug: "before",
    title: Text::new("Before the first datagram", "第一个数据报到来之前"),
    needs: &[],
    run: experiment::before,
    claims: &[
        Claim {
            id: "unaddressed",
            says: Text::new(
                "send without an address fails on a socket without a peer",
                "套接字没有对端时，不带地址的 send 会失败",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::DestinationRequired))),
                macos: Cited(Is(Value::Errno(Errno::DestinationRequired)), MIO_SEND),
                windows: Cited(Is(Value::Errno(Errno::NotConnected)), MIO_SEND),
            },
        },
        Claim {
            id: "known",
            says: Text::new(
                "the client's connect does not make the server's socket know the client",
                "客户端调用 connect，并不会让服务器的套接字认识它",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotConnected))),
        },
        Claim {
            id: "first",
            says: Text::new(
                "the first thing that ever reaches the server is the client's data: connect sent nothing",
                "最先到达服务器的就是客户端的数据：connect 什么也没有发送",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "sender",
            says: Text::new(
                "after connect the client's own address is whole, and equals the one that the server saw",
                "connect 之后，客户端自己的地址是完整的，与服务器看到的完全相同",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "after",
            says: Text::new(
                "even after the datagram the server's socket has no peer",
                "即使收到了数据报，服务器的套接字仍然没有对端",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotConnected))),
        },
    ],
};

const CLIENTS: Scene = Scene {
    slug: "clients",
    title: Text::new("Two clients at once, one server socket", "两个客户端同时提问，服务器只有一个套接字"),
    needs: &[],
    run: experiment::clients,
    claims: &[
        Claim {
            id: "senders",
            says: Text::new("the server sees two senders on its one socket", "服务器在一个套接字上看到两个发送者"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "own_answers",
            says: Text::new(
                "answered in the opposite order, each of the two still gets its own answer",
                "哪怕倒着回复，两个客户端也各自收到自己的答复",
            ),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
    ],
};

const NO_LISTEN: Scene = Scene {
    slug: "no-listen",
    title: Text::new("listen and accept are not for UDP", "UDP 没有 listen 和 accept"),
    needs: &[],
    run: experiment::no_listen,
    claims: &[
        Claim {
            id: "listen",
            says: Text::new("listen fails on a UDP socket", "在 UDP 套接字上 listen 会失败"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotSupported))),
        },
        Claim {
            id: "accept",
            says: Text::new("so does accept", "accept 也会失败"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotSupported))),
        },
        Claim {
            id: "request",
            says: Text::new("the socket receives all the same", "套接字照样能接收"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const CONNECTED: Scene = Scene {
    slug: "connected",
    title: Text::new("A connected UDP socket hears one peer", "connect 过的 UDP 套接字只听一个对端"),
    needs: &[],
    run: experiment::connected,
    claims: &[
        Claim {
            id: "refused",
            says: Text::new(
                "to a stranger the connected server's port looks closed",
                "在陌生人看来，服务器的端口像是关着的",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
        Claim {
            id: "queued",
            says: Text::new(
                "a stranger's datagram that was queued before connect is still handed over",
                "connect 之前就排进队列的数据报，即使来自陌生人，也照样会交出来",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"early"))),
        },
        Claim {
            id: "heard",
            says: Text::new(
                "the next one received is the peer's: the stranger's later one was dropped",
                "接下来收到的是对端的数据报：陌生人后来发的那个被丢掉了",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "reply",
            says: Text::new(
                "the connected server answers by send, without an address",
                "服务器可以直接用 send 回复，不必给地址",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
        Claim {
            id: "elsewhere",
            says: Text::new(
                "sendto to somebody else still works on a connected socket (5 bytes taken)",
                "在 connect 过的套接字上，sendto 仍可以发给别人（接受了 5 个字节）",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Number(5))),
                macos: Cited(Is(Value::Errno(Errno::IsConnected)), MIO_SEND_TO),
                windows: Cited(Is(Value::Number(5)), MIO_SEND_TO),
            },
        },
    ],
};
