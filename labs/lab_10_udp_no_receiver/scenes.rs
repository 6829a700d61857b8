//! What each scene of lab 10 claims.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim, Expect,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[UNCONNECTED, CONNECTED, ELSEWHERE, LATE_SERVER, WIRE, WIRE_CONNECTED];

const FIVE: Value = Value::Number(5);
const REFUSED: Value = Value::Errno(Errno::ConnectionRefused);

/// It passes the error on to the socket of exactly these two addresses, so to connected sockets alone.
const XNU_UDP: &str = "xnu, bsd/netinet/udp_usrreq.c";
/// The error of an earlier send comes out of a later receive, unless `SIO_UDP_CONNRESET` turns that off.
const RUST_RESET: &str = "rust-lang/rust#128072";

/// On Windows sends succeed, whatever became of the earlier ones.
const fn sends() -> PerOs<Expect> {
    PerOs { linux: Measured(Is(FIVE)), macos: Unknown, windows: Cited(Is(FIVE), RUST_RESET) }
}

const UNCONNECTED: Scene = Scene {
    slug: "unconnected",
    title: Text::new("sendto where nobody receives", "向没有人接收的端口 sendto"),
    needs: &[],
    run: experiment::unconnected,
    claims: &[
        Claim {
            id: "first", says: Text::new("the first sendto succeeds", "第一次 sendto 成功"), expected: sends()
        },
        Claim { id: "second", says: Text::new("and so does the second", "第二次也成功"), expected: sends() },
        Claim {
            id: "heard",
            says: Text::new(
                "all that the client ever hears is the letter it sent to itself",
                "客户端听到的，只有它寄给自己的那一封",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"marker"))),
                macos: Cited(Is(Value::bytes(b"marker")), XNU_UDP),
                windows: Cited(Is(Value::Errno(Errno::ConnectionReset)), RUST_RESET),
            },
        },
    ],
};

const CONNECTED: Scene = Scene {
    slug: "connected",
    title: Text::new("The same after connect", "先 connect，再发"),
    needs: &[],
    run: experiment::connected,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("connect succeeds, though nobody is there", "没有人在，connect 照样成功"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim { id: "first", says: Text::new("the first send succeeds", "第一次 send 成功"), expected: sends() },
        Claim {
            id: "next",
            says: Text::new("the next one fails with ECONNREFUSED", "下一次 send 失败：ECONNREFUSED"),
            expected: PerOs { linux: Measured(Is(REFUSED)), macos: Unknown, windows: Cited(Is(FIVE), RUST_RESET) },
        },
        Claim {
            id: "after",
            says: Text::new("the one after that succeeds: the error is told once", "再下一次又成功了：错误只报一次"),
            expected: sends(),
        },
    ],
};

const ELSEWHERE: Scene = Scene {
    slug: "elsewhere",
    title: Text::new("Where else the refusal comes out", "这个拒绝还会从哪里冒出来"),
    needs: &[],
    run: experiment::elsewhere,
    claims: &[
        Claim {
            id: "recv",
            says: Text::new("a recv fails with the error of the send before it", "recv 失败，报的是前面那次 send 的错"),
            expected: PerOs {
                linux: Measured(Is(REFUSED)),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::ConnectionReset)), RUST_RESET),
            },
        },
        Claim {
            id: "so_error",
            says: Text::new("so does reading SO_ERROR", "读取 SO_ERROR 也会得到它"),
            expected: PerOs::on_linux(Is(REFUSED)),
        },
        Claim {
            id: "so_error_again",
            says: Text::new("a second reading finds nothing", "再读一次就没有了"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const LATE_SERVER: Scene = Scene {
    slug: "late-server",
    title: Text::new("A server that starts too late", "服务器来晚了"),
    // The port must be free on two occasions, and no stranger's in between.
    needs: &[Capability::Isolation],
    run: experiment::late_server,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new(
                "a datagram to port 9999 is sent before the server exists",
                "服务器还不存在，发往 9999 端口也成功",
            ),
            expected: PerOs::on_linux(Is(FIVE)),
        },
        Claim {
            id: "received",
            says: Text::new(
                "the server's first datagram is the one sent after its bind",
                "服务器收到的第一个数据报，是它 bind 之后发的那个",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"again"))),
        },
    ],
};

const WIRE: Scene = Scene {
    slug: "wire",
    title: Text::new("What comes back", "回来的是什么"),
    needs: &[Capability::Wire],
    run: experiment::wire,
    claims: &[
        Claim {
            id: "message",
            says: Text::new(
                "an ICMP message answers the datagram: port unreachable",
                "有一条 ICMP 消息回答这个数据报：端口不可达",
            ),
            expected: PerOs::on_linux(Is(Value::word("port unreachable"))),
        },
        Claim {
            id: "about",
            says: Text::new(
                "it quotes whose datagram it was, and where it was going",
                "消息里引用了这个数据报从哪来、到哪去",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "heard",
            says: Text::new(
                "and still a receive of the unconnected socket finds nothing",
                "即便如此，没有 connect 的套接字什么也收不到",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
    ],
};

const WIRE_CONNECTED: Scene = Scene {
    slug: "wire-connected",
    title: Text::new("The send that is not sent", "没有发出去的那次 send"),
    needs: &[Capability::Wire],
    run: experiment::wire_connected,
    claims: &[
        Claim {
            id: "refused",
            says: Text::new("of three sends the second fails", "三次 send，第二次失败"),
            expected: PerOs::on_linux(Is(REFUSED)),
        },
        Claim {
            id: "travelled",
            says: Text::new("two datagrams are on the wire", "线上只有两个数据报"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "bytes",
            says: Text::new(
                "they are \"one\" and \"three\", 8 bytes: the failed send sent nothing",
                "就是 \"one\" 和 \"three\"，共 8 字节：失败的那次什么也没发",
            ),
            expected: PerOs::on_linux(Is(Value::Number(8))),
        },
    ],
};
