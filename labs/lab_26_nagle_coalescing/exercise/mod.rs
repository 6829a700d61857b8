//! The exercise no-delay: a client that waits for no acknowledgement.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "no-delay",
    title: Text::new("Two writes without a wait", "写两次，不等待"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "rounds",
            demand: Text::new(
                "Ask 20 times: HEAD, BODY, and nothing more before the answer; then close, and exit with 0.",
                "问 20 次：HEAD、BODY，回答之前不多发；然后关闭，以 0 退出。",
            ),
            points: 1,
            lab: 21,
            hints: &[
                Text::new(
                    "A round is three steps: write, write, read. How many rounds does your loop make, and what comes \
                     after it?",
                    "一个回合三步：写，写，读。你的循环转了几圈？循环之后做什么？",
                ),
                Text::new(
                    "The bytes are HEAD and BODY, without newlines. The answer is read before the next HEAD is \
                     written. After the 20th answer it is the client that closes.",
                    "发的字节是 HEAD 和 BODY，没有换行。读到回答，才写下一个 HEAD。第 20 个回答之后，由客户端关闭。",
                ),
            ],
            run: checks::rounds,
        },
        Check {
            id: "two-writes",
            demand: Text::new(
                "Send HEAD and BODY by two writes, each as a segment of its own.",
                "HEAD 和 BODY 分两次写，各自成为一个报文段。",
            ),
            points: 1,
            lab: 26,
            hints: &[
                Text::new(
                    "Joining both is the better cure in your own programs. Here the two writes are given.",
                    "在自己的程序里，把两次拼成一次是更好的办法。但这里规定要写两次。",
                ),
                Text::new(
                    "Write to the socket itself: a buffered file (makefile, BufWriter), MSG_MORE and TCP_CORK all join \
                     what you write.",
                    "要直接写套接字：带缓冲的文件（makefile、BufWriter）、MSG_MORE 和 TCP_CORK 都会把几次写入拼在一起。",
                ),
            ],
            run: checks::two_writes,
        },
        Check {
            id: "no-stall",
            demand: Text::new(
                "Have BODY leave at once, in every round, though HEAD is not acknowledged yet.",
                "每个回合都要让 BODY 马上发出，哪怕 HEAD 还没被确认。",
            ),
            points: 2,
            lab: 26,
            hints: &[
                Text::new(
                    "Your kernel keeps small data back while something is not acknowledged: Nagle's algorithm. Whose \
                     kernel is it, the client's or the server's? That is where the option belongs.",
                    "只要还有没被确认的数据，内核就把小块数据压着不发，这就是 Nagle 算法。\
                     是客户端的内核，还是服务器的内核？选项就该设在那一边。",
                ),
                Text::new(
                    "Switch it off with TCP_NODELAY, on the socket that you write to, before the first round.",
                    "用 TCP_NODELAY 关掉它，设在你写数据的那个套接字上，在第一个回合之前。",
                ),
                Text::new(
                    "In Python: sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1). In Rust: \
                     stream.set_nodelay(true)?.",
                    "用 Python 写：sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)。用 Rust 写：\
                     stream.set_nodelay(true)?。",
                ),
            ],
            run: checks::no_stall,
        },
        Check {
            id: "split-reply",
            demand: Text::new(
                "Ask the next question when both bytes of the answer are there.",
                "回答的两个字节都到了，才能问下一个问题。",
            ),
            points: 1,
            lab: 25,
            hints: &[
                Text::new(
                    "recv(2) gives at most two bytes. What is the least that it gives?",
                    "recv(2) 最多给两个字节。最少给几个？",
                ),
                Text::new(
                    "Read on until there are two. In Python: sock.recv(2, socket.MSG_WAITALL), or a loop. In Rust: \
                     read_exact.",
                    "接着读，读满两个为止。用 Python 写：sock.recv(2, socket.MSG_WAITALL)，或者用循环。用 Rust 写：read_exact。",
                ),
            ],
            run: checks::split_reply,
        },
        Check {
            id: "server-closes",
            demand: Text::new(
                "When the server closes before the answer is whole, exit with a code other than 0.",
                "回答没收全服务器就关闭了，要以非 0 的退出码结束。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "At the end of the stream recv returns an empty result, at once, and again and again.",
                    "到了流的末尾，recv 会立刻返回空，而且每次都这样。",
                ),
                Text::new(
                    "Fewer than two bytes, and the end: that is a failure. In Python: sys.exit(\"the server closed\"). \
                     In Rust: read_exact returns an error; return it from main.",
                    "不到两个字节就到了末尾，这是失败。用 Python 写：sys.exit(\"服务器关闭了\")。\
                     在 Rust 里：read_exact 会返回错误，从 main 返回它。",
                ),
            ],
            run: checks::server_closes,
        },
    ],
};
