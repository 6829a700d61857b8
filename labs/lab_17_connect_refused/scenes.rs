//! What each scene of lab 17 claims.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[NO_SERVER, BOUND_ONLY, AGAIN, NON_BLOCKING, NON_BLOCKING_SUCCESS];

const REFUSED: Value = Value::Errno(Errno::ConnectionRefused);

/// It refuses after about two seconds of its own retries, unless told otherwise.
const UV_TCP: &str = "libuv, src/win/tcp.c";

const NO_SERVER: Scene = Scene {
    slug: "no-server",
    title: Text::new("The server has gone", "服务器已经不在了"),
    needs: &[],
    run: experiment::no_server,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("connect to a port that nobody holds is refused", "连接一个没有人占用的端口，被拒绝"),
            expected: PerOs { linux: Measured(Is(REFUSED)), macos: Unknown, windows: Cited(Is(REFUSED), UV_TCP) },
        },
        Claim {
            id: "code",
            says: Text::new("Python's connect_ex would return 111", "换成 Python 的 connect_ex，会返回 111"),
            expected: PerOs {
                linux: Measured(Is(Value::Number(111))),
                macos: Unknown,
                windows: Cited(Is(Value::Number(10061)), UV_TCP),
            },
        },
    ],
};

const BOUND_ONLY: Scene = Scene {
    slug: "bound-only",
    title: Text::new("Bound, not listening", "绑定了，还没有监听"),
    needs: &[],
    run: experiment::bound_only,
    claims: &[Claim {
        id: "connect",
        says: Text::new(
            "without listen the port is as closed as if nobody were there",
            "没有 listen，端口就和没有人一样是关着的",
        ),
        expected: PerOs::on_linux(Is(REFUSED)),
    }],
};

const AGAIN: Scene = Scene {
    slug: "again",
    title: Text::new("Too early, and again", "来早了，再来一次"),
    needs: &[],
    run: experiment::again,
    claims: &[
        Claim {
            id: "too_early",
            says: Text::new("before listen the client is refused", "listen 之前，客户端被拒绝"),
            expected: PerOs::on_linux(Is(REFUSED)),
        },
        Claim {
            id: "same_socket",
            says: Text::new(
                "after listen the same socket connects (Linux; elsewhere take a new one)",
                "listen 之后，同一个套接字能连上（Linux；别的系统请换新的）",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "new_socket",
            says: Text::new("and so does a new socket", "新的套接字也能连上"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const NON_BLOCKING: Scene = Scene {
    slug: "non-blocking",
    title: Text::new("Refused without waiting for it", "不等结果的 connect，被拒绝"),
    needs: &[],
    run: experiment::non_blocking,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("a non-blocking connect says only that it has begun", "非阻塞的 connect 只说已经开始"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::InProgress))),
        },
        Claim {
            id: "writable",
            says: Text::new(
                "the socket becomes writable, though the connection has failed",
                "连接失败了，套接字却变成可写",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "error",
            says: Text::new("SO_ERROR tells the outcome", "结果要从 SO_ERROR 里取"),
            expected: PerOs::on_linux(Is(REFUSED)),
        },
        Claim {
            id: "error_again",
            says: Text::new("once: the second look finds nothing", "只能取一次：再取就没有了"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const NON_BLOCKING_SUCCESS: Scene = Scene {
    slug: "non-blocking-success",
    title: Text::new("The same, and the server listens", "同样不等结果，但服务器在监听"),
    needs: &[],
    run: experiment::non_blocking_success,
    claims: &[
        Claim {
            id: "connect",
            says: Text::new("the first answer is the same: begun", "第一个回答一样：已经开始"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::InProgress))),
        },
        Claim {
            id: "error",
            says: Text::new("once it is writable, SO_ERROR holds no error", "等到可写，SO_ERROR 里没有错误"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "peer",
            says: Text::new("and the socket has a peer", "套接字有了对端"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};
