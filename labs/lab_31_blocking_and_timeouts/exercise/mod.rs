//! The exercise timeouts: a client that does not wait for ever.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "timeouts",
    title: Text::new("A client that gives up in time", "会及时放弃的客户端"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "answers",
            demand: Text::new(
                "Print the line that the server sends, up to its newline, whether it comes in one piece or in two.",
                "把服务器发来的那一行打印出来，到换行符为止，不管它是一次来的还是分两段来的。",
            ),
            points: 1,
            lab: 31,
            hints: &[
                Text::new(
                    "The server needs some time, and its line may come in pieces, or with more behind the newline.",
                    "服务器需要一点时间；一行可能分段到达，换行符后面也可能还有别的。",
                ),
                Text::new(
                    "Collect what recv returns until there is a newline in it. Print what stands before the newline.",
                    "把 recv 返回的内容攒起来，直到里面有换行符，再打印换行符之前的部分。",
                ),
            ],
            run: checks::answers,
        },
        Check {
            id: "read-timeout",
            demand: Text::new(
                "Print `read timeout` when the server has said nothing for 500 ms.",
                "服务器 500 毫秒没说一句话，就打印 `read timeout`。",
            ),
            points: 1,
            lab: 31,
            hints: &[
                Text::new(
                    "By default recv waits for ever. A timeout of the connect does not always hold for recv.",
                    "recv 默认会永远等下去。给 connect 设的超时，不一定对 recv 也有效。",
                ),
                Text::new(
                    "Set a timeout on the connected socket, and tell it from a connect timeout: two calls, two try blocks.",
                    "给已经连上的套接字设超时，还要和 connect 的超时分清楚：两次调用，两个 try。",
                ),
                Text::new(
                    "In Python: sock.settimeout(0.5), in seconds, then except TimeoutError around recv. In Rust: \
                     set_read_timeout; the error's kind is WouldBlock or TimedOut, depending on the system.",
                    "用 Python 写：sock.settimeout(0.5)（单位是秒），再在 recv 外面 except TimeoutError。Rust 里用 \
                     set_read_timeout，错误的种类随系统不同，是 WouldBlock 或 TimedOut。",
                ),
            ],
            run: checks::read_timeout,
        },
        Check {
            id: "connect-timeout",
            demand: Text::new(
                "Print `connect timeout` when there is no connection after 500 ms.",
                "过了 500 毫秒连接还没有建立，就打印 `connect timeout`。",
            ),
            points: 2,
            lab: 31,
            hints: &[
                Text::new(
                    "connect waits too, for minutes. When do you set the timeout, before it or after it?",
                    "connect 也会等，能等好几分钟。你的超时是在它之前设的，还是之后？",
                ),
                Text::new(
                    "In Python: socket.create_connection(address, timeout=0.5). In Rust: TcpStream::connect_timeout.",
                    "用 Python 写：socket.create_connection(address, timeout=0.5)。Rust 里用 TcpStream::connect_timeout。",
                ),
                Text::new(
                    "A timeout is one kind of error among others: except TimeoutError stands before except OSError.",
                    "超时只是许多错误中的一种：except TimeoutError 要写在 except OSError 前面。",
                ),
            ],
            run: checks::connect_timeout,
        },
        Check {
            id: "refused",
            demand: Text::new("Print `refused` when nobody listens there.", "那里没有谁在监听时，打印 `refused`。"),
            points: 1,
            lab: 17,
            hints: &[
                Text::new(
                    "A refusal comes at once. It is an error of connect, and not a timeout.",
                    "被拒绝是立刻就知道的。它是 connect 的错误，但不是超时。",
                ),
                Text::new(
                    "In Python: except ConnectionRefusedError. In Rust: ErrorKind::ConnectionRefused.",
                    "用 Python 写：except ConnectionRefusedError。Rust 里是 ErrorKind::ConnectionRefused。",
                ),
            ],
            run: checks::refused,
        },
        Check {
            id: "slow-drip",
            demand: Text::new(
                "Allow 500 ms for the whole line, and not for each piece of it: then print `read timeout`.",
                "500 毫秒是给整行的，不是给每一段的：时间一到就打印 `read timeout`。",
            ),
            points: 2,
            lab: 31,
            hints: &[
                Text::new(
                    "A socket's timeout counts anew with every recv. A byte now and then keeps it from ever running out.",
                    "套接字的超时，每次 recv 都重新计时。对方时不时来一个字节，它就永远到不了。",
                ),
                Text::new(
                    "Keep a deadline: the moment of the connect plus 500 ms. Before each recv, set the timeout to what is \
                     left of it.",
                    "记住一个期限：连上的那一刻加 500 毫秒。每次 recv 之前，把超时设成还剩下的时间。",
                ),
                Text::new(
                    "In Python: deadline = time.monotonic() + 0.5; in the loop left = deadline - time.monotonic(); if left \
                     <= 0, the time is over, else sock.settimeout(left).",
                    "用 Python 写：deadline = time.monotonic() + 0.5；循环里 left = deadline - time.monotonic()，left <= 0 \
                     就是时间到了，否则 sock.settimeout(left)。",
                ),
            ],
            run: checks::slow_drip,
        },
        Check {
            id: "closed",
            demand: Text::new(
                "Print `closed` when the server ends or resets the connection before its line is whole.",
                "一行还没有到齐，服务器就关闭或者重置了连接，这时打印 `closed`。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "An empty read means: nothing any more. That is neither a line nor a timeout.",
                    "读到空的意思是：再也没有了。这既不是一行，也不是超时。",
                ),
                Text::new(
                    "if not piece: the server has closed. And except ConnectionResetError around recv: that is an end too.",
                    "if not piece: 就是服务器关闭了。另外在 recv 外面 except ConnectionResetError：那也是结束。",
                ),
            ],
            run: checks::closed,
        },
    ],
};
