//! Lab 36: sockets between the programs of one machine.

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
    number: 36,
    slug: "unix-sockets",
    title: Text::new("UNIX sockets: one machine, no network", "UNIX 套接字：只在本机，不走网络"),
    part: Part::Neighbours,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Two datagrams wait in a UNIX datagram socket: \"hello\", then \"world\". The server calls recvfrom(4) and gets \
             \"hell\". What does the next recvfrom give? Nothing has crossed a network: does a UNIX datagram truncate?",
            "一个 UNIX 数据报套接字里排着两个数据报：先是 \"hello\"，后是 \"world\"。服务器调用 recvfrom(4)，得到 \"hell\"。\
             下一次 recvfrom 得到什么？数据并没有经过网络，UNIX 数据报也会被截断吗？",
        ),
        scene: "datagram",
        claim: "second",
        choices: &[
            Choice {
                value: Value::bytes(b"o"),
                says: Text::new("\"o\": on one machine nothing is lost", "\"o\"：在同一台机器上什么都不会丢"),
                belief: Text::new(
                    "No datagram is lost on the way, that is true. But a receive still takes a whole one off the queue, and \
                     what finds no room is gone.",
                    "路上确实不会丢数据报。可每次接收仍会从队列里取走整个数据报，放不下的就没有了。",
                ),
            },
            Choice {
                value: Value::bytes(b"world"),
                says: Text::new("\"world\", the next datagram", "\"world\"，也就是下一个数据报"),
                belief: Text::new(
                    "It is the type that decides, DGRAM, and not the family. It truncates as UDP does.",
                    "起决定作用的是类型 DGRAM，不是地址族。它和 UDP 一样会截断。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::MessageSize),
                says: Text::new("an error, because data was lost", "报错，因为丢了数据"),
                belief: Text::new(
                    "Nothing complains. The only sign is the flag MSG_TRUNC of recvmsg, as with UDP.",
                    "不会有任何提示。和 UDP 一样，唯一的迹象是 recvmsg 的 MSG_TRUNC 标志。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "recv_size",
        title: Text::new(
            "room for the first receive in datagram and seqpacket, in bytes",
            "datagram 和 seqpacket 中第一次接收的缓冲区大小（字节）",
        ),
        range: KnobRange::Number { default: 4, min: 1, max: 64 },
    }],
    sources: &[
        Source::Man { page: "unix", section: 7 },
        Source::Man { page: "socket", section: 2 },
        Source::Man { page: "unlink", section: 2 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_non_stream.cc" },
        Source::Suite { name: "Wine", path: "dlls/ws2_32/tests/sock.c" },
    ],
    exercises: &[exercise::EXERCISE],
};
