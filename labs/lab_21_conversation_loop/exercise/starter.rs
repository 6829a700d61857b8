use std::{
    env,
    error::Error,
    io::{self, Write},
    net::TcpStream,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut server = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    // This says one line and hangs up. Your code here: send every line with its newline, and print each reply.
    if let Some(line) = io::stdin().lines().next() {
        server.write_all(line?.as_bytes())?;
    }
    Ok(())
}
