use std::{
    env,
    io::{self, BufRead},
    net::{Ipv4Addr, UdpSocket},
};

fn main() -> io::Result<()> {
    let server = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR says where the server is");
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        // Send the line, wait for the reply, print it.
        eprintln!("from {} to {server}: {line}", socket.local_addr()?);
    }
    Ok(())
}
