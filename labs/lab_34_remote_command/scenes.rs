//! The scenes of lab 34 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::{AtLeast, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::Value,
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[UNFRAMED, SILENT, FRAMED, ONE_BY_ONE, TOGETHER];

const UNFRAMED: Scene = Scene {
    slug: "unframed",
    title: Text::new("Output sent as it is", "输出原样发送"),
    needs: &[],
    run: experiment::unframed,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "recv(1024) gives 1024 bytes of the first answer",
                "recv(1024) 得到第一次回答的 1024 个字节",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1024))),
        },
        Claim {
            id: "left",
            says: Text::new("68 bytes of it stay behind", "还有 68 个字节留在队列里"),
            expected: PerOs::on_linux(Is(Value::Number(68))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "the second answer begins with the rest of the first",
                "第二次的回答以第一次剩下的部分开头",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"284"))),
        },
    ],
};

const SILENT: Scene = Scene {
    slug: "silent",
    title: Text::new("A command that prints nothing", "什么也不输出的命令"),
    needs: &[],
    run: experiment::silent,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("its empty output is sent as 0 bytes", "空的输出，发送了 0 个字节"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "first_answer",
            says: Text::new(
                "the first thing that the client receives is the answer to its next command",
                "客户端最先收到的，是下一条命令的回答",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"done\n"))),
        },
        Claim {
            id: "left",
            says: Text::new("and nothing more comes for two commands", "两条命令，一共只有这些"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
    ],
};

const FRAMED: Scene = Scene {
    slug: "framed",
    title: Text::new("A length before each output", "每次输出前先发长度"),
    needs: &[],
    run: experiment::framed,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("the long answer comes whole", "长的回答完整到达"),
            expected: PerOs::on_linux(Is(Value::Number(1092))),
        },
        Claim {
            id: "silent",
            says: Text::new(
                "a command that prints nothing has an answer: an empty one",
                "什么也不输出的命令也有回答：空的",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
        Claim {
            id: "last",
            says: Text::new("each answer belongs to its own command", "每个回答都对得上自己的命令"),
            expected: PerOs::on_linux(Is(Value::bytes(b"done\n"))),
        },
        Claim {
            id: "both",
            says: Text::new("standard output comes first, then standard error", "先是标准输出，后是标准错误"),
            expected: PerOs::on_linux(Is(Value::bytes(b"out\nerr\n"))),
        },
    ],
};

const ONE_BY_ONE: Scene = Scene {
    slug: "one-by-one",
    title: Text::new("Both pipes, one after the other", "两个管道，一个一个地读"),
    needs: &[],
    run: experiment::one_by_one,
    claims: &[
        Claim {
            id: "held",
            says: Text::new(
                "the pipe of standard error is full, with a page or more in it",
                "标准错误的管道满了，里面至少有一页",
            ),
            // Sixteen pages (pipe(7)), fewer for a user who has many pipes.
            expected: PerOs::on_linux(AtLeast(4096)),
        },
        Claim {
            id: "ended",
            says: Text::new("the child cannot end: it waits for room", "子进程结束不了：它在等管道腾出空来"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "read",
            says: Text::new(
                "the server has not read standard output to its end: it waits for the child",
                "服务器读不完标准输出：它在等子进程",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "answer",
            says: Text::new("the client gets no answer, only the end", "客户端得不到回答，只等到连接结束"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
    ],
};

const TOGETHER: Scene = Scene {
    slug: "together",
    title: Text::new("The same command, both pipes at once", "同一条命令，两个管道同时读"),
    needs: &[],
    run: experiment::together,
    claims: &[
        Claim {
            id: "stdout",
            says: Text::new("the child ends, and its standard output is whole", "子进程结束了，标准输出完整"),
            expected: PerOs::on_linux(Is(Value::bytes(b"done\n"))),
        },
        Claim {
            id: "stderr",
            says: Text::new("all 300,000 bytes of standard error came as well", "标准错误的 300,000 个字节也都到了"),
            expected: PerOs::on_linux(Is(Value::Number(300_000))),
        },
        Claim {
            id: "answer",
            says: Text::new("the client receives all of it", "客户端全部收到"),
            expected: PerOs::on_linux(Is(Value::Number(300_005))),
        },
        Claim {
            id: "begins",
            says: Text::new("with standard output in front", "标准输出在最前面"),
            expected: PerOs::on_linux(Is(Value::bytes(b"done\n"))),
        },
    ],
};
