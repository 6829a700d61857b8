//! Lab 34: the output of a command, sent over a stream.

mod codec;
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
    number: 34,
    slug: "remote-command",
    title: Text::new("A command and its output", "远程执行命令"),
    part: Part::Messages,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    // The lesson shows the codec as well.
    experiment: concat!(include_str!("experiment.rs"), "\n", include_str!("codec.rs")),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server runs commands and sends their output as it is. A client asks for \"seq 300\" (the numbers from 1 to \
             300, 1092 bytes), calls recv(1024) once and prints it. Then it asks for \"echo done\" and calls recv(1024) \
             again. With which line does the second answer begin?",
            "服务器执行命令，把输出原样发回。客户端先要 \"seq 300\"（从 1 到 300 的数，共 1092 字节），\
             调用一次 recv(1024) 并打印；再要 \"echo done\"，又调用一次 recv(1024)。第二次打印的第一行是什么？",
        ),
        scene: "unframed",
        claim: "second",
        choices: &[
            Choice {
                value: Value::bytes(b"done"),
                says: Text::new("done, the output of the second command", "done，也就是第二条命令的输出"),
                belief: Text::new(
                    "That would be so if an answer were a message. The stream knows no answers, only bytes in order, and 68 \
                     bytes of the first one come before.",
                    "假如一次回答就是一条消息，确实会这样。可字节流里没有“回答”，只有按顺序排好的字节，前面还有第一次的 68 个。",
                ),
            },
            Choice {
                value: Value::bytes(b"284"),
                says: Text::new("284, where the first answer was cut", "284，也就是第一次被截断的地方"),
                belief: Text::new(
                    "What the first recv left stays at the front of the queue. From now on every answer is late.",
                    "第一次 recv 剩下的仍排在队列最前面。从此以后，每次回答都晚一步。",
                ),
            },
            Choice {
                value: Value::bytes(b"1"),
                says: Text::new("1: the first answer again, whole", "1：第一次的回答从头再来一遍"),
                belief: Text::new(
                    "TCP sends again what was lost on the way. These bytes were not lost, and the first 1024 have been read.",
                    "TCP 只会重发路上丢了的数据。这些字节没有丢，前 1024 个也已经读走了。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "recv_size",
        title: Text::new(
            "size of the client's reads in unframed and framed, in bytes",
            "unframed 和 framed 中客户端每次读的大小（字节）",
        ),
        range: KnobRange::Number { default: 1024, min: 1, max: 4096 },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Man { page: "pipe", section: 7 },
        Source::Document("Python, subprocess: Popen.communicate and the warning about stdout.read and stderr.read"),
        Source::Document("Python, struct: byte order, size and alignment"),
    ],
    exercises: exercise::ALL,
};
