//! Lab 08: a datagram that is longer than the room for it.

mod experiment;

use crate::{
    lab::{
        Capability, Choice, Claim,
        Expect::Is,
        Knob, KnobRange,
        Known::{Cited, Measured},
        Lab, Part, PerOs, Prediction, Scene, Source,
    },
    text::Text,
    trace::{Errno, Value},
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 8,
    slug: "truncated-datagrams",
    title: Text::new("A datagram longer than the buffer", "比缓冲区还长的数据报"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: &[PLAIN, FLAG, LENGTH],
    prediction: Prediction {
        asks: Text::new(
            "Two datagrams wait: \"hello\", then \"world\". The server calls recvfrom(4) and gets \"hell\". \
             What does the next recvfrom give?",
            "队列里有两个数据报：先是 \"hello\"，后是 \"world\"。服务器调用 recvfrom(4)，得到 \"hell\"。\
             下一次 recvfrom 得到什么？",
        ),
        scene: "plain",
        claim: "second",
        choices: &[
            Choice {
                value: Value::bytes(b"o"),
                says: Text::new("\"o\", the rest of the first one", "\"o\"，也就是第一个数据报剩下的部分"),
                belief: Text::new(
                    "That is how a stream behaves. UDP hands over one datagram a call, and what does not fit is gone.",
                    "字节流才是这样。UDP 每次调用只交出一个数据报，放不下的部分就没有了。",
                ),
            },
            Choice {
                value: Value::bytes(b"world"),
                says: Text::new("\"world\", the next datagram", "\"world\"，也就是下一个数据报"),
                belief: Text::new(
                    "Each receive takes one whole datagram off the queue, even if it copies only a part of it.",
                    "每次接收都从队列里取走一个完整的数据报，哪怕只复制了其中一部分。",
                ),
            },
            Choice {
                value: Value::Errno(Errno::MessageSize),
                says: Text::new("an error, because data was lost", "报错，因为丢了数据"),
                belief: Text::new(
                    "Windows does report the loss, but already on the first call. Linux and macOS stay silent unless you \
                     ask with recvmsg.",
                    "Windows 确实会报告丢失，但在第一次调用时就报了。Linux 和 macOS 不作声，除非你用 recvmsg 去问。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "recv_size",
        title: Text::new("room for the first receive, in bytes", "第一次接收的缓冲区大小（字节）"),
        range: KnobRange::Number { default: 4, min: 1, max: 64 },
    }],
    sources: &[
        Source::Man { page: "udp", section: 7 },
        Source::Man { page: "recv", section: 2 },
        Source::Rfc { number: 768, section: "User Interface" },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/socket_non_stream.cc" },
    ],
    exercises: &[],
};

const XNU_RECV: &str = "xnu, recv(2)";
const UV_UDP: &str = "libuv, src/win/udp.c";
const S2_TRUNCATED: &str = "socket2, tests/socket.rs recv_vectored_truncated";

const PLAIN: Scene = Scene {
    slug: "plain",
    title: Text::new("A short receive loses the rest", "接收得短，余下的就丢了"),
    needs: &[],
    run: experiment::plain,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "recvfrom(4) of \"hello\" gives its first 4 bytes",
                "对 \"hello\" 调用 recvfrom(4)，得到前 4 个字节",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"hell"))),
                macos: Cited(Is(Value::bytes(b"hell")), XNU_RECV),
                windows: Cited(Is(Value::Errno(Errno::MessageSize)), UV_UDP),
            },
        },
        Claim {
            id: "second",
            says: Text::new(
                "the next receive gives the next datagram, not the rest of the first",
                "下一次接收得到的是下一个数据报，不是前一个剩下的部分",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"world"))),
                macos: Cited(Is(Value::bytes(b"world")), XNU_RECV),
                windows: Cited(Is(Value::bytes(b"world")), UV_UDP),
            },
        },
    ],
};

const FLAG: Scene = Scene {
    slug: "flag",
    title: Text::new("recvmsg tells of the loss", "recvmsg 会告诉你丢了数据"),
    needs: &[],
    run: experiment::flag,
    claims: &[
        Claim {
            id: "cut",
            says: Text::new(
                "recvmsg with room for 4 of 5 bytes sets MSG_TRUNC",
                "5 个字节只留 4 个字节的位置，recvmsg 会置上 MSG_TRUNC",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Yes)),
                macos: Cited(Is(Value::Yes), XNU_RECV),
                windows: Cited(Is(Value::Yes), S2_TRUNCATED),
            },
        },
        Claim {
            id: "exact",
            says: Text::new("an exact fit does not set it", "刚好放得下时不会置上"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
    ],
};

const LENGTH: Scene = Scene {
    slug: "length",
    title: Text::new("Asking for the true length first", "先问真实长度，再接收"),
    needs: &[Capability::TrueLength],
    run: experiment::length,
    claims: &[
        Claim {
            id: "true_length",
            says: Text::new(
                "recv with MSG_PEEK|MSG_TRUNC and room for 1 byte returns the whole length",
                "只给 1 个字节的位置，带 MSG_PEEK|MSG_TRUNC 的 recv 也会返回完整长度",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "kept",
            says: Text::new("the datagram is still there afterwards, whole", "之后数据报仍在队列里，完整无缺"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "readable",
            says: Text::new(
                "with \"hello\" and \"world\" queued, FIONREAD counts the first one alone",
                "队列里有 \"hello\" 和 \"world\" 时，FIONREAD 只数第一个",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
    ],
};
