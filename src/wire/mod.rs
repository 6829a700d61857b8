//! The packets of a run: [`Capture`] takes them from the loopback interface, [`decode`] reads their headers,
//! [`Relative`] counts a connection's bytes from zero, and [`pcapng`] writes them for other programs.
//!
//! A captured packet is evidence of its own: nothing here is inferred from the calls, and no packet is invented.

mod capture;
mod decode;
mod flags;
pub(crate) mod hexadecimal;
mod icmp;
mod packet;
pub mod pcapng;
mod relative;
#[cfg(test)]
mod tests;

pub use capture::{Capture, Captured, Frame, MAX_BYTES, MAX_FRAMES, Undecoded};
pub use decode::{DecodeError, Decoded, Part, decode};
pub use flags::{Flags, UnknownFlag};
pub use packet::{About, IcmpMessage, Packet, PacketKind, Segment};
pub use relative::Relative;
