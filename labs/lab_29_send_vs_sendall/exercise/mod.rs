//! The exercise send-all: everything arrives, through a socket that does not wait.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "send-all",
    title: Text::new("Sending all without blocking", "不阻塞，也要发完"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "small",
            demand: Text::new(
                "Send standard input byte for byte, end your half, and exit with 0 when the reader has closed.",
                "把标准输入一个字节不差地发出去，结束自己这半边，等对方关闭后以 0 退出。",
            ),
            points: 1,
            lab: 19,
            hints: &[
                Text::new(
                    "The reader reads up to the end of the stream. How does it learn that nothing more will come?",
                    "对方要一直读到流的末尾。它怎么知道后面没有了？",
                ),
                Text::new(
                    "End your half with shutdown, and keep the socket open: you still wait for the reader's end.",
                    "用 shutdown 结束自己这半边，套接字先不要关：你还要等对方关闭。",
                ),
                Text::new(
                    "In Python: sys.stdin.buffer.read() for bytes that are no text; then \
                     sock.shutdown(socket.SHUT_WR). In Rust: stream.shutdown(Shutdown::Write)?.",
                    "用 Python 写：不是文本的字节用 sys.stdin.buffer.read() 读；发完后 \
                     sock.shutdown(socket.SHUT_WR)。用 Rust 写：stream.shutdown(Shutdown::Write)?。",
                ),
            ],
            run: checks::small,
        },
        Check {
            id: "large",
            demand: Text::new(
                "Send 8 MiB whole to a reader who is slow: what a send did not take, send again, and only that.",
                "对方读得慢，8 MiB 也要完整送到：send 没收下的要再发，而且只发没收下的。",
            ),
            points: 2,
            lab: 29,
            hints: &[
                Text::new(
                    "send returns a number. What is it, and what do you do with the rest?",
                    "send 返回一个数。它是什么意思？剩下的怎么办？",
                ),
                Text::new(
                    "Loop: send the rest, cut off what was taken. \"No room\" (BlockingIOError, WouldBlock) is no \
                     failure: nothing was taken, so wait and offer the same bytes again.",
                    "循环：发剩下的，去掉已经收下的。“没有位置”（BlockingIOError、WouldBlock）不算失败：\
                     一个字节也没收，等一等，再把同样的字节交出去。",
                ),
                Text::new(
                    "Not sendall and not write_all: on a non-blocking socket they stop half way, and do not say where. \
                     In Python: rest = rest[sock.send(rest):].",
                    "不要用 sendall 和 write_all：在非阻塞套接字上，它们会半途停下，还不告诉你停在哪里。\
                     用 Python 写：rest = rest[sock.send(rest):]。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "non-blocking",
            demand: Text::new(
                "Make the socket non-blocking: no send may wait.",
                "把套接字设成非阻塞：任何一次 send 都不许等待。",
            ),
            points: 1,
            lab: 31,
            hints: &[
                Text::new(
                    "A blocking send waits in the kernel until all is taken, and your program can do nothing else \
                     meanwhile.",
                    "阻塞的 send 会在内核里等到全部收下，这期间你的程序什么也干不了。",
                ),
                Text::new(
                    "After connect, in Python: sock.setblocking(False). In Rust: stream.set_nonblocking(true)?.",
                    "connect 之后，用 Python 写：sock.setblocking(False)。用 Rust 写：stream.set_nonblocking(true)?。",
                ),
            ],
            run: checks::non_blocking,
        },
        Check {
            id: "no-busy-loop",
            demand: Text::new(
                "Rest while there is no room, and while the reader has not closed.",
                "没有位置的时候，还有等对方关闭的时候，都要歇着。",
            ),
            points: 1,
            lab: 30,
            hints: &[
                Text::new(
                    "\"No room\" comes at once. A loop that tries again at once tries a million times a second.",
                    "“没有位置”的错误是立刻返回的。立刻再试的循环，一秒钟要试上百万次。",
                ),
                Text::new(
                    "Ask the system to wake you when the socket has room, or sleep for a few milliseconds. And the \
                     same for the read that waits for the reader's end.",
                    "请系统在套接字有位置时叫醒你，或者睡几毫秒再试。等对方关闭的那次读也是一样。",
                ),
                Text::new(
                    "In Python: select.select([], [sock], []) for room, select.select([sock], [], []) for the end. In \
                     Rust, without another crate: thread::sleep(Duration::from_millis(5)).",
                    "用 Python 写：等位置用 select.select([], [sock], [])，等末尾用 select.select([sock], [], [])。\
                     用 Rust 又不加别的库：thread::sleep(Duration::from_millis(5))。",
                ),
            ],
            run: checks::no_busy_loop,
        },
        Check {
            id: "reader-resets",
            demand: Text::new(
                "When the reader resets in the middle of the message, exit with a code other than 0.",
                "发到一半对方重置了连接，要以非 0 的退出码结束。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "After a reset send fails. Is that error treated like \"no room\", or not at all?",
                    "连接被重置后，send 会出错。这个错误是不是被当成了“没有位置”，或者根本没人管？",
                ),
                Text::new(
                    "Catch BlockingIOError (WouldBlock) alone, and let every other error end the program.",
                    "只处理 BlockingIOError（WouldBlock），其他错误都让它结束程序。",
                ),
            ],
            run: checks::reader_resets,
        },
        Check {
            id: "late-reset",
            demand: Text::new(
                "When the reader resets after all was sent, exit with a code other than 0: it has not read everything.",
                "全部发出之后对方才重置，也要以非 0 的退出码结束：对方并没有读完。",
            ),
            points: 1,
            lab: 29,
            hints: &[
                Text::new(
                    "All bytes were taken by the kernel. Who says that somebody has read them?",
                    "所有字节内核都收下了。可谁说过已经有人读了？",
                ),
                Text::new(
                    "After shutdown wait for the reader: a recv that returns nothing is its end, an error is a failure.",
                    "shutdown 之后要等对方：recv 返回空，是对方关闭了；出错，就是失败。",
                ),
            ],
            run: checks::late_reset,
        },
    ],
};
