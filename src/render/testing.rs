//! Hand-made traces for the tests of this module.

use std::{net::SocketAddr, time::Duration};

use crate::{
    lab::Scene,
    messages::Messages,
    runner::{ClaimReport, Ending, SceneReport, SceneRun},
    text::{Lang, Text},
    trace::{Actor, Call, Event, EventKind, Name, Outcome, Payload, Trace},
    wire::{Packet, PacketKind, Segment},
};

/// A trace, written call by call; 1 ms between two events.
pub(super) struct Script {
    pub(super) trace: Trace,
}

impl Script {
    pub(super) fn new() -> Script {
        Script { trace: Trace::default() }
    }

    pub(super) fn event(&mut self, actor: &'static str, kind: EventKind) -> u32 {
        let number = u32::try_from(self.trace.events.len() + 1).unwrap();
        let at = Duration::from_millis(number.into());
        self.trace.events.push(Event { number, at, actor: Actor::from(actor), kind });
        number
    }

    pub(super) fn call(&mut self, actor: &'static str, call: Call, outcome: Outcome) -> u32 {
        self.event(actor, EventKind::Entered { call: call.clone() });
        self.event(actor, EventKind::Returned { call, outcome })
    }

    pub(super) fn send(&mut self, actor: &'static str, bytes: &[u8]) -> u32 {
        let call = Call::Send { bytes: Payload::of(bytes) };
        self.call(actor, call, Outcome::Count { count: bytes.len() })
    }

    pub(super) fn send_to(&mut self, actor: &'static str, bytes: &[u8]) -> u32 {
        let to = SocketAddr::from(([127, 0, 0, 1], 9));
        let call = Call::SendTo { bytes: Payload::of(bytes), to: to.into() };
        self.call(actor, call, Outcome::Count { count: bytes.len() })
    }

    /// A segment of a connection between the ports 40000, the client's, and 9, the server's.
    pub(super) fn segment(&mut self, actor: &'static str, flags: &str, sequence: u32, data: &[u8]) -> u32 {
        let (source_port, destination_port) = if actor == "client" { (40000, 9) } else { (9, 40000) };
        let segment = Segment {
            source_port,
            destination_port,
            flags: flags.parse().unwrap(),
            sequence,
            acknowledgement: 1,
            relative_sequence: sequence,
            relative_acknowledgement: 1,
            window: 512,
            maximum_segment: None,
            length: u32::try_from(data.len()).unwrap(),
            head: data.to_vec(),
        };
        self.packet(actor, PacketKind::Tcp(segment))
    }

    pub(super) fn packet(&mut self, actor: &'static str, kind: PacketKind) -> u32 {
        let loopback = [127, 0, 0, 1].into();
        let number = u32::try_from(self.trace.events.len() + 1).unwrap();
        let packet = Packet { number, at: Duration::ZERO, source: loopback, destination: loopback, kind };
        self.event(actor, EventKind::Packet { packet })
    }

    /// Says who owns a port of the loopback address.
    pub(super) fn name(&mut self, actor: &'static str, port: u16) {
        let address = SocketAddr::from(([127, 0, 0, 1], port)).into();
        self.trace.names.push(Name { actor: Actor::from(actor), address });
    }

    pub(super) fn recv(&mut self, actor: &'static str, size: usize, bytes: &[u8]) -> u32 {
        let outcome = Outcome::Data { bytes: Payload::of(bytes), from: None, truncated: None };
        self.call(actor, Call::Recv { size, flags: "".into() }, outcome)
    }

    /// The report on a scene that did this.
    pub(super) fn report(self, claims: Vec<ClaimReport>) -> SceneReport {
        static SCENE: Scene =
            Scene {
                slug: "test", title: Text::new("A test", "一次测试"), needs: &[], run: |_, _| Ok(()), claims: &[]
            };
        let run = SceneRun {
            scene: "test".to_owned(),
            ending: Ending::Complete,
            elapsed: Duration::from_millis(1),
            trace: self.trace,
        };
        SceneReport { scene: &SCENE, run, claims }
    }
}

/// The text without its styles.
pub(super) fn bare(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

pub(super) fn english() -> Messages {
    Messages::new(Lang::En)
}

pub(super) fn chinese() -> Messages {
    Messages::new(Lang::ZhCn)
}
