//! The scenes of lab 31.

use std::{
    io,
    net::TcpStream,
    time::{Duration, Instant},
};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer, Value},
};

// ANCHOR: would-block
pub(super) fn would_block(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    listener.set_nonblocking(true)?;
    t.observe("accept", listener.accept().map(drop));

    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    listener.wait_readable()?;
    let (server, _) = listener.accept()?;
    server.set_nonblocking(true)?;
    t.observe("nothing", server.recv(1024));

    client.send(b"hello")?;
    server.wait_readable()?;
    t.observe("data", server.recv(1024));

    client.close();
    server.wait_readable()?;
    t.observe("end", server.recv(1024));
    Ok(())
}
// ANCHOR_END: would-block

// ANCHOR: read-timeout
pub(super) fn read_timeout(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;

    client.set_read_timeout(Some(timeout(settings)))?;
    let began = Instant::now();
    let nothing = client.recv(1024);
    t.observe("waited_ms", millis(began.elapsed()));
    t.observe("kind", kind(&nothing));
    t.observe("error", nothing);

    server.send(b"late")?;
    client.wait_readable()?;
    t.observe("later", client.recv(1024));
    Ok(())
}
// ANCHOR_END: read-timeout

// ANCHOR: full-server
/// A server whose queue has one place, and the client that took it. Nobody accepts.
fn full_server(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(0)?;
    let first = t.tcp("client")?;
    first.connect(server.address())?;
    server.wait_readable()?; // the client stands in the queue
    Ok((server, first))
}
// ANCHOR_END: full-server

// ANCHOR: connect-pending
pub(super) fn connect_pending(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (server, _first) = full_server(t)?;
    let client = t.tcp("client 2")?;
    client.set_nonblocking(true)?;
    t.observe("connect", client.connect(server.address()));
    t.observe("again", client.connect(server.address()));
    t.observe("state", client.tcp_info()?.state.name());
    Ok(())
}
// ANCHOR_END: connect-pending

// ANCHOR: connect-timeout
pub(super) fn connect_timeout(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (server, _first) = full_server(t)?;
    let client = t.tcp("client 2")?;
    let began = Instant::now();
    let connected = client.connect_timeout(server.address(), timeout(settings));
    t.observe("waited_ms", millis(began.elapsed()));
    t.observe("kind", kind(&connected));
    Ok(())
}
// ANCHOR_END: connect-timeout

// ANCHOR: zero
pub(super) fn zero(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let client = t.tcp("client")?;
    client.set_read_timeout(Some(timeout(settings)))?;
    t.observe("before", client.inner().read_timeout()?.is_some());

    let std: TcpStream = client.inner().try_clone()?.into();
    t.observe("std", std.set_read_timeout(Some(Duration::ZERO)));

    client.set_read_timeout(Some(Duration::ZERO))?; // setsockopt itself, with 0
    t.observe("after", client.inner().read_timeout()?.is_some());
    Ok(())
}
// ANCHOR_END: zero

fn timeout(settings: &Settings) -> Duration {
    Duration::from_millis(settings.number("timeout_ms") as u64)
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The kind of an error, as Rust names it.
fn kind<T>(result: &io::Result<T>) -> Value {
    match result {
        Ok(_) => Value::word("no error"),
        Err(error) => Value::Word(format!("{:?}", error.kind()).into()),
    }
}
