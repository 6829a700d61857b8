//! The scenes of lab 12.

use std::{
    io,
    net::{Ipv6Addr, SocketAddr},
};

use socket2::{Domain, Protocol, Type};

use crate::{
    lab::Settings,
    sys,
    text::Text,
    trace::{Errno, LOOPBACK, TracedSocket, Tracer},
};

/// `0123456789012..`, so that a datagram with a piece missing or misplaced is not the one that was sent.
fn datagram(size: usize) -> Vec<u8> {
    b"0123456789".iter().copied().cycle().take(size).collect()
}

// ANCHOR: search
pub(super) fn search(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    let (mut fits, mut too_long) = (0, 65_536);
    t.observe("kib_64", client.send_to(&datagram(too_long), server.address()));

    while too_long - fits > 1 {
        let size = usize::midpoint(fits, too_long);
        match client.send_to(&datagram(size), server.address()) {
            Ok(_) => fits = size,
            Err(error) if Errno::of(&error) == Some(Errno::MessageSize) => too_long = size,
            Err(error) => return Err(error),
        }
    }
    t.observe("limit", fits);
    Ok(())
}
// ANCHOR_END: search

// ANCHOR: largest
pub(super) fn largest(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let size = settings.number("size");
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    both_sides_of(t, &client, &server, size)?;

    client.send_to(b"small", server.address())?;
    server.wait_readable()?;
    t.observe("next", server.recv_from(65_535));
    Ok(())
}

/// A datagram of `size` bytes, and one of a byte more.
fn both_sides_of(t: &Tracer, client: &TracedSocket, server: &TracedSocket, size: usize) -> io::Result<()> {
    let sent = client.send_to(&datagram(size), server.address());
    let taken = sent.is_ok();
    t.observe("sent", sent);
    let arrived = taken && receive(server)? == datagram(size);
    t.observe("arrived", arrived);
    let more = client.send_to(&datagram(size + 1), server.address());
    if more.is_ok() {
        receive(server)?;
    }
    t.observe("one_more", more);
    Ok(())
}

fn receive(server: &TracedSocket) -> io::Result<Vec<u8>> {
    server.wait_readable()?;
    Ok(server.recv_from(65_535)?.bytes)
}
// ANCHOR_END: largest

// ANCHOR: ipv6
pub(super) fn ipv6(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.socket("server", Domain::IPV6, Type::DGRAM, Some(Protocol::UDP))?;
    server.bind(SocketAddr::from((Ipv6Addr::LOCALHOST, 0)))?;
    let client = t.socket("client", Domain::IPV6, Type::DGRAM, Some(Protocol::UDP))?;
    both_sides_of(t, &client, &server, 65_527)
}
// ANCHOR_END: ipv6

// ANCHOR: fragments
pub(super) fn fragments(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    let (before, _) = packets_for(t, &client, &server, 65_507)?;
    t.observe("before", before);

    let mtu = settings.number("mtu");
    let _narrow = Narrow::to(t, mtu)?;
    let (fits, _) = packets_for(t, &client, &server, mtu - 28)?;
    t.observe("fits", fits);
    let (one_more, _) = packets_for(t, &client, &server, mtu - 27)?;
    t.observe("one_more", one_more);
    let (largest, arrived) = packets_for(t, &client, &server, 65_507)?;
    t.observe("largest", largest);
    t.observe("arrived", arrived);
    Ok(())
}

/// Sends a datagram and receives it: how many packets it took, and whether one receive gave it whole.
fn packets_for(t: &Tracer, client: &TracedSocket, server: &TracedSocket, size: usize) -> io::Result<(usize, bool)> {
    let before = t.packets().len();
    client.send_to(&datagram(size), server.address())?;
    // A packet is captured before IP sees it, and the datagram is handed over after its last piece: all are captured.
    let whole = receive(server)? == datagram(size);
    Ok((t.packets().len() - before, whole))
}
// ANCHOR_END: fragments

/// A loopback that carries shorter packets for a while, as an Ethernet would. Dropping it puts back what was.
struct Narrow {
    before: u32,
}

impl Narrow {
    fn to(t: &Tracer, mtu: usize) -> io::Result<Narrow> {
        let before = sys::set_loopback_mtu(u32::try_from(mtu).unwrap_or(u32::MAX))?;
        let en = format!("from here on this loopback carries packets of at most {mtu} bytes; before it was {before}");
        let zh = format!("从这里起，这个回环接口的一个包最多 {mtu} 字节；之前是 {before}");
        t.note("wire", Text { en: en.into(), zh: zh.into() });
        Ok(Narrow { before })
    }
}

impl Drop for Narrow {
    fn drop(&mut self) {
        let restored = sys::set_loopback_mtu(self.before);
        debug_assert!(restored.is_ok(), "what it was before, it can be again: {restored:?}");
    }
}
