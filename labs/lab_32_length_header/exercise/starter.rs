use std::{
    env,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let listener = TcpListener::bind(address)?;
    for client in listener.incoming() {
        serve(client?)?;
    }
    Ok(())
}

/// Serves one client until it leaves.
fn serve(mut client: TcpStream) -> io::Result<()> {
    // Your code: read a frame, and answer it with its payload in upper case. Again, until the client ends.
    // For now, what one read returns goes back as it is.
    let mut buffer = [0; 1024];
    let count = client.read(&mut buffer)?;
    client.write_all(&buffer[..count])
}
