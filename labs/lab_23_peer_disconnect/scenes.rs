//! What each scene of lab 23 claims.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim, Expect,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[CLOSED, NO_BREAK, LINGER, UNREAD, WRITE, KILLED, KILLED_UNREAD];

const END: Expect = Is(Value::bytes(b""));
const RESET: Expect = Is(Value::Errno(Errno::ConnectionReset));

const STD_EOF: &str = "Rust, library/std/src/net/tcp/tests.rs read_eof";
const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c";

const fn end_of_stream() -> PerOs<Expect> {
    PerOs { linux: Measured(END), macos: Cited(END, STD_EOF), windows: Cited(END, STD_EOF) }
}

const CLOSED: Scene = Scene {
    slug: "closed",
    title: Text::new("The server says goodbye and closes", "服务器道别后关闭"),
    needs: &[],
    run: experiment::closed,
    claims: &[
        Claim {
            id: "data",
            says: Text::new("what was sent before the close is read first", "关闭之前发出的数据先被读到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"bye"))),
        },
        Claim {
            id: "end",
            says: Text::new("then recv gives b\"\": the end of the stream", "然后 recv 得到 b\"\"：字节流到头了"),
            expected: end_of_stream(),
        },
        Claim {
            id: "again",
            says: Text::new("and b\"\" again, without waiting", "再读还是 b\"\"，而且不用等"),
            expected: end_of_stream(),
        },
    ],
};

const NO_BREAK: Scene = Scene {
    slug: "no-break",
    title: Text::new("A loop that does not break", "没有 break 的循环"),
    needs: &[],
    run: experiment::no_break,
    claims: &[Claim {
        id: "empty",
        says: Text::new(
            "a thousand reads of a blocking socket return at once, every one of them empty",
            "对阻塞的套接字读一千次，次次立刻返回，次次为空",
        ),
        expected: PerOs::on_linux(Is(Value::Number(1000))),
    }],
};

const LINGER: Scene = Scene {
    slug: "linger",
    title: Text::new("The server closes with SO_LINGER 0", "服务器以 SO_LINGER 0 关闭"),
    needs: &[],
    run: experiment::linger,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("recv fails with ECONNRESET", "recv 报错 ECONNRESET"),
            expected: PerOs { linux: Measured(RESET), macos: Unknown, windows: Cited(RESET, WINE) },
        },
        Claim {
            id: "again",
            says: Text::new("the error is told once; after it comes b\"\"", "错误只报一次，之后是 b\"\""),
            expected: PerOs { linux: Measured(END), macos: Unknown, windows: Cited(RESET, WINE) },
        },
    ],
};

const UNREAD: Scene = Scene {
    slug: "unread",
    title: Text::new("The server closes before it has read everything", "服务器没读完就关闭"),
    needs: &[],
    run: experiment::unread,
    claims: &[
        Claim {
            id: "data",
            says: Text::new("what the client had already received is still read", "客户端已经收到的数据，仍然读得到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"bye"))),
        },
        Claim {
            id: "end",
            says: Text::new(
                "an ordinary close with unread data is a reset: ECONNRESET",
                "还有数据没读，普通的 close 也成了重置：ECONNRESET",
            ),
            expected: PerOs::on_linux(RESET),
        },
    ],
};

const WRITE: Scene = Scene {
    slug: "write",
    title: Text::new("Writing to a peer that has closed", "对方已关闭，还往里写"),
    needs: &[Capability::TcpInfo],
    run: experiment::write,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("the first send succeeds: all 5 bytes", "第一次 send 成功：5 个字节全部收下"),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "after the reset that answers it, the next send fails with EPIPE",
                "对方以重置回应之后，下一次 send 报错 EPIPE",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::BrokenPipe))),
        },
        Claim {
            id: "read",
            says: Text::new("a reader would still see the orderly end: b\"\"", "去读的话，看到的仍是正常结束：b\"\""),
            expected: PerOs::on_linux(END),
        },
    ],
};

const KILLED: Scene = Scene {
    slug: "killed",
    title: Text::new("The server's process is killed", "服务器的进程被杀掉"),
    needs: &[],
    run: experiment::killed,
    claims: &[
        Claim {
            id: "alive",
            says: Text::new(
                "while any process holds the socket the connection stands: recv would wait",
                "只要还有进程持有这个套接字，连接就还在：recv 要等",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
        Claim {
            id: "end",
            says: Text::new(
                "kill -9 is an orderly end: recv gives b\"\", and no error",
                "kill -9 也是正常结束：recv 得到 b\"\"，没有报错",
            ),
            expected: PerOs::on_linux(END),
        },
    ],
};

const KILLED_UNREAD: Scene = Scene {
    slug: "killed-unread",
    title: Text::new("The same, with data that it had not read", "同样被杀掉，但还有数据没读"),
    needs: &[],
    run: experiment::killed_unread,
    claims: &[Claim {
        id: "end",
        says: Text::new("now it is a reset: ECONNRESET", "这回是重置：ECONNRESET"),
        expected: PerOs::on_linux(RESET),
    }],
};
