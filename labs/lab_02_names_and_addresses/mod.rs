//! Lab 02: names, addresses and ports, and whom they mean.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 2,
    slug: "names-and-addresses",
    title: Text::new("Names, addresses and ports", "名字、地址和端口"),
    part: Part::Sockets,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server is bound to 127.0.0.1. Three clients on the same machine dial its port: one at 127.0.0.1, one at \
             127.0.0.2, one at ::1. Who reaches the server?",
            "服务器绑定在 127.0.0.1。同一台机器上有三个客户端去连它的端口，分别连 127.0.0.1、127.0.0.2 和 ::1。谁连得上？",
        ),
        scene: "who-reaches",
        claim: "reached",
        choices: &[
            Choice {
                value: Value::word("127.0.0.1"),
                says: Text::new("only the one at 127.0.0.1", "只有连 127.0.0.1 的那个"),
                belief: Text::new(
                    "A bound address is compared with the address that was dialled, as a whole. Both must be the same.",
                    "绑定的地址要和所连的地址整个比较，两者完全相同才行。",
                ),
            },
            Choice {
                value: Value::word("127.0.0.1, 127.0.0.2"),
                says: Text::new(
                    "127.0.0.1 and 127.0.0.2, which are both loopback",
                    "127.0.0.1 和 127.0.0.2，两个都是回环地址",
                ),
                belief: Text::new(
                    "All of 127.0.0.0/8 does belong to this machine, but each of these addresses has ports of its own. \
                     Only 0.0.0.0 stands for all of them.",
                    "127.0.0.0/8 确实全都属于本机，可其中每个地址各有各的端口。只有 0.0.0.0 才代表全部。",
                ),
            },
            Choice {
                value: Value::word("127.0.0.1, 127.0.0.2, ::1"),
                says: Text::new("all three: each of them means this machine", "三个都行：它们都指本机"),
                belief: Text::new(
                    "They all mean this machine, but a server is not found by the machine alone. And ::1 is another \
                     family: a name like localhost may stand for it, and then the client misses the server.",
                    "它们的确都指本机，但光凭机器还找不到服务器。而且 ::1 属于另一个地址族：localhost \
                     这样的名字可能指的就是它，客户端就会错过服务器。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "bind",
            title: Text::new("the address that the server of who-reaches binds", "场景 who-reaches 里服务器绑定的地址"),
            range: KnobRange::Word {
                default: "127.0.0.1",
                choices: &["127.0.0.1", "127.0.0.2", "0.0.0.0", "::1", "::"],
            },
        },
        Knob {
            name: "port",
            title: Text::new("the port that the scene privileged asks for", "场景 privileged 要绑定的端口"),
            range: KnobRange::Number { default: 80, min: 1, max: 65535 },
        },
    ],
    sources: &[
        Source::Rfc { number: 1122, section: "3.2.1.3" },
        Source::Rfc { number: 6761, section: "6.3" },
        Source::Rfc { number: 6335, section: "6" },
        Source::Rfc { number: 6943, section: "3.1.1" },
        Source::Man { page: "getaddrinfo", section: 3 },
        Source::Man { page: "inet_aton", section: 3 },
        Source::Man { page: "ip", section: 7 },
        Source::Man { page: "capabilities", section: 7 },
    ],
    exercises: &[],
};
