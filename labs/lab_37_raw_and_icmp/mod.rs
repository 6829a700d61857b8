//! Lab 37: below UDP and TCP.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 37,
    slug: "raw-and-icmp",
    title: Text::new("Raw sockets and ICMP", "原始套接字与 ICMP"),
    part: Part::Neighbours,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A program sends an ICMP echo by a raw socket: 8 bytes of ICMP header and \"hello\", 13 bytes in all. \
             The answer has the same length. How many bytes does its receive give: does it see the IP header?",
            "程序用原始套接字发出一个 ICMP 回显请求：8 个字节的 ICMP 头加上 \"hello\"，共 13 个字节，回答也一样长。\
             接收会得到多少个字节？也就是说，看得到 IP 头吗？",
        ),
        scene: "echo",
        claim: "received",
        choices: &[
            Choice {
                value: Value::Number(5),
                says: Text::new("5: the data alone", "5 个：只有数据"),
                belief: Text::new(
                    "UDP and TCP take their headers off for you. A raw socket takes nothing off.",
                    "UDP 和 TCP 会替你去掉头部，原始套接字什么也不去。",
                ),
            },
            Choice {
                value: Value::Number(13),
                says: Text::new("13: as much as was sent", "13 个：发多少收多少"),
                belief: Text::new(
                    "Sending and receiving are not alike here: going out, the kernel writes the IP header; coming in, it \
                     leaves it on. (An ICMP socket of type SOCK_DGRAM does give 13 on Linux.)",
                    "这里发和收并不对称：发的时候 IP 头由内核写上，收的时候却不去掉。\
                     （在 Linux 上，SOCK_DGRAM 类型的 ICMP 套接字才是 13 个。）",
                ),
            },
            Choice {
                value: Value::Number(33),
                says: Text::new("33: with the 20 bytes of the IP header", "33 个：带着 20 个字节的 IP 头"),
                belief: Text::new(
                    "An IPv4 raw socket receives the packet from its IP header on, with IP_HDRINCL or without.",
                    "IPv4 的原始套接字收到的包从 IP 头开始，设不设 IP_HDRINCL 都一样。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "data",
            title: Text::new("bytes of data in the echo", "回显请求里数据的字节数"),
            range: KnobRange::Number { default: 5, min: 0, max: 1000 },
        },
        Knob {
            name: "source",
            title: Text::new(
                "the last number of the source address that the scene included writes: 127.0.0.x",
                "场景 included 写的源地址 127.0.0.x 里的最后一个数",
            ),
            range: KnobRange::Number { default: 9, min: 1, max: 254 },
        },
    ],
    sources: &[
        Source::Rfc { number: 791, section: "3.1" },
        Source::Document("RFC 792, \"Internet Control Message Protocol\", Echo or Echo Reply Message"),
        Source::Document("RFC 1071, \"Computing the Internet Checksum\""),
        Source::Man { page: "raw", section: 7 },
        Source::Man { page: "icmp", section: 7 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/raw_socket.cc" },
    ],
    exercises: &[],
};
