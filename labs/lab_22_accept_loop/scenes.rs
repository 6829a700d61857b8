//! What each scene of lab 22 claims.

use super::experiment;
use crate::{
    lab::{Claim, Expect::Is, PerOs, Scene},
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[WITHOUT_LOOP, ONE_AFTER_ANOTHER, RESET, TWO_AT_ONCE, THREAD_EACH];

const HELLO: Value = Value::bytes(b"HELLO");
const WORLD: Value = Value::bytes(b"WORLD");

const WITHOUT_LOOP: Scene = Scene {
    slug: "without-loop",
    title: Text::new("One accept, and the program ends", "只 accept 一次，程序就结束"),
    needs: &[],
    run: experiment::without_loop,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("the first client is served", "第一个客户端得到服务"),
            expected: PerOs::on_linux(Is(HELLO)),
        },
        Claim {
            id: "second",
            says: Text::new("the second finds nobody", "第二个客户端找不到人"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
    ],
};

const ONE_AFTER_ANOTHER: Scene = Scene {
    slug: "one-after-another",
    title: Text::new("accept in a loop: three clients in turn", "accept 放进循环：三个客户端依次来"),
    needs: &[],
    run: experiment::one_after_another,
    claims: &[
        Claim {
            id: "served",
            says: Text::new("all three are served, by one listening socket", "三个都得到服务，用的是同一个监听套接字"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "left",
            says: Text::new(
                "each leaving is an empty read, which ends the inner loop",
                "每次离开都是读到空，内层循环就此结束",
            ),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
    ],
};

const RESET: Scene = Scene {
    slug: "reset",
    title: Text::new("A client that leaves with a reset", "客户端以复位的方式离开"),
    needs: &[],
    run: experiment::reset,
    claims: &[
        Claim {
            id: "error",
            says: Text::new(
                "the server's read fails: uncaught, the error ends the server",
                "服务器的读取出错：不捕获的话，服务器就退出了",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionReset))),
        },
        Claim {
            id: "next",
            says: Text::new(
                "the listening socket is unharmed: caught, the next client is served",
                "监听套接字完好无损：捕获了错误，下一个客户端照样得到服务",
            ),
            expected: PerOs::on_linux(Is(HELLO)),
        },
    ],
};

const TWO_AT_ONCE: Scene = Scene {
    slug: "two-at-once",
    title: Text::new("A second client while the first is there", "第一个还没走，第二个来了"),
    needs: &[],
    run: experiment::two_at_once,
    claims: &[
        Claim {
            id: "connects",
            says: Text::new("the second client's connect succeeds", "第二个客户端 connect 成功"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "sends",
            says: Text::new("and so does its send", "send 也成功"),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "first",
            says: Text::new("the server goes on talking to the first", "服务器继续和第一个对话"),
            expected: PerOs::on_linux(Is(WORLD)),
        },
        Claim {
            id: "second",
            says: Text::new("the second has no answer", "第二个没有得到回答"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
        Claim {
            id: "at_last",
            says: Text::new(
                "when the first has left, the second gets the answer to what it said long ago",
                "第一个走了之后，第二个早先说的话才得到回答",
            ),
            expected: PerOs::on_linux(Is(HELLO)),
        },
    ],
};

const THREAD_EACH: Scene = Scene {
    slug: "thread-each",
    title: Text::new("A thread for each connection", "每个连接一个线程"),
    needs: &[],
    run: experiment::thread_each,
    claims: &[
        Claim {
            id: "second",
            says: Text::new(
                "the second client is served while the first is connected and silent",
                "第一个客户端连着不说话，第二个照样得到服务",
            ),
            expected: PerOs::on_linux(Is(HELLO)),
        },
        Claim {
            id: "first",
            says: Text::new("and then the first again", "然后第一个再说话，也有回答"),
            expected: PerOs::on_linux(Is(WORLD)),
        },
    ],
};
