use std::{env, io, net::UdpSocket};

use socket2::SockRef;

/// The most that one datagram carries: 65,535 bytes, less 20 for the IPv4 header and 8 for the UDP header.
const LARGEST: usize = 65_507;

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR says which address to bind");
    let socket = UdpSocket::bind(address)?;
    // macOS sends no datagram larger than this buffer, and begins with 9,216 bytes.
    SockRef::from(&socket).set_send_buffer_size(LARGEST)?;
    let mut buffer = vec![0; LARGEST];
    loop {
        // An error concerns one client: its name was too long to greet, or, on Windows, it has gone.
        if let Err(error) = greet_one(&socket, &mut buffer) {
            eprintln!("one client has no answer: {error}");
        }
    }
}

fn greet_one(socket: &UdpSocket, buffer: &mut [u8]) -> io::Result<()> {
    let (length, client) = socket.recv_from(buffer)?;
    let answer = [b"Hello, ", &buffer[..length], b"!"].concat(); // bytes all the way: a name need not be UTF-8
    socket.send_to(&answer, client)?;
    Ok(())
}
