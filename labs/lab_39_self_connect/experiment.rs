//! The scenes of lab 39.

use std::{io, net::Shutdown, time::Duration};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TcpState, TracedSocket, Tracer},
    wire::Flags,
};

// ANCHOR: itself
pub(super) fn itself(t: &Tracer, _: &Settings) -> io::Result<()> {
    let client = t.tcp("client")?;
    client.bind(LOOPBACK)?;
    t.observe("connect", client.connect(client.address()));

    t.observe("same_name", client.local_addr()? == client.peer_addr()?);
    client.send(b"hello")?;
    client.wait_queued(5)?;
    t.observe("received", client.recv(1024));
    Ok(())
}
// ANCHOR_END: itself

// ANCHOR: other_port
pub(super) fn other_port(t: &Tracer, _: &Settings) -> io::Result<()> {
    // Bound and not listening: a closed port that no other program can take.
    let other = t.tcp("other server")?;
    other.bind(LOOPBACK)?;
    let client = t.tcp("client")?;
    client.bind(LOOPBACK)?;
    t.observe("connect", client.connect(other.address()));
    Ok(())
}
// ANCHOR_END: other_port

// ANCHOR: wire
pub(super) fn wire(t: &Tracer, _: &Settings) -> io::Result<()> {
    let client = connected_to_itself(t)?;
    let own = client.address();
    t.wait_packets("the handshake", |wire| wire.between(&own, &own).len() >= 3)?;

    let packets = t.packets();
    t.observe("handshake", packets.flags());
    t.observe("syns", packets.with(Flags::SYN).len());
    t.observe("own_address", packets.from(&own).to(&own).len() == packets.len());
    Ok(())
}

/// A socket whose other end is the socket itself.
fn connected_to_itself(t: &Tracer) -> io::Result<TracedSocket> {
    let client = t.tcp("client")?;
    client.bind(LOOPBACK)?;
    client.connect(client.address())?;
    Ok(client)
}
// ANCHOR_END: wire

// ANCHOR: taken
pub(super) fn taken(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let client = connected_to_itself(t)?;
    let address = client.address();

    let server = t.tcp("server")?;
    if settings.word("server_reuse") == "on" {
        server.set_reuse_address(true)?;
    }
    t.observe("server_bind", server.bind(&address));
    Ok(())
}
// ANCHOR_END: taken

// ANCHOR: goodbye
pub(super) fn goodbye(t: &Tracer, _: &Settings) -> io::Result<()> {
    let client = connected_to_itself(t)?;
    let own = client.address();
    client.send(b"last words")?;
    client.wait_queued(10)?;
    client.shutdown(Shutdown::Write)?;
    t.observe("before_the_end", client.recv(1024));
    t.observe("end", client.recv(1024));

    client.close();
    t.wait_tcp_state("client", &own, &own, TcpState::TimeWait)?;
    t.observe("after_close", t.tcp_state(&own, &own)?.name().to_owned());
    let server = t.tcp("server")?;
    t.observe("server_bind", server.bind(&own));
    Ok(())
}
// ANCHOR_END: goodbye

// ANCHOR: reset
pub(super) fn reset(t: &Tracer, _: &Settings) -> io::Result<()> {
    let client = connected_to_itself(t)?;
    let own = client.address();
    client.set_linger(Some(Duration::ZERO))?;
    client.close();

    let server = t.tcp("server")?;
    t.observe("server_bind", server.bind(&own));
    Ok(())
}
// ANCHOR_END: reset
