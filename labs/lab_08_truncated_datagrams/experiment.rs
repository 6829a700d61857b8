//! The scenes of lab 08.

use std::io;

use crate::{
    lab::Settings,
    trace::{LOOPBACK, Tracer},
};

// ANCHOR: plain
pub(super) fn plain(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.send_to(b"hello", server.address())?;
    client.send_to(b"world", server.address())?;

    server.wait_readable()?;
    t.observe("first", server.recv_from(settings.number("recv_size")));
    server.wait_readable()?;
    t.observe("second", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: plain

// ANCHOR: flag
pub(super) fn flag(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.send_to(b"hello", server.address())?;
    client.send_to(b"world", server.address())?;

    server.wait_readable()?;
    let (_, truncated) = server.recv_msg(settings.number("recv_size"))?;
    t.observe("cut", truncated);
    server.wait_readable()?;
    let (_, truncated) = server.recv_msg("world".len())?;
    t.observe("exact", truncated);
    Ok(())
}
// ANCHOR_END: flag

// ANCHOR: length
pub(super) fn length(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.send_to(b"hello", server.address())?;
    client.send_to(b"world", server.address())?;

    server.wait_readable()?;
    t.observe("readable", server.bytes_readable());
    let length = server.peek_length(1)?;
    t.observe("true_length", length);
    t.observe("kept", server.recv_from(length));
    Ok(())
}
// ANCHOR_END: length
