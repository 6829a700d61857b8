//! What is tried with a file server.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};

use super::super::request;
use crate::{
    bench::{Bench, Fault, Leaving, Peer, Program, Stop},
    labs::lab_33_json_header::codec,
    sys::Transport,
    text::Text,
};

/// More than the buffers on the way hold, as the kernel makes them by itself.
const LARGE: usize = 6 << 20;

/// A receive buffer that makes the server wait.
const NARROW: usize = 4096;

pub(super) fn small(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let _server = serving(bench, &[(&name, text.as_bytes())])?;
    let client = bench.connect("client")?;
    let header = fetch(&client, &name, text.as_bytes())?;
    header.expect("filename", &json!(name))?;
    client.expect_only(b"")
}

pub(super) fn empty_file(bench: &mut Bench) -> Result<(), Stop> {
    let _server = serving(bench, &[("empty.txt", b"")])?;
    let client = bench.connect("client")?;
    fetch(&client, "empty.txt", b"")?;
    client.expect_only(b"")
}

pub(super) fn binary(bench: &mut Bench) -> Result<(), Stop> {
    let bytes = bench.bytes(5 << 20);
    let _server = serving(bench, &[("picture.jpg", &bytes)])?;
    fetch(&bench.connect("client")?, "picture.jpg", &bytes).map(drop)
}

pub(super) fn utf8_name(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let name = format!("文件{name}");
    let _server = serving(bench, &[(&name, text.as_bytes())])?;
    fetch(&bench.connect("client")?, &name, text.as_bytes())?.expect("filename", &json!(name))
}

pub(super) fn md5(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let long = bench.word(200_000);
    let (_server, folder) = serving(bench, &[(&name, text.as_bytes()), ("long.txt", long.as_bytes())])?;
    let digest_is_right = |name: &str, bytes: &[u8]| {
        let header = fetch(&bench.connect("client")?, name, bytes)?;
        header.expect("md5", &json!(codec::md5(bytes)))
    };
    digest_is_right(&name, text.as_bytes())?;
    digest_is_right("long.txt", long.as_bytes())?;
    let changed = bench.word(text.len());
    fs::write(folder.join(&name), &changed)?;
    digest_is_right(&name, changed.as_bytes())
}

pub(super) fn missing(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let _server = serving(bench, &[(&name, text.as_bytes())])?;
    let client = bench.connect("client")?;
    expect_error(&client, &format!("no-{name}"))?;
    client.expect_only(b"")?;
    // The connection goes on, until the client ends it.
    fetch(&client, &name, text.as_bytes())?;
    client.finish()?;
    client.expect_end()
}

pub(super) fn not_a_file(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let (_server, folder) = serving(bench, &[(&name, text.as_bytes())])?;
    fs::create_dir(folder.join("folder"))?;
    for nothing in ["folder", "", ".", &format!("{name}\0"), &"x".repeat(4096)] {
        expect_error(&bench.connect("client")?, nothing)?;
    }
    fetch(&bench.connect("client")?, &name, text.as_bytes()).map(drop)
}

pub(super) fn traversal(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let (_server, folder) = serving(bench, &[(&name, text.as_bytes())])?;
    // Beside the folder, and in another one whose name begins like its own.
    let outside = bench.scratch()?;
    let secret = outside.join("secret.txt");
    fs::write(&secret, "for nobody")?;
    fs::create_dir(outside.join("files-old"))?;
    fs::copy(&secret, outside.join("files-old/secret.txt"))?;
    fs::create_dir(folder.join("inner"))?;
    #[expect(
        deprecated,
        reason = "the one call that links on every system; where a link needs a privilege, there is none"
    )]
    let _ = fs::soft_link(&secret, folder.join("link.txt"));
    let absolute = secret.to_string_lossy();
    let ways_out = [
        "../secret.txt",
        &absolute,
        &format!("/{absolute}"),
        "inner/../../secret.txt",
        "....//secret.txt",
        "../files-old/secret.txt",
        "link.txt",
    ];
    for way in ways_out {
        expect_error(&bench.connect("client")?, way)?;
    }
    fetch(&bench.connect("client")?, &name, text.as_bytes()).map(drop)
}

pub(super) fn two_requests(bench: &mut Bench) -> Result<(), Stop> {
    let (first, second) = (a_file(bench), a_file(bench));
    let _server = serving(bench, &[(&first.0, first.1.as_bytes()), (&second.0, second.1.as_bytes())])?;
    let client = bench.connect("client")?;
    client.send(&[request(&first.0), request(&second.0)].concat())?;
    receive_file(&client, first.1.as_bytes())?;
    receive_file(&client, second.1.as_bytes())?;
    fetch(&client, &first.0, first.1.as_bytes()).map(drop)
}

pub(super) fn split_request(bench: &mut Bench) -> Result<(), Stop> {
    let text = bench.word(8);
    let _server = serving(bench, &[("切.txt", text.as_bytes())])?;
    let request = request("切.txt");
    bench.each_chunking(request.len(), |chunking| {
        let client = bench.connect("client")?;
        client.send_chunks(&request, chunking)?;
        receive_file(&client, text.as_bytes())?;
        Leaving::Politely.play(client)
    })
}

pub(super) fn bad_length(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let _server = serving(bench, &[(&name, text.as_bytes())])?;
    for length in [-1, i32::MAX] {
        let client = bench.connect("client")?;
        client.send(&length.to_le_bytes())?;
        client.expect_closed()?;
        fetch(&bench.connect("next client")?, &name, text.as_bytes())?;
    }
    Ok(())
}

pub(super) fn slow_reader(bench: &mut Bench) -> Result<(), Stop> {
    let bytes = bench.bytes(LARGE);
    let (server, _) = serving(bench, &[("large.bin", &bytes)])?;
    let client = bench.connect_narrow("slow client", NARROW)?;
    client.send(&request("large.bin"))?;
    receive_header(&client)?.expect("total_size", &json!(LARGE))?;
    client.let_it_fill()?;
    // A server that waits does nothing.
    server.expect_idle()?;
    bytes.chunks(1 << 16).try_for_each(|part| client.expect(part))
}

pub(super) fn two_at_once(bench: &mut Bench) -> Result<(), Stop> {
    let ((name, text), large) = (a_file(bench), bench.bytes(LARGE));
    let _server = serving(bench, &[(&name, text.as_bytes()), ("large.bin", &large)])?;
    let first = bench.connect_narrow("slow client", NARROW)?;
    first.send(&request("large.bin"))?;
    first.let_it_fill()?;
    fetch(&bench.connect("second client")?, &name, text.as_bytes()).map(drop)
}

pub(super) fn survives_vanish(bench: &mut Bench) -> Result<(), Stop> {
    let ((name, text), large) = (a_file(bench), bench.bytes(LARGE));
    let _server = serving(bench, &[(&name, text.as_bytes()), ("large.bin", &large)])?;
    let next = || fetch(&bench.connect("next client")?, &name, text.as_bytes()).map(drop);
    // In the middle of its file: the server is about to send the rest.
    let client = bench.connect_narrow("vanishing client", NARROW)?;
    client.send(&request("large.bin"))?;
    client.let_it_fill()?;
    client.vanish()?;
    next()?;
    // In the middle of its request, or before it looks at the reply.
    bench.each_leaving(&Leaving::ALL, &request(&name), next)
}

// ---- the server, and its files

/// A name and a short text.
fn a_file(bench: &Bench) -> (String, String) {
    (format!("{}.txt", bench.word(8)), bench.word(20))
}

/// A server of a folder with these files; and the folder.
fn serving(bench: &mut Bench, files: &[(&str, &[u8])]) -> Result<(Program, PathBuf), Stop> {
    let folder = bench.scratch()?.join("files");
    fs::create_dir(&folder)?;
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    let server = bench.serving(bench.program().env("SOCKLAB_DIR", &folder), Transport::Tcp)?;
    Ok((server, folder))
}

// ---- a reply

/// The header of a reply, as text and as what it says.
struct Header {
    text: String,
    says: Value,
}

impl Header {
    /// Demands that a field has this value.
    fn expect(&self, field: &str, value: &Value) -> Result<(), Stop> {
        if self.says[field] == *value {
            return Ok(());
        }
        let (name, says) = match field {
            "filename" => ("wrong-filename", WRONG_FILENAME),
            "md5" => ("wrong-md5", WRONG_MD5),
            _ => ("wrong-total-size", WRONG_TOTAL_SIZE),
        };
        Err(Fault::other(name, says).but(format!("\"{field}\": {value}"), &self.text).into())
    }

    /// Whether it says that there is no such file.
    fn is_error(&self) -> bool {
        self.says["error"].as_str().is_some_and(|error| !error.is_empty())
    }
}

/// Asks for a file, and demands it.
fn fetch(client: &Peer, name: &str, bytes: &[u8]) -> Result<Header, Stop> {
    client.send(&request(name))?;
    receive_file(client, bytes)
}

/// Demands a header that announces these bytes, and then the bytes.
fn receive_file(client: &Peer, bytes: &[u8]) -> Result<Header, Stop> {
    let header = receive_header(client)?;
    let size = json!(bytes.len());
    if header.is_error() {
        return Err(Fault::other("refused-file", REFUSED_FILE)
            .but(format!("\"total_size\": {size}"), header.text)
            .into());
    }
    header.expect("total_size", &size)?;
    client.expect(bytes)?;
    Ok(header)
}

/// Demands a header, whatever it says.
fn receive_header(client: &Peer) -> Result<Header, Stop> {
    const LONGEST: usize = 65_536;
    let mut length = [0; 4];
    length.copy_from_slice(&client.receive(4)?);
    let length = i32::from_le_bytes(length);
    let Ok(size @ 2..=LONGEST) = usize::try_from(length) else {
        return Err(Fault::other("header-length", HEADER_LENGTH)
            .but(format!("2 .. {LONGEST}"), length.to_string())
            .into());
    };
    let json = client.receive(size)?;
    let text = excerpt(&json);
    match serde_json::from_slice(&json) {
        Ok(says @ Value::Object(_)) => Ok(Header { text, says }),
        _ => Err(Fault::other("no-json", NO_JSON).but(r#"{"filename": ..}"#, text).into()),
    }
}

/// Asks for what is not to be had, and demands an error.
fn expect_error(client: &Peer, name: &str) -> Result<(), Stop> {
    client.send(&request(name))?;
    let header = receive_header(client)?;
    if header.is_error() {
        return header.expect("total_size", &json!(0));
    }
    let is_empty = header.says["total_size"].as_u64().unwrap_or(0) == 0;
    let fault = if is_empty { Fault::other("no-error", NO_ERROR) } else { Fault::other("handed-out", HANDED_OUT) };
    let name = excerpt(name.as_bytes());
    Err(fault.but(format!("{name:?}: {{\"error\": ..}}"), header.text).into())
}

/// As much of a text as a finding has room for.
fn excerpt(text: &[u8]) -> String {
    const ROOM: usize = 160;
    let text = String::from_utf8_lossy(text);
    if text.chars().count() <= ROOM { text.into_owned() } else { text.chars().take(ROOM).chain("..".chars()).collect() }
}

// ---- what only this exercise knows

const NO_ERROR: Text = Text::new(
    "There is no file of this name, and the header has no error (a text that is not empty).",
    "没有叫这个名字的文件，头部里却没有错误（一段非空的文本）。",
);

const HANDED_OUT: Text = Text::new(
    "With this name the server handed out bytes that are no file of its folder.",
    "用这个名字，服务器给出了不属于这个文件夹的内容。",
);

const REFUSED_FILE: Text =
    Text::new("The file is there, and the server answered with an error.", "文件明明在，服务器却回了错误。");

const HEADER_LENGTH: Text = Text::new(
    "The first 4 bytes of the reply are not the length of a header, read as a signed number with the least significant \
     byte first.",
    "回答的前 4 个字节，按低位在前的有符号整数来读，不是头部的长度。",
);

const NO_JSON: Text = Text::new(
    "What stands where the header should be is no JSON object. Either it is none, or its length in bytes is wrong.",
    "头部所在的位置，不是一个 JSON 对象。要么它本身不是，要么它的字节数写错了。",
);

const WRONG_FILENAME: Text = Text::new(
    "The header's filename is not the name that the client asked for.",
    "头部里的 filename 不是客户端所要的名字。",
);

const WRONG_MD5: Text =
    Text::new("The header's md5 is not that of the file as it is now.", "头部里的 md5 不是文件现在的摘要。");

const WRONG_TOTAL_SIZE: Text = Text::new(
    "The header's total_size is not the number of bytes that belong to this reply.",
    "头部里的 total_size 不是这次该发的字节数。",
);
