//! The scenes of lab 36.
//!
//! Each has a folder of its own, which goes with everything in it when the scene ends, however it ends.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use socket2::{Domain, SockAddr, Type};
use tempfile::TempDir;

use crate::{
    lab::Settings,
    text::Text,
    trace::{Address, TracedSocket, Tracer, Value},
};

/// A fresh folder that only we may look into (`tempfile.TemporaryDirectory()`).
fn folder() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("socklab-").tempdir()
}

// ANCHOR: unix
/// A UNIX socket: `socket.socket(socket.AF_UNIX, kind)`.
fn unix(t: &Tracer, actor: &'static str, kind: Type) -> io::Result<TracedSocket> {
    t.socket(actor, Domain::UNIX, kind, None)
}
// ANCHOR_END: unix

// ANCHOR: stream
pub(super) fn stream(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let listener = unix(t, "server", Type::STREAM)?;
    listener.bind(path)?;
    listener.listen(1)?;
    let client = unix(t, "client", Type::STREAM)?;
    client.connect(path)?;
    let (server, peer) = listener.accept()?;
    t.observe("peer", name(&peer));

    client.send(b"hello")?;
    client.send(b"world")?;
    server.wait_queued(10)?;
    t.observe("received", server.recv(1024));
    Ok(())
}
// ANCHOR_END: stream

// ANCHOR: datagram
pub(super) fn datagram(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let server = unix(t, "server", Type::DGRAM)?;
    server.bind(path)?;
    let client = unix(t, "client", Type::DGRAM)?;
    client.send_to(b"hello", path)?;
    client.send_to(b"world", path)?;

    server.wait_readable()?;
    t.observe("first", server.recv_from(settings.number("recv_size")));
    server.wait_readable()?;
    t.observe("second", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: datagram

// ANCHOR: seqpacket
pub(super) fn seqpacket(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let listener = unix(t, "server", Type::SEQPACKET)?;
    listener.bind(path)?;
    listener.listen(1)?;
    let client = unix(t, "client", Type::SEQPACKET)?;
    client.connect(path)?;
    let (server, _) = listener.accept()?;
    client.send(b"hello")?;
    client.send(b"world")?;
    client.close();

    server.wait_readable()?;
    t.observe("first", server.recv(settings.number("recv_size")));
    t.observe("second", server.recv(1024));
    t.observe("end", server.recv(1024));
    Ok(())
}
// ANCHOR_END: seqpacket

// ANCHOR: answer
pub(super) fn answer(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let server = unix(t, "server", Type::DGRAM)?;
    server.bind(path)?;

    let nameless = unix(t, "client 1", Type::DGRAM)?;
    nameless.send_to(b"hello", path)?;
    server.wait_readable()?;
    t.observe("nobody", name(&server.recv_from(1024)?.from));

    let named = unix(t, "client 2", Type::DGRAM)?;
    named.bind(&*folder.path().join("client.sock"))?;
    named.send_to(b"hello", path)?;
    server.wait_readable()?;
    let question = server.recv_from(1024)?;
    server.send_to(&question.bytes.to_ascii_uppercase(), question.from)?;
    named.wait_readable()?;
    t.observe("answered", named.recv(1024));
    Ok(())
}

/// What an address is called, without the folder.
fn name(address: &Address) -> Value {
    match address {
        Address::Path(path) => Value::Word(path.file_name().unwrap_or_default().to_string_lossy().into_owned().into()),
        _ => Value::Word(address.to_string().into()),
    }
}
// ANCHOR_END: answer

// ANCHOR: full
pub(super) fn full(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let server = unix(t, "server", Type::DGRAM)?;
    server.bind(path)?;
    server.set_nonblocking(true)?;
    let client = unix(t, "client", Type::DGRAM)?;
    client.set_nonblocking(true)?;

    let mut sent = fill(t, &client, path)?;
    t.observe("queued", sent);
    t.observe("refused", client.send_to(b"hello", path));
    let mut received = u32::from(server.recv_from(1024).is_ok());
    let room = client.send_to(b"world", path);
    sent += u32::from(room.is_ok());
    t.observe("room", room.map(drop));

    received += drain(t, &server)?;
    t.observe("lost", sent - received);
    Ok(())
}
// ANCHOR_END: full

/// Sends until the kernel refuses, and counts. Not recorded: how many it takes depends on the kernel's settings.
fn fill(t: &Tracer, client: &TracedSocket, path: &Path) -> io::Result<u32> {
    t.note(
        "client",
        Text::new("the client sends \"hello\" until it is refused", "客户端一直发送 \"hello\"，直到被拒绝"),
    );
    let to = SockAddr::unix(path)?;
    let mut sent = 0;
    loop {
        match client.inner().send_to(b"hello", &to) {
            Ok(_) => sent += 1,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(sent),
            Err(error) => return Err(error),
        }
    }
}

/// Receives until nothing is left, and counts. Not recorded, for the same reason.
fn drain(t: &Tracer, server: &TracedSocket) -> io::Result<u32> {
    t.note("server", Text::new("the server receives until nothing is left", "服务器一直接收，直到收完"));
    let mut received = 0;
    loop {
        match server.inner().read(&mut [0; 16]) {
            Ok(_) => received += 1,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(received),
            Err(error) => return Err(error),
        }
    }
}

// ANCHOR: stale
pub(super) fn stale(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let old = unix(t, "old server", Type::STREAM)?;
    old.bind(path)?;
    old.listen(1)?;
    let new = unix(t, "new server", Type::STREAM)?;
    t.observe("live", new.bind(path));

    old.close();
    t.observe("left", path.exists());
    let client = unix(t, "client", Type::STREAM)?;
    t.observe("nobody", client.connect(path));
    new.set_reuse_address(true)?;
    t.observe("stale", new.bind(path));

    t.note(
        "new server",
        Text::new("the new server removes the file: unlink echo.sock", "新服务器把文件删掉：unlink echo.sock"),
    );
    fs::remove_file(path)?; // os.unlink(path)
    t.observe("missing", client.connect(path));
    t.observe("unlinked", new.bind(path));
    new.listen(1)?;
    t.observe("reached", client.connect(path));
    Ok(())
}
// ANCHOR_END: stale

// ANCHOR: unlink_live
pub(super) fn unlink_live(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let old = unix(t, "old server", Type::STREAM)?;
    old.bind(path)?;
    old.listen(1)?;

    t.note(
        "new server",
        Text::new("the new server unlinks echo.sock, which is in use", "新服务器 unlink 了 echo.sock，可它还在使用"),
    );
    fs::remove_file(path)?;
    let new = unix(t, "new server", Type::STREAM)?;
    t.observe("second", new.bind(path));
    new.listen(1)?;

    let client = unix(t, "client", Type::STREAM)?;
    client.connect(path)?;
    client.send(b"hello")?;
    let (connection, _) = new.accept()?;
    t.observe("new", connection.recv(1024));
    old.set_nonblocking(true)?;
    t.observe("old", old.accept().map(drop));
    Ok(())
}
// ANCHOR_END: unlink_live

// ANCHOR: abstract_name
pub(super) fn abstract_name(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?; // for a name that nobody else has; no file is made in it
    let path = folder.path().join("echo");
    let address = &Address::Abstract(path.display().to_string());
    let old = unix(t, "old server", Type::STREAM)?;
    old.bind(address)?;
    old.listen(1)?;
    t.observe("file", path.exists());
    let new = unix(t, "new server", Type::STREAM)?;
    t.observe("live", new.bind(address));

    let client = unix(t, "client", Type::STREAM)?;
    client.connect(address)?;
    let (connection, _) = old.accept()?;
    client.send(b"hello")?;
    t.observe("received", connection.recv(1024));

    old.close();
    t.observe("again", new.bind(address));
    Ok(())
}
// ANCHOR_END: abstract_name

// ANCHOR: wrong_type
pub(super) fn wrong_type(t: &Tracer, _: &Settings) -> io::Result<()> {
    let folder = folder()?;
    let path = &*folder.path().join("echo.sock");
    let server = unix(t, "server", Type::DGRAM)?;
    server.bind(path)?;
    let client = unix(t, "client", Type::STREAM)?;
    t.observe("connect", client.connect(path));
    Ok(())
}
// ANCHOR_END: wrong_type
