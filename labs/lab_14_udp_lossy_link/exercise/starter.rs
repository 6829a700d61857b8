use std::{
    env,
    io::{self, Read},
    net::UdpSocket,
};

fn main() -> io::Result<()> {
    let receiver = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let socket = UdpSocket::bind("127.0.0.1:0")?;

    let mut piece = Vec::new();
    io::stdin().lock().take(512).read_to_end(&mut piece)?;
    let number: u32 = 0;
    let datagram = [b"D", &number.to_be_bytes()[..], &piece].concat();
    socket.send_to(&datagram, receiver)?;

    // Your code: wait for the acknowledgement, send again if it does not come, and go on to the next piece.
    Ok(())
}
