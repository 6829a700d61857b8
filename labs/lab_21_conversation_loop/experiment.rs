//! The scenes of lab 21.

use std::io;

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

/// A fresh connection: the client's end and the server's.
fn connected(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}

// ANCHOR: five_turns
pub(super) fn five_turns(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    let mut answered = 0;
    for turn in 1..=settings.number("turns") {
        let said = format!("hi {turn}");
        client.send(said.as_bytes())?;
        let heard = server.recv(1024)?;
        server.send(&heard.to_ascii_uppercase())?;
        answered += usize::from(client.recv(1024)? == said.to_ascii_uppercase().as_bytes());
    }
    t.observe("answered", answered);
    client.set_nonblocking(true)?;
    t.observe("afterwards", client.recv(1024));
    Ok(())
}
// ANCHOR_END: five_turns

// ANCHOR: quit
pub(super) fn quit(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    let mut answers = 0;
    for said in [b"hello".as_slice(), b"world", b"q"] {
        client.send(said)?;
        let heard = server.recv(1024)?;
        if heard == b"q" {
            break;
        }
        server.send(&heard.to_ascii_uppercase())?;
        client.recv(1024)?;
        answers += 1;
    }
    t.observe("answers", answers);
    server.close();
    t.observe("end", client.recv(1024));
    Ok(())
}
// ANCHOR_END: quit

// ANCHOR: no_goodbye
pub(super) fn no_goodbye(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    server.recv(1024)?;
    client.close(); // the user has pressed Ctrl-C

    t.observe("heard", server.recv(1024));
    t.observe("again", server.recv(1024));
    Ok(())
}
// ANCHOR_END: no_goodbye

// ANCHOR: glued
pub(super) fn glued(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    client.send(b"q")?; // without waiting for an answer
    server.wait_queued(6)?;
    let heard = server.recv(1024)?;
    t.observe("goodbye", heard == b"q");
    t.observe("heard", heard);
    Ok(())
}
// ANCHOR_END: glued

// ANCHOR: empty_send
pub(super) fn empty_send(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    t.observe("sent", client.send(b""));
    t.observe("segments", client.tcp_info()?.data_segments_out);

    // Now both programs call recv. With blocking sockets this would never end.
    client.set_nonblocking(true)?;
    server.set_nonblocking(true)?;
    t.observe("server", server.recv(1024));
    t.observe("client", client.recv(1024));

    client.send(b"hello")?;
    server.wait_readable()?;
    t.observe("next", server.recv(1024));
    Ok(())
}
// ANCHOR_END: empty_send

// ANCHOR: newline
pub(super) fn newline(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"\n")?; // an empty line, with its end
    let heard = server.recv(1024)?;
    server.send(&heard.to_ascii_uppercase())?;
    t.observe("heard", heard);
    t.observe("answer", client.recv(1024));
    Ok(())
}
// ANCHOR_END: newline

// ANCHOR: udp
pub(super) fn udp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    t.observe("sent", client.send_to(b"", server.address()));

    server.wait_readable()?;
    let datagram = server.recv_from(1024)?;
    t.observe("caller", datagram.from.port() == client.address().port());
    t.observe("heard", datagram);
    Ok(())
}
// ANCHOR_END: udp
