//! What each scene of lab 31 claims.

use super::experiment;
use crate::{
    lab::{
        Capability::TcpInfo,
        Claim, Expect,
        Expect::{AtLeast, Is},
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[WOULD_BLOCK, READ_TIMEOUT, CONNECT_PENDING, CONNECT_TIMEOUT, ZERO];

const AGAIN: Expect = Is(Value::Errno(Errno::Again));
const END: Expect = Is(Value::bytes(b""));

const MS_RECV: &str = "Microsoft, recv function: WSAEWOULDBLOCK";
const MS_ACCEPT: &str = "Microsoft, accept function: WSAEWOULDBLOCK";
const STD_TIMEOUT: &str = "Rust, std::net::TcpStream::set_read_timeout, platform-specific behavior";
const STD_ZERO: &str = "Rust, library/std/src/net/tcp/tests.rs test_timeout_zero_duration";

const WOULD_BLOCK: Scene = Scene {
    slug: "would-block",
    title: Text::new("Non-blocking: an answer at once", "非阻塞：立刻有回答"),
    needs: &[],
    run: experiment::would_block,
    claims: &[
        Claim {
            id: "accept",
            says: Text::new("accept with nobody in the queue: EAGAIN", "队列里没有人时 accept：EAGAIN"),
            expected: PerOs { linux: Measured(AGAIN), macos: Unknown, windows: Cited(AGAIN, MS_ACCEPT) },
        },
        Claim {
            id: "nothing",
            says: Text::new("recv while nothing has come: EAGAIN", "什么也没来时 recv：EAGAIN"),
            expected: PerOs { linux: Measured(AGAIN), macos: Unknown, windows: Cited(AGAIN, MS_RECV) },
        },
        Claim {
            id: "data",
            says: Text::new("recv when something has come: the data", "有数据来了再 recv：就是数据"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "end",
            says: Text::new(
                "recv when the peer has closed: b\"\", which is no error",
                "对方关闭之后 recv：b\"\"，这不是错误",
            ),
            expected: PerOs::on_linux(END),
        },
    ],
};

const READ_TIMEOUT: Scene = Scene {
    slug: "read-timeout",
    title: Text::new("A read that waits for a while", "只等一会儿的读"),
    needs: &[],
    run: experiment::read_timeout,
    claims: &[
        Claim {
            id: "waited_ms",
            says: Text::new(
                "with a timeout of 50 ms recv waits for about as long: 30 ms or more",
                "设了 50 毫秒的超时，recv 就等大约这么久：至少 30 毫秒",
            ),
            // The kernel counts in ticks, of 10 ms at most, and the first one has begun already.
            expected: PerOs::on_linux(AtLeast(30)),
        },
        Claim {
            id: "error",
            says: Text::new(
                "and fails with the code of a non-blocking call: EAGAIN",
                "然后报错，错误码和非阻塞调用的一样：EAGAIN",
            ),
            expected: PerOs::on_linux(AGAIN),
        },
        Claim {
            id: "kind",
            says: Text::new("Rust calls that WouldBlock", "Rust 把它叫做 WouldBlock"),
            expected: PerOs {
                linux: Measured(Is(Value::word("WouldBlock"))),
                macos: Cited(Is(Value::word("WouldBlock")), STD_TIMEOUT),
                windows: Cited(Is(Value::word("TimedOut")), STD_TIMEOUT),
            },
        },
        Claim {
            id: "later",
            says: Text::new(
                "the connection is unharmed: what comes later is read",
                "连接毫发无损：后来到的数据照样读得到",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"late"))),
        },
    ],
};

const CONNECT_PENDING: Scene = Scene {
    slug: "connect-pending",
    title: Text::new("A connect that hangs, seen without waiting", "连不上的 connect，不等着看"),
    needs: &[TcpInfo],
    run: experiment::connect_pending,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new(
                "a non-blocking connect has only begun: EINPROGRESS",
                "非阻塞的 connect 只是开了个头：EINPROGRESS",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::InProgress))),
        },
        Claim {
            id: "again",
            says: Text::new("and a second one is told so: EALREADY", "再调用一次，就被告知：EALREADY"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Already))),
        },
        Claim {
            id: "state",
            says: Text::new(
                "the server's queue is full and nobody answers: SYN_SENT",
                "服务器的队列满了，没人回应：SYN_SENT",
            ),
            expected: PerOs::on_linux(Is(Value::word("SYN_SENT"))),
        },
    ],
};

const CONNECT_TIMEOUT: Scene = Scene {
    slug: "connect-timeout",
    title: Text::new("The same, with a connect timeout", "同样连不上，设了连接超时"),
    needs: &[TcpInfo],
    run: experiment::connect_timeout,
    claims: &[
        Claim {
            id: "waited_ms",
            says: Text::new("it gives up after about 50 ms: 30 or more", "大约 50 毫秒后放弃：至少 30 毫秒"),
            expected: PerOs::on_linux(AtLeast(30)),
        },
        Claim {
            id: "kind",
            says: Text::new(
                "this timeout is TimedOut: the library waited, not the kernel",
                "这个超时是 TimedOut：等的是库，不是内核",
            ),
            expected: PerOs::on_linux(Is(Value::word("TimedOut"))),
        },
    ],
};

const ZERO: Scene = Scene {
    slug: "zero",
    title: Text::new("A timeout of zero", "为零的超时"),
    needs: &[],
    run: experiment::zero,
    claims: &[
        Claim {
            id: "before",
            says: Text::new("a timeout is set", "先设好一个超时"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "std",
            says: Text::new(
                "Rust's standard library refuses a timeout of zero: InvalidInput",
                "Rust 的标准库不接受为零的超时：InvalidInput",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::word("InvalidInput"))),
                macos: Cited(Is(Value::word("InvalidInput")), STD_ZERO),
                windows: Cited(Is(Value::word("InvalidInput")), STD_ZERO),
            },
        },
        Claim {
            id: "after",
            says: Text::new(
                "the kernel takes zero, and for it that means no timeout at all",
                "内核接受零，在它看来，零就是没有超时",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
    ],
};
