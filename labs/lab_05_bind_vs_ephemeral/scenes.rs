//! The scenes of lab 05 and what they decide.

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
    &[FIRST_SEND, RECEIVE_FIRST, CONNECT, MANY_SENDS, MANY_CLIENTS, TAKEN, ADDRESSES, PORT_ZERO];

const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c";
const UV_BIND: &str = "libuv, test/test-udp-bind.c udp_bind";
const XNU_RANGE: &str = "xnu, bsd/netinet/in.h IPPORT_HIFIRSTAUTO";
const XNU_BIND: &str = "xnu, bind(2)";
const MS_BIND: &str = "Microsoft, Winsock: bind function";

const FIRST_SEND: Scene = Scene {
    slug: "first-send",
    title: Text::new("The first send takes a port", "第一次发送时才取得端口"),
    needs: &[],
    run: experiment::first_send,
    claims: &[
        Claim {
            id: "before",
            says: Text::new("before the first send the port is 0", "第一次发送之前，端口是 0"),
            expected: PerOs {
                linux: Measured(Is(Value::Number(0))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::Invalid)), WINE),
            },
        },
        Claim {
            id: "after",
            says: Text::new(
                "after it the socket has a port that the system picked, 1024 or above",
                "发送之后有了系统选的端口，不小于 1024",
            ),
            expected: PerOs::on_linux(AtLeast(1024)),
        },
        Claim {
            id: "ip",
            says: Text::new("its IP address is still the empty one", "它的 IP 地址仍然是空的"),
            expected: PerOs::on_linux(Is(Value::word("0.0.0.0"))),
        },
        Claim {
            id: "seen",
            says: Text::new("the server sees that very port", "服务器看到的正是这个端口"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const RECEIVE_FIRST: Scene = Scene {
    slug: "receive-first",
    title: Text::new("Receiving takes no port", "接收不会取得端口"),
    needs: &[],
    run: experiment::receive_first,
    claims: &[
        Claim {
            id: "receive",
            says: Text::new(
                "an unbound socket may receive, but there is nothing",
                "未绑定的套接字可以调用接收，但什么也没有",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::Again))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::Invalid)), WINE),
            },
        },
        Claim {
            id: "port",
            says: Text::new(
                "it still has no port afterwards, so nothing can ever come",
                "之后它仍然没有端口，所以永远不会有数据到来",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Number(0))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::Invalid)), WINE),
            },
        },
    ],
};

const CONNECT: Scene = Scene {
    slug: "connect",
    title: Text::new("connect takes a port as well", "connect 也会取得端口"),
    needs: &[],
    run: experiment::connect,
    claims: &[
        Claim {
            id: "port",
            says: Text::new("connect takes a port before anything is sent", "还没有发送，connect 就取得了端口"),
            expected: PerOs::on_linux(AtLeast(1024)),
        },
        Claim {
            id: "ip",
            says: Text::new("and fixes the IP address too", "同时也定下了 IP 地址"),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.1"))),
        },
        Claim {
            id: "kept",
            says: Text::new("sending changes neither", "发送不会改变这两者"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "seen",
            says: Text::new("the server sees exactly this address", "服务器看到的就是这个地址"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
    ],
};

const MANY_SENDS: Scene = Scene {
    slug: "many-sends",
    title: Text::new("Ten sends, one port", "发送十次，端口只有一个"),
    needs: &[],
    run: experiment::many_sends,
    claims: &[Claim {
        id: "ports",
        says: Text::new("ten sends of one socket come from one port", "一个套接字发送十次，用的是同一个端口"),
        expected: PerOs::on_linux(Is(Value::Number(1))),
    }],
};

const MANY_CLIENTS: Scene = Scene {
    slug: "many-clients",
    title: Text::new("Ten clients, ten ports", "十个客户端，十个端口"),
    needs: &[],
    run: experiment::many_clients,
    claims: &[
        Claim {
            id: "ports",
            says: Text::new("ten clients that live at once have ten ports", "十个同时存在的客户端有十个端口"),
            expected: PerOs::on_linux(Is(Value::Number(10))),
        },
        Claim {
            id: "lowest",
            says: Text::new("the system keeps away from the ports below 1024", "系统不会选 1024 以下的端口"),
            expected: PerOs {
                linux: Measured(AtLeast(1024)),
                macos: Cited(AtLeast(49_152), XNU_RANGE),
                windows: Cited(AtLeast(49_152), MS_BIND),
            },
        },
        Claim {
            id: "room",
            says: Text::new("the range it picks from holds thousands of ports", "可选的范围里有成千上万个端口"),
            expected: PerOs {
                linux: Measured(AtLeast(1000)),
                macos: Cited(Is(Value::Number(16_384)), XNU_RANGE),
                windows: Unknown,
            },
        },
        Claim {
            id: "in_range",
            says: Text::new("all ten lie in the range that this host has set", "十个端口全都落在本机设定的范围内"),
            expected: PerOs {
                linux: Measured(Is(Value::Number(10))),
                macos: Cited(Is(Value::Number(10)), XNU_RANGE),
                windows: Unknown,
            },
        },
    ],
};

const TAKEN: Scene = Scene {
    slug: "taken",
    title: Text::new("A number that is taken", "号码被占用了"),
    needs: &[],
    run: experiment::taken,
    claims: &[
        Claim {
            id: "second",
            says: Text::new(
                "a second socket cannot bind the same address and port",
                "第二个套接字不能绑定相同的地址和端口",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::AddrInUse))),
                macos: Cited(Is(Value::Errno(Errno::AddrInUse)), UV_BIND),
                windows: Cited(Is(Value::Errno(Errno::AddrInUse)), UV_BIND),
            },
        },
        Claim {
            id: "other",
            says: Text::new(
                "the socket that was refused sends all the same, from another port",
                "被拒绝的套接字照样能发送，用的是另一个端口",
            ),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "unbound",
            says: Text::new("and what it sends arrives", "它发送的数据也送到了"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
        Claim {
            id: "freed",
            says: Text::new(
                "when the first socket is closed, the number can be bound again at once",
                "第一个套接字关闭后，这个号码马上又能绑定",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const ADDRESSES: Scene = Scene {
    slug: "addresses",
    title: Text::new("The same number on other addresses", "同一个号码，换一个地址"),
    needs: &[],
    run: experiment::addresses,
    claims: &[
        Claim {
            id: "wildcard",
            says: Text::new(
                "0.0.0.0 includes 127.0.0.1, so the number is taken there too",
                "0.0.0.0 包含 127.0.0.1，所以在那里这个号码也被占用",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::AddrInUse))),
        },
        Claim {
            id: "neighbour",
            says: Text::new("on 127.0.0.2 the same number is free", "在 127.0.0.2 上，同一个号码是空闲的"),
            expected: PerOs {
                linux: Measured(Is(Value::OK)),
                macos: Cited(Is(Value::Errno(Errno::AddrNotAvailable)), XNU_BIND),
                windows: Unknown,
            },
        },
        Claim {
            id: "foreign",
            says: Text::new("an address of another host cannot be bound", "别的主机的地址不能绑定"),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::AddrNotAvailable))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::AddrNotAvailable)), WINE),
            },
        },
        Claim {
            id: "again",
            says: Text::new("one socket cannot be bound twice", "一个套接字不能绑定两次"),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::Invalid))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::Invalid)), WINE),
            },
        },
    ],
};

const PORT_ZERO: Scene = Scene {
    slug: "port-zero",
    title: Text::new("bind to port 0: any port, but now", "绑定到端口 0：随便哪个，但现在就要"),
    needs: &[],
    run: experiment::port_zero,
    claims: &[
        Claim {
            id: "port",
            says: Text::new(
                "bind to port 0 takes a port at once, before anything is sent",
                "绑定到端口 0，不用发送就立刻有了端口",
            ),
            expected: PerOs::on_linux(AtLeast(1024)),
        },
        Claim {
            id: "in_range",
            says: Text::new("it comes from the same range", "它来自同一个范围"),
            expected: PerOs {
                linux: Measured(Is(Value::Yes)),
                macos: Cited(Is(Value::Yes), XNU_RANGE),
                windows: Unknown,
            },
        },
        Claim {
            id: "different",
            says: Text::new("a second bind to port 0 gives another number", "再绑定一次端口 0，得到另一个号码"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "reached",
            says: Text::new(
                "a client that is told the number reaches the server",
                "客户端得知这个号码，就能找到服务器",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};
