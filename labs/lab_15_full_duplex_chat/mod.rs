//! Lab 15: both directions at once.

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
    number: 15,
    slug: "full-duplex-chat",
    title: Text::new("A chat in both directions at once", "双向同时进行的聊天"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Can two threads share one UDP socket? One of them waits in recvfrom; meanwhile the other one calls sendto on \
             the same socket.",
            "两个线程能共用一个 UDP 套接字吗？一个线程正在 recvfrom 里等着，这时另一个线程在同一个套接字上调用 sendto。",
        ),
        scene: "shared",
        claim: "shared",
        choices: &[
            Choice {
                value: Value::Yes,
                says: Text::new(
                    "yes: the message leaves, and the first thread goes on waiting",
                    "能：消息照常发出，前一个线程继续等",
                ),
                belief: Text::new(
                    "A socket has a queue for each direction. Who waits at the one is in nobody's way at the other.",
                    "套接字的两个方向各有各的队列。等在这一个旁边，碍不着用另一个的人。",
                ),
            },
            Choice {
                value: Value::word("waits"),
                says: Text::new(
                    "yes, but sendto waits until recvfrom has returned",
                    "能，但 sendto 要等 recvfrom 返回",
                ),
                belief: Text::new(
                    "So it would be with a lock held during the whole call. The kernel holds none while a thread sleeps in \
                     recvfrom.",
                    "如果整个调用期间都占着一把锁，才会这样。线程睡在 recvfrom 里时，内核并不占着锁。",
                ),
            },
            Choice {
                value: Value::No,
                says: Text::new("no: each thread needs a socket of its own", "不能：每个线程都要有自己的套接字"),
                belief: Text::new(
                    "Two sockets would have two addresses, and an answer would go to the one that asked. Socket calls are \
                     thread-safe: one socket is enough.",
                    "两个套接字就有两个地址，回答只会送到提问的那个。套接字的调用是线程安全的，一个就够了。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "lines",
        title: Text::new("how many lines a side writes", "一方写多少行"),
        range: KnobRange::Number { default: 3, min: 1, max: 50 },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "3.6" },
        Source::Man { page: "shutdown", section: 2 },
        Source::Man { page: "pthreads", section: 7 },
        Source::Suite { name: "Rust", path: "library/std/src/net/tcp/tests.rs shutdown_smoke" },
    ],
    exercises: &[exercise::EXERCISE],
};
