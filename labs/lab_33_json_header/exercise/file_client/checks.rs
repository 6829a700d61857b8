//! What is tried with the client of a file server.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::super::{request, with_length};
use crate::{
    bench::{Bench, Chunking, Difference, Fault, Peer, Program, Stop, Wanted},
    labs::lab_33_json_header::codec,
    text::Text,
};

/// The longest header of the contract.
const LONGEST_HEADER: usize = 65_536;

pub(super) fn fetches(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let fetch = Fetch::begin(bench, &name)?;
    fetch.answer(&whole(&name, &text))?;
    fetch.expect_saved(&text)
}

pub(super) fn empty_file(bench: &mut Bench) -> Result<(), Stop> {
    let (name, _) = a_file(bench);
    let fetch = Fetch::begin(bench, &name)?;
    fetch.answer(&whole(&name, b""))?;
    fetch.expect_saved(b"")
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let bytes = bench.bytes(1 << 20);
    let fetch = Fetch::begin(bench, "picture.jpg")?;
    let reply = whole("picture.jpg", &bytes);
    let header = reply.len() - bytes.len();
    // Its first read of the file finds a thousand bytes, and no more.
    fetch.server.send_chunks(&reply, &Chunking::cut(reply.len(), [header, header + 1000]))?;
    fetch.answer(b"")?;
    fetch.expect_saved(&bytes)
}

pub(super) fn utf8_name(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let name = format!("文件{name}");
    let fetch = Fetch::begin(bench, &name)?;
    fetch.answer(&whole(&name, &text))?;
    fetch.expect_saved(&text)
}

pub(super) fn stops_at_size(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let fetch = Fetch::begin(bench, &name)?;
    // And it does not close.
    fetch.server.flood(&[whole(&name, &text), bench.bytes(20)].concat())?;
    fetch.expect_saved(&text)
}

pub(super) fn split_header(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let fetch = Fetch::begin(bench, &name)?;
    let mut says = says(&name, &text);
    says["comment"] = json!("切开的头部");
    let header = header(&says);
    fetch.server.send_chunks(&header, &Chunking::bytes(header.len()))?;
    fetch.answer(&text)?;
    fetch.expect_saved(&text)
}

pub(super) fn large_header(bench: &mut Bench) -> Result<(), Stop> {
    let (name, text) = a_file(bench);
    let fetch = Fetch::begin(bench, &name)?;
    let mut says = says(&name, &text);
    says["comment"] = json!(bench.word(LONGEST_HEADER - 200));
    let header = header(&says);
    let (early, late) = header.split_at(40_000);
    fetch.server.flood(early)?;
    fetch.server.settle()?;
    fetch.answer(&[late, &text].concat())?;
    fetch.expect_saved(&text)
}

pub(super) fn wrong_md5(bench: &mut Bench) -> Result<(), Stop> {
    fetches(bench)?;
    let (name, text) = a_file(bench);
    let mut damaged = text.clone();
    damaged[7] ^= 1;
    let fetch = Fetch::begin(bench, &name)?;
    fetch.answer(&[header(&says(&name, &text)), damaged].concat())?;
    fetch.expect_refused()
}

pub(super) fn short_body(bench: &mut Bench) -> Result<(), Stop> {
    fetches(bench)?;
    let (name, _) = a_file(bench);
    let bytes = bench.bytes(3000);
    let part = &bytes[..2000];
    // The digest is that of the whole; or that of the part, and only the size tells.
    let announced = [says(&name, &bytes), json!({ "filename": name, "md5": codec::md5(part), "total_size": 3000 })];
    for says in announced {
        let fetch = Fetch::begin(bench, &name)?;
        fetch.answer(&[&header(&says), part].concat())?;
        fetch.expect_refused()?;
    }
    // Not even the header is whole.
    let fetch = Fetch::begin(bench, &name)?;
    fetch.answer(&header(&says(&name, &bytes))[..20])?;
    fetch.expect_refused()
}

pub(super) fn bad_header(bench: &mut Bench) -> Result<(), Stop> {
    const NO_SIZE: &str = r#"{"filename": "a.txt", "md5": "d41d8cd98f00b204e9800998ecf8427e"}"#;
    fetches(bench)?;
    let (name, _) = a_file(bench);
    for length in [-1, i32::MAX] {
        let fetch = Fetch::begin(bench, &name)?;
        // The server waits, as if it had said something.
        fetch.server.flood(&length.to_le_bytes())?;
        fetch.expect_refused()?;
    }
    for json in [r"{'filename': 'a.txt', 'md5': '?', 'total_size': 0}", NO_SIZE] {
        let fetch = Fetch::begin(bench, &name)?;
        fetch.answer(&with_length(json.as_bytes()))?;
        fetch.expect_refused()?;
    }
    Ok(())
}

pub(super) fn error_reply(bench: &mut Bench) -> Result<(), Stop> {
    let (name, _) = a_file(bench);
    let error = format!("{} is not for you", bench.word(8));
    let fetch = Fetch::begin(bench, &name)?;
    fetch.answer(&header(&json!({ "filename": name, "error": error, "total_size": 0 })))?;
    fetch.expect_refused()?;
    let program = &fetch.program;
    program.expect_message()?;
    let shown = || String::from_utf8_lossy(&program.errors()).contains(&error);
    if !bench.wait(|| Ok(shown()))? {
        let said = String::from_utf8_lossy(&program.errors()).into_owned();
        return Err(Fault::other("error-not-shown", ERROR_NOT_SHOWN).but(error, said).into());
    }
    Ok(())
}

pub(super) fn hostile_name(bench: &mut Bench) -> Result<(), Stop> {
    let beside = bench.scratch()?.join(bench.word(8));
    let names = ["../stray.txt", &beside.to_string_lossy(), "....//stray.txt", "inner/../../stray.txt", "stray.txt"];
    for hostile in names {
        let (name, text) = a_file(bench);
        let fetch = Fetch::begin(bench, &name)?;
        fetch.answer(&whole(hostile, &text))?;
        fetch.expect_saved(&text)?;
        if beside.exists() {
            return Err(Fault::StrayFile { name: beside.display().to_string() }.into());
        }
    }
    Ok(())
}

// ---- the client, and its folder

/// A client that has asked for a file.
struct Fetch {
    program: Program,
    server: Peer,
    name: String,
    /// An empty folder; the client runs in a folder in it.
    outside: PathBuf,
}

impl Fetch {
    /// Starts the client, has it ask for this file, and takes the request.
    fn begin(bench: &mut Bench, name: &str) -> Result<Fetch, Stop> {
        let outside = bench.scratch()?.join(bench.word(12));
        let folder = outside.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let listener = bench.listen("server")?;
        let mut program = bench.program().with_input().in_folder(&folder).start()?;
        program.write(format!("{name}\n").as_bytes());
        program.end_input();
        let server = listener.accept()?;
        server.expect_only(&request(name))?;
        Ok(Fetch { program, server, name: name.to_owned(), outside })
    }

    /// Sends what is left of the reply, and ends the server's half. A client need not take it all: it may know enough.
    fn answer(&self, bytes: &[u8]) -> Result<(), Stop> {
        self.server.flood(bytes)?;
        let _ = self.server.finish();
        Ok(())
    }

    /// Demands that the client ends well, with these bytes as its only file.
    fn expect_saved(&self, bytes: &[u8]) -> Result<(), Stop> {
        self.program.wait_exit()?;
        expect_only(&self.outside, FOLDER)?;
        self.program.expect_exit(Wanted::Success)?;
        let folder = self.outside.join(FOLDER);
        expect_only(&folder, &self.name)?;
        let saved = fs::read(folder.join(&self.name)).map_err(|_| not_saved(&self.name))?;
        if saved == bytes { Ok(()) } else { Err(wrong_file(bytes, &saved)) }
    }

    /// Demands that the client ends with an error and leaves no file.
    fn expect_refused(&self) -> Result<(), Stop> {
        self.program.wait_exit()?;
        expect_only(&self.outside, FOLDER)?;
        expect_only(&self.outside.join(FOLDER), "")?;
        self.program.expect_exit(Wanted::Failure)
    }
}

/// The name of the client's folder in the one outside.
const FOLDER: &str = "downloads";

/// Demands that nothing lies in the folder but what has this name.
fn expect_only(folder: &Path, name: &str) -> Result<(), Stop> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?.file_name();
        if entry != name {
            // The name as the client sees it, from its own folder.
            let up = if folder.ends_with(FOLDER) { "" } else { "../" };
            return Err(Fault::StrayFile { name: format!("{up}{}", entry.to_string_lossy()) }.into());
        }
    }
    Ok(())
}

// ---- a reply

/// A name and a short text.
fn a_file(bench: &Bench) -> (String, Vec<u8>) {
    (format!("{}.txt", bench.word(8)), bench.word(20).into_bytes())
}

/// What a header says of these bytes.
fn says(filename: &str, bytes: &[u8]) -> Value {
    json!({ "filename": filename, "md5": codec::md5(bytes), "total_size": bytes.len() })
}

/// A header, with its length before it.
fn header(says: &Value) -> Vec<u8> {
    with_length(says.to_string().as_bytes())
}

/// A whole reply, as it should be.
fn whole(filename: &str, bytes: &[u8]) -> Vec<u8> {
    [&header(&says(filename, bytes)), bytes].concat()
}

// ---- what only this exercise knows

fn not_saved(name: &str) -> Stop {
    let says = Text::new(
        "The client ended as if all was well, and has not saved the file in its folder.",
        "客户端正常结束了，它的文件夹里却没有这个文件。",
    );
    Fault::other("not-saved", says).but(name, "-").into()
}

fn wrong_file(expected: &[u8], saved: &[u8]) -> Stop {
    let at = Difference::between(expected, saved).at;
    let says = Text {
        en: format!("The file that was saved is not the one that was sent: they differ from byte {at} on.").into(),
        zh: format!("保存下来的文件和发来的不一样：从第 {at} 个字节起不同。").into(),
    };
    Fault::other("wrong-file", says).but(format!("{} B", expected.len()), format!("{} B", saved.len())).into()
}

const ERROR_NOT_SHOWN: Text =
    Text::new("Standard error does not show the error that the server sent.", "标准错误里没有服务器发来的错误。");
