//! What each scene of lab 20 claims.

use super::experiment;
use crate::{
    lab::{
        Capability::TcpInfo,
        Claim,
        Expect::{self, AtLeast, Is},
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[FULL, OTHERS, OLDEST_FIRST, LATE_ENTRY, ACCEPTED, LISTENER_CLOSES, UDP];

const XNU_QUEUE: &str = "xnu, bsd/kern/uipc_socket2.c sonewconn";

/// How many connections stand before the first accept: exactly the backlog on macOS, one more on Linux.
const fn established(linux: i64, macos: i64) -> PerOs<Expect> {
    PerOs {
        linux: Measured(Is(Value::Number(linux))),
        macos: Cited(Is(Value::Number(macos)), XNU_QUEUE),
        windows: Unknown,
    }
}

const FULL: Scene = Scene {
    slug: "full",
    title: Text::new("listen(2), five clients, no accept", "listen(2)，五个客户端，没有 accept"),
    needs: &[TcpInfo],
    run: experiment::full,
    claims: &[
        Claim {
            id: "connected",
            says: Text::new("one more than the backlog are connected", "连上的比积压数多一个"),
            expected: established(3, 2),
        },
        Claim {
            id: "waiting",
            says: Text::new("the others are not refused: they stay in SYN_SENT", "其余的没有被拒绝，而是停在 SYN_SENT"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "queued",
            says: Text::new("the listener's queue holds the connected ones", "连上的都在监听套接字的队列里"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "dropped",
            says: Text::new(
                "the listener has dropped a SYN of each of the others",
                "其余每个客户端的 SYN 都被监听套接字丢弃过",
            ),
            // Each is sent again after a second, and dropped again.
            expected: PerOs::on_linux(AtLeast(2)),
        },
    ],
};

const OTHERS: Scene = Scene {
    slug: "others",
    title: Text::new("listen(0), listen(1), listen(5)", "换成 listen(0)、listen(1)、listen(5)"),
    needs: &[TcpInfo],
    run: experiment::others,
    claims: &[
        Claim {
            id: "zero",
            says: Text::new("listen(0): one waits, not none", "listen(0)：能等一个，不是零个"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "one", says: Text::new("listen(1): two wait", "listen(1)：能等两个"), expected: established(2, 1)
        },
        Claim {
            id: "five",
            says: Text::new("listen(5), the tutorials' own: six wait", "listen(5)，教程里的写法：能等六个"),
            expected: established(6, 5),
        },
    ],
};

const OLDEST_FIRST: Scene = Scene {
    slug: "oldest-first",
    title: Text::new("Who is accepted first", "先 accept 到谁"),
    needs: &[TcpInfo],
    run: experiment::oldest_first,
    claims: &[Claim {
        id: "order",
        says: Text::new("accept takes the oldest, whoever speaks first", "accept 取的是最早来的，不管谁先开口"),
        expected: PerOs::on_linux(Is(Value::word("client 1, client 2, client 3"))),
    }],
};

const LATE_ENTRY: Scene = Scene {
    slug: "late-entry",
    title: Text::new("After one accept a waiter gets in", "accept 一个之后，等着的进来了"),
    needs: &[TcpInfo],
    run: experiment::late_entry,
    claims: &[
        Claim {
            id: "before",
            says: Text::new("with the queue full, the second client waits", "队列满了，第二个客户端在等"),
            expected: PerOs::on_linux(Is(Value::word("SYN_SENT"))),
        },
        Claim {
            id: "retries",
            says: Text::new("its own kernel sends the SYN again", "它自己的内核重发了 SYN"),
            expected: PerOs::on_linux(AtLeast(1)),
        },
        Claim {
            id: "waited_ms",
            says: Text::new(
                "so it gets in about a second late, though the server had room at once",
                "所以它晚了大约一秒才进来，而服务器其实马上就有空位了",
            ),
            // A second (RFC 6298 section 2), less a tick of the kernel's clock.
            expected: PerOs::on_linux(AtLeast(900)),
        },
    ],
};

const ACCEPTED: Scene = Scene {
    slug: "accepted",
    title: Text::new("listen(1) and four clients, each accepted", "listen(1)，四个客户端，来一个 accept 一个"),
    needs: &[],
    run: experiment::accepted,
    claims: &[Claim {
        id: "served",
        says: Text::new(
            "all four are served at once: who is accepted is no longer in the queue",
            "四个同时都有人接待：被 accept 的就不在队列里了",
        ),
        expected: PerOs::on_linux(Is(Value::Number(4))),
    }],
};

const LISTENER_CLOSES: Scene = Scene {
    slug: "listener-closes",
    title: Text::new("The server stops without accepting", "服务器没有 accept 就关了"),
    needs: &[],
    run: experiment::listener_closes,
    claims: &[Claim {
        id: "answer",
        says: Text::new("a client in the queue is reset", "队列里的客户端被复位"),
        expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionReset))),
    }],
};

const UDP: Scene = Scene {
    slug: "udp",
    title: Text::new("No such thing in UDP", "UDP 没有这回事"),
    needs: &[],
    run: experiment::udp,
    claims: &[
        Claim {
            id: "listen",
            says: Text::new("a UDP socket cannot listen", "UDP 套接字不能 listen"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NotSupported))),
        },
        Claim {
            id: "heard",
            says: Text::new("and hears every client without it", "不 listen 也能收到每个客户端的话"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
    ],
};
