use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
};

const LONGEST_COMMAND: u64 = 4096;

fn main() -> io::Result<()> {
    let address = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let listener = TcpListener::bind(address)?;
    for client in listener.incoming() {
        // Whatever goes wrong with one client ends with that client.
        if let Err(error) = client.and_then(|client| serve(&client)) {
            eprintln!("client: {error}");
        }
    }
    Ok(())
}

/// Answers one command after another, until the client has no more.
fn serve(mut client: &TcpStream) -> io::Result<()> {
    let mut requests = BufReader::new(client);
    loop {
        // The reader keeps what came after the newline for the next turn.
        let mut line = Vec::new();
        requests.by_ref().take(LONGEST_COMMAND + 1).read_until(b'\n', &mut line)?;
        // Without a newline it is the end, half a command, or one that is too long: none of them is to be run.
        let Some(command) = line.strip_suffix(b"\n") else { return Ok(()) };
        client.write_all(&answer(command)?)?;
    }
}

/// Runs a command and packs what it printed.
fn answer(command: &[u8]) -> io::Result<Vec<u8>> {
    let command = str::from_utf8(command).map_err(io::Error::other)?;
    // `output` reads both pipes at the same time. How the command ended does not matter: its output is the answer.
    let output = Command::new("sh").arg("-c").arg(command).stdin(Stdio::null()).output()?;
    let length = i32::try_from(output.stdout.len() + output.stderr.len()).map_err(io::Error::other)?;
    Ok([&length.to_le_bytes()[..], &output.stdout, &output.stderr].concat())
}
