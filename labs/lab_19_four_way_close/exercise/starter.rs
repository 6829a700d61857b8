use std::{env, error::Error, net::TcpListener};

fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(env::var("SOCKLAB_ADDR")?)?;
    loop {
        let (client, address) = listener.accept()?;
        eprintln!("a client: {address}");
        // Your code here: read the numbers until the client ends its half, then answer their sum.
        drop(client); // closes the connection
    }
}
