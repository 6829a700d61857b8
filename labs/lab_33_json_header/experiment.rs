//! The scenes of lab 33.

use std::{borrow::Cow, fmt, io};

use super::{
    super::lab_32_length_header::codec as frame,
    codec::{FileReader, Header, TransferError},
};
use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer, Value},
};

/// The file that the server has: `0123456789` again and again.
fn file(settings: &Settings) -> Vec<u8> {
    b"0123456789".iter().copied().cycle().take(settings.number("size")).collect()
}

/// A fresh connection: the server's end and the client's.
fn connected(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((server, client))
}

// ANCHOR: download
/// Reads until the file is whole, or the server has closed.
fn download(client: &TracedSocket) -> io::Result<FileReader> {
    let mut reader = FileReader::new();
    while !reader.is_whole() {
        let bytes = client.recv(1024)?;
        if bytes.is_empty() {
            break;
        }
        reader.push(&bytes)?;
    }
    Ok(reader)
}
// ANCHOR_END: download

// ANCHOR: whole
pub(super) fn whole(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (server, client) = connected(t)?;
    let file = file(settings);
    let header = Header::of("numbers.txt", &file).encode()?;
    server.send(&header)?;
    server.send(&file)?;

    wait_for(&client, header.len() + file.len())?;
    let (header, received) = download(&client)?.finish()?; // compares the digests
    t.observe("filename", header.filename.into_bytes());
    t.observe("received", received.len());
    t.observe("same", received == file);
    Ok(())
}
// ANCHOR_END: whole

// ANCHOR: no_length
pub(super) fn no_length(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (server, client) = connected(t)?;
    let file = file(settings);
    let json = Header::of("numbers.txt", &file).json();
    server.send(&json)?; // its length is not sent
    server.send(&file)?;

    wait_for(&client, json.len() + file.len())?;
    let read = client.recv(1024)?;
    let loaded = Header::decode(&read, 0); // json.loads(read)
    t.observe(
        "loads",
        match &loaded {
            Ok(_) => "ok",
            Err(error) if error.at == read.len() as u64 => "too little",
            Err(_) => "too much",
        },
    );
    t.observe("at_the_file", loaded.is_err_and(|error| error.at == json.len() as u64));
    Ok(())
}
// ANCHOR_END: no_length

// ANCHOR: cut_header
pub(super) fn cut_header(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (server, client) = connected(t)?;
    let file = file(settings);
    let header = Header::of("numbers.txt", &file).encode()?;
    let (early, late) = header.split_at(settings.number("early"));
    server.send(early)?;
    client.wait_readable()?;
    let read = client.recv(1024)?;
    t.observe("hasty", words(Header::decode(&read[frame::HEADER..], frame::HEADER as u64)));

    let mut reader = FileReader::new();
    reader.push(&read)?;
    t.observe("complete", reader.header().is_some());
    server.send(late)?;
    client.wait_readable()?;
    reader.push(&client.recv(1024)?)?;
    t.observe("total_size", reader.header().map_or(0, |header| header.total_size));
    Ok(())
}
// ANCHOR_END: cut_header

// ANCHOR: large
pub(super) fn large(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (server, client) = connected(t)?;
    let image = Header { filename: "disk.img".into(), md5: "?".into(), total_size: 5_000_000_000 };
    t.observe("in_4_bytes", words(frame::header(image.total_size)));
    server.send(&image.encode()?)?;
    server.close(); // the image itself is not sent

    client.wait_readable()?;
    let reader = download(&client)?;
    t.observe("total_size", reader.header().map_or(0, |header| header.total_size));
    t.observe("reserved", reader.reserved());
    t.observe("error", words(reader.finish()));
    Ok(())
}
// ANCHOR_END: large

// ANCHOR: damaged
pub(super) fn damaged(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (server, client) = connected(t)?;
    let mut file = file(settings);
    let header = Header::of("numbers.txt", &file).encode()?;
    if let Some(byte) = file.last_mut() {
        *byte ^= 1; // the file changes after its digest was taken
    }
    server.send(&header)?;
    server.send(&file)?;

    wait_for(&client, header.len() + file.len())?;
    let reader = download(&client)?;
    t.observe("received", reader.received());
    t.observe("whole", reader.is_whole());
    t.observe("accepted", reader.finish().is_ok());
    Ok(())
}
// ANCHOR_END: damaged

// ANCHOR: not_json
pub(super) fn not_json(t: &Tracer, _: &Settings) -> io::Result<()> {
    let headers = [
        ("python_dict", "{'filename': 'numbers.txt', 'md5': '?', 'total_size': 3000}"), // str(header)
        ("missing", r#"{"filename": "numbers.txt"}"#),
    ];
    for (claim, json) in headers {
        let (server, client) = connected(t)?;
        server.send(&frame::frame(json.as_bytes())?)?;
        client.wait_readable()?;
        t.observe(claim, words(FileReader::new().push(&client.recv(1024)?)));
    }
    Ok(())
}
// ANCHOR_END: not_json

fn wait_for(client: &TracedSocket, bytes: usize) -> io::Result<()> {
    client.wait_queued(u32::try_from(bytes).unwrap_or(u32::MAX))
}

/// What a program would print of the error; `ok` if there is none.
fn words<T>(result: Result<T, impl fmt::Display>) -> Value {
    result.map_or_else(|error| Value::Word(Cow::Owned(error.to_string())), |_| Value::OK)
}

impl From<TransferError> for io::Error {
    fn from(error: TransferError) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, error)
    }
}
