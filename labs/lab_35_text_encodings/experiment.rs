//! The scenes of lab 35.

use std::{io, net::Shutdown};

use encoding_rs::{Decoder, Encoding, GBK, UTF_8};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer, Value},
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

/// The encoding that the knob names.
fn encoding(settings: &Settings) -> &'static Encoding {
    match settings.word("charset") {
        "gbk" => GBK,
        _ => UTF_8,
    }
}

// ANCHOR: strict
/// The text, or the word `error`: what Python's `bytes.decode(charset)` does.
fn strict(charset: &'static Encoding, bytes: &[u8]) -> Value {
    match charset.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Value::Bytes(text.into_owned().into_bytes().into()),
        None => Value::word("error"),
    }
}
// ANCHOR_END: strict

// ANCHOR: lengths
pub(super) fn lengths(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    t.observe("characters", "你好".chars().count());

    let (utf8, ..) = UTF_8.encode("你好");
    client.send(&utf8)?;
    server.wait_queued(6)?;
    t.observe("utf8", server.recv(1024)?.len());

    let (gbk, ..) = GBK.encode("你好");
    client.send(&gbk)?;
    server.wait_queued(4)?;
    t.observe("gbk", server.recv(1024)?.len());
    Ok(())
}
// ANCHOR_END: lengths

// ANCHOR: wrong_one
pub(super) fn wrong_one(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;

    let (utf8, ..) = UTF_8.encode("你好");
    client.send(&utf8)?;
    server.wait_queued(6)?;
    let bytes = server.recv(1024)?;
    t.observe("utf8_as_gbk", strict(GBK, &bytes));

    let (gbk, ..) = GBK.encode("你好");
    client.send(&gbk)?;
    server.wait_queued(4)?;
    let bytes = server.recv(1024)?;
    t.observe("gbk_as_utf8", strict(UTF_8, &bytes));

    let (ascii, ..) = GBK.encode("hello");
    client.send(&ascii)?;
    server.wait_queued(5)?;
    let bytes = server.recv(1024)?;
    t.observe("english", strict(UTF_8, &bytes));
    Ok(())
}
// ANCHOR_END: wrong_one

// ANCHOR: cut
pub(super) fn cut(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let charset = encoding(settings);
    let (client, server) = connected(t)?;
    let (bytes, ..) = charset.encode("你好");
    client.send(&bytes)?;
    client.shutdown(Shutdown::Write)?;

    server.wait_readable()?; // one segment: all of it is there
    let first = server.recv(settings.number("recv_size"))?;
    t.observe("strict", strict(charset, &first));
    let (replaced, _) = charset.decode_without_bom_handling(&first);
    t.observe("replaced", replaced.into_owned().into_bytes());

    let rest = server.recv(1024)?;
    t.observe("rest", strict(charset, &rest));
    Ok(())
}
// ANCHOR_END: cut

// ANCHOR: decode
/// Decodes what has come. The bytes of an unfinished character stay in the decoder until the others come, or until the
/// end. Returns the text, and whether there was something that is no character.
pub(super) fn decode(decoder: &mut Decoder, bytes: &[u8], at_end: bool) -> (String, bool) {
    let room = decoder.max_utf8_buffer_length(bytes.len()).expect("a read is far smaller than the memory");
    let mut text = String::with_capacity(room);
    let (_, _, malformed) = decoder.decode_to_string(bytes, &mut text, at_end);
    (text, malformed)
}
// ANCHOR_END: decode

// ANCHOR: incremental
pub(super) fn incremental(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let charset = encoding(settings);
    let (client, server) = connected(t)?;
    let (bytes, ..) = charset.encode("你好");
    client.send(&bytes)?;
    client.shutdown(Shutdown::Write)?;
    server.wait_readable()?; // one segment: all of it is there

    let mut decoder = charset.new_decoder_without_bom_handling();
    let first = server.recv(settings.number("recv_size"))?;
    let (mut text, mut malformed) = decode(&mut decoder, &first, false);
    t.observe("first", text.clone().into_bytes());
    loop {
        let bytes = server.recv(settings.number("recv_size"))?;
        let at_end = bytes.is_empty();
        let (more, wrong) = decode(&mut decoder, &bytes, at_end);
        text += &more;
        malformed |= wrong;
        if at_end {
            break;
        }
    }
    t.observe("whole", text.into_bytes());
    t.observe("malformed", malformed);
    Ok(())
}
// ANCHOR_END: incremental

// ANCHOR: ends_inside
pub(super) fn ends_inside(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(&"你好".as_bytes()[..4])?;
    client.shutdown(Shutdown::Write)?;

    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    server.wait_queued(4)?;
    let (text, malformed) = decode(&mut decoder, &server.recv(1024)?, false);
    t.observe("text", text.into_bytes());
    t.observe("before_the_end", malformed);
    let (_, malformed) = decode(&mut decoder, &server.recv(1024)?, true);
    t.observe("at_the_end", malformed);
    Ok(())
}
// ANCHOR_END: ends_inside

// ANCHOR: header
pub(super) fn header(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    for length in ["你好".chars().count(), "你好".len()] {
        let header = u32::try_from(length).expect("a short text").to_be_bytes();
        client.send(&[&header, "你好".as_bytes()].concat())?;
    }

    server.wait_queued(20)?;
    t.observe("in_characters", message(&server)?);
    server.recv(4)?; // what the wrong length left behind
    t.observe("in_bytes", message(&server)?);
    Ok(())
}

/// Reads a length in four bytes, and then so many bytes. Everything is there already, and the length is our own.
fn message(server: &TracedSocket) -> io::Result<Vec<u8>> {
    let header = server.recv(4)?;
    let header = header.try_into().map_err(|_| io::Error::other("a header of four bytes"))?;
    server.recv(u32::from_be_bytes(header).min(1024) as usize)
}
// ANCHOR_END: header
