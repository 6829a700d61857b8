//! Lab 12: how long a datagram may be.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 12,
    slug: "udp-size-limit",
    title: Text::new("The largest datagram", "数据报最大能有多大"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "What is the largest number of bytes that one sendto can send over UDP and IPv4?",
            "用 UDP 和 IPv4，一次 sendto 最多能发多少字节的数据？",
        ),
        scene: "search",
        claim: "limit",
        choices: &[
            Choice {
                value: Value::Number(65_536),
                says: Text::new("65536, that is 64 KB", "65536，也就是 64 KB"),
                belief: Text::new(
                    "The length is written in 16 bits, so the largest that can be written is 65535, and headers count too.",
                    "长度用 16 位来写，最大只能写到 65535，而且首部也算在里面。",
                ),
            },
            Choice {
                value: Value::Number(65_535),
                says: Text::new("65535, the largest number of 16 bits", "65535，16 位能表示的最大的数"),
                belief: Text::new(
                    "That is the limit of the whole IP packet. 20 bytes of IP header and 8 of UDP header are part of it.",
                    "那是整个 IP 包的上限，其中还包括 20 字节的 IP 首部和 8 字节的 UDP 首部。",
                ),
            },
            Choice {
                value: Value::Number(65_507),
                says: Text::new("65507 bytes", "65507 字节"),
                belief: Text::new(
                    "65535 minus 20 bytes of IP header minus 8 of UDP header.",
                    "65535 减去 20 字节的 IP 首部，再减去 8 字节的 UDP 首部。",
                ),
            },
            Choice {
                value: Value::Number(9216),
                says: Text::new("9216, the send buffer of macOS", "9216，macOS 的发送缓冲区大小"),
                belief: Text::new(
                    "On macOS it is so until SO_SNDBUF is raised. Linux and Windows go up to what the headers can say.",
                    "在 macOS 上确实如此，调大 SO_SNDBUF 才能更大。Linux 和 Windows 能一直到首部写得下的上限。",
                ),
            },
            Choice {
                value: Value::Number(1472),
                says: Text::new("1472, what fits an Ethernet frame", "1472，以太网一帧装得下的量"),
                belief: Text::new(
                    "That is the largest that travels in one piece there. IP cuts what is longer and puts it together again.",
                    "那是以太网上不用分片的上限。再长的，IP 会切开，到了再拼起来。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "size",
            title: Text::new("size of the datagram in `largest`, in bytes", "场景 largest 里数据报的大小（字节）"),
            range: KnobRange::Number { default: 65_507, min: 0, max: 70_000 },
        },
        Knob {
            name: "mtu",
            title: Text::new(
                "the largest packet of the link in `fragments`, in bytes",
                "场景 fragments 里链路的 MTU（字节）",
            ),
            // Below 1280 a Linux interface drops its IPv6 addresses (RFC 8200 section 5).
            range: KnobRange::Number { default: 1500, min: 1280, max: 9000 },
        },
    ],
    sources: &[
        Source::Rfc { number: 768, section: "Fields" },
        Source::Rfc { number: 791, section: "3.1" },
        Source::Rfc { number: 8200, section: "3" },
        Source::Rfc { number: 8085, section: "3.2" },
        Source::Man { page: "udp", section: 7 },
        Source::Suite { name: "libuv", path: "test/test-udp-dgram-too-big.c" },
    ],
    exercises: &[],
};
