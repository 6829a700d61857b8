use std::{
    env,
    io::{self, BufRead, ErrorKind, Write},
    net::{Ipv4Addr, UdpSocket},
    time::Duration,
};

/// The most that one datagram carries: 65,535 bytes, less 20 for the IPv4 header and 8 for the UDP header.
const LARGEST: usize = 65_507;

fn main() -> io::Result<()> {
    let server = env::var("SOCKLAB_ADDR").expect("SOCKLAB_ADDR says where the server is");
    // Port 0 lets the system pick a free port. The socket keeps it to the end.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    // From now on the kernel turns away what anybody else sends, so that nobody else can prolong the wait either.
    socket.connect(server)?;
    socket.set_read_timeout(Some(Duration::from_millis(500)))?;

    let mut output = io::stdout().lock();
    let mut buffer = vec![0; LARGEST];
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        // Any error means that there is no reply: the wait is over, or nobody listens there.
        let reply = ask(&socket, &line, &mut buffer).unwrap_or(b"timeout");
        output.write_all(reply)?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

fn ask<'a>(socket: &UdpSocket, line: &[u8], buffer: &'a mut [u8]) -> io::Result<&'a [u8]> {
    drop_late_replies(socket, buffer)?;
    socket.send(line)?;
    let length = socket.recv(buffer)?;
    Ok(&buffer[..length])
}

/// Without this, one late reply would make every reply after it the answer to the line before.
fn drop_late_replies(socket: &UdpSocket, buffer: &mut [u8]) -> io::Result<()> {
    socket.set_nonblocking(true)?;
    // Not for ever: a server that never stops sending must not stop us.
    for _ in 0..10_000 {
        // Another error is an old refusal. It is reported once, and out of the way then.
        if socket.recv(buffer).is_err_and(|error| error.kind() == ErrorKind::WouldBlock) {
            break;
        }
    }
    socket.set_nonblocking(false)
}
