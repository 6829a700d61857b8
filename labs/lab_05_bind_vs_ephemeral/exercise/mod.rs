//! The exercise udp-client: one socket, half a second of patience, and one server to believe.

mod checks;
mod server;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "udp-client",
    title: Text::new("A client that does not wait for ever", "不会一直等下去的客户端"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: None,
    checks: &[
        Check {
            id: "sends-lines",
            demand: Text::new(
                "Send each line of standard input as one datagram, byte for byte and without its line end; exit \
                 with 0 when the input ends.",
                "标准输入的每一行作为一个数据报发出，一个字节不差，不带换行；输入结束，就以状态 0 退出。",
            ),
            points: 1,
            lab: 7,
            hints: &[
                Text::new(
                    "A datagram has its own boundary, so that the line end is not needed. What else does your way \
                     of reading lines take away, or leave?",
                    "数据报自带边界，用不着换行符。你读取一行的办法，还会多去掉或多留下什么？",
                ),
                Text::new(
                    "Take away one \"\\n\" at the end if there is one, and nothing else. In Python: for line in \
                     sys.stdin.buffer, then line.removesuffix(b\"\\n\"). In Rust: stdin().lock().split(b'\\n').",
                    "行尾有 \"\\n\" 就去掉一个，别的都不要动。Python 写 for line in sys.stdin.buffer，\
                     再用 line.removesuffix(b\"\\n\")；Rust 写 stdin().lock().split(b'\\n')。",
                ),
            ],
            run: checks::sends_lines,
        },
        Check {
            id: "prints-replies",
            demand: Text::new(
                "Print each reply on a line of its own, byte for byte.",
                "每个答复单独打印一行，一个字节也不差。",
            ),
            points: 1,
            lab: 3,
            hints: &[
                Text::new(
                    "Print what the server has sent, not what you have sent, and not how your language shows bytes.",
                    "要打印服务器发来的内容，不是你发出的内容，也不是语言显示字节的那种写法。",
                ),
                Text::new(
                    "In Python: sys.stdout.buffer.write(reply + b\"\\n\"), without strip.",
                    "用 Python 写就是 sys.stdout.buffer.write(reply + b\"\\n\")，不要 strip。",
                ),
            ],
            run: checks::prints_replies,
        },
        Check {
            id: "one-ephemeral-port",
            demand: Text::new(
                "Send all lines from one port: use one socket from the beginning to the end.",
                "所有的行都从同一个端口发出：从头到尾只用一个套接字。",
            ),
            points: 2,
            lab: 5,
            hints: &[
                Text::new(
                    "A socket keeps its port until it is closed. How many sockets do you make?",
                    "套接字到关闭为止都用同一个端口。你一共建了几个套接字？",
                ),
                Text::new(
                    "Make the socket before the loop, not inside it.",
                    "在循环之前创建套接字，不要放在循环里面。",
                ),
            ],
            run: checks::one_ephemeral_port,
        },
        Check {
            id: "no-fixed-port",
            demand: Text::new(
                "Let the system pick the port, so that two clients can run at the same time.",
                "端口让系统来挑，这样两个客户端才能同时运行。",
            ),
            points: 1,
            lab: 5,
            hints: &[
                Text::new(
                    "A port that stands in the program can be had by one program at a time.",
                    "写死在程序里的端口，同一时间只有一个程序能用。",
                ),
                Text::new("Leave bind out, or bind to port 0.", "不要 bind，或者绑定到端口 0。"),
            ],
            run: checks::no_fixed_port,
        },
        Check {
            id: "survives-lost-reply",
            demand: Text::new(
                "Wait 500 ms for each reply. If none comes, print timeout and go on with the next line; send nothing \
                 twice.",
                "每个答复等 500 毫秒。没等到就打印 timeout，接着处理下一行；什么都不要重发。",
            ),
            points: 2,
            lab: 14,
            hints: &[
                Text::new(
                    "A receive waits for ever unless you set a limit. Which unit does it count in?",
                    "不设时限，接收会一直等下去。这个时限以什么为单位？",
                ),
                Text::new(
                    "One line at a time: send, wait for its reply, print, and only then the next. If all are sent \
                     first, nobody knows which reply was lost.",
                    "一次只处理一行：发送、等答复、打印，然后才是下一行。要是全部先发出去，\
                     就不知道丢的是哪一个答复了。",
                ),
                Text::new(
                    "In Python: client.settimeout(0.5), and except TimeoutError around recv. In Rust: \
                     set_read_timeout(Some(Duration::from_millis(500))).",
                    "Python 写 client.settimeout(0.5)，再给 recv 套上 except TimeoutError；\
                     Rust 写 set_read_timeout(Some(Duration::from_millis(500)))。",
                ),
            ],
            run: checks::survives_lost_reply,
        },
        Check {
            id: "ignores-strangers",
            demand: Text::new(
                "Take replies from the server's address alone; what others send must neither be printed nor change \
                 the 500 ms.",
                "只认服务器的地址发来的答复；别人发来的，既不能打印，也不能影响那 500 毫秒。",
            ),
            points: 2,
            lab: 3,
            hints: &[
                Text::new(
                    "Anybody can send to your port. recvfrom tells who it was: an address is a host and a port.",
                    "谁都可以往你的端口发数据。recvfrom 会说出是谁发的：地址包括主机和端口。",
                ),
                Text::new(
                    "Call connect on the client's socket: then the kernel drops what comes from any other address. \
                     Otherwise compare the whole address, and wait only for what is left of the 500 ms.",
                    "在客户端的套接字上调用 connect，别的地址发来的，内核就会丢掉。不然就得比较整个地址，\
                     而且只等 500 毫秒里剩下的时间。",
                ),
            ],
            run: checks::ignores_strangers,
        },
        Check {
            id: "empty",
            demand: Text::new(
                "Send an empty line as an empty datagram, and print an empty reply as an empty line.",
                "空行要作为空数据报发出，空答复要打印成空行。",
            ),
            points: 1,
            lab: 9,
            hints: &[
                Text::new(
                    "Neither is an end: the input ends when there is no line any more, and a reply of no bytes is \
                     a reply.",
                    "两者都不是结束：再也读不到行，输入才算结束；没有字节的答复也是答复。",
                ),
                Text::new(
                    "Test for a reply by whether recv has returned, not by whether it brought bytes.",
                    "有没有答复，要看 recv 有没有返回，而不是看它带来了几个字节。",
                ),
            ],
            run: checks::empty,
        },
        Check {
            id: "raw-bytes",
            demand: Text::new(
                "Pass on lines and replies that are not UTF-8, as they are.",
                "不是 UTF-8 的行和答复，也要原样送到。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "Where does your program turn bytes into text? It need not do so anywhere.",
                    "你的程序在哪里把字节变成了文字？其实哪里都不需要。",
                ),
                Text::new(
                    "Read and write bytes: in Python sys.stdin.buffer and sys.stdout.buffer, in Rust split(b'\\n') \
                     and write_all.",
                    "读写都用字节：Python 用 sys.stdin.buffer 和 sys.stdout.buffer，\
                     Rust 用 split(b'\\n') 和 write_all。",
                ),
            ],
            run: checks::raw_bytes,
        },
        Check {
            id: "large-reply",
            demand: Text::new("Print a reply of 65,507 bytes whole.", "65,507 字节的答复要完整打印。"),
            points: 1,
            lab: 8,
            hints: &[
                Text::new(
                    "What does not fit into the size that you give to recv is lost.",
                    "超出 recv 所给大小的部分就丢了。",
                ),
                Text::new(
                    "Receive with room for 65507 bytes, the most that one datagram carries.",
                    "接收时留出 65507 字节的空间，这是一个数据报最多能装的。",
                ),
            ],
            run: checks::large_reply,
        },
        Check {
            id: "at-once",
            demand: Text::new(
                "Send a line as soon as it can be read, and show its reply at once, while the input is still open.",
                "一行读到就发，答复立刻显示，这时输入还没有结束。",
            ),
            points: 1,
            lab: 15,
            hints: &[
                Text::new(
                    "Somebody types a line and waits for its reply before the next. Does your program read on to \
                     the end first? Where is its output until then?",
                    "有人输入一行，等到答复才输入下一行。你的程序会先一直读到结尾吗？在那之前，输出又在哪里？",
                ),
                Text::new(
                    "Read line by line, not with read or readlines. Flush after each line: output to a pipe stays \
                     in a buffer otherwise.",
                    "要一行一行地读，不要用 read 或 readlines。每打印一行就 flush：输出接的是管道，\
                     不刷新就会留在缓冲区里。",
                ),
            ],
            run: checks::at_once,
        },
        Check {
            id: "late-reply",
            demand: Text::new(
                "Drop what has come before you send a line: a late reply is not the reply to the next line.",
                "发送一行之前，先丢掉已经到达的数据报：迟到的答复不是下一行的答复。",
            ),
            points: 1,
            lab: 14,
            hints: &[
                Text::new(
                    "The reply to the first line came after its timeout, and waits in the socket. What does your \
                     next recv return?",
                    "第一行的答复在超时之后才到，正等在套接字里。你的下一次 recv 会返回什么？",
                ),
                Text::new(
                    "Before each send, receive without waiting until nothing is there: setblocking(False), recv \
                     until BlockingIOError, then the time limit again.",
                    "每次发送之前，不等待地接收，直到没有东西为止：setblocking(False)，\
                     一直 recv 到出现 BlockingIOError，然后恢复时限。",
                ),
            ],
            run: checks::late_reply,
        },
        Check {
            id: "nobody-there",
            demand: Text::new(
                "When nobody listens at the server's port, print timeout for each line and end with exit status 0.",
                "服务器的端口没有人在听时，每一行都打印 timeout，最后以状态 0 退出。",
            ),
            points: 1,
            lab: 10,
            hints: &[
                Text::new(
                    "A connected socket is told that nobody is there, as an error of the next call. That is no \
                     reply either.",
                    "调用过 connect 的套接字会得知那里没有人，这会成为下一次调用的错误。这同样是没有答复。",
                ),
                Text::new(
                    "Catch ConnectionRefusedError as well as the end of the wait; except OSError catches both.",
                    "除了超时，还要捕获 ConnectionRefusedError；写 except OSError，两种都能捕获。",
                ),
            ],
            run: checks::nobody_there,
        },
    ],
};
