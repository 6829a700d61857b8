//! Lab 05: a port that the program names, and a port that the system picks.

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
    number: 5,
    slug: "bind-vs-ephemeral",
    title: Text::new("Who picks the port", "端口由谁来定"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client has made a UDP socket. It has not called bind and has sent nothing yet. What does getsockname say \
             of its port?",
            "客户端建好了一个 UDP 套接字，没有调用 bind，也还没有发送数据。getsockname 说它的端口是多少？",
        ),
        scene: "first-send",
        claim: "before",
        choices: &[
            Choice {
                value: Value::Number(0),
                says: Text::new("0: it has none yet", "0：还没有端口"),
                belief: Text::new(
                    "The socket takes a port when it needs one to send from, and not before.",
                    "要用端口来发送时，套接字才取得端口，不会更早。",
                ),
            },
            Choice {
                value: Value::word("chosen"),
                says: Text::new(
                    "a large number: the system picked it when the socket was made",
                    "一个很大的数：创建套接字时系统就选好了",
                ),
                belief: Text::new(
                    "The system does pick a large number, but later: at the first send, at connect, or at a bind to port 0.",
                    "系统确实会选一个很大的数，不过要晚一些：在第一次发送、connect 或 bind 到端口 0 的时候。",
                ),
            },
            Choice {
                value: Value::word("same"),
                says: Text::new("the server's number: both ends use one port", "和服务器的一样：两端用同一个端口"),
                belief: Text::new(
                    "Each end has a port of its own. The number that the client knows is where it sends to, not where it \
                     sends from.",
                    "两端各有各的端口。客户端知道的那个号码是发往哪里，而不是从哪里发出。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::Invalid),
                says: Text::new("an error, because it has no address", "报错，因为它还没有地址"),
                belief: Text::new(
                    "That is what Windows does. Linux answers with an address that is empty in both parts.",
                    "Windows 就是这样。Linux 会给出一个 IP 和端口都为空的地址。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "sends",
            title: Text::new("how many datagrams one client sends", "一个客户端发送多少个数据报"),
            range: KnobRange::Number { default: 10, min: 1, max: 100 },
        },
        Knob {
            name: "clients",
            title: Text::new("how many clients there are at once", "同时有多少个客户端"),
            range: KnobRange::Number { default: 10, min: 1, max: 100 },
        },
    ],
    sources: &[
        Source::Rfc { number: 768, section: "Fields" },
        Source::Rfc { number: 6056, section: "3.2" },
        Source::Man { page: "udp", section: 7 },
        Source::Man { page: "ip", section: 7 },
        Source::Man { page: "bind", section: 2 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/udp_socket.cc" },
        Source::Suite { name: "libuv", path: "test/test-udp-bind.c" },
    ],
    exercises: &[exercise::EXERCISE],
};
