//! Lab 21: a conversation in a loop, how it ends, and why it hangs.

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
    number: 21,
    slug: "conversation-loop",
    title: Text::new("Talking in a loop", "循环对话"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "Client and server talk in turns over TCP. At the client's prompt the user presses Enter without a word, so \
             the program calls send(b\"\") and then recv(1024). Why does the loop hang? What does the server's recv find?",
            "客户端和服务器用 TCP 一问一答。用户在客户端的提示符下什么也没输入就按了回车，于是程序调用 send(b\"\")，\
             再调用 recv(1024)。为什么循环卡住了？服务器的 recv 遇到了什么？",
        ),
        scene: "empty-send",
        claim: "server",
        choices: &[
            Choice {
                value: Value::Errno(Errno::Again),
                says: Text::new(
                    "nothing: no byte was sent, so the server waits, and so does the client",
                    "什么也没有：一个字节也没发，服务器在等，客户端也在等",
                ),
                belief: Text::new(
                    "A stream carries bytes. Zero of them leave no mark in it: no segment is sent, and no recv returns.",
                    "字节流运送的是字节。零个字节什么痕迹也不留：不会发出报文段，也不会让任何 recv 返回。",
                ),
            },
            Choice {
                value: Value::bytes(b""),
                says: Text::new(
                    "an empty message: the server answers it with another, which the client cannot see",
                    "一条空消息：服务器也回了一条空的，客户端看不见",
                ),
                belief: Text::new(
                    "UDP does deliver empty messages. TCP has no messages, and keeps the empty read for one thing: the \
                     other side has ended the stream.",
                    "UDP 确实能送空消息。TCP 没有“消息”，读到空只有一个意思：对方结束了字节流。",
                ),
            },
            Choice {
                value: Value::bytes(b"\n"),
                says: Text::new("the line's newline, and nothing to answer to it", "一个换行符，没什么可回答的"),
                belief: Text::new(
                    "If the newline were sent, nothing would hang. But Python's input() takes it away before send.",
                    "要是真发了换行符，就不会卡住了。可是 Python 的 input() 在 send 之前就把它去掉了。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "turns",
        title: Text::new("turns of `five-turns`", "场景 five-turns 里的回合数"),
        range: KnobRange::Number { default: 5, min: 1, max: 100 },
    }],
    sources: &[
        Source::Man { page: "send", section: 2 },
        Source::Man { page: "recv", section: 2 },
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Rfc { number: 768, section: "Fields" },
        Source::Suite { name: "mio", path: "tests/udp_socket.rs" },
    ],
    exercises: &[exercise::EXERCISE],
};
