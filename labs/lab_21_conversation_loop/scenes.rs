//! What each scene of lab 21 claims.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim, Expect,
        Expect::Is,
        Known::{Cited, Measured},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[FIVE_TURNS, QUIT, NO_GOODBYE, GLUED, EMPTY_SEND, NEWLINE, UDP];

const NOTHING_YET: Value = Value::Errno(Errno::Again);
const EMPTY: Value = Value::bytes(b"");

const MIO_UDP: &str = "mio, tests/udp_socket.rs";
const STD_EOF: &str = "Rust library/std, net/tcp/tests.rs read_eof";

const END: PerOs<Expect> =
    PerOs { linux: Measured(Is(EMPTY)), macos: Cited(Is(EMPTY), STD_EOF), windows: Cited(Is(EMPTY), STD_EOF) };

const FIVE_TURNS: Scene = Scene {
    slug: "five-turns",
    title: Text::new("Five turns on one connection", "一个连接上的五个回合"),
    needs: &[],
    run: experiment::five_turns,
    claims: &[
        Claim {
            id: "answered",
            says: Text::new(
                "every turn is answered, over one and the same connection",
                "每个回合都有回答，用的是同一个连接",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "afterwards",
            says: Text::new(
                "then the connection is still there: nothing to read, and no end",
                "之后连接还在：没有数据可读，也没有结束",
            ),
            expected: PerOs::on_linux(Is(NOTHING_YET)),
        },
    ],
};

const QUIT: Scene = Scene {
    slug: "quit",
    title: Text::new("\"q\" ends it on both sides", "\"q\" 让双方都结束"),
    needs: &[],
    run: experiment::quit,
    claims: &[
        Claim {
            id: "answers",
            says: Text::new("two answers, and none to \"q\"", "回答了两次，\"q\" 没有回答"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "end",
            says: Text::new("what the client reads instead is the end of the stream", "客户端读到的是字节流的结束"),
            expected: END,
        },
    ],
};

const NO_GOODBYE: Scene = Scene {
    slug: "no-goodbye",
    title: Text::new("The client leaves without \"q\"", "客户端没说 \"q\" 就走了"),
    needs: &[],
    run: experiment::no_goodbye,
    claims: &[
        Claim {
            id: "heard",
            says: Text::new("the server reads the end of the stream", "服务器读到字节流的结束"),
            expected: END,
        },
        Claim {
            id: "again",
            says: Text::new(
                "and reads it again: a loop that ends at \"q\" only spins",
                "再读还是它：只认 \"q\" 的循环会空转",
            ),
            expected: END,
        },
    ],
};

const GLUED: Scene = Scene {
    slug: "glued",
    title: Text::new("\"q\" right behind another word", "\"q\" 紧跟在别的话后面"),
    needs: &[],
    run: experiment::glued,
    claims: &[
        Claim {
            id: "heard",
            says: Text::new("one recv returns both", "一次 recv 把两个都读出来了"),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloq"))),
        },
        Claim {
            id: "goodbye",
            says: Text::new("so the comparison with \"q\" fails", "于是和 \"q\" 比较，不相等"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
    ],
};

const EMPTY_SEND: Scene = Scene {
    slug: "empty-send",
    title: Text::new("An empty send", "一次空的发送"),
    needs: &[Capability::TcpInfo],
    run: experiment::empty_send,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("send(b\"\") succeeds", "send(b\"\") 成功"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "segments",
            says: Text::new("no segment leaves", "没有发出任何报文段"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "server",
            says: Text::new(
                "the server has nothing to read, so its recv waits",
                "服务器没有东西可读，所以 recv 一直等",
            ),
            expected: PerOs::on_linux(Is(NOTHING_YET)),
        },
        Claim {
            id: "client",
            says: Text::new("nor has the client: each waits for the other", "客户端也没有：双方互相等待"),
            expected: PerOs::on_linux(Is(NOTHING_YET)),
        },
        Claim {
            id: "next",
            says: Text::new(
                "the connection is not broken: the next word arrives, with nothing before it",
                "连接并没有坏：下一句话照样到达，它前面什么也没有",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const NEWLINE: Scene = Scene {
    slug: "newline",
    title: Text::new("The empty line, sent with its newline", "空行，连同换行符一起发"),
    needs: &[],
    run: experiment::newline,
    claims: &[
        Claim {
            id: "heard",
            says: Text::new("the server reads one byte", "服务器读到一个字节"),
            expected: PerOs::on_linux(Is(Value::bytes(b"\n"))),
        },
        Claim {
            id: "answer",
            says: Text::new("and the client gets its answer", "客户端得到了回答"),
            expected: PerOs::on_linux(Is(Value::bytes(b"\n"))),
        },
    ],
};

const UDP: Scene = Scene {
    slug: "udp",
    title: Text::new("The same empty send, over UDP", "同样的空发送，换成 UDP"),
    needs: &[],
    run: experiment::udp,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("the send gives the same result", "发送的结果一样"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "heard",
            says: Text::new("but the receiver gets a datagram of no bytes", "但接收方得到了一个零字节的数据报"),
            expected: PerOs {
                linux: Measured(Is(EMPTY)),
                macos: Cited(Is(EMPTY), MIO_UDP),
                windows: Cited(Is(EMPTY), MIO_UDP),
            },
        },
        Claim {
            id: "caller",
            says: Text::new("with the address of its sender", "还带着发送方的地址"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};
