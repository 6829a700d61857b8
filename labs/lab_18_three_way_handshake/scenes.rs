//! What each scene of lab 18 claims.

use super::experiment;
use crate::{
    lab::{
        Capability::{TcpTable, Wire},
        Claim,
        Expect::{self, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[HANDSHAKE, BEFORE_ACCEPT, LOST_ACK, NO_ANSWER, REFUSED];

const fn word(word: &'static str) -> PerOs<Expect> {
    PerOs::on_linux(Is(Value::word(word)))
}

const HANDSHAKE: Scene = Scene {
    slug: "handshake",
    title: Text::new("Three segments", "三个报文段"),
    needs: &[Wire],
    run: experiment::handshake,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new(
                "SYN there, SYN-ACK back, ACK there, and nothing else",
                "去一个 SYN，回一个 SYN-ACK，再去一个 ACK，此外没有别的",
            ),
            expected: word("S S. ."),
        },
        Claim {
            id: "sums",
            says: Text::new(
                "each SYN is acknowledged by its own sequence number plus one",
                "对每个 SYN 的确认号，都是它的序号加一",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "data",
            says: Text::new("none of them carries data", "三个报文段都不带数据"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
    ],
};

const BEFORE_ACCEPT: Scene = Scene {
    slug: "before-accept",
    title: Text::new("The kernel does it, before accept", "内核自己完成，不等 accept"),
    needs: &[Wire, TcpTable],
    run: experiment::before_accept,
    claims: &[
        Claim {
            id: "client",
            says: Text::new("before accept, the client's end is established", "accept 之前，客户端这头已经建立"),
            expected: word("ESTABLISHED"),
        },
        Claim {
            id: "server",
            says: Text::new("and so is the server's", "服务器那头也已经建立"),
            expected: word("ESTABLISHED"),
        },
        Claim {
            id: "accept",
            says: Text::new(
                "accept sends nothing: the fourth segment is the client's data",
                "accept 什么也不发：第四个报文段就是客户端的数据",
            ),
            expected: word("S S. . P."),
        },
    ],
};

const LOST_ACK: Scene = Scene {
    slug: "lost-ack",
    title: Text::new("The third segment is lost", "第三个报文段丢了"),
    needs: &[Wire, TcpTable],
    run: experiment::lost_ack,
    claims: &[
        Claim {
            id: "client",
            says: Text::new("the client takes the connection as established", "客户端认为连接已经建立"),
            expected: word("ESTABLISHED"),
        },
        Claim {
            id: "server",
            says: Text::new("the server has seen the SYN, and waits", "服务器见到了 SYN，还在等"),
            expected: word("SYN_RECEIVED"),
        },
        Claim {
            id: "returned_at",
            says: Text::new("connect returned at the second segment", "connect 在第二个报文段到达时返回"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "completes",
            says: Text::new(
                "the client's data acknowledges the SYN-ACK again, and completes the handshake",
                "客户端的数据里又带着对 SYN-ACK 的确认，握手由此完成",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const NO_ANSWER: Scene = Scene {
    slug: "no-answer",
    title: Text::new("The SYN is lost", "SYN 丢了"),
    needs: &[Wire, TcpTable],
    run: experiment::no_answer,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("a non-blocking connect says that it has only begun", "非阻塞的 connect 说：才刚刚开始"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::InProgress))),
        },
        Claim {
            id: "state",
            says: Text::new("until an answer comes, the client stays in SYN_SENT", "没有回答，客户端就停在 SYN_SENT"),
            expected: word("SYN_SENT"),
        },
    ],
};

const REFUSED: Scene = Scene {
    slug: "refused",
    title: Text::new("Nobody listens", "没有人在监听"),
    needs: &[Wire],
    run: experiment::refused,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("connect fails", "connect 失败"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
        Claim {
            id: "segments",
            says: Text::new("the client sends one SYN", "客户端发出一个 SYN"),
            expected: word("S"),
        },
        Claim {
            id: "answer", says: Text::new("the answer is a reset", "得到的回答是复位"), expected: word("R.")
        },
    ],
};
