//! What each scene of lab 30 claims.

use super::experiment;
use crate::{
    lab::{
        Capability::{Cork, TcpInfo},
        Claim,
        Expect::{AtLeast, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[FULL, WRITABLE, ACKNOWLEDGED];

const FULL: Scene = Scene {
    slug: "full",
    title: Text::new("Nobody reads, and the pipe fills up", "没有人读，管道就满了"),
    needs: &[TcpInfo, Cork],
    run: experiment::full,
    claims: &[
        Claim {
            id: "refused",
            says: Text::new(
                "in the end not one byte more is taken: EAGAIN, where a blocking send would wait",
                "最后连一个字节也不收了：EAGAIN；换成阻塞的 send，就会等在那里",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
        Claim {
            id: "taken",
            says: Text::new("until then the kernels have taken many bytes", "在那之前，内核收下了许多字节"),
            expected: PerOs::on_linux(AtLeast(4096)),
        },
        Claim {
            id: "unread",
            says: Text::new("some of them wait in the server's queue, unread", "一部分排在服务器的接收队列里，没人读"),
            expected: PerOs::on_linux(AtLeast(1)),
        },
        Claim {
            id: "unsent",
            says: Text::new(
                "all the others wait in the client's queue: no byte is lost",
                "其余的都排在客户端的发送队列里：一个字节也没丢",
            ),
            expected: PerOs::on_linux(AtLeast(1)),
        },
    ],
};

const WRITABLE: Scene = Scene {
    slug: "writable",
    title: Text::new("When may the client write again?", "客户端什么时候可以再写？"),
    needs: &[TcpInfo, Cork],
    run: experiment::writable,
    claims: &[
        Claim {
            id: "fresh",
            says: Text::new("a fresh connection is writable", "刚建立的连接可写"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "full",
            says: Text::new("a full one is not", "满了就不可写"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "after_a_little",
            says: Text::new("one byte read by the server does not change that", "服务器读掉一个字节，还是不可写"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "drained",
            says: Text::new(
                "when the server has read its queue, the client may write: send takes 5 bytes",
                "服务器读空了队列，客户端又能写了：send 收下 5 个字节",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
    ],
};

const ACKNOWLEDGED: Scene = Scene {
    slug: "acknowledged",
    title: Text::new("Acknowledged, and never read", "确认了，却从未被读"),
    needs: &[TcpInfo],
    run: experiment::acknowledged,
    claims: &[
        Claim {
            id: "unacknowledged",
            says: Text::new(
                "the client's kernel has nothing left to send or to wait for",
                "客户端的内核既没有要发的，也没有要等确认的",
            ),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "read",
            says: Text::new("whether the server's program has read them", "服务器的程序是否读过它们"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "end",
            says: Text::new(
                "the server closes without reading: the acknowledged bytes are gone, and the client gets ECONNRESET",
                "服务器没读就关闭：已确认的字节没有了，客户端得到 ECONNRESET",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionReset))),
        },
    ],
};
