use std::{
    env,
    error::Error,
    io::{self, BufRead, BufReader, ErrorKind, Write},
    net::TcpStream,
};

fn main() -> Result<(), Box<dyn Error>> {
    let server = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    // One reader for the whole conversation: it may have read more than one line.
    let mut replies = BufReader::new(&server);
    let mut output = io::stdout();
    for line in io::stdin().lock().split(b'\n') {
        let Some(reply) = ask(&server, &mut replies, line?)? else { break };
        output.write_all(&reply)?;
        output.flush()?;
        if reply == b"q\n" {
            break;
        }
    }
    Ok(())
}

/// Says one line and waits for the reply, newline included. `None`: the server has closed.
fn ask(mut server: &TcpStream, replies: &mut impl BufRead, mut line: Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    line.push(b'\n'); // so that an empty line is a byte too
    let mut reply = Vec::new();
    match server.write_all(&line).and_then(|()| replies.read_until(b'\n', &mut reply)) {
        Ok(_) => Ok(reply.ends_with(b"\n").then_some(reply)),
        // Whoever writes to a server that has gone may see the end of the stream, or one of these.
        Err(error) if is_gone(error.kind()) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_gone(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted)
}
