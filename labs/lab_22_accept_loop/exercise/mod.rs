//! The exercise tcp-echo: a server that no client can stop.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "tcp-echo",
    title: Text::new("An echo server", "回显服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "echo-upper",
            demand: Text::new(
                "Send a client's bytes back, with a-z turned into A-Z.",
                "把客户端发来的字节送回去，其中 a-z 变成 A-Z。",
            ),
            points: 1,
            lab: 22,
            hints: &[
                Text::new(
                    "The listening socket takes clients; the socket that accept returns talks to one of them.",
                    "监听套接字只管接客；和客户端对话的，是 accept 返回的那个套接字。",
                ),
                Text::new(
                    "Read from the accepted socket, turn a-z into A-Z, write to the same socket. In Python: \
                     conn.sendall(conn.recv(1024).upper()).",
                    "从 accept 得到的套接字读，把 a-z 变成 A-Z，再写回同一个套接字。用 Python 写就是 \
                     conn.sendall(conn.recv(1024).upper())。",
                ),
            ],
            run: checks::echo_upper,
        },
        Check {
            id: "echo-again",
            demand: Text::new(
                "Answer everything that a client sends on one connection, not its first message alone.",
                "同一个连接上，客户端发来的都要回答，不能只回答第一次。",
            ),
            points: 1,
            lab: 22,
            hints: &[
                Text::new(
                    "After the first answer the client is still there. What does your program do then?",
                    "第一次回答之后，客户端还在。这时候你的程序在做什么？",
                ),
                Text::new(
                    "Read in a loop, until recv returns nothing: that is the end of what the client sends.",
                    "把 recv 写进循环，直到它返回空：那表示客户端不再发送了。",
                ),
            ],
            run: checks::echo_again,
        },
        Check {
            id: "next-client",
            demand: Text::new("When a client has left, serve the next one.", "一个客户端走了，接着为下一个服务。"),
            points: 1,
            lab: 22,
            hints: &[
                Text::new("One accept takes one client.", "调用一次 accept，只接待一个客户端。"),
                Text::new(
                    "There are two loops: the outer one accepts, the inner one talks. The end of a client ends the \
                     inner one alone.",
                    "一共有两层循环：外层 accept，内层对话。客户端离开，只结束内层循环。",
                ),
            ],
            run: checks::next_client,
        },
        Check {
            id: "survives-reset",
            demand: Text::new(
                "Go on serving after a client has reset its connection.",
                "客户端复位了连接，服务器照样为后面的客户端服务。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "A reset is an error of recv or send. Who catches it?",
                    "连接被复位，recv 或 send 就会出错。谁来处理这个错误？",
                ),
                Text::new(
                    "Put try and except OSError around the work for one client, inside the accept loop.",
                    "在 accept 循环里面，给一个客户端的处理套上 try 和 except OSError。",
                ),
            ],
            run: checks::survives_reset,
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
                    "Here it is the write that fails, and perhaps not the first one.",
                    "这里出错的是写，而且不一定是第一次写。",
                ),
                Text::new(
                    "recv and sendall belong into the same try: both may say that the client is gone.",
                    "recv 和 sendall 要放在同一个 try 里：两个都可能发现客户端已经不在了。",
                ),
            ],
            run: checks::survives_vanish,
        },
        Check {
            id: "split-write",
            demand: Text::new(
                "Answer all bytes of a client, however they are cut on their way.",
                "客户端的字节不管在路上被切成几块，都要全部回答。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "TCP carries bytes, not messages. One write of the client's may arrive in many reads.",
                    "TCP 传的是字节，不是消息。客户端写一次，你可能要读很多次。",
                ),
                Text::new(
                    "Do not wait for a line or a length. Answer what each recv brings, at once, and read on until it \
                     brings nothing.",
                    "不要等一整行，也不要等某个长度。每次 recv 读到什么就立刻回答什么，一直读到空为止。",
                ),
            ],
            run: checks::split_write,
        },
        Check {
            id: "large",
            demand: Text::new(
                "Answer one mebibyte while it is still coming in, and lose nothing.",
                "1 MiB 的数据，边收边答，一个字节也不能丢。",
            ),
            points: 1,
            lab: 29,
            hints: &[
                Text::new(
                    "send may take less than you give it. What does it return?",
                    "send 可能只拿走一部分。看看它的返回值。",
                ),
                Text::new(
                    "Use sendall (in Rust: write_all). And answer as you read: the client waits for answers before it \
                     has sent everything.",
                    "用 sendall（Rust 里是 write_all）。而且要边读边答：客户端还没发完，就在等回答了。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "half-close",
            demand: Text::new(
                "When a client has ended its half, send the rest of the answer, and then close.",
                "客户端结束了自己的一半之后，把剩下的回答发完，再关闭连接。",
            ),
            points: 1,
            lab: 19,
            hints: &[
                Text::new(
                    "An empty read says that the client will send no more. It may still be reading.",
                    "读到空，只说明客户端不再发送。它可能还在读。",
                ),
                Text::new(
                    "Write everything before you close, and do close: the client waits for the end.",
                    "写完再关闭；而且一定要关闭，客户端在等结尾。",
                ),
            ],
            run: checks::half_close,
        },
        Check {
            id: "two-at-once",
            demand: Text::new(
                "Serve a second client while the first one is connected and silent.",
                "第一个客户端连着不说话的时候，第二个也要得到服务。",
            ),
            points: 4,
            lab: 22,
            hints: &[
                Text::new(
                    "While your program waits in recv for the first client, who calls accept?",
                    "你的程序在 recv 里等第一个客户端的时候，谁来调用 accept？",
                ),
                Text::new(
                    "Give each connection a thread of its own, or ask select which socket has something to read.",
                    "给每个连接一个线程，或者用 select 问一问哪个套接字有东西可读。",
                ),
                Text::new(
                    "In Python: threading.Thread(target=serve, args=(conn,), daemon=True).start() after accept.",
                    "用 Python 写，就是在 accept 之后：threading.Thread(target=serve, args=(conn,), daemon=True).start()。",
                ),
            ],
            run: checks::two_at_once,
        },
        Check {
            id: "no-busy-loop",
            demand: Text::new(
                "Use no processor time while a client is silent, or when it has left.",
                "客户端不说话或者已经走了，就不要占用处理器。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "At the end of the stream recv returns at once, with nothing, again and again.",
                    "到了流的结尾，recv 会立刻返回空，而且每次都这样。",
                ),
                Text::new(
                    "Leave the loop when recv returns nothing: if not data: break. Then close the connection.",
                    "recv 返回空，就离开循环：if not data: break。然后关闭连接。",
                ),
            ],
            run: checks::no_busy_loop,
        },
    ],
};
