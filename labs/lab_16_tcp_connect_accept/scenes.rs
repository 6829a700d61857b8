//! What each scene of lab 16 claims.

use super::experiment;
use crate::{
    lab::{Claim, Expect::Is, PerOs, Scene},
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[HELLO, NAMES, TWO_CLIENTS, ONE_CLIENT_PORT, BEFORE_ACCEPT];

const HELLO: Scene = Scene {
    slug: "hello",
    title: Text::new("The tutorial's program", "教程里的程序"),
    needs: &[],
    run: experiment::hello,
    claims: &[
        Claim {
            id: "caller",
            says: Text::new("accept returns the client's own address", "accept 返回的正是客户端自己的地址"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "answer",
            says: Text::new(
                "over the accepted socket, \"hello\" comes back as \"HELLO\"",
                "通过 accept 得到的套接字，\"hello\" 变成 \"HELLO\" 回来了",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
        Claim {
            id: "listener",
            says: Text::new(
                "the listening socket itself is connected to nobody: recv on it fails",
                "监听套接字本身没有和任何人连接：在它上面 recv 会失败",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotConnected))),
        },
    ],
};

const NAMES: Scene = Scene {
    slug: "names",
    title: Text::new("Both ends of the connection, by name", "连接的两端各叫什么"),
    needs: &[],
    run: experiment::names,
    claims: &[
        Claim {
            id: "before",
            says: Text::new("before connect there is no peer", "connect 之前没有对端"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotConnected))),
        },
        Claim {
            id: "accepted_ip",
            says: Text::new(
                "the accepted socket has the address that the client called",
                "accept 得到的套接字，地址就是客户端连接的那个",
            ),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.1"))),
        },
        Claim {
            id: "accepted_port",
            says: Text::new("and the listener's port", "端口就是监听套接字的端口"),
            expected: PerOs::on_linux(Is(Value::word("listener"))),
        },
        Claim {
            id: "client_sees",
            says: Text::new(
                "the client's peer is the accepted socket's address",
                "客户端看到的对端，就是 accept 得到的套接字的地址",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "server_sees",
            says: Text::new(
                "the accepted socket's peer is the client's address",
                "accept 得到的套接字看到的对端，就是客户端的地址",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "listener_sees",
            says: Text::new("the listener has no peer, before or after", "监听套接字始终没有对端"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotConnected))),
        },
    ],
};

const TWO_CLIENTS: Scene = Scene {
    slug: "two-clients",
    title: Text::new("Two clients at one port", "两个客户端连同一个端口"),
    needs: &[],
    run: experiment::two_clients,
    claims: &[
        Claim {
            id: "same_port",
            says: Text::new(
                "the two accepted sockets have the same address and port",
                "accept 得到的两个套接字，地址和端口都相同",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "peers_differ",
            says: Text::new("their peers differ", "它们的对端却不同"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "first",
            says: Text::new(
                "the first client's words come out of the first connection",
                "第一个客户端的话从第一个连接里读出来",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"Michael"))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "and the second one's out of the second, though it spoke first",
                "第二个客户端的话从第二个连接里读出来，尽管它先开口",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"Tracy"))),
        },
    ],
};

const ONE_CLIENT_PORT: Scene = Scene {
    slug: "one-client-port",
    title: Text::new("Two connections from one client port", "从同一个客户端端口出去的两个连接"),
    needs: &[],
    run: experiment::one_client_port,
    claims: &[
        Claim {
            id: "other_server",
            says: Text::new(
                "from a port that has a connection already, another one to another server succeeds",
                "一个端口已经有了连接，还能从它再连另一个服务器",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "same_pair",
            says: Text::new(
                "a second connection between the same two addresses and ports does not",
                "同样的两个地址和端口之间，不能再有第二个连接",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrNotAvailable))),
        },
    ],
};

const BEFORE_ACCEPT: Scene = Scene {
    slug: "before-accept",
    title: Text::new("Come, spoken and gone before accept", "accept 之前，客户端已经来过、说过、走了"),
    needs: &[],
    run: experiment::before_accept,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("connect succeeds without accept", "没有 accept，connect 也成功"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "send",
            says: Text::new("and so does send", "send 也成功"),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "accept",
            says: Text::new("accept still returns the client that has closed", "客户端已经关闭，accept 仍然返回它"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "read",
            says: Text::new("its words can be read", "它说过的话还能读到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "end",
            says: Text::new("then the stream ends", "然后字节流结束"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
    ],
};
