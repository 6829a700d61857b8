//! The scenes of lab 40: one row of the comparison each, UDP first, then TCP.

use std::{
    cmp::Ordering,
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    time::{Duration, Instant},
};

use crate::{
    lab::Settings,
    sys,
    text::Text,
    trace::{LOOPBACK, TcpState, TracedSocket, Tracer},
    wire::Flags,
};

// ANCHOR: pairs
/// UDP: two sockets, and the client knows where to send.
fn udp_pair(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let server = t.udp("UDP server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("UDP client")?;
    client.bind(LOOPBACK)?;
    Ok((client, server))
}

/// TCP: a listener, and a connection with two ends.
fn tcp_pair(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("TCP server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("TCP client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}
// ANCHOR_END: pairs

// ANCHOR: connection
pub(super) fn connection(t: &Tracer, _: &Settings) -> io::Result<()> {
    // Both ports are taken, so that nobody else can answer; but this UDP socket hears its own peer alone.
    let elsewhere = t.udp("UDP server")?;
    elsewhere.bind(LOOPBACK)?;
    elsewhere.connect(elsewhere.address())?;
    let client = t.udp("UDP client")?;
    t.observe("udp", client.send_to(b"hello", elsewhere.address()));

    let not_listening = t.tcp("TCP server")?;
    not_listening.bind(LOOPBACK)?;
    let client = t.tcp("TCP client")?;
    t.observe("tcp", client.connect(not_listening.address()));
    Ok(())
}
// ANCHOR_END: connection

// ANCHOR: boundaries
pub(super) fn boundaries(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = udp_pair(t)?;
    client.send_to(b"hello", server.address())?;
    client.send_to(b"world", server.address())?;
    server.wait_readable()?;
    t.observe("udp", server.recv_from(1024));

    let (client, server) = tcp_pair(t)?;
    client.send(b"hello")?;
    client.send(b"world")?;
    server.wait_queued(10)?;
    t.observe("tcp", server.recv(1024));
    Ok(())
}
// ANCHOR_END: boundaries

// ANCHOR: order
pub(super) fn order(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = udp_pair(t)?;
    let router = t.udp("router")?;
    router.bind(LOOPBACK)?;
    client.send_to(b"hello", router.address())?;
    client.send_to(b"world", router.address())?;
    router.wait_readable()?;
    let first = router.recv_from(1024)?;
    router.wait_readable()?;
    let second = router.recv_from(1024)?;
    // A network may do this: two routes, one of them slower.
    router.send_to(&second.bytes, server.address())?;
    router.send_to(&first.bytes, server.address())?;
    server.wait_readable()?;
    t.observe("udp_first", server.recv_from(1024));
    server.wait_readable()?;
    t.observe("udp_second", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: order

// ANCHOR: numbers
pub(super) fn numbers(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = tcp_pair(t)?;
    client.set_tcp_nodelay(true)?;
    client.send(b"hello")?;
    client.send(b"world")?;
    server.wait_queued(10)?;

    let from = client.address();
    t.wait_packets("both segments with data", |wire| wire.from(&from).bytes() >= 10)?;
    let sent = t.packets().from(&from).with_data();
    let mut numbers: Vec<u32> = sent.segments().map(|segment| segment.relative_sequence).collect();
    numbers.dedup(); // a segment that was sent twice keeps its number
    t.observe("first", numbers[0]);
    t.observe("second", numbers[1]);
    Ok(())
}
// ANCHOR_END: numbers

// ANCHOR: loss
/// Eight pieces of 4000 bytes, each made of its own digit, for a receiver that has little room and does not read yet.
fn pieces() -> impl Iterator<Item = Vec<u8>> {
    (b'0'..b'8').map(|digit| vec![digit; 4000])
}
const ROOM: usize = 8192;

pub(super) fn loss(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = udp_pair(t)?;
    server.set_recv_buffer_size(ROOM)?;
    let mut accepted = 0;
    for piece in pieces() {
        accepted += usize::from(client.send_to(&piece, server.address())? == piece.len());
    }
    t.observe("udp_sent", accepted);
    server.wait_readable()?;
    t.observe("udp_arrived", arrived(t, &client, &server)?);

    let listener = t.tcp("TCP server")?;
    listener.set_recv_buffer_size(ROOM)?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("TCP client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    for piece in pieces() {
        client.send(&piece)?;
    }
    let stream = server.recv_all(8 * 4000)?;
    t.observe("tcp_whole", stream == pieces().flatten().collect::<Vec<u8>>());
    Ok(())
}

/// How many pieces come before a last word that is sent once there is room for it again.
fn arrived(t: &Tracer, client: &TracedSocket, server: &TracedSocket) -> io::Result<usize> {
    t.note("UDP server", Text::new("now it reads until its queue is empty", "现在才开始读，一直读到队列空为止"));
    let mut count = 0;
    // Past the trace: how many there are is the kernel's affair.
    while sys::receive_queue(server.inner())? > 0 {
        count += usize::from(server.inner().read(&mut [0; 4000])? == 4000);
    }
    client.send_to(b"end", server.address())?;
    loop {
        server.wait_readable()?;
        if server.recv_from(4000)?.bytes == b"end" {
            return Ok(count);
        }
        count += 1;
    }
}
// ANCHOR_END: loss

// ANCHOR: empty
pub(super) fn empty(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = udp_pair(t)?;
    client.send_to(b"", server.address())?;
    client.send_to(b"x", server.address())?;
    server.wait_readable()?;
    t.observe("udp", server.recv_from(1024));

    let (client, server) = tcp_pair(t)?;
    client.send(b"")?;
    client.send(b"x")?;
    server.wait_readable()?;
    t.observe("tcp", server.recv(1024));
    Ok(())
}
// ANCHOR_END: empty

// ANCHOR: broadcast
pub(super) fn broadcast(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("UDP server")?;
    server.bind(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)))?;
    let everybody = SocketAddr::from(([127, 255, 255, 255], server.address().port()));
    let client = t.udp("UDP client")?;
    client.set_broadcast(true)?;
    client.send_to(b"hello", everybody)?;
    server.wait_readable()?;
    t.observe("udp", server.recv_from(1024));

    let client = t.tcp("TCP client")?;
    client.set_broadcast(true)?;
    t.observe("tcp", client.connect(everybody));
    Ok(())
}
// ANCHOR_END: broadcast

// ANCHOR: question
pub(super) fn question(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let text = vec![b'?'; settings.number("question")];
    let (client, server) = udp_pair(t)?;
    client.send_to(&text, server.address())?;
    server.wait_readable()?;
    let asked = server.recv_from(text.len())?;
    server.send_to(&asked.bytes, &asked.from)?;
    client.wait_readable()?;
    client.recv_from(text.len())?;
    let here = client.address();
    t.wait_packets("question and answer", |wire| wire.between(&here, server.address()).len() >= 2)?;
    let by_udp = t.packets().between(&here, server.address()).len();
    t.observe("udp", by_udp);

    let (client, server) = tcp_pair(t)?;
    let (here, there) = (client.address(), server.address());
    client.send(&text)?;
    let asked = server.recv_all(text.len())?;
    server.send(&asked)?;
    client.recv_all(text.len())?;
    client.close();
    server.wait_readable()?;
    server.recv(1)?; // the end of the stream
    server.close();
    t.wait_packets("the last ACK", |wire| {
        let wire = wire.between(&here, &there);
        let after_fins = wire.segments().skip_while(|segment| !from_server_with_fin(segment, there.port()));
        wire.with(Flags::FIN).from(&here).len() == 1 && after_fins.count() >= 2
    })?;
    let by_tcp = t.packets().between(&here, &there).len();
    t.observe("tcp", by_tcp);
    let more = match by_tcp.cmp(&by_udp) {
        Ordering::Greater => "tcp",
        Ordering::Less => "udp",
        Ordering::Equal => "same",
    };
    t.observe("more", more);
    Ok(())
}

fn from_server_with_fin(segment: &crate::wire::Segment, port: u16) -> bool {
    segment.source_port == port && segment.flags.has(Flags::FIN)
}
// ANCHOR_END: question

// ANCHOR: speed
const ROUNDS: usize = 50;

pub(super) fn speed(t: &Tracer, _: &Settings) -> io::Result<()> {
    t.note(
        "TCP client",
        Text::new(
            "50 rounds of each, not drawn; the shortest of each counts",
            "每种各做 50 轮，不画出来；取各自最短的一次",
        ),
    );
    let listener = TcpListener::bind(LOOPBACK)?;
    let mut client = TcpStream::connect(listener.local_addr()?)?;
    let (mut server, _) = listener.accept()?;
    let udp = (UdpSocket::bind(LOOPBACK)?, UdpSocket::bind(LOOPBACK)?);
    udp.0.connect(udp.1.local_addr()?)?;
    udp.1.connect(udp.0.local_addr()?)?;

    let (mut by_udp, mut by_tcp, mut connecting) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let mut room = [0; 5];
        udp.0.send(b"hello")?;
        udp.1.recv(&mut room)?;
        udp.1.send(&room)?;
        udp.0.recv(&mut room)?;
        by_udp = by_udp.min(began.elapsed());

        let began = Instant::now();
        ask(&mut client, &mut server)?;
        by_tcp = by_tcp.min(began.elapsed());

        let began = Instant::now();
        let mut fresh = TcpStream::connect(listener.local_addr()?)?;
        let (mut accepted, _) = listener.accept()?;
        ask(&mut fresh, &mut accepted)?;
        connecting = connecting.min(began.elapsed());
    }
    t.observe("tcp_to_udp", percent(by_tcp, by_udp));
    t.observe("connecting", percent(connecting, by_tcp));
    Ok(())
}

/// A question of five bytes and its answer on a connection that stands.
fn ask(client: &mut TcpStream, server: &mut TcpStream) -> io::Result<()> {
    let mut room = [0; 5];
    client.write_all(b"hello")?;
    server.read_exact(&mut room)?;
    server.write_all(&room)?;
    client.read_exact(&mut room)
}

fn percent(of: Duration, whole: Duration) -> u64 {
    u64::try_from(of.as_nanos() * 100 / whole.as_nanos().max(1)).unwrap_or(u64::MAX)
}
// ANCHOR_END: speed

// ANCHOR: resources
pub(super) fn resources(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let clients = settings.number("clients");
    let server = t.udp("UDP server")?;
    server.bind(LOOPBACK)?;
    let mut heard = Vec::new();
    for number in 1..=clients {
        let client = t.udp(format!("UDP client {number}"))?;
        client.send_to(b"hello", server.address())?;
        server.wait_readable()?;
        let from = server.recv_from(1024)?.from;
        heard.push((client, from));
    }
    t.observe("udp_heard", heard.iter().filter(|(client, from)| client.address().port() == from.port()).count());

    let listener = t.tcp("TCP server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(8)?;
    let mut connections = Vec::new();
    for number in 1..=clients {
        let client = t.tcp(format!("TCP client {number}"))?;
        client.connect(listener.address())?;
        connections.push((client, listener.accept()?));
    }
    let here = listener.address().socket();
    let table = sys::tcp_table()?;
    let ours = table.iter().filter(|row| Some(row.local) == here);
    let states = [TcpState::Listen, TcpState::Established];
    t.observe("tcp_sockets", ours.filter(|row| states.contains(&row.state)).count());
    Ok(())
}
// ANCHOR_END: resources
