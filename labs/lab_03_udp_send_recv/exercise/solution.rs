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
        // An error concerns one client. On Windows, for example, a receive fails when an earlier client has gone.
        if let Err(error) = answer_one(&socket, &mut buffer) {
            eprintln!("one client has no answer: {error}");
        }
    }
}

fn answer_one(socket: &UdpSocket, buffer: &mut [u8]) -> io::Result<()> {
    let (length, client) = socket.recv_from(buffer)?;
    let answer = &mut buffer[..length]; // what lies behind it is left over from longer datagrams
    answer.make_ascii_uppercase();
    socket.send_to(answer, client)?;
    Ok(())
}
