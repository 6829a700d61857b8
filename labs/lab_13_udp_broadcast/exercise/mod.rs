//! The exercise broadcast-find: one question to everybody, and however many answers come.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "broadcast-find",
    title: Text::new("Who is there?", "谁在那儿？"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "finds-one",
            demand: Text::new(
                "Broadcast the three bytes who, and print the ADDRESS:PORT that a reply comes from.",
                "广播 who 这三个字节，把回答来自哪个 地址:端口 打印出来。",
            ),
            points: 1,
            lab: 13,
            hints: &[
                Text::new(
                    "A program has to say that it means to reach everybody. Otherwise the kernel refuses.",
                    "想让所有人都听到，程序得先表明自己确实要这么做，否则内核会拒绝。",
                ),
                Text::new(
                    "Set SO_BROADCAST before you send. In Python: sock.setsockopt(SOL_SOCKET, SO_BROADCAST, 1).",
                    "发送之前先设 SO_BROADCAST。用 Python 写就是 sock.setsockopt(SOL_SOCKET, SO_BROADCAST, 1)。",
                ),
                Text::new(
                    "Do not connect the socket: replies come from the responders' own addresses, never from the \
                     broadcast address. recvfrom tells you which.",
                    "不要对这个套接字调用 connect：回答来自回答者自己的地址，绝不会来自广播地址。到底是谁，recvfrom 会告诉你。",
                ),
            ],
            run: checks::finds_one,
        },
        Check {
            id: "finds-three",
            demand: Text::new(
                "Collect every reply of the 500 ms, then print all responders, sorted as text.",
                "500 毫秒之内的回答都要收，然后把所有回答者按文本排序打印。",
            ),
            points: 2,
            lab: 13,
            hints: &[
                Text::new(
                    "One question, many answers: how many, you do not know beforehand.",
                    "一个问题，很多回答，事先并不知道有多少。",
                ),
                Text::new(
                    "Call recvfrom in a loop until the 500 ms are over, and remember each address together with its port.",
                    "在循环里调用 recvfrom，直到 500 毫秒用完，记下每个地址和端口。",
                ),
                Text::new(
                    "Print only at the end: for line in sorted(found): print(line).",
                    "到最后再打印：for line in sorted(found): print(line)。",
                ),
            ],
            run: checks::finds_three,
        },
        Check {
            id: "none",
            demand: Text::new(
                "When nobody replies, print nothing and exit with code 0.",
                "没有人回答，就什么都不打印，以退出码 0 结束。",
            ),
            points: 1,
            lab: 31,
            hints: &[
                Text::new(
                    "The end of the waiting is how every search ends. Is it an error in your program?",
                    "每次查找都是等到时间用完才结束。在你的程序里，这算出错吗？",
                ),
                Text::new(
                    "In Python: sock.settimeout(..), and except TimeoutError: break. An empty list needs no words.",
                    "用 Python 写：sock.settimeout(..)，再加上 except TimeoutError: break。一个都没有，就一句话也不用说。",
                ),
            ],
            run: checks::none,
        },
        Check {
            id: "duplicates-once",
            demand: Text::new(
                "Print a responder once, however often it replies.",
                "一个回答者不管回答几次，都只打印一次。",
            ),
            points: 1,
            lab: 14,
            hints: &[
                Text::new(
                    "A datagram may come twice, and a responder may answer twice. What collects things without copies?",
                    "一个数据报可能来两次，一个回答者也可能回答两次。用什么来装，才不会重复？",
                ),
                Text::new(
                    "Collect in a set: found.add(..) in Python, BTreeSet in Rust.",
                    "用集合来装：Python 里是 found.add(..)，Rust 里用 BTreeSet。",
                ),
            ],
            run: checks::duplicates_once,
        },
        Check {
            id: "empty-reply",
            demand: Text::new(
                "Count an empty datagram as a reply, and go on collecting.",
                "空的数据报也算回答，收到之后继续收集。",
            ),
            points: 1,
            lab: 9,
            hints: &[
                Text::new("With TCP an empty read is the end. What is it with UDP?", "TCP 读到空，表示结束。UDP 呢？"),
                Text::new(
                    "Do not look at the data at all: the sender's address is the answer.",
                    "根本不用看数据：发送者的地址就是答案。",
                ),
            ],
            run: checks::empty_reply,
        },
        Check {
            id: "ends-in-time",
            demand: Text::new(
                "Stop 500 ms after sending, even while replies still come in.",
                "发出之后 500 毫秒就停下，哪怕还有回答不断进来。",
            ),
            points: 2,
            lab: 31,
            hints: &[
                Text::new(
                    "A timeout of the socket is for one call. What if a reply comes before each one is over?",
                    "套接字的超时只管一次调用。要是每次还没超时，就又来了一个回答呢？",
                ),
                Text::new(
                    "Fix the end once, and before each recvfrom set the timeout to what is left of the time.",
                    "先把结束的时刻定下来，每次 recvfrom 之前，把超时设成剩下的时间。",
                ),
                Text::new(
                    "In Python: end = time.monotonic() + 0.5, and then sock.settimeout(end - time.monotonic()) while that \
                     is above 0.",
                    "用 Python 写：end = time.monotonic() + 0.5，只要 end - time.monotonic() 大于 0，就把它设给 sock.settimeout。",
                ),
            ],
            run: checks::ends_in_time,
        },
    ],
};
