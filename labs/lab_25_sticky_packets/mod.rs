//! Lab 25: two sends, one read. The byte stream does it, not Nagle's algorithm.

mod experiment;

use crate::{
    lab::{
        Capability, Choice, Claim,
        Expect::{AtLeast, Is},
        Knob, KnobRange, Lab, Part, PerOs, Prediction, Scene, Source,
    },
    text::Text,
    trace::Value,
};

/// The card.
pub(super) const LAB: Lab = Lab {
    number: 25,
    slug: "sticky-packets",
    title: Text::new("Sticky packets", "粘包"),
    part: Part::Stream,
    lesson: Text::new(include_str!("lesson.en.md"), include_str!("lesson.zh-CN.md")),
    experiment: include_str!("experiment.rs"),
    scenes: &[PLAIN, COUNTED, PAUSE, NODELAY, CORK, PROMPT],
    prediction: Prediction {
        asks: Text::new(
            "The client sets TCP_NODELAY, so that nothing is merged, and sends \"helloworld\" as ten sends of one byte. \
             When all ten bytes have arrived, how many recv(1024) does the server need?",
            "客户端设置了 TCP_NODELAY，什么都不会被合并，然后把 \"helloworld\" 一个字节一个字节地发了十次。\
             十个字节都到齐以后，服务器要调用几次 recv(1024) 才能读完？",
        ),
        scene: "nodelay",
        claim: "reads",
        choices: &[
            Choice {
                value: Value::Number(10),
                says: Text::new("ten, one for each segment", "十次，一个报文段读一次"),
                belief: Text::new(
                    "Ten segments did travel. But the receiver's kernel puts their bytes into one queue and forgets where \
                     each began.",
                    "确实走了十个报文段。可是接收方的内核把字节都放进同一个队列，不记得每个报文段从哪里开始。",
                ),
            },
            Choice {
                value: Value::Number(2),
                says: Text::new("two: \"hello\", then \"world\"", "两次：先 \"hello\"，再 \"world\""),
                belief: Text::new(
                    "The two words exist only in the mind of the programmer. TCP carries ten bytes, and knows no words.",
                    "两个单词只存在于程序员的脑子里。TCP 运的是十个字节，它不认识单词。",
                ),
            },
            Choice {
                value: Value::Number(1),
                says: Text::new("one", "一次"),
                belief: Text::new(
                    "A read takes whatever is queued, up to its size. It asks nobody how many sends or segments brought it.",
                    "一次读取拿走队列里现有的一切，上限是缓冲区的大小。数据是几次发送、几个报文段带来的，它不过问。",
                ),
            },
        ],
    },
    knobs: &[Knob {
        name: "recv_size",
        title: Text::new("room for each receive, in bytes", "每次接收的缓冲区大小（字节）"),
        range: KnobRange::Number { default: 1024, min: 1, max: 1024 },
    }],
    sources: &[
        Source::Rfc { number: 9293, section: "2.2" },
        Source::Rfc { number: 1122, section: "4.2.2.2" },
        Source::Rfc { number: 1122, section: "4.2.3.4" },
        Source::Man { page: "tcp", section: 7 },
        Source::Suite { name: "gVisor", path: "test/syscalls/linux/tcp_socket.cc, DataCoalesced" },
    ],
    exercises: &[],
};

const PLAIN: Scene = Scene {
    slug: "plain",
    title: Text::new("The tutorial's program: two sends, one read", "教程里的程序：发两次，读一次"),
    needs: &[],
    run: experiment::plain,
    claims: &[Claim {
        id: "received",
        says: Text::new(
            "with \"hello\" and \"world\" both arrived, one recv gives \"helloworld\"",
            "\"hello\" 和 \"world\" 都到了以后，一次 recv 得到 \"helloworld\"",
        ),
        expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
    }],
};

const COUNTED: Scene = Scene {
    slug: "counted",
    title: Text::new("The same, and the kernel counts the segments", "同样的程序，让内核数报文段"),
    needs: &[Capability::TcpInfo],
    run: experiment::counted,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new(
                "Nagle's algorithm is on, and each send has left in a segment of its own",
                "Nagle 算法开着，两次发送仍各自占一个报文段",
            ),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "received",
            says: Text::new("one recv gives both all the same", "一次 recv 还是把两份都读了出来"),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
        },
    ],
};

const PAUSE: Scene = Scene {
    slug: "pause",
    title: Text::new("\"world\" is sent when \"hello\" is acknowledged", "等 \"hello\" 被确认之后再发 \"world\""),
    needs: &[Capability::TcpInfo],
    run: experiment::pause,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new(
                "with nothing in flight Nagle's algorithm holds nothing: two segments",
                "没有在途数据，Nagle 算法什么也不扣留：两个报文段",
            ),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "received",
            says: Text::new("a pause between the sends does not keep them apart", "两次发送之间停一停，也分不开它们"),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
        },
    ],
};

const NODELAY: Scene = Scene {
    slug: "nodelay",
    title: Text::new("TCP_NODELAY: ten segments, one read", "TCP_NODELAY：十个报文段，一次读完"),
    needs: &[Capability::TcpInfo],
    run: experiment::nodelay,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new(
                "with TCP_NODELAY ten sends leave as ten segments",
                "设了 TCP_NODELAY，十次发送就是十个报文段",
            ),
            // A tail loss probe may send the last one again.
            expected: PerOs::on_linux(AtLeast(10)),
        },
        Claim {
            id: "arrived",
            says: Text::new("the receiver's kernel counts ten as well", "接收方的内核数到的也是十个"),
            expected: PerOs::on_linux(AtLeast(10)),
        },
        Claim {
            id: "reads",
            says: Text::new("one recv takes them all", "一次 recv 全部取走"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "received",
            says: Text::new("it gives \"helloworld\"", "得到 \"helloworld\""),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
        },
    ],
};

const CORK: Scene = Scene {
    slug: "cork",
    title: Text::new("TCP_CORK: the sender does merge", "TCP_CORK：发送方真的合并了"),
    needs: &[Capability::TcpInfo, Capability::Cork],
    run: experiment::cork,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new("corked, the two sends leave as one segment", "塞上塞子，两次发送合成一个报文段"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "received",
            says: Text::new(
                "the reader cannot tell one segment from ten: one recv, \"helloworld\"",
                "一个还是十个报文段，读的一方看不出来：一次 recv，得到 \"helloworld\"",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
        },
    ],
};

const PROMPT: Scene = Scene {
    slug: "prompt",
    title: Text::new("The server reads between the sends", "服务器在两次发送之间就读"),
    needs: &[],
    run: experiment::prompt,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("read before \"world\" is sent: \"hello\"", "在 \"world\" 发出之前读：得到 \"hello\""),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "second",
            says: Text::new("read after it is sent: \"world\"", "在它发出之后读：得到 \"world\""),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};
