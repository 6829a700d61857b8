//! Lab 27: what a short read leaves behind.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 27,
    slug: "receiver-residue",
    title: Text::new("What a short read leaves behind", "没读完的数据去哪儿了"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A client sends \"hello feng\" over TCP. The server calls recv(2) and gets \"he\". Then it calls recv(10). \
             What does that give: is the rest lost, as with UDP?",
            "客户端用 TCP 发送 \"hello feng\"。服务器调用 recv(2)，得到 \"he\"，接着调用 recv(10)。\
             这次得到什么？剩下的会像 UDP 那样丢掉吗？",
        ),
        scene: "two-then-ten",
        claim: "second",
        choices: &[
            Choice {
                value: Value::bytes(b"llo feng"),
                says: Text::new("\"llo feng\", the rest", "\"llo feng\"，也就是剩下的部分"),
                belief: Text::new(
                    "A stream loses nothing. What one read leaves stays at the front of the queue for the next.",
                    "字节流什么都不丢。一次没读走的，仍排在队列最前面，等下一次来读。",
                ),
            },
            Choice {
                value: Value::word("nothing"),
                says: Text::new("nothing: it waits, for the rest is lost", "什么也没有：剩下的丢了，它只好等着"),
                belief: Text::new(
                    "That is UDP, where a receive takes a whole datagram off the queue: see the scene udp. A TCP queue holds \
                     bytes, and a read takes only those that it returns.",
                    "那是 UDP：每次接收都把整个数据报从队列里取走，见场景 udp。TCP 的队列里排的是字节，读多少才取走多少。",
                ),
            },
            Choice {
                value: Value::bytes(b"hello feng"),
                says: Text::new("\"hello feng\", the whole message", "\"hello feng\"，整条消息"),
                belief: Text::new(
                    "That is what recv gives after a look with MSG_PEEK: see the scene peek. A plain read takes what it \
                     returns out of the queue.",
                    "先用 MSG_PEEK 看一眼，之后 recv 才会这样，见场景 peek。普通的读会把返回的数据从队列里取走。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "recv_size",
        title: Text::new(
            "size of the first read in two-then-ten, udp, next-message and peek, in bytes",
            "two-then-ten、udp、next-message、peek 中第一次读的大小（字节）",
        ),
        // Ten would leave nothing, and the second read would wait for ever.
        range: KnobRange::Number { default: 2, min: 1, max: 9 },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Man { page: "recv", section: 2 },
        Source::Man { page: "tcp", section: 7 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_generic_test_cases.cc, MsgPeek" },
    ],
    exercises: &[],
};
