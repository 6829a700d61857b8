//! Lab 30: what happens to a writer whose reader is slow.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 30,
    slug: "backpressure",
    title: Text::new("A fast writer and a slow reader", "写得快，读得慢"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client's send of 5 bytes returned 5, and its kernel has even received the acknowledgement from the other \
             side. Has the peer's program read the 5 bytes?",
            "客户端 send 了 5 个字节，返回 5，而且它的内核已经收到对方的确认。对方的程序读到这 5 个字节了吗？",
        ),
        scene: "acknowledged",
        claim: "read",
        choices: &[
            Choice {
                value: Value::Yes,
                says: Text::new("yes: they are acknowledged", "读到了：都已经确认了"),
                belief: Text::new(
                    "The acknowledgement comes from the peer's kernel. It says that the bytes lie in its buffer, and \
                     nothing about the program.",
                    "确认是对方的内核发的。它只说明字节已经到了内核的缓冲区，至于程序读没读，它什么也没说。",
                ),
            },
            Choice {
                value: Value::No,
                says: Text::new("no, or not for that reason", "没有，至少这说明不了"),
                belief: Text::new(
                    "TCP is reliable from kernel to kernel. That a program has read your data, only an answer of that \
                     program can tell.",
                    "TCP 的可靠是从内核到内核的。对方的程序读没读你的数据，只有那个程序的回答才能告诉你。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "buffer",
            title: Text::new(
                "SO_SNDBUF of the client and SO_RCVBUF of the server, in bytes",
                "客户端的 SO_SNDBUF 和服务器的 SO_RCVBUF（字节）",
            ),
            range: KnobRange::Number { default: 65_536, min: 4096, max: 1 << 20 },
        },
        Knob {
            name: "read",
            title: Text::new(
                "how much the server reads before the client is asked again, in bytes",
                "再看客户端可不可写之前，服务器先读多少字节",
            ),
            range: KnobRange::Number { default: 1, min: 1, max: 1 << 20 },
        },
    ],
    sources: &[
        Source::Rfc { number: 793, section: "2.6" },
        Source::Rfc { number: 9293, section: "3.8.6" },
        Source::Rfc { number: 2525, section: "2.17" },
        Source::Man { page: "tcp", section: 7 },
        Source::Man { page: "poll", section: 2 },
    ],
    exercises: &[],
};
