use std::{
    env,
    io::{self, ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
};

const HEADER: usize = 4;
/// The longest payload that is accepted.
const LIMIT: usize = 1 << 20;

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

/// Answers frames until the client leaves, which is an error too if it leaves inside a frame.
fn serve(mut client: TcpStream) -> io::Result<()> {
    while let Some(mut frame) = read_frame(&mut client)? {
        // The answer is as long as the question, so its header is the same. Header and payload go in one write: as two,
        // the second could have to wait for the acknowledgement of the first.
        frame[HEADER..].make_ascii_uppercase();
        client.write_all(&frame)?;
    }
    Ok(())
}

/// The next frame with its header, or `None` if the stream ends before it.
fn read_frame(client: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut header = [0; HEADER];
    // The end is no error here, and only here: between two frames.
    if client.read(&mut header[..1])? == 0 {
        return Ok(None);
    }
    // A read may return less than was asked for; read_exact asks again.
    client.read_exact(&mut header[1..])?;

    // The length is what a stranger says. It is checked before any memory is reserved for it.
    let told = i32::from_le_bytes(header);
    let length = usize::try_from(told)
        .ok()
        .filter(|&length| length <= LIMIT)
        .ok_or_else(|| io::Error::new(ErrorKind::InvalidData, format!("a frame of {told} bytes")))?;

    let mut frame = header.to_vec();
    frame.resize(HEADER + length, 0);
    client.read_exact(&mut frame[HEADER..])?;
    Ok(Some(frame))
}
