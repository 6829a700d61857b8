use std::{
    env,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let listener = TcpListener::bind(address)?;
    for connection in listener.incoming() {
        // A client that left before it was accepted is no reason to stop.
        let Ok(connection) = connection else { continue };
        // A thread each: no client keeps the loop from accepting the next. How one leaves concerns its thread alone.
        thread::spawn(move || serve(connection));
    }
    Ok(())
}

fn serve(mut connection: TcpStream) -> io::Result<()> {
    let mut room = [0; 65536];
    loop {
        let count = connection.read(&mut room)?;
        if count == 0 {
            return Ok(());
        }
        let data = &mut room[..count];
        data.make_ascii_uppercase();
        connection.write_all(data)?;
    }
}
