//! The rows of the comparison in lab 40: what each scene decides.

use super::experiment;
use crate::{
    lab::{
        Capability::{TcpTable, Wire},
        Claim,
        Expect::{AtLeast, Between, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

/// In the order of the lesson.
pub(super) const ALL: &[Scene] =
    &[CONNECTION, BOUNDARIES, ORDER, NUMBERS, LOSS, EMPTY, BROADCAST, QUESTION, SPEED, RESOURCES];

const CONNECTION: Scene = Scene {
    slug: "connection",
    title: Text::new("With nobody there", "对面没有人"),
    needs: &[],
    run: experiment::connection,
    claims: &[
        Claim {
            id: "udp",
            says: Text::new(
                "UDP has no connection: the send succeeds, though nobody is there",
                "UDP 没有连接：对面没人，发送照样成功",
            ),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "tcp",
            says: Text::new(
                "TCP connects first, and learns at once that nobody listens",
                "TCP 要先连接，当场就知道没人监听",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::ConnectionRefused))),
        },
    ],
};

const BOUNDARIES: Scene = Scene {
    slug: "boundaries",
    title: Text::new("Two messages, one read", "两条报文，读一次"),
    needs: &[],
    run: experiment::boundaries,
    claims: &[
        Claim {
            id: "udp",
            says: Text::new("one UDP receive gives one message", "UDP 接收一次，得到一条报文"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "tcp",
            says: Text::new(
                "one TCP receive gives both, with no mark between them",
                "TCP 接收一次，两条都来了，中间没有记号",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"helloworld"))),
        },
    ],
};

const ORDER: Scene = Scene {
    slug: "order",
    title: Text::new("A network that swaps two datagrams", "网络把两个数据报换了位置"),
    needs: &[],
    run: experiment::order,
    claims: &[
        Claim {
            id: "udp_first",
            says: Text::new("the datagram that was sent second is received first", "后发的数据报先收到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"world"))),
        },
        Claim {
            id: "udp_second",
            says: Text::new(
                "the one that was sent first comes after it, and no call complains",
                "先发的后到，没有哪个调用报错",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const NUMBERS: Scene = Scene {
    slug: "numbers",
    title: Text::new("What TCP has against that", "TCP 凭什么不怕乱序"),
    needs: &[Wire],
    run: experiment::numbers,
    claims: &[
        Claim {
            id: "first",
            says: Text::new("the first byte of data has the sequence number 1", "第一个数据字节的序号是 1"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "after 5 bytes the next segment says 6: the receiver can put them in order",
                "发了 5 个字节之后，下一个报文段的序号是 6：接收方可以据此排序",
            ),
            expected: PerOs::on_linux(Is(Value::Number(6))),
        },
    ],
};

const LOSS: Scene = Scene {
    slug: "loss",
    title: Text::new("Too much for a slow reader", "读得慢，装不下"),
    needs: &[],
    run: experiment::loss,
    claims: &[
        Claim {
            id: "udp_sent",
            says: Text::new("UDP: all eight sends succeed", "UDP：八次发送全部成功"),
            expected: PerOs::on_linux(Is(Value::Number(8))),
        },
        Claim {
            id: "udp_arrived",
            says: Text::new(
                "UDP: at most seven of the eight messages can ever be read",
                "UDP：八条报文里最多有七条能读到",
            ),
            expected: PerOs::on_linux(Between(1, 7)),
        },
        Claim {
            id: "tcp_whole",
            says: Text::new("TCP: the same bytes all arrive, in order", "TCP：同样的字节全部到达，顺序不变"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const EMPTY: Scene = Scene {
    slug: "empty",
    title: Text::new("Sending nothing", "发送空内容"),
    needs: &[],
    run: experiment::empty,
    claims: &[
        Claim {
            id: "udp",
            says: Text::new("an empty send of UDP arrives, as an empty message", "UDP 的空发送会到达，是一条空报文"),
            expected: PerOs::on_linux(Is(Value::bytes(b""))),
        },
        Claim {
            id: "tcp",
            says: Text::new(
                "an empty send of TCP does not: the next byte is the first to arrive",
                "TCP 的空发送不会到达：最先到的是后面那个字节",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"x"))),
        },
    ],
};

const BROADCAST: Scene = Scene {
    slug: "broadcast",
    title: Text::new("One send for everybody", "一次发给所有人"),
    needs: &[],
    run: experiment::broadcast,
    claims: &[
        Claim {
            id: "udp",
            says: Text::new("a UDP broadcast arrives", "UDP 广播能收到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "tcp",
            says: Text::new(
                "TCP cannot connect to everybody, even with SO_BROADCAST",
                "TCP 不能和所有人连接，设了 SO_BROADCAST 也不行",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NetworkUnreachable))),
        },
    ],
};

const QUESTION: Scene = Scene {
    slug: "question",
    title: Text::new("One question, one answer, on the wire", "一问一答要发多少"),
    needs: &[Wire],
    run: experiment::question,
    claims: &[
        Claim {
            id: "udp",
            says: Text::new("UDP: two packets, the question and the answer", "UDP：两个包，一问一答"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "tcp",
            says: Text::new(
                "TCP: at least eight: three to open, two with data, three to close",
                "TCP：至少八个：建立连接三个，数据两个，关闭三个",
            ),
            expected: PerOs::on_linux(AtLeast(8)),
        },
        Claim {
            id: "more",
            says: Text::new("TCP needs more of them", "TCP 用得更多"),
            expected: PerOs::on_linux(Is(Value::word("tcp"))),
        },
    ],
};

const SPEED: Scene = Scene {
    slug: "speed",
    title: Text::new("How long a question takes", "一问一答要多久"),
    needs: &[],
    run: experiment::speed,
    claims: &[
        Claim {
            id: "tcp_to_udp",
            says: Text::new(
                "a round trip on a standing TCP connection, in percent of one by UDP: not ten times as long, nor a tenth",
                "在已建立的 TCP 连接上往返一次，相当于 UDP 的百分之几：不到十倍，也不少于十分之一",
            ),
            expected: PerOs::on_linux(Between(10, 1000)),
        },
        Claim {
            id: "connecting",
            says: Text::new(
                "the same with a fresh connection each time, in percent of the standing one: more",
                "每次都新建连接时，相当于已有连接的百分之几：更久",
            ),
            expected: PerOs::on_linux(AtLeast(101)),
        },
    ],
};

const RESOURCES: Scene = Scene {
    slug: "resources",
    title: Text::new("Three clients, and the server's sockets", "三个客户端，服务器要几个套接字"),
    needs: &[TcpTable],
    run: experiment::resources,
    claims: &[
        Claim {
            id: "udp_heard",
            says: Text::new(
                "one UDP socket hears all three clients, and knows them apart",
                "一个 UDP 套接字就能听到三个客户端，并分得清谁是谁",
            ),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "tcp_sockets",
            says: Text::new(
                "TCP has four in the kernel's table: the listener, and one for each client",
                "TCP 在内核的表里有四个：监听的一个，每个客户端再各一个",
            ),
            expected: PerOs::on_linux(Is(Value::Number(4))),
        },
    ],
};
