//! The scenes of lab 32.

use std::{borrow::Cow, fmt, io};

use super::codec::{Decoder, DoesNotFit, Fault, FrameError, HEADER, frame, header, length};
use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer, Value},
};

/// The longest message that the server is ready to hold: 1 MiB.
const LIMIT: usize = 1 << 20;

// ANCHOR: recv_frame
/// Exactly `count` bytes: asks again for what is still missing.
fn recv_exactly(server: &TracedSocket, count: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while bytes.len() < count {
        let more = server.recv((count - bytes.len()).min(1024))?;
        if more.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into()); // the client has gone
        }
        bytes.extend(more);
    }
    Ok(bytes)
}

/// One message: 4 bytes that tell its length, and then so many bytes.
fn recv_frame(server: &TracedSocket) -> io::Result<Vec<u8>> {
    let header = recv_exactly(server, HEADER)?;
    recv_exactly(server, length(four(&header)?, LIMIT)?)
}
// ANCHOR_END: recv_frame

fn four(header: &[u8]) -> io::Result<[u8; HEADER]> {
    header.try_into().map_err(io::Error::other)
}

fn listening(t: &Tracer) -> io::Result<TracedSocket> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    Ok(listener)
}

/// A fresh connection: the client's end and the server's.
fn connected(t: &Tracer, listener: &TracedSocket) -> io::Result<(TracedSocket, TracedSocket)> {
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}

// ANCHOR: together
pub(super) fn together(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (client, server) = connected(t, &listener)?;
    client.send(&frame(b"hello")?)?;
    client.send(&frame(b"world")?)?;

    server.wait_queued(18)?;
    t.observe("one_read", server.peek(1024)); // what a read without frames would get
    t.observe("first", recv_frame(&server));
    t.observe("second", recv_frame(&server));
    Ok(())
}
// ANCHOR_END: together

// ANCHOR: short_header
pub(super) fn short_header(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (client, server) = connected(t, &listener)?;
    let hello = frame(b"hello")?;
    let (early, late) = hello.split_at(settings.number("early"));
    client.send(early)?;
    server.wait_readable()?;
    let mut header = server.recv(HEADER)?;
    t.observe("got", header.len());

    client.send(late)?;
    header.extend(recv_exactly(&server, HEADER - header.len())?);
    let length = length(four(&header)?, LIMIT)?;
    t.observe("message", recv_exactly(&server, length));
    Ok(())
}
// ANCHOR_END: short_header

// ANCHOR: pieces
pub(super) fn pieces(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (client, server) = connected(t, &listener)?;
    let stream = [frame(b"hello")?, frame(b"")?, frame(b"world")?].concat();
    let mut decoder = Decoder::new(LIMIT);
    let (mut reads, mut messages) = (0, Vec::new());
    for piece in stream.chunks(settings.number("piece")) {
        client.send(piece)?;
        server.wait_readable()?;
        decoder.push(&server.recv(1024)?);
        reads += 1;
        while let Some(message) = decoder.message()? {
            messages.push(message);
        }
    }
    t.observe("reads", reads);
    t.observe("messages", messages.join(&b'|'));
    Ok(())
}
// ANCHOR_END: pieces

// ANCHOR: byte_order
pub(super) fn byte_order(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (client, server) = connected(t, &listener)?;
    client.send(&10i32.to_be_bytes())?; // struct.pack('!i', 10)
    client.send(b"0123456789")?;

    let header = four(&recv_exactly(&server, HEADER)?)?;
    t.observe("network", i32::from_be_bytes(header)); // struct.unpack('!i', header)
    t.observe("native", i32::from_le_bytes(header)); // struct.unpack('i', header)
    t.observe("refused", words(length(header, LIMIT)));
    server.wait_queued(10)?;
    t.observe("waiting", server.bytes_readable());
    Ok(())
}
// ANCHOR_END: byte_order

// ANCHOR: too_big
pub(super) fn too_big(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (client, server) = connected(t, &listener)?;
    let size = 1_111_111_111_111u64;
    t.observe("packed", words(header(size))); // struct.pack('i', size)
    client.send(&size.to_le_bytes()[..HEADER])?; // what C and Java make of it: the lowest 32 bits
    client.send(&size.to_le_bytes())?; // struct.pack('<q', size)

    let header = four(&recv_exactly(&server, HEADER)?)?;
    t.observe("wrapped", i32::from_le_bytes(header));
    t.observe("refused", words(length(header, LIMIT)));
    let eight = recv_exactly(&server, 8)?;
    t.observe("eight", u64::from_le_bytes(eight.try_into().expect("8 bytes were asked for")));
    Ok(())
}
// ANCHOR_END: too_big

// ANCHOR: refused
pub(super) fn refused(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (mut reserved, mut ended) = (0, true);
    for (claim, lie) in [("negative", -1), ("huge", i32::MAX)] {
        let (client, server) = connected(t, &listener)?;
        client.send(&frame(b"hello")?)?;
        client.send(&lie.to_le_bytes())?;

        server.wait_queued(13)?;
        let mut decoder = Decoder::new(LIMIT);
        decoder.push(&server.recv(1024)?);
        decoder.message()?; // "hello"
        t.observe(claim, words(decoder.message()));
        reserved = decoder.reserved().max(reserved);
        server.close();
        client.wait_readable()?;
        ended &= client.recv(1024)?.is_empty();
    }
    t.observe("reserved", reserved);
    t.observe("ended", ended);

    let (client, server) = connected(t, &listener)?;
    client.send(&frame(b"world")?)?;
    t.observe("next_client", recv_frame(&server));
    Ok(())
}
// ANCHOR_END: refused

// ANCHOR: cut
pub(super) fn cut(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = listening(t)?;
    let (client, server) = connected(t, &listener)?;
    client.send(&frame(b"hello")?[..7])?;
    client.close();

    let mut decoder = Decoder::new(LIMIT);
    loop {
        server.wait_readable()?;
        let bytes = server.recv(1024)?;
        if bytes.is_empty() {
            break;
        }
        decoder.push(&bytes);
    }
    t.observe("message", decoder.message()?.is_some());
    t.observe("error", words(decoder.finish()));
    Ok(())
}
// ANCHOR_END: cut

/// What a program would print of the error; `ok` if there is none.
fn words<T>(result: Result<T, impl fmt::Display>) -> Value {
    result.map_or_else(|error| Value::Word(Cow::Owned(error.to_string())), |_| Value::OK)
}

impl From<DoesNotFit> for io::Error {
    fn from(error: DoesNotFit) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, error)
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, fault)
    }
}

impl From<FrameError> for io::Error {
    fn from(error: FrameError) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, error)
    }
}
