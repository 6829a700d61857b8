//! Lab 38: one socket for IPv6 and IPv4.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 38,
    slug: "dual-stack",
    title: Text::new("One socket for IPv6 and IPv4", "一个套接字兼顾 IPv6 和 IPv4"),
    part: Part::Neighbours,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server listens on [::], an IPv6 address, with the option IPV6_V6ONLY off. An IPv4 client dials 127.0.0.1. \
             Which address of the client does accept give?",
            "服务器监听在 IPv6 地址 [::] 上，选项 IPV6_V6ONLY 是关着的。一个 IPv4 客户端去连 127.0.0.1。\
             accept 给出的客户端地址是什么？",
        ),
        scene: "dual",
        claim: "four",
        choices: &[
            Choice {
                value: Value::word("127.0.0.1"),
                says: Text::new("127.0.0.1, the client's own", "127.0.0.1，客户端自己的地址"),
                belief: Text::new(
                    "That is what the client sees of itself. An IPv6 socket can only name IPv6 addresses, so the server is \
                     told the same 32 bits in an IPv6 form.",
                    "客户端自己看到的正是它。可 IPv6 套接字只能写出 IPv6 地址，所以服务器拿到的是同样 32 位的 IPv6 写法。",
                ),
            },
            Choice {
                value: Value::word("::ffff:127.0.0.1"),
                says: Text::new(
                    "::ffff:127.0.0.1, the same address in an IPv6 form",
                    "::ffff:127.0.0.1，同一个地址的 IPv6 写法",
                ),
                belief: Text::new(
                    "This is an IPv4-mapped address. Nothing of it travels: the packets are plain IPv4.",
                    "这叫 IPv4 映射地址。它不会出现在网络上：传送的就是普通的 IPv4 分组。",
                ),
            },
            Choice {
                value: Value::word("::1"),
                says: Text::new("::1, the loopback address of IPv6", "::1，IPv6 的回环地址"),
                belief: Text::new(
                    "127.0.0.1 and ::1 both mean this machine, but they are two addresses, and neither is turned into the \
                     other.",
                    "127.0.0.1 和 ::1 都指本机，但它们是两个地址，谁也不会变成谁。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::ConnectionRefused),
                says: Text::new(
                    "none: the client is refused, for the server listens on IPv6",
                    "没有：服务器监听的是 IPv6，客户端被拒绝",
                ),
                belief: Text::new(
                    "That is so with IPV6_V6ONLY on: see the scene v6-only. Windows has it on by default.",
                    "IPV6_V6ONLY 打开时才会这样，见场景 v6-only。Windows 默认就是打开的。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "bind",
        title: Text::new("the address that the server of the scene dual binds", "场景 dual 里服务器绑定的地址"),
        range: KnobRange::Word { default: "::", choices: &["::", "::1", "::ffff:127.0.0.1"] },
    }],
    sources: &[
        Source::Rfc { number: 3493, section: "3.7" },
        Source::Rfc { number: 3493, section: "5.3" },
        Source::Rfc { number: 4291, section: "2.5.5.2" },
        Source::Man { page: "ipv6", section: 7 },
        Source::Suite { name: "Wine", path: "dlls/ws2_32/tests/sock.c test_ipv6only" },
    ],
    exercises: &[],
};
