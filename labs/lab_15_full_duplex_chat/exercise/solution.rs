use std::{
    env,
    io::{self, BufRead, Write},
    net::UdpSocket,
    thread,
};

fn main() -> io::Result<()> {
    let own = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let peer = env::var("SOCKLAB_PEER").map_err(io::Error::other)?;
    // Not connected: a peer that is not there yet would come back as an error of our own calls.
    let socket = UdpSocket::bind(own)?;

    // A blocking call waits in one place only, and there are two places to wait in. Nobody joins the thread: it ends with
    // the program, even from within recv_from.
    let ear = socket.try_clone()?;
    thread::Builder::new().spawn(move || listen(&ear))?;

    // Lines are bytes here, and bytes are sent: text in any encoding goes through as it is.
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line == b"q" {
            break;
        }
        if let Err(error) = socket.send_to(&line, &peer) {
            eprintln!("not sent: {error}");
        }
    }
    Ok(())
}

/// Prints what comes in, until the program ends.
fn listen(socket: &UdpSocket) -> io::Result<()> {
    let mut buffer = vec![0; 65_536]; // no datagram is longer
    loop {
        // An error is news of a datagram that we sent, and no reason to stop listening. A length of 0 is a message too.
        let Ok((length, _)) = socket.recv_from(&mut buffer) else { continue };
        let mut output = io::stdout().lock();
        output.write_all(&buffer[..length])?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
}
