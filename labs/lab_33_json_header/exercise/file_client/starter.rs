use std::{
    env,
    error::Error,
    io::{self, Read, Write},
    net::TcpStream,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut name = String::new();
    io::stdin().read_line(&mut name)?;
    let name = name.trim_end();

    let mut server = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    server.write_all(&i32::try_from(name.len())?.to_le_bytes())?;
    server.write_all(name.as_bytes())?;

    let mut length = [0; 4];
    server.read_exact(&mut length)?;
    let length = i32::from_le_bytes(length);
    println!("a header of {length} bytes");
    // Your code: read the header, then the file. Save the file if it is whole and its digest is right.
    // Crates to use: `md5` (Md5::digest) and `serde_json` (from_slice).
    Ok(())
}
