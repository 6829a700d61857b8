use std::{
    env,
    error::Error,
    io::{self, Write},
    net::{SocketAddr, TcpListener, TcpStream},
};

use socket2::{Domain, Socket, Type};

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::var("SOCKLAB_ADDR")?.parse()?;
    // An error that leaves main is written to standard error, and the exit status is 1.
    let listener = listen(address).map_err(|error| format!("listen on {address}: {error}"))?;
    for connection in listener.incoming() {
        // A client that is gone already is its own affair: the next one waits.
        let _ = connection.and_then(greet);
    }
    Ok(())
}

/// What `TcpListener::bind` does as well, written out.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // Lets the address be bound beside old connections in TIME_WAIT, not beside a server that listens. It is set from the
    // first start on, for Linux wants to see it on the old sockets too. On Windows it would let the port be stolen.
    if !cfg!(windows) {
        socket.set_reuse_address(true)?;
    }
    socket.bind(&address.into())?;
    socket.listen(128)?;
    Ok(socket.into())
}

/// The connection is closed at the end, because the function owns it.
fn greet(mut client: TcpStream) -> io::Result<()> {
    client.write_all(b"hello\n")
}
