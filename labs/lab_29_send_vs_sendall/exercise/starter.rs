use std::{
    env,
    error::Error,
    io::{self, Read},
    net::TcpStream,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut message = Vec::new();
    io::stdin().read_to_end(&mut message)?;
    let reader = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    reader.set_nonblocking(true)?;
    eprintln!("{} bytes to send", message.len());
    // Your code: send them. A write takes what there is room for. How do you learn what is left, and when to go on?
    // Then end your half, and wait until the reader closes.
    Ok(())
}
