//! The scenes of lab 01.
#![expect(clippy::unnecessary_wraps, reason = "every scene has one signature, and here a refusal is the answer")]

use std::io;

use socket2::{Domain, Protocol, Type};

use crate::{
    lab::Settings,
    sys::{self, Privilege},
    text::Text,
    trace::{TracedSocket, Tracer},
};

/// `SOCK_RDM`, messages that are delivered reliably in any order. socket2 has no name for it; its number is 4 everywhere.
fn rdm() -> Type {
    Type::from(4)
}

// ANCHOR: internet
pub(super) fn internet(t: &Tracer, _: &Settings) -> io::Result<()> {
    let made = |kind: Type| t.socket("program", Domain::IPV4, kind, None).map(drop);
    t.observe("stream", made(Type::STREAM));
    t.observe("dgram", made(Type::DGRAM));
    t.observe("seqpacket", made(Type::SEQPACKET));
    t.observe("rdm", made(rdm()));
    t.observe("raw", made(Type::RAW));
    Ok(())
}
// ANCHOR_END: internet

// ANCHOR: ipv6
pub(super) fn ipv6(t: &Tracer, _: &Settings) -> io::Result<()> {
    let made = |family: Domain, kind: Type| match t.socket("program", family, kind, None) {
        Ok(_) => None,
        Err(error) => error.raw_os_error(),
    };
    let kinds = [Type::STREAM, Type::DGRAM, Type::SEQPACKET, rdm(), Type::RAW];
    let alike = kinds.into_iter().filter(|&kind| made(Domain::IPV6, kind) == made(Domain::IPV4, kind)).count();
    t.observe("alike", alike);
    Ok(())
}
// ANCHOR_END: ipv6

// ANCHOR: unix
pub(super) fn unix(t: &Tracer, _: &Settings) -> io::Result<()> {
    let made = |kind: Type| t.socket("program", Domain::UNIX, kind, None);
    t.observe("stream", made(Type::STREAM).map(drop));
    t.observe("dgram", made(Type::DGRAM).map(drop));
    t.observe("seqpacket", made(Type::SEQPACKET).map(drop));
    t.observe("rdm", made(rdm()).map(drop));
    t.observe("raw", made(Type::RAW).map(drop));
    t.observe("raw_type", made(Type::RAW).and_then(|socket| socket.r#type()));
    Ok(())
}
// ANCHOR_END: unix

// ANCHOR: protocol
pub(super) fn protocol(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let other = i32::try_from(settings.number("protocol")).map_err(io::Error::other)?;
    let made = |kind: Type, protocol: Option<Protocol>| t.socket("program", Domain::IPV4, kind, protocol);
    t.observe("stream_udp", made(Type::STREAM, Some(Protocol::from(other))).map(drop));
    t.observe("dgram_tcp", made(Type::DGRAM, Some(Protocol::TCP)).map(drop));

    // Protocol 0 leaves the choice to the system. Only TCP has an option TCP_NODELAY.
    t.observe("default_stream", made(Type::STREAM, None)?.set_tcp_nodelay(true));
    t.observe("default_dgram", made(Type::DGRAM, None)?.set_tcp_nodelay(true));

    let nobody = Domain::from(9999);
    t.observe("family", t.socket("program", nobody, Type::STREAM, None).map(drop));
    Ok(())
}
// ANCHOR_END: protocol

// ANCHOR: raw
fn icmp(t: &Tracer) -> io::Result<TracedSocket> {
    t.socket("program", Domain::IPV4, Type::RAW, Some(Protocol::ICMPV4))
}

pub(super) fn raw_allowed(t: &Tracer, _: &Settings) -> io::Result<()> {
    t.observe("icmp", icmp(t).map(drop));
    Ok(())
}

pub(super) fn raw_refused(t: &Tracer, _: &Settings) -> io::Result<()> {
    sys::give_up(Privilege::RawSockets)?;
    t.note("program", Text::new("now without CAP_NET_RAW", "现在没有 CAP_NET_RAW 了"));
    t.observe("icmp", icmp(t).map(drop));
    Ok(())
}
// ANCHOR_END: raw
