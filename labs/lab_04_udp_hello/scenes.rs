//! The scenes of lab 04 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[ONE_CLIENT, THREE_CLIENTS, WITH_TCP, LAST_ADDRESS, GONE, HEIR];

const XNU_UDP: &str = "xnu, bsd/netinet/udp_usrreq.c";
const RUST_RESET: &str = "rust-lang/rust, issue 128072";

const ONE_CLIENT: Scene = Scene {
    slug: "one-client",
    title: Text::new("One client, three names", "一个客户端，三个名字"),
    needs: &[],
    run: experiment::one_client,
    claims: &[
        Claim {
            id: "michael",
            says: Text::new("the first answer greets Michael", "第一个回答问候的是 Michael"),
            expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Michael!"))),
        },
        Claim {
            id: "tracy",
            says: Text::new("the second greets Tracy", "第二个问候的是 Tracy"),
            expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Tracy!"))),
        },
        Claim {
            id: "sarah",
            says: Text::new("the third greets Sarah", "第三个问候的是 Sarah"),
            expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Sarah!"))),
        },
        Claim {
            id: "senders",
            says: Text::new(
                "all three names came from one address: a name is not a client",
                "三个名字来自同一个地址：名字不等于客户端",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
    ],
};

const THREE_CLIENTS: Scene = Scene {
    slug: "three-clients",
    title: Text::new("Three clients at once, one socket", "三个客户端同时提问，一个套接字"),
    needs: &[],
    run: experiment::three_clients,
    claims: &[
        Claim {
            id: "own_answers",
            says: Text::new("each of the three reads the answer to its own name", "三个客户端各自读到对自己名字的回答"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "sockets",
            says: Text::new("the server made one socket", "服务器只创建了一个套接字"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
    ],
};

const WITH_TCP: Scene = Scene {
    slug: "with-tcp",
    title: Text::new("The same with TCP: a socket for each client", "换成 TCP：每个客户端一个套接字"),
    needs: &[],
    run: experiment::with_tcp,
    claims: &[
        Claim {
            id: "own_answers",
            says: Text::new("TCP answers all three as well", "TCP 同样回答了三个客户端"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "sockets",
            says: Text::new(
                "but its server has the listener and three connections: four sockets",
                "但服务器有一个监听套接字和三个连接，共四个套接字",
            ),
            expected: PerOs::on_linux(Is(Value::Number(4))),
        },
    ],
};

const LAST_ADDRESS: Scene = Scene {
    slug: "last-address",
    title: Text::new("A server that keeps only the last address", "只记住最后一个地址的服务器"),
    needs: &[],
    run: experiment::last_address,
    claims: &[
        Claim {
            id: "sarah_first",
            says: Text::new("Sarah reads the answer that was meant for Michael", "Sarah 读到了本该给 Michael 的回答"),
            expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Michael!"))),
        },
        Claim {
            id: "sarah_second",
            says: Text::new("and then her own", "然后才是自己的"),
            expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Sarah!"))),
        },
        Claim {
            id: "michael",
            says: Text::new("Michael's socket has nothing to read", "Michael 的套接字没有任何可读的东西"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
    ],
};

const GONE: Scene = Scene {
    slug: "gone",
    title: Text::new("The client has gone before the answer", "回答之前，客户端已经走了"),
    needs: &[],
    run: experiment::gone,
    claims: &[
        Claim {
            id: "reply",
            says: Text::new(
                "sendto to the client that has gone succeeds, with all 15 bytes",
                "向已经离开的客户端 sendto 照样成功，15 个字节一个不少",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Number(15))),
                macos: Unknown,
                windows: Cited(Is(Value::Number(15)), RUST_RESET),
            },
        },
        Claim {
            id: "nobody",
            says: Text::new(
                "nobody is there: a connected socket that asks is refused",
                "那里没有人：用连接过的套接字去问，会被拒绝",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::ConnectionRefused))),
                macos: Cited(Is(Value::Errno(Errno::ConnectionRefused)), XNU_UDP),
                windows: Cited(Is(Value::Errno(Errno::ConnectionReset)), RUST_RESET),
            },
        },
        Claim {
            id: "next",
            says: Text::new(
                "the server's next receive gives the next client's question",
                "服务器的下一次接收得到下一个客户端的问题",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"Sarah"))),
                macos: Cited(Is(Value::bytes(b"Sarah")), XNU_UDP),
                windows: Cited(Is(Value::Errno(Errno::ConnectionReset)), RUST_RESET),
            },
        },
        Claim {
            id: "answer",
            says: Text::new("and she gets her answer", "她也得到了回答"),
            expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Sarah!"))),
        },
    ],
};

const HEIR: Scene = Scene {
    slug: "heir",
    title: Text::new("Somebody else has taken the address", "地址换了主人"),
    needs: &[],
    run: experiment::heir,
    claims: &[Claim {
        id: "heir",
        says: Text::new(
            "a new socket on the old client's address reads an answer that it never asked for",
            "新的套接字占了旧客户端的地址，读到了自己从没问过的回答",
        ),
        expected: PerOs::on_linux(Is(Value::bytes(b"Hello, Michael!"))),
    }],
};
