//! Lab 09: nothing, as a message and as the end.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 9,
    slug: "empty-datagrams",
    title: Text::new("Sending nothing", "发送一个空消息"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A UDP server and a TCP server each call recv(1024), and both calls return 0 bytes. Do the two zeros mean the \
             same?",
            "一个 UDP 服务器和一个 TCP 服务器各自调用 recv(1024)，两次调用都返回 0 个字节。这两个 0 是一个意思吗？",
        ),
        scene: "two-zeros",
        claim: "same",
        choices: &[
            Choice {
                value: Value::Yes,
                says: Text::new("yes: both peers have gone", "是：两边的对方都走了"),
                belief: Text::new(
                    "Only TCP reports the end of a peer. A UDP socket has no connection that could end: its 0 is a \
                     message without data.",
                    "只有 TCP 会报告对方结束了。UDP 套接字没有连接，也就无所谓结束：它的 0 是一条没有数据的消息。",
                ),
            },
            Choice {
                value: Value::No,
                says: Text::new(
                    "no: one is an empty message, the other the end of the stream",
                    "不是：一个是空消息，另一个是流的结束",
                ),
                belief: Text::new(
                    "After the UDP zero the next message comes as usual. After the TCP zero there is nothing but zeros.",
                    "UDP 的 0 之后，下一条消息照常到来。TCP 的 0 之后，只会一直是 0。",
                ),
            },
            Choice {
                value: Value::word("nothing yet"),
                says: Text::new("yes: nothing has come yet, try again", "是：都还没有东西到，再试一次就行"),
                belief: Text::new(
                    "While there is nothing, recv waits, or fails with EAGAIN on a non-blocking socket. It never returns \
                     0 for that.",
                    "没有东西时，recv 会等待；非阻塞套接字则报 EAGAIN。它从不用 0 来表示“还没有”。",
                ),
            },
        ],
    },
    knobs: &[],
    sources: &[
        Source::Rfc { number: 768, section: "Fields" },
        Source::Rfc { number: 9293, section: "3.6" },
        Source::Man { page: "recv", section: 2 },
        Source::Man { page: "udp", section: 7 },
        Source::Suite { name: "mio", path: "tests/udp_socket.rs" },
        Source::Suite { name: "Rust std", path: "library/std/src/net/tcp/tests.rs" },
        Source::Suite { name: "Wine", path: "dlls/ws2_32/tests/sock.c" },
    ],
    exercises: &[],
};
