//! The scenes of lab 14 and what they decide.

use super::experiment;
use crate::{
    lab::{
        Claim,
        Expect::{self, Is},
        PerOs, Scene,
    },
    text::Text,
    trace::Value,
};

/// In the order in which they are played.
pub(super) const ALL: &[Scene] = &[NO_FAULTS, PLAIN, RESEND_ONLY, STOP_AND_WAIT, OLD_ACK, OLD_ACK_NUMBERED];

const EVERY_MESSAGE: Expect = Is(Value::bytes(b"one two three four"));

const NO_FAULTS: Scene = Scene {
    slug: "no-faults",
    title: Text::new("A relay without faults", "没有故障的中继"),
    needs: &[],
    run: experiment::no_faults,
    claims: &[Claim {
        id: "received",
        says: Text::new(
            "four datagrams sent, four received, in order: sockets and relay lose nothing by themselves",
            "发了四个数据报，收到四个，顺序不变：套接字和中继本身什么也没丢",
        ),
        expected: PerOs::on_linux(EVERY_MESSAGE),
    }],
};

const PLAIN: Scene = Scene {
    slug: "plain",
    title: Text::new("A bad link, and a sender that sends once", "线路不好，发送方只发一次"),
    needs: &[],
    run: experiment::plain,
    claims: &[
        Claim {
            id: "sent",
            says: Text::new("every one of the four sends returns Ok", "四次发送全都返回成功"),
            expected: PerOs::on_linux(Is(Value::Number(4))),
        },
        Claim {
            id: "lost",
            says: Text::new("one message never arrives", "有一条消息一直没到"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "twice",
            says: Text::new("one arrives twice", "有一条到了两次"),
            expected: PerOs::on_linux(Is(Value::Number(1))),
        },
        Claim {
            id: "received",
            says: Text::new("and one overtakes another", "还有一条赶到了另一条前面"),
            expected: PerOs::on_linux(Is(Value::bytes(b"two one four four"))),
        },
    ],
};

const RESEND_ONLY: Scene = Scene {
    slug: "resend-only",
    title: Text::new("Send again until it is acknowledged", "没有确认就重发"),
    needs: &[],
    run: experiment::resend_only,
    claims: &[
        Claim {
            id: "result",
            says: Text::new(
                "with 30 % loss, resending alone brings some messages twice",
                "丢失率 30%，只靠重发，有的消息会到两次",
            ),
            expected: PerOs::on_linux(Is(Value::word("some twice"))),
        },
        Claim {
            id: "delivered",
            says: Text::new("none is missing, and one is delivered twice", "一条没缺，但有一条交付了两次"),
            expected: PerOs::on_linux(Is(Value::bytes(b"one two three four four"))),
        },
    ],
};

const STOP_AND_WAIT: Scene = Scene {
    slug: "stop-and-wait",
    title: Text::new("Numbers on data and acknowledgements", "给数据和确认都编上号"),
    needs: &[],
    run: experiment::stop_and_wait,
    claims: &[
        Claim {
            id: "delivered",
            says: Text::new(
                "over a link that loses, doubles and swaps, each message is delivered once, in order",
                "线路会丢失、重复、乱序，但每条消息恰好交付一次，顺序不变",
            ),
            expected: PerOs::on_linux(EVERY_MESSAGE),
        },
        Claim {
            id: "sends",
            says: Text::new("it takes seven sends for the four messages", "四条消息一共发送了七次"),
            expected: PerOs::on_linux(Is(Value::Number(7))),
        },
        Claim {
            id: "repeats",
            says: Text::new("the receiver knows two copies by their numbers", "接收方凭编号认出了两份多余的副本"),
            expected: PerOs::on_linux(Is(Value::Number(2))),
        },
    ],
};

const OLD_ACK: Scene = Scene {
    slug: "old-ack",
    title: Text::new("An old acknowledgement is taken for a new one", "旧的确认被当成新的"),
    needs: &[],
    run: experiment::old_ack,
    claims: &[
        Claim {
            id: "sends",
            says: Text::new("the sender sends four times and is content", "发送方发了四次就心满意足"),
            expected: PerOs::on_linux(Is(Value::Number(4))),
        },
        Claim {
            id: "delivered",
            says: Text::new("the second message is missing, and nobody knows", "第二条消息没了，谁也不知道"),
            expected: PerOs::on_linux(Is(Value::bytes(b"one three four"))),
        },
    ],
};

const OLD_ACK_NUMBERED: Scene = Scene {
    slug: "old-ack-numbered",
    title: Text::new("The same link, and the number is compared", "同样的线路，比较编号"),
    needs: &[],
    run: experiment::old_ack_numbered,
    claims: &[
        Claim {
            id: "sends",
            says: Text::new("the sender is not deceived and sends once more", "发送方没有上当，多发了一次"),
            expected: PerOs::on_linux(Is(Value::Number(5))),
        },
        Claim {
            id: "delivered",
            says: Text::new("every message is delivered", "每条消息都交付了"),
            expected: PerOs::on_linux(EVERY_MESSAGE),
        },
    ],
};
