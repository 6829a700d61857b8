use std::{
    env,
    io::{self, Read},
    net::UdpSocket,
    time::{Duration, Instant},
};

const PIECE: usize = 512;
const RESEND_AFTER: Duration = Duration::from_millis(100);
const GIVE_UP_AFTER: Duration = Duration::from_secs(5);

fn main() -> io::Result<()> {
    let receiver = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    // Connected: the kernel lets nothing in but what the receiver sends.
    socket.connect(receiver)?;

    let mut input = io::stdin().lock();
    for number in 0u32.. {
        let mut datagram = numbered(b'D', number);
        // A pipe gives what it has just now. This reads on until the piece is full or the input ends.
        let length = input.by_ref().take(PIECE as u64).read_to_end(&mut datagram)?;
        deliver(&socket, &datagram, &numbered(b'A', number))?;
        if length < PIECE {
            break;
        }
    }
    Ok(())
}

fn numbered(letter: u8, number: u32) -> Vec<u8> {
    [&[letter], &number.to_be_bytes()[..]].concat()
}

/// Sends a datagram until its acknowledgement comes.
fn deliver(socket: &UdpSocket, datagram: &[u8], ack: &[u8]) -> io::Result<()> {
    let give_up = Instant::now() + GIVE_UP_AFTER;
    while Instant::now() < give_up {
        // An error here, such as a refusal that an earlier datagram met, is one more loss.
        let _ = socket.send(datagram);
        if comes(socket, ack)? {
            return Ok(());
        }
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "no acknowledgement for 5 s"))
}

/// Whether this very acknowledgement comes within 100 ms, whatever else comes in between.
fn comes(socket: &UdpSocket, ack: &[u8]) -> io::Result<bool> {
    let deadline = Instant::now() + RESEND_AFTER;
    let mut buffer = [0; 6]; // with room for a byte too many, or a longer datagram would look like an acknowledgement
    loop {
        // The time that is left, and not 100 ms anew for each datagram: old acknowledgements would put off the resending.
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(false);
        }
        socket.set_read_timeout(Some(left))?;
        // An error is the end of the wait, or the news that nobody listens: in both cases the clock tells what to do.
        if let Ok(length) = socket.recv(&mut buffer)
            && buffer[..length] == *ack
        {
            return Ok(true);
        }
    }
}
