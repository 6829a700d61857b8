//! What each scene of lab 15 claims.

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

pub(super) const ALL: &[Scene] = &[HALF_DUPLEX, LOOKING, CROSSING, SHARED, FULL_DUPLEX, SIMPLEX];

const WINSOCK_SEND: &str = "Microsoft, Winsock, send: WSAESHUTDOWN";
const STD_SHUTDOWN: &str = "Rust, library/std/src/net/tcp/tests.rs shutdown_smoke";

const HALF_DUPLEX: Scene = Scene {
    slug: "half-duplex",
    title: Text::new("Half duplex: strictly in turns", "半双工：严格轮流"),
    needs: &[],
    run: experiment::half_duplex,
    claims: &[
        Claim {
            id: "too_late",
            says: Text::new(
                "the client writes two more lines after \"stop!\" has arrived",
                "\"stop!\" 到了之后，客户端又写了两行",
            ),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "waiting",
            says: Text::new(
                "its 5 bytes have waited in the client's own queue",
                "这 5 个字节一直等在客户端自己的队列里",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "heard",
            says: Text::new("they are read when the client's turn to listen comes", "轮到客户端听的时候才读到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"stop!"))),
        },
    ],
};

const LOOKING: Scene = Scene {
    slug: "looking",
    title: Text::new("The same client, looking before each line", "同一个客户端，每写一行之前先看一眼"),
    needs: &[],
    run: experiment::looking,
    claims: &[
        Claim {
            id: "heard",
            says: Text::new(
                "one thread that looks without waiting hears \"stop!\" in time",
                "只有一个线程，但看一眼而不等待，就能及时听到 \"stop!\"",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"stop!"))),
        },
        Claim {
            id: "too_late",
            says: Text::new("and writes not one line more", "一行都没有多写"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
    ],
};

const CROSSING: Scene = Scene {
    slug: "crossing",
    title: Text::new("Two messages that cross", "两条消息擦肩而过"),
    needs: &[],
    run: experiment::crossing,
    claims: &[
        Claim {
            id: "at_server",
            says: Text::new("\"hello\" waits at the server", "\"hello\" 在服务器那边等着"),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "at_client",
            says: Text::new(
                "and at the same time \"good day\" waits at the client",
                "同时 \"good day\" 也在客户端这边等着",
            ),
            expected: PerOs::on_linux(Is(Value::Number(8))),
        },
        Claim {
            id: "server_hears",
            says: Text::new("the server reads what the client sent", "服务器读到客户端发的"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "client_hears",
            says: Text::new("the client reads what the server sent", "客户端读到服务器发的"),
            expected: PerOs::on_linux(Is(Value::bytes(b"good day"))),
        },
    ],
};

const SHARED: Scene = Scene {
    slug: "shared",
    title: Text::new("Two threads on one socket", "两个线程共用一个套接字"),
    needs: &[],
    run: experiment::shared,
    claims: &[
        Claim {
            id: "shared",
            says: Text::new(
                "while one thread waits in recvfrom, another one sends on the same socket",
                "一个线程在 recvfrom 里等，另一个线程照样能在同一个套接字上发送",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "answer",
            says: Text::new("the answer ends the first thread's wait", "前一个线程等到的正是回答"),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
        Claim {
            id: "one_address",
            says: Text::new("the server sees a single address for both", "在服务器看来，两个线程是同一个地址"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const FULL_DUPLEX: Scene = Scene {
    slug: "full-duplex",
    title: Text::new("Full duplex: two threads on each side", "全双工：每边两个线程"),
    needs: &[],
    run: experiment::full_duplex,
    claims: &[
        Claim {
            id: "at_server",
            says: Text::new("the server hears all 3 lines of the client", "客户端的 3 行，服务器全都听到"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "at_client",
            says: Text::new(
                "the client hears all 3 lines of the server, and nobody took turns",
                "服务器的 3 行，客户端也全都听到，谁也没有轮流",
            ),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
    ],
};

const SIMPLEX: Scene = Scene {
    slug: "simplex",
    title: Text::new("Simplex: one direction is shut", "单工：关掉一个方向"),
    needs: &[],
    run: experiment::simplex,
    claims: &[
        Claim {
            id: "send",
            says: Text::new(
                "after shutdown(SHUT_WR) the client can no longer send",
                "shutdown(SHUT_WR) 之后，客户端不能再发",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::BrokenPipe))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::BrokenPipe)), WINSOCK_SEND),
            },
        },
        Claim {
            id: "end",
            says: Text::new("the server reads the end of that direction", "服务器读到这个方向的结束"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b""))),
                macos: Cited(Is(Value::bytes(b"")), STD_SHUTDOWN),
                windows: Cited(Is(Value::bytes(b"")), STD_SHUTDOWN),
            },
        },
        Claim {
            id: "news",
            says: Text::new("the other direction still carries data", "另一个方向照样传数据"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"news"))),
                macos: Cited(Is(Value::bytes(b"news")), STD_SHUTDOWN),
                windows: Cited(Is(Value::bytes(b"news")), STD_SHUTDOWN),
            },
        },
    ],
};
