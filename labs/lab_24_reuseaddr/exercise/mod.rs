//! The exercise restart: a server that is back at once.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "restart",
    title: Text::new("A server that is back at once", "关了马上能再开的服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "greets",
            demand: Text::new(
                "Greet a client that says nothing with `hello` and a newline, and close the connection first.",
                "客户端什么也不说，也要给它发 `hello` 和换行，然后由服务器先关闭连接。",
            ),
            points: 1,
            lab: 19,
            hints: &[
                Text::new(
                    "The client sends nothing and closes nothing before you do. What does your program wait for?",
                    "在你之前，客户端既不发送，也不关闭。你的程序在等什么？",
                ),
                Text::new(
                    "accept, send, close: there is nothing to receive. The client sees the end when you close the \
                     socket that accept returned.",
                    "accept，发送，关闭：没有什么要接收的。关闭 accept 返回的那个套接字，客户端才读得到末尾。",
                ),
                Text::new(
                    "In Python: with connection: connection.sendall(b\"hello\\n\"). Leaving the block closes it.",
                    "用 Python 写：with connection: connection.sendall(b\"hello\\n\")。离开 with 时就会关闭。",
                ),
            ],
            run: checks::greets,
        },
        Check {
            id: "next-client",
            demand: Text::new(
                "Greet client after client, also while earlier ones keep their end open.",
                "一个接一个地打招呼，哪怕前面的客户端还没关闭自己那一端。",
            ),
            points: 1,
            lab: 22,
            hints: &[
                Text::new(
                    "What does your program do between the greeting and the next accept?",
                    "打完招呼到下一次 accept 之间，你的程序在做什么？",
                ),
                Text::new(
                    "accept, greet and close stand in a loop that never ends. Nothing in it waits for the client.",
                    "accept、打招呼、关闭，都放在一个不结束的循环里。循环里没有一步是在等客户端的。",
                ),
            ],
            run: checks::next_client,
        },
        Check {
            id: "survives-reset",
            demand: Text::new(
                "Go on when a client is gone before it was greeted.",
                "还没来得及打招呼，客户端就不在了，服务器也要接着干。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "The kernel takes clients for you while you are busy. One may reset its connection before you \
                     accept it. Which call fails then?",
                    "你在忙的时候，内核替你接下客户端。有的在你 accept 之前就重置了连接。这时哪个调用会出错？",
                ),
                Text::new(
                    "The send fails, and its error concerns this client alone. Catch it inside the loop.",
                    "send 会出错，而这个错误只关系到这一个客户端。在循环里面处理它。",
                ),
                Text::new(
                    "In Python: try: connection.sendall(b\"hello\\n\") except OSError: pass. In Rust: no `?` on the \
                     write, inside the loop.",
                    "用 Python 写：try: connection.sendall(b\"hello\\n\") except OSError: pass。在 Rust 里，\
                     循环中的 write 后面不要用 `?`。",
                ),
            ],
            run: checks::survives_reset,
        },
        Check {
            id: "restarts-at-once",
            demand: Text::new(
                "Killed and started again, listen on the same port at once.",
                "被杀死再启动，马上又能在同一个端口上监听。",
            ),
            points: 2,
            lab: 24,
            hints: &[
                Text::new(
                    "Your server closes first, so its end of each connection stays in TIME_WAIT for a while. bind \
                     refuses the address, unless an option says that this is no reason.",
                    "先关闭的是你的服务器，所以每个连接在它这一端会留下一段时间的 TIME_WAIT。bind 因此不给地址，\
                     除非用一个选项告诉它：这不算占用。",
                ),
                Text::new(
                    "The option is SO_REUSEADDR. It belongs before bind, and in every start: Linux asks whether the \
                     old sockets had it too.",
                    "这个选项是 SO_REUSEADDR。要在 bind 之前设，而且每次启动都要设：Linux 还要看旧套接字设没设。",
                ),
                Text::new(
                    "In Python: server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1), then bind. In Rust with \
                     socket2: socket.set_reuse_address(true)?, then bind.",
                    "用 Python 写：先 server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)，再 bind。\
                     用 Rust 和 socket2：先 socket.set_reuse_address(true)?，再 bind。",
                ),
            ],
            run: checks::restarts_at_once,
        },
        Check {
            id: "second-instance-refused",
            demand: Text::new(
                "Started while another one listens there, say so and exit with a code other than 0.",
                "那里已经有一个在监听，再启动就要说明原因，并以非 0 的退出码结束。",
            ),
            points: 1,
            lab: 24,
            hints: &[
                Text::new(
                    "One port, one server: the second one has nothing to wait for, and no other port to go to.",
                    "一个端口只有一个服务器：第二个没有什么可等的，也没有别的端口可去。",
                ),
                Text::new(
                    "bind or listen fails with \"address already in use\". Let that end the program. If it does not \
                     fail, look at your options: SO_REUSEPORT shares the port.",
                    "bind 或 listen 会报“地址已被占用”，就让它结束程序。如果没有报错，看看你设的选项：\
                     SO_REUSEPORT 会共用端口。",
                ),
                Text::new(
                    "In Python: except OSError as error: sys.exit(f\"listen: {error}\"), which writes to standard \
                     error and exits with 1. In Rust: return the error from main.",
                    "用 Python 写：except OSError as error: sys.exit(f\"listen: {error}\")，\
                     它写到标准错误，并以 1 退出。在 Rust 里：从 main 返回这个错误。",
                ),
            ],
            run: checks::second_instance_refused,
        },
    ],
};
