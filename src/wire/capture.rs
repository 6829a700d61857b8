//! The loopback interface, listened to while a scene runs.
//!
//! There is no thread: packets wait in the packet socket's queue until [`Capture::drain`] takes them, after each call
//! of the scene. The queue of an ordinary user (`net.core.rmem_max` = 212,992) holds 1000 small segments,
//! 500 small datagrams, 180 of 1448 bytes, 50 of 4 KiB, 26 of 8 to 16 KiB, and 500 or more larger packets, of which
//! only the head is kept (Linux 6.18). `SO_RCVBUFFORCE`, which would lift the limit, is refused in a user namespace.
//! What the queue had no room for, the kernel counts, and [`Captured::lost`] says.
//!
//! Each packet is kept once, as it arrives. Its time is the kernel's own stamp (`SO_TIMESTAMPNS`), so that it does not
//! matter when the queue is emptied.

use std::{
    io, mem,
    time::{Duration, Instant, SystemTime},
};

use socket2::Socket;

use super::{DecodeError, Packet, PacketKind, Relative, decode};
use crate::sys::{self, Interest, Room};

/// How many frames a capture holds. Those beyond are counted as lost.
pub const MAX_FRAMES: usize = 20_000;

/// How many bytes of frames a capture holds, all together.
pub const MAX_BYTES: usize = 4 << 20;

/// The queue asked for. The kernel grants at most `net.core.rmem_max` without a word.
const QUEUE: usize = 8 << 20;

/// Listens to the loopback interface of the namespace that this process is in, from [`start`](Self::start) on.
#[derive(Debug)]
pub struct Capture {
    socket: Socket,
    room: Room,
    limits: Limits,
    kept: usize,
    relative: Relative,
    clock: Instant,
    captured: Captured,
}

/// What a capture took from the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// When it began, by the wall clock.
    pub began: SystemTime,
    /// The frames, in the order of their arrival.
    pub frames: Vec<Frame>,
    /// Those that could be read; a packet's number is the place of its frame, from 1.
    pub packets: Vec<Packet>,
    /// Those that could not.
    pub undecoded: Vec<Undecoded>,
    /// Packets that passed and are not here: no room in the kernel's queue, or beyond the capture's limits.
    pub lost: u32,
}

/// One frame as it was on the wire, with its Ethernet header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// When the kernel received it, since the capture began.
    pub at: Duration,
    /// Its first bytes: all of them up to [`sys::WHOLE_FRAME`].
    pub bytes: Vec<u8>,
    /// How many it had.
    pub original_length: u32,
}

/// A frame that is no packet that [`decode`] can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecoded {
    /// Its place in the capture, from 1.
    pub number: u32,
    /// What is wrong with it.
    pub error: DecodeError,
}

impl Captured {
    fn nothing() -> Captured {
        let began = SystemTime::now();
        Captured { began, frames: Vec::new(), packets: Vec::new(), undecoded: Vec::new(), lost: 0 }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) queue: usize,
    pub(super) frames: usize,
    pub(super) bytes: usize,
}

impl Capture {
    /// Begins to listen. Every packet that is sent after this returns is captured, or counted as lost.
    ///
    /// # Errors
    /// EPERM without `CAP_NET_RAW`, which an isolated run has; unsupported on macOS and Windows.
    pub fn start() -> io::Result<Capture> {
        Capture::within(Limits { queue: QUEUE, frames: MAX_FRAMES, bytes: MAX_BYTES })
    }

    pub(super) fn within(limits: Limits) -> io::Result<Capture> {
        let (clock, captured) = (Instant::now(), Captured::nothing());
        let socket = sys::packet_socket()?;
        socket.set_recv_buffer_size(limits.queue)?;
        socket.set_nonblocking(true)?;
        let room = Room::new(usize::try_from(sys::WHOLE_FRAME).map_err(io::Error::other)?);
        Ok(Capture { socket, room, limits, kept: 0, relative: Relative::new(), clock, captured })
    }

    /// Begins anew on the same socket: what came before is forgotten. Far cheaper than another capture, since closing a
    /// packet socket takes the kernel 8 to 20 ms (`packet_release` in `net/packet/af_packet.c` waits in `synchronize_net`).
    ///
    /// # Errors
    /// Those of [`drain`](Self::drain).
    pub fn restart(&mut self) -> io::Result<()> {
        self.drain()?;
        (self.clock, self.captured) = (Instant::now(), Captured::nothing());
        (self.kept, self.relative) = (0, Relative::new());
        Ok(())
    }

    /// When it began, by the clock that a trace uses: the zero of every packet's time.
    #[must_use]
    pub fn began(&self) -> Instant {
        self.clock
    }

    /// What has been taken so far.
    #[must_use]
    pub fn captured(&self) -> &Captured {
        &self.captured
    }

    /// The packets taken so far.
    #[must_use]
    pub fn packets(&self) -> &[Packet] {
        &self.captured.packets
    }

    /// Takes the packets that are waiting, and does not wait for more.
    ///
    /// # Errors
    /// The interface went down (ENETDOWN), or another error of recvmsg(2).
    pub fn drain(&mut self) -> io::Result<()> {
        let first = self.captured.frames.len();
        let taken = self.empty_queue();
        order(&mut self.captured.frames[first..]);
        for index in first..self.captured.frames.len() {
            self.read(index);
        }
        self.captured.lost = self.captured.lost.saturating_add(sys::packets_lost(&self.socket)?);
        taken
    }

    /// Takes out what came since it was last taken: the packets that could be read, each with its frame. The capture
    /// holds them no longer; a connection goes on counting its bytes from where they are.
    ///
    /// # Errors
    /// Those of [`drain`](Self::drain). What came before the error can be taken the next time.
    pub fn take(&mut self) -> io::Result<Vec<(Packet, Frame)>> {
        self.drain()?;
        self.kept = 0;
        let mut frames = (1..).zip(mem::take(&mut self.captured.frames));
        let packets = mem::take(&mut self.captured.packets).into_iter();
        let with_frame = |packet: Packet| {
            let (_, frame) = frames.find(|(number, _)| *number == packet.number)?;
            Some((packet, frame))
        };
        Ok(packets.filter_map(with_frame).collect())
    }

    /// Waits until the packets satisfy `seen`. A packet is on the wire before or after the call that caused it returns;
    /// the last ACK or FIN of a scene may still be on its way.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] that names `what` if they do not within the time given; those of
    /// [`drain`](Self::drain).
    pub fn wait_for(
        &mut self,
        what: &str,
        within: Duration,
        mut seen: impl FnMut(&[Packet]) -> bool,
    ) -> io::Result<()> {
        let began = Instant::now();
        loop {
            self.drain()?;
            if seen(&self.captured.packets) {
                return Ok(());
            }
            let left = within.saturating_sub(began.elapsed());
            if left.is_zero() {
                let said = format!("not seen on the wire in {within:?}: {what}");
                return Err(io::Error::new(io::ErrorKind::TimedOut, said));
            }
            match sys::poll(&self.socket, Interest::Readable, left) {
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
                _ => {}
            }
        }
    }

    /// Takes what is still waiting, and stops.
    ///
    /// # Errors
    /// Those of [`drain`](Self::drain).
    pub fn finish(mut self) -> io::Result<Captured> {
        self.drain()?;
        Ok(self.captured)
    }

    fn empty_queue(&mut self) -> io::Result<()> {
        loop {
            let arrival = match sys::receive_packet(&self.socket, &mut self.room) {
                Ok(arrival) => arrival,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if self.captured.frames.len() >= self.limits.frames || self.kept + arrival.captured > self.limits.bytes {
                self.captured.lost = self.captured.lost.saturating_add(1);
                continue;
            }
            let stamp = arrival.at.unwrap_or_else(SystemTime::now);
            let at = stamp.duration_since(self.captured.began).unwrap_or_default();
            let original_length = u32::try_from(arrival.original).unwrap_or(u32::MAX);
            self.kept += arrival.captured;
            self.captured.frames.push(Frame { at, bytes: self.room.head(arrival.captured), original_length });
        }
    }

    fn read(&mut self, index: usize) {
        let frame = &self.captured.frames[index];
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let original_length = usize::try_from(frame.original_length).unwrap_or(usize::MAX);
        match decode(&frame.bytes, original_length) {
            Ok(mut decoded) => {
                if let PacketKind::Tcp(segment) = &mut decoded.kind {
                    self.relative.number(decoded.source, decoded.destination, segment);
                }
                self.captured.packets.push(Packet {
                    number,
                    // Whole microseconds, as in JSON.
                    at: Duration::from_micros(u64::try_from(frame.at.as_micros()).unwrap_or(u64::MAX)),
                    source: decoded.source,
                    destination: decoded.destination,
                    kind: decoded.kind,
                });
            }
            Err(error) => self.captured.undecoded.push(Undecoded { number, error }),
        }
    }
}

/// Moves no frame later than the one after it. The kernel may begin to stamp packets a moment after it is asked to
/// (net/core/dev.c, `net_enable_timestamp`); one that came before is stamped as it is read, later than its successors.
fn order(frames: &mut [Frame]) {
    let mut next = Duration::MAX;
    for frame in frames.iter_mut().rev() {
        frame.at = frame.at.min(next);
        next = frame.at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_stamped_late_is_no_later_than_its_successor() {
        let frame = |micros| Frame { at: Duration::from_micros(micros), bytes: Vec::new(), original_length: 0 };
        let mut frames = [frame(1), frame(90), frame(5), frame(7)];
        order(&mut frames);
        assert_eq!(frames, [frame(1), frame(5), frame(5), frame(7)]);
    }
}
