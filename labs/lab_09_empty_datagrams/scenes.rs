//! The scenes of lab 09 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim,
        Expect::Is,
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[BY_UDP, BY_TCP, ON_THE_WIRE, THE_END, NO_END, TWO_ZEROS, NO_ROOM];

const MIO_EMPTY: &str = "mio, tests/udp_socket.rs empty_datagram";
const STD_EOF: &str = "Rust std, net/tcp/tests.rs read_eof";
const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c";

const BY_UDP: Scene = Scene {
    slug: "by-udp",
    title: Text::new("An empty datagram arrives", "空数据报也会送到"),
    needs: &[],
    run: experiment::by_udp,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("sendto of nothing succeeds, with 0 bytes", "sendto 空内容会成功，返回 0"),
            expected: PerOs {
                linux: Measured(Is(Value::Number(0))),
                macos: Cited(Is(Value::Number(0)), MIO_EMPTY),
                windows: Cited(Is(Value::Number(0)), MIO_EMPTY),
            },
        },
        Claim {
            id: "readable",
            says: Text::new(
                "the socket becomes readable, and FIONREAD still says 0",
                "套接字变为可读，FIONREAD 却仍然说 0",
            ),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "received",
            says: Text::new("recvfrom returns, with 0 bytes", "recvfrom 返回了，是 0 个字节"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b""))),
                macos: Cited(Is(Value::bytes(b"")), MIO_EMPTY),
                windows: Cited(Is(Value::bytes(b"")), MIO_EMPTY),
            },
        },
        Claim {
            id: "from_client",
            says: Text::new("and with the client's address", "还带着客户端的地址"),
            expected: PerOs {
                linux: Measured(Is(Value::Yes)),
                macos: Cited(Is(Value::Yes), MIO_EMPTY),
                windows: Cited(Is(Value::Yes), MIO_EMPTY),
            },
        },
        Claim {
            id: "next",
            says: Text::new("the next datagram comes as if nothing had happened", "下一个数据报照常到来"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const BY_TCP: Scene = Scene {
    slug: "by-tcp",
    title: Text::new("An empty send by TCP reaches nobody", "TCP 发送空内容，谁也收不到"),
    needs: &[],
    run: experiment::by_tcp,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("send of nothing succeeds here too, with 0 bytes", "send 空内容同样会成功，返回 0"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "received",
            says: Text::new("the peer has nothing to read", "对方没有任何可读的东西"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
        Claim {
            id: "next",
            says: Text::new(
                "its first read that succeeds gives the later \"hello\"",
                "它第一次读到的是后来的 \"hello\"",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const ON_THE_WIRE: Scene = Scene {
    slug: "on-the-wire",
    title: Text::new("What an empty send puts on the wire", "发送空内容时，线路上有什么"),
    needs: &[Capability::Wire],
    run: experiment::on_the_wire,
    claims: &[
        Claim {
            id: "datagrams",
            says: Text::new("UDP: one datagram was captured", "UDP：抓到一个数据报"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "bytes",
            says: Text::new("it is a header with 0 bytes of data", "它只有首部，数据是 0 个字节"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "segments",
            says: Text::new(
                "TCP: between the handshake and \"hello\" the client sent no segment",
                "TCP：在握手和 \"hello\" 之间，客户端没有发出任何报文段",
            ),
            expected: PerOs::on_linux(Is(Value::word("S . P."))),
        },
    ],
};

const THE_END: Scene = Scene {
    slug: "the-end",
    title: Text::new("By TCP, 0 bytes is the end", "对 TCP 来说，0 个字节就是结束"),
    needs: &[],
    run: experiment::the_end,
    claims: &[
        Claim {
            id: "data",
            says: Text::new("what was sent before the close is read first", "先读到关闭之前发来的数据"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "end",
            says: Text::new("then a read returns 0 bytes", "然后读到 0 个字节"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b""))),
                macos: Cited(Is(Value::bytes(b"")), STD_EOF),
                windows: Cited(Is(Value::bytes(b"")), STD_EOF),
            },
        },
        Claim {
            id: "again",
            says: Text::new("and so does the read after it", "再读一次，还是 0 个字节"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b""))),
                macos: Cited(Is(Value::bytes(b"")), STD_EOF),
                windows: Cited(Is(Value::bytes(b"")), STD_EOF),
            },
        },
    ],
};

const NO_END: Scene = Scene {
    slug: "no-end",
    title: Text::new("By UDP, nobody says that it leaves", "用 UDP，没有谁会说自己走了"),
    needs: &[],
    run: experiment::no_end,
    claims: &[
        Claim {
            id: "data",
            says: Text::new("what the client sent before it closed arrives", "客户端关闭之前发的数据会送到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "next",
            says: Text::new(
                "its close leaves no trace: the next receive gives another client's datagram",
                "关闭不留痕迹：下一次接收得到的是另一个客户端的数据报",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};

const TWO_ZEROS: Scene = Scene {
    slug: "two-zeros",
    title: Text::new("Two zeros side by side", "两个 0 放在一起看"),
    needs: &[],
    run: experiment::two_zeros,
    claims: &[
        Claim {
            id: "alike",
            says: Text::new("the two return values look alike", "两个返回值看上去一样"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "same",
            says: Text::new(
                "but they do not mean the same: what comes next is not alike",
                "意思却不一样：接下来读到的就不同了",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "udp_next",
            says: Text::new("after the UDP zero comes the next message", "UDP 的 0 之后是下一条消息"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "tcp_next",
            says: Text::new("after the TCP zero comes another zero", "TCP 的 0 之后还是 0"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
    ],
};

const NO_ROOM: Scene = Scene {
    slug: "no-room",
    title: Text::new("A third zero: no room was offered", "第三种 0：根本没给位置"),
    needs: &[],
    run: experiment::no_room,
    claims: &[
        Claim {
            id: "tcp_zero",
            says: Text::new(
                "recv(0) on a stream returns 0 bytes while data waits",
                "流里有数据在等，recv(0) 也返回 0 个字节",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b""))),
                macos: Unknown,
                windows: Cited(Is(Value::bytes(b"")), WINE),
            },
        },
        Claim {
            id: "tcp_next",
            says: Text::new("it takes nothing away, and it is not the end", "它不取走任何数据，也不是结束"),
            expected: PerOs {
                linux: Measured(Is(Value::bytes(b"hello"))),
                macos: Unknown,
                windows: Cited(Is(Value::bytes(b"hello")), WINE),
            },
        },
        Claim {
            id: "udp_zero",
            says: Text::new("recv(0) on a UDP socket returns 0 bytes too", "对 UDP 套接字 recv(0)，也返回 0 个字节"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
        Claim {
            id: "udp_next",
            says: Text::new(
                "but it takes a whole datagram away: the next is \"world\"",
                "却取走了一整个数据报：下一个是 \"world\"",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};
