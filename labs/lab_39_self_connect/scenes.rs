//! What each scene of lab 39 claims.

use super::experiment;
use crate::{
    lab::{
        Capability::{TcpTable, Wire},
        Claim,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[ITSELF, OTHER_PORT, WIRE, TAKEN, GOODBYE, RESET];

const ITSELF: Scene = Scene {
    slug: "itself",
    title: Text::new("Bind a port, connect to it", "绑定一个端口，再连它"),
    needs: &[],
    run: experiment::itself,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("connect succeeds, and there is no server", "connect 成功了，而根本没有服务器"),
            expected: PerOs {
                linux: Measured(Is(Value::OK)),
                macos: Cited(Is(Value::Errno(Errno::Invalid)), "xnu, bsd/netinet/tcp_usrreq.c, tcp_connect()"),
                windows: Unknown,
            },
        },
        Claim {
            id: "same_name",
            says: Text::new("the socket's own name is its peer's name", "自己的地址就是对方的地址"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "received",
            says: Text::new("it reads what it has written itself", "它读到的就是自己写的"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const OTHER_PORT: Scene = Scene {
    slug: "other-port",
    title: Text::new("One thing changed: somebody else's port", "只改一处：换成别人的端口"),
    needs: &[],
    run: experiment::other_port,
    claims: &[Claim {
        id: "connect",
        says: Text::new("another port where nobody listens refuses", "别的端口没有人监听，就会拒绝"),
        expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
    }],
};

const WIRE: Scene = Scene {
    slug: "wire",
    title: Text::new("The wire of a simultaneous open", "线上看同时打开"),
    needs: &[Wire],
    run: experiment::wire,
    claims: &[
        Claim {
            id: "handshake",
            says: Text::new(
                "on the wire are SYN, SYN-ACK and ACK, as if a server had answered",
                "线上是 SYN、SYN-ACK、ACK，就像有服务器应答一样",
            ),
            expected: PerOs::on_linux(Is(Value::word("S S. ."))),
        },
        Claim {
            id: "syns",
            says: Text::new(
                "the SYN and its answer: two segments with the SYN flag",
                "SYN 和对它的应答：带 SYN 标志的报文段有两个",
            ),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "own_address",
            says: Text::new(
                "every packet goes from the client's address to the client's address",
                "每个包都是从客户端的地址发到客户端的地址",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const TAKEN: Scene = Scene {
    slug: "taken",
    title: Text::new("Now the server wants to start", "这时服务器要启动了"),
    needs: &[],
    run: experiment::taken,
    claims: &[Claim {
        id: "server_bind",
        says: Text::new(
            "the server cannot bind its own port: the client has it",
            "服务器绑不了自己的端口：被客户端占着",
        ),
        expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
    }],
};

const GOODBYE: Scene = Scene {
    slug: "goodbye",
    title: Text::new("Saying goodbye to oneself", "和自己道别"),
    needs: &[TcpTable],
    run: experiment::goodbye,
    claims: &[
        Claim {
            id: "before_the_end",
            says: Text::new("what was sent before the end is still read", "结束之前发的数据仍然读得到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"last words"))),
        },
        Claim {
            id: "end",
            says: Text::new("then it reads the end of its own stream", "然后读到自己这条流的末尾"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
        Claim {
            id: "after_close",
            says: Text::new("the one end waits in TIME_WAIT", "唯一的一端停在 TIME_WAIT"),
            expected: PerOs::on_linux(Is(Value::word("TIME_WAIT"))),
        },
        Claim {
            id: "server_bind",
            says: Text::new("and still the server cannot have its port", "服务器还是拿不到自己的端口"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
        },
    ],
};

const RESET: Scene = Scene {
    slug: "reset",
    title: Text::new("Hanging up at once", "立刻挂断"),
    needs: &[],
    run: experiment::reset,
    claims: &[Claim {
        id: "server_bind",
        says: Text::new(
            "after a close that resets the connection the port is free at once",
            "用复位（RST）的方式关闭，端口立刻空出来",
        ),
        expected: PerOs::on_linux(Is(Value::OK)),
    }],
};
