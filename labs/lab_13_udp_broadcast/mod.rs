//! Lab 13: one datagram for many receivers.

mod exercise;
mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 13,
    slug: "udp-broadcast",
    title: Text::new("One datagram for many: broadcast and multicast", "一发多收：广播与组播"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Two UDP receivers share one port: both have set SO_REUSEADDR and bound 0.0.0.0. A broadcast to the port \
             reaches both. How many receive a datagram that is sent to 127.0.0.1 at that port?",
            "两个 UDP 接收方共用一个端口：都设置了 SO_REUSEADDR，都绑定 0.0.0.0。发到这个端口的广播，两个都能收到。\
             那么发到 127.0.0.1 这个端口的数据报，有几个能收到？",
        ),
        scene: "unicast",
        claim: "heard",
        choices: &[
            Choice {
                value: Value::Number(2),
                says: Text::new("both: they share the port", "两个都能：端口是共用的"),
                belief: Text::new(
                    "Only a broadcast or a multicast datagram is copied for each socket. A unicast datagram has one \
                     receiver.",
                    "只有广播和组播的数据报才会给每个套接字复制一份。单播的数据报只有一个接收方。",
                ),
            },
            Choice {
                value: Value::Number(1),
                says: Text::new("one of them", "其中一个"),
                belief: Text::new(
                    "The kernel picks one socket. Linux picks the one that was bound last.",
                    "内核从中挑一个。Linux 挑的是最后绑定的那个。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::AddrInUse),
                says: Text::new("none: two sockets cannot bind one port", "都不能：两个套接字不可能绑定同一个端口"),
                belief: Text::new(
                    "Without SO_REUSEADDR that is so. With the option on both sockets, Linux lets UDP sockets share a \
                     port.",
                    "没设 SO_REUSEADDR 时确实如此。双方都设了这个选项，Linux 就允许 UDP 套接字共用一个端口。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "receivers",
        title: Text::new("how many receivers share the port", "几个接收方共用端口"),
        range: KnobRange::Number { default: 2, min: 1, max: 10 },
    }],
    sources: &[
        Source::Rfc { number: 1122, section: "3.2.1.3" },
        Source::Rfc { number: 1122, section: "4.2.3.10" },
        Source::Rfc { number: 1112, section: "7.1" },
        Source::Man { page: "socket", section: 7 },
        Source::Man { page: "ip", section: 7 },
    ],
    exercises: &[exercise::EXERCISE],
};
