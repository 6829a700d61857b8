use std::{
    env, fs,
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
};

use md5::{Digest as _, Md5};
use serde_json::json;

/// The longest name that a request may hold, in bytes.
const LONGEST_NAME: usize = 4096;

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR is the address to listen on");
    let folder = env::var_os("SOCKLAB_DIR").expect("SOCKLAB_DIR is the folder to serve");
    // Without links and `..`, so that it can be compared with the path of a file.
    let folder = fs::canonicalize(folder)?;
    let listener = TcpListener::bind(address)?;
    loop {
        // A client may be gone before it is accepted. The next one is served all the same.
        let Ok((client, _)) = listener.accept() else { continue };
        let folder = folder.clone();
        // A thread for each: who reads slowly keeps nobody waiting. An error is the client's leaving.
        thread::spawn(move || serve(&client, &folder));
    }
}

/// Answers one request after the other, until the client ends or sends what is no request.
fn serve(mut client: &TcpStream, folder: &Path) -> io::Result<()> {
    loop {
        let mut length = [0; 4];
        client.read_exact(&mut length)?;
        // Checked before memory is taken: the number comes from a stranger.
        let Ok(length @ ..=LONGEST_NAME) = usize::try_from(i32::from_le_bytes(length)) else { return Ok(()) };
        let mut name = vec![0; length];
        client.read_exact(&mut name)?;
        client.write_all(&reply(folder, &String::from_utf8_lossy(&name)))?;
    }
}

/// Length, header and file in one piece: three small writes would make Nagle wait for an ACK.
fn reply(folder: &Path, name: &str) -> Vec<u8> {
    // Read once, so that size, digest and bytes are of the same file even if it is written to meanwhile.
    let (header, file) = match find(folder, name).and_then(fs::read) {
        Ok(file) => (json!({ "filename": name, "md5": md5(&file), "total_size": file.len() }), file),
        // One text for everything: it does not tell which files exist elsewhere.
        Err(_) => (json!({ "filename": name, "error": "no such file", "total_size": 0 }), Vec::new()),
    };
    let header = header.to_string();
    let length = i32::try_from(header.len()).expect("a header is a few times as long as its name");
    [&length.to_le_bytes(), header.as_bytes(), &file].concat()
}

/// The path of a file in the folder. Where `..`, an absolute name or a link leads is asked of the system, not guessed from
/// the name.
fn find(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let path = fs::canonicalize(folder.join(name))?;
    // `starts_with` compares whole components: `/files-old` is not in `/files`.
    if path.starts_with(folder) && path.is_file() { Ok(path) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// As `hashlib.md5(file).hexdigest()`: 16 bytes are a number of 32 hexadecimal digits.
fn md5(file: &[u8]) -> String {
    format!("{:032x}", u128::from_be_bytes(Md5::digest(file).into()))
}
