//! The scenes of lab 06.

use std::{
    io,
    net::{SocketAddr, TcpListener, UdpSocket},
};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, Tracer},
};

/// A number that is free in both protocols: what the tutorials' 9999 stands for.
///
/// The system picks it for TCP alone; for UDP it may be a stranger's, and then another is tried.
fn free_number() -> io::Result<SocketAddr> {
    loop {
        let tcp = TcpListener::bind(LOOPBACK)?;
        let number = tcp.local_addr()?;
        if UdpSocket::bind(number).is_ok() {
            return Ok(number);
        }
    }
}

// ANCHOR: both
pub(super) fn both(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let number = free_number()?;
    let tcp = t.tcp("tcp server")?;
    let udp = t.udp("udp server")?;
    let (first, second) = if settings.word("first") == "tcp" { (&tcp, &udp) } else { (&udp, &tcp) };
    first.bind(number)?;
    t.observe("second", second.bind(number));
    tcp.listen(1)?;

    let client = t.udp("udp client")?;
    client.send_to(b"hello by UDP", number)?;
    let caller = t.tcp("tcp client")?;
    caller.connect(number)?;
    caller.send(b"hello by TCP")?;

    udp.wait_readable()?;
    t.observe("by_udp", udp.recv(1024));
    let (connection, _) = tcp.accept()?;
    connection.wait_queued(12)?;
    t.observe("by_tcp", connection.recv(1024));
    Ok(())
}
// ANCHOR_END: both

// ANCHOR: taken
pub(super) fn taken(t: &Tracer, _: &Settings) -> io::Result<()> {
    let number = free_number()?;
    let tcp = t.tcp("tcp server")?;
    tcp.bind(number)?;
    tcp.listen(1)?;
    let udp = t.udp("udp server")?;
    udp.bind(number)?;

    t.observe("tcp_again", t.tcp("tcp server 2")?.bind(number));
    t.observe("udp_again", t.udp("udp server 2")?.bind(number));
    Ok(())
}
// ANCHOR_END: taken

// ANCHOR: to_listener
pub(super) fn to_listener(t: &Tracer, _: &Settings) -> io::Result<()> {
    let number = free_number()?;
    let tcp = t.tcp("tcp server")?;
    tcp.bind(number)?;
    tcp.listen(1)?;

    let client = t.udp("udp client")?;
    client.connect(number)?; // sends nothing; but the socket will be told of a refusal
    t.observe("sent", client.send(b"hello by UDP"));
    t.observe("heard", client.recv(1024));

    tcp.set_nonblocking(true)?;
    t.observe("accept", tcp.accept().map(|_| ()));
    Ok(())
}
// ANCHOR_END: to_listener

// ANCHOR: tcp_closed
pub(super) fn tcp_closed(t: &Tracer, _: &Settings) -> io::Result<()> {
    let number = free_number()?;
    let tcp = t.tcp("tcp server")?;
    tcp.bind(number)?;
    tcp.listen(1)?;
    let udp = t.udp("udp server")?;
    udp.bind(number)?;

    tcp.close();
    t.observe("connect", t.tcp("tcp client")?.connect(number));
    t.udp("udp client")?.send_to(b"hello by UDP", number)?;
    udp.wait_readable()?;
    t.observe("by_udp", udp.recv(1024));
    Ok(())
}
// ANCHOR_END: tcp_closed
