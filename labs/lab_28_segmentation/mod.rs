//! Lab 28: how TCP cuts the stream into segments.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 28,
    slug: "segmentation",
    title: Text::new("How many segments a write becomes", "一次写入变成几个报文段"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client writes 10 000 bytes with one send. A segment of this connection carries at most 988 bytes (its MSS). \
             How many segments with data does TCP count?",
            "客户端用一次 send 写出 10 000 字节。这个连接的一个报文段最多装 988 字节（这就是 MSS）。\
             TCP 数到几个带数据的报文段？",
        ),
        scene: "one-write",
        claim: "segments",
        choices: &[
            Choice {
                value: Value::Number(1),
                says: Text::new("1: one write, one segment", "1 个：写一次，就是一个报文段"),
                belief: Text::new(
                    "A write is not a packet. It only puts bytes into the stream; TCP cuts the stream where it likes.",
                    "一次写入不是一个包。它只是把字节放进流里，从哪里切由 TCP 决定。",
                ),
            },
            Choice {
                value: Value::Number(7),
                says: Text::new("7: an Ethernet packet takes 1500 bytes", "7 个：以太网的包能装 1500 字节"),
                belief: Text::new(
                    "1500 bytes is Ethernet's limit for a packet. Here nothing runs over Ethernet, and the connection has \
                     agreed on less.",
                    "1500 字节是以太网对一个包的限制。这里没有经过以太网，而且连接双方约定的值更小。",
                ),
            },
            Choice {
                value: Value::Number(10),
                says: Text::new("10: 10 000 / 988, rounded", "10 个：10 000 除以 988，约等于 10"),
                belief: Text::new(
                    "Ten full segments carry 9880 bytes. The last 120 need one more: round up, never down.",
                    "十个装满的报文段只有 9880 字节。剩下的 120 字节还要一个：要向上取整。",
                ),
            },
            Choice {
                value: Value::Number(11),
                says: Text::new("11: ten full ones and a rest", "11 个：十个装满的，加上一个零头"),
                belief: Text::new(
                    "The number of segments is the number of bytes divided by the MSS, rounded up.",
                    "报文段的个数，等于字节数除以 MSS 再向上取整。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "bytes",
            title: Text::new("bytes to send", "要发送的字节数"),
            range: KnobRange::Number { default: 10_000, min: 1, max: 30_000 },
        },
        Knob {
            name: "mss",
            title: Text::new(
                "TCP_MAXSEG; a segment carries 12 bytes of data less, for the timestamps",
                "TCP_MAXSEG；一个报文段能装的数据比它少 12 字节，那是时间戳占的",
            ),
            range: KnobRange::Number { default: 1000, min: 500, max: 32_767 },
        },
        Knob {
            name: "writes",
            title: Text::new("writes of 100 bytes in `many-writes`", "场景 many-writes 里写几次，每次 100 字节"),
            range: KnobRange::Number { default: 20, min: 2, max: 200 },
        },
    ],
    sources: &[
        Source::Rfc { number: 9293, section: "3.7.1" },
        Source::Rfc { number: 7323, section: "3.2" },
        Source::Man { page: "tcp", section: 7 },
        Source::Suite { name: "packetdrill", path: "gtests/net/tcp/mss" },
        Source::Document("Linux, Documentation/networking/segmentation-offloads.rst"),
    ],
    exercises: &[],
};
