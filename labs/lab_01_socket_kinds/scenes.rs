//! The scenes of lab 01, with what they must decide.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim,
        Expect::{self, Is},
        Known::{self, Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[INTERNET, IPV6, UNIX, PROTOCOL, RAW_ALLOWED, RAW_REFUSED];

/// `socreate_internal`: no protocol of the type is EPROTONOSUPPORT, one of another type is EPROTOTYPE.
const XNU_CREATE: &str = "xnu, bsd/kern/uipc_socket.c";
const XNU_UNIX: &str = "xnu, bsd/kern/uipc_proto.c";
const XNU_RAW: &str = "xnu, bsd/netinet/raw_ip.c";
const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c test_WSASocket";
const MS_RAW: &str = "Microsoft, \"TCP/IP Raw Sockets\"";

const NO_TYPE: Expect = Is(Value::Errno(Errno::TypeNotSupported));
const NO_PROTOCOL: Expect = Is(Value::Errno(Errno::ProtocolNotSupported));
const OTHER_TYPE: Expect = Is(Value::Errno(Errno::ProtocolType));

const fn rows(linux: Expect, macos: Known<Expect>, windows: Known<Expect>) -> PerOs<Expect> {
    PerOs { linux: Measured(linux), macos, windows }
}

const INTERNET: Scene = Scene {
    slug: "internet",
    title: Text::new("AF_INET, type by type", "AF_INET，一种类型一种类型地试"),
    needs: &[],
    run: experiment::internet,
    claims: &[
        Claim {
            id: "stream",
            says: Text::new("AF_INET has SOCK_STREAM", "AF_INET 有 SOCK_STREAM"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "dgram",
            says: Text::new("AF_INET has SOCK_DGRAM", "AF_INET 有 SOCK_DGRAM"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "seqpacket",
            says: Text::new("AF_INET has no SOCK_SEQPACKET", "AF_INET 没有 SOCK_SEQPACKET"),
            expected: rows(NO_TYPE, Cited(NO_PROTOCOL, XNU_CREATE), Unknown),
        },
        Claim {
            id: "rdm",
            says: Text::new("AF_INET has no SOCK_RDM", "AF_INET 没有 SOCK_RDM"),
            expected: rows(NO_TYPE, Cited(NO_PROTOCOL, XNU_CREATE), Unknown),
        },
        Claim {
            id: "raw",
            says: Text::new(
                "SOCK_RAW alone is refused, even to root: a raw socket must name its protocol",
                "光有 SOCK_RAW 不行，root 也不行：原始套接字必须指明协议",
            ),
            expected: PerOs::on_linux(NO_PROTOCOL),
        },
    ],
};

const IPV6: Scene = Scene {
    slug: "ipv6",
    title: Text::new("AF_INET6 beside AF_INET", "AF_INET6 和 AF_INET 对照"),
    needs: &[Capability::Ipv6],
    run: experiment::ipv6,
    claims: &[Claim {
        id: "alike",
        says: Text::new(
            "for all five types AF_INET6 answers as AF_INET does",
            "五种类型，AF_INET6 的回答都和 AF_INET 一样",
        ),
        expected: PerOs::on_linux(Is(Value::Number(5))),
    }],
};

const UNIX: Scene = Scene {
    slug: "unix",
    title: Text::new("AF_UNIX, type by type", "AF_UNIX，一种类型一种类型地试"),
    needs: &[],
    run: experiment::unix,
    claims: &[
        Claim {
            id: "stream",
            says: Text::new("AF_UNIX has SOCK_STREAM", "AF_UNIX 有 SOCK_STREAM"),
            expected: rows(Is(Value::OK), Cited(Is(Value::OK), XNU_UNIX), Unknown),
        },
        Claim {
            id: "dgram",
            says: Text::new("AF_UNIX has SOCK_DGRAM", "AF_UNIX 有 SOCK_DGRAM"),
            expected: rows(Is(Value::OK), Cited(Is(Value::OK), XNU_UNIX), Unknown),
        },
        Claim {
            id: "seqpacket",
            says: Text::new("AF_UNIX has SOCK_SEQPACKET too", "AF_UNIX 还有 SOCK_SEQPACKET"),
            expected: rows(Is(Value::OK), Cited(NO_PROTOCOL, XNU_UNIX), Unknown),
        },
        Claim {
            id: "rdm",
            says: Text::new("not even AF_UNIX has SOCK_RDM", "SOCK_RDM 连 AF_UNIX 也没有"),
            expected: rows(NO_TYPE, Cited(NO_PROTOCOL, XNU_CREATE), Unknown),
        },
        Claim {
            id: "raw",
            says: Text::new("AF_UNIX takes SOCK_RAW", "AF_UNIX 接受 SOCK_RAW"),
            expected: rows(Is(Value::OK), Cited(NO_PROTOCOL, XNU_CREATE), Unknown),
        },
        Claim {
            id: "raw_type",
            says: Text::new("and what it gives is SOCK_DGRAM", "而给出来的其实是 SOCK_DGRAM"),
            expected: rows(Is(Value::word("SOCK_DGRAM")), Cited(NO_PROTOCOL, XNU_CREATE), Unknown),
        },
    ],
};

const PROTOCOL: Scene = Scene {
    slug: "protocol",
    title: Text::new("The third argument: the protocol", "第三个参数：协议"),
    needs: &[],
    run: experiment::protocol,
    claims: &[
        Claim {
            id: "stream_udp",
            says: Text::new(
                "SOCK_STREAM with UDP's number is refused: the protocol must be of the type",
                "SOCK_STREAM 配 UDP 的协议号会被拒绝：协议必须属于这种类型",
            ),
            expected: rows(NO_PROTOCOL, Cited(OTHER_TYPE, XNU_CREATE), Cited(NO_PROTOCOL, WINE)),
        },
        Claim {
            id: "dgram_tcp",
            says: Text::new("so is SOCK_DGRAM with TCP's", "SOCK_DGRAM 配 TCP 的协议号也一样"),
            expected: rows(NO_PROTOCOL, Cited(OTHER_TYPE, XNU_CREATE), Cited(NO_PROTOCOL, WINE)),
        },
        Claim {
            id: "default_stream",
            says: Text::new(
                "SOCK_STREAM with protocol 0 is TCP: it takes the option TCP_NODELAY",
                "SOCK_STREAM 配协议 0 就是 TCP：它接受选项 TCP_NODELAY",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "default_dgram",
            says: Text::new(
                "SOCK_DGRAM with protocol 0 is not: it does not know that option",
                "SOCK_DGRAM 配协议 0 则不是：它不认识这个选项",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NoProtocolOption))),
        },
        Claim {
            id: "family",
            says: Text::new("a family that nobody knows has an error of its own", "没人认识的地址族，另有一种错误"),
            expected: rows(
                Is(Value::Errno(Errno::FamilyNotSupported)),
                Cited(Is(Value::Errno(Errno::FamilyNotSupported)), XNU_CREATE),
                Cited(Is(Value::Errno(Errno::FamilyNotSupported)), WINE),
            ),
        },
    ],
};

const RAW_ALLOWED: Scene = Scene {
    slug: "raw-allowed",
    title: Text::new("A raw socket, with the privilege", "有权限时的原始套接字"),
    // The right to capture is the right to raw sockets.
    needs: &[Capability::Wire],
    run: experiment::raw_allowed,
    claims: &[Claim {
        id: "icmp",
        says: Text::new(
            "with CAP_NET_RAW, SOCK_RAW for ICMP is granted",
            "有 CAP_NET_RAW，就能得到收发 ICMP 的 SOCK_RAW",
        ),
        expected: PerOs::on_linux(Is(Value::OK)),
    }],
};

const RAW_REFUSED: Scene = Scene {
    slug: "raw-refused",
    title: Text::new("The same call without it", "没有权限时，同样的调用"),
    needs: &[],
    run: experiment::raw_refused,
    claims: &[Claim {
        id: "icmp",
        says: Text::new("without CAP_NET_RAW the same call is refused", "没有 CAP_NET_RAW，同样的调用就被拒绝"),
        expected: rows(
            Is(Value::Errno(Errno::NotPermitted)),
            Cited(Is(Value::Errno(Errno::NotPermitted)), XNU_RAW),
            Cited(Is(Value::Errno(Errno::Access)), MS_RAW),
        ),
    }],
};
