use std::{env, error::Error, net::SocketAddr};

use socket2::{Domain, Socket, Type};

fn main() -> Result<(), Box<dyn Error>> {
    let address: SocketAddr = env::var("SOCKLAB_ADDR")?.parse()?;
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // Your code: what must this socket be told before it asks for an address?
    socket.bind(&address.into())?;
    socket.listen(128)?;
    loop {
        let (connection, _) = socket.accept()?;
        // Your code: greet the client. And what if it is gone already?
        drop(connection);
    }
}
