//! The scenes of lab 38, with what they must decide.

use super::experiment;
use crate::{
    lab::{
        Capability::Ipv6,
        Claim,
        Expect::{self, Is},
        Known::{Cited, Measured},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[DEFAULT, DUAL, ONLY_V6, PAIR, MAPPED, UDP];

const XNU_DEFAULT: &str = "xnu, bsd/netinet6/in6_proto.c ip6_v6only";
const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c test_ipv6only";

const TAKEN: Expect = Is(Value::Errno(Errno::AddrInUse));
const FOUR: Expect = Is(Value::word("127.0.0.1"));
const SIX: Expect = Is(Value::word("::1"));
const MAPPED_FOUR: Expect = Is(Value::word("::ffff:127.0.0.1"));

const DEFAULT: Scene = Scene {
    slug: "default",
    title: Text::new("The option IPV6_V6ONLY", "选项 IPV6_V6ONLY"),
    needs: &[Ipv6],
    run: experiment::default,
    claims: &[
        Claim {
            id: "only_v6",
            says: Text::new("a new IPv6 socket does not have it on", "新建的 IPv6 套接字没有打开这个选项"),
            expected: PerOs {
                linux: Measured(Is(Value::No)),
                macos: Cited(Is(Value::No), XNU_DEFAULT),
                windows: Cited(Is(Value::Yes), WINE),
            },
        },
        Claim {
            id: "set",
            says: Text::new("it can be switched on before bind", "bind 之前可以把它打开"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "too_late",
            says: Text::new("after bind it can no longer be changed", "bind 之后就不能再改了"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Invalid))),
        },
    ],
};

const DUAL: Scene = Scene {
    slug: "dual",
    title: Text::new("V6ONLY off: both families reach [::]", "V6ONLY 关：两个地址族都连得上 [::]"),
    needs: &[Ipv6],
    run: experiment::dual,
    claims: &[
        Claim {
            id: "four",
            says: Text::new(
                "a client at 127.0.0.1 gets through, and accept names it by an IPv4-mapped address",
                "127.0.0.1 上的客户端连得上，accept 用 IPv4 映射地址称呼它",
            ),
            expected: PerOs::on_linux(MAPPED_FOUR),
        },
        Claim {
            id: "dialled",
            says: Text::new("the client sees IPv4 and nothing else", "客户端看到的只有 IPv4"),
            expected: PerOs::on_linux(FOUR),
        },
        Claim {
            id: "six",
            says: Text::new("a client at ::1 reaches the same socket", "::1 上的客户端连到同一个套接字"),
            expected: PerOs::on_linux(SIX),
        },
    ],
};

const ONLY_V6: Scene = Scene {
    slug: "v6-only",
    title: Text::new("V6ONLY on: one thing changed", "V6ONLY 开：只改这一处"),
    needs: &[Ipv6],
    run: experiment::only_v6,
    claims: &[
        Claim {
            id: "four",
            says: Text::new("the client at 127.0.0.1 is refused", "127.0.0.1 上的客户端被拒绝"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
        Claim {
            id: "six",
            says: Text::new("the client at ::1 still gets through", "::1 上的客户端照样连得上"),
            expected: PerOs::on_linux(SIX),
        },
    ],
};

const PAIR: Scene = Scene {
    slug: "pair",
    title: Text::new("A second server for IPv4, on the same port", "同一个端口上，再为 IPv4 开一个服务器"),
    needs: &[Ipv6],
    run: experiment::pair,
    claims: &[
        Claim {
            id: "second",
            says: Text::new(
                "with V6ONLY off, [::] takes the port in IPv4 as well: 0.0.0.0 is refused",
                "V6ONLY 关着时，[::] 连 IPv4 的端口也占了：绑定 0.0.0.0 被拒绝",
            ),
            expected: PerOs::on_linux(TAKEN),
        },
        Claim {
            id: "reverse",
            says: Text::new("the other way round it is the same", "反过来先绑定 0.0.0.0，也一样"),
            expected: PerOs::on_linux(TAKEN),
        },
        Claim {
            id: "split",
            says: Text::new("with V6ONLY on, both have the port", "V6ONLY 打开，两个都能绑定这个端口"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "four",
            says: Text::new(
                "then the IPv4 server gets the client at 127.0.0.1",
                "这时 127.0.0.1 上的客户端归 IPv4 服务器",
            ),
            expected: PerOs::on_linux(FOUR),
        },
        Claim {
            id: "six",
            says: Text::new("and the IPv6 server gets the client at ::1", "::1 上的客户端归 IPv6 服务器"),
            expected: PerOs::on_linux(SIX),
        },
    ],
};

const MAPPED: Scene = Scene {
    slug: "mapped",
    title: Text::new("An IPv6 client dials ::ffff:127.0.0.1", "IPv6 客户端去连 ::ffff:127.0.0.1"),
    needs: &[Ipv6],
    run: experiment::mapped,
    claims: &[
        Claim {
            id: "peer",
            says: Text::new(
                "it reaches a server that knows IPv4 alone, which sees an IPv4 client",
                "它能连上只懂 IPv4 的服务器，服务器看到的是一个 IPv4 客户端",
            ),
            expected: PerOs::on_linux(FOUR),
        },
        Claim {
            id: "strict",
            says: Text::new("with V6ONLY on, there is no way there", "V6ONLY 打开，就没有路可走了"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NetworkUnreachable))),
        },
    ],
};

const UDP: Scene = Scene {
    slug: "udp",
    title: Text::new("The same with UDP", "换成 UDP 也一样"),
    needs: &[Ipv6],
    run: experiment::udp,
    claims: &[
        Claim {
            id: "from",
            says: Text::new("recvfrom names an IPv4 sender by a mapped address", "recvfrom 用映射地址称呼 IPv4 发送者"),
            expected: PerOs::on_linux(MAPPED_FOUR),
        },
        Claim {
            id: "loopback",
            says: Text::new(
                "is_loopback of Rust's library does not take that address for loopback",
                "Rust 标准库的 is_loopback 不认为它是回环地址",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "canonical",
            says: Text::new("to_canonical turns it back into IPv4", "to_canonical 把它变回 IPv4"),
            expected: PerOs::on_linux(FOUR),
        },
        Claim {
            id: "reply",
            says: Text::new("a reply to that address reaches the client", "发往这个地址的回复能到客户端"),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
        Claim {
            id: "by",
            says: Text::new("and the client sees it come from 127.0.0.1", "客户端看到它来自 127.0.0.1"),
            expected: PerOs::on_linux(FOUR),
        },
    ],
};
