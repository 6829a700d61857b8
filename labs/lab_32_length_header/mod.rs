//! Lab 32: messages in a stream, each with its length before it.

pub(in crate::labs) mod codec;
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
    number: 32,
    slug: "length-header",
    title: Text::new("The length first, then the message", "先发长度，再发内容"),
    part: Part::Messages,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A message is \"hello\" with its length before it: 05 00 00 00 68 65 6c 6c 6f. The first of these nine bytes \
             has arrived, the others are still on their way. The server calls recv(4) to read the header. How many bytes \
             does it get?",
            "一条消息是 \"hello\"，前面加上它的长度：05 00 00 00 68 65 6c 6c 6f。九个字节里只到了第一个，\
             其余的还在路上。服务器调用 recv(4) 读头部，得到几个字节？",
        ),
        scene: "short-header",
        claim: "got",
        choices: &[
            Choice {
                value: Value::Number(4),
                says: Text::new("4: recv waits until all four have come", "4 个：recv 会等到四个都来齐"),
                belief: Text::new(
                    "recv waits for the first byte only. The 4 says how many it may give at most, not how many it must.",
                    "recv 只等到有第一个字节。那个 4 是说最多给几个，不是说一定给几个。",
                ),
            },
            Choice {
                value: Value::Number(1),
                says: Text::new("1: whatever is there", "1 个：有多少给多少"),
                belief: Text::new(
                    "A read takes what is there, up to the number asked for. Whoever needs four bytes asks again.",
                    "一次读取有多少拿多少，只是不超过所要的数。非要四个字节不可，就得接着再读。",
                ),
            },
            Choice {
                value: Value::Number(0),
                says: Text::new("0: a part of a header is nothing yet", "0 个：头部不完整，就当还没有"),
                belief: Text::new(
                    "The kernel knows nothing of headers. And 0 bytes from a stream have a meaning of their own: the end.",
                    "内核不知道什么头部。再说，从字节流里读到 0 个字节另有含义：对方已经结束。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "early",
            title: Text::new(
                "bytes of the frame that arrive before the first read",
                "第一次读取之前，这一帧先到的字节数",
            ),
            range: KnobRange::Number { default: 1, min: 1, max: 8 },
        },
        Knob {
            name: "piece",
            title: Text::new("bytes in each piece of the stream", "字节流每次送来的字节数"),
            range: KnobRange::Number { default: 3, min: 1, max: 22 },
        },
    ],
    sources: &[
        Source::Man { page: "recv", section: 2 },
        Source::Man { page: "byteorder", section: 3 },
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Document("RFC 791, Appendix B: Data Transmission Order"),
        Source::Document("Python, struct: Byte Order, Size, and Alignment"),
    ],
    exercises: &[exercise::EXERCISE],
};
