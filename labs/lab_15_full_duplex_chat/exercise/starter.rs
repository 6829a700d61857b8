use std::{
    env,
    io::{self, BufRead},
    net::UdpSocket,
};

fn main() -> io::Result<()> {
    let own = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let peer = env::var("SOCKLAB_PEER").map_err(io::Error::other)?;
    let socket = UdpSocket::bind(own)?;
    eprintln!("{} chats with {peer}", socket.local_addr()?);

    // Your code: while this loop waits for a line, who prints what the peer says?
    for line in io::stdin().lock().split(b'\n') {
        if line? == b"q" {
            break;
        }
        // Your code: send the line to the peer.
    }
    Ok(())
}
