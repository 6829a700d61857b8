//! The scenes of lab 06 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::Is,
        Known::{Cited, Measured},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[BOTH, TAKEN, TO_LISTENER, TCP_CLOSED];

const UV_BIND: &str = "libuv, test/test-udp-bind.c udp_bind";
const XNU_UDP: &str = "xnu, bsd/netinet/udp_usrreq.c";
const RUST_RESET: &str = "rust-lang/rust, issue 128072";

const BOTH: Scene = Scene {
    slug: "both",
    title: Text::new("TCP and UDP bind the same number", "TCP 和 UDP 绑定同一个号码"),
    needs: &[],
    run: experiment::both,
    claims: &[
        Claim {
            id: "second",
            says: Text::new(
                "the number that TCP has bound can be bound by UDP as well",
                "TCP 已经绑定的号码，UDP 也能绑定",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "by_udp",
            says: Text::new("what is sent there by UDP reaches the UDP socket", "经 UDP 发去的，到了 UDP 套接字"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello by UDP"))),
        },
        Claim {
            id: "by_tcp",
            says: Text::new("what is sent there by TCP reaches the TCP socket", "经 TCP 发去的，到了 TCP 套接字"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello by TCP"))),
        },
    ],
};

const TAKEN: Scene = Scene {
    slug: "taken",
    title: Text::new("Within one protocol the number is taken", "在同一个协议里，号码已被占用"),
    needs: &[],
    run: experiment::taken,
    claims: &[
        Claim {
            id: "tcp_again",
            says: Text::new("a second TCP socket cannot bind it", "第二个 TCP 套接字不能绑定它"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
        },
        Claim {
            id: "udp_again",
            says: Text::new("nor can a second UDP socket", "第二个 UDP 套接字也不能"),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::AddrInUse))),
                macos: Cited(Is(Value::Errno(Errno::AddrInUse)), UV_BIND),
                windows: Cited(Is(Value::Errno(Errno::AddrInUse)), UV_BIND),
            },
        },
    ],
};

const TO_LISTENER: Scene = Scene {
    slug: "to-listener",
    title: Text::new("A datagram to a TCP listener's number", "发往 TCP 监听号码的数据报"),
    needs: &[],
    run: experiment::to_listener,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("the send itself succeeds, with all 12 bytes", "发送本身成功，12 个字节一个不少"),
            expected: PerOs::on_linux(Is(Value::Number(12))),
        },
        Claim {
            id: "heard",
            says: Text::new("the client's next call is refused", "客户端的下一次调用被拒绝"),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::ConnectionRefused))),
                macos: Cited(Is(Value::Errno(Errno::ConnectionRefused)), XNU_UDP),
                windows: Cited(Is(Value::Errno(Errno::ConnectionReset)), RUST_RESET),
            },
        },
        Claim {
            id: "accept",
            says: Text::new("the listener has nothing to accept", "监听套接字没有连接可以接受"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
    ],
};

const TCP_CLOSED: Scene = Scene {
    slug: "tcp-closed",
    title: Text::new("The TCP server ends, the UDP server goes on", "TCP 服务器结束，UDP 服务器照常工作"),
    needs: &[],
    run: experiment::tcp_closed,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new(
                "a TCP connect to the number of a UDP socket is refused",
                "向一个 UDP 套接字的号码发起 TCP 连接，会被拒绝",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
        Claim {
            id: "by_udp",
            says: Text::new("the UDP socket still receives", "UDP 套接字仍能接收"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello by UDP"))),
        },
    ],
};
