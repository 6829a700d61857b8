//! Lab 14: datagrams over a link that loses, doubles and swaps them.

mod exercise;
mod experiment;
mod link;
mod packet;
mod relay;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 14,
    slug: "udp-lossy-link",
    title: Text::new("Reliable over an unreliable link", "在不可靠的线路上做到可靠"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A link loses 30 % of the datagrams, in both directions. The receiver acknowledges each datagram that it gets. \
             The sender sends a message again until an acknowledgement comes, and then goes on to the next. Does \
             resending alone deliver each message exactly once?",
            "线路在两个方向上都会丢掉 30% 的数据报。接收方每收到一个数据报就发一个确认；发送方没有收到确认就重发，\
             收到了再发下一条。只靠重发，每条消息会恰好交付一次吗？",
        ),
        scene: "resend-only",
        claim: "result",
        choices: &[
            Choice {
                value: Value::word("exactly once"),
                says: Text::new("yes, exactly once", "会，恰好一次"),
                belief: Text::new(
                    "That would be so if only data were lost. Acknowledgements are lost too, and then the sender repeats \
                     what has already arrived.",
                    "要是只丢数据，的确如此。可是确认也会丢，这时发送方会把已经送到的再发一遍。",
                ),
            },
            Choice {
                value: Value::word("some twice"),
                says: Text::new("no: some will be delivered twice", "不会：有的会交付两次"),
                belief: Text::new(
                    "A missing acknowledgement does not tell which of the two was lost. Resending is right, and makes copies.",
                    "没等到确认，并不知道丢的是数据还是确认。重发是对的，但会造成重复。",
                ),
            },
            Choice {
                value: Value::word("some missing"),
                says: Text::new("no: some will still be missing", "不会：还是会缺一些"),
                belief: Text::new(
                    "The sender does not go on before it has an acknowledgement, so on a link that only loses, none is \
                     missing. A link that doubles is another matter: see the scene old-ack.",
                    "没有确认，发送方就不发下一条，所以线路只丢不重时，一条也不会缺。会重复的线路就另当别论了，\
                     见场景 old-ack。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "loss",
            title: Text::new("datagrams lost, in percent, each way", "每个方向上丢失的数据报（百分比）"),
            range: KnobRange::Number { default: 30, min: 0, max: 80 },
        },
        Knob {
            name: "seed",
            title: Text::new("which datagrams have bad luck", "哪些数据报倒霉，由它决定"),
            range: KnobRange::Number { default: 314, min: 0, max: 1_000_000 },
        },
    ],
    sources: &[
        Source::Rfc { number: 768, section: "Introduction" },
        Source::Rfc { number: 8085, section: "3.3" },
        Source::Rfc { number: 1350, section: "2" },
        Source::Rfc { number: 1123, section: "4.2.3.1" },
        Source::Document("Steele, Lea, Flood, \"Fast splittable pseudorandom number generators\" (2014)"),
    ],
    exercises: &[exercise::EXERCISE],
};
