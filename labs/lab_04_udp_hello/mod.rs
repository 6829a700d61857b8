//! Lab 04: one server, one socket, many clients.

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
    number: 4,
    slug: "udp-hello",
    title: Text::new("One UDP socket for everybody", "一个 UDP 套接字服务所有人"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Three clients send \"Michael\", \"Tracy\" and \"Sarah\" to one UDP server, which answers each of them. How \
             many sockets does the server's program make?",
            "三个客户端分别把 \"Michael\"、\"Tracy\"、\"Sarah\" 发给同一个 UDP 服务器，服务器逐一回答。\
             服务器程序一共要创建几个套接字？",
        ),
        scene: "three-clients",
        claim: "sockets",
        choices: &[
            Choice {
                value: Value::Number(1),
                says: Text::new("one: the same socket for everybody", "一个：所有人共用同一个"),
                belief: Text::new(
                    "Each datagram brings its sender's address along, and each answer names its destination. The socket \
                     need not belong to anybody.",
                    "每个数据报都带着发送者的地址，每次回答都写明目的地。套接字不必属于哪个客户端。",
                ),
            },
            Choice {
                value: Value::Number(2),
                says: Text::new("two: one to receive and one to answer", "两个：一个接收，一个回答"),
                belief: Text::new(
                    "A socket works in both directions. An answer from a second socket would come from another port, and \
                     a client that has called connect would not even receive it.",
                    "一个套接字两个方向都能用。如果换一个套接字来回答，回答就来自另一个端口，\
                     调用过 connect 的客户端甚至收不到。",
                ),
            },
            Choice {
                value: Value::Number(3),
                says: Text::new("three: one for each client", "三个：每个客户端一个"),
                belief: Text::new(
                    "That is how one thinks of connections. UDP has none, so there is nothing to keep for each client.",
                    "这是按连接来想的。UDP 没有连接，也就没有什么东西要为每个客户端保留。",
                ),
            },
            Choice {
                value: Value::Number(4),
                says: Text::new(
                    "four: one for arrivals and one for each client",
                    "四个：一个迎接新来的，再给每个客户端一个",
                ),
                belief: Text::new(
                    "Right for TCP: the listener, and one accepted socket for each connection. See the scene with-tcp.",
                    "TCP 才是这样：一个监听套接字，再加上每个连接一个 accept 得到的套接字。见场景 with-tcp。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "clients",
        title: Text::new("how many clients ask at once", "同时提问的客户端有几个"),
        range: KnobRange::Number { default: 3, min: 1, max: 9 },
    }],
    sources: &[
        Source::Rfc { number: 768, section: "User Interface" },
        Source::Rfc { number: 1122, section: "4.1.3.3" },
        Source::Man { page: "udp", section: 7 },
        Source::Man { page: "recvfrom", section: 2 },
        Source::Man { page: "accept", section: 2 },
        Source::Document("rust-lang/rust, issue 128072"),
    ],
    exercises: &[exercise::EXERCISE],
};
