//! Lab 23: how a peer leaves, and what the other side sees of it.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 23,
    slug: "peer-disconnect",
    title: Text::new("When the peer leaves", "对方离开的时候"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server has read all that its client sent. Then its process is killed with kill -9: no line of its code runs \
             any more. What does the client's recv give? Is a crash a reset?",
            "服务器已经读完客户端发来的一切，然后它的进程被 kill -9 杀掉，再也没有一行代码能运行。\
             客户端的 recv 得到什么？崩溃就是重置（reset）吗？",
        ),
        scene: "killed",
        claim: "end",
        choices: &[
            Choice {
                value: Value::bytes(b""),
                says: Text::new("b\"\", just as if the server had called close", "b\"\"，和服务器调用了 close 一样"),
                belief: Text::new(
                    "The kernel outlives the program. It closes every file of a process that ends, in whatever way the \
                     process ended.",
                    "内核比程序活得久。进程不管怎么结束，内核都会替它关闭所有文件，套接字也在内。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::ConnectionReset),
                says: Text::new("a reset: ConnectionResetError", "连接被重置：ConnectionResetError"),
                belief: Text::new(
                    "That comes when the process dies with data that it has not read: see the scene killed-unread. Not the \
                     crash makes the reset, but the unread data.",
                    "进程死掉时手里还有没读的数据，才会这样，见场景 killed-unread。引起重置的不是崩溃，而是没读的数据。",
                ),
            },
            Choice {
                value: Value::word("waits"),
                says: Text::new("nothing: recv waits for ever", "什么也得不到：recv 一直等下去"),
                belief: Text::new(
                    "That is how it looks when the machine loses its power or the cable is pulled: then nobody is left to \
                     send anything. Here the kernel is still there.",
                    "机器断电或者网线拔掉时才会这样，因为没有谁还能发出任何东西。而这里内核还在。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "reads",
        title: Text::new("how often the loop without a break reads", "没有 break 的循环读多少次"),
        range: KnobRange::Number { default: 1000, min: 1, max: 1_000_000 },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "3.6.1" },
        Source::Rfc { number: 1122, section: "4.2.2.13" },
        Source::Rfc { number: 2525, section: "2.17" },
        Source::Man { page: "recv", section: 2 },
        Source::Man { page: "send", section: 2 },
        Source::Man { page: "socket", section: 7 },
        Source::Suite { name: "Rust", path: "library/std/src/net/tcp/tests.rs read_eof" },
    ],
    exercises: &[],
};
