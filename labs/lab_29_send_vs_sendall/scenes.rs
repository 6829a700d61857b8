//! What each scene of lab 29 claims.

use super::experiment;
use crate::{
    lab::{
        Claim, Expect,
        Expect::{AtLeast, Is},
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[PARTIAL, COUNT_IGNORED, LOOP, BLOCKING, COUNT_LOST];

const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c: no partial sends, then WSAEWOULDBLOCK";
const AGAIN: Expect = Is(Value::Errno(Errno::Again));

const PARTIAL: Scene = Scene {
    slug: "partial",
    title: Text::new("send takes what fits", "send 放得下多少收多少"),
    needs: &[],
    run: experiment::partial,
    claims: &[
        Claim {
            id: "taken",
            says: Text::new(
                "a non-blocking send of 8 MiB takes a part, and says how much",
                "非阻塞地 send 8 MiB，只收下一部分，并说明收了多少",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::word("a part"))),
                macos: Unknown,
                windows: Cited(Is(Value::word("all")), WINE),
            },
        },
        Claim {
            id: "refused",
            says: Text::new("with no room at all it is an error: EAGAIN", "一点位置都没有时才报错：EAGAIN"),
            expected: PerOs::on_linux(AGAIN),
        },
        Claim {
            id: "received",
            says: Text::new(
                "the server reads exactly what was taken, byte for byte: nothing is lost",
                "服务器读到的恰好是收下的那些，一个字节不差：什么都没丢",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const COUNT_IGNORED: Scene = Scene {
    slug: "count-ignored",
    title: Text::new("A program that ignores the number", "不看返回值的程序"),
    needs: &[],
    run: experiment::count_ignored,
    claims: &[
        Claim {
            id: "received",
            says: Text::new("again all that was taken arrives", "收下的照样全部送达"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "missing",
            says: Text::new(
                "what was not taken is missing: the program never sent it",
                "没收下的就缺了：程序根本没有把它发出去",
            ),
            expected: PerOs::on_linux(AtLeast(1)),
        },
    ],
};

const LOOP: Scene = Scene {
    slug: "loop",
    title: Text::new("sendall, written out", "把 sendall 写出来"),
    needs: &[],
    run: experiment::send_all,
    claims: &[
        Claim {
            id: "sends",
            says: Text::new("one send is not enough: two or more", "一次 send 不够：至少两次"),
            expected: PerOs::on_linux(AtLeast(2)),
        },
        Claim {
            id: "received",
            says: Text::new("the loop delivers all 8 MiB, byte for byte", "循环把 8 MiB 全部送到，一个字节不差"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const BLOCKING: Scene = Scene {
    slug: "blocking",
    title: Text::new("A blocking send", "阻塞的 send"),
    needs: &[],
    run: experiment::blocking,
    claims: &[
        Claim {
            id: "taken",
            says: Text::new("it waits for room until it has taken all 8 MiB", "它一直等位置，直到 8 MiB 全部收下"),
            expected: PerOs::on_linux(Is(Value::word("all"))),
        },
        Claim {
            id: "received",
            says: Text::new("and all of it arrives", "并且全部送达"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const COUNT_LOST: Scene = Scene {
    slug: "count-lost",
    title: Text::new("sendall on a non-blocking socket", "在非阻塞套接字上用 sendall"),
    needs: &[],
    run: experiment::count_lost,
    claims: &[
        Claim {
            id: "result",
            says: Text::new(
                "Rust's write_all gives up with an error when the buffer is full",
                "缓冲区一满，Rust 的 write_all 就报错放弃",
            ),
            expected: PerOs::on_linux(AGAIN),
        },
        Claim {
            id: "arrived",
            says: Text::new(
                "though some bytes have gone out, and nobody can say how many",
                "可是已经有字节发出去了，而且没人说得出是多少",
            ),
            expected: PerOs::on_linux(AtLeast(1)),
        },
    ],
};
