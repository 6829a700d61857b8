//! Lab 18: how a connection begins.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 18,
    slug: "three-way-handshake",
    title: Text::new("The three-way handshake", "三次握手"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A handshake has three segments: the client's SYN, the server's SYN-ACK, the client's ACK. Which of them does \
             the client's connect() wait for before it returns?",
            "三次握手有三个报文段：客户端的 SYN，服务器的 SYN-ACK，客户端的 ACK。客户端的 connect() 要等到哪一个才返回？",
        ),
        scene: "lost-ack",
        claim: "returned_at",
        choices: &[
            Choice {
                value: Value::Number(1),
                says: Text::new("the first: it sends the SYN and returns", "第一个：发出 SYN 就返回"),
                belief: Text::new(
                    "So it is with a non-blocking socket, which says EINPROGRESS. A blocking connect waits for an answer, \
                     or it could not tell you that the server refused.",
                    "非阻塞的套接字才是这样，它会说 EINPROGRESS。阻塞的 connect 要等到回答，不然怎么告诉你服务器拒绝了呢。",
                ),
            },
            Choice {
                value: Value::Number(2),
                says: Text::new("the second: the server has answered", "第二个：服务器回答了"),
                belief: Text::new(
                    "With the SYN-ACK the client knows all that it will ever know: the server is there and has heard it. It \
                     sends its ACK and goes on.",
                    "收到 SYN-ACK，客户端就知道了它能知道的一切：服务器在，而且听到了自己。它发出 ACK，接着往下走。",
                ),
            },
            Choice {
                value: Value::Number(3),
                says: Text::new("the third: the server has its ACK", "第三个：服务器收到了 ACK"),
                belief: Text::new(
                    "Nobody tells the client that its ACK has arrived: an ACK is not acknowledged. Here it was lost, and \
                     connect had returned all the same.",
                    "没有谁会告诉客户端 ACK 到了：ACK 本身不会再被确认。这里它丢了，connect 照样返回了。",
                ),
            },
        ],
    },
    knobs: &[],
    sources: &[
        Source::Rfc { number: 9293, section: "3.5" },
        Source::Rfc { number: 9293, section: "3.3.2" },
        Source::Man { page: "connect", section: 2 },
        Source::Man { page: "tcp", section: 7 },
    ],
    exercises: &[],
};
