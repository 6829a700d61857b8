use std::{env, io, net::UdpSocket};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR says which address to bind");
    let socket = UdpSocket::bind(address)?;
    let mut buffer = vec![0; 65_507];
    loop {
        let (length, client) = socket.recv_from(&mut buffer)?;
        println!("a name of {length} bytes from {client}");
        // Greet the client here. Think of what can go wrong with one name, and of the clients after it.
    }
}
