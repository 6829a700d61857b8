use std::{
    env,
    io::{self, Read},
    net::{TcpListener, TcpStream},
};

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR is the address to listen on");
    let folder = env::var("SOCKLAB_DIR").expect("SOCKLAB_DIR is the folder to serve");
    eprintln!("serving {folder}");
    let listener = TcpListener::bind(address)?;
    for client in listener.incoming() {
        if let Err(error) = serve(client?) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

fn serve(mut client: TcpStream) -> io::Result<()> {
    let mut length = [0; 4];
    client.read_exact(&mut length)?;
    let length = i32::from_le_bytes(length);
    eprintln!("a name of {length} bytes");
    // Your code: read the name. Reply with the length of a header, the header, and the file.
    // Crates to use: `md5` (Md5::digest) and `serde_json` (json!).
    Ok(())
}
