//! Lab 11: a receive buffer that is full.

mod experiment;

use crate::{
    lab::{
        Capability, Choice, Claim,
        Expect::{AtLeast, Between, Is},
        Knob, KnobRange,
        Known::{Cited, Measured, Unknown},
        Lab, Part, PerOs, Prediction, Scene, Source,
    },
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 11,
    slug: "udp-overflow",
    title: Text::new("More datagrams than the buffer holds", "缓冲区装不下的数据报"),
    part: Part::Udp,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: &[NO_READER, READER, COST, TOO_LARGE],
    prediction: Prediction {
        asks: Text::new(
            "A receiver has a small buffer and does not read. A sender sends it 1000 numbered datagrams. Then the \
             receiver begins to read. Which ones does it find?",
            "接收方的缓冲区很小，而且一直不读。发送方给它发了 1000 个带编号的数据报，然后接收方才开始读。它读到的是哪些？",
        ),
        scene: "no-reader",
        claim: "survivors",
        choices: &[
            Choice {
                value: Value::word("first"),
                says: Text::new("the first ones", "最先发的那些"),
                belief: Text::new(
                    "What lies in the queue stays there; who comes to a full queue is turned away.",
                    "已经排在队列里的不动；队列满了，后来的就进不去。",
                ),
            },
            Choice {
                value: Value::word("last"),
                says: Text::new("the last ones", "最后发的那些"),
                belief: Text::new(
                    "That would be a ring buffer, in which new data overwrites old. A socket's queue drops the newcomer.",
                    "新数据覆盖旧数据，那是环形缓冲区。套接字的队列丢掉的是后来者。",
                ),
            },
            Choice {
                value: Value::word("mixed"),
                says: Text::new("some from everywhere", "前前后后都有一些"),
                belief: Text::new(
                    "That is what happens while somebody reads too slowly: each read makes room for one that comes just \
                     then. Here nobody reads, so a full queue stays full.",
                    "有人在读、只是读得太慢时才会这样：每读走一个，就腾出位置给恰好赶到的一个。这里没有人读，队列满了就一直是满的。",
                ),
            },
            Choice {
                value: Value::word("all"),
                says: Text::new(
                    "all of them: send would have failed or waited",
                    "全部：装不下的话 send 会报错或者等待",
                ),
                belief: Text::new(
                    "TCP makes its sender wait. UDP has no way back by which the receiver could say that it is full.",
                    "TCP 会让发送方等待。UDP 没有回头路，接收方没法告诉发送方自己满了。",
                ),
            },
        ],
    },
    knobs: &[
        Knob {
            name: "buffer",
            title: Text::new("receive buffer to ask for, in bytes", "申请多大的接收缓冲区（字节）"),
            range: KnobRange::Number { default: 4096, min: 1, max: 100_000 },
        },
        Knob {
            name: "size",
            title: Text::new("size of each numbered datagram, in bytes", "每个编号数据报的大小（字节）"),
            range: KnobRange::Number { default: 4, min: 4, max: 60_000 },
        },
        Knob {
            name: "count",
            title: Text::new("how many datagrams are sent", "一共发多少个数据报"),
            range: KnobRange::Number { default: 1000, min: 2, max: 5000 },
        },
    ],
    sources: &[
        Source::Rfc { number: 768, section: "Introduction" },
        Source::Rfc { number: 1122, section: "4.1.1" },
        Source::Man { page: "socket", section: 7 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/udp_socket.cc RecvBufLimits" },
    ],
    exercises: &[],
};

/// `SO_MEMINFO` has no capability of its own. Its counters are Linux's, as those of `TCP_INFO` are: elsewhere both lack.
const COUNTERS: Capability = Capability::TcpInfo;

const WINE_SOCK: &str = "Wine, dlls/ws2_32/tests/sock.c";

const NO_READER: Scene = Scene {
    slug: "no-reader",
    title: Text::new("A thousand datagrams, and nobody reads", "一千个数据报，没有人读"),
    needs: &[COUNTERS],
    run: experiment::no_reader,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("every one of 1000 sends succeeds", "1000 次发送次次成功"),
            expected: PerOs::on_linux(Is(Value::Number(1000))),
        },
        Claim {
            id: "received",
            says: Text::new("some datagrams are there to be read, and not all", "有一部分能读到，但不是全部"),
            expected: PerOs::on_linux(Between(1, 999)),
        },
        Claim {
            id: "dropped",
            says: Text::new(
                "the kernel has counted drops at the receiver's socket",
                "内核在接收方的套接字上记下了丢弃数",
            ),
            expected: PerOs::on_linux(AtLeast(1)),
        },
        Claim {
            id: "sum",
            says: Text::new("received and dropped add up to what was sent", "收到的加上丢弃的，正好等于发出的"),
            expected: PerOs::on_linux(Is(Value::Number(1000))),
        },
        Claim {
            id: "survivors",
            says: Text::new("the survivors are the first ones, without a gap", "留下来的是最先发的那些，中间没有缺口"),
            expected: PerOs::on_linux(Is(Value::word("first"))),
        },
        Claim {
            id: "next",
            says: Text::new(
                "once the queue is read, number 1001 arrives as if nothing had happened",
                "读空队列之后，第 1001 个照常到达，好像什么都没发生",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1001))),
        },
    ],
};

const READER: Scene = Scene {
    slug: "reader",
    title: Text::new("The same, with a reader that keeps up", "同样的缓冲区，读得跟得上"),
    needs: &[COUNTERS],
    run: experiment::reader,
    claims: &[
        Claim {
            id: "in_order",
            says: Text::new("all 1000 arrive, in order", "1000 个全部到达，顺序不变"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "dropped",
            says: Text::new("the kernel has dropped none", "内核一个也没丢"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
    ],
};

const COST: Scene = Scene {
    slug: "cost",
    title: Text::new("What a datagram costs", "一个数据报占多少地方"),
    needs: &[COUNTERS],
    run: experiment::cost,
    claims: &[
        Claim {
            id: "granted",
            says: Text::new("asked for a buffer of 4096 bytes, Linux sets twice that", "申请 4096 字节，Linux 给两倍"),
            expected: PerOs {
                linux: Measured(Is(Value::Number(8192))),
                macos: Unknown,
                windows: Cited(Is(Value::Number(4096)), WINE_SOCK),
            },
        },
        Claim {
            id: "charged",
            says: Text::new(
                "a datagram of 4 bytes takes more than 100 bytes of it",
                "4 字节的数据报，占用的超过 100 字节",
            ),
            expected: PerOs::on_linux(AtLeast(101)),
        },
    ],
};

const TOO_LARGE: Scene = Scene {
    slug: "too-large",
    title: Text::new("One datagram larger than the whole buffer", "比整个缓冲区还大的一个数据报"),
    needs: &[COUNTERS],
    run: experiment::too_large,
    claims: &[
        Claim {
            id: "length",
            says: Text::new(
                "an empty queue takes a datagram of 60,000 bytes, far more than its buffer",
                "队列空着时，60,000 字节的数据报也能进来，远远超过缓冲区",
            ),
            expected: PerOs::on_linux(Is(Value::Number(60_000))),
        },
        Claim {
            id: "dropped",
            says: Text::new("the 5 bytes that come after it find no room", "跟在它后面的 5 个字节反而没有位置"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
    ],
};
