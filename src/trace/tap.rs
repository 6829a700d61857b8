//! The packets of a scene on their way from a capture into its trace.

use std::{
    io,
    time::{Duration, Instant, SystemTime},
};

use super::{Actor, Trace};
use crate::wire::{Capture, Frame, Packet, PacketKind};

/// How many bytes of frames are kept for the file of a scene. A trace may hold more packets than that.
const MAX_FRAME_BYTES: usize = 1 << 20;

/// What a scene's capture leaves behind, beside the packets in its trace.
#[derive(Debug)]
pub struct Tapped {
    /// The capture, ready for the next scene.
    pub capture: Capture,
    /// When it began, by the wall clock.
    pub began: SystemTime,
    /// The frames of the trace's packets, in their order, as many as fit.
    pub frames: Vec<Frame>,
    /// Packets whose frames did not fit.
    pub without_frame: u32,
}

/// A capture that belongs to one trace.
#[derive(Debug)]
pub(super) struct Tap {
    capture: Capture,
    /// Whether nobody else uses this loopback.
    isolated: bool,
    /// How many packets the trace has.
    packets: u32,
    frames: Vec<Frame>,
    bytes: usize,
    without_frame: u32,
}

impl Tap {
    pub(super) fn new(capture: Capture, isolated: bool) -> Tap {
        Tap { capture, isolated, packets: 0, frames: Vec::new(), bytes: 0, without_frame: 0 }
    }

    /// The trace's own packets among those that came since the last time, with their times on a clock that began then.
    /// What was lost is counted in the trace.
    pub(super) fn take(&mut self, trace: &mut Trace, clock: Instant) -> io::Result<Vec<(Duration, Packet)>> {
        let taken = self.capture.take();
        trace.lost = self.capture.captured().lost;
        let mut packets = Vec::new();
        for (mut packet, frame) in taken? {
            if !self.belongs(&packet, trace) {
                continue;
            }
            self.packets += 1;
            packet.number = self.packets;
            if self.bytes + frame.bytes.len() <= MAX_FRAME_BYTES {
                self.bytes += frame.bytes.len();
                self.frames.push(frame);
            } else {
                self.without_frame += 1;
            }
            packets.push(((self.capture.began() + packet.at).saturating_duration_since(clock), packet));
        }
        Ok(packets)
    }

    /// Whether a packet is one of this trace: it comes from a port of the trace's own, goes to one, or speaks of one.
    /// What has no ports can only be the trace's if nobody else is there; what has others is left over from an earlier
    /// scene.
    fn belongs(&self, packet: &Packet, trace: &Trace) -> bool {
        match packet.ports() {
            None => self.isolated,
            Some(ports) => trace.names.iter().any(|name| [ports.0, ports.1].contains(&name.address.port())),
        }
    }

    pub(super) fn is_isolated(&self) -> bool {
        self.isolated
    }

    pub(super) fn end(self) -> Tapped {
        let began = self.capture.captured().began;
        Tapped { capture: self.capture, began, frames: self.frames, without_frame: self.without_frame }
    }
}

/// Whose packet it is: the owner of the port that it comes from; for everybody else's, the wire itself.
pub(super) fn sender(packet: &Packet, trace: &Trace) -> Actor {
    let port = match &packet.kind {
        PacketKind::Icmp(_) => None,
        kind => kind.ports().map(|(source, _)| source),
    };
    let owner = trace.names.iter().find(|name| Some(name.address.port()) == port);
    owner.map_or(Actor::WIRE, |name| name.actor.clone())
}
