//! Lab 01: which families and types of socket there are.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 1,
    slug: "socket-kinds",
    title: Text::new("Families and types of sockets", "套接字的地址族与类型"),
    part: Part::Sockets,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Tutorials call SOCK_SEQPACKET obsolete. A program asks for one all the same: socket(AF_UNIX, SOCK_SEQPACKET, 0). \
             What does it get here?",
            "教程说 SOCK_SEQPACKET 已经过时。程序还是要了一个：socket(AF_UNIX, SOCK_SEQPACKET, 0)。在这台机器上它会得到什么？",
        ),
        scene: "unix",
        claim: "seqpacket",
        choices: &[
            Choice {
                value: Value::OK,
                says: Text::new("the socket that it asked for", "它要的那种套接字"),
                belief: Text::new(
                    "Linux has it, and programs use it: a connection that keeps the boundaries of messages. It is missing \
                     in AF_INET, where TCP and UDP are all there is.",
                    "Linux 有这种套接字，也有程序在用：它有连接，又保留报文边界。没有它的是 AF_INET，那里只有 TCP 和 UDP。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::TypeNotSupported),
                says: Text::new("the error ESOCKTNOSUPPORT: no such type", "错误 ESOCKTNOSUPPORT：没有这种类型"),
                belief: Text::new(
                    "That is the answer in AF_INET. Each family has types of its own.",
                    "在 AF_INET 里才是这个回答。每个地址族各有各的类型。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::ProtocolNotSupported),
                says: Text::new(
                    "the error EPROTONOSUPPORT: no protocol of that type",
                    "错误 EPROTONOSUPPORT：没有这种类型的协议",
                ),
                belief: Text::new(
                    "That is what macOS says: there, AF_UNIX has streams and datagrams only.",
                    "macOS 会这样回答：那里的 AF_UNIX 只有字节流和数据报两种。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "protocol",
        title: Text::new(
            "the protocol's number that the scene protocol asks for with SOCK_STREAM",
            "场景 protocol 里，和 SOCK_STREAM 一起要的协议号",
        ),
        range: KnobRange::Number { default: 17, min: 0, max: 255 },
    }],
    sources: &[
        Source::Man { page: "socket", section: 2 },
        Source::Man { page: "unix", section: 7 },
        Source::Man { page: "raw", section: 7 },
        Source::Man { page: "capabilities", section: 7 },
        Source::Document("IANA, \"Protocol Numbers\""),
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/raw_socket.cc" },
        Source::Suite { name: "Wine", path: "dlls/ws2_32/tests/sock.c test_WSASocket" },
    ],
    exercises: &[],
};
