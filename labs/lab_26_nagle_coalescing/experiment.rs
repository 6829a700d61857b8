//! The scenes of lab 26.

use std::{
    io,
    time::{Duration, Instant},
};

use crate::{
    lab::Settings,
    sys,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

/// Questions and answers of one write-write-read scene.
const ROUNDS: u32 = 8;

// ANCHOR: connected
/// A fresh connection: the client's end and the server's. The knobs set the options; untouched, they set none.
fn connected(t: &Tracer, settings: &Settings) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    if settings.word("nodelay") == "on" {
        client.set_tcp_nodelay(true)?;
    }
    quickack(&server, settings)?;
    Ok((client, server))
}

/// `TCP_QUICKACK` does not last: whoever wants it asks for it again and again.
fn quickack(server: &TracedSocket, settings: &Settings) -> io::Result<()> {
    match settings.word("quickack") {
        "on" => server.set_tcp_quickack(true),
        "off" => server.set_tcp_quickack(false),
        _ => Ok(()),
    }
}

/// `count` writes of one byte each.
fn write_bytes(client: &TracedSocket, count: usize) -> io::Result<()> {
    for digit in b"0123456789".chunks(1).cycle().take(count) {
        client.send(digit)?;
    }
    Ok(())
}
// ANCHOR_END: connected

// ANCHOR: fresh
pub(super) fn fresh(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let writes = settings.number("writes");
    let (client, server) = connected(t, settings)?;
    write_bytes(&client, writes)?;

    wait_for(&server, writes)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    Ok(())
}
// ANCHOR_END: fresh

// ANCHOR: delayed_ack
pub(super) fn delayed_ack(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let writes = settings.number("writes");
    let (client, server) = connected(t, settings)?;
    server.set_tcp_quickack(false)?;
    write_bytes(&client, writes)?;

    wait_for(&server, writes)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    t.observe("received", server.recv(writes));
    Ok(())
}
// ANCHOR_END: delayed_ack

// ANCHOR: conversation
pub(super) fn conversation(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let writes = settings.number("writes");
    let (client, server) = connected(t, settings)?;
    for _ in 0..4 {
        client.send(b"?")?;
        server.recv(1)?;
        server.send(b"!")?;
        client.recv(1)?;
    }
    let before = client.tcp_info()?.data_segments_out;
    write_bytes(&client, writes)?;

    wait_for(&server, writes)?;
    t.observe("segments", client.tcp_info()?.data_segments_out - before);
    Ok(())
}
// ANCHOR_END: conversation

// ANCHOR: nodelay
pub(super) fn nodelay(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let writes = settings.number("writes");
    let (client, server) = connected(t, settings)?;
    client.set_tcp_nodelay(true)?;
    server.set_tcp_quickack(false)?;
    write_bytes(&client, writes)?;

    wait_for(&server, writes)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    Ok(())
}
// ANCHOR_END: nodelay

// ANCHOR: cork
pub(super) fn cork(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let writes = settings.number("writes");
    let (client, server) = connected(t, settings)?;
    client.set_tcp_cork(true)?;
    write_bytes(&client, writes)?;
    t.observe("corked", client.tcp_info()?.data_segments_out);

    client.set_tcp_cork(false)?;
    wait_for(&server, writes)?;
    t.observe("segments", client.tcp_info()?.data_segments_out);
    Ok(())
}
// ANCHOR_END: cork

// ANCHOR: ask
/// What one question and its answer showed.
struct Round {
    /// The last write of the question returned, and no segment had left.
    held: bool,
    /// At that time the server could read the header alone.
    header_only: bool,
    /// From then until the server could read the whole question.
    waited: Duration,
}

/// Writes a question in one or more parts and reads the answer: the client's side and the server's.
fn ask(client: &TracedSocket, server: &TracedSocket, question: &[&[u8]]) -> io::Result<Round> {
    let mut held = false;
    for part in question {
        let before = client.tcp_info()?.data_segments_out;
        client.send(part)?;
        held = client.tcp_info()?.data_segments_out == before;
    }
    let began = Instant::now();
    // Looked at beside the trace: where no round waits, the number depends on how busy the machine is.
    let header_only = sys::receive_queue(server.inner())? as usize == HEADER.len();
    wait_for(server, question.concat().len())?;
    let waited = began.elapsed();

    server.recv(1024)?;
    server.send(b"HELLO")?;
    client.recv(1024)?;
    Ok(Round { held, header_only, waited })
}
// ANCHOR_END: ask

// ANCHOR: write_write_read
/// The tutorials' own framing: the length in 4 bytes, `struct.pack("!i", 5)`, and then the text.
const HEADER: &[u8] = b"\0\0\0\x05";
const TEXT: &[u8] = b"hello";

pub(super) fn write_write_read(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let (mut held, mut header_only, mut longest) = (0, 0, Duration::ZERO);
    for _ in 0..ROUNDS {
        quickack(&server, settings)?;
        let round = ask(&client, &server, &[HEADER, TEXT])?;
        if round.held {
            held += 1;
            header_only += u32::from(round.header_only);
            longest = longest.max(round.waited);
        }
    }
    t.observe("held", held);
    t.observe("header_only", header_only);
    t.observe("longest_ms", u64::try_from(longest.as_millis()).unwrap_or(u64::MAX));
    Ok(())
}
// ANCHOR_END: write_write_read

// ANCHOR: cures
pub(super) fn with_nodelay(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    client.set_tcp_nodelay(true)?;
    let mut held = 0;
    for _ in 0..ROUNDS {
        held += u32::from(ask(&client, &server, &[HEADER, TEXT])?.held);
    }
    t.observe("held", held);
    t.observe("segments", client.tcp_info()?.data_segments_out);
    Ok(())
}

pub(super) fn one_write(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let question = [HEADER, TEXT].concat();
    let mut held = 0;
    for _ in 0..ROUNDS {
        held += u32::from(ask(&client, &server, &[&question])?.held);
    }
    t.observe("held", held);
    t.observe("segments", client.tcp_info()?.data_segments_out);
    Ok(())
}
// ANCHOR_END: cures

fn wait_for(server: &TracedSocket, bytes: usize) -> io::Result<()> {
    server.wait_queued(u32::try_from(bytes).unwrap_or(u32::MAX))
}
