//! The packets of a scene, as a scene asks about them.

use std::ops::Deref;

use super::Address;
use crate::wire::{Flags, IcmpMessage, Packet, PacketKind, Segment};

/// Some packets of a trace, in the order in which they were captured. What narrows them down gives a list of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packets(Vec<Packet>);

impl Packets {
    /// Those between two addresses, in both directions.
    #[must_use]
    pub fn between(&self, one: impl Into<Address>, other: impl Into<Address>) -> Packets {
        let (one, other) = (one.into().socket(), other.into().socket());
        self.only(|packet| {
            let ends = (packet.sender(), packet.receiver());
            ends.0.is_some() && (ends == (one, other) || ends == (other, one))
        })
    }

    /// Those from this address.
    #[must_use]
    pub fn from(&self, sender: impl Into<Address>) -> Packets {
        let sender = sender.into().socket();
        self.only(|packet| packet.sender().is_some() && packet.sender() == sender)
    }

    /// Those to this address.
    #[must_use]
    pub fn to(&self, receiver: impl Into<Address>) -> Packets {
        let receiver = receiver.into().socket();
        self.only(|packet| packet.receiver().is_some() && packet.receiver() == receiver)
    }

    /// The segments that have all of these flags.
    #[must_use]
    pub fn with(&self, flags: Flags) -> Packets {
        self.only(|packet| packet.segment().is_some_and(|segment| segment.flags.has(flags)))
    }

    /// Those that carry data: segments and datagrams with at least one byte.
    #[must_use]
    pub fn with_data(&self) -> Packets {
        self.only(|packet| packet.kind.length() > 0)
    }

    /// Those from the first segment on that has all of these flags.
    #[must_use]
    pub fn since(&self, flags: Flags) -> Packets {
        let has = |packet: &&Packet| packet.segment().is_some_and(|segment| segment.flags.has(flags));
        Packets(self.0.iter().skip_while(|packet| !has(packet)).cloned().collect())
    }

    /// The first ones, at most so many.
    #[must_use]
    pub fn first(&self, count: usize) -> Packets {
        Packets(self.0.iter().take(count).cloned().collect())
    }

    /// Those for which `keep` says yes.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Packet) -> bool) -> Packets {
        Packets(self.0.iter().filter(|packet| keep(packet)).cloned().collect())
    }

    /// The flags of each segment, as tcpdump(8) prints them: `S S. .` is a handshake.
    #[must_use]
    pub fn flags(&self) -> String {
        self.segments().map(|segment| segment.flags.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// The TCP segments.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &Segment> {
        self.0.iter().filter_map(Packet::segment)
    }

    /// The ICMP messages.
    pub fn icmp(&self) -> impl DoubleEndedIterator<Item = &IcmpMessage> {
        self.0.iter().filter_map(|packet| match &packet.kind {
            PacketKind::Icmp(message) => Some(message),
            _ => None,
        })
    }

    /// Bytes of data in all of them. What was sent twice counts twice.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.iter().map(|packet| u64::from(packet.kind.length())).sum()
    }
}

impl From<Vec<Packet>> for Packets {
    fn from(packets: Vec<Packet>) -> Packets {
        Packets(packets)
    }
}

impl Deref for Packets {
    type Target = [Packet];

    fn deref(&self) -> &[Packet] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::{env, io};

    use crate::{
        sys,
        trace::{Event, EventKind, LOOPBACK, TcpState, Tracer},
        wire::{Capture, Flags},
    };

    /// A tracer that captures on the host's loopback, where the host allows it.
    #[expect(clippy::print_stderr, reason = "a test that proves nothing says so")]
    #[track_caller]
    fn capturing() -> Option<Tracer> {
        let skip = |error: &io::Error| {
            let required = env::var("SOCKLAB_REQUIRE").unwrap_or_default();
            assert!(!required.split(',').any(|name| name == "wire"), "wire is required here: {error}");
            eprintln!("skipped, no wire: {error}");
        };
        let capture = Capture::start().inspect_err(skip).ok()?;
        Some(Tracer::capturing(capture, false))
    }

    fn kinds(events: &[Event]) -> Vec<&'static str> {
        let kind = |event: &Event| match &event.kind {
            EventKind::Entered { .. } => "entered",
            EventKind::Returned { .. } => "returned",
            EventKind::Packet { .. } => "packet",
            _ => "counted",
        };
        events.iter().map(kind).collect()
    }

    #[test]
    fn the_packets_of_a_call_stand_between_its_beginning_and_its_return() {
        let Some(t) = capturing() else { return };
        let server = t.tcp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        server.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        let before = t.trace().events.len();
        client.connect(server.address()).unwrap();
        let (server, client) = (server.address(), client.address());
        t.wait_packets("the handshake", |wire| wire.between(&client, &server).len() >= 3).unwrap();
        assert_eq!(t.packets().between(&client, &server).flags(), "S S. .");
        assert_eq!(t.packets().from(&server).flags(), "S.");
        assert_eq!(t.packets().with(Flags::SYN).to(&server).len(), 1);
        let trace = t.trace();
        let kinds = kinds(&trace.events[before..]);
        assert!(kinds.starts_with(&["entered", "packet"]), "{kinds:?}");
        let packets = trace.events.iter().filter(|event| matches!(event.kind, EventKind::Packet { .. }));
        let actors: Vec<String> = packets.map(|event| event.actor.to_string()).collect();
        assert_eq!(actors, ["client", "server", "client"]);
    }

    #[test]
    fn the_packets_of_strangers_are_no_part_of_the_trace() {
        let Some(t) = capturing() else { return };
        let strangers = Tracer::new();
        let stranger = strangers.udp("stranger").unwrap();
        stranger.bind(LOOPBACK).unwrap();
        stranger.send_to(b"private", stranger.address()).unwrap();
        let own = t.udp("own").unwrap();
        own.bind(LOOPBACK).unwrap();
        own.send_to(b"own", own.address()).unwrap();
        t.wait_packets("our own datagram", |wire| !wire.with_data().is_empty()).unwrap();
        assert_eq!((t.packets().len(), t.packets().bytes(), t.packets()[0].number), (1, 3, 1));
    }

    #[test]
    fn without_a_capture_waiting_for_packets_is_refused_at_once() {
        let t = Tracer::new();
        let error = t.wait_packets("a unicorn", |_| true).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Unsupported);
        assert!(t.packets().is_empty());
    }

    #[test]
    fn whoever_closes_first_is_shown_in_time_wait() {
        if sys::tcp_table().is_err() {
            return; // no such table on this system: nothing to show
        }
        let t = Tracer::new();
        let server = t.tcp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        server.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        client.connect(server.address()).unwrap();
        let (connection, peer) = server.accept().unwrap();
        client.close();
        connection.recv(1).unwrap();
        connection.close();
        t.wait_tcp_state("client", &peer, server.address(), TcpState::TimeWait).unwrap();
        let reached = |event: &Event| match event.kind {
            EventKind::State { state: TcpState::TimeWait } => Some(event.actor.to_string()),
            _ => None,
        };
        let holders: Vec<String> = t.trace().events.iter().filter_map(reached).collect();
        assert_eq!(holders, ["client"]);
        assert_eq!(t.tcp_state(server.address(), &peer).unwrap(), TcpState::Closed);
    }
}
