//! The scenes of lab 18.

use std::io;

use crate::{
    lab::Settings,
    trace::{LOOPBACK, Packets, TcpState, Tracer},
    wire::Flags,
};

// ANCHOR: handshake
pub(super) fn handshake(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(server.address())?;

    t.wait_packets("three segments", |wire| wire.len() >= 3)?;
    let opening = t.packets().between(client.address(), server.address());
    t.observe("segments", opening.flags());
    t.observe("sums", adds_up(&opening));
    t.observe("data", opening.bytes());
    Ok(())
}

/// Whether each SYN is acknowledged by its own number plus one.
fn adds_up(opening: &Packets) -> bool {
    let segments: Vec<_> = opening.segments().collect();
    let [syn, syn_ack, ack] = segments[..] else { return false };
    let first = syn_ack.acknowledgement == syn.sequence.wrapping_add(1);
    let second = ack.acknowledgement == syn_ack.sequence.wrapping_add(1);
    first && second && ack.sequence == syn_ack.acknowledgement
}
// ANCHOR_END: handshake

// ANCHOR: before-accept
pub(super) fn before_accept(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(server.address())?;

    t.wait_packets("three segments", |wire| wire.len() >= 3)?;
    let (near, far) = (client.address(), server.address());
    t.observe("client", t.tcp_state(&near, &far));
    t.observe("server", t.tcp_state(&far, &near));

    let (connection, _) = server.accept()?;
    client.send(b"hello")?;
    t.wait_packets("the data", |wire| !wire.with_data().is_empty())?;
    t.observe("accept", t.packets().between(&near, &far).first(4).flags());
    connection.recv(1024)?;
    Ok(())
}
// ANCHOR_END: before-accept

// ANCHOR: lost-ack
pub(super) fn lost_ack(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    server.set_segment_filter(Some(Flags::SYN))?; // whatever has no SYN is lost on its way to the server
    let client = t.tcp("client")?;
    client.connect(server.address())?;

    let (near, far) = (client.address(), server.address());
    t.wait_packets("the third segment", |wire| wire.len() >= 3)?;
    let (ours, theirs) = (t.tcp_state(&near, &far)?, t.tcp_state(&far, &near)?);
    t.observe("client", ours);
    t.observe("server", theirs);
    // connect has returned. What did it wait for: that the second segment came, or that the third arrived?
    t.observe("returned_at", if theirs == TcpState::Established { 3 } else { 2 });

    server.set_segment_filter(None)?;
    client.send(b"hello")?;
    let (connection, _) = server.accept()?;
    t.observe("completes", connection.recv(1024));
    Ok(())
}
// ANCHOR_END: lost-ack

// ANCHOR: no-answer
pub(super) fn no_answer(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    server.set_segment_filter(Some(Flags::default()))?; // nothing passes
    let client = t.tcp("client")?;
    client.set_nonblocking(true)?;
    t.observe("connect", client.connect(server.address()));

    t.wait_packets("the SYN", |wire| !wire.with(Flags::SYN).is_empty())?;
    t.observe("state", t.tcp_state(client.address(), server.address()));
    Ok(())
}
// ANCHOR_END: no-answer

// ANCHOR: refused
pub(super) fn refused(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?; // and no listen
    let client = t.tcp("client")?;
    t.observe("connect", client.connect(server.address()));

    t.wait_packets("the answer", |wire| wire.len() >= 2)?;
    t.observe("segments", t.packets().to(server.address()).flags());
    t.observe("answer", t.packets().from(server.address()).flags());
    Ok(())
}
// ANCHOR_END: refused
