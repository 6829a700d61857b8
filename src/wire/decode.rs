//! A frame's headers, read from its first byte to the data. What does not fit is an error that names the byte.
//!
//! Nothing is taken on trust: a length field counts only as far as the frame goes, and of the data only its head is
//! copied, so a decoded packet is never larger than its frame. Checksums are not compared: on the loopback the kernel
//! leaves those of TCP and UDP unfinished, since the packet never meets a cable.

use std::{fmt, net::IpAddr};

use etherparse::{
    Ethernet2HeaderSlice, IpNumber, Ipv4HeaderSlice, Ipv6FragmentHeaderSlice, Ipv6HeaderSlice, Ipv6RawExtHeaderSlice,
    TcpHeaderSlice, TcpOptionElement, UdpHeaderSlice, err, err::LenError, ether_type, ip_number,
};

use super::{Flags, Packet, PacketKind, Segment, icmp};

/// What a frame holds: a [`Packet`] without its place in a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The sender.
    pub source: IpAddr,
    /// The receiver.
    pub destination: IpAddr,
    /// What it carries.
    pub kind: PacketKind,
}

/// Why a frame cannot be read. Every byte is counted from the frame's first, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The frame, or the packet by its own account, ends before a header does.
    #[error("{part} header at byte {byte}: it needs {needed} bytes, {left} are left")]
    Cut {
        /// Whose header.
        part: Part,
        /// Where it begins; the frame's length if it ends right there.
        byte: usize,
        /// Bytes of the header.
        needed: usize,
        /// Bytes from its beginning to the end of the frame or of the packet.
        left: usize,
    },
    /// A number in a header is too small to be true.
    #[error("{part} header: the {field} at byte {byte} is {value}, at least {least} was expected")]
    TooSmall {
        /// Whose header.
        part: Part,
        /// The field's name in its RFC.
        field: &'static str,
        /// Where it is.
        byte: usize,
        /// The number.
        value: usize,
        /// The smallest that could be true.
        least: usize,
    },
    /// A number in a header says that there is more than there is.
    #[error("{part} header: the {field} at byte {byte} is {value}, at most {most} was expected")]
    TooLarge {
        /// Whose header.
        part: Part,
        /// The field's name in its RFC.
        field: &'static str,
        /// Where it is.
        byte: usize,
        /// The number.
        value: usize,
        /// The largest that could be true.
        most: usize,
    },
    /// The link header announces one version of IP, and the packet says another.
    #[error("{part} header: the version at byte {byte} is {version}")]
    Version {
        /// The announced one.
        part: Part,
        /// Where the packet says it.
        byte: usize,
        /// What it says.
        version: u8,
    },
    /// The frame carries something else than IP.
    #[error("Ethernet header: the type at byte 12 is 0x{ether_type:04x}, which is not IP")]
    NotIp {
        /// Its type (IANA, "IEEE 802 Numbers").
        ether_type: u16,
    },
}

/// A part of a packet that has a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the protocol of that name")]
pub enum Part {
    Ethernet,
    Ipv4,
    Ipv6,
    /// A header between those of IPv6 and of its data (RFC 8200 section 4).
    Ipv6Extension,
    Tcp,
    Udp,
    Icmp,
    Icmpv6,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Part::Ethernet => "Ethernet",
            Part::Ipv4 => "IPv4",
            Part::Ipv6 => "IPv6",
            Part::Ipv6Extension => "IPv6 extension",
            Part::Tcp => "TCP",
            Part::Udp => "UDP",
            Part::Icmp => "ICMP",
            Part::Icmpv6 => "ICMPv6",
        })
    }
}

impl DecodeError {
    /// The byte of the frame that the error is about, from 0; the frame's length where something is missing at its end.
    #[must_use]
    pub fn byte(&self) -> usize {
        match *self {
            DecodeError::Cut { byte, .. }
            | DecodeError::TooSmall { byte, .. }
            | DecodeError::TooLarge { byte, .. }
            | DecodeError::Version { byte, .. } => byte,
            DecodeError::NotIp { .. } => 12,
        }
    }
}

/// Reads an Ethernet frame of `original_length` bytes, of which the capture kept those in `frame`.
///
/// Lengths in the result are those on the wire. The relative numbers of a segment are its raw ones.
///
/// # Errors
/// The frame is no IP packet, contradicts itself, or ends inside a header.
pub fn decode(frame: &[u8], original_length: usize) -> Result<Decoded, DecodeError> {
    let mut reader = Reader { bytes: frame, at: 0, end: original_length.max(frame.len()) };
    let ethernet = Ethernet2HeaderSlice::from_slice(frame).map_err(|error| reader.cut(Part::Ethernet, &error))?;
    reader.at = ethernet.slice().len();
    match ethernet.ether_type() {
        ether_type::IPV4 => ipv4(reader),
        ether_type::IPV6 => ipv6(reader),
        other => Err(DecodeError::NotIp { ether_type: other.0 }),
    }
}

/// What is still to be read. `bytes` may end before `end`: then the capture kept less than there was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    /// The bytes at hand from here on.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Bytes on the wire from here on.
    fn left(&self) -> usize {
        self.end.saturating_sub(self.at)
    }

    /// The same as [`left`](Self::left): a frame is far smaller than 4 GiB.
    fn length(&self) -> u32 {
        u32::try_from(self.left()).unwrap_or(u32::MAX)
    }

    /// The first bytes of the data, as many as a packet keeps.
    fn head(&self) -> Vec<u8> {
        let rest = self.rest();
        rest[..rest.len().min(Packet::HEAD)].to_vec()
    }

    /// Ends the packet `length` bytes from here: what follows is padding of the link.
    fn limit(&mut self, length: usize) {
        self.end = self.at + length;
        self.bytes = &self.bytes[..self.bytes.len().min(self.end)];
    }

    pub(super) fn cut(&self, part: Part, error: &LenError) -> DecodeError {
        DecodeError::Cut { part, byte: self.at, needed: error.required_len, left: error.len }
    }

    /// Checks a field that says how long the packet is from here.
    fn check_length(
        &self,
        part: Part,
        field: &'static str,
        offset: usize,
        value: usize,
        least: usize,
        most: usize,
    ) -> Result<(), DecodeError> {
        let byte = self.at + offset;
        if value < least {
            return Err(DecodeError::TooSmall { part, field, byte, value, least });
        }
        if value > most {
            return Err(DecodeError::TooLarge { part, field, byte, value, most });
        }
        Ok(())
    }
}

fn ipv4(mut reader: Reader<'_>) -> Result<Decoded, DecodeError> {
    use err::ipv4::{HeaderError, HeaderSliceError};
    let part = Part::Ipv4;
    let header = Ipv4HeaderSlice::from_slice(reader.rest()).map_err(|error| match error {
        HeaderSliceError::Len(error) => reader.cut(part, &error),
        HeaderSliceError::Content(HeaderError::UnexpectedVersion { version_number: version }) => {
            DecodeError::Version { part, byte: reader.at, version }
        }
        HeaderSliceError::Content(HeaderError::HeaderLengthSmallerThanHeader { ihl }) => {
            DecodeError::TooSmall { part, field: "IHL", byte: reader.at, value: ihl.into(), least: 5 }
        }
    })?;
    let (own, total) = (header.slice().len(), usize::from(header.total_len()));
    reader.check_length(part, "total length", 2, total, own, reader.left())?;
    reader.limit(total);
    reader.at += own;
    let kind = if header.is_fragmenting_payload() {
        let offset = header.fragments_offset().byte_offset();
        let more = header.more_fragments();
        fragment(reader, header.protocol(), header.identification().into(), offset, more)
    } else {
        transport(reader, header.protocol())?
    };
    Ok(Decoded { source: header.source_addr().into(), destination: header.destination_addr().into(), kind })
}

fn ipv6(mut reader: Reader<'_>) -> Result<Decoded, DecodeError> {
    use err::ipv6::{HeaderError, HeaderSliceError};
    let part = Part::Ipv6;
    let header = Ipv6HeaderSlice::from_slice(reader.rest()).map_err(|error| match error {
        HeaderSliceError::Len(error) => reader.cut(part, &error),
        HeaderSliceError::Content(HeaderError::UnexpectedVersion { version_number: version }) => {
            DecodeError::Version { part, byte: reader.at, version }
        }
    })?;
    let (own, payload) = (header.slice().len(), usize::from(header.payload_length()));
    reader.check_length(part, "payload length", 4, payload, 0, reader.left() - own)?;
    reader.limit(own + payload);
    reader.at += own;
    let kind = behind_extensions(reader, header.next_header())?;
    Ok(Decoded { source: header.source_addr().into(), destination: header.destination_addr().into(), kind })
}

/// Steps over the extension headers of IPv6, each of which takes at least 8 bytes.
fn behind_extensions(mut reader: Reader<'_>, mut next: IpNumber) -> Result<PacketKind, DecodeError> {
    let part = Part::Ipv6Extension;
    loop {
        match next {
            ip_number::IPV6_HEADER_HOP_BY_HOP | ip_number::IPV6_ROUTE_HEADER | ip_number::IPV6_DESTINATION_OPTIONS => {
                let header = Ipv6RawExtHeaderSlice::from_slice(reader.rest()).map_err(|e| reader.cut(part, &e))?;
                reader.at += header.slice().len();
                next = header.next_header();
            }
            ip_number::IPV6_FRAGMENTATION_HEADER => {
                let header = Ipv6FragmentHeaderSlice::from_slice(reader.rest()).map_err(|e| reader.cut(part, &e))?;
                reader.at += header.slice().len();
                next = header.next_header();
                if header.is_fragmenting_payload() {
                    let offset = header.fragment_offset().byte_offset();
                    return Ok(fragment(reader, next, header.identification(), offset, header.more_fragments()));
                }
            }
            _ => return transport(reader, next),
        }
    }
}

fn fragment(reader: Reader<'_>, protocol: IpNumber, identification: u32, offset: u16, more: bool) -> PacketKind {
    // Only the first piece has the header behind IP.
    let ports = if offset == 0 { ports(protocol, reader.rest()) } else { None };
    PacketKind::Fragment {
        protocol: protocol.0,
        identification,
        offset: offset.into(),
        more,
        length: reader.length(),
        ports,
    }
}

/// TCP and UDP both begin with the source and the destination port.
pub(super) fn ports(protocol: IpNumber, header: &[u8]) -> Option<(u16, u16)> {
    let [source @ .., _, _] = header.first_chunk::<4>()?;
    let [_, _, destination @ ..] = header.first_chunk::<4>()?;
    let both = (u16::from_be_bytes(*source), u16::from_be_bytes(*destination));
    matches!(protocol, ip_number::TCP | ip_number::UDP).then_some(both)
}

fn transport(reader: Reader<'_>, protocol: IpNumber) -> Result<PacketKind, DecodeError> {
    match protocol {
        ip_number::TCP => tcp(reader).map(PacketKind::Tcp),
        ip_number::UDP => udp(reader),
        ip_number::ICMP => icmp::version4(&reader).map(PacketKind::Icmp),
        ip_number::IPV6_ICMP => icmp::version6(&reader).map(PacketKind::Icmp),
        other => Ok(PacketKind::Other { protocol: other.0, length: reader.length() }),
    }
}

fn tcp(mut reader: Reader<'_>) -> Result<Segment, DecodeError> {
    use err::tcp::{HeaderError, HeaderSliceError};
    /// Of the data offset and of the control bits (RFC 9293 section 3.1).
    const DATA_OFFSET: usize = 12;
    const CONTROL_BITS: usize = 13;
    let part = Part::Tcp;
    let header = TcpHeaderSlice::from_slice(reader.rest()).map_err(|error| match error {
        HeaderSliceError::Len(error) => reader.cut(part, &error),
        HeaderSliceError::Content(HeaderError::DataOffsetTooSmall { data_offset }) => {
            let (byte, value) = (reader.at + DATA_OFFSET, data_offset.into());
            DecodeError::TooSmall { part, field: "data offset", byte, value, least: 5 }
        }
    })?;
    // Options are read up to the first that is none.
    let options = header.options_iterator().map_while(Result::ok);
    let maximum_segment = options.into_iter().find_map(|option| match option {
        TcpOptionElement::MaximumSegmentSize(size) => Some(size),
        _ => None,
    });
    reader.at += header.slice().len();
    let (sequence, acknowledgement) = (header.sequence_number(), header.acknowledgment_number());
    Ok(Segment {
        source_port: header.source_port(),
        destination_port: header.destination_port(),
        flags: Flags::from_bits(header.slice()[CONTROL_BITS]),
        sequence,
        acknowledgement,
        relative_sequence: sequence,
        relative_acknowledgement: acknowledgement,
        window: header.window_size(),
        maximum_segment,
        length: reader.length(),
        head: reader.head(),
    })
}

fn udp(mut reader: Reader<'_>) -> Result<PacketKind, DecodeError> {
    let part = Part::Udp;
    let header = UdpHeaderSlice::from_slice(reader.rest()).map_err(|error| reader.cut(part, &error))?;
    let (own, total) = (header.slice().len(), usize::from(header.length()));
    reader.check_length(part, "length", 4, total, own, reader.left())?;
    reader.limit(total);
    reader.at += own;
    Ok(PacketKind::Udp {
        source_port: header.source_port(),
        destination_port: header.destination_port(),
        length: reader.length(),
        head: reader.head(),
    })
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
