//! Lab 29: what send takes, and who sends the rest.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 29,
    slug: "send-vs-sendall",
    title: Text::new("send, sendall and the rest", "send、sendall 和剩下的数据"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A program offers 8 MiB to the send of a non-blocking socket. The buffers have room for some of it, but by far \
             not for all. What does send return?",
            "程序把 8 MiB 一次交给非阻塞套接字的 send。缓冲区放得下一些，但远远放不下全部。send 返回什么？",
        ),
        scene: "partial",
        claim: "taken",
        choices: &[
            Choice {
                value: Value::word("all"),
                says: Text::new(
                    "all 8388608: it takes everything, and what does not fit is lost",
                    "全部 8388608：全都收下，放不下的就丢了",
                ),
                belief: Text::new(
                    "A stream never loses what send said it took. Windows does return the full number here; \
                     Linux returns what it had room for.",
                    "send 说收下了的，字节流绝不会弄丢。Windows 在这里确实返回全部；Linux 返回的是它放得下的数目。",
                ),
            },
            Choice {
                value: Value::word("a part"),
                says: Text::new("a smaller number: what there was room for", "一个较小的数：放得下多少就是多少"),
                belief: Text::new(
                    "The number is a promise: so much is taken. The rest is still yours, and it is you who sends it.",
                    "这个数是一个承诺：收下了这么多。剩下的还在你手里，要由你来发。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::Again),
                says: Text::new("an error, because all of it would not fit", "报错，因为放不下全部"),
                belief: Text::new(
                    "The error comes when not even one byte fits. As long as there is room, send uses it.",
                    "一个字节也放不下时才报错。只要还有位置，send 就会用上。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "bytes",
            title: Text::new("how much the client offers, in bytes", "客户端要发多少字节"),
            range: KnobRange::Number { default: 8 << 20, min: 1, max: 64 << 20 },
        },
        Knob {
            name: "buffer",
            title: Text::new(
                "SO_SNDBUF of the client and SO_RCVBUF of the server, in bytes",
                "客户端的 SO_SNDBUF 和服务器的 SO_RCVBUF（字节）",
            ),
            range: KnobRange::Number { default: 65_536, min: 4096, max: 1 << 20 },
        },
    ],
    sources: &[
        Source::Man { page: "send", section: 2 },
        Source::Man { page: "write", section: 2 },
        Source::Man { page: "socket", section: 7 },
        Source::Document("Python, socket.send and socket.sendall"),
        Source::Document("Rust, std::io::Write::write_all"),
        Source::Suite { name: "Wine", path: "dlls/ws2_32/tests/sock.c" },
    ],
    exercises: &[],
};
