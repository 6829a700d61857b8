use std::{
    env,
    io::{self, Read, Write},
    net::TcpStream,
};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let mut server = TcpStream::connect(address)?;
    for line in io::stdin().lines() {
        let command = line? + "\n";
        server.write_all(command.as_bytes())?;

        // How long is the reply, and when has all of it come?
        let mut piece = [0; 1024];
        let count = server.read(&mut piece)?;
        io::stdout().write_all(&piece[..count])?;
    }
    Ok(())
}
