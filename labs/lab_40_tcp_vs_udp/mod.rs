//! Lab 40: TCP and UDP side by side.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 40,
    slug: "tcp-vs-udp",
    title: Text::new("TCP and UDP side by side", "TCP 与 UDP 对比"),
    part: Part::Neighbours,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client asks one question of 5 bytes and gets an answer of 5 bytes, once by UDP and once by TCP. \
             Which needs more packets, connecting and closing included?",
            "客户端问一个 5 字节的问题，得到 5 字节的回答，用 UDP 做一次，用 TCP 做一次。\
             连接和关闭都算上，哪一种用的包更多？",
        ),
        scene: "question",
        claim: "more",
        choices: &[
            Choice {
                value: Value::word("tcp"),
                says: Text::new("TCP does", "TCP 更多"),
                belief: Text::new(
                    "A connection is opened and closed with packets of its own. For one short question they are most of \
                     the traffic.",
                    "建立和关闭连接都要另外发包。只问一句话时，大部分流量都花在这上面。",
                ),
            },
            Choice {
                value: Value::word("udp"),
                says: Text::new("UDP does", "UDP 更多"),
                belief: Text::new(
                    "UDP sends one packet for each send and nothing else. What TCP merges, it can only merge once a \
                     connection stands, and that costs more than is saved here.",
                    "UDP 每次发送就是一个包，此外什么也不发。TCP 要先有连接才谈得上合并，这里省下的抵不过连接的花费。",
                ),
            },
            Choice {
                value: Value::word("same"),
                says: Text::new("the same: a question and an answer", "一样多：一问一答"),
                belief: Text::new(
                    "That is all that the program sends. The kernel sends more: to open, to acknowledge and to close.",
                    "程序发的确实只有这些。内核还要另外发：建立连接、确认、关闭。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "question",
            title: Text::new("bytes of the question, and of the answer", "问题的字节数，回答也一样长"),
            range: KnobRange::Number { default: 5, min: 1, max: 1024 },
        },
        Knob {
            name: "clients",
            title: Text::new("clients of each server in the scene resources", "场景 resources 里每个服务器的客户端数"),
            range: KnobRange::Number { default: 3, min: 1, max: 8 },
        },
    ],
    sources: &[
        Source::Rfc { number: 768, section: "Introduction" },
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Rfc { number: 9293, section: "3.5" },
        Source::Rfc { number: 8085, section: "3" },
        Source::Man { page: "udp", section: 7 },
        Source::Man { page: "tcp", section: 7 },
    ],
    exercises: &[],
};
