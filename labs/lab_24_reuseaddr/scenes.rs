//! What each scene of lab 24 claims.

use super::experiment;
use crate::{
    lab::{
        Capability, Claim, Expect,
        Expect::{AtLeast, Is},
        Known::{Cited, Measured, Unknown},
        PerOs, Scene,
    },
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] =
    &[SERVER_FIRST, CLIENT_FIRST, ONLY_OLD, ONLY_NEW, BOTH, LIVE_LISTENER, BOTH_BIND, REUSE_PORT, UDP];

const OK: Expect = Is(Value::OK);
const IN_USE: Expect = Is(Value::Errno(Errno::AddrInUse));

const XNU_BIND: &str = "xnu, bsd/netinet/in_pcb.c in_pcbbind";
const CURL_BIND: &str = "curl, pull request 8528: bind over TIME_WAIT returns 0";
const WINE_REUSE: &str = "Wine, dlls/ws2_32/tests/sock.c test_reuseaddr";

const SERVER_FIRST: Scene = Scene {
    slug: "server-first",
    title: Text::new("The server closes first, no option anywhere", "服务器先关闭，双方都没设选项"),
    needs: &[Capability::TcpTable],
    run: experiment::server_first,
    claims: &[
        Claim {
            id: "holder",
            says: Text::new("the end that closed first is left with TIME_WAIT", "先关闭的一方留下 TIME_WAIT"),
            expected: PerOs::on_linux(Is(Value::word("old server"))),
        },
        Claim {
            id: "restart",
            says: Text::new("a new server cannot bind the address", "新的服务器绑定不了这个地址"),
            expected: PerOs { linux: Measured(IN_USE), macos: Unknown, windows: Cited(OK, CURL_BIND) },
        },
    ],
};

const CLIENT_FIRST: Scene = Scene {
    slug: "client-first",
    title: Text::new("The same, but the client closes first", "同样的情形，换成客户端先关闭"),
    needs: &[Capability::TcpTable],
    run: experiment::client_first,
    claims: &[
        Claim {
            id: "holder",
            says: Text::new(
                "the client is left with TIME_WAIT, the server with nothing",
                "TIME_WAIT 留在客户端，服务器那边什么也不剩",
            ),
            expected: PerOs::on_linux(Is(Value::word("client"))),
        },
        Claim {
            id: "restart",
            says: Text::new(
                "a new server binds the address without any option",
                "新的服务器不设任何选项也能绑定这个地址",
            ),
            expected: PerOs::on_linux(OK),
        },
    ],
};

const ONLY_OLD: Scene = Scene {
    slug: "only-old",
    title: Text::new("SO_REUSEADDR on the old server only", "只有旧服务器设了 SO_REUSEADDR"),
    needs: &[Capability::TcpTable],
    run: experiment::only_old,
    claims: &[Claim {
        id: "restart",
        says: Text::new(
            "over the old server's TIME_WAIT, a new socket without the option cannot bind",
            "旧服务器还在 TIME_WAIT，没设选项的新套接字绑定不了",
        ),
        expected: PerOs { linux: Measured(IN_USE), macos: Unknown, windows: Cited(OK, CURL_BIND) },
    }],
};

const ONLY_NEW: Scene = Scene {
    slug: "only-new",
    title: Text::new("SO_REUSEADDR on the new server only", "只有新服务器设了 SO_REUSEADDR"),
    needs: &[Capability::TcpTable],
    run: experiment::only_new,
    claims: &[Claim {
        id: "restart",
        says: Text::new("the option on the new socket alone is not enough", "只在新套接字上设这个选项还不够"),
        expected: PerOs { linux: Measured(IN_USE), macos: Cited(OK, XNU_BIND), windows: Cited(OK, CURL_BIND) },
    }],
};

const BOTH: Scene = Scene {
    slug: "both",
    title: Text::new("SO_REUSEADDR on both servers", "新旧服务器都设了 SO_REUSEADDR"),
    needs: &[Capability::TcpTable],
    run: experiment::both,
    claims: &[
        Claim {
            id: "restart",
            says: Text::new(
                "with the option on both sockets the new server binds",
                "新旧套接字都设了选项，新服务器就能绑定",
            ),
            expected: PerOs { linux: Measured(OK), macos: Cited(OK, XNU_BIND), windows: Cited(OK, CURL_BIND) },
        },
        Claim {
            id: "still_there",
            says: Text::new("the old connection's TIME_WAIT goes on all the same", "旧连接的 TIME_WAIT 并没有因此消失"),
            expected: PerOs::on_linux(Is(Value::Yes)),
        },
        Claim {
            id: "serves",
            says: Text::new("the new server serves its first client beside it", "新服务器照样为第一个客户端服务"),
            expected: PerOs::on_linux(Is(Value::bytes(b"hello"))),
        },
    ],
};

const LIVE_LISTENER: Scene = Scene {
    slug: "live-listener",
    title: Text::new("SO_REUSEADDR against a server that is running", "对着正在运行的服务器用 SO_REUSEADDR"),
    needs: &[],
    run: experiment::live_listener,
    claims: &[Claim {
        id: "second_bind",
        says: Text::new(
            "while one socket listens, a second one cannot bind, though both have set the option",
            "一个套接字在监听时，第二个绑定不了，哪怕双方都设了选项",
        ),
        expected: PerOs { linux: Measured(IN_USE), macos: Cited(IN_USE, XNU_BIND), windows: Cited(OK, WINE_REUSE) },
    }],
};

const BOTH_BIND: Scene = Scene {
    slug: "both-bind",
    title: Text::new("Two bind, one listens", "两个都能绑定，只有一个能监听"),
    needs: &[],
    run: experiment::both_bind,
    claims: &[
        Claim {
            id: "second_bind",
            says: Text::new(
                "as long as nobody listens, both sockets may bind",
                "只要还没有谁在监听，两个套接字都可以绑定",
            ),
            expected: PerOs { linux: Measured(OK), macos: Cited(IN_USE, XNU_BIND), windows: Cited(OK, WINE_REUSE) },
        },
        Claim {
            id: "first_listen",
            says: Text::new("the first to call listen gets the port", "先调用 listen 的得到端口"),
            expected: PerOs { linux: Measured(OK), macos: Unknown, windows: Cited(OK, WINE_REUSE) },
        },
        Claim {
            id: "second_listen",
            says: Text::new("the second call of listen fails", "第二个 listen 失败"),
            expected: PerOs { linux: Measured(IN_USE), macos: Unknown, windows: Cited(OK, WINE_REUSE) },
        },
    ],
};

const REUSE_PORT: Scene = Scene {
    slug: "reuse-port",
    title: Text::new("SO_REUSEPORT does share a port", "真正能共用端口的是 SO_REUSEPORT"),
    needs: &[Capability::ReusePort, Capability::TcpInfo],
    run: experiment::reuse_port,
    claims: &[
        Claim {
            id: "outsider",
            says: Text::new("a socket without SO_REUSEPORT is still refused", "没设 SO_REUSEPORT 的套接字仍然绑定不了"),
            expected: PerOs::on_linux(IN_USE),
        },
        Claim {
            id: "second_listen",
            says: Text::new(
                "with it on both sockets, two listen on one port",
                "双方都设了，两个套接字就能监听同一个端口",
            ),
            expected: PerOs::on_linux(OK),
        },
        Claim {
            id: "sum",
            says: Text::new("every one of 200 clients is in one of the two queues", "200 个客户端全都在两个队列里"),
            expected: PerOs::on_linux(Is(Value::Number(200))),
        },
        Claim {
            id: "smaller_share",
            says: Text::new("neither queue is empty", "哪个队列都不是空的"),
            expected: PerOs::on_linux(AtLeast(1)),
        },
    ],
};

const UDP: Scene = Scene {
    slug: "udp",
    title: Text::new("UDP: SO_REUSEADDR hands the port over", "UDP：SO_REUSEADDR 会让端口易主"),
    needs: &[],
    run: experiment::udp,
    claims: &[
        Claim {
            id: "second_bind",
            says: Text::new(
                "two UDP sockets with the option bind one port",
                "两个设了选项的 UDP 套接字能绑定同一个端口",
            ),
            expected: PerOs { linux: Measured(OK), macos: Cited(IN_USE, XNU_BIND), windows: Unknown },
        },
        Claim {
            id: "newcomer",
            says: Text::new("the one bound last gets all of three datagrams", "三个数据报全归最后绑定的那个"),
            expected: PerOs::on_linux(Is(Value::Number(3))),
        },
        Claim {
            id: "elder",
            says: Text::new("the one bound first has nothing to read", "先绑定的那个什么也读不到"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Again))),
        },
        Claim {
            id: "after",
            says: Text::new(
                "once the newcomer has closed, the first one hears again",
                "后来者关闭之后，先绑定的那个又能收到了",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"Bob"))),
        },
    ],
};
