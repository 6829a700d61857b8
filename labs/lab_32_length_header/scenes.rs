//! The scenes of lab 32 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::{AtMost, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::Value,
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[TOGETHER, SHORT_HEADER, PIECES, BYTE_ORDER, TOO_BIG, REFUSED, CUT];

const TOGETHER: Scene = Scene {
    slug: "together",
    title: Text::new("Two messages that arrived together", "两条一起到达的消息"),
    needs: &[],
    run: experiment::together,
    claims: &[
        Claim {
            id: "one_read",
            says: Text::new(
                "one read would get both messages, headers and all",
                "只读一次，两条消息会连同头部一起读到",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"\x05\0\0\0hello\x05\0\0\0world"))),
        },
        Claim {
            id: "first",
            says: Text::new(
                "reading 4 bytes and then as many as they tell gives the first message alone",
                "先读 4 个字节，再按它说的数目读，得到的只有第一条消息",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "second",
            says: Text::new("the same again gives the second", "照样再来一次，得到第二条"),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};

const SHORT_HEADER: Scene = Scene {
    slug: "short-header",
    title: Text::new("A header that comes in two pieces", "分两次到达的头部"),
    needs: &[],
    run: experiment::short_header,
    claims: &[
        Claim {
            id: "got",
            says: Text::new(
                "recv(4) returns 1 byte when only 1 has come",
                "只到了 1 个字节时，recv(4) 就返回 1 个字节",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "message",
            says: Text::new(
                "who asks again for the missing bytes gets the message",
                "缺多少再读多少，就能得到完整的消息",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const PIECES: Scene = Scene {
    slug: "pieces",
    title: Text::new("Three messages, cut anywhere", "三条消息，随处切开"),
    needs: &[],
    run: experiment::pieces,
    claims: &[
        Claim {
            id: "reads",
            says: Text::new("22 bytes in pieces of 3 take eight reads", "22 个字节，每次 3 个，要读八次"),
            expected: PerOs::on_linux(Is(Value::Number(8))),
        },
        Claim {
            id: "messages",
            says: Text::new(
                "out come the three messages that went in, the empty one too (between the two bars)",
                "出来的正是送进去的三条消息，空消息也在（两条竖线之间）",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello||world"))),
        },
    ],
};

const BYTE_ORDER: Scene = Scene {
    slug: "byte-order",
    title: Text::new("10, packed one way and read the other", "10：按一种字节序打包，按另一种读"),
    needs: &[],
    run: experiment::byte_order,
    claims: &[
        Claim {
            id: "network",
            says: Text::new("read as '!i', as it was packed, the length is 10", "按打包时的 '!i' 来读，长度是 10"),
            expected: PerOs::on_linux(Is(Value::Number(10))),
        },
        Claim {
            id: "native",
            says: Text::new("read as 'i' the same bytes are 167772160", "按 'i' 来读，同样的字节成了 167772160"),
            expected: PerOs::on_linux(Is(Value::Number(167_772_160))),
        },
        Claim {
            id: "waiting",
            says: Text::new(
                "of those 160 MiB there are 10 bytes, and no more will come",
                "这 160 MiB 只来了 10 个字节，再也不会有更多",
            ),
            expected: PerOs::on_linux(Is(Value::Number(10))),
        },
        Claim {
            id: "refused",
            says: Text::new("a reader with a limit notices instead of waiting", "设了上限的一方会察觉，而不是干等"),
            expected: PerOs::on_linux(Is(Value::word("length 167772160 is above the limit of 1048576"))),
        },
    ],
};

const TOO_BIG: Scene = Scene {
    slug: "too-big",
    title: Text::new("1111111111111 does not fit", "1111111111111 放不下"),
    needs: &[],
    run: experiment::too_big,
    claims: &[
        Claim {
            id: "packed",
            says: Text::new("4 bytes cannot hold the length 1111111111111", "4 个字节放不下 1111111111111 这个长度"),
            expected: PerOs::on_linux(Is(Value::word("length 1111111111111 does not fit in 4 bytes"))),
        },
        Claim {
            id: "wrapped",
            says: Text::new(
                "a sender that keeps its lowest 32 bits announces a negative length",
                "只留下最低 32 位的发送方，报出的长度是负数",
            ),
            expected: PerOs::on_linux(Is(Value::Number(-1_285_418_553))),
        },
        Claim {
            id: "refused",
            says: Text::new("the reader refuses it", "接收方拒绝它"),
            expected: PerOs::on_linux(Is(Value::word("length -1285418553 is negative"))),
        },
        Claim {
            id: "eight",
            says: Text::new("8 bytes (struct '<q') carry the number whole", "8 个字节（struct 的 '<q'）装得下整个数"),
            expected: PerOs::on_linux(Is(Value::Number(1_111_111_111_111))),
        },
    ],
};

const REFUSED: Scene = Scene {
    slug: "refused",
    title: Text::new("A length that is a lie", "虚报的长度"),
    needs: &[],
    run: experiment::refused,
    claims: &[
        Claim {
            id: "negative",
            says: Text::new(
                "a negative length is refused at the byte where it stands",
                "负的长度被拒绝，并指出它在第几个字节",
            ),
            expected: PerOs::on_linux(Is(Value::word("byte 9: length -1 is negative"))),
        },
        Claim {
            id: "huge",
            says: Text::new("so is one of 2 GiB", "2 GiB 的长度也一样"),
            expected: PerOs::on_linux(Is(Value::word("byte 9: length 2147483647 is above the limit of 1048576"))),
        },
        Claim {
            id: "reserved",
            says: Text::new(
                "the server has reserved no memory for it: at most 1024 bytes, for what did arrive",
                "服务器没有为它预留内存：为已到的数据所留的不超过 1024 个字节",
            ),
            expected: PerOs::on_linux(AtMost(1024)),
        },
        Claim {
            id: "ended",
            says: Text::new(
                "the server closes, and either client reads the end",
                "服务器关闭连接，两个客户端都读到结束",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "next_client",
            says: Text::new("the next client is served", "下一个客户端照样得到服务"),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};

const CUT: Scene = Scene {
    slug: "cut",
    title: Text::new("The client leaves in mid-message", "客户端说到一半就走了"),
    needs: &[],
    run: experiment::cut,
    claims: &[
        Claim {
            id: "message",
            says: Text::new("\"hel\" of \"hello\" is no message", "\"hello\" 只来了 \"hel\"，不算一条消息"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "error",
            says: Text::new(
                "the end of the stream is an error there, and the reader can say where",
                "字节流在这里结束就是错误，接收方说得出断在哪里",
            ),
            expected: PerOs::on_linux(Is(Value::word("byte 7: the stream ends after 3 of the payload's 5 bytes"))),
        },
    ],
};
