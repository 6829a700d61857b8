//! The scenes of lab 33 and what they decide.

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
pub(super) const ALL: &[Scene] = &[WHOLE, NO_LENGTH, CUT_HEADER, LARGE, DAMAGED, NOT_JSON];

const WHOLE: Scene = Scene {
    slug: "whole",
    title: Text::new("A file goes across", "传一个文件"),
    needs: &[],
    run: experiment::whole,
    claims: &[
        Claim {
            id: "filename",
            says: Text::new("the client learns the file's name", "客户端得知文件名"),
            expected: PerOs::on_linux(Is(Value::bytes(b"numbers.txt"))),
        },
        Claim {
            id: "received",
            says: Text::new(
                "of the bytes that came glued together, 3000 are the file",
                "粘在一起到达的字节里，有 3000 个属于文件",
            ),
            expected: PerOs::on_linux(Is(Value::Number(3000))),
        },
        Claim {
            id: "same",
            says: Text::new("they are the file's, byte for byte", "它们与原文件逐字节相同"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const NO_LENGTH: Scene = Scene {
    slug: "no-length",
    title: Text::new("The header without its length", "不发头部的长度"),
    needs: &[],
    run: experiment::no_length,
    claims: &[
        Claim {
            id: "loads",
            says: Text::new(
                "json.loads fails: one read has brought the header and a part of the file",
                "json.loads 失败：一次读取既读到了头部，又读到了文件的一部分",
            ),
            expected: PerOs::on_linux(Is(Value::word("too much"))),
        },
        Claim {
            id: "at_the_file",
            says: Text::new("it fails at the file's first byte", "它就错在文件的第一个字节上"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const CUT_HEADER: Scene = Scene {
    slug: "cut-header",
    title: Text::new("A header cut in the middle", "从中间断开的头部"),
    needs: &[],
    run: experiment::cut_header,
    claims: &[
        Claim {
            id: "hasty",
            says: Text::new(
                "who parses after the first read gets an error, where the piece ends",
                "读一次就急着解析会出错，错在这一段的末尾",
            ),
            expected: PerOs::on_linux(Is(Value::word("byte 30: EOF while parsing a value"))),
        },
        Claim {
            id: "complete",
            says: Text::new(
                "who compares with the length knows that the header is not complete",
                "与长度一比，就知道头部还不完整",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "total_size",
            says: Text::new("with the second piece it is, and is read", "第二段一到就完整了，读得出来"),
            expected: PerOs::on_linux(Is(Value::Number(3000))),
        },
    ],
};

const LARGE: Scene = Scene {
    slug: "large",
    title: Text::new("A size beyond 4 bytes", "4 个字节放不下的大小"),
    needs: &[],
    run: experiment::large,
    claims: &[
        Claim {
            id: "in_4_bytes",
            says: Text::new("struct 'i' cannot hold the size 5000000000", "struct 的 'i' 放不下 5000000000 这个大小"),
            expected: PerOs::on_linux(Is(Value::word("length 5000000000 does not fit in 4 bytes"))),
        },
        Claim {
            id: "total_size",
            says: Text::new("as a number in JSON it arrives right", "写成 JSON 里的数，就能正确到达"),
            expected: PerOs::on_linux(Is(Value::Number(5_000_000_000))),
        },
        Claim {
            id: "reserved",
            says: Text::new(
                "the client has reserved no memory for it: at most 1024 bytes",
                "客户端没有为它预留内存：不超过 1024 个字节",
            ),
            expected: PerOs::on_linux(AtMost(1024)),
        },
        Claim {
            id: "error",
            says: Text::new(
                "the server closes without sending it, and the client knows how much is missing",
                "服务器没有发送文件就关闭了连接，客户端知道还缺多少",
            ),
            expected: PerOs::on_linux(Is(Value::word(
                "byte 61: the stream ends after 0 of the file's 5000000000 bytes",
            ))),
        },
    ],
};

const DAMAGED: Scene = Scene {
    slug: "damaged",
    title: Text::new("One wrong bit", "错了一个比特"),
    needs: &[],
    run: experiment::damaged,
    claims: &[
        Claim {
            id: "received",
            says: Text::new("3000 bytes arrive, as announced", "如约到达 3000 个字节"),
            expected: PerOs::on_linux(Is(Value::Number(3000))),
        },
        Claim {
            id: "whole",
            says: Text::new("by its length the file is whole", "从长度看，文件是完整的"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "accepted",
            says: Text::new("by its digest it is not the file", "从摘要看，它不是那个文件"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
    ],
};

const NOT_JSON: Scene = Scene {
    slug: "not-json",
    title: Text::new("A header that is no JSON", "不是 JSON 的头部"),
    needs: &[],
    run: experiment::not_json,
    claims: &[
        Claim {
            id: "python_dict",
            says: Text::new(
                "str() of a Python dict is no JSON: its quotes are the wrong ones, from byte 5 on",
                "对 Python 的字典用 str()，得到的不是 JSON：引号不对，从第 5 个字节起就错了",
            ),
            expected: PerOs::on_linux(Is(Value::word("byte 5: key must be a string"))),
        },
        Claim {
            id: "missing",
            says: Text::new("a header without its md5 is refused as well", "缺了 md5 的头部同样被拒绝"),
            expected: PerOs::on_linux(Is(Value::word("byte 30: missing field `md5`"))),
        },
    ],
};
