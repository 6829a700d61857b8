//! The exercise length-frames: a server of messages in a stream that has none.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "length-frames",
    title: Text::new("A server of frames", "按帧收发的服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "one",
            demand: Text::new(
                "Answer a frame with a frame: the length of the payload in 4 bytes, and the payload in upper case.",
                "用一帧回答一帧：先是 4 个字节的载荷长度，再是换成大写的载荷。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "The answer needs a header as well: without it nobody knows where it ends.",
                    "回答也要有头部，不然谁也不知道它到哪里结束。",
                ),
                Text::new(
                    "The first byte of the length is the lowest one: '<i' in Python's struct, i32::from_le_bytes in \
                     Rust.",
                    "长度的第一个字节是最低位：Python 的 struct 用 '<i'，Rust 用 i32::from_le_bytes。",
                ),
                Text::new(
                    "Then go round again: the same client sends its next frame on the same connection.",
                    "然后再来一遍：同一个客户端会在同一个连接上发来下一帧。",
                ),
            ],
            run: checks::one,
        },
        Check {
            id: "keeps-bytes",
            demand: Text::new(
                "Change a to z, and leave all other bytes as they are, also those that are no text.",
                "只改 a 到 z，其余字节一律不变，哪怕它们根本不是文字。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "A payload is bytes. Does your program make text of it on the way?",
                    "载荷是字节。你的程序有没有在中途把它变成文字？",
                ),
                Text::new(
                    "Do not decode. In Python, bytes have upper() themselves; in Rust it is make_ascii_uppercase.",
                    "不要解码。Python 的 bytes 自己就有 upper()，Rust 里是 make_ascii_uppercase。",
                ),
            ],
            run: checks::keeps_bytes,
        },
        Check {
            id: "next-client",
            demand: Text::new("When a client has left, serve the next one.", "一个客户端走了，接着为下一个服务。"),
            points: 1,
            lab: 22,
            hints: &[
                Text::new("One accept takes one client.", "调用一次 accept，只接待一个客户端。"),
                Text::new(
                    "Two loops: the outer one accepts, the inner one reads frames. The end of the stream leaves the \
                     inner one alone.",
                    "两层循环：外层 accept，内层读帧。读到流的结尾，只离开内层。",
                ),
            ],
            run: checks::next_client,
        },
        Check {
            id: "two-in-one-segment",
            demand: Text::new(
                "Answer every frame of a read: two of them may arrive together.",
                "一次读到的帧都要回答：两帧可能一起到达。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "Your first read may return more than the first frame. Where do the other bytes go?",
                    "第一次读到的，可能不止第一帧。多出来的字节去哪儿了？",
                ),
                Text::new(
                    "Ask for no more than you need: 4 bytes, and then as many as they tell. The kernel keeps the \
                     rest for you.",
                    "需要多少就要多少：先要 4 个字节，再按它说的数目要。剩下的，内核替你留着。",
                ),
                Text::new(
                    "Or keep what is left in a buffer of the connection, and look there first.",
                    "或者把剩下的存在这个连接的缓冲区里，下次先看那里。",
                ),
            ],
            run: checks::two_in_one_segment,
        },
        Check {
            id: "byte-by-byte",
            demand: Text::new(
                "Wait until a frame is whole, however small the pieces are in which it comes.",
                "不管来的块有多小，都要等到一帧收齐。",
            ),
            points: 1,
            lab: 27,
            hints: &[
                Text::new(
                    "recv(n) returns up to n bytes: what is there, at least one.",
                    "recv(n) 最多返回 n 个字节：有多少给多少，至少一个。",
                ),
                Text::new(
                    "Write a function that reads exactly n bytes, in a loop, and use it for header and payload. In \
                     Rust: read_exact.",
                    "写一个函数，用循环读够正好 n 个字节，头部和载荷都用它。Rust 里有 read_exact。",
                ),
            ],
            run: checks::byte_by_byte,
        },
        Check {
            id: "cut-header",
            demand: Text::new(
                "Read all 4 bytes of the header, also when they come in two parts.",
                "头部的 4 个字节要读全，哪怕它们分两次到达。",
            ),
            points: 2,
            lab: 32,
            hints: &[
                Text::new(
                    "What does recv(4) return when only 2 bytes have come?",
                    "只到了 2 个字节时，recv(4) 返回什么？",
                ),
                Text::new(
                    "The header needs the same loop as the payload: ask again for 4 - len(header) bytes until it is \
                     whole.",
                    "读头部和读载荷一样，要用循环：还差 4 - len(header) 个字节，就再要这么多，直到读全。",
                ),
            ],
            run: checks::cut_header,
        },
        Check {
            id: "any-cut",
            demand: Text::new(
                "Answer three frames in a row, wherever the stream is cut.",
                "连续三帧，不管流从哪里切开，都要回答。",
            ),
            points: 2,
            lab: 32,
            hints: &[
                Text::new(
                    "A read may end anywhere: one frame whole, and the beginning of the next.",
                    "一次读取可能停在任何地方：一帧是完整的，后面还跟着下一帧的开头。",
                ),
                Text::new(
                    "If you keep a buffer: after each read answer all whole frames in it, and keep the bytes behind \
                     them.",
                    "如果你用缓冲区：每读一次，就回答里面所有完整的帧，后面剩下的字节留着。",
                ),
            ],
            run: checks::any_cut,
        },
        Check {
            id: "empty-frame",
            demand: Text::new(
                "Answer an empty payload by an empty one, and go on.",
                "空载荷就用空载荷回答，然后继续。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "A frame of length 0 is four bytes, and a message like any other. It is not the end.",
                    "长度为 0 的一帧有四个字节，和别的消息一样，不是结束。",
                ),
                Text::new(
                    "Only a read that returns nothing though you asked for something is the end. Where you need 0 \
                     bytes, do not read.",
                    "你要了字节却读到空，那才是结束。需要 0 个字节的时候，就不要读。",
                ),
            ],
            run: checks::empty_frame,
        },
        Check {
            id: "large",
            demand: Text::new("Answer a payload of 1048576 bytes whole.", "1048576 个字节的载荷，要完整地回答。"),
            points: 1,
            lab: 28,
            hints: &[
                Text::new(
                    "So much never comes in one read, and it is no more than the limit.",
                    "这么多字节一次读不完，而且它没有超过上限。",
                ),
                Text::new(
                    "Read the payload in a loop until it is whole. Refuse a length only if it is greater than \
                     1048576.",
                    "用循环读，直到载荷收齐。长度大于 1048576 才拒绝。",
                ),
                Text::new(
                    "Send the answer with sendall (in Rust: write_all).",
                    "回答用 sendall 发（Rust 里是 write_all）。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "pipelined",
            demand: Text::new(
                "Answer 100 frames that are sent before the first answer is read.",
                "客户端先发完 100 帧，再读第一个回答：每一帧都要回答。",
            ),
            points: 1,
            lab: 25,
            hints: &[
                Text::new(
                    "The frames arrive in a few large reads. Does one of yours end inside a frame?",
                    "这些帧会在几次大的读取里到达。你的哪次读取会停在一帧的中间？",
                ),
                Text::new(
                    "Answer in the order of the frames, one for each, and lose no byte between two reads.",
                    "按顺序，每帧回答一次；两次读取之间，一个字节也不能丢。",
                ),
            ],
            run: checks::pipelined,
        },
        Check {
            id: "negative-length",
            demand: Text::new(
                "Close the connection when a length is below 0, without an answer, and serve the next client.",
                "长度小于 0 就关闭连接，不回答，然后为下一个客户端服务。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "A stranger sends this number. It may be any of the numbers that 4 bytes can hold.",
                    "这个数是陌生人发来的，4 个字节装得下的数都有可能。",
                ),
                Text::new(
                    "Check it right after the header: not 0 <= length <= 1048576, and close. Is your loop over \
                     clients still running then?",
                    "读完头部马上检查：不满足 0 <= length <= 1048576 就关闭。这之后，接待客户端的循环还在转吗？",
                ),
            ],
            run: checks::negative_length,
        },
        Check {
            id: "huge-length",
            demand: Text::new(
                "Close the connection when a length is above 1048576, before you reserve memory for it.",
                "长度大于 1048576 就关闭连接，而且要在为它分配内存之前。",
            ),
            points: 2,
            lab: 32,
            hints: &[
                Text::new(
                    "Four bytes of a stranger's must not cost you 2 GiB, nor keep you waiting for them.",
                    "陌生人发来四个字节，不该让你付出 2 GiB 内存，也不该让你一直等那么多数据。",
                ),
                Text::new(
                    "After such a header nobody knows where the next one stands. Closing is all that is left.",
                    "这样的头部之后，谁也不知道下一个头部在哪里，只能关闭。",
                ),
                Text::new(
                    "First compare with the limit, then make the buffer. The other way round, bytearray(length) has \
                     already done it.",
                    "先和上限比较，再建缓冲区。反过来的话，bytearray(length) 已经把内存占了。",
                ),
            ],
            run: checks::huge_length,
        },
        Check {
            id: "eof-mid-frame",
            demand: Text::new(
                "When a client ends inside a frame, send no answer, close, and serve the next client.",
                "客户端在一帧的中间结束：不回答，关闭连接，为下一个客户端服务。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "What does your reading loop do when recv returns nothing?",
                    "recv 返回空的时候，你的读取循环会怎么做？",
                ),
                Text::new(
                    "Nothing means the end. If bytes are still missing then, the frame is lost: give this connection \
                     up, and no other.",
                    "读到空就是结束。这时还缺字节，这一帧就作废：放弃这个连接，别的照旧。",
                ),
                Text::new(
                    "In Python: if not more: raise EOFError, and catch it around the work for one client.",
                    "用 Python 写就是 if not more: raise EOFError，再在一个客户端的处理外面捕获它。",
                ),
            ],
            run: checks::eof_mid_frame,
        },
        Check {
            id: "survives-reset",
            demand: Text::new(
                "Go on serving after a client has reset its connection or left without reading its answer.",
                "客户端复位了连接，或者不读回答就走了，服务器照样为后面的客户端服务。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "A reset is an error of recv or sendall. Who catches it?",
                    "连接被复位，recv 或 sendall 就会出错。谁来处理这个错误？",
                ),
                Text::new(
                    "Put try and except OSError around the work for one client, inside the accept loop.",
                    "在 accept 循环里面，给一个客户端的处理套上 try 和 except OSError。",
                ),
            ],
            run: checks::survives_reset,
        },
    ],
};
