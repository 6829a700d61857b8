//! Lab 33: a file, with a header in JSON before it.

mod codec;
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
    number: 33,
    slug: "json-header",
    title: Text::new("A file with a header in JSON", "带 JSON 头部的文件"),
    part: Part::Messages,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Why must the header's own length be sent? Suppose that it is not: a server sends the header in JSON, and then \
             a file of 3000 bytes. Both have arrived. The client calls recv(1024) and gives what it gets to json.loads. \
             What happens?",
            "为什么要发送头部自身的长度？假设不发：服务器先发 JSON 头部，再发 3000 个字节的文件，两者都已到达。\
             客户端调用 recv(1024)，把得到的交给 json.loads。会怎样？",
        ),
        scene: "no-length",
        claim: "loads",
        choices: &[
            Choice {
                value: Value::word("ok"),
                says: Text::new(
                    "it works: the header was a send of its own, so it is a read of its own",
                    "正常：头部是单独发送的，所以也是单独读到的",
                ),
                belief: Text::new(
                    "A stream does not keep the borders of sends. Two sends may be one read, and one send may be two.",
                    "字节流不保留每次发送的边界。两次发送可能一次读完，一次发送也可能分两次读到。",
                ),
            },
            Choice {
                value: Value::word("too little"),
                says: Text::new("an error: a part of the header is missing", "报错：头部缺了一部分"),
                belief: Text::new(
                    "That happens too, when the header is cut on its way: see the scene cut-header. Here all of it had come.",
                    "头部在路上断开时也会这样，见场景 cut-header。不过这里头部已全部到达。",
                ),
            },
            Choice {
                value: Value::word("too much"),
                says: Text::new(
                    "an error: the first bytes of the file stand behind the header",
                    "报错：头部后面跟着文件开头的字节",
                ),
                belief: Text::new(
                    "recv takes what is there, up to 1024 bytes. Only the header's length tells where to stop.",
                    "recv 有多少拿多少，直到 1024 个字节。该在哪里停，只有头部的长度能告诉你。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "size",
            title: Text::new("bytes of the file", "文件的字节数"),
            range: KnobRange::Number { default: 3000, min: 0, max: 20_000 },
        },
        Knob {
            name: "early",
            title: Text::new(
                "bytes of the header that arrive before the first read",
                "第一次读取之前，头部先到的字节数",
            ),
            range: KnobRange::Number { default: 30, min: 4, max: 80 },
        },
    ],
    sources: &[
        Source::Rfc { number: 8259, section: "6" },
        Source::Rfc { number: 8259, section: "7" },
        Source::Rfc { number: 1321, section: "1" },
        Source::Rfc { number: 6151, section: "2" },
        Source::Man { page: "recv", section: 2 },
        Source::Document("Python, json: JSON encoder and decoder"),
    ],
    exercises: &[exercise::file_server::EXERCISE, exercise::file_client::EXERCISE],
};
