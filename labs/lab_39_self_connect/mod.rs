//! Lab 39: a socket that is connected to itself.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 39,
    slug: "self-connect",
    title: Text::new("A socket connected to itself", "连到自己的套接字"),
    part: Part::Neighbours,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client binds a port and connects to that same address and port. No server exists, and nobody has called \
             listen. Can connect succeed with no server at all?",
            "客户端绑定了一个端口，然后去连同一个地址、同一个端口。没有服务器，也没有人调用过 listen。\
             一个服务器都没有，connect 能成功吗？",
        ),
        scene: "itself",
        claim: "connect",
        choices: &[
            Choice {
                value: Value::OK,
                says: Text::new("yes: it is connected to itself", "能：它连上了自己"),
                belief: Text::new(
                    "TCP allows both ends to open at the same time, and nothing in it says that they must be two sockets. \
                     A successful connect does not prove that a server runs.",
                    "TCP 允许两端同时主动打开，也没有哪条规定说两端必须是两个套接字。connect 成功，并不能证明有服务器在运行。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::ConnectionRefused),
                says: Text::new("no: refused, for nobody listens", "不能：没有人监听，被拒绝"),
                belief: Text::new(
                    "That is the answer of a port that nobody has, and of one that is only bound. This port belongs to a \
                     socket that is just sending a SYN, and such a socket may take a SYN in.",
                    "没人用的端口、只绑定而没监听的端口，确实会这样回答。\
                     可这个端口属于一个正在发 SYN 的套接字，而这样的套接字是可以收下 SYN 的。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::Invalid),
                says: Text::new("no: the arguments make no sense (EINVAL)", "不能：参数没有意义（EINVAL）"),
                belief: Text::new(
                    "macOS is documented to see it so. Linux does not look whether the two addresses are the same.",
                    "macOS 的源代码是这样处理的。Linux 却不检查两个地址是不是同一个。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "server_reuse",
        title: Text::new("SO_REUSEADDR on the server of `taken`", "场景 taken 里服务器的 SO_REUSEADDR"),
        range: KnobRange::Word { default: "off", choices: &["off", "on"] },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "3.5" },
        Source::Rfc { number: 9293, section: "3.6" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/tcp_socket.cc" },
        Source::Man { page: "connect", section: 2 },
    ],
    exercises: &[],
};
