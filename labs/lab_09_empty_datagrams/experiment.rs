//! The scenes of lab 09.

use std::io;

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

// ANCHOR: by_udp
pub(super) fn by_udp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    t.observe("sent", client.send_to(b"", server.address()));

    server.wait_readable()?;
    t.observe("readable", server.bytes_readable()); // FIONREAD: and yet the socket was readable
    let datagram = server.recv_from(1024)?;
    t.observe("from_client", datagram.from.port() == client.address().port());
    t.observe("received", datagram);

    client.send_to(b"hello", server.address())?;
    server.wait_readable()?;
    t.observe("next", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: by_udp

// ANCHOR: by_tcp
pub(super) fn by_tcp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    t.observe("sent", client.send(b""));

    server.set_nonblocking(true)?; // or it would wait for ever
    t.observe("received", server.recv(1024));
    client.send(b"hello")?;
    server.wait_queued(5)?;
    t.observe("next", server.recv(1024));
    Ok(())
}
// ANCHOR_END: by_tcp

// ANCHOR: on_the_wire
pub(super) fn on_the_wire(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("udp server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("udp client")?;
    client.connect(server.address())?;
    client.send(b"")?;
    server.wait_readable()?;
    let own = client.address();
    t.wait_packets("the empty datagram", |wire| !wire.from(&own).is_empty())?;
    let datagrams = t.packets().from(&own);
    t.observe("datagrams", datagrams.len());
    t.observe("bytes", datagrams.bytes());

    let (client, _server) = connected(t)?;
    client.send(b"")?;
    client.send(b"hello")?;
    let own = client.address();
    t.wait_packets("\"hello\"", |wire| !wire.from(&own).with_data().is_empty())?;
    t.observe("segments", t.packets().from(&own).flags());
    Ok(())
}
// ANCHOR_END: on_the_wire

// ANCHOR: the_end
pub(super) fn the_end(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    client.close();

    server.wait_queued(5)?;
    t.observe("data", server.recv(1024));
    t.observe("end", server.recv(1024)); // a blocking read: it waits for the end, and for nothing else
    t.observe("again", server.recv(1024));
    Ok(())
}
// ANCHOR_END: the_end

// ANCHOR: no_end
pub(super) fn no_end(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client 1")?;
    client.send_to(b"hello", server.address())?;
    client.close();
    let other = t.udp("client 2")?;
    other.send_to(b"world", server.address())?;

    server.wait_readable()?;
    t.observe("data", server.recv_from(1024));
    server.wait_readable()?;
    t.observe("next", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: no_end

// ANCHOR: two_zeros
pub(super) fn two_zeros(t: &Tracer, _: &Settings) -> io::Result<()> {
    let udp = t.udp("udp server")?;
    udp.bind(LOOPBACK)?;
    let sender = t.udp("udp client")?;
    sender.send_to(b"", udp.address())?;
    sender.send_to(b"hello", udp.address())?;
    let (caller, tcp) = connected(t)?;
    caller.close();

    udp.wait_readable()?;
    let (by_udp, by_tcp) = (udp.recv(1024)?, tcp.recv(1024)?);
    t.observe("alike", by_udp == by_tcp);
    udp.wait_readable()?;
    let (by_udp, by_tcp) = (udp.recv(1024)?, tcp.recv(1024)?);
    t.observe("same", by_udp == by_tcp);
    t.observe("udp_next", by_udp);
    t.observe("tcp_next", by_tcp);
    Ok(())
}
// ANCHOR_END: two_zeros

// ANCHOR: no_room
pub(super) fn no_room(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (caller, tcp) = connected(t)?;
    caller.send(b"hello")?;
    tcp.wait_queued(5)?;
    t.observe("tcp_zero", tcp.recv(0));
    t.observe("tcp_next", tcp.recv(1024));

    let udp = t.udp("udp server")?;
    udp.bind(LOOPBACK)?;
    let sender = t.udp("udp client")?;
    sender.send_to(b"hello", udp.address())?;
    sender.send_to(b"world", udp.address())?;
    udp.wait_readable()?;
    t.observe("udp_zero", udp.recv(0));
    udp.wait_readable()?;
    t.observe("udp_next", udp.recv(1024));
    Ok(())
}
// ANCHOR_END: no_room

/// A fresh connection: the client's end and the server's.
fn connected(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("tcp server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("tcp client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}
