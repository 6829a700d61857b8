//! The exercise unix-echo: a server on a path that may belong to somebody already.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "unix-echo",
    title: Text::new("An echo server on a UNIX path", "UNIX 路径上的回显服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "echo-upper",
            demand: Text::new(
                "Send a client's bytes back, a to z as A to Z, until it ends its half; then close.",
                "把客户端发来的字节送回去，a 到 z 变成大写，直到它结束自己的一半，然后关闭。",
            ),
            points: 1,
            lab: 36,
            hints: &[
                Text::new(
                    "Only the address differs from TCP: a path. In Python: socket.socket(socket.AF_UNIX). In Rust: \
                     UnixListener.",
                    "和 TCP 不同的只有地址：这里是路径。Python：socket.socket(socket.AF_UNIX)。Rust：UnixListener。",
                ),
                Text::new(
                    "Read, upper-case the bytes, write, and again, until a read returns nothing. Do not decode.",
                    "读取，把字节变成大写，写回，再来，直到读到空。不要解码。",
                ),
            ],
            run: checks::echo_upper,
        },
        Check {
            id: "next-client",
            demand: Text::new("When a client has left, serve the next one.", "一个客户端走了，接着为下一个服务。"),
            points: 1,
            lab: 22,
            hints: &[
                Text::new("One accept takes one client.", "调用一次 accept，只接待一个客户端。"),
                Text::new(
                    "Two loops: the outer one accepts, the inner one talks. The end of a client ends the inner one \
                     alone.",
                    "两层循环：外层 accept，内层对话。客户端离开，只结束内层循环。",
                ),
            ],
            run: checks::next_client,
        },
        Check {
            id: "survives-vanish",
            demand: Text::new(
                "Go on serving after a client has left without reading its answer.",
                "客户端不读回答就走了，服务器照样为后面的客户端服务。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "Your write or your next read fails: broken pipe, or connection reset. Who catches it?",
                    "你的写，或者下一次读，会出错：broken pipe 或 connection reset。谁来处理？",
                ),
                Text::new(
                    "Put try and except OSError around the work for one client, inside the accept loop.",
                    "在 accept 循环里面，给一个客户端的处理套上 try 和 except OSError。",
                ),
            ],
            run: checks::survives_vanish,
        },
        Check {
            id: "stale-path",
            demand: Text::new(
                "Start although the path is there, when its server was killed and nobody listens on it.",
                "路径还在，但它的服务器被杀死了，没有人在监听：这时要能启动。",
            ),
            points: 2,
            lab: 36,
            hints: &[
                Text::new(
                    "bind fails because of a file, and SO_REUSEADDR knows nothing of files. Who can still remove it? \
                     A killed server cannot.",
                    "bind 失败是因为有个文件，SO_REUSEADDR 管不到文件。谁来删它？被杀死的服务器已经删不了了。",
                ),
                Text::new(
                    "When bind says that the address is in use, and connect to the path is refused, remove the path \
                     and bind again.",
                    "bind 说地址被占用，而连接这个路径又被拒绝，就删掉这个路径，再 bind 一次。",
                ),
                Text::new(
                    "In Python: os.unlink(path). In Rust: std::fs::remove_file(path).",
                    "用 Python 写就是 os.unlink(path)，用 Rust 写就是 std::fs::remove_file(path)。",
                ),
            ],
            run: checks::stale_path,
        },
        Check {
            id: "live-path",
            demand: Text::new(
                "Leave the path of a running server alone: say that it is in use, and exit with a status other than \
                 0.",
                "正在运行的服务器的路径不要动：说明它正在使用，以非 0 的状态退出。",
            ),
            points: 2,
            lab: 36,
            hints: &[
                Text::new(
                    "unlink does not ask whether the path is in use. How can you find out?",
                    "unlink 不管路径是不是正在使用。你怎样才能知道？",
                ),
                Text::new(
                    "Try to connect before you unlink. If that succeeds, somebody listens: write a message to \
                     standard error and exit.",
                    "unlink 之前先 connect 试试。连得上，就说明有人在监听：在标准错误上说一声，然后退出。",
                ),
                Text::new(
                    "In Python sys.exit('the path is in use') does both: the message, and the status 1.",
                    "在 Python 里，sys.exit('the path is in use') 两样都做了：说明原因，状态为 1。",
                ),
            ],
            run: checks::live_path,
        },
        Check {
            id: "plain-file",
            demand: Text::new(
                "Leave a file alone that is no socket: say so, and exit with a status other than 0.",
                "不是套接字的文件不要动：说明原因，以非 0 的状态退出。",
            ),
            points: 1,
            lab: 36,
            hints: &[
                Text::new(
                    "A plain file refuses connections too. Is that a reason to remove it?",
                    "普通文件同样会拒绝连接。这是删掉它的理由吗？",
                ),
                Text::new(
                    "Look what it is before you remove it. In Python: stat.S_ISSOCK(os.lstat(path).st_mode); in \
                     Rust: FileTypeExt::is_socket.",
                    "删之前先看看它是什么。Python：stat.S_ISSOCK(os.lstat(path).st_mode)；Rust：\
                     FileTypeExt::is_socket。",
                ),
            ],
            run: checks::plain_file,
        },
    ],
};
