//! What each scene of lab 12 claims.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[SEARCH, LARGEST, IPV6, FRAGMENTS];

const TOO_LONG: Value = Value::Errno(Errno::MessageSize);

/// A send buffer of 9216 bytes limits a datagram, until `SO_SNDBUF` raises it.
const XNU_UDP: &str = "xnu, bsd/netinet/udp_usrreq.c";
const UV_TOO_BIG: &str = "libuv, test/test-udp-dgram-too-big.c";
const WINE_SOCK: &str = "Wine, dlls/ws2_32/tests/sock.c";

const SEARCH: Scene = Scene {
    slug: "search",
    title: Text::new("Looking for the limit", "把上限找出来"),
    needs: &[],
    run: experiment::search,
    claims: &[
        Claim {
            id: "kib_64",
            says: Text::new("64 KB, 65536 bytes, is refused", "64 KB，也就是 65536 字节，发不出去"),
            expected: PerOs {
                linux: Measured(Is(TOO_LONG)),
                macos: Cited(Is(TOO_LONG), UV_TOO_BIG),
                windows: Cited(Is(TOO_LONG), UV_TOO_BIG),
            },
        },
        Claim {
            id: "limit",
            says: Text::new(
                "the largest datagram that can be sent has 65507 bytes",
                "能发出去的数据报，最大 65507 字节",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Number(65_507))),
                macos: Cited(Is(Value::Number(9216)), XNU_UDP),
                windows: Cited(Is(Value::Number(65_507)), WINE_SOCK),
            },
        },
    ],
};

const LARGEST: Scene = Scene {
    slug: "largest",
    title: Text::new("The largest one, and one byte more", "最大的，和再多一个字节的"),
    needs: &[],
    run: experiment::largest,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("65507 bytes are sent", "65507 字节能发出去"),
            expected: PerOs {
                linux: Measured(Is(Value::Number(65_507))),
                macos: Cited(Is(TOO_LONG), XNU_UDP),
                windows: Cited(Is(Value::Number(65_507)), WINE_SOCK),
            },
        },
        Claim {
            id: "arrived",
            says: Text::new("one receive gives all of them", "一次接收就全部拿到"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "one_more",
            says: Text::new("one byte more is refused with EMSGSIZE", "多一个字节就被拒绝：EMSGSIZE"),
            expected: PerOs { linux: Measured(Is(TOO_LONG)), macos: Cited(Is(TOO_LONG), XNU_UDP), windows: Unknown },
        },
        Claim {
            id: "next",
            says: Text::new(
                "nothing of the refused one was sent: the next to arrive is the next that was sent",
                "被拒绝的那个一个字节也没发：接着到达的，是接着发出的那个",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"small"))),
        },
    ],
};

const IPV6: Scene = Scene {
    slug: "ipv6",
    title: Text::new("Over IPv6", "换成 IPv6"),
    needs: &[Capability::Ipv6],
    run: experiment::ipv6,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("65527 bytes are sent", "65527 字节能发出去"),
            expected: PerOs::on_linux(Is(Value::Number(65_527))),
        },
        Claim {
            id: "arrived",
            says: Text::new("one receive gives all of them", "一次接收就全部拿到"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "one_more",
            says: Text::new("one byte more is refused with EMSGSIZE", "多一个字节就被拒绝：EMSGSIZE"),
            expected: PerOs::on_linux(Is(TOO_LONG)),
        },
    ],
};

const FRAGMENTS: Scene = Scene {
    slug: "fragments",
    title: Text::new("On a link with an MTU of 1500", "MTU 为 1500 的链路上"),
    needs: &[Capability::Isolation, Capability::Wire],
    run: experiment::fragments,
    claims: &[
        Claim {
            id: "before",
            says: Text::new(
                "on the loopback as it is, the largest datagram is one packet",
                "回环接口原本的样子：最大的数据报就是一个包",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "fits",
            says: Text::new("at MTU 1500, 1472 bytes are one packet", "MTU 为 1500 时，1472 字节是一个包"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "one_more",
            says: Text::new("1473 bytes are two", "1473 字节是两个"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "largest",
            says: Text::new("65507 bytes are 45", "65507 字节是 45 个"),
            expected: PerOs::on_linux(Is(Value::Number(45))),
        },
        Claim {
            id: "arrived",
            says: Text::new("and still one receive gives the whole datagram", "即便如此，一次接收拿到的仍是整个数据报"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};
