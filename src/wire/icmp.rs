//! ICMP and `ICMPv6`: what a message says, and of which packet.

use std::{
    borrow::Cow,
    net::{IpAddr, SocketAddr},
};

use etherparse::{Icmpv4Slice, Icmpv6Slice, IpNumber, Ipv4HeaderSlice, Ipv6HeaderSlice};

use super::{
    DecodeError, IcmpMessage, Part,
    decode::{Reader, ports},
    packet::About,
};

pub(super) fn version4(reader: &Reader<'_>) -> Result<IcmpMessage, DecodeError> {
    let message = Icmpv4Slice::from_slice(reader.rest()).map_err(|error| reader.cut(Part::Icmp, &error))?;
    let (kind, code) = (message.type_u8(), message.code_u8());
    // RFC 792: these quote the packet's IP header and the first 8 bytes of its data.
    let about = if matches!(kind, 3 | 4 | 5 | 11 | 12) { quoted_ipv4(message.payload()) } else { None };
    Ok(IcmpMessage { kind, code, what: words(version4_words(kind, code), kind, code), about })
}

pub(super) fn version6(reader: &Reader<'_>) -> Result<IcmpMessage, DecodeError> {
    let message = Icmpv6Slice::from_slice(reader.rest()).map_err(|error| reader.cut(Part::Icmpv6, &error))?;
    let (kind, code) = (message.type_u8(), message.code_u8());
    // RFC 4443 section 2.1: types below 128 are errors, which quote as much of the packet as fits.
    let about = if kind < 128 { quoted_ipv6(message.payload()) } else { None };
    Ok(IcmpMessage { kind, code, what: words(version6_words(kind, code), kind, code), about })
}

fn quoted_ipv4(packet: &[u8]) -> Option<About> {
    let header = Ipv4HeaderSlice::from_slice(packet).ok()?;
    let first = header.fragments_offset().value() == 0;
    let data = if first { &packet[header.slice().len()..] } else { &[] };
    Some(about(header.protocol(), header.source_addr().into(), header.destination_addr().into(), data))
}

fn quoted_ipv6(packet: &[u8]) -> Option<About> {
    let header = Ipv6HeaderSlice::from_slice(packet).ok()?;
    let data = &packet[header.slice().len()..];
    Some(about(header.next_header(), header.source_addr().into(), header.destination_addr().into(), data))
}

fn about(protocol: IpNumber, source: IpAddr, destination: IpAddr, data: &[u8]) -> About {
    let (from, to) = ports(protocol, data).unwrap_or_default();
    About { protocol: protocol.0, source: SocketAddr::new(source, from), destination: SocketAddr::new(destination, to) }
}

fn words(known: &'static str, kind: u8, code: u8) -> Cow<'static, str> {
    if known.is_empty() { Cow::Owned(format!("type {kind} code {code}")) } else { Cow::Borrowed(known) }
}

/// RFC 792, and RFC 1812 section 5.2.7.1 for the later codes; empty for what has no words here.
fn version4_words(kind: u8, code: u8) -> &'static str {
    match (kind, code) {
        (0, _) => "echo reply",
        (3, 0) => "network unreachable",
        (3, 1) => "host unreachable",
        (3, 2) => "protocol unreachable",
        (3, 3) => "port unreachable",
        (3, 4) => "fragmentation needed",
        (3, 13) => "communication prohibited",
        (5, _) => "redirect",
        (8, _) => "echo request",
        (11, 0) => "time to live exceeded",
        (11, 1) => "reassembly time exceeded",
        (12, _) => "parameter problem",
        (13, _) => "timestamp request",
        (14, _) => "timestamp reply",
        _ => "",
    }
}

/// RFC 4443 and, for the neighbours, RFC 4861; empty for what has no words here.
fn version6_words(kind: u8, code: u8) -> &'static str {
    match (kind, code) {
        (1, 0) => "no route",
        (1, 1) => "communication prohibited",
        (1, 3) => "address unreachable",
        (1, 4) => "port unreachable",
        (2, _) => "packet too big",
        (3, 0) => "hop limit exceeded",
        (3, 1) => "reassembly time exceeded",
        (4, _) => "parameter problem",
        (128, _) => "echo request",
        (129, _) => "echo reply",
        (133, _) => "router solicitation",
        (134, _) => "router advertisement",
        (135, _) => "neighbour solicitation",
        (136, _) => "neighbour advertisement",
        (143, _) => "multicast listener report",
        _ => "",
    }
}
