//! Lab 31: calls that wait, calls that do not, and calls that wait for a while.

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
    number: 31,
    slug: "blocking-and-timeouts",
    title: Text::new("Waiting, not waiting, and waiting for a while", "等、不等，和只等一会儿"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A socket has a read timeout of 50 ms, set by SO_RCVTIMEO, and nothing comes. recv fails. Which ErrorKind is \
             a timeout, on this system?",
            "套接字用 SO_RCVTIMEO 设了 50 毫秒的读超时，什么也没有来，recv 报错。在这个系统上，超时是哪一种 ErrorKind？",
        ),
        scene: "read-timeout",
        claim: "kind",
        choices: &[
            Choice {
                value: Value::word("TimedOut"),
                says: Text::new("TimedOut, of course", "当然是 TimedOut"),
                belief: Text::new(
                    "Windows says so, and Python raises TimeoutError everywhere, because it does the waiting itself. Linux \
                     and macOS return the code of a non-blocking call.",
                    "Windows 是这样。Python 在哪个系统上都抛 TimeoutError，因为等待是它自己做的。Linux 和 macOS 返回的，\
                     和非阻塞调用是同一个错误码。",
                ),
            },
            Choice {
                value: Value::word("WouldBlock"),
                says: Text::new(
                    "WouldBlock, as if the socket were non-blocking",
                    "WouldBlock，就像套接字是非阻塞的一样",
                ),
                belief: Text::new(
                    "The code is EAGAIN. Portable code treats WouldBlock and TimedOut alike where it has set a timeout.",
                    "错误码是 EAGAIN。要想可移植，设了超时的地方就要把 WouldBlock 和 TimedOut 一样看待。",
                ),
            },
            Choice {
                value: Value::word("no error"),
                says: Text::new("none: recv returns empty bytes", "没有错误：recv 返回空字节"),
                belief: Text::new(
                    "Empty bytes mean that the peer has closed. That must never be confused with a peer that is slow.",
                    "空字节表示对方已经关闭，绝不能和对方只是慢混为一谈。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "timeout_ms",
        title: Text::new("the timeouts, in milliseconds", "超时（毫秒）"),
        range: KnobRange::Number { default: 50, min: 1, max: 800 },
    }],
    sources: &[
        Source::Man { page: "socket", section: 7 },
        Source::Man { page: "recv", section: 2 },
        Source::Man { page: "accept", section: 2 },
        Source::Man { page: "connect", section: 2 },
        Source::Man { page: "listen", section: 2 },
        Source::Document("Python, socket, notes on socket timeouts"),
        Source::Suite { name: "Rust", path: "library/std/src/net/tcp/tests.rs" },
    ],
    exercises: &[exercise::EXERCISE],
};
