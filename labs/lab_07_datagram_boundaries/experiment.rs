//! The scenes of lab 07.

use std::io::{self, Read};

use crate::{
    lab::Settings,
    text::Text,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

// ANCHOR: two
pub(super) fn two(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.send_to(b"hello", server.address())?;
    client.send_to(b"world", server.address())?;

    // Both wait by now, and there is room for both.
    server.wait_readable()?;
    t.observe("first", server.recv(1024));
    server.wait_readable()?;
    t.observe("second", server.recv(1024));
    Ok(())
}
// ANCHOR_END: two

// ANCHOR: by_tcp
pub(super) fn by_tcp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    client.send(b"hello")?;
    client.send(b"world")?;

    server.wait_queued(10)?;
    t.observe("first", server.recv(1024));
    Ok(())
}
// ANCHOR_END: by_tcp

// ANCHOR: fifty
pub(super) fn fifty(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.connect(server.address())?;
    let sent: Vec<Vec<u8>> = (1..=settings.number("datagrams")).map(datagram).collect();
    for (number, datagram) in (1..).zip(&sent) {
        send(t, &client, number, datagram)?;
    }

    let mut received = Vec::new();
    for number in 1..=sent.len() {
        received.push(receive(t, &server, number)?);
    }
    t.observe("whole", sent.iter().filter(|datagram| received.contains(datagram)).count());
    t.observe("in_order", received == sent);
    server.set_nonblocking(true)?;
    t.observe("more", server.recv(1024));
    Ok(())
}

/// A datagram that begins with its number and is that many bytes long: `1`, `2.`, `3..`, and so on.
fn datagram(number: usize) -> Vec<u8> {
    format!("{number:.<number$}").into_bytes()
}
// ANCHOR_END: fifty

/// So many sends and receives are recorded one by one. A hundred lines would bury the rest.
const SHOWN: usize = 5;

fn send(t: &Tracer, client: &TracedSocket, number: usize, datagram: &[u8]) -> io::Result<()> {
    if number <= SHOWN {
        client.send(datagram)?;
        return Ok(());
    }
    if number == SHOWN + 1 {
        t.note("client", Text::new("and so on, each one byte longer", "就这样继续，每个都比前一个多一个字节"));
    }
    client.inner().send(datagram)?;
    Ok(())
}

fn receive(t: &Tracer, server: &TracedSocket, number: usize) -> io::Result<Vec<u8>> {
    if number <= SHOWN {
        server.wait_readable()?;
        return server.recv(1024);
    }
    if number == SHOWN + 1 {
        t.note("server", Text::new("and so on, one receive for each send", "就这样继续，发送几次就接收几次"));
    }
    let mut room = vec![0; 1024];
    let length = server.inner().read(&mut room)?;
    room.truncate(length);
    Ok(room)
}
