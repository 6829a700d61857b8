//! The scenes of lab 27 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::Is,
        Known::{Cited, Measured},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[TWO_THEN_TEN, UDP, NEXT_MESSAGE, PIECES, PEEK, EARLY, WAIT_ALL, ENDED];

const XNU_RECV: &str = "xnu, recv(2)";
const UV_UDP: &str = "libuv, src/win/udp.c";

const TWO_THEN_TEN: Scene = Scene {
    slug: "two-then-ten",
    title: Text::new("A short read leaves the rest", "读得少，余下的还在"),
    needs: &[],
    run: experiment::two_then_ten,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "recv(2) of \"hello feng\" gives its first two bytes",
                "对 \"hello feng\" 调用 recv(2)，得到前两个字节",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"he"))),
        },
        Claim {
            id: "left",
            says: Text::new("the other eight are still queued", "其余八个字节仍在队列里"),
            expected: PerOs::on_linux(Is(Value::Number(8))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "recv(10) gives these eight, and does not wait for ten",
                "recv(10) 得到的就是这八个，不会等满十个",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"llo feng"))),
        },
    ],
};

const UDP: Scene = Scene {
    slug: "udp",
    title: Text::new("The same short read of a datagram", "同样少读，换成数据报"),
    needs: &[],
    run: experiment::udp,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("recvfrom(2) gives the first two bytes as well", "recvfrom(2) 同样得到前两个字节"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"he"))),
                macos: Cited(Is(Value::bytes(b"he")), XNU_RECV),
                windows: Cited(Is(Value::Errno(Errno::MessageSize)), UV_UDP),
            },
        },
        Claim {
            id: "second",
            says: Text::new(
                "the rest is gone: the next receive gives the next datagram",
                "剩下的没了：下一次接收得到的是下一个数据报",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"bye"))),
                macos: Cited(Is(Value::bytes(b"bye")), XNU_RECV),
                windows: Cited(Is(Value::bytes(b"bye")), UV_UDP),
            },
        },
    ],
};

const NEXT_MESSAGE: Scene = Scene {
    slug: "next-message",
    title: Text::new("The rest meets the next message", "余下的和下一条消息连在一起"),
    needs: &[],
    run: experiment::next_message,
    claims: &[Claim {
        id: "mixed",
        says: Text::new(
            "one read gives the rest of the first message and the second one, with nothing between",
            "一次读到第一条剩下的部分和第二条消息，中间没有任何分隔",
        ),
        expected: PerOs::on_linux(Is(Value::bytes(b"llo fengbye"))),
    }],
};

const PIECES: Scene = Scene {
    slug: "pieces",
    title: Text::new("Ten bytes, four at a time", "十个字节，每次读四个"),
    needs: &[],
    run: experiment::pieces,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("the first recv(4) gives four bytes", "第一次 recv(4) 得到四个字节"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hell"))),
        },
        Claim {
            id: "second",
            says: Text::new("the second goes on where the first stopped", "第二次接着上一次停下的地方"),
            expected: PerOs::on_linux(Is(Value::bytes(b"o fe"))),
        },
        Claim {
            id: "third",
            says: Text::new(
                "the third gives the two that are left, and does not wait for four",
                "第三次得到剩下的两个，不会等满四个",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"ng"))),
        },
    ],
};

const PEEK: Scene = Scene {
    slug: "peek",
    title: Text::new("Looking without taking", "只看不取"),
    needs: &[],
    run: experiment::peek,
    claims: &[
        Claim {
            id: "peeked",
            says: Text::new("recv(2) with MSG_PEEK gives the first two bytes", "带 MSG_PEEK 的 recv(2) 得到前两个字节"),
            expected: PerOs::on_linux(Is(Value::bytes(b"he"))),
        },
        Claim {
            id: "left",
            says: Text::new("all ten are still queued", "十个字节都还在队列里"),
            expected: PerOs::on_linux(Is(Value::Number(10))),
        },
        Claim {
            id: "kept",
            says: Text::new("the next recv gives all ten", "下一次 recv 得到全部十个"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello feng"))),
        },
    ],
};

const EARLY: Scene = Scene {
    slug: "early",
    title: Text::new("A read comes before the rest is sent", "读的时候，后半截还没发"),
    needs: &[],
    run: experiment::early,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("with three bytes queued, recv(7) gives three", "队列里有三个字节，recv(7) 就得到三个"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hel"))),
        },
        Claim {
            id: "second",
            says: Text::new("the next recv(7) gives what came later", "下一次 recv(7) 得到后来才到的"),
            expected: PerOs::on_linux(Is(Value::bytes(b"lo feng"))),
        },
    ],
};

const WAIT_ALL: Scene = Scene {
    slug: "wait-all",
    title: Text::new("A read that waits for all of it", "等齐了才返回的读"),
    needs: &[],
    run: experiment::wait_all,
    claims: &[
        Claim {
            id: "whole",
            says: Text::new(
                "recv(7) with MSG_WAITALL takes three bytes, waits, and gives seven from both sends",
                "带 MSG_WAITALL 的 recv(7) 先取走三个字节，继续等，最后从两次发送里凑齐七个",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello f"))),
        },
        Claim {
            id: "rest",
            says: Text::new("what it did not ask for is still queued", "它没要的部分仍在队列里"),
            expected: PerOs::on_linux(Is(Value::bytes(b"eng"))),
        },
    ],
};

const ENDED: Scene = Scene {
    slug: "ended",
    title: Text::new("The stream ends before there is enough", "还没凑齐，流就结束了"),
    needs: &[],
    run: experiment::ended,
    claims: &[
        Claim {
            id: "short",
            says: Text::new(
                "at the end of the stream even MSG_WAITALL gives less than asked",
                "流结束时，带 MSG_WAITALL 也会得到不足的字节",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hel"))),
        },
        Claim {
            id: "after",
            says: Text::new("and then nothing, which means the end", "再读就是空，表示流已结束"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
    ],
};
