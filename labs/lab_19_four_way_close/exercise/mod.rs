//! The exercise half-close-sum: a server that answers when the client has said all.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "half-close-sum",
    title: Text::new("A server that adds up", "做加法的服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "sum",
            demand: Text::new(
                "When the client has ended its half, answer the sum of its numbers as one line, and close.",
                "客户端关闭自己这个方向之后，把总和作为一行回答给它，然后关闭连接。",
            ),
            points: 1,
            lab: 19,
            hints: &[
                Text::new(
                    "The client has shut down its own direction. Yours is still open: it is waiting to read from you.",
                    "客户端关闭的只是它那个方向。你这个方向还通着，它正等着读你的回答。",
                ),
                Text::new(
                    "Read until recv returns nothing, then send, then close. Numbers may be negative, and larger than 32 \
                     bits hold (in Rust: i64).",
                    "一直读到 recv 返回空，再发送，再关闭。数可能是负的，也可能 32 位放不下（Rust 里用 i64）。",
                ),
                Text::new(
                    "In Python, where data holds all that was read: total = sum(int(line) for line in data.splitlines()), \
                     then conn.sendall(b\"%d\\n\" % total) and conn.close().",
                    "用 Python 写，设 data 是读到的全部内容：total = sum(int(line) for line in data.splitlines())，然后 \
                     conn.sendall(b\"%d\\n\" % total)，再 conn.close()。",
                ),
            ],
            run: checks::sum,
        },
        Check {
            id: "empty",
            demand: Text::new(
                "Answer 0 to a client that ends its half without a number.",
                "客户端一个数也没发就关闭了自己这个方向，回答 0。",
            ),
            points: 1,
            lab: 19,
            hints: &[
                Text::new(
                    "An empty first read does not say that the client has gone. It says that there are no numbers.",
                    "第一次就读到空，不等于客户端走了，只说明它没有数要发。",
                ),
                Text::new(
                    "Do not treat this case apart: the sum of no numbers is 0, and it is answered like any other.",
                    "不用特殊处理：没有数，总和就是 0，照样回答。",
                ),
            ],
            run: checks::empty,
        },
        Check {
            id: "late-half",
            demand: Text::new(
                "Wait for the end of the client's half, however many pieces and pauses come before it.",
                "等到客户端关闭它那个方向为止，不管之前分了多少段、停了多少次。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "One recv returns what has come so far. A number may be cut in two, and a pause is not the end.",
                    "一次 recv 只返回到目前为止的内容。一个数可能被切成两半，停顿也不是结尾。",
                ),
                Text::new(
                    "Only an empty read is the end. Collect the pieces until then, and look for lines in the whole.",
                    "只有读到空才是结尾。在那之前把各段攒起来，再从整体里分行。",
                ),
                Text::new(
                    "In Python: while piece := conn.recv(4096): data += piece. No timeout. In Rust: BufReader and its lines.",
                    "用 Python 写：while piece := conn.recv(4096): data += piece，不要设超时。Rust 里用 BufReader 按行读。",
                ),
            ],
            run: checks::late_half,
        },
        Check {
            id: "last-line-unterminated",
            demand: Text::new(
                "Count the last number too when it has no newline behind it.",
                "最后一个数后面没有换行符，也要算进去。",
            ),
            points: 1,
            lab: 19,
            hints: &[
                Text::new("What is left in your buffer when the end comes?", "到了结尾，你的缓冲区里还剩什么？"),
                Text::new(
                    "The end of the stream ends the last line as well. Add the rest, if it is not empty.",
                    "流的结尾也是最后一行的结尾。剩下的内容如果不空，也要加上。",
                ),
            ],
            run: checks::last_line_unterminated,
        },
        Check {
            id: "next-client",
            demand: Text::new(
                "Serve the next client, and begin with 0 for each.",
                "接着服务下一个客户端，每个客户端都从 0 算起。",
            ),
            points: 1,
            lab: 22,
            hints: &[
                Text::new(
                    "What belongs to one client, and what to the whole server?",
                    "哪些东西属于一个客户端，哪些属于整个服务器？",
                ),
                Text::new(
                    "Put accept, the total and the answer into one loop. The total is set to 0 inside of it.",
                    "accept、求和、回答都放进同一个循环，总和要在循环里面清零。",
                ),
            ],
            run: checks::next_client,
        },
        Check {
            id: "survives-reset",
            demand: Text::new(
                "Go on serving after a client has reset its connection in the middle of its numbers.",
                "客户端数发到一半就重置了连接，服务器要照样服务后面的客户端。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "After a reset, recv fails. It does not return an empty result.",
                    "连接被重置之后，recv 是出错，不是返回空。",
                ),
                Text::new(
                    "Put the work for one client, recv and send alike, into try and except OSError, inside the accept loop.",
                    "在 accept 循环里面，把一个客户端的全部处理（recv 和发送）放进 try 和 except OSError。",
                ),
            ],
            run: checks::survives_reset,
        },
        Check {
            id: "not-a-number",
            demand: Text::new(
                "When a line is not a number, close that connection without an answer, and serve the next client.",
                "遇到不是数的一行，不回答，直接关闭这个连接，再服务下一个客户端。",
            ),
            points: 1,
            lab: 22,
            hints: &[
                Text::new(
                    "What comes from the network may be anything. What does your conversion do with a word?",
                    "从网络上来的可能是任何东西。遇到一个单词，你的转换会怎样？",
                ),
                Text::new(
                    "In Python, int raises ValueError: catch it where you catch OSError, and let the connection close. In \
                     Rust, parse returns an Err: leave the function with it.",
                    "Python 的 int 会抛 ValueError：和 OSError 一起捕获，让连接关闭。Rust 的 parse 返回 Err：带着它离开函数。",
                ),
            ],
            run: checks::not_a_number,
        },
    ],
};
