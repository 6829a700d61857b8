//! Lab 06: TCP and UDP have port numbers of their own.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 6,
    slug: "tcp-udp-port-spaces",
    title: Text::new("One number, two ports", "一个号码，两个端口"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server listens on TCP port 9999. Nobody has bound UDP port 9999. A UDP client connects to 9999, sends a \
             datagram and waits in recv. What does it get?",
            "一个服务器在 TCP 端口 9999 上监听，没有人绑定 UDP 端口 9999。UDP 客户端 connect 到 9999，\
             发出一个数据报，然后在 recv 里等待。它得到什么？",
        ),
        scene: "to-listener",
        claim: "heard",
        choices: &[
            Choice {
                value: Value::word("answered"),
                says: Text::new(
                    "an answer: the datagram reaches the server, whose accept returns",
                    "得到回答：数据报送到服务器，服务器的 accept 返回",
                ),
                belief: Text::new(
                    "The protocol is looked at before the number. Nothing that comes by UDP is ever offered to a TCP \
                     socket.",
                    "先看协议，再看号码。经 UDP 来的东西，永远不会交给 TCP 套接字。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::ConnectionRefused),
                says: Text::new("an error: for UDP, nobody is there", "报错：对 UDP 来说，那里没有人"),
                belief: Text::new(
                    "UDP port 9999 is another port than TCP port 9999. It is closed, and a client that has called \
                     connect is told so.",
                    "UDP 端口 9999 和 TCP 端口 9999 是两个端口。前者没有打开，调用过 connect 的客户端会得知这一点。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::Again),
                says: Text::new("nothing: the datagram is lost without a word", "什么也没有：数据报悄悄丢了"),
                belief: Text::new(
                    "Lost it is. But the kernel reports it, and a socket that has called connect hears the report. \
                     Without connect, Linux would keep it from the program.",
                    "数据报确实丢了，不过内核会报告，而调用过 connect 的套接字听得到。没有 connect，\
                     Linux 就不会告诉程序。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "first",
        title: Text::new("which protocol binds the number first", "哪个协议先绑定这个号码"),
        range: KnobRange::Word { default: "tcp", choices: &["tcp", "udp"] },
    }],
    sources: &[
        Source::Rfc { number: 768, section: "Fields" },
        Source::Rfc { number: 1122, section: "4.1.3.1" },
        Source::Rfc { number: 6335, section: "6" },
        Source::Rfc { number: 9293, section: "3.10.7.1" },
        Source::Man { page: "ip", section: 7 },
        Source::Man { page: "bind", section: 2 },
        Source::Suite { name: "libuv", path: "test/test-udp-bind.c" },
    ],
    exercises: &[],
};
