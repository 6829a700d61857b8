//! The scenes of lab 23.

use std::{
    io::{self, Read},
    time::Duration,
};

use crate::{
    lab::Settings,
    text::Text,
    trace::{LOOPBACK, TcpState, TracedSocket, Tracer},
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

// ANCHOR: closed
pub(super) fn closed(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    server.send(b"bye")?;
    server.close();

    t.observe("data", client.recv(1024));
    t.observe("end", client.recv(1024));
    t.observe("again", client.recv(1024));
    Ok(())
}
// ANCHOR_END: closed

// ANCHOR: no-break
pub(super) fn no_break(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    server.close();
    client.recv(1024)?;

    // `while True: data = s.recv(1024)`, without the break; this one gives up after so many.
    let mut empty = 0;
    let mut socket = client.inner();
    for _ in 0..settings.number("reads") {
        empty += usize::from(socket.read(&mut [0; 1024])? == 0);
    }
    t.note("client", Text::new("the client reads on and on; not shown one by one", "客户端一直读下去，不逐次列出"));
    t.observe("empty", empty);
    Ok(())
}
// ANCHOR_END: no-break

// ANCHOR: linger
pub(super) fn linger(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    server.set_linger(Some(Duration::ZERO))?;
    server.close();

    t.observe("first", client.recv(1024));
    t.observe("again", client.recv(1024));
    Ok(())
}
// ANCHOR_END: linger

// ANCHOR: unread
pub(super) fn unread(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    server.wait_queued(5)?;
    server.send(b"bye")?;
    client.wait_queued(3)?;
    server.close(); // "hello" was never read

    t.observe("data", client.recv(1024));
    t.observe("end", client.recv(1024));
    Ok(())
}
// ANCHOR_END: unread

// ANCHOR: write
pub(super) fn write(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    server.close();
    client.recv(1024)?; // b"": the server has closed

    t.observe("first", client.send(b"hello"));
    client.wait_state(TcpState::Closed)?; // the answer to "hello" has come: a reset
    t.observe("second", client.send(b"world"));
    t.observe("read", client.recv(1024));
    Ok(())
}
// ANCHOR_END: write

// ANCHOR: killed
pub(super) fn killed(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    server.recv(1024)?;

    let process = server.give_to_child()?;
    t.note("server", Text::new("another process holds the server's socket now", "服务器的套接字现在由另一个进程持有"));
    client.set_nonblocking(true)?;
    t.observe("alive", client.recv(1024));
    client.set_nonblocking(false)?;

    process.kill()?;
    t.note("server", Text::new("that process is killed: kill -9", "那个进程被杀掉了：kill -9"));
    t.observe("end", client.recv(1024));
    Ok(())
}
// ANCHOR_END: killed

// ANCHOR: killed-unread
pub(super) fn killed_unread(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    server.wait_queued(5)?;

    let process = server.give_to_child()?;
    process.kill()?;
    let killed = "another process got the server's socket and was killed before it read";
    t.note("server", Text::new(killed, "另一个进程拿到服务器的套接字，还没读就被杀掉了"));
    t.observe("end", client.recv(1024));
    Ok(())
}
// ANCHOR_END: killed-unread
