//! The scenes of lab 35 and what they decide.

use super::experiment;
use crate::{
    lab::{Claim, Expect::Is, PerOs, Scene},
    text::Text,
    trace::Value,
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[LENGTHS, WRONG_ONE, CUT, INCREMENTAL, ENDS_INSIDE, HEADER];

const LENGTHS: Scene = Scene {
    slug: "lengths",
    title: Text::new("Two characters on the wire", "两个字，传的是几个字节"),
    needs: &[],
    run: experiment::lengths,
    claims: &[
        Claim {
            id: "characters",
            says: Text::new("你好 has two characters", "“你好”有两个字符"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "utf8",
            says: Text::new("in UTF-8 the server receives six bytes", "用 UTF-8，服务器收到六个字节"),
            expected: PerOs::on_linux(Is(Value::Number(6))),
        },
        Claim {
            id: "gbk",
            says: Text::new("in GBK it receives four", "用 GBK，收到四个"),
            expected: PerOs::on_linux(Is(Value::Number(4))),
        },
    ],
};

const WRONG_ONE: Scene = Scene {
    slug: "wrong-one",
    title: Text::new("Decoded with the wrong encoding", "用错了编码来解码"),
    needs: &[],
    run: experiment::wrong_one,
    claims: &[
        Claim {
            id: "utf8_as_gbk",
            says: Text::new(
                "UTF-8 read as GBK gives other characters, and no error",
                "把 UTF-8 当 GBK 来读，得到别的字，而且不报错",
            ),
            expected: PerOs::on_linux(Is(Value::bytes("浣犲ソ".as_bytes()))),
        },
        Claim {
            id: "gbk_as_utf8",
            says: Text::new("GBK read as UTF-8 is an error", "把 GBK 当 UTF-8 来读，会报错"),
            expected: PerOs::on_linux(Is(Value::word("error"))),
        },
        Claim {
            id: "english",
            says: Text::new(
                "\"hello\" has the same bytes in both: a test in English finds nothing",
                "\"hello\" 在两种编码里字节相同：用英文测试什么也发现不了",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const CUT: Scene = Scene {
    slug: "cut",
    title: Text::new("A read that ends inside a character", "读到半个字"),
    needs: &[],
    run: experiment::cut,
    claims: &[
        Claim {
            id: "strict",
            says: Text::new("four bytes of 你好 in UTF-8 cannot be decoded", "UTF-8 的“你好”只读四个字节，无法解码"),
            expected: PerOs::on_linux(Is(Value::word("error"))),
        },
        Claim {
            id: "replaced",
            says: Text::new(
                "decoded with replacement, the half character becomes U+FFFD",
                "带替换地解码，半个字变成 U+FFFD",
            ),
            expected: PerOs::on_linux(Is(Value::bytes("你\u{fffd}".as_bytes()))),
        },
        Claim {
            id: "rest",
            says: Text::new("the other two bytes cannot be decoded either", "剩下的两个字节也无法解码"),
            expected: PerOs::on_linux(Is(Value::word("error"))),
        },
    ],
};

const INCREMENTAL: Scene = Scene {
    slug: "incremental",
    title: Text::new("A decoder that remembers", "会记住半个字的解码器"),
    needs: &[],
    run: experiment::incremental,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "of four bytes an incremental decoder gives 你, and keeps the fourth",
                "读到四个字节，增量解码器给出“你”，把第四个留着",
            ),
            expected: PerOs::on_linux(Is(Value::bytes("你".as_bytes()))),
        },
        Claim {
            id: "whole",
            says: Text::new("with the next read the text is whole", "下一次读之后，文字就完整了"),
            expected: PerOs::on_linux(Is(Value::bytes("你好".as_bytes()))),
        },
        Claim {
            id: "malformed",
            says: Text::new("nothing was malformed", "没有任何错误"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
    ],
};

const ENDS_INSIDE: Scene = Scene {
    slug: "ends-inside",
    title: Text::new("The stream ends inside a character", "流在半个字处结束"),
    needs: &[],
    run: experiment::ends_inside,
    claims: &[
        Claim {
            id: "text",
            says: Text::new("four bytes give 你", "四个字节给出“你”"),
            expected: PerOs::on_linux(Is(Value::bytes("你".as_bytes()))),
        },
        Claim {
            id: "before_the_end",
            says: Text::new(
                "as long as more may come, half a character is no error",
                "只要后面还可能有数据，半个字就不算错",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "at_the_end",
            says: Text::new("told of the end, the decoder reports it", "告诉解码器流已结束，它就报告错误"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const HEADER: Scene = Scene {
    slug: "header",
    title: Text::new("A length counted in characters", "长度按字符数算"),
    needs: &[],
    run: experiment::header,
    claims: &[
        Claim {
            id: "in_characters",
            says: Text::new(
                "a header that counts characters gives the first two bytes of six",
                "头部写字符数，只读到六个字节中的前两个",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"\xe4\xbd"))),
        },
        Claim {
            id: "in_bytes",
            says: Text::new("a header that counts bytes gives the text", "头部写字节数，读到完整的文字"),
            expected: PerOs::on_linux(Is(Value::bytes("你好".as_bytes()))),
        },
    ],
};
