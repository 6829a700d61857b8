//! A packet as its headers tell it: small, owned, and fit for JSON.

use std::{
    borrow::Cow,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::Flags;

/// One packet of a capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    /// Its place in the capture, from 1: the frame's number in Wireshark.
    pub number: u32,
    /// When the kernel received it, since the capture began, in whole microseconds.
    #[serde(rename = "at_us", with = "microseconds")]
    pub at: Duration,
    /// The sender.
    pub source: IpAddr,
    /// The receiver.
    pub destination: IpAddr,
    /// What it carries.
    #[serde(flatten)]
    pub kind: PacketKind,
}

/// What an IP packet carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "carries", rename_all = "snake_case")]
pub enum PacketKind {
    /// A TCP segment (RFC 9293).
    Tcp(Segment),
    /// A UDP datagram, whole (RFC 768).
    Udp {
        /// The sender's port.
        source_port: u16,
        /// The receiver's port.
        destination_port: u16,
        /// Bytes of data, without the header.
        length: u32,
        /// The first bytes of the data, up to [`Packet::HEAD`].
        #[serde(with = "super::hexadecimal")]
        head: Vec<u8>,
    },
    /// A piece of a packet that was too long for the link (RFC 791 section 2.3, RFC 8200 section 4.5).
    Fragment {
        /// The protocol of the whole packet, by its IANA number: 6 is TCP, 17 is UDP.
        protocol: u8,
        /// Common to all pieces of one packet.
        identification: u32,
        /// Where this piece belongs, in bytes.
        offset: u32,
        /// Whether more pieces follow.
        more: bool,
        /// Bytes of this piece; the first piece begins with the header of `protocol`.
        length: u32,
        /// The source and destination port, in the first piece of a TCP or UDP packet.
        ports: Option<(u16, u16)>,
    },
    /// A message of the network itself (RFC 792, RFC 4443).
    Icmp(IcmpMessage),
    /// Some other protocol.
    Other {
        /// Its IANA number.
        protocol: u8,
        /// Bytes of data behind the IP headers.
        length: u32,
    },
}

/// A TCP segment (RFC 9293 section 3.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The sender's port.
    pub source_port: u16,
    /// The receiver's port.
    pub destination_port: u16,
    /// The control bits.
    pub flags: Flags,
    /// The sequence number of the first byte, as on the wire.
    pub sequence: u32,
    /// The acknowledgement number as on the wire; it means nothing without the ACK flag.
    pub acknowledgement: u32,
    /// The sequence number, counted from the connection's first; the raw one until [`Relative`](super::Relative) has
    /// seen the segment.
    pub relative_sequence: u32,
    /// The acknowledgement number, counted from the first of the other direction; 0 without the ACK flag.
    pub relative_acknowledgement: u32,
    /// The window as on the wire, not scaled (RFC 7323 section 2).
    pub window: u16,
    /// The maximum segment size that a SYN announces, in bytes of data (RFC 9293 section 3.7.1).
    pub maximum_segment: Option<u16>,
    /// Bytes of data.
    pub length: u32,
    /// The first bytes of the data, up to [`Packet::HEAD`].
    #[serde(with = "super::hexadecimal")]
    pub head: Vec<u8>,
}

/// An ICMP or `ICMPv6` message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IcmpMessage {
    /// The type.
    #[serde(rename = "type")]
    pub kind: u8,
    /// The code.
    pub code: u8,
    /// Both in words, such as `port unreachable`.
    pub what: Cow<'static, str>,
    /// The packet that an error speaks of, as far as the message quotes it.
    pub about: Option<About>,
}

/// The packet that an ICMP error quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its protocol, by its IANA number.
    pub protocol: u8,
    /// Its sender; port 0 where the protocol has none or the quotation ends before it.
    pub source: SocketAddr,
    /// Where it was going.
    pub destination: SocketAddr,
}

impl Packet {
    /// How many bytes of the data are kept.
    pub const HEAD: usize = 256;

    /// The segment, if it is one of TCP.
    #[must_use]
    pub fn segment(&self) -> Option<&Segment> {
        match &self.kind {
            PacketKind::Tcp(segment) => Some(segment),
            _ => None,
        }
    }

    /// The sender's address and port; `None` where the packet has no ports.
    #[must_use]
    pub fn sender(&self) -> Option<SocketAddr> {
        self.kind.ports().map(|(source, _)| SocketAddr::new(self.source, source))
    }

    /// The receiver's address and port; `None` where the packet has no ports.
    #[must_use]
    pub fn receiver(&self) -> Option<SocketAddr> {
        self.kind.ports().map(|(_, destination)| SocketAddr::new(self.destination, destination))
    }

    /// Whether the packet comes from this port, goes to it, or is an ICMP error about one that does.
    #[must_use]
    pub fn concerns(&self, port: u16) -> bool {
        self.ports().is_some_and(|(source, destination)| source == port || destination == port)
    }

    /// The source and destination port: its own, or for an ICMP error those of the packet that it is about.
    #[must_use]
    pub fn ports(&self) -> Option<(u16, u16)> {
        match &self.kind {
            PacketKind::Icmp(message) => message.about.map(|about| (about.source.port(), about.destination.port())),
            other => other.ports(),
        }
    }
}

impl PacketKind {
    /// The source and destination port, where the packet has them.
    #[must_use]
    pub fn ports(&self) -> Option<(u16, u16)> {
        match self {
            PacketKind::Tcp(segment) => Some((segment.source_port, segment.destination_port)),
            PacketKind::Udp { source_port, destination_port, .. } => Some((*source_port, *destination_port)),
            PacketKind::Fragment { ports, .. } => *ports,
            PacketKind::Icmp(_) | PacketKind::Other { .. } => None,
        }
    }

    /// Bytes of data; those of a fragment as they are, none for an ICMP message.
    #[must_use]
    pub fn length(&self) -> u32 {
        match self {
            PacketKind::Tcp(segment) => segment.length,
            PacketKind::Udp { length, .. } | PacketKind::Fragment { length, .. } | PacketKind::Other { length, .. } => {
                *length
            }
            PacketKind::Icmp(_) => 0,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_keeps_its_fields_in_json() {
        let segment = Segment {
            source_port: 40000,
            destination_port: 9999,
            flags: Flags::PSH | Flags::ACK,
            sequence: u32::MAX,
            acknowledgement: 7,
            relative_sequence: 1,
            relative_acknowledgement: 1,
            window: 512,
            maximum_segment: None,
            length: 5,
            head: b"hello".to_vec(),
        };
        let loopback = IpAddr::from([127, 0, 0, 1]);
        let packet = Packet {
            number: 4,
            at: Duration::from_micros(17),
            source: loopback,
            destination: loopback,
            kind: PacketKind::Tcp(segment),
        };
        let json = serde_json::to_string(&packet).unwrap();
        assert!(json.contains(r#""carries":"tcp""#) && json.contains(r#""flags":"P.""#), "{json}");
        assert!(json.contains(r#""head":"68656c6c6f""#), "{json}");
        assert_eq!(serde_json::from_str::<Packet>(&json).unwrap(), packet);
        let broken = json.replace("68656c6c6f", "68656c6c6");
        assert!(serde_json::from_str::<Packet>(&broken).is_err(), "half a byte was taken for data");
    }
}
