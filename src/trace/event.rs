//! One thing that happened, with its evidence.

use std::{borrow::Cow, fmt, io, time::Duration};

use serde::{Deserialize, Serialize};

use super::{Address, Errno, Payload, TcpInfo, TcpState};
use crate::{text::Text, wire::Packet};

/// One entry of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the trace, from 1.
    pub number: u32,
    /// Since the scene began.
    #[serde(rename = "at_us", with = "microseconds")]
    pub at: Duration,
    /// Which program did it.
    pub actor: Actor,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// A program of the scene, by the name that the scene gave it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor(pub Cow<'static, str>);

/// The side of the picture that an actor stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who calls: clients, senders.
    Left,
    /// Who is called: servers, receivers, listeners.
    Right,
}

impl Side {
    /// The side across.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

impl Actor {
    /// The sender of packets that no socket of the scene sent, and whoever waits for packets. It stands on neither side.
    pub const WIRE: Actor = Actor(Cow::Borrowed("wire"));

    /// Right if the name says `server`, `receiver` or `listener`; left otherwise.
    #[must_use]
    pub fn side(&self) -> Side {
        let right = ["server", "receiver", "listener"].iter().any(|word| self.0.contains(word));
        if right { Side::Right } else { Side::Left }
    }
}

impl From<&'static str> for Actor {
    fn from(name: &'static str) -> Actor {
        Actor(Cow::Borrowed(name))
    }
}

impl From<String> for Actor {
    fn from(name: String) -> Actor {
        Actor(Cow::Owned(name))
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What happened, by the kind of evidence: a call's own result, a count of the kernel, a captured packet, or
/// the narrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// A call began. Recorded before it, so that a viewer sees who is blocked.
    Entered {
        /// The call.
        call: Call,
    },
    /// The call came back.
    Returned {
        /// The call.
        call: Call,
        /// What the kernel answered.
        outcome: Outcome,
    },
    /// Counted by the kernel: bytes that wait in the actor's socket. Recorded when it changed.
    Queues {
        /// Bytes to read (FIONREAD). For UDP on Linux, those of the next datagram.
        recv: u32,
        /// Bytes sent and not acknowledged (SIOCOUTQ).
        send: u32,
    },
    /// Counted by the kernel: segments with data that the actor's connection has sent (`TCP_INFO`). Recorded when it changed.
    Segments {
        /// So many since the connection began.
        out: u32,
    },
    /// Reported by the kernel: the state of the actor's connection (`TCP_INFO`). Recorded when it changed.
    State {
        /// The new state.
        state: TcpState,
    },
    /// Captured on the loopback interface, as it arrived. The actor is the owner of the port that it came from.
    Packet {
        /// The packet.
        packet: Packet,
    },
    /// Said by the narrator; no evidence of anything.
    Note {
        /// The words.
        text: Text,
    },
}

/// A call, with its arguments. The names are those of the system calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Call {
    /// socket(2).
    Socket {
        /// Family and type, such as `udp` or `tcp`.
        what: Cow<'static, str>,
    },
    /// bind(2).
    Bind {
        /// The address asked for; port 0 asks for any.
        to: Address,
    },
    /// listen(2).
    Listen {
        /// Length of the queue asked for.
        backlog: i32,
    },
    /// accept(2).
    Accept,
    /// connect(2).
    Connect {
        /// The peer.
        to: Address,
    },
    /// send(2).
    Send {
        /// The data offered.
        bytes: Payload,
    },
    /// sendto(2).
    SendTo {
        /// The datagram.
        bytes: Payload,
        /// Its destination.
        to: Address,
    },
    /// recv(2).
    Recv {
        /// Room for so many bytes.
        size: usize,
        /// The flags in effect, such as `MSG_PEEK`; empty for none.
        flags: Cow<'static, str>,
    },
    /// recvfrom(2).
    RecvFrom {
        /// Room for so many bytes.
        size: usize,
        /// The flags in effect; empty for none.
        flags: Cow<'static, str>,
    },
    /// recvmsg(2), which returns flags too.
    RecvMsg {
        /// Room for so many bytes.
        size: usize,
    },
    /// shutdown(2).
    Shutdown {
        /// `SHUT_RD`, `SHUT_WR` or `SHUT_RDWR`.
        how: Cow<'static, str>,
    },
    /// close(2).
    Close,
    /// setsockopt(2).
    SetOption {
        /// The option's name in C, such as `TCP_NODELAY`.
        option: Cow<'static, str>,
        /// The value set.
        value: Cow<'static, str>,
    },
    /// getsockopt(2).
    GetOption {
        /// The option's name in C.
        option: Cow<'static, str>,
    },
    /// getsockname(2).
    LocalAddress,
    /// getpeername(2).
    PeerAddress,
    /// socklab waits until the kernel shows something. No call of the lesson's program.
    Wait {
        /// What it waits for.
        until: Until,
    },
}

/// A state of the kernel that a scene waits to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Until {
    /// At least so many bytes can be read.
    Queued {
        /// In bytes.
        bytes: u32,
    },
    /// A read or an accept would not block.
    Readable,
    /// A write would not block.
    Writable,
    /// Everything sent has been acknowledged.
    Acknowledged,
    /// This end of a connection has reached a TCP state.
    Reached {
        /// The state.
        tcp: TcpState,
    },
    /// The packets captured so far are what is waited for.
    Captured {
        /// In words, such as `the last ACK`.
        what: Cow<'static, str>,
    },
}

/// What a call came back with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Outcome {
    /// Success with nothing else to say.
    Done,
    /// So many bytes taken.
    Count {
        /// In bytes.
        count: usize,
    },
    /// Data received.
    Data {
        /// The data.
        bytes: Payload,
        /// The sender, where the call tells it.
        from: Option<Address>,
        /// Whether the datagram was longer than the room for it, where the call tells it.
        truncated: Option<bool>,
    },
    /// The true length of a datagram that may be longer than the room for it.
    Length {
        /// In bytes.
        length: usize,
    },
    /// A connection to this peer.
    Accepted {
        /// The peer's address.
        peer: Address,
    },
    /// An address.
    Address {
        /// The address.
        address: Address,
    },
    /// A number of the kernel's own choosing: shown in a run, left out of snapshots.
    Tuned {
        /// In the option's unit.
        number: i64,
    },
    /// The kernel's counters of a connection: shown in a run, left out of snapshots.
    Counters {
        /// The counters.
        info: TcpInfo,
    },
    /// An error.
    Failed {
        /// Which.
        failure: Failure,
    },
}

/// An error of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The system's code; `None` for an error that Rust's library or socklab made.
    pub errno: Option<Errno>,
    /// The system's words. For reading only: they differ between systems and languages.
    pub message: String,
}

impl From<&io::Error> for Failure {
    fn from(error: &io::Error) -> Failure {
        Failure { errno: Errno::of(error), message: error.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.errno {
            Some(errno) => write!(f, "{errno}"),
            None => f.write_str(&self.message),
        }
    }
}

mod microseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(u64::try_from(at.as_micros()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_micros)
    }
}
