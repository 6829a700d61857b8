//! What each scene of lab 19 claims.

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

pub(super) const ALL: &[Scene] = &[PEER_WAITS, AT_ONCE, HALF_CLOSE, RESET];

const fn word(word: &'static str) -> PerOs<Expect> {
    PerOs::on_linux(Is(Value::word(word)))
}

const PEER_WAITS: Scene = Scene {
    slug: "peer-waits",
    title: Text::new("The other side takes its time", "另一方过一会儿才关"),
    needs: &[Wire, TcpTable],
    run: experiment::peer_waits,
    claims: &[
        Claim {
            id: "closer",
            says: Text::new(
                "who has closed, and was acknowledged, waits for the peer's FIN",
                "先关闭的一方得到确认后，等着对方的 FIN",
            ),
            expected: word("FIN_WAIT2"),
        },
        Claim {
            id: "peer",
            says: Text::new(
                "the peer stays in CLOSE_WAIT until its program closes",
                "对方一直停在 CLOSE_WAIT，直到程序自己去关闭",
            ),
            expected: word("CLOSE_WAIT"),
        },
        Claim {
            id: "segments",
            says: Text::new("FIN, ACK, FIN, ACK: four segments", "FIN、ACK、FIN、ACK：四个报文段"),
            expected: word("F. . F. ."),
        },
        Claim {
            id: "holder",
            says: Text::new("TIME_WAIT stays with the one that closed first", "TIME_WAIT 留在先关闭的一方"),
            expected: word("client"),
        },
    ],
};

const AT_ONCE: Scene = Scene {
    slug: "at-once",
    title: Text::new("Both close at once", "双方都马上关闭"),
    needs: &[Wire],
    run: experiment::at_once,
    claims: &[Claim {
        id: "segments",
        says: Text::new(
            "the second FIN carries the ACK of the first: three segments",
            "第二个 FIN 带着对第一个的确认：三个报文段",
        ),
        expected: PerOs::on_linux(Is(Value::Number(3))),
    }],
};

const HALF_CLOSE: Scene = Scene {
    slug: "half-close",
    title: Text::new("One direction closed, the other still open", "一个方向关了，另一个还开着"),
    needs: &[Wire, TcpTable],
    run: experiment::half_close,
    claims: &[
        Claim {
            id: "send",
            says: Text::new("who has shut down its direction cannot send", "关闭了自己这个方向，就不能再发送"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::BrokenPipe))),
        },
        Claim {
            id: "end",
            says: Text::new("after the data, the peer reads the end of the stream", "读完数据之后，对方读到流的结尾"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
        Claim {
            id: "answer",
            says: Text::new("the answer still arrives", "回答仍然能到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
        Claim {
            id: "after_fin",
            says: Text::new(
                "its 5 bytes crossed the wire after the client's FIN",
                "这 5 个字节是在客户端的 FIN 之后经过线路的",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "client",
            says: Text::new("the client's end can only receive", "客户端这头只能接收"),
            expected: word("FIN_WAIT2"),
        },
        Claim {
            id: "server",
            says: Text::new("the server's end can still send", "服务器那头还能发送"),
            expected: word("CLOSE_WAIT"),
        },
    ],
};

const RESET: Scene = Scene {
    slug: "reset",
    title: Text::new("Hanging up without a word", "不打招呼，直接挂断"),
    needs: &[Wire, TcpTable],
    run: experiment::reset,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new("a reset is one segment, and nobody answers it", "复位只有一个报文段，谁也不回应它"),
            expected: word("R."),
        },
        Claim {
            id: "recv",
            says: Text::new("the peer's next read fails", "对方下一次读取会失败"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionReset))),
        },
        Claim {
            id: "state",
            says: Text::new("nothing is left, TIME_WAIT neither", "什么也没留下，连 TIME_WAIT 也没有"),
            expected: word("CLOSED"),
        },
    ],
};
