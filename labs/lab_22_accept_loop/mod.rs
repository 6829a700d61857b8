//! Lab 22: a server that goes on after its first client, and whom it keeps waiting.

mod exercise;
mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 22,
    slug: "accept-loop",
    title: Text::new("Client after client", "一个接一个的客户端"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server with an accept loop, in one thread, is talking to its first client. A second client connects, \
             sends \"hello\" and reads. Is the second client refused, waiting, or served?",
            "一个单线程的服务器，accept 写在循环里，正在和第一个客户端对话。第二个客户端连上来，发送 \"hello\"，然后读取。\
             它是被拒绝、在等待，还是得到了服务？",
        ),
        scene: "two-at-once",
        claim: "second",
        choices: &[
            Choice {
                value: Value::Errno(Errno::ConnectionRefused),
                says: Text::new("refused: the server is busy", "被拒绝：服务器正忙"),
                belief: Text::new(
                    "To be busy is no state that TCP knows. The listening socket is open, and the kernel takes the \
                     connection without asking the program.",
                    "TCP 不知道什么叫“正忙”。监听套接字开着，内核不问程序就把连接建好了。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::Again),
                says: Text::new("waiting: connected, and without an answer", "在等待：连上了，但没有回答"),
                belief: Text::new(
                    "The connection stands and the word has arrived. Only the program, which is in its inner loop, has \
                     not called accept.",
                    "连接已经建好，话也送到了。只是程序还在内层循环里，没有去调用 accept。",
                ),
            },
            Choice {
                value: Value::bytes(b"HELLO"),
                says: Text::new(
                    "served: the loop takes turns between the clients",
                    "得到服务：循环会轮流照顾各个客户端",
                ),
                belief: Text::new(
                    "The loop takes one client after another, and the first has not left. For two at once it takes a \
                     thread each, or something like select.",
                    "循环是一个接一个地接待，而第一个还没走。要同时接待两个，就得每个连接一个线程，或者用 select 之类的办法。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "clients",
        title: Text::new("clients of `one-after-another`", "场景 one-after-another 里的客户端个数"),
        range: KnobRange::Number { default: 3, min: 1, max: 50 },
    }],
    sources: &[
        Source::Man { page: "accept", section: 2 },
        Source::Man { page: "listen", section: 2 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_inet_loopback.cc" },
    ],
    exercises: &[exercise::EXERCISE],
};
