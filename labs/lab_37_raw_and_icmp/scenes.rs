//! The scenes of lab 37 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Capability::{Isolation, Wire},
        Claim,
        Expect::Is,
        Known::{Cited, Measured},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

const XNU_RAW: &str = "xnu, bsd/netinet/raw_ip.c";
const MS_RAW: &str = "Microsoft, \"TCP/IP Raw Sockets\"";

/// In the order of the lesson.
pub(super) const ALL: &[Scene] = &[REFUSED, DGRAM, ECHO, WITHOUT, INCLUDED];

const REFUSED: Scene = Scene {
    slug: "refused",
    title: Text::new("Without the privilege", "没有权限"),
    needs: &[],
    run: experiment::refused,
    claims: &[
        Claim {
            id: "icmp",
            says: Text::new(
                "without CAP_NET_RAW a raw socket for ICMP is refused",
                "没有 CAP_NET_RAW，就得不到 ICMP 的原始套接字",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::NotPermitted))),
                macos: Cited(Is(Value::Errno(Errno::NotPermitted)), XNU_RAW),
                windows: Cited(Is(Value::Errno(Errno::Access)), MS_RAW),
            },
        },
        Claim {
            id: "udp",
            says: Text::new("and so is one for UDP", "UDP 的也一样得不到"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotPermitted))),
        },
    ],
};

const DGRAM: Scene = Scene {
    slug: "dgram",
    title: Text::new(
        "The ICMP socket that needs no privilege, and a group instead",
        "不要权限、只看用户组的 ICMP 套接字",
    ),
    // The right to capture is the right to raw sockets.
    needs: &[Isolation, Wire],
    run: experiment::dgram,
    claims: &[
        Claim {
            id: "dgram",
            says: Text::new(
                "SOCK_DGRAM for ICMP is refused while ping_group_range is empty, to root too",
                "ping_group_range 为空时，ICMP 的 SOCK_DGRAM 会被拒绝，对 root 也一样",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Access))),
        },
        Claim {
            id: "raw",
            says: Text::new("the raw one is granted to the same program", "同一个程序却能得到原始套接字"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const ECHO: Scene = Scene {
    slug: "echo",
    title: Text::new("An echo there and back", "一去一回的回显"),
    needs: &[Isolation, Wire],
    run: experiment::echo,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new(
                "the program sends an ICMP message of 13 bytes and no IP header",
                "程序发出 13 个字节的 ICMP 消息，不带 IP 头",
            ),
            expected: PerOs::on_linux(Is(Value::Number(13))),
        },
        Claim {
            id: "own_question",
            says: Text::new(
                "over the loopback the socket receives a copy of its own question first",
                "走回环接口时，套接字先收到自己那个问题的副本",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "received",
            says: Text::new(
                "of the answer it receives 33 bytes: the IP header comes with it",
                "收到的回答有 33 个字节：连 IP 头一起来了",
            ),
            expected: PerOs::on_linux(Is(Value::Number(33))),
        },
        Claim {
            id: "first_byte",
            says: Text::new(
                "the first byte is 69, in hex 45: version 4, five words of header",
                "第一个字节是 69，十六进制 45：版本 4，头部五个字",
            ),
            expected: PerOs::on_linux(Is(Value::Number(69))),
        },
        Claim {
            id: "protocol",
            says: Text::new("the byte at offset 9 is 1: ICMP", "偏移 9 处的字节是 1：ICMP"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "data",
            says: Text::new("the kernel itself has answered, with the same data", "回答的就是内核自己，数据原样送回"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const WITHOUT: Scene = Scene {
    slug: "without",
    title: Text::new("Raw, and the kernel writes the IP header", "原始套接字，IP 头由内核来写"),
    needs: &[Isolation, Wire],
    run: experiment::without,
    claims: &[
        Claim {
            id: "data",
            says: Text::new(
                "a UDP header written by hand is as good as any: the server receives the data",
                "手写的 UDP 头一样管用：服务器收到了数据",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "port",
            says: Text::new(
                "the source port is whatever was written, though no socket has it",
                "源端口写什么就是什么，尽管没有套接字用它",
            ),
            expected: PerOs::on_linux(Is(Value::Number(4444))),
        },
        Claim {
            id: "from",
            says: Text::new("the source address is the kernel's choice", "源地址由内核来定"),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.1"))),
        },
    ],
};

const INCLUDED: Scene = Scene {
    slug: "included",
    title: Text::new("The same with IP_HDRINCL", "同样的事，设了 IP_HDRINCL"),
    needs: &[Isolation, Wire],
    run: experiment::included,
    claims: &[
        Claim {
            id: "data",
            says: Text::new("a packet with both headers written by hand arrives", "两个头都手写的包也能送到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "from",
            says: Text::new("the source address is whatever was written", "源地址写什么就是什么"),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.9"))),
        },
    ],
};
