//! The exercise remote-command: a server that runs commands and sends what they print.

mod checks;

use crate::{
    exercise::{Check, Exercise},
    text::Text,
};

/// The card.
pub(super) const EXERCISE: Exercise = Exercise {
    slug: "remote-command",
    title: Text::new("A server that runs commands", "执行命令的服务器"),
    contract: Text::new(include_str!("contract.en.md"), include_str!("contract.zh-CN.md")),
    starter: include_str!("starter.rs"),
    solution: include_str!("solution.rs"),
    python: Some(include_str!("solution.py")),
    checks: &[
        Check {
            id: "echo",
            demand: Text::new(
                "Run the command, and answer with the length of its output in four bytes and then the output.",
                "执行命令，先用四个字节回答输出的长度，再发送输出。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new(
                    "Three steps: read up to the newline, run the shell, send. What does the client need to know \
                     before the output comes?",
                    "一共三步：读到换行符，执行 shell，发送。输出到来之前，客户端得先知道什么？",
                ),
                Text::new(
                    "The length is four bytes, the lowest first. The output goes as it is, with its newline.",
                    "长度是四个字节，低位在前。输出原样发送，它的换行符也要。",
                ),
                Text::new(
                    "In Python: conn.sendall(struct.pack(\"<i\", len(output)) + output). In Rust: (length as \
                     i32).to_le_bytes().",
                    "用 Python 写：conn.sendall(struct.pack(\"<i\", len(output)) + output)。Rust 里用 (length as \
                     i32).to_le_bytes()。",
                ),
            ],
            run: checks::echo,
        },
        Check {
            id: "stderr",
            demand: Text::new(
                "Send standard error as well, after all of standard output, and count both in the length.",
                "标准错误也要发送，放在全部标准输出之后；长度要把两者都算上。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new(
                    "A command has two outputs. Which of them do you read, and which do you count?",
                    "命令有两个输出。你读了哪一个？长度里算了哪一个？",
                ),
                Text::new(
                    "One pipe for both mixes them in the order of writing. Use two pipes, and put the results \
                     together at the end.",
                    "两个输出共用一个管道，就会按写入的先后混在一起。用两个管道，最后再拼起来。",
                ),
                Text::new(
                    "In Python: done = subprocess.run([\"sh\", \"-c\", command], capture_output=True); output = \
                     done.stdout + done.stderr.",
                    "用 Python 写：done = subprocess.run([\"sh\", \"-c\", command], capture_output=True)，然后 output \
                     = done.stdout + done.stderr。",
                ),
            ],
            run: checks::stderr,
        },
        Check {
            id: "large",
            demand: Text::new(
                "Answer with all of an output of one mebibyte, to a client that reads slowly.",
                "输出有 1 MiB，客户端读得慢，也要全部送到。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new(
                    "A pipe holds about 64 kB. What does a command do that has more to write?",
                    "管道大约只装得下 64 kB。命令还有更多要写的时候，会怎么样？",
                ),
                Text::new(
                    "Read while the command runs, up to the end of its output. Waiting for the command first is a \
                     deadlock.",
                    "命令一边执行，你一边读，读到输出的结尾。先等命令结束再读，就是死锁。",
                ),
                Text::new(
                    "Let p.communicate(), subprocess.run(.., capture_output=True) or Command::output() do it. And \
                     send with sendall or write_all: one send may take a part.",
                    "交给 p.communicate()、subprocess.run(.., capture_output=True) 或 Command::output()。发送要用 \
                     sendall 或 write_all：一次 send 可能只拿走一部分。",
                ),
            ],
            run: checks::large,
        },
        Check {
            id: "stderr-flood",
            demand: Text::new(
                "Read both pipes of the command at the same time: here standard error is full before standard output \
                 begins.",
                "命令的两个管道要同时读：这里标准错误先写满，标准输出才开始。",
            ),
            points: 2,
            lab: 34,
            hints: &[
                Text::new(
                    "Your server reads standard output and gets nothing yet. Why does the command not go on?",
                    "你的服务器在读标准输出，还什么也没读到。命令为什么不往下执行？",
                ),
                Text::new(
                    "The pipe of standard error is full, and nobody reads it. The command waits for you and you wait \
                     for the command.",
                    "标准错误的管道满了，没有人读。命令在等你，你在等命令。",
                ),
                Text::new(
                    "p.stdout.read() and then p.stderr.read() is the mistake; p.communicate() reads both.",
                    "先 p.stdout.read() 再 p.stderr.read()，错就错在这里；p.communicate() 两个一起读。",
                ),
            ],
            run: checks::stderr_flood,
        },
        Check {
            id: "raw-output",
            demand: Text::new(
                "Send the bytes of the output as they are, and count bytes, not characters.",
                "输出是什么字节就发什么字节；长度数的是字节，不是字符。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new("How many bytes does 你好 have, and how many characters?", "“你好”是几个字符，几个字节？"),
                Text::new(
                    "Do not decode the output. It may be a picture, and half of a character is no text.",
                    "不要给输出解码。它可能是一张图片，而且半个字符算不上文本。",
                ),
                Text::new(
                    "In Python: no text=True, no encoding=.., no decode(). len() of bytes is what the header needs.",
                    "用 Python 写：不要 text=True，不要 encoding=..，不要 decode()。头部要的是 bytes 的 len()。",
                ),
            ],
            run: checks::raw_output,
        },
        Check {
            id: "split-command",
            demand: Text::new(
                "Take a command together however it is cut on its way.",
                "命令不管在路上被切成几段，都要拼完整。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "One recv is not one command. How do you know that all of it has come?",
                    "一次 recv 不等于一条命令。怎么知道它已经来齐了？",
                ),
                Text::new(
                    "Read until there is a newline. Decode the whole command, not its pieces: a cut may fall inside a \
                     character.",
                    "一直读到换行符为止。要解码就解码整条命令，不要一段一段地解码：可能正好切在一个字符中间。",
                ),
                Text::new(
                    "In Python: for line in conn.makefile(\"rb\"). In Rust: BufReader::new(stream).read_until(b'\\n', \
                     &mut line).",
                    "用 Python 写：for line in conn.makefile(\"rb\")。Rust 里用 \
                     BufReader::new(stream).read_until(b'\\n', &mut line)。",
                ),
            ],
            run: checks::split_command,
        },
        Check {
            id: "two-commands",
            demand: Text::new(
                "Answer each command, also when two of them come in one piece, and keep the beginning of the next one.",
                "两条命令可能一起到，每一条都要回答；下一条的开头要留着。",
            ),
            points: 2,
            lab: 25,
            hints: &[
                Text::new(
                    "What do you do with the bytes after the first newline?",
                    "第一个换行符后面的字节，你怎么处理？",
                ),
                Text::new(
                    "Cut at the first newline and keep the rest in a buffer that lives as long as the connection.",
                    "在第一个换行符处切开，剩下的留在缓冲区里。这个缓冲区要和连接活得一样久。",
                ),
                Text::new(
                    "Make the makefile or BufReader once for each connection, not once for each command: it has read \
                     ahead.",
                    "makefile 或 BufReader，每个连接只建一次，不要每条命令建一次：它会预先多读一些。",
                ),
            ],
            run: checks::two_commands,
        },
        Check {
            id: "empty-output",
            demand: Text::new(
                "Answer a command that prints nothing with the length 0.",
                "什么也不输出的命令，也要回答：长度是 0。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new("The client waits for four bytes. Does it get them?", "客户端在等四个字节。它等得到吗？"),
                Text::new(
                    "No if around the sending, and no \"ok\" in place of nothing: the length says all.",
                    "发送时不要加 if 判断，也不要用 \"ok\" 代替空的输出：有长度就够了。",
                ),
            ],
            run: checks::empty_output,
        },
        Check {
            id: "failing-command",
            demand: Text::new(
                "Answer a command that fails as any other: with what it printed.",
                "失败的命令和别的命令一样回答：它输出了什么，就发什么。",
            ),
            points: 1,
            lab: 34,
            hints: &[
                Text::new("The exit status is not part of the reply.", "回答里没有退出状态这一项。"),
                Text::new(
                    "No check=True and no check_output in Python: both throw away the output of a command that fails.",
                    "用 Python 写，不要 check=True，也不要 check_output：命令一失败，它们就抛异常，输出也就丢了。",
                ),
            ],
            run: checks::failing_command,
        },
        Check {
            id: "cut-command",
            demand: Text::new(
                "Do not run a command whose newline has not come when the client ends.",
                "换行符还没来，客户端就结束了：这条命令不要执行。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "Think of rm -rf /tmp/old that arrives as rm -rf /.",
                    "设想一下：rm -rf /tmp/old 只来了 rm -rf /。",
                ),
                Text::new(
                    "The end of the stream is not the end of a command. A loop over lines gives you the last one \
                     without its newline.",
                    "流的结尾不等于命令的结尾。按行读的循环，最后一行可能没有换行符，也照样交给你。",
                ),
                Text::new(
                    "if not line.endswith(b\"\\n\"): break. In Rust: let Some(command) = line.strip_suffix(b\"\\n\") \
                     else { return Ok(()) };",
                    "if not line.endswith(b\"\\n\"): break。Rust 里：let Some(command) = line.strip_suffix(b\"\\n\") \
                     else { return Ok(()) };",
                ),
            ],
            run: checks::cut_command,
        },
        Check {
            id: "garbage",
            demand: Text::new(
                "Go on serving after a line that is not UTF-8 or has a zero byte in it.",
                "有一行不是 UTF-8，或者含有零字节，服务器照样为后面的客户端服务。",
            ),
            points: 1,
            lab: 35,
            hints: &[
                Text::new(
                    "Decoding such a line may raise an exception. So may starting a process with it.",
                    "解码这样的一行，可能抛异常；拿它去启动进程，也可能抛异常。",
                ),
                Text::new(
                    "Catch these errors where you catch those of the socket: around the work for one client. Closing \
                     its connection is enough.",
                    "和套接字的错误放在一起处理：套在给一个客户端的处理外面。关掉它的连接就够了。",
                ),
                Text::new(
                    "In Python both are a ValueError: except (OSError, ValueError).",
                    "用 Python 写，两种都是 ValueError：except (OSError, ValueError)。",
                ),
            ],
            run: checks::garbage,
        },
        Check {
            id: "client-leaves",
            demand: Text::new(
                "Go on serving after a client has left while its command was running.",
                "命令还在执行，客户端就走了，服务器照样为后面的客户端服务。",
            ),
            points: 1,
            lab: 23,
            hints: &[
                Text::new(
                    "Nobody is there to read the reply. What does sending it do then?",
                    "没有人来读回答了。这时候发送会怎么样？",
                ),
                Text::new(
                    "It fails with an error, and so may the next read. Neither may end the server.",
                    "会出错，接下来的读也可能出错。两个错误都不能让服务器停下来。",
                ),
                Text::new(
                    "Put try and except OSError around the work for one client, inside the accept loop.",
                    "在 accept 循环里面，给一个客户端的处理套上 try 和 except OSError。",
                ),
            ],
            run: checks::client_leaves,
        },
    ],
};
