use std::{
    env,
    error::Error,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
};

/// No number is as long as this. The limit keeps a client that never ends its line from filling the memory.
const TOO_LONG: usize = 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(env::var("SOCKLAB_ADDR")?)?;
    loop {
        // What goes wrong with one client does not concern the next.
        if let Err(error) = listener.accept().and_then(|(client, _)| serve(client)) {
            eprintln!("{error}");
        }
    }
}

/// Serves one client. The connection closes when `client` is dropped, on every way out.
fn serve(mut client: TcpStream) -> io::Result<()> {
    let total = sum(&client)?;
    // The client has ended its own half. Ours is still open.
    client.write_all(format!("{total}\n").as_bytes())
}

/// Adds up the lines until the client ends its half. Pauses and pieces on the way do not matter: `BufReader` goes on
/// reading until it has a newline or the end.
fn sum(client: &TcpStream) -> io::Result<i64> {
    let mut reader = BufReader::new(client);
    let mut total = 0_i64;
    loop {
        let mut line = String::new();
        if reader.by_ref().take(TOO_LONG as u64).read_line(&mut line)? == 0 {
            return Ok(total);
        }
        if line.len() == TOO_LONG {
            return Err(io::Error::other("a line without an end"));
        }
        let number: i64 = line.trim_end().parse().map_err(io::Error::other)?;
        total = total.checked_add(number).ok_or_else(|| io::Error::other("the sum is too large"))?;
    }
}
