//! The scenes of lab 27.

use std::{io, net::Shutdown, thread};

use crate::{
    lab::Settings,
    sys,
    trace::{LOOPBACK, TracedSocket, Tracer, wait},
};

// ANCHOR: connected
/// A fresh connection: the client's end and the server's.
fn connected(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}
// ANCHOR_END: connected

// ANCHOR: two_then_ten
pub(super) fn two_then_ten(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello feng")?;

    server.wait_queued(10)?;
    t.observe("first", server.recv(settings.number("recv_size")));
    t.observe("left", server.bytes_readable());
    t.observe("second", server.recv(10));
    Ok(())
}
// ANCHOR_END: two_then_ten

// ANCHOR: udp
pub(super) fn udp(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.send_to(b"hello feng", server.address())?;
    client.send_to(b"bye", server.address())?;

    server.wait_readable()?;
    t.observe("first", server.recv_from(settings.number("recv_size")));
    server.wait_readable()?;
    t.observe("second", server.recv_from(10));
    Ok(())
}
// ANCHOR_END: udp

// ANCHOR: next_message
pub(super) fn next_message(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello feng")?;
    server.wait_queued(10)?;
    let first = server.recv(settings.number("recv_size"))?;

    client.send(b"bye")?;
    server.wait_queued(13 - u32::try_from(first.len()).expect("at most ten"))?;
    t.observe("mixed", server.recv(1024));
    Ok(())
}
// ANCHOR_END: next_message

// ANCHOR: pieces
pub(super) fn pieces(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello feng")?;

    server.wait_queued(10)?;
    t.observe("first", server.recv(4));
    t.observe("second", server.recv(4));
    t.observe("third", server.recv(4));
    Ok(())
}
// ANCHOR_END: pieces

// ANCHOR: peek
pub(super) fn peek(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello feng")?;

    server.wait_queued(10)?;
    t.observe("peeked", server.peek(settings.number("recv_size")));
    t.observe("left", server.bytes_readable());
    t.observe("kept", server.recv(10));
    Ok(())
}
// ANCHOR_END: peek

// ANCHOR: early
pub(super) fn early(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hel")?;
    server.wait_queued(3)?;
    t.observe("first", server.recv(7));

    client.send(b"lo feng")?;
    server.wait_queued(7)?;
    t.observe("second", server.recv(7));
    Ok(())
}
// ANCHOR_END: early

// ANCHOR: wait_all
pub(super) fn wait_all(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hel")?;
    server.wait_queued(3)?;

    // The server waits in its call while the client goes on: two threads.
    let whole = thread::scope(|scope| {
        let reader = thread::Builder::new().name("server".to_owned()).spawn_scoped(scope, || server.recv_all(7))?;
        // The call has taken the three bytes out of the queue. Had it returned with them, what it gave would be short.
        let taken = wait::until("the first bytes taken", || Ok(sys::receive_queue(server.inner())? == 0));
        client.send(b"lo feng")?; // even if they were not taken: the reader must come to an end
        taken?;
        reader.join().map_err(|_| io::Error::other("the server panicked"))?
    })?;
    t.observe("whole", whole);
    server.wait_queued(3)?;
    t.observe("rest", server.recv(10));
    Ok(())
}
// ANCHOR_END: wait_all

// ANCHOR: ended
pub(super) fn ended(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hel")?;
    client.shutdown(Shutdown::Write)?;

    t.observe("short", server.recv_all(7));
    t.observe("after", server.recv_all(7));
    Ok(())
}
// ANCHOR_END: ended
