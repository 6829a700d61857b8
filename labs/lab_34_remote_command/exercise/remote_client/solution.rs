use std::{
    env,
    io::{self, BufRead, Read, Write},
    net::TcpStream,
    process::ExitCode,
};

fn main() -> ExitCode {
    match talk() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("remote-client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn talk() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let mut server = TcpStream::connect(address)?;
    let mut output = io::stdout();
    // `split` takes the newline off, and the last line may have none: each command gets its own again.
    for line in io::stdin().lock().split(b'\n') {
        let mut command = line?;
        command.push(b'\n');
        server.write_all(&command)?;
        print_reply(&mut server, &mut output)?;
        output.flush()?; // now, and not when the program ends
    }
    Ok(())
}

/// Copies one reply, whatever pieces it comes in. No memory is set aside for a length that only the server vouches for.
fn print_reply(server: &mut TcpStream, output: &mut impl Write) -> io::Result<()> {
    let mut header = [0; 4];
    server.read_exact(&mut header)?;
    let Ok(length) = u64::try_from(i32::from_le_bytes(header)) else {
        return Err(io::Error::other("a reply of negative length"));
    };
    let copied = io::copy(&mut server.take(length), output)?;
    if copied < length {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, format!("{copied} of {length} bytes, then the end")));
    }
    Ok(())
}
