//! Lab 17: a connect that nobody answers, and what becomes of the socket.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 17,
    slug: "connect-refused",
    title: Text::new("Connection refused", "连接被拒绝"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "The server has called bind and not yet listen. A client connects to its address. Refused or waiting?",
            "服务器已经 bind，还没有 listen。这时客户端去连它的地址：是被拒绝，还是等待？",
        ),
        scene: "bound-only",
        claim: "connect",
        choices: &[
            Choice {
                value: Value::Errno(Errno::ConnectionRefused),
                says: Text::new("refused at once", "立刻被拒绝"),
                belief: Text::new(
                    "bind only reserves the address. To the kernel a port is open from listen on; until then it answers \
                     as if nobody were there.",
                    "bind 只是占住地址。对内核来说，端口从 listen 开始才算打开；在那之前，它的回答和没有人一样。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::TimedOut),
                says: Text::new("it waits for listen, and times out", "等着 listen，最后超时"),
                belief: Text::new(
                    "Waiting is what happens when nothing answers at all: a lost packet, a firewall that drops it, a full \
                     queue. Here the kernel does answer, with a reset.",
                    "完全没有回音时才会等：报文丢了，防火墙把它丢弃了，或者队列满了。而这里内核有回音，就是一个复位（RST）。",
                ),
            },
            Choice {
                value: Value::OK,
                says: Text::new(
                    "it succeeds: the connection waits until the server accepts",
                    "成功：连接会一直排队，等服务器来 accept",
                ),
                belief: Text::new(
                    "That is true after listen, which makes the queue. Before it there is none.",
                    "listen 之后才是这样，队列是 listen 建立的。在那之前没有队列可排。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "server",
        title: Text::new(
            "how far the server of `bound-only` and `non-blocking` has come",
            "场景 bound-only 和 non-blocking 里，服务器进行到哪一步",
        ),
        range: KnobRange::Word { default: "bound", choices: &["bound", "listening"] },
    }],
    sources: &[
        Source::Man { page: "connect", section: 2 },
        Source::Man { page: "listen", section: 2 },
        Source::Rfc { number: 9293, section: "3.5.2" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/tcp_socket.cc" },
        Source::Suite { name: "libuv", path: "src/win/tcp.c" },
    ],
    exercises: &[],
};
