//! The exercise file-server: a header in JSON, and a folder that nothing leads out of.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(in super::super) const EXERCISE: Exercise = Exercise {
    slug: "file-server",
    title: Text::new("A file server", "文件服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "small",
            demand: Text::new(
                "Reply to a name with a header, its length before it, and the file after it.",
                "收到文件名，回答头部的长度、头部和文件。",
            ),
            points: 1,
            lab: 33,
            hints: &[
                Text::new(
                    "There are three parts on the wire: 4 bytes, JSON, bytes. Each tells how long the next one is.",
                    "线路上有三部分：4 个字节、JSON、文件。前一部分告诉你后一部分有多长。",
                ),
                Text::new(
                    "In Python: header = json.dumps({\"filename\": name, \"md5\": .., \"total_size\": len(data)}).encode(), then conn.sendall(struct.pack('<i', len(header)) + header + data).",
                    "用 Python 写：header = json.dumps({\"filename\": name, \"md5\": .., \"total_size\": len(data)}).encode()，再 conn.sendall(struct.pack('<i', len(header)) + header + data)。",
                ),
            ],
            run: checks::small,
        },
        Check {
            id: "empty-file",
            demand: Text::new("Hand out a file of 0 bytes like any other.", "0 个字节的文件，也要照常发送。"),
            points: 1,
            lab: 33,
            hints: &[
                Text::new("Is there a difference between no bytes and no file?", "没有内容和没有文件，是一回事吗？"),
                Text::new(
                    "Do not ask `if not data`. Whether there is a file, open tells: it fails with FileNotFoundError.",
                    "不要用 `if not data` 判断。有没有这个文件，要看 open 是否抛出 FileNotFoundError。",
                ),
            ],
            run: checks::empty_file,
        },
        Check {
            id: "binary",
            demand: Text::new(
                "Send every byte of a large file, and none that is changed.",
                "大文件要一个字节不少、一个字节不改地发送。",
            ),
            points: 1,
            lab: 29,
            hints: &[
                Text::new(
                    "A file in text mode is not the bytes on the disk. And one read, or one send, may not be all.",
                    "文本模式读出来的，不是磁盘上的字节。而且读一次、send 一次，都不一定是全部。",
                ),
                Text::new(
                    "open(path, 'rb'), read to the end, and sendall (in Rust: fs::read and write_all).",
                    "用 open(path, 'rb') 读到结尾，再 sendall（Rust 里是 fs::read 和 write_all）。",
                ),
            ],
            run: checks::binary,
        },
        Check {
            id: "utf8-name",
            demand: Text::new(
                "Find a file whose name is in Chinese, and count the header in bytes.",
                "能找到中文名的文件，头部的长度按字节数。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "A Chinese character is one character and three bytes. Which of the two does your length count?",
                    "一个汉字是一个字符，却占三个字节。你的长度数的是哪一种？",
                ),
                Text::new(
                    "First encode, then take len: header = json.dumps(..).encode(), len(header). And name.decode('utf-8') for the request.",
                    "先 encode，再取 len：header = json.dumps(..).encode()，len(header)。请求里的名字用 name.decode('utf-8')。",
                ),
            ],
            run: checks::utf8_name,
        },
        Check {
            id: "md5",
            demand: Text::new(
                "Send the digest of the very bytes that follow, also when the file has changed since the last request.",
                "摘要要和紧跟着发送的内容一致，文件在两次请求之间改过也一样。",
            ),
            points: 2,
            lab: 33,
            hints: &[
                Text::new(
                    "The digest is made of all bytes of the file. Not of the name, not of the first block, and not of last time's.",
                    "摘要要用文件的全部字节来算。不是名字，不是第一块，也不是上一次的内容。",
                ),
                Text::new(
                    "hashlib.md5(data).hexdigest(), with the same data that you send.",
                    "hashlib.md5(data).hexdigest()，这里的 data 就是要发送的那个 data。",
                ),
            ],
            run: checks::md5,
        },
        Check {
            id: "missing",
            demand: Text::new(
                "Answer a missing file with a header that says so, send nothing after it, and go on with this connection.",
                "没有这个文件，就用头部说明，后面什么也不发，这个连接继续用。",
            ),
            points: 1,
            lab: 33,
            hints: &[
                Text::new(
                    "The client waits for a reply. Silence, or a closed connection, tells it nothing.",
                    "客户端在等回答。不吭声或者关闭连接，它什么也不会知道。",
                ),
                Text::new(
                    "Catch the OSError of open, and reply {\"filename\": name, \"error\": \"no such file\", \"total_size\": 0} with its length before it.",
                    "捕获 open 的 OSError，回答 {\"filename\": name, \"error\": \"no such file\", \"total_size\": 0}，前面照样有长度。",
                ),
            ],
            run: checks::missing,
        },
        Check {
            id: "not-a-file",
            demand: Text::new(
                "Answer with an error whenever a name is that of no file: a folder, an empty name, a name that no file can have.",
                "只要名字不是文件的名字，就回错误：可能是文件夹、空名字，或者根本不可能有的名字。",
            ),
            points: 1,
            lab: 33,
            hints: &[
                Text::new(
                    "Not every failure of open is FileNotFoundError.",
                    "open 失败，不一定都是 FileNotFoundError。",
                ),
                Text::new(
                    "Catch OSError, of which all others are kinds; and ValueError, which Python raises for a zero byte in a path.",
                    "捕获 OSError，其余都是它的子类；再加上 ValueError，路径里有零字节时 Python 抛出的是它。",
                ),
            ],
            run: checks::not_a_file,
        },
        Check {
            id: "traversal",
            demand: Text::new(
                "Hand out nothing that lies outside the folder, whatever the name is and wherever a link leads.",
                "文件夹以外的东西一律不给，不管名字怎么写，也不管链接指向哪里。",
            ),
            points: 3,
            lab: 33,
            hints: &[
                Text::new(
                    "The name comes from a stranger. What is the path after `..`, an absolute name or a link has been followed?",
                    "名字是陌生人给的。跟着 `..`、绝对路径或者链接走下去，最后到了哪里？",
                ),
                Text::new(
                    "Do not search the name for dots, there are too many ways to write them. Ask the system for the real path, and compare that.",
                    "不要在名字里找点号，写法太多了。让系统给出真实路径，再来比较。",
                ),
                Text::new(
                    "path = os.path.realpath(os.path.join(folder, name)), then os.path.commonpath([folder, path]) == folder. In Rust: fs::canonicalize and Path::starts_with. As text, /files-old begins with /files.",
                    "path = os.path.realpath(os.path.join(folder, name))，再看 os.path.commonpath([folder, path]) == folder。Rust 里用 fs::canonicalize 和 Path::starts_with。当作文本来比，/files-old 也以 /files 开头。",
                ),
            ],
            run: checks::traversal,
        },
        Check {
            id: "two-requests",
            demand: Text::new(
                "Answer all requests of a connection, also when two of them arrive together.",
                "同一个连接上的请求都要回答，两个一起到达也一样。",
            ),
            points: 1,
            lab: 25,
            hints: &[
                Text::new(
                    "What came behind the first request belongs to the next one.",
                    "第一个请求后面多出来的字节，属于下一个请求。",
                ),
                Text::new(
                    "Read exactly 4 bytes, then exactly as many as they say, in a loop until the stream ends.",
                    "先恰好读 4 个字节，再恰好读它所说的那么多，循环到流结束为止。",
                ),
            ],
            run: checks::two_requests,
        },
        Check {
            id: "split-request",
            demand: Text::new(
                "Put a request together from any pieces that it arrives in.",
                "请求分成几段到达，都要能拼起来。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "recv(4) returns up to 4 bytes. One is enough for it.",
                    "recv(4) 最多返回 4 个字节，只有 1 个它也会返回。",
                ),
                Text::new(
                    "Read in a loop until you have them all (in Rust: read_exact; in Python also conn.makefile('rb').read(4)). Decode the name when it is whole.",
                    "循环读，直到读够（Rust 里是 read_exact；Python 也可以用 conn.makefile('rb').read(4)）。名字收齐了再解码。",
                ),
            ],
            run: checks::split_request,
        },
        Check {
            id: "bad-length",
            demand: Text::new(
                "Close a connection whose length is below 0 or above 4096, and serve the next one.",
                "长度小于 0 或者大于 4096，就关闭这个连接，接着为下一个服务。",
            ),
            points: 1,
            lab: 32,
            hints: &[
                Text::new(
                    "A stranger's number is not yet a number of bytes to wait for.",
                    "陌生人给的数，不能直接拿来当作要等的字节数。",
                ),
                Text::new(
                    "Before you read the name: if not 0 <= length <= 4096: return, and close the connection.",
                    "读名字之前先判断：if not 0 <= length <= 4096: return，并关闭连接。",
                ),
            ],
            run: checks::bad_length,
        },
        Check {
            id: "slow-reader",
            demand: Text::new(
                "Send the whole file to a client that reads late, and wait without working.",
                "客户端读得慢，也要把整个文件发给它；等的时候不要占用处理器。",
            ),
            points: 1,
            lab: 30,
            hints: &[
                Text::new(
                    "When the buffers on the way are full, a send has to wait, or takes a part only.",
                    "路上的缓冲区满了，send 就得等，或者只拿走一部分。",
                ),
                Text::new(
                    "Use a blocking socket and sendall, without a short settimeout: in Python the time is for the whole of sendall.",
                    "用阻塞套接字和 sendall，不要设很短的 settimeout：在 Python 里，这个时间管的是整个 sendall。",
                ),
            ],
            run: checks::slow_reader,
        },
        Check {
            id: "two-at-once",
            demand: Text::new(
                "Serve a client while another one has not read its file yet.",
                "一个客户端还没读完它的文件，另一个也要得到服务。",
            ),
            points: 2,
            lab: 22,
            hints: &[
                Text::new(
                    "Your program waits in sendall for the first client. Who calls accept?",
                    "你的程序在 sendall 里等第一个客户端，这时谁来调用 accept？",
                ),
                Text::new(
                    "A thread for each connection: threading.Thread(target=serve, args=(conn,), daemon=True).start(), in Rust thread::spawn.",
                    "每个连接一个线程：threading.Thread(target=serve, args=(conn,), daemon=True).start()，Rust 里用 thread::spawn。",
                ),
            ],
            run: checks::two_at_once,
        },
        Check {
            id: "survives-vanish",
            demand: Text::new(
                "Go on serving after a client has left in the middle of its request or of its file.",
                "客户端在请求或文件的中途走了，服务器照样为后面的客户端服务。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new("Reading and writing both fail when the client is gone.", "客户端走了，读和写都会出错。"),
                Text::new(
                    "Put try and except OSError around the work for one client (in Rust: let serve return an io::Result, and go on).",
                    "给一个客户端的处理套上 try 和 except OSError（Rust 里让 serve 返回 io::Result，主循环继续）。",
                ),
            ],
            run: checks::survives_vanish,
        },
    ],
};
