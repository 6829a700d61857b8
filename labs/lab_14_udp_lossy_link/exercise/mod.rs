//! The exercise reliable-udp: data that arrives, over a link that loses.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "reliable-udp",
    title: Text::new("A sender that does not give in", "不肯罢休的发送方"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "no-loss",
            demand: Text::new(
                "Cut the input into pieces of 512 bytes, number them from 0, and send each as soon as the one \
                 before it is acknowledged.",
                "把输入切成 512 字节一块，从 0 开始编号；前一块得到确认，就发下一块。",
            ),
            points: 1,
            lab: 14,
            hints: &[
                Text::new(
                    "Wait for the acknowledgement after each piece: send, receive, send, receive.",
                    "每发一块就等它的确认：发、收、发、收。",
                ),
                Text::new(
                    "The number takes 4 bytes, the highest first. In Python: struct.pack(\"!cI\", b\"D\", number) \
                     + piece.",
                    "编号占 4 个字节，高位在前。用 Python 写就是 struct.pack(\"!cI\", b\"D\", number) + piece。",
                ),
                Text::new(
                    "The input is bytes, not text: sys.stdin.buffer.read(512). Strip nothing.",
                    "输入是字节，不是文字：用 sys.stdin.buffer.read(512)，首尾什么都不要去掉。",
                ),
            ],
            run: checks::no_loss,
        },
        Check {
            id: "thirty-percent-loss",
            demand: Text::new(
                "Send a piece again whenever 100 ms have gone by without its acknowledgement.",
                "每过 100 毫秒还没等到确认，就把这一块重发一次。",
            ),
            points: 2,
            lab: 14,
            hints: &[
                Text::new(
                    "What does your program do when the acknowledgement does not come? It must neither go on nor \
                     wait for ever.",
                    "确认没有来的时候，你的程序在做什么？不能往下发，也不能一直等。",
                ),
                Text::new(
                    "Two loops: the inner one sends this piece and waits, until its acknowledgement is there; the \
                     outer one goes to the next piece.",
                    "要两层循环：内层把这一块发出去，等确认，没有就再来；外层换下一块。",
                ),
                Text::new(
                    "In Python: sock.settimeout(0.1), and except TimeoutError: continue in the inner loop.",
                    "用 Python 写：sock.settimeout(0.1)，内层循环里 except TimeoutError: continue。",
                ),
            ],
            run: checks::thirty_percent_loss,
        },
        Check {
            id: "lost-acks",
            demand: Text::new(
                "Send the same piece under the same number, as often as it takes.",
                "重发的是同一块，块号也不变；丢几次，就重发几次。",
            ),
            points: 1,
            lab: 14,
            hints: &[
                Text::new(
                    "The receiver may have the piece already. By what does it recognise the copy?",
                    "接收方也许已经有这一块了。它凭什么认出这是重复的？",
                ),
                Text::new(
                    "Count pieces, not sendings: the number grows only when an acknowledgement has come. And do \
                     not count attempts; only the 5 s end them.",
                    "数的是块，不是发送次数：等到确认，块号才加一。也不要限制次数，只有满 5 秒才停。",
                ),
            ],
            run: checks::lost_acks,
        },
        Check {
            id: "duplicates",
            demand: Text::new(
                "Take a copy of an old acknowledgement neither for the new one nor for a reason to send.",
                "旧确认的副本，既不能当成新的确认，也不能成为重发的理由。",
            ),
            points: 2,
            lab: 14,
            hints: &[
                Text::new(
                    "Which piece does this acknowledgement belong to? It says so itself.",
                    "这个确认是给哪一块的？它自己写着呢。",
                ),
                Text::new(
                    "Compare all 5 bytes with those that you wait for: struct.pack(\"!cI\", b\"A\", number).",
                    "把 5 个字节和你等的那 5 个全部比较一遍：struct.pack(\"!cI\", b\"A\", number)。",
                ),
                Text::new(
                    "If they differ, receive again, and do not send: or each copy makes another one (RFC 1123 \
                     section 4.2.3.1).",
                    "不一样就接着收，不要发：否则一份副本会引出又一份（RFC 1123 第 4.2.3.1 节）。",
                ),
            ],
            run: checks::duplicates,
        },
        Check {
            id: "reordered-acks",
            demand: Text::new(
                "Recognise an old acknowledgement that comes late, not only a copy of the last one.",
                "来晚的旧确认也要认得出，不只是上一个确认的副本。",
            ),
            points: 1,
            lab: 14,
            hints: &[
                Text::new(
                    "A late acknowledgement may be of any piece that you have sent before.",
                    "来晚的确认，可能属于之前发过的任何一块。",
                ),
                Text::new(
                    "Ask whether the number is the one that you wait for. Do not ask whether it is one that you \
                     know as old.",
                    "要问的是：它是不是正在等的那个编号？不要问：它是不是某个已知的旧编号？",
                ),
            ],
            run: checks::reordered_acks,
        },
        Check {
            id: "stale-acks",
            demand: Text::new(
                "Send again after 100 ms, even while old acknowledgements keep coming in.",
                "100 毫秒一到就重发，哪怕旧的确认还在不断地来。",
            ),
            points: 2,
            lab: 31,
            hints: &[
                Text::new(
                    "A timeout of the socket is for one call. What if something comes before each one is over?",
                    "套接字的超时只管一次调用。要是每次还没超时，就又来了一个数据报呢？",
                ),
                Text::new(
                    "Fix the moment of resending when you send. Before each recv, set the timeout to what is left \
                     until then.",
                    "发送的时候就把重发的时刻定下来；每次 recv 之前，把超时设成剩下的时间。",
                ),
                Text::new(
                    "In Python: resend_at = time.monotonic() + 0.1, then sock.settimeout(resend_at - \
                     time.monotonic()) as long as that is above 0.",
                    "用 Python 写：resend_at = time.monotonic() + 0.1，只要 resend_at - time.monotonic() 大于 0，就把它设给 sock.settimeout。",
                ),
            ],
            run: checks::stale_acks,
        },
        Check {
            id: "not-an-ack",
            demand: Text::new(
                "Ignore every datagram that is not exactly the letter A and the number of this piece.",
                "不是“字母 A 加这一块的编号”的数据报，一概不理。",
            ),
            points: 1,
            lab: 8,
            hints: &[
                Text::new(
                    "Is it 5 bytes long? Is the first one an A? Would your program notice a sixth one?",
                    "是不是 5 个字节？第一个是不是 A？要是有第 6 个字节，你的程序发现得了吗？",
                ),
                Text::new(
                    "recv(5) cuts off the rest of a longer datagram without a word. Receive with room to spare, \
                     and compare the whole.",
                    "recv(5) 会不声不响地丢掉多出来的部分。接收时空间留大一些，再整个比较。",
                ),
                Text::new(
                    "struct.unpack fails when the length is wrong. Compare bytes with bytes instead.",
                    "长度不对，struct.unpack 会抛出异常。还是直接拿字节和字节比较。",
                ),
            ],
            run: checks::not_an_ack,
        },
        Check {
            id: "ignores-strangers",
            demand: Text::new("Accept acknowledgements from SOCKLAB_ADDR alone.", "只接受从 SOCKLAB_ADDR 来的确认。"),
            points: 1,
            lab: 3,
            hints: &[
                Text::new(
                    "Anybody may send you a datagram. Who sent this one?",
                    "谁都可以给你发数据报。这一个是谁发的？",
                ),
                Text::new(
                    "recvfrom tells the sender's address: compare it. Or connect the UDP socket, and the kernel \
                     drops what others send.",
                    "recvfrom 会给出发送方的地址，比较一下。或者对 UDP 套接字调用 connect，别人发的就由内核丢掉。",
                ),
            ],
            run: checks::ignores_strangers,
        },
        Check {
            id: "input-in-pieces",
            demand: Text::new(
                "Fill each piece to 512 bytes, however slowly the input comes; only the end of the input makes a \
                 shorter one.",
                "不管输入来得多慢，每块都要装满 512 字节；只有输入结束，才会有不满的一块。",
            ),
            points: 1,
            lab: 25,
            hints: &[
                Text::new(
                    "A pipe is a stream of bytes. What does a read return when 300 bytes are there and the other \
                     side has not ended?",
                    "管道是字节流。里面只有 300 字节，而对方还没有结束，这时读一次会得到什么？",
                ),
                Text::new(
                    "os.read(0, 512) returns what is there. sys.stdin.buffer.read(512) reads on until it has 512 \
                     bytes or the input ends. In Rust: take(512).read_to_end(..).",
                    "os.read(0, 512) 有多少给多少。sys.stdin.buffer.read(512) 会一直读到满 512 字节或者输入结束。Rust 里用 take(512).read_to_end(..)。",
                ),
            ],
            run: checks::input_in_pieces,
        },
        Check {
            id: "exact-multiple",
            demand: Text::new(
                "When the input fills its last piece exactly, end with an empty piece; an empty input is one empty \
                 piece.",
                "输入正好装满最后一块时，再发一个空块结尾；空的输入就是一个空块。",
            ),
            points: 1,
            lab: 9,
            hints: &[
                Text::new(
                    "By what does the receiver know that nothing more comes? By a piece of less than 512 bytes, \
                     and 0 is less.",
                    "接收方怎么知道后面没有了？凭不满 512 字节的一块，0 字节也是不满。",
                ),
                Text::new(
                    "Stop after a piece that is shorter than 512 bytes, and not when there is nothing left to \
                     read.",
                    "发完一块不满 512 字节的才停，而不是读不到东西就停。",
                ),
            ],
            run: checks::exact_multiple,
        },
        Check {
            id: "receiver-away",
            demand: Text::new(
                "Go on sending while the receiver is away for a moment and the kernel reports a refusal.",
                "接收方离开一会儿，内核报告“连接被拒绝”，程序要继续重发。",
            ),
            points: 1,
            lab: 10,
            hints: &[
                Text::new(
                    "On a connected UDP socket send and recv may fail because of a datagram that you sent before.",
                    "对 UDP 套接字调用过 connect，之前发出的数据报可能让后面的 send 或 recv 出错。",
                ),
                Text::new(
                    "Catch ConnectionRefusedError at both calls, and treat it as a loss: wait until the 100 ms are \
                     over, and send again.",
                    "send 和 recv 两处都要接住 ConnectionRefusedError，当作丢了一次：等满 100 毫秒再重发。",
                ),
            ],
            run: checks::receiver_away,
        },
        Check {
            id: "gives-up",
            demand: Text::new(
                "When no acknowledgement comes for 5 s, end with a code other than 0; until then send again every \
                 100 ms.",
                "5 秒没有等到确认，就以非 0 的退出码结束；在那之前，每 100 毫秒重发一次。",
            ),
            points: 1,
            lab: 31,
            hints: &[
                Text::new(
                    "For how long does your inner loop go on? Who tells the caller that the data did not arrive?",
                    "内层循环会转多久？数据没有送到，谁来告诉启动程序的人？",
                ),
                Text::new(
                    "Note the time when a piece is sent first. After 5 s: sys.exit(\"no answer\"), which ends with \
                     code 1.",
                    "第一次发某块时记下时刻，满 5 秒就 sys.exit(\"no answer\")，退出码是 1。",
                ),
                Text::new(
                    "Send again every 100 ms and not faster: a receiver that is only slow would drown in copies.",
                    "每 100 毫秒重发一次，不要更快：接收方如果只是慢，会被副本淹没。",
                ),
            ],
            run: checks::gives_up,
        },
    ],
};
