//! What each scene of lab 13 claims.
//!
//! The other systems are unknown throughout. What is documented of them speaks of the broadcast address of a real
//! interface, which no lab sends to; whether their loopback has a broadcast address is another question.

use super::experiment;
use crate::{
    lab::{Capability, Claim, Expect::Is, PerOs, Scene},
    text::Text,
    trace::{Errno, Value},
};

pub(super) const ALL: &[Scene] = &[PERMISSION, EVERYBODY, UNICAST, TCP, MULTICAST, MEMBERSHIP];

const PERMISSION: Scene = Scene {
    slug: "permission",
    title: Text::new("A broadcast must be asked for", "广播要先申请"),
    needs: &[],
    run: experiment::permission,
    claims: &[
        Claim {
            id: "send",
            says: Text::new(
                "without SO_BROADCAST, sendto a broadcast address is refused",
                "没设 SO_BROADCAST，往广播地址 sendto 会被拒绝",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Access))),
        },
        Claim {
            id: "connect",
            says: Text::new("so is connect, though it sends nothing", "connect 也被拒绝，虽然它什么都不发"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::Access))),
        },
        Claim {
            id: "allowed",
            says: Text::new("with the option the same datagram arrives", "设了选项，同样的数据报就能到"),
            expected: PerOs::on_linux(Is(Value::bytes(b"anybody there?"))),
        },
    ],
};

const EVERYBODY: Scene = Scene {
    slug: "everybody",
    title: Text::new("One broadcast, several receivers", "广播一次，多方收到"),
    needs: &[],
    run: experiment::everybody,
    claims: &[
        Claim {
            id: "heard",
            says: Text::new(
                "one send to 127.255.255.255 reaches both receivers on 0.0.0.0",
                "往 127.255.255.255 发一次，绑定 0.0.0.0 的两个接收方都收到",
            ),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
        Claim {
            id: "specific",
            says: Text::new(
                "a receiver on 127.0.0.1 has missed it: the first it hears is the next datagram",
                "绑定 127.0.0.1 的接收方没有收到：它最先听到的是后面那个数据报",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"only you"))),
        },
    ],
};

const UNICAST: Scene = Scene {
    slug: "unicast",
    title: Text::new("One unicast to the shared port", "往共用的端口单播一次"),
    needs: &[],
    run: experiment::unicast,
    claims: &[
        Claim {
            id: "heard",
            says: Text::new(
                "a datagram to 127.0.0.1 reaches one receiver only",
                "发往 127.0.0.1 的，只有一个接收方收到",
            ),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "who",
            says: Text::new("it is the one that was bound last", "收到的是最后绑定的那个"),
            expected: PerOs::on_linux(Is(Value::word("receiver 2"))),
        },
    ],
};

const TCP: Scene = Scene {
    slug: "tcp",
    title: Text::new("TCP cannot broadcast", "TCP 不能广播"),
    needs: &[],
    run: experiment::tcp,
    claims: &[
        Claim {
            id: "without",
            says: Text::new(
                "a TCP connect to a broadcast address fails, though a server listens on that port",
                "TCP 往广播地址 connect 会失败，哪怕有服务器在监听那个端口",
            ),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NetworkUnreachable))),
        },
        Claim {
            id: "with",
            says: Text::new("SO_BROADCAST does not change that", "设了 SO_BROADCAST 也一样"),
            expected: PerOs::on_linux(Is(Value::Errno(Errno::NetworkUnreachable))),
        },
    ],
};

const MULTICAST: Scene = Scene {
    slug: "multicast",
    title: Text::new("One multicast, several members", "组播一次，组员都收到"),
    needs: &[],
    run: experiment::multicast,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new(
                "a sender needs neither SO_BROADCAST nor membership: all 12 bytes are taken",
                "发送方既不用设 SO_BROADCAST，也不用入组：12 个字节全部发出",
            ),
            expected: PerOs::on_linux(Is(Value::Number(12))),
        },
        Claim {
            id: "heard",
            says: Text::new("both members hear it", "两个组员都收到"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
    ],
};

const MEMBERSHIP: Scene = Scene {
    slug: "membership",
    title: Text::new("Who has to join", "谁得入组"),
    // On the host's own loopback, another program may have joined the group.
    needs: &[Capability::Isolation],
    run: experiment::membership,
    claims: &[
        Claim {
            id: "nobody",
            says: Text::new(
                "nobody has joined the group: its datagram is not delivered",
                "谁都没有入组：发给组的数据报不会送达",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"only you"))),
        },
        Claim {
            id: "other_joined",
            says: Text::new(
                "another socket joins: now a receiver that never joined hears the group too",
                "另一个套接字入了组：从没入组的接收方居然也收到了",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"group, 2"))),
        },
        Claim {
            id: "own_only",
            says: Text::new(
                "with IP_MULTICAST_ALL off, only groups that it joined itself reach it",
                "关掉 IP_MULTICAST_ALL，就只收自己入的组",
            ),
            expected: PerOs::on_linux(Is(Value::bytes(b"only you"))),
        },
        Claim {
            id: "joined",
            says: Text::new("once it has joined, it hears the group", "自己入组之后就收到了"),
            expected: PerOs::on_linux(Is(Value::bytes(b"group, 4"))),
        },
    ],
};
