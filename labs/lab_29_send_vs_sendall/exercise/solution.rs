use std::{
    env,
    error::Error,
    io::{self, ErrorKind, Read, Write},
    net::{Shutdown, TcpStream},
    thread,
    time::Duration,
};

/// How long to rest when the kernel has no room. The standard library cannot wait until a socket is ready: that takes
/// `poll` or `select` and a crate such as `mio`. A short sleep leaves the processor to others just as well.
const REST: Duration = Duration::from_millis(5);

fn main() -> Result<(), Box<dyn Error>> {
    let mut reader = TcpStream::connect(env::var("SOCKLAB_ADDR")?)?;
    reader.set_nonblocking(true)?;

    let mut input = io::stdin().lock();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = input.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        send_all(&mut reader, &buffer[..count])?;
    }

    // All is in the kernel's hands now. Whether it arrives shows only at the other end: the reader closes when it has
    // read everything, and a connection that breaks before is an error.
    reader.shutdown(Shutdown::Write)?;
    while when_ready(|| reader.read(&mut buffer))? > 0 {}
    Ok(())
}

/// Sends every byte. What a write did not take is still in `rest`.
fn send_all(reader: &mut TcpStream, mut rest: &[u8]) -> io::Result<()> {
    while !rest.is_empty() {
        let taken = when_ready(|| reader.write(rest))?;
        rest = &rest[taken..];
    }
    Ok(())
}

/// Calls again until the answer is something other than "not now".
fn when_ready(mut call: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(REST),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
