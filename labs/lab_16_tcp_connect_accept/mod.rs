//! Lab 16: connect, accept, and how many sockets a connection has.

mod experiment;
mod scenes;

use crate::{
    lab::{Choice, Knob, KnobRange, Lab, Part, Prediction, Source},
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 16,
    slug: "tcp-connect-accept",
    title: Text::new("One port, three sockets", "一个端口，三个套接字"),
    part: Part::Tcp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: scenes::ALL,
    prediction: Prediction {
        asks: Text::new(
            "A server listens on port 9999 and a client connects. accept gives the server a second socket, for the talk. \
             What port does the accepted socket have?",
            "服务器在 9999 端口监听，一个客户端连了上来。accept 给了服务器第二个套接字，用来通话。\
             这个 accept 得到的套接字是哪个端口？",
        ),
        scene: "names",
        claim: "accepted_port",
        choices: &[
            Choice {
                value: Value::word("listener"),
                says: Text::new("9999, the listener's own", "9999，和监听套接字一样"),
                belief: Text::new(
                    "A port belongs to an address, not to a socket. The two sockets share it, and the connection is told \
                     apart by its other end.",
                    "端口属于地址，不属于某一个套接字。两个套接字共用它，连接靠另一端的地址来区分。",
                ),
            },
            Choice {
                value: Value::word("new"),
                says: Text::new("a new one, picked by the system", "系统另挑的一个新端口"),
                belief: Text::new(
                    "The system picks a port for the client, which never asked for one. A server that moved to another \
                     port could not be answered: the client knows 9999 only.",
                    "系统替没有指定端口的客户端挑端口。服务器要是换了端口，客户端就找不到它了：客户端只知道 9999。",
                ),
            },
            Choice {
                value: Value::word("client"),
                says: Text::new("the client's port", "客户端的端口"),
                belief: Text::new(
                    "accept does return that port, as a part of the caller's address. It is the other end of the \
                     connection.",
                    "accept 返回的来电者地址里确实有这个端口，不过那是连接的另一端。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "bind",
        title: Text::new("the address that the server of `names` binds", "场景 names 里服务器绑定的地址"),
        range: KnobRange::Word { default: "127.0.0.1", choices: &["127.0.0.1", "0.0.0.0"] },
    }],
    sources: &[
        Source::Man { page: "accept", section: 2 },
        Source::Man { page: "getpeername", section: 2 },
        Source::Rfc { number: 9293, section: "4" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_inet_loopback.cc" },
    ],
    exercises: &[],
};
