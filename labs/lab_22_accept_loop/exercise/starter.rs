use std::{env, io, net::TcpListener};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let listener = TcpListener::bind(address)?;
    loop {
        let (_connection, peer) = listener.accept()?;
        println!("{peer} is here");
        // Your turn: read from the connection, and write back what came, in upper case.
    }
}
