//! Lab 07: one send, one receive.

mod experiment;

use crate::{
    lab::{Choice, Claim, Expect::Is, Knob, KnobRange, Lab, Part, PerOs, Prediction, Scene, Source},
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 7,
    slug: "datagram-boundaries",
    title: Text::new("One send, one receive", "发送一次，接收一次"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: &[TWO, BY_TCP, FIFTY],
    prediction: Prediction {
        asks: Text::new(
            "A UDP client sends \"hello\" and then \"world\". Both wait at the server, which now calls recv(1024) for the \
             first time. What does it get?",
            "UDP 客户端先发送 \"hello\"，再发送 \"world\"。两个都已经到了服务器，这时服务器才第一次调用 recv(1024)。\
             它得到什么？",
        ),
        scene: "two",
        claim: "first",
        choices: &[
            Choice {
                value: Value::bytes(b"hello"),
                says: Text::new("\"hello\" alone", "只有 \"hello\""),
                belief: Text::new(
                    "One receive gives one datagram, however many wait and however much room there is.",
                    "一次接收给出一个数据报，不管有几个在排队，也不管缓冲区有多大。",
                ),
            },
            Choice {
                value: Value::bytes(b"helloworld"),
                says: Text::new("\"helloworld\", everything that has come", "\"helloworld\"，已经到的全都给"),
                belief: Text::new(
                    "A TCP stream gives all that has come, see the scene by-tcp. UDP keeps each message apart.",
                    "TCP 的字节流才会把到了的全都给出来，见场景 by-tcp。UDP 让每条消息各自独立。",
                ),
            },
            Choice {
                value: Value::bytes(b"world"),
                says: Text::new("\"world\", the newest", "\"world\"，最新的那个"),
                belief: Text::new(
                    "The socket keeps a queue, and the oldest datagram is at its head. A new one never replaces an old \
                     one; when the queue is full, it is the new one that is dropped.",
                    "套接字有一个队列，最早的数据报排在最前面。新来的不会顶替旧的；队列满了，丢的反而是新来的。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "datagrams",
        title: Text::new("how many datagrams wait before the first receive", "第一次接收之前，有多少个数据报在排队"),
        range: KnobRange::Number { default: 50, min: 1, max: 100 },
    }],
    sources: &[
        Source::Rfc { number: 768, section: "Introduction" },
        Source::Rfc { number: 768, section: "User Interface" },
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Man { page: "udp", section: 7 },
        Source::Man { page: "recv", section: 2 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/udp_socket.cc" },
    ],
    exercises: &[],
};

const TWO: Scene = Scene {
    slug: "two",
    title: Text::new("Two sends, two receives", "发送两次，接收两次"),
    needs: &[],
    run: experiment::two,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "with \"hello\" and \"world\" waiting, recv(1024) gives \"hello\" alone",
                "\"hello\" 和 \"world\" 都在排队时，recv(1024) 只给出 \"hello\"",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "second",
            says: Text::new("the next recv(1024) gives \"world\"", "下一次 recv(1024) 给出 \"world\""),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};

const BY_TCP: Scene = Scene {
    slug: "by-tcp",
    title: Text::new("The same sends by TCP", "同样的发送，换成 TCP"),
    needs: &[],
    run: experiment::by_tcp,
    claims: &[Claim {
        id: "first",
        says: Text::new(
            "one recv(1024) gives both, and nothing shows where the first ended",
            "一次 recv(1024) 就把两个都给了，看不出第一个在哪里结束",
        ),
        expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
    }],
};

const FIFTY: Scene = Scene {
    slug: "fifty",
    title: Text::new("Fifty datagrams of fifty lengths", "五十个数据报，五十种长度"),
    needs: &[],
    run: experiment::fifty,
    claims: &[
        Claim {
            id: "whole",
            says: Text::new(
                "each of the fifty comes out of one receive, neither cut nor joined",
                "五十个数据报各由一次接收取出，既不被切开，也不被拼接",
            ),
            expected: PerOs::on_linux(Is(Value::Number(50))),
        },
        Claim {
            id: "in_order",
            says: Text::new(
                "on the loopback they come in the order of the sends; nobody promises that elsewhere",
                "在回环接口上，它们按发送的顺序到来；换个地方就没有人保证",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "more",
            says: Text::new("after fifty receives there is nothing left", "接收五十次之后，什么也不剩"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
    ],
};
