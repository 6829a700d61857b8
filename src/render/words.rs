//! The words for one call and what it came back with, shared by every view of a trace.

use std::net::{Ipv4Addr, SocketAddr};

use unicode_width::UnicodeWidthStr;

use super::{
    flow::Run,
    line::{BAD, BOLD, DIM, JOINT, Line, PLAIN, of_message},
};
use crate::{
    lab::Capability,
    messages::Messages,
    runner::Ending,
    say,
    trace::{Actor, Address, Call, Names, Outcome, Payload, Side, TcpInfo, Trace, Until},
    wire::{Flags, IcmpMessage, Packet, PacketKind, Segment},
};

/// How much a view says, and in whose words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Voice<'a> {
    /// Short, for a column: peers by name, and only where the call is about them.
    Picture(&'a Messages),
    /// Everything, with real addresses.
    Steps(&'a Messages),
    /// The same on every run: English, ports by their owner, no number of the kernel's own choosing.
    Stable,
}

/// Turns the calls of one trace into words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) names: &'a Names,
    /// How wide quoted data may be, in columns.
    pub(super) room: usize,
}

impl Words<'_> {
    /// A call, with its arguments. `runs` are the messages of the data that it sends.
    pub(super) fn call(&self, call: &Call, runs: &[Run]) -> Line {
        let line = Line::new();
        match call {
            Call::Socket { what } => line.and(format!("socket {what}"), PLAIN),
            Call::Bind { to } => line.and(format!("bind {}", self.own(to)), PLAIN),
            Call::Listen { backlog } => line.and(format!("listen({backlog})"), PLAIN),
            Call::Accept => line.and("accept", PLAIN),
            Call::Connect { to } => line.and(format!("connect {}", self.peer(to)), PLAIN),
            Call::Send { bytes } => line.and("send ", PLAIN).then(&self.data(bytes, runs)),
            Call::SendTo { bytes, to } => {
                let line = line.and("sendto ", PLAIN).then(&self.data(bytes, runs));
                self.further(line, || format!(" to {}", self.peer(to)))
            }
            Call::Recv { size, flags } => line.and(receive("recv", *size, flags), PLAIN),
            Call::RecvFrom { size, flags } => line.and(receive("recvfrom", *size, flags), PLAIN),
            Call::RecvMsg { size } => line.and(receive("recvmsg", *size, ""), PLAIN),
            Call::Shutdown { how } => line.and(format!("shutdown({how})"), PLAIN),
            Call::Close => line.and("close", PLAIN),
            Call::SetOption { option, value } => {
                let function = if option == "O_NONBLOCK" { "fcntl" } else { "setsockopt" };
                line.and(format!("{function} {option} {value}"), PLAIN)
            }
            Call::GetOption { option } => {
                let function = if option == "FIONREAD" { "ioctl" } else { "getsockopt" };
                line.and(format!("{function} {option}"), PLAIN)
            }
            Call::LocalAddress => line.and("getsockname", PLAIN),
            Call::PeerAddress => line.and("getpeername", PLAIN),
            Call::Wait { until } => line.and(self.wait(until), DIM),
        }
    }

    /// A call and what it came back with. `runs` are the messages of the data that it moved.
    pub(super) fn returned(&self, call: &Call, outcome: &Outcome, runs: &[Run]) -> Line {
        let line = self.call(call, runs);
        match outcome {
            Outcome::Done => line,
            Outcome::Count { count } => line.and(self.count(call, *count), PLAIN),
            Outcome::Data { bytes, from, truncated } => {
                let mut line = line.and(format!(" ={JOINT}{}", bytes.length()), PLAIN);
                if bytes.length() > 0 {
                    line = line.and(JOINT.to_string(), PLAIN).then(&self.data(bytes, runs));
                }
                if *truncated == Some(true) {
                    line = line.and(" MSG_TRUNC", BOLD);
                }
                match from {
                    Some(from) => self.further(line, || format!(" from {}", self.peer(from))),
                    None => line,
                }
            }
            Outcome::Length { length } => line.and(format!(" ={JOINT}{length}"), PLAIN),
            Outcome::Accepted { peer } => line.and(format!(" ={JOINT}{}", self.peer(peer)), PLAIN),
            Outcome::Address { address } => line.and(format!(" ={JOINT}{}", self.own(address)), PLAIN),
            Outcome::Tuned { .. } | Outcome::Counters { .. } if self.is_stable() => {
                line.and(format!(" ={JOINT}(counted)"), PLAIN)
            }
            Outcome::Tuned { number } => line.and(format!(" ={JOINT}{number}"), PLAIN),
            Outcome::Counters { info } => {
                let brief = matches!(self.voice, Voice::Picture(_));
                line.and(format!(" ={JOINT}{}", counters(info, brief)), PLAIN)
            }
            Outcome::Failed { failure } => line.and(format!(" ={JOINT}"), PLAIN).and(failure.to_string(), BAD),
        }
    }

    /// What a wait waits for.
    fn wait(&self, until: &Until) -> String {
        match self.voice {
            Voice::Stable => match until {
                Until::Queued { bytes } => format!("wait until {bytes} bytes are queued"),
                Until::Readable => "wait until readable".to_owned(),
                Until::Writable => "wait until writable".to_owned(),
                Until::Acknowledged => "wait until everything is acknowledged".to_owned(),
                Until::Reached { tcp } => format!("wait until {tcp}"),
                Until::Captured { what } => format!("wait for {what}"),
            },
            Voice::Picture(messages) | Voice::Steps(messages) => match until {
                Until::Queued { bytes } => say!(messages, "render-wait-queued", bytes = *bytes),
                Until::Readable => say!(messages, "render-wait-readable"),
                Until::Writable => say!(messages, "render-wait-writable"),
                Until::Acknowledged => say!(messages, "render-wait-acknowledged"),
                Until::Reached { tcp } => say!(messages, "render-wait-state", state = tcp.name()),
                Until::Captured { what } => say!(messages, "render-wait-packets", what = what.as_ref()),
            },
        }
    }

    /// A packet: what it is, and for everything but the picture from where to where, with numbers counted from the
    /// connection's first.
    pub(super) fn packet(&self, packet: &Packet) -> Line {
        let what = Line::new().and(carried(&packet.kind), PLAIN);
        let numbers = match &packet.kind {
            PacketKind::Tcp(segment) => numbers(segment),
            _ => String::new(),
        };
        let peer = |address: SocketAddr| self.peer(&address.into());
        let route = match (&packet.kind, packet.sender(), packet.receiver()) {
            (PacketKind::Icmp(IcmpMessage { about: Some(about), .. }), ..) => {
                format!(" about {} > {}", peer(about.source), peer(about.destination))
            }
            (_, Some(sender), Some(receiver)) => format!(" {} > {}", peer(sender), peer(receiver)),
            _ => format!(" {} > {}", packet.source, packet.destination),
        };
        match self.voice {
            Voice::Picture(_) => what,
            Voice::Steps(_) | Voice::Stable => what.and(numbers, PLAIN).and(route, DIM),
        }
    }

    /// How many bytes a call took. What it left depends on the kernel's buffers.
    fn count(&self, call: &Call, count: usize) -> String {
        let offered = match call {
            Call::Send { bytes } | Call::SendTo { bytes, .. } => bytes.length(),
            _ => count,
        };
        if self.is_stable() && count < offered { format!(" ={JOINT}(a part)") } else { format!(" ={JOINT}{count}") }
    }

    /// Quoted data, each run in the colour of its message. What is cut is counted.
    fn data(&self, data: &Payload, runs: &[Run]) -> Line {
        let mut line = Line::new().and("\"", PLAIN);
        let (mut shown, mut width) = (0, 0);
        for (unit, length) in units(data.head()) {
            width += unit.width();
            if width > self.room {
                break;
            }
            let style = message_at(runs, shown).map_or(PLAIN, of_message);
            line = line.and(unit, style);
            shown += length;
        }
        let line = line.and("\"", PLAIN);
        if shown == data.length() { line } else { line.and(format!(".. {} B", data.length()), PLAIN) }
    }

    /// An address that the call is about.
    fn own(&self, address: &Address) -> String {
        match self.voice {
            Voice::Picture(_) => address.to_string(),
            Voice::Steps(_) | Voice::Stable => self.peer(address),
        }
    }

    /// An address of somebody else.
    fn peer(&self, address: &Address) -> String {
        let label = self.names.label(address);
        let owned = label != address.to_string();
        match self.voice {
            Voice::Steps(_) => match self.names.owner(address.port()) {
                Some(actor) => format!("{address} ({actor})"),
                None => address.to_string(),
            },
            // A port that nobody owns may be one that the system picked.
            Voice::Stable if !owned && address.port() != 0 => {
                label.rsplit_once(':').map_or(label.clone(), |(host, _)| format!("{host}:?"))
            }
            Voice::Stable | Voice::Picture(_) => label,
        }
    }

    /// The line with what a column has no room for.
    fn further(&self, line: Line, text: impl FnOnce() -> String) -> Line {
        if matches!(self.voice, Voice::Picture(_)) { line } else { line.and(text(), PLAIN) }
    }

    fn is_stable(&self) -> bool {
        matches!(self.voice, Voice::Stable)
    }
}

/// The name of a side in the head of a picture: its one actor's, or what such programs are called.
pub(super) fn side(side: Side, actors: &[&Actor], messages: &Messages) -> String {
    match (side, actors) {
        (_, [only]) if !matches!(only.0.as_ref(), "client" | "server") => only.to_string(),
        (Side::Left, _) => say!(messages, "render-client"),
        (Side::Right, _) => say!(messages, "render-server"),
    }
}

/// How a scene ended, where that is not at its last line.
pub(super) fn ending(ending: &Ending, messages: &Messages) -> Option<String> {
    match ending {
        Ending::Complete => None,
        Ending::Failed(because) => Some(say!(messages, "render-failed", because = because.as_str())),
        Ending::Deadline(after) => Some(say!(messages, "render-deadline", seconds = seconds(*after))),
        Ending::NotStarted(missing) => {
            let lacks: Vec<String> = missing
                .iter()
                .map(|lack| {
                    let what = super::values::capability(lack.capability, messages);
                    say!(messages, "render-missing", what = what, because = lack.because.as_str())
                })
                .collect();
            let lacks = say!(messages, "render-not-started", what = lacks.join("; "));
            let wire = missing.iter().any(|lack| lack.capability == Capability::Wire);
            Some(if wire { format!("{lacks}. {}", how_to_get_wire(messages)) } else { lacks })
        }
    }
}

/// What to do on a host that refuses to capture.
pub(super) fn how_to_get_wire(messages: &Messages) -> String {
    say!(messages, "render-get-wire")
}

/// Seconds, with no more decimals than are needed: `20`, `0.05`.
fn seconds(duration: std::time::Duration) -> String {
    duration.as_secs_f64().to_string()
}

/// The letters by which a picture tells the actors of one side apart: those of its port, or else its name.
pub(super) fn letters(trace: &Trace, names: &Names, actor: &Actor) -> String {
    let owned = trace.names.iter().filter(|name| name.actor == *actor).map(|name| name.address.port());
    let label = owned.map(|port| names.label(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into()));
    let mut own = label.filter_map(|label| Some(label.strip_prefix(actor.0.as_ref())?.strip_prefix(':')?.to_owned()));
    own.next().unwrap_or_else(|| actor.to_string())
}

fn receive(name: &str, size: usize, flags: &str) -> String {
    if flags.is_empty() { format!("{name}({size})") } else { format!("{name}({size}, {flags})") }
}

/// What a packet carries, in a few words that are the same in every language.
fn carried(kind: &PacketKind) -> String {
    match kind {
        PacketKind::Tcp(Segment { flags, length: 0, .. }) => flags.to_string(),
        PacketKind::Tcp(Segment { flags, length, .. }) => format!("{flags} {length} B"),
        PacketKind::Udp { length, .. } => format!("{length} B"),
        PacketKind::Fragment { offset, length, .. } => format!("frag {length} B at {offset}"),
        PacketKind::Icmp(message) => format!("ICMP {}", message.what),
        PacketKind::Other { protocol, length } => format!("IP protocol {protocol}, {length} B"),
    }
}

/// The sequence and the acknowledgement number of a segment, counted from the connection's first.
fn numbers(segment: &Segment) -> String {
    let sequence = format!(" seq {}", segment.relative_sequence);
    let has_ack = segment.flags.has(Flags::ACK);
    if has_ack { format!("{sequence} ack {}", segment.relative_acknowledgement) } else { sequence }
}

/// The counters by their names in `struct tcp_info`, without the prefix (tcp(7)); `brief`: those that count something.
fn counters(info: &TcpInfo, brief: bool) -> String {
    let TcpInfo { state, data_segments_out, data_segments_in, unacknowledged, send_mss, retransmissions } = *info;
    let counters = [
        ("data_segs_out", data_segments_out),
        ("data_segs_in", data_segments_in),
        ("unacked", unacknowledged),
        ("retrans", retransmissions),
        ("snd_mss", if brief { 0 } else { send_mss }),
    ];
    let counted = counters.iter().filter(|(_, count)| !brief || *count > 0);
    let counted = counted.map(|(name, count)| format!("{name}={count}"));
    [state.to_string()].into_iter().chain(counted).collect::<Vec<_>>().join(" ")
}

/// The message that the byte at this offset belongs to.
fn message_at(runs: &[Run], offset: usize) -> Option<usize> {
    let mut end = 0;
    let run = runs.iter().find(|run| {
        end += run.bytes;
        offset < end
    });
    run?.message
}

/// Data cut into what is never cut again: a character or a single byte, escaped, with its length in bytes.
fn units(data: &[u8]) -> impl Iterator<Item = (String, usize)> {
    let pieces = data.utf8_chunks().flat_map(|chunk| {
        let characters = chunk.valid().char_indices().map(|(at, character)| {
            let end = at + character.len_utf8();
            chunk.valid().as_bytes()[at..end].to_vec()
        });
        characters.chain(chunk.invalid().iter().map(|&byte| vec![byte])).collect::<Vec<_>>()
    });
    pieces.map(|piece| {
        let quoted = Payload::of(&piece).to_string();
        let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        (inside.unwrap_or(&quoted).to_owned(), piece.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Errno, Failure, Name};

    fn names() -> Names {
        let address = SocketAddr::from(([127, 0, 0, 1], 40713));
        Names::of(&Trace {
            names: vec![Name { actor: Actor::from("server"), address: address.into() }],
            ..Trace::default()
        })
    }

    fn check(call: &Call, outcome: &Outcome, [picture, steps, stable]: [&str; 3]) {
        let (messages, names) = (super::super::testing::english(), names());
        for (voice, expected) in
            [(Voice::Picture(&messages), picture), (Voice::Steps(&messages), steps), (Voice::Stable, stable)]
        {
            let words = Words { voice, names: &names, room: 12 };
            assert_eq!(words.returned(call, outcome, &[]).text(), expected, "{voice:?}");
        }
    }

    #[test]
    fn a_peer_is_a_name_in_the_picture_an_address_in_the_steps_and_never_a_port_in_stable_text() {
        let to = Address::from("127.0.0.1:40713".to_owned());
        check(
            &Call::SendTo { bytes: Payload::of(b"hello"), to },
            &Outcome::Count { count: 5 },
            [
                r#"sendto "hello" = 5"#,
                r#"sendto "hello" to 127.0.0.1:40713 (server) = 5"#,
                r#"sendto "hello" to server:S = 5"#,
            ],
        );
        let connect = Call::Connect { to: Address::from("127.0.0.1:51111".to_owned()) };
        let failed = Outcome::Failed {
            failure: Failure { errno: Some(Errno::ConnectionRefused), message: "whatever".to_owned() },
        };
        check(
            &connect,
            &failed,
            [
                "connect 127.0.0.1:51111 = ECONNREFUSED",
                "connect 127.0.0.1:51111 = ECONNREFUSED",
                "connect 127.0.0.1:? = ECONNREFUSED",
            ],
        );
    }

    #[test]
    fn long_data_is_cut_between_characters_and_counted() {
        let text = "一二三四五六七八".as_bytes();
        let cut = r#"send "一二三四五六".. 24 B = 24"#;
        check(&Call::Send { bytes: Payload::of(text) }, &Outcome::Count { count: 24 }, [cut; 3]);
    }

    #[test]
    fn a_number_of_the_kernels_own_choosing_is_not_stable_text() {
        let get = Call::GetOption { option: "SO_RCVBUF".into() };
        let [run, stable] = ["getsockopt SO_RCVBUF = 4096", "getsockopt SO_RCVBUF = (counted)"];
        check(&get, &Outcome::Tuned { number: 4096 }, [run, run, stable]);
        let send = Call::Send { bytes: Payload::of(b"hello") };
        let [run, stable] = [r#"send "hello" = 3"#, r#"send "hello" = (a part)"#];
        check(&send, &Outcome::Count { count: 3 }, [run, run, stable]);
    }
}
