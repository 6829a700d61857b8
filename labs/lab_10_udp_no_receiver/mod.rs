//! Lab 10: a datagram to a port where nobody receives.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 10,
    slug: "udp-no-receiver",
    title: Text::new("A datagram to nobody", "没有人接收的数据报"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A UDP client has called connect to a port where nobody receives. Now it sends \"hello\". \
             Does this first send fail?",
            "UDP 客户端 connect 到一个没有人接收的端口，然后发送 \"hello\"。这第一次 send 会失败吗？",
        ),
        scene: "connected",
        claim: "first",
        choices: &[
            Choice {
                value: Value::Number(5),
                says: Text::new("no, it returns 5", "不会，返回 5"),
                belief: Text::new(
                    "A send only hands the datagram to your own kernel. That nobody receives is found out later, and told \
                     later.",
                    "send 只是把数据报交给自己的内核。没有人接收这件事，要过后才知道，也要过后才说。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::ConnectionRefused),
                says: Text::new("yes, with ECONNREFUSED", "会，报 ECONNREFUSED"),
                belief: Text::new(
                    "That is the right error, one call too early. The refusal travels back as a packet of its own, and the \
                     next call tells it.",
                    "错误猜对了，只是早了一步。拒绝要作为另一个包传回来，由下一次调用报告。",
                ),
            },
            Choice {
                value: Value::Number(0),
                says: Text::new("no, but it returns 0: nobody took a byte", "不会，但返回 0：没有人收下一个字节"),
                belief: Text::new(
                    "The number counts what your kernel took, not what anybody received. UDP has no way to count that.",
                    "这个数字说的是自己的内核收下了多少，不是对方收到多少。对方收到多少，UDP 无从知道。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "next_call",
        title: Text::new(
            "the call that follows the first send in `connected`",
            "场景 connected 里，第一次 send 之后的那次调用",
        ),
        range: KnobRange::Word { default: "send", choices: &["send", "recv", "so_error"] },
    }],
    sources: &[
        Source::Man { page: "udp", section: 7 },
        Source::Rfc { number: 792, section: "Destination Unreachable Message" },
        Source::Rfc { number: 1122, section: "4.1.3.3" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/udp_socket.cc" },
    ],
    exercises: &[],
};
