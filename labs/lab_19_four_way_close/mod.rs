//! Lab 19: how a connection ends.

mod exercise;
mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 19,
    slug: "four-way-close",
    title: Text::new("The four-way close", "四次挥手"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "The client closes its direction of a connection, and the server closes its own at once. How many segments does \
             the closing take?",
            "客户端关闭了自己这个方向，服务器也立刻关闭自己那个方向。整个关闭过程用了几个报文段？",
        ),
        scene: "at-once",
        claim: "segments",
        choices: &[
            Choice {
                value: Value::Number(2),
                says: Text::new("2: a FIN each way", "2 个：每个方向一个 FIN"),
                belief: Text::new(
                    "A FIN takes a sequence number, so it must be acknowledged like data, or its sender would send it again.",
                    "FIN 也占一个序号，所以和数据一样必须得到确认，否则发送方会再发一次。",
                ),
            },
            Choice {
                value: Value::Number(3),
                says: Text::new("3: the server's FIN carries the ACK", "3 个：服务器的 FIN 里带着确认"),
                belief: Text::new(
                    "Every segment carries an acknowledgement. Linux keeps a bare ACK back for a moment, and a FIN that \
                     comes in time takes it along.",
                    "每个报文段都带有确认。Linux 会把单独的 ACK 压一小会儿，FIN 来得及时，就顺便带上了。",
                ),
            },
            Choice {
                value: Value::Number(4),
                says: Text::new("4: a FIN and an ACK each way", "4 个：每个方向一个 FIN、一个 ACK"),
                belief: Text::new(
                    "Four things have to be said: two FINs and two ACKs. Two of them fit into one segment, unless the server \
                     takes its time.",
                    "要说的话确实有四句：两个 FIN，两个 ACK。可其中两句能放进同一个报文段，除非服务器迟迟不关。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "closes_first",
        title: Text::new("who closes first in the scene peer-waits", "在场景 peer-waits 里谁先关闭"),
        range: KnobRange::Word { default: "client", choices: &["client", "server"] },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "3.6" },
        Source::Rfc { number: 9293, section: "3.3.2" },
        Source::Man { page: "shutdown", section: 2 },
        Source::Man { page: "tcp", section: 7 },
    ],
    exercises: &[exercise::EXERCISE],
};
