use std::{
    env,
    error::Error,
    io::{Read, Write},
    net::TcpStream,
};

const ROUNDS: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut server = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    // Nagle's algorithm would hold BODY back until HEAD is acknowledged, and the server's kernel delays that: it hopes to
    // send the acknowledgement with an answer, which the server cannot give before it has BODY.
    server.set_nodelay(true)?;
    for _ in 0..ROUNDS {
        server.write_all(b"HEAD")?;
        server.write_all(b"BODY")?;
        // Not `read`: the two bytes may come apart. An early end is an error here.
        let mut answer = [0; 2];
        server.read_exact(&mut answer)?;
    }
    Ok(())
}
