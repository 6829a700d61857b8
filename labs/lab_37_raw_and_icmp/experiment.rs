//! The scenes of lab 37.

use std::{
    io::{self, Read},
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use socket2::{Domain, Protocol, Type};

use crate::{
    lab::Settings,
    sys::{self, Privilege},
    text::Text,
    trace::{TracedSocket, Tracer},
};

// ANCHOR: refused
pub(super) fn refused(t: &Tracer, _: &Settings) -> io::Result<()> {
    sys::give_up(Privilege::RawSockets)?;
    t.note("program", Text::new("now without CAP_NET_RAW", "现在没有 CAP_NET_RAW 了"));
    t.observe("icmp", raw(t, "program", Protocol::ICMPV4).map(drop));
    t.observe("udp", raw(t, "program", Protocol::UDP).map(drop));
    Ok(())
}
// ANCHOR_END: refused

// ANCHOR: dgram
#[expect(clippy::unnecessary_wraps, reason = "every scene has one signature, and here a refusal is the answer")]
pub(super) fn dgram(t: &Tracer, _: &Settings) -> io::Result<()> {
    t.observe("dgram", t.socket("program", Domain::IPV4, Type::DGRAM, Some(Protocol::ICMPV4)).map(drop));
    t.observe("raw", raw(t, "program", Protocol::ICMPV4).map(drop));
    Ok(())
}
// ANCHOR_END: dgram

// ANCHOR: raw
fn raw(t: &Tracer, actor: &'static str, protocol: Protocol) -> io::Result<TracedSocket> {
    t.socket(actor, Domain::IPV4, Type::RAW, Some(protocol))
}

/// A raw socket sends to a host. There are no ports below UDP and TCP.
const HOST: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
/// The length of an IPv4 header without options (RFC 791 section 3.1).
const IP_HEADER: usize = 20;
// ANCHOR_END: raw

// ANCHOR: echo
const ECHO_REQUEST: u8 = 8;
const ECHO_REPLY: u8 = 0;

pub(super) fn echo(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let data: Vec<u8> = b"hello".iter().copied().cycle().take(settings.number("data")).collect();
    let pinger = raw(t, "pinger", Protocol::ICMPV4)?;
    let message = icmp_echo(&data);
    t.observe("sent", pinger.send_to(&message, HOST));

    // Nobody else is on this host: the first packet of each type is the one.
    let question = next(t, &pinger, ECHO_REQUEST)?;
    let answer = next(t, &pinger, ECHO_REPLY)?;
    t.observe("own_question", question[IP_HEADER..] == message);
    t.observe("received", answer.len());
    t.observe("first_byte", u32::from(answer[0]));
    t.observe("protocol", u32::from(answer[9]));
    t.observe("data", answer[IP_HEADER + 8..].to_vec());
    Ok(())
}

fn next(t: &Tracer, pinger: &TracedSocket, kind: u8) -> io::Result<Vec<u8>> {
    loop {
        pinger.wait_readable()?;
        let mut packet = vec![0; pinger.peek_length(1)?];
        // Past the trace, which says the same in every run: each packet has an identification of its own.
        pinger.inner().read_exact(&mut packet)?;
        if packet.get(IP_HEADER) == Some(&kind) {
            t.note("pinger", Text::new("and it takes the packet", "然后取走这个包"));
            return Ok(packet);
        }
    }
}
// ANCHOR_END: echo

// ANCHOR: message
/// Type 8, code 0, checksum, identifier 1, sequence number 1, data (RFC 792).
fn icmp_echo(data: &[u8]) -> Vec<u8> {
    let mut message = [&[ECHO_REQUEST, 0, 0, 0, 0, 1, 0, 1], data].concat();
    let sum = checksum(&message);
    message[2..4].copy_from_slice(&sum.to_be_bytes());
    message
}

/// The Internet checksum: the sum of the 16-bit words in ones' complement, inverted (RFC 1071).
fn checksum(bytes: &[u8]) -> u16 {
    let words = bytes.chunks(2).map(|word| u16::from_be_bytes([word[0], word.get(1).copied().unwrap_or(0)]));
    !words.fold(0u16, |sum, word| {
        let (sum, carry) = sum.overflowing_add(word);
        sum + u16::from(carry)
    })
}
// ANCHOR_END: message

// ANCHOR: without
pub(super) fn without(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(SERVER)?;
    let sender = raw(t, "raw sender", Protocol::UDP)?;
    sender.send_to(&udp_packet(b"hello", SERVER.port()), HOST)?;

    server.wait_readable()?;
    let datagram = server.recv_from(1024)?;
    t.observe("from", datagram.from.ip());
    t.observe("port", datagram.from.port());
    t.observe("data", datagram);
    Ok(())
}
// ANCHOR_END: without

// ANCHOR: included
pub(super) fn included(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let source = Ipv4Addr::from(0x7f00_0000 + u32::try_from(settings.number("source")).map_err(io::Error::other)?);
    let server = t.udp("server")?;
    server.bind(SERVER)?;
    let sender = raw(t, "raw sender", Protocol::UDP)?;
    sender.set_header_included_v4(true)?;
    let packet = [ip_header(source).to_vec(), udp_packet(b"hello", SERVER.port())].concat();
    sender.send_to(&packet, HOST)?;

    server.wait_readable()?;
    let datagram = server.recv_from(1024)?;
    t.observe("from", datagram.from.ip());
    t.observe("data", datagram);
    Ok(())
}
// ANCHOR_END: included

// ANCHOR: headers
/// A fixed port, for it stands in the packets that we write. On a host of our own it is free.
const SERVER: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 5555);
/// The port that the raw sender writes as its own. No socket has it.
const NOBODY: u16 = 4444;

/// Ports, length, and 0 for no checksum (RFC 768).
fn udp_packet(data: &[u8], port: u16) -> Vec<u8> {
    let length = u16::try_from(8 + data.len()).expect("a short packet");
    let words = [NOBODY, port, length, 0];
    [&words.map(u16::to_be_bytes).concat(), data].concat()
}

/// Version 4 and five words of header, a TTL of 64, protocol 17. The kernel fills in what is 0 here: the total length, the
/// identification and the checksum (raw(7)).
fn ip_header(source: Ipv4Addr) -> [u8; IP_HEADER] {
    let mut header = [0; IP_HEADER];
    header[0] = 0x45;
    header[8] = 64;
    header[9] = 17;
    header[12..16].copy_from_slice(&source.octets());
    header[16..].copy_from_slice(&Ipv4Addr::LOCALHOST.octets());
    header
}
// ANCHOR_END: headers
