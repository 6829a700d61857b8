//! Lab 26: what becomes of many small writes.

mod experiment;

use crate::{
    lab::{
        Capability::{Cork, TcpInfo},
        Choice, Claim,
        Expect::{AtLeast, AtMost, Is},
        Knob, KnobRange, Lab, Part, PerOs, Prediction, Scene, Source,
    },
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 26,
    slug: "nagle-coalescing",
    title: Text::new("Nagle's algorithm and small writes", "Nagle 算法与小块写入"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: &[FRESH, DELAYED_ACK, CONVERSATION, NODELAY, CORK, WRITE_WRITE_READ, WITH_NODELAY, ONE_WRITE],
    prediction: Prediction {
        asks: Text::new(
            "A client has just connected over the loopback and writes one byte ten times in a row. No option is set, so \
             Nagle's algorithm is on. How many segments with data does it send?",
            "客户端刚刚通过回环接口连上，接连写了十次，每次一个字节。没有设置任何选项，Nagle 算法是开着的。\
             它一共发出几个带数据的报文段？",
        ),
        scene: "fresh",
        claim: "segments",
        choices: &[
            Choice {
                value: Value::Number(1),
                says: Text::new("1: all ten bytes are merged", "1 个：十个字节合并在一起"),
                belief: Text::new(
                    "Nagle's algorithm never holds the first write back. Nothing is in flight then, so it leaves at once.",
                    "Nagle 算法从不扣留第一次写入：那时没有在途数据，它立刻就发出去了。",
                ),
            },
            Choice {
                value: Value::Number(2),
                says: Text::new("2: the first byte, then the other nine", "2 个：先是第一个字节，再是另外九个"),
                belief: Text::new(
                    "That is what happens when the receiver delays its acknowledgement: see the scene delayed-ack. On a \
                     fresh connection Linux acknowledges at once, and each write finds nothing in flight.",
                    "接收方推迟确认时正是这样，见场景 delayed-ack。可在刚建立的连接上，Linux 会立刻确认，\
                     于是每次写入时都没有在途数据。",
                ),
            },
            Choice {
                value: Value::Number(10),
                says: Text::new("10: one for each write", "10 个：每次写入一个"),
                belief: Text::new(
                    "Nagle's algorithm waits for an acknowledgement, and here each one is back before the next write. With \
                     nothing to wait for, nothing is merged.",
                    "Nagle 算法等的是确认，而这里每个确认都赶在下一次写入之前回来了。没什么可等的，也就什么都没合并。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "writes",
            title: Text::new("writes of one byte", "写入的次数，每次一个字节"),
            range: KnobRange::Number { default: 10, min: 2, max: 200 },
        },
        Knob {
            name: "nodelay",
            title: Text::new("TCP_NODELAY on the client, in every scene", "每个场景里客户端的 TCP_NODELAY"),
            range: KnobRange::Word { default: "off", choices: &["off", "on"] },
        },
        Knob {
            name: "quickack",
            title: Text::new(
                "TCP_QUICKACK on the server, where the scene does not set it: left to the kernel, on or off",
                "服务器的 TCP_QUICKACK（场景自己没有设置时）：由内核决定（kernel）、开（on）、关（off）",
            ),
            range: KnobRange::Word { default: "kernel", choices: &["kernel", "on", "off"] },
        },
    ],
    sources: &[
        Source::Document("RFC 896, \"The solution to the small-packet problem\""),
        Source::Rfc { number: 1122, section: "4.2.3.2" },
        Source::Rfc { number: 1122, section: "4.2.3.4" },
        Source::Rfc { number: 9293, section: "3.7.4" },
        Source::Rfc { number: 9293, section: "3.8.6.3" },
        Source::Rfc { number: 6928, section: "2" },
        Source::Man { page: "tcp", section: 7 },
    ],
    exercises: &[],
};

const FRESH: Scene = Scene {
    slug: "fresh",
    title: Text::new("Ten writes on a fresh connection", "新连接上写十次"),
    needs: &[TcpInfo],
    run: experiment::fresh,
    claims: &[Claim {
        id: "segments",
        says: Text::new(
            "each write is acknowledged before the next one, so nothing is merged: ten segments",
            "每次写入都在下一次之前得到确认，所以什么都没合并：十个报文段",
        ),
        expected: PerOs::on_linux(Is(Value::Number(10))),
    }],
};

const DELAYED_ACK: Scene = Scene {
    slug: "delayed-ack",
    title: Text::new("The receiver delays its acknowledgement", "接收方推迟确认"),
    needs: &[TcpInfo, Cork],
    run: experiment::delayed_ack,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new(
                "while the first byte is unacknowledged the others are held and merged: at most five segments",
                "第一个字节还没被确认，其余的就被扣留并合并：最多五个报文段",
            ),
            // Two, unless this program was kept from the processor for longer than the acknowledgement is delayed.
            expected: PerOs::on_linux(AtMost(5)),
        },
        Claim {
            id: "received",
            says: Text::new("every byte arrives, in order", "所有字节都按顺序到达"),
            expected: PerOs::on_linux(Is(Value::bytes(b"0123456789"))),
        },
    ],
};

const CONVERSATION: Scene = Scene {
    slug: "conversation",
    title: Text::new("Ten writes after a few questions and answers", "几问几答之后再写十次"),
    needs: &[TcpInfo],
    run: experiment::conversation,
    claims: &[Claim {
        id: "segments",
        says: Text::new(
            "once the server has answered, its kernel delays acknowledgements by itself: at most five segments",
            "服务器回答过之后，它的内核会自行推迟确认：最多五个报文段",
        ),
        expected: PerOs::on_linux(AtMost(5)),
    }],
};

const NODELAY: Scene = Scene {
    slug: "nodelay",
    title: Text::new("The same delay, and TCP_NODELAY", "同样推迟确认，但设了 TCP_NODELAY"),
    needs: &[TcpInfo, Cork],
    run: experiment::nodelay,
    claims: &[Claim {
        id: "segments",
        says: Text::new(
            "with TCP_NODELAY no write waits for an acknowledgement: ten segments or more",
            "设了 TCP_NODELAY，写入不再等确认：至少十个报文段",
        ),
        // A tail loss probe may send the last one again.
        expected: PerOs::on_linux(AtLeast(10)),
    }],
};

const CORK: Scene = Scene {
    slug: "cork",
    title: Text::new("TCP_CORK around the writes", "用 TCP_CORK 把写入包起来"),
    needs: &[TcpInfo, Cork],
    run: experiment::cork,
    claims: &[
        Claim {
            id: "corked",
            says: Text::new("corked, not even the first byte leaves", "塞上塞子，连第一个字节也不发"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "segments",
            says: Text::new("uncorked, all ten leave in one segment", "拔掉塞子，十个字节合成一个报文段发出"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
    ],
};

const WRITE_WRITE_READ: Scene = Scene {
    slug: "write-write-read",
    title: Text::new("Header, text, answer: eight rounds", "头部、正文、回答：八个回合"),
    needs: &[TcpInfo],
    run: experiment::write_write_read,
    claims: &[
        Claim {
            id: "held",
            says: Text::new(
                "in most rounds the text is written and no segment leaves: it waits for the header's acknowledgement",
                "多数回合里，正文写完了却没有报文段发出：它在等头部的确认",
            ),
            // All but the first, unless this program was kept from the processor between the two writes.
            expected: PerOs::on_linux(AtLeast(3)),
        },
        Claim {
            id: "header_only",
            says: Text::new(
                "meanwhile the server can read the header and nothing more",
                "这时服务器只能读到头部，读不到别的",
            ),
            expected: PerOs::on_linux(AtLeast(3)),
        },
        Claim {
            id: "longest_ms",
            says: Text::new(
                "the longest such wait takes 10 ms or more, between two programs on one machine",
                "其中最长的一次至少等了 10 毫秒，而两个程序就在同一台机器上",
            ),
            // Linux delays by 40 ms (TCP_DELACK_MIN), less what is lost to the clock's tick and to the time already gone.
            expected: PerOs::on_linux(AtLeast(10)),
        },
    ],
};

const WITH_NODELAY: Scene = Scene {
    slug: "with-nodelay",
    title: Text::new("The same rounds with TCP_NODELAY", "同样的回合，设了 TCP_NODELAY"),
    needs: &[TcpInfo],
    run: experiment::with_nodelay,
    claims: &[
        Claim {
            id: "held",
            says: Text::new("no round waits", "没有一个回合在等"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "segments",
            says: Text::new("each question takes two segments", "每个问题用两个报文段"),
            expected: PerOs::on_linux(AtLeast(16)),
        },
    ],
};

const ONE_WRITE: Scene = Scene {
    slug: "one-write",
    title: Text::new("The same rounds, header and text in one write", "同样的回合，头部和正文一次写出"),
    needs: &[TcpInfo],
    run: experiment::one_write,
    claims: &[
        Claim {
            id: "held",
            says: Text::new("no round waits, with Nagle's algorithm on", "Nagle 算法开着，也没有一个回合在等"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "segments",
            says: Text::new("each question takes one segment", "每个问题用一个报文段"),
            expected: PerOs::on_linux(Is(Value::Number(8))),
        },
    ],
};
