//! Lab 24: a server that restarts, `TIME_WAIT`, and who may share a port.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 24,
    slug: "reuseaddr",
    title: Text::new("Restarting a server at once", "服务器关了马上再开"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server without SO_REUSEADDR closes its connection first and stops. You add the option to the program and \
             start it again at once, at the same address. What does bind give?",
            "一个没有设置 SO_REUSEADDR 的服务器先关闭了连接，然后退出。你在程序里加上这个选项，马上在同一个地址重新启动。\
             bind 的结果是什么？",
        ),
        scene: "only-new",
        claim: "restart",
        choices: &[
            Choice {
                value: Value::OK,
                says: Text::new("it succeeds: that is what the option is for", "成功：这个选项就是干这个的"),
                belief: Text::new(
                    "On macOS the new socket's option is enough. Linux also asks whether the old socket had it; so it \
                     has to be there before it is needed.",
                    "在 macOS 上，只要新套接字设了就行。Linux 还要看旧套接字当初设了没有，所以这个选项要提前设好，不能等到要用时才加。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::AddrInUse),
                says: Text::new("the address is still in use", "地址仍被占用"),
                belief: Text::new(
                    "The connection that waits belongs to a socket without the option, and Linux lets nobody join it. \
                     The restart after this one will work.",
                    "还在等待的那个连接属于没设选项的套接字，Linux 不让别人与它共用地址。再下一次重启就没问题了。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "closes_first",
            title: Text::new(
                "who closes first where SO_REUSEADDR is set on one socket or on both",
                "在一方或双方设置 SO_REUSEADDR 的场景里，谁先关闭",
            ),
            range: KnobRange::Word { default: "server", choices: &["server", "client"] },
        },
        Knob {
            name: "clients",
            title: Text::new("how many clients call the shared port", "有多少个客户端连接共用的端口"),
            range: KnobRange::Number { default: 200, min: 2, max: 400 },
        },
    ],
    sources: &[
        Source::Man { page: "socket", section: 7 },
        Source::Rfc { number: 9293, section: "3.6.1" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_inet_loopback_isolated.cc" },
        Source::Document("Microsoft, Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE"),
    ],
    exercises: &[],
};
