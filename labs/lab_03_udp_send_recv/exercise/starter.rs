use std::{env, io, net::UdpSocket};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR says which address to bind");
    let socket = UdpSocket::bind(address)?;
    let mut buffer = [0; 1024];
    loop {
        let (length, client) = socket.recv_from(&mut buffer)?;
        println!("{length} bytes from {client}");
        // Make the answer here and send it. Is every datagram of the contract in good hands?
    }
}
