//! Two exercises that are only words, for the tests of this folder.

use crate::{
    bench::{Bench, Stop},
    exercise::{Check, Exercise},
    text::Text,
};

fn never(_: &mut Bench) -> Result<(), Stop> {
    unreachable!("no test here runs a check")
}

const DEMAND: Text = Text::new("answer", "要回答");

/// An exercise with two checks, the first of which has two hints.
pub(super) const TCP_ECHO: Exercise = Exercise {
    slug: "tcp-echo",
    title: Text::new("A server that answers in capitals", "用大写回答的服务器"),
    contract: Text::new(
        "## Task\n\nAnswer the stream.\n\n## Start\n\nListen on `SOCKLAB_ADDR`.\n",
        "## 任务\n<!-- en: 00000000 -->\n\n回答字节流。\n\n## 启动\n<!-- en: 00000000 -->\n\n监听 `SOCKLAB_ADDR`。\n",
    ),
    starter: "fn main() {\n    println!(\"not yet\");\n}\n",
    solution: "fn main() {}\n",
    python: Some("pass\n"),
    checks: &[
        Check {
            id: "echo-upper",
            demand: DEMAND,
            points: 1,
            lab: 22,
            hints: &[Text::new("look", "看"), Text::new("look closer", "再看")],
            run: never,
        },
        Check {
            id: "next-client",
            demand: DEMAND,
            points: 2,
            lab: 22,
            hints: &[Text::new("loop", "循环")],
            run: never,
        },
    ],
};

/// An exercise without a solution in Python.
pub(super) const UDP_ECHO: Exercise = Exercise {
    slug: "udp-echo",
    title: Text::new("Datagrams in capitals", "大写的数据报"),
    contract: Text::new("## Task\n\nAnswer.\n", "## 任务\n\n回答。\n"),
    starter: "fn main() {}\n",
    solution: "fn main() {}\n",
    python: None,
    checks: &[Check {
        id: "echo-upper",
        demand: DEMAND,
        points: 1,
        lab: 3,
        hints: &[Text::new("look", "看")],
        run: never,
    }],
};

/// Both, as the registry of the program would list them.
pub(super) const KNOWN: &[&Exercise] = &[&UDP_ECHO, &TCP_ECHO];
