//! The scenes of lab 05.

use std::{
    collections::BTreeSet,
    io,
    net::{Ipv4Addr, SocketAddr},
};

use crate::{
    lab::Settings,
    sys,
    trace::{LOOPBACK, Tracer},
};

// ANCHOR: first_send
pub(super) fn first_send(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    t.observe("before", client.local_addr().map(|own| own.port()));

    client.send_to(b"hello", server.address())?;
    let own = client.local_addr()?;
    t.observe("after", own.port());
    t.observe("ip", own.ip());

    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    t.observe("seen", request.from.port() == own.port());
    Ok(())
}
// ANCHOR_END: first_send

// ANCHOR: receive_first
pub(super) fn receive_first(t: &Tracer, _: &Settings) -> io::Result<()> {
    let client = t.udp("client")?;
    client.set_nonblocking(true)?; // or it would wait for ever
    t.observe("receive", client.recv(1024));
    t.observe("port", client.local_addr().map(|own| own.port()));
    Ok(())
}
// ANCHOR_END: receive_first

// ANCHOR: connect
pub(super) fn connect(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.connect(server.address())?;
    let connected = client.local_addr()?;
    t.observe("port", connected.port());
    t.observe("ip", connected.ip());

    client.send(b"hello")?;
    t.observe("kept", client.local_addr()? == connected);
    server.wait_readable()?;
    t.observe("seen", server.recv_from(1024)?.from == connected);
    Ok(())
}
// ANCHOR_END: connect

// ANCHOR: many_sends
pub(super) fn many_sends(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    let mut ports = BTreeSet::new();
    for _ in 0..settings.number("sends") {
        client.send_to(b"hello", server.address())?;
        server.wait_readable()?;
        ports.insert(server.recv_from(1024)?.from.port());
    }
    t.observe("ports", ports.len());
    Ok(())
}
// ANCHOR_END: many_sends

// ANCHOR: many_clients
pub(super) fn many_clients(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let mut clients = Vec::new();
    let mut ports = BTreeSet::new();
    for number in 1..=settings.number("clients") {
        let client = t.udp(format!("client {number}"))?;
        client.send_to(b"hello", server.address())?;
        server.wait_readable()?;
        ports.insert(server.recv_from(1024)?.from.port());
        clients.push(client); // a client that is dropped gives its port back
    }
    t.observe("ports", ports.len());
    t.observe("lowest", ports.first().copied().unwrap_or(0));

    t.observe("room", sys::ephemeral_ports().map(|(first, last)| u32::from(last) - u32::from(first) + 1));
    t.observe("in_range", sys::ephemeral_ports().map(|(first, last)| ports.range(first..=last).count()));
    Ok(())
}
// ANCHOR_END: many_clients

// ANCHOR: taken
pub(super) fn taken(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let first = t.udp("client 1")?;
    first.bind(LOOPBACK)?;
    let number = first.address(); // stands for the number that somebody wrote into the program

    let second = t.udp("client 2")?;
    t.observe("second", second.bind(&number));
    second.send_to(b"hello", server.address())?;
    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    t.observe("other", request.from.port() != number.port());
    t.observe("unbound", request);

    first.close();
    let third = t.udp("client 3")?;
    t.observe("freed", third.bind(&number));
    Ok(())
}
// ANCHOR_END: taken

// ANCHOR: addresses
pub(super) fn addresses(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let port = server.address().port();
    let bind = |ip: Ipv4Addr| t.udp("second server")?.bind(SocketAddr::from((ip, port)));

    t.observe("wildcard", bind(Ipv4Addr::UNSPECIFIED));
    t.observe("neighbour", bind(Ipv4Addr::new(127, 0, 0, 2)));
    t.observe("foreign", bind(Ipv4Addr::new(203, 0, 113, 1))); // for documents, nobody's address (RFC 5737)
    t.observe("again", server.bind(LOOPBACK));
    Ok(())
}
// ANCHOR_END: addresses

// ANCHOR: port_zero
pub(super) fn port_zero(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    let told = server.local_addr()?;
    t.observe("port", told.port());
    t.observe("in_range", sys::ephemeral_ports().map(|(first, last)| (first..=last).contains(&told.port())));

    let second = t.udp("second server")?;
    second.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    t.observe("different", second.local_addr()?.port() != told.port());

    let client = t.udp("client")?;
    client.send_to(b"hello", told)?;
    server.wait_readable()?;
    t.observe("reached", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: port_zero
