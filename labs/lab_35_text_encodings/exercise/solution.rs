use std::{
    env,
    io::{self, BufRead, BufReader, ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
};

use encoding_rs::{Encoding, GBK, UTF_8};

/// No name of an encoding is longer. Without a limit, a line that never ends would fill the memory.
const LONGEST_LINE: u64 = 64;

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let listener = TcpListener::bind(address)?;
    for client in listener.incoming() {
        // An error ends one connection, not the server.
        if let Err(error) = client.and_then(serve) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

/// Shows the text of one client.
fn serve(client: TcpStream) -> io::Result<()> {
    // The reader may hold a part of the text when it has found the line: the text is read through it, too.
    let mut client = BufReader::new(client);
    let charset = read_charset(&mut client)?;

    // One decoder a connection. The bytes of an unfinished character wait in it for the others.
    let mut decoder = charset.new_decoder_without_bom_handling();
    loop {
        let bytes = client.fill_buf()?;
        let (count, at_end) = (bytes.len(), bytes.is_empty());
        let room = decoder.max_utf8_buffer_length(count).expect("a buffer is far smaller than the memory");
        let mut text = String::with_capacity(room);
        // At the end, an unfinished character becomes U+FFFD.
        let _ = decoder.decode_to_string(bytes, &mut text, at_end);
        client.consume(count);

        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        // Rust's standard output keeps a line back until it is complete.
        stdout.flush()?;
        if at_end {
            return Ok(());
        }
    }
}

/// Reads the first line, which names the encoding.
fn read_charset(client: &mut impl BufRead) -> io::Result<&'static Encoding> {
    let mut line = Vec::new();
    client.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    match line.as_slice() {
        b"utf-8\n" => Ok(UTF_8),
        b"gbk\n" => Ok(GBK),
        other => {
            let name = String::from_utf8_lossy(other);
            Err(io::Error::new(ErrorKind::InvalidData, format!("unknown encoding: {name:?}")))
        }
    }
}
