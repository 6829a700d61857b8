//! The scenes of lab 25.

use std::io;

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer},
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

// ANCHOR: plain
pub(super) fn plain(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    client.send(b"world")?;

    server.wait_queued(10)?;
    t.observe("received", server.recv(settings.number("recv_size")));
    Ok(())
}
// ANCHOR_END: plain

// ANCHOR: counted
pub(super) fn counted(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    client.send(b"world")?;

    server.wait_queued(10)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    t.observe("received", server.recv(settings.number("recv_size")));
    Ok(())
}
// ANCHOR_END: counted

// ANCHOR: pause
pub(super) fn pause(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    client.wait_acknowledged()?; // nothing is in flight any more: Nagle's algorithm has no reason to hold what follows
    client.send(b"world")?;

    server.wait_queued(10)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    t.observe("received", server.recv(settings.number("recv_size")));
    Ok(())
}
// ANCHOR_END: pause

// ANCHOR: nodelay
pub(super) fn nodelay(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.set_tcp_nodelay(true)?;
    for letter in b"helloworld".chunks(1) {
        client.send(letter)?;
    }

    server.wait_queued(10)?;
    t.observe("sent", client.tcp_info()?.data_segments_out);
    t.observe("arrived", server.tcp_info()?.data_segments_in);
    let (mut reads, mut received) = (0, Vec::new());
    while received.len() < 10 {
        received.extend(server.recv(settings.number("recv_size"))?);
        reads += 1;
    }
    t.observe("reads", reads);
    t.observe("received", received);
    Ok(())
}
// ANCHOR_END: nodelay

// ANCHOR: cork
pub(super) fn cork(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.set_tcp_cork(true)?;
    client.send(b"hello")?;
    client.send(b"world")?;
    client.set_tcp_cork(false)?;

    server.wait_queued(10)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    t.observe("received", server.recv(settings.number("recv_size")));
    Ok(())
}
// ANCHOR_END: cork

// ANCHOR: prompt
pub(super) fn prompt(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    server.wait_queued(5)?;
    t.observe("first", server.recv(settings.number("recv_size")));

    client.send(b"world")?;
    server.wait_queued(5)?;
    t.observe("second", server.recv(settings.number("recv_size")));
    Ok(())
}
// ANCHOR_END: prompt
