use std::{
    env,
    error::Error,
    io::{self, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn Error>> {
    let address: SocketAddr = env::var("SOCKLAB_ADDR")?.parse()?;
    let outcome = match TcpStream::connect_timeout(&address, PATIENCE) {
        Ok(server) => line(server)?,
        Err(error) => match error.kind() {
            ErrorKind::ConnectionRefused => b"refused".to_vec(),
            ErrorKind::TimedOut => b"connect timeout".to_vec(),
            // It was there, and was reset before connect could say so.
            ErrorKind::ConnectionReset => b"closed".to_vec(),
            _ => return Err(error.into()),
        },
    };
    io::stdout().write_all(&[&outcome[..], b"\n"].concat())?;
    Ok(())
}

/// The server's line without its newline, or a word that says why there is none.
fn line(mut server: TcpStream) -> io::Result<Vec<u8>> {
    // A read timeout counts anew with every read. So the deadline is kept here, and each read gets what is left of it.
    let deadline = Instant::now() + PATIENCE;
    let mut line = Vec::new();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(b"read timeout".to_vec()); // also, zero is no timeout that a socket can have
        }
        server.set_read_timeout(Some(left))?;

        let mut piece = [0; 1024];
        match server.read(&mut piece) {
            Ok(0) => return Ok(b"closed".to_vec()),
            Ok(length) => {
                let piece = &piece[..length];
                if let Some(end) = piece.iter().position(|&byte| byte == b'\n') {
                    line.extend(&piece[..end]);
                    return Ok(line);
                }
                line.extend(piece);
            }
            Err(error) => match error.kind() {
                // Which of the two says that the time is up depends on the system. The next turn finds out.
                ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => return Ok(b"closed".to_vec()),
                _ => return Err(error),
            },
        }
    }
}
