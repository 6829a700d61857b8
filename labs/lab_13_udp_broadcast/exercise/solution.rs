use std::{
    collections::BTreeSet,
    env, io,
    net::UdpSocket,
    time::{Duration, Instant},
};

const LISTEN_FOR: Duration = Duration::from_millis(500);

fn main() -> io::Result<()> {
    let everybody = env::var("SOCKLAB_ADDR").map_err(io::Error::other)?;
    // Not connected: to the kernel the replies come from strangers, for nobody has the broadcast address for its own.
    let socket = UdpSocket::bind("0.0.0.0:0")?;
    socket.set_broadcast(true)?;
    socket.send_to(b"who", everybody)?;

    for responder in responders(&socket, Instant::now() + LISTEN_FOR)? {
        println!("{responder}");
    }
    Ok(())
}

/// Who replies before the deadline: each one once, sorted.
fn responders(socket: &UdpSocket, deadline: Instant) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    loop {
        // Each wait is for the time that is left. With 500 ms for each, who replies often enough would keep us for ever.
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(found);
        }
        socket.set_read_timeout(Some(left))?;
        // An error is the end of the wait, and the clock tells what comes next.
        if let Ok((_, responder)) = socket.recv_from(&mut [0; 2048]) {
            found.insert(responder.to_string());
        }
    }
}
