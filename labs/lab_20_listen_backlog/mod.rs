//! Lab 20: the queue in front of accept.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 20,
    slug: "listen-backlog",
    title: Text::new("The queue in front of accept", "accept 前面的队列"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server calls listen(2). Five clients connect, and the server accepts nobody. How many of them get a \
             connection?",
            "服务器调用 listen(2)。五个客户端来连，服务器一个也没有 accept。有几个能连上？",
        ),
        scene: "full",
        claim: "connected",
        choices: &[
            Choice {
                value: Value::Number(0),
                says: Text::new("none: nobody has been accepted", "一个也没有：谁都没被 accept"),
                belief: Text::new(
                    "accept makes no connections. The kernel makes them by itself; accept takes a finished one off the \
                     queue.",
                    "连接不是 accept 建立的，是内核自己建立的；accept 只是从队列里取出一个已经建好的。",
                ),
            },
            Choice {
                value: Value::Number(2),
                says: Text::new("two, as listen says", "两个，listen 写的就是 2"),
                belief: Text::new(
                    "That is what the tutorials say, and what macOS does. Linux asks whether the queue is longer than the \
                     backlog, not whether it is as long, and so lets in one more.",
                    "教程这么说，macOS 也这么做。Linux 检查的是队列是否“超过”积压数，而不是是否达到，所以会多放一个进来。",
                ),
            },
            Choice {
                value: Value::Number(3),
                says: Text::new("three", "三个"),
                belief: Text::new(
                    "Linux lets in one more than the backlog. No program should depend on that one.",
                    "Linux 放进来的比积压数多一个。程序不应该依赖这一个。",
                ),
            },
            Choice {
                value: Value::Number(5),
                says: Text::new("all five: the number is only a hint", "五个全都能：这个数字只是个建议"),
                belief: Text::new(
                    "A large number is a hint: the system cuts it down to its own limit. A small one is kept.",
                    "数字很大时才像个建议，系统会把它压到自己的上限。数字小，系统是照办的。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "backlog",
        title: Text::new(
            "the argument of listen in `full`; three clients more than that call",
            "场景 full 里 listen 的参数；来连的客户端比它多三个",
        ),
        range: KnobRange::Number { default: 2, min: 0, max: 20 },
    }],
    sources: &[
        Source::Man { page: "listen", section: 2 },
        Source::Rfc { number: 6298, section: "2" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_inet_loopback.cc" },
        Source::Document("xnu, bsd/kern/uipc_socket2.c"),
    ],
    exercises: &[],
};
