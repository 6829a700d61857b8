//! The scenes of lab 36 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::{AtLeast, Is},
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] =
    &[STREAM, DATAGRAM, SEQPACKET, ANSWER, FULL, STALE, UNLINK_LIVE, ABSTRACT_NAME, WRONG_TYPE];

const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c";

const STREAM: Scene = Scene {
    slug: "stream",
    title: Text::new("SOCK_STREAM: a byte stream, as TCP is", "SOCK_STREAM：和 TCP 一样是字节流"),
    needs: &[],
    run: experiment::stream,
    claims: &[
        Claim {
            id: "received",
            says: Text::new("two sends, one read: no boundaries", "发送两次，一次就读完：没有报文边界"),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
        },
        Claim {
            id: "peer",
            says: Text::new("accept tells no address: the client has none", "accept 给不出地址：客户端没有名字"),
            expected: PerOs::on_linux(Is(Value::word("(unnamed)"))),
        },
    ],
};

const DATAGRAM: Scene = Scene {
    slug: "datagram",
    title: Text::new("SOCK_DGRAM: datagrams, as UDP has", "SOCK_DGRAM：和 UDP 一样是数据报"),
    needs: &[],
    run: experiment::datagram,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "recvfrom(4) of \"hello\" gives its first 4 bytes",
                "对 \"hello\" 调用 recvfrom(4)，得到前 4 个字节",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hell"))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "the rest is gone: the next receive gives the next datagram",
                "剩下的没了：下一次接收得到的是下一个数据报",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
    ],
};

const SEQPACKET: Scene = Scene {
    slug: "seqpacket",
    title: Text::new("SOCK_SEQPACKET: a connection with boundaries", "SOCK_SEQPACKET：既有连接，又有报文边界"),
    needs: &[],
    run: experiment::seqpacket,
    claims: &[
        Claim {
            id: "first",
            says: Text::new(
                "recv(4) of \"hello\" gives its first 4 bytes",
                "对 \"hello\" 调用 recv(4)，得到前 4 个字节",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hell"))),
        },
        Claim {
            id: "second",
            says: Text::new("the next receive gives the next message", "下一次接收得到的是下一条消息"),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
        Claim {
            id: "end",
            says: Text::new(
                "when the client has closed, a read gives nothing, as with TCP",
                "客户端关闭后，读到空，和 TCP 一样",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
    ],
};

const ANSWER: Scene = Scene {
    slug: "answer",
    title: Text::new("A datagram client needs a name to be answered", "数据报客户端要有名字，才收得到回答"),
    needs: &[],
    run: experiment::answer,
    claims: &[
        Claim {
            id: "nobody",
            says: Text::new(
                "a client that did not bind has no address to answer to",
                "没有 bind 的客户端没有地址，服务器无从回答",
            ),
            expected: PerOs::on_linux(Is(Value::word("(unnamed)"))),
        },
        Claim {
            id: "answered",
            says: Text::new("a client that bound a path of its own is answered", "绑定了自己的路径，就能收到回答"),
            expected: PerOs::on_linux(Is(Value::bytes(b"HELLO"))),
        },
    ],
};

const FULL: Scene = Scene {
    slug: "full",
    title: Text::new("A full queue refuses, and drops nothing", "队列满了会拒绝，但不会丢"),
    needs: &[],
    run: experiment::full,
    claims: &[
        Claim {
            id: "queued",
            says: Text::new("the queue takes at least one datagram", "队列至少容得下一个数据报"),
            // net.unix.max_dgram_qlen, and the sender's buffer.
            expected: PerOs::on_linux(AtLeast(1)),
        },
        Claim {
            id: "refused",
            says: Text::new("full, it refuses the next one", "满了以后，拒绝下一个"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
        Claim {
            id: "room",
            says: Text::new("one receive makes room for one send", "接收一个，就又能发送一个"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "lost",
            says: Text::new("of all that was accepted nothing is lost", "凡是收下了的，一个也没丢"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
    ],
};

const STALE: Scene = Scene {
    slug: "stale",
    title: Text::new("The file outlives its server", "服务器走了，文件还在"),
    needs: &[],
    run: experiment::stale,
    claims: &[
        Claim {
            id: "live",
            says: Text::new("the path of a running server cannot be bound again", "正在运行的服务器的路径不能再次绑定"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
        },
        Claim {
            id: "left",
            says: Text::new("closing the socket leaves the file", "关闭套接字之后，文件还在"),
            expected: PerOs { linux: Measured(Is(Value::Yes)), macos: Unknown, windows: Cited(Is(Value::Yes), WINE) },
        },
        Claim {
            id: "nobody",
            says: Text::new("to connect to it is refused: nobody listens", "连接它会被拒绝：没有人在监听"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
        Claim {
            id: "stale",
            says: Text::new(
                "the path is still in use for bind, even with SO_REUSEADDR",
                "对 bind 来说路径仍被占用，设了 SO_REUSEADDR 也没用",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
        },
        Claim {
            id: "missing",
            says: Text::new("after unlink there is no such path to connect to", "unlink 之后，连接时找不到这个路径"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NoEntry))),
        },
        Claim {
            id: "unlinked",
            says: Text::new("and bind succeeds", "这时 bind 就成功了"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "reached",
            says: Text::new("and clients reach the new server", "客户端也连得上新服务器"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const UNLINK_LIVE: Scene = Scene {
    slug: "unlink-live",
    title: Text::new("unlink does not ask whether anybody lives there", "unlink 不管里面有没有人"),
    needs: &[],
    run: experiment::unlink_live,
    claims: &[
        Claim {
            id: "second",
            says: Text::new(
                "after unlink a second server binds the path of one that runs",
                "unlink 之后，第二个服务器能绑定正在使用的路径",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "new",
            says: Text::new("clients come to the new server", "客户端连到的是新服务器"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "old",
            says: Text::new(
                "the old one still listens, gets nobody, and is not told",
                "旧服务器还在监听，却等不到人，也没有谁告诉它",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
    ],
};

const ABSTRACT_NAME: Scene = Scene {
    slug: "abstract-name",
    title: Text::new("Linux: a name without a file", "Linux：不要文件的名字"),
    needs: &[],
    run: experiment::abstract_name,
    claims: &[
        Claim {
            id: "file",
            says: Text::new("an abstract name makes no file", "抽象名字不会产生文件"),
            expected: PerOs::on_linux(Is(Value::No)),
        },
        Claim {
            id: "live",
            says: Text::new("it cannot be bound twice either", "它同样不能绑定两次"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
        },
        Claim {
            id: "received",
            says: Text::new("clients connect to it as to a path", "客户端像连接路径那样连接它"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "again",
            says: Text::new("when its socket is closed the name is free at once", "套接字一关闭，名字马上又能用"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const WRONG_TYPE: Scene = Scene {
    slug: "wrong-type",
    title: Text::new("One path, one type", "一个路径，一种类型"),
    needs: &[],
    run: experiment::wrong_type,
    claims: &[Claim {
        id: "connect",
        says: Text::new(
            "a stream socket cannot connect to a datagram socket's path",
            "流套接字连不上数据报套接字的路径",
        ),
        expected: PerOs::on_linux(Is(Value::Errno(Errno::ProtocolType))),
    }],
};
