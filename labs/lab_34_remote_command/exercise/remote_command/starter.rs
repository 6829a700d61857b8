use std::{
    env,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let listener = TcpListener::bind(address)?;
    for client in listener.incoming() {
        serve(&client?)?;
    }
    Ok(())
}

fn serve(mut client: &TcpStream) -> io::Result<()> {
    let mut piece = [0; 1024];
    let count = client.read(&mut piece)?;
    // Is this a whole command? Run it with std::process::Command, and answer with what it printed.
    client.write_all(&piece[..count])
}
