//! The scenes of lab 02, with what they must decide.

use super::experiment;
use crate::{
    lab::{
        Capability::{Ipv6, Isolation},
        Claim,
        Expect::{self, AtLeast, Is},
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[LOCALHOST, SPELLINGS, WHO_REACHES, WILDCARD, SAME_PORT, NUMBERS, PRIVILEGED];

const XNU_BIND: &str = "xnu, bind(2)";
const WINE: &str = "Wine, dlls/ws2_32/tests/sock.c";

const REFUSED: Expect = Is(Value::Errno(Errno::ConnectionRefused));
const FORBIDDEN: Expect = Is(Value::Errno(Errno::Access));

const LOCALHOST: Scene = Scene {
    slug: "localhost",
    title: Text::new("The name localhost", "localhost 这个名字"),
    needs: &[],
    run: experiment::localhost,
    claims: &[
        Claim {
            id: "count",
            says: Text::new("localhost stands for at least one address", "localhost 至少对应一个地址"),
            expected: PerOs::on_linux(AtLeast(1)),
        },
        Claim {
            id: "all_loopback",
            says: Text::new("every one of them is a loopback address", "其中每一个都是回环地址"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "reached",
            says: Text::new(
                "one of them is 127.0.0.1: dialled by name, the server there is reached",
                "其中有 127.0.0.1：用名字去连，能连到那里的服务器",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
    ],
};

const SPELLINGS: Scene = Scene {
    slug: "spellings",
    title: Text::new("Three odd ways to write 127.0.0.1", "127.0.0.1 的三种古怪写法"),
    needs: &[],
    run: experiment::spellings,
    claims: &[
        Claim {
            id: "reached",
            says: Text::new(
                "getaddrinfo takes \"127.1\", \"0x7f000001\" and \"2130706433\" for 127.0.0.1: all three reach the server",
                "getaddrinfo 把 \"127.1\"、\"0x7f000001\"、\"2130706433\" 都当作 127.0.0.1：三个都连得上服务器",
            ),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "parsed",
            says: Text::new("Rust's parser takes none of them", "Rust 的解析器一个也不接受"),
            expected: PerOs::on_linux(Is(Value::Number(0))),
        },
        Claim {
            id: "zero",
            says: Text::new(
                "to getaddrinfo a leading zero means octal: \"0127.0.0.1\" is another host",
                "对 getaddrinfo 来说，开头的 0 表示八进制：\"0127.0.0.1\" 是另一台主机",
            ),
            expected: PerOs::on_linux(Is(Value::word("87.0.0.1"))),
        },
        Claim {
            id: "beyond",
            says: Text::new(
                "\"256.0.0.1\" is no address: a part is one byte",
                "\"256.0.0.1\" 不是地址：每一段只有一个字节",
            ),
            expected: PerOs::on_linux(Is(Value::No)),
        },
    ],
};

const WHO_REACHES: Scene = Scene {
    slug: "who-reaches",
    title: Text::new("A server on 127.0.0.1, dialled at three addresses", "服务器在 127.0.0.1，从三个地址去连"),
    needs: &[Ipv6],
    run: experiment::who_reaches,
    claims: &[
        Claim {
            id: "same",
            says: Text::new("dialled at 127.0.0.1, it answers", "连 127.0.0.1，连得上"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "neighbour",
            says: Text::new(
                "dialled at 127.0.0.2, another loopback address, the call is refused",
                "连 127.0.0.2（也是回环地址），被拒绝",
            ),
            expected: PerOs::on_linux(REFUSED),
        },
        Claim {
            id: "ipv6",
            says: Text::new(
                "dialled at ::1, the loopback address of IPv6, it is refused as well",
                "连 ::1（IPv6 的回环地址），同样被拒绝",
            ),
            expected: PerOs::on_linux(REFUSED),
        },
        Claim {
            id: "reached",
            says: Text::new("so it is reached at its own address only", "所以只有用它自己的地址才连得上"),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.1"))),
        },
    ],
};

const WILDCARD: Scene = Scene {
    slug: "wildcard",
    title: Text::new("A server on 0.0.0.0", "服务器在 0.0.0.0"),
    needs: &[],
    run: experiment::wildcard,
    claims: &[
        Claim {
            id: "own",
            says: Text::new("the listening socket's address is 0.0.0.0", "监听套接字的地址是 0.0.0.0"),
            expected: PerOs::on_linux(Is(Value::word("0.0.0.0"))),
        },
        Claim {
            id: "neighbour",
            says: Text::new("dialled at 127.0.0.2, it answers", "连 127.0.0.2，连得上"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "dialled",
            says: Text::new(
                "the accepted socket has the address that the client dialled",
                "accept 得到的套接字，地址就是客户端所连的那个",
            ),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.2"))),
        },
        Claim {
            id: "unspecified",
            says: Text::new("Linux even lets a client dial 0.0.0.0", "Linux 甚至允许客户端去连 0.0.0.0"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "peer",
            says: Text::new("and takes it for 127.0.0.1", "并把它当作 127.0.0.1"),
            expected: PerOs::on_linux(Is(Value::word("127.0.0.1"))),
        },
    ],
};

const SAME_PORT: Scene = Scene {
    slug: "same-port",
    title: Text::new("One port, two servers", "一个端口，两个服务器"),
    needs: &[],
    run: experiment::same_port,
    claims: &[
        Claim {
            id: "bound",
            says: Text::new(
                "a port that is taken on 127.0.0.1 can be bound on 127.0.0.2",
                "在 127.0.0.1 上被占用的端口，在 127.0.0.2 上还能绑定",
            ),
            expected: PerOs {
                linux: Measured(Is(Value::OK)),
                macos: Cited(Is(Value::Errno(Errno::AddrNotAvailable)), XNU_BIND),
                windows: Unknown,
            },
        },
        Claim {
            id: "first",
            says: Text::new(
                "the server on 127.0.0.1 gets what is sent there",
                "127.0.0.1 上的服务器收到发往那里的数据",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"one"))),
        },
        Claim {
            id: "second",
            says: Text::new(
                "the server on 127.0.0.2 gets what is sent there",
                "127.0.0.2 上的服务器收到发往那里的数据",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"two"))),
        },
    ],
};

const NUMBERS: Scene = Scene {
    slug: "numbers",
    title: Text::new("Port 65536, and somebody else's address", "端口 65536，以及别人的地址"),
    needs: &[],
    run: experiment::numbers,
    claims: &[
        Claim {
            id: "last",
            says: Text::new("65535 is a port", "65535 是端口"),
            expected: PerOs::on_linux(Is(Value::Number(65535))),
        },
        Claim {
            id: "beyond",
            says: Text::new(
                "65536 is none: Rust refuses it before any system call",
                "65536 不是：还没有系统调用，Rust 就拒绝了",
            ),
            // The standard library's own error, the same on every system; it was seen on Linux alone.
            expected: PerOs::on_linux(Is(Value::word("InvalidInput"))),
        },
        Claim {
            id: "cut",
            says: Text::new(
                "cut to 16 bits, as C does, it is port 0: the system picks any port, and nobody complains",
                "像 C 那样截成 16 位，它就成了端口 0：系统随便选一个端口，谁也不报错",
            ),
            expected: PerOs::on_linux(AtLeast(1024)),
        },
        Claim {
            id: "foreign",
            says: Text::new("the address of another host cannot be bound", "别的主机的地址不能绑定"),
            expected: PerOs {
                linux: Measured(Is(Value::Errno(Errno::AddrNotAvailable))),
                macos: Unknown,
                windows: Cited(Is(Value::Errno(Errno::AddrNotAvailable)), WINE),
            },
        },
    ],
};

const PRIVILEGED: Scene = Scene {
    slug: "privileged",
    title: Text::new("The system's own ports", "系统保留的端口"),
    // A network of its own has the kernel's default border, and its ports are free.
    needs: &[Isolation],
    run: experiment::privileged,
    claims: &[
        Claim {
            id: "with",
            says: Text::new(
                "with CAP_NET_BIND_SERVICE, port 80 can be bound",
                "有 CAP_NET_BIND_SERVICE，端口 80 可以绑定",
            ),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "without",
            says: Text::new("without it the same bind is refused", "没有它，同样的绑定就被拒绝"),
            expected: PerOs::on_linux(FORBIDDEN),
        },
        Claim {
            id: "last",
            says: Text::new("so is port 1023", "端口 1023 也一样"),
            expected: PerOs::on_linux(FORBIDDEN),
        },
        Claim {
            id: "first",
            says: Text::new("port 1024 is for everybody", "端口 1024 谁都可以用"),
            expected: PerOs::on_linux(Is(Value::OK)),
        },
        Claim {
            id: "border",
            says: Text::new(
                "this is the setting ip_unprivileged_port_start, 1024 unless somebody changes it",
                "这由设置项 ip_unprivileged_port_start 决定，没人改过就是 1024",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1024))),
        },
    ],
};
