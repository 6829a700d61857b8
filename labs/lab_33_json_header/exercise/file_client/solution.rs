use std::{
    env,
    error::Error,
    fs,
    io::{self, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::ExitCode,
};

use md5::{Digest as _, Md5};
use serde_json::Value;

/// The longest header that is read, in bytes.
const LONGEST_HEADER: usize = 65_536;

fn main() -> ExitCode {
    match fetch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn fetch() -> Result<(), Box<dyn Error>> {
    let mut name = String::new();
    io::stdin().read_line(&mut name)?;
    let name = name.trim_end_matches(['\r', '\n']);
    // Saved under the name that we asked for. What the server calls it is not used as a path.
    let target = Path::new(name).file_name().ok_or("this is no name of a file")?;

    let mut server = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    let length = i32::try_from(name.len())?; // bytes, not characters
    server.write_all(&[&length.to_le_bytes(), name.as_bytes()].concat())?;

    let mut length = [0; 4];
    server.read_exact(&mut length)?;
    let length = i32::from_le_bytes(length);
    let Ok(length @ ..=LONGEST_HEADER) = usize::try_from(length) else {
        return Err(format!("a header of {length} bytes").into());
    };
    let mut header = vec![0; length];
    server.read_exact(&mut header)?;
    let header: Value = serde_json::from_slice(&header)?;
    if let Some(error) = header["error"].as_str() {
        return Err(error.into());
    }
    let (Some(digest), Some(size)) = (header["md5"].as_str(), header["total_size"].as_u64()) else {
        return Err("the header lacks md5 or total_size".into());
    };

    // At most `size` bytes, and memory for what has come: the size is only the server's word.
    let mut file = Vec::new();
    server.take(size).read_to_end(&mut file)?;
    if file.len() as u64 != size {
        return Err(format!("the file ends after {} of {size} bytes", file.len()).into());
    }
    let found = md5(&file);
    if found != digest {
        return Err(format!("the md5 is {found}, and the header says {digest}").into());
    }
    // Only now: a file that is not right never reaches the folder.
    fs::write(target, file)?;
    Ok(())
}

/// As `hashlib.md5(file).hexdigest()`: 16 bytes are a number of 32 hexadecimal digits.
fn md5(file: &[u8]) -> String {
    format!("{:032x}", u128::from_be_bytes(Md5::digest(file).into()))
}
