//! What each scene of lab 28 claims.

use super::experiment;
use crate::{
    lab::{
        Capability::{Cork, TcpInfo, Wire},
        Claim,
        Expect::{self, AtLeast, AtMost, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[ONE_WRITE, LOOPBACK, MANY_WRITES, HANDSHAKE, ANSWER, TOO_LATE, LIMITS, OFFLOAD];

const fn count(number: i64) -> PerOs<Expect> {
    PerOs::on_linux(Is(Value::Number(number)))
}

const INVALID: PerOs<Expect> = PerOs::on_linux(Is(Value::Errno(Errno::Invalid)));

const ONE_WRITE: Scene = Scene {
    slug: "one-write",
    title: Text::new("One write, many segments, one read", "写一次，报文段很多，读一次"),
    needs: &[TcpInfo],
    run: experiment::one_write,
    claims: &[
        Claim {
            id: "written",
            says: Text::new("one send takes all the bytes", "一次 send 收下了全部字节"),
            expected: count(10_000),
        },
        Claim {
            id: "mss",
            says: Text::new(
                "a segment carries 12 bytes less than TCP_MAXSEG says: the timestamps need them",
                "一个报文段装的数据比 TCP_MAXSEG 少 12 字节：时间戳占去了",
            ),
            expected: count(988),
        },
        Claim {
            id: "segments",
            says: Text::new(
                "10 000 bytes at 988 each, rounded up: eleven segments",
                "10 000 除以 988，向上取整：十一个报文段",
            ),
            expected: count(11),
        },
        Claim {
            id: "read",
            says: Text::new(
                "one recv gets them all: a reader sees no segments",
                "一次 recv 全部读出：读的一方看不到报文段",
            ),
            expected: count(10_000),
        },
    ],
};

const LOOPBACK: Scene = Scene {
    slug: "loopback",
    title: Text::new("The same bytes, and no option set", "同样的字节，不设选项"),
    needs: &[TcpInfo],
    run: experiment::loopback,
    claims: &[
        Claim {
            id: "mss",
            says: Text::new(
                "over the loopback a segment may carry more than 10 000 bytes",
                "在回环接口上，一个报文段能装的超过 10 000 字节",
            ),
            expected: PerOs::on_linux(AtLeast(10_001)),
        },
        Claim {
            id: "segments",
            says: Text::new("so nothing is cut: one segment", "所以不用切：一个报文段"),
            expected: count(1),
        },
    ],
};

const MANY_WRITES: Scene = Scene {
    slug: "many-writes",
    title: Text::new("Many writes, few segments", "写很多次，报文段很少"),
    needs: &[TcpInfo, Cork],
    run: experiment::many_writes,
    claims: &[
        Claim {
            id: "segments",
            says: Text::new(
                "corked, the stream is cut by the MSS and not by the writes: at most eight segments for twenty writes",
                "塞上塞子，流就按 MSS 来切，不按写入来切：写二十次，最多八个报文段",
            ),
            // Three, unless this program was kept from the processor until the cork's 200 ms were over.
            expected: PerOs::on_linux(AtMost(8)),
        },
        Claim {
            id: "read",
            says: Text::new("one recv gets all twenty writes", "一次 recv 就读出二十次写入的全部内容"),
            expected: count(2000),
        },
    ],
};

const HANDSHAKE: Scene = Scene {
    slug: "handshake",
    title: Text::new("Where the number comes from", "这个数从哪里来"),
    needs: &[Wire, TcpInfo],
    run: experiment::handshake,
    claims: &[
        Claim {
            id: "announced",
            says: Text::new("the client's SYN announces the option's value", "客户端的 SYN 通告的是选项里的值"),
            expected: count(1000),
        },
        Claim {
            id: "used",
            says: Text::new(
                "what is used is 12 bytes less, on account of the timestamps",
                "实际使用的少 12 字节，留给了时间戳",
            ),
            expected: count(988),
        },
    ],
};

const ANSWER: Scene = Scene {
    slug: "answer",
    title: Text::new("The server sends, who set nothing", "换服务器来发，它什么也没设"),
    needs: &[TcpInfo],
    run: experiment::answer,
    claims: &[Claim {
        id: "segments",
        says: Text::new(
            "the client's option binds the server too: eleven segments",
            "客户端的选项也约束服务器：十一个报文段",
        ),
        expected: count(11),
    }],
};

const TOO_LATE: Scene = Scene {
    slug: "too-late",
    title: Text::new("The option after connect", "连上之后才设选项"),
    needs: &[TcpInfo],
    run: experiment::too_late,
    claims: &[
        Claim {
            id: "option",
            says: Text::new("setting it after connect is no error", "连上之后再设，并不报错"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "segments",
            says: Text::new("but it changes nothing: one segment", "但是不起作用：还是一个报文段"),
            expected: count(1),
        },
    ],
};

const LIMITS: Scene = Scene {
    slug: "limits",
    title: Text::new("The smallest and the largest MSS", "MSS 最小和最大能设多少"),
    needs: &[],
    run: experiment::limits,
    claims: &[
        Claim { id: "too_small", says: Text::new("87 bytes are refused", "87 字节被拒绝"), expected: INVALID },
        Claim {
            id: "smallest",
            says: Text::new("88 bytes are accepted", "88 字节可以"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "largest",
            says: Text::new("32767 bytes are accepted", "32767 字节可以"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "too_large", says: Text::new("32768 bytes are refused", "32768 字节被拒绝"), expected: INVALID
        },
    ],
};

const OFFLOAD: Scene = Scene {
    slug: "offload",
    title: Text::new("What a capture shows instead", "抓包看到的却不一样"),
    needs: &[Wire, TcpInfo],
    run: experiment::offload,
    claims: &[
        Claim {
            id: "counted",
            says: Text::new("TCP counts eleven segments", "TCP 数到十一个报文段"),
            expected: count(11),
        },
        Claim {
            id: "captured",
            says: Text::new("the capture shows fewer packets with data", "抓到的带数据的包却更少"),
            expected: PerOs::on_linux(AtMost(10)),
        },
        Claim {
            id: "largest",
            says: Text::new(
                "the largest of them carries the data of two segments or more",
                "其中最大的一个，装着至少两个报文段的数据",
            ),
            expected: PerOs::on_linux(AtLeast(2 * 988)),
        },
        Claim {
            id: "larger_than_mss",
            says: Text::new("so a captured packet can be larger than the MSS", "可见抓到的包可以比 MSS 大"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};
