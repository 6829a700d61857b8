//! Lab 35: text is bytes in an encoding, and both ends must mean the same one.

mod exercise;
mod experiment;
mod scenes;
#[cfg(test)]
mod tests;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 35,
    slug: "text-encodings",
    title: Text::new("Text over a byte stream", "字节流上的文字"),
    part: Part::Messages,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client sends 你好 in UTF-8. The server calls recv(4) and decodes the four bytes as UTF-8, strictly. \
             What does it get?",
            "客户端用 UTF-8 发送“你好”。服务器调用 recv(4)，把得到的四个字节按 UTF-8 严格解码。结果是什么？",
        ),
        scene: "cut",
        claim: "strict",
        choices: &[
            Choice {
                value: Value::bytes("你".as_bytes()),
                says: Text::new("你, and the fourth byte waits", "“你”，第四个字节先等着"),
                belief: Text::new(
                    "That is what an incremental decoder does: see the scene incremental. A plain decode has nowhere to keep \
                     a byte for later.",
                    "增量解码器才会这样，见场景 incremental。普通的解码没有地方把字节留到以后。",
                ),
            },
            Choice {
                value: Value::bytes("你\u{fffd}".as_bytes()),
                says: Text::new("你 and a replacement character �", "“你”和一个替换字符 �"),
                belief: Text::new(
                    "That is decoding with replacement, errors=\"replace\" in Python. It hides the mistake, and the byte is \
                     lost.",
                    "那是带替换的解码，Python 里写作 errors=\"replace\"。它把错误遮住，字节却丢了。",
                ),
            },
            Choice {
                value: Value::word("error"),
                says: Text::new("an error", "报错"),
                belief: Text::new(
                    "你 takes three bytes, and the fourth is one third of 好. The stream knows bytes, not characters, and cuts \
                     wherever your read ends.",
                    "“你”占三个字节，第四个字节只是“好”的三分之一。字节流只认字节，不认字，你读到哪里，它就断在哪里。",
                ),
            },
            Choice {
                value: Value::bytes("你好".as_bytes()),
                says: Text::new("你好", "“你好”"),
                belief: Text::new(
                    "Four bytes hold 你好 in GBK, two bytes a character. In UTF-8 it takes six.",
                    "用 GBK 时每个汉字两个字节，四个字节正好是“你好”。用 UTF-8 则要六个。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "recv_size",
            title: Text::new(
                "size of the reads in cut and incremental, in bytes",
                "cut 和 incremental 中每次读的大小（字节）",
            ),
            range: KnobRange::Number { default: 4, min: 1, max: 16 },
        },
        Knob {
            name: "charset",
            title: Text::new("the encoding of both ends in cut and incremental", "cut 和 incremental 中两端使用的编码"),
            range: KnobRange::Word { default: "utf-8", choices: &["utf-8", "gbk"] },
        },
    ],
    sources: &[
        Source::Rfc { number: 3629, section: "3" },
        Source::Man { page: "utf-8", section: 7 },
        Source::Document("WHATWG, Encoding Standard: gbk and the gb18030 decoder"),
        Source::Document("Python, codecs: getincrementaldecoder"),
    ],
    exercises: &[exercise::EXERCISE],
};
