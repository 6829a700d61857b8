use std::{env, io, net::UdpSocket};

fn main() -> io::Result<()> {
    let everybody = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let socket = UdpSocket::bind("0.0.0.0:0")?;

    // Run it as it is: the kernel refuses. What does a broadcast need?
    socket.send_to(b"who", everybody)?;

    // Your code: collect replies for 500 ms in all, then print each responder once, sorted.
    Ok(())
}
