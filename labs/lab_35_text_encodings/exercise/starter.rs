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

/// Shows the text of one client.
fn serve(mut client: TcpStream) -> io::Result<()> {
    // Your code: read the first line, and decode what follows it. The crate encoding_rs knows both encodings.
    // For now, the bytes are written as they are.
    let mut stdout = io::stdout().lock();
    let mut buffer = [0; 1024];
    loop {
        let count = client.read(&mut buffer)?;
        if count == 0 {
            return stdout.flush();
        }
        stdout.write_all(&buffer[..count])?;
    }
}
