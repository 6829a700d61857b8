//! The scenes of lab 20.

use std::{io, time::Instant};

use crate::{
    lab::Settings,
    sys,
    text::Text,
    trace::{Errno, LOOPBACK, TcpState, TracedSocket, Tracer, Value, wait},
};

// ANCHOR: full
pub(super) fn full(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let backlog = settings.number("backlog");
    let server = listening(t, backlog)?;
    let clients = callers(t, &server, backlog + 3)?;

    // Nobody has called accept.
    let mut states = Vec::new();
    for client in &clients {
        states.push(client.tcp_info()?.state);
    }
    let in_state = |wanted| states.iter().filter(|&&state| state == wanted).count();
    t.observe("connected", in_state(TcpState::Established));
    t.observe("waiting", in_state(TcpState::SynSent));
    t.observe("queued", server.tcp_info()?.unacknowledged);
    t.observe("dropped", server.drops());
    Ok(())
}
// ANCHOR_END: full

// ANCHOR: callers
fn listening(t: &Tracer, backlog: usize) -> io::Result<TracedSocket> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(i32::try_from(backlog).map_err(io::Error::other)?)?;
    Ok(server)
}

/// Clients that call one after another and do not wait for the outcome.
fn callers(t: &Tracer, server: &TracedSocket, count: usize) -> io::Result<Vec<TracedSocket>> {
    (1..=count).map(|number| call(t, server, number)).collect()
}

/// Returns once the server's kernel has decided on the call: the queue has grown, or a SYN was dropped.
fn call(t: &Tracer, server: &TracedSocket, number: usize) -> io::Result<TracedSocket> {
    let before = decided(server)?;
    let client = t.tcp(format!("client {number}"))?;
    client.set_nonblocking(true)?;
    match client.connect(server.address()) {
        Err(error) if Errno::of(&error) == Some(Errno::InProgress) => {}
        other => other?,
    }
    wait::until("a decision on the SYN", || Ok(decided(server)? > before))?;
    Ok(client)
}

/// SYNs that the server's kernel has decided on: connections in the queue, and SYNs dropped.
fn decided(server: &TracedSocket) -> io::Result<u32> {
    Ok(sys::tcp_info(server.inner())?.unacknowledged + sys::receive_memory(server.inner())?.dropped)
}
// ANCHOR_END: callers

// ANCHOR: others
pub(super) fn others(t: &Tracer, _: &Settings) -> io::Result<()> {
    for (claim, backlog) in [("zero", 0), ("one", 1), ("five", 5)] {
        let server = listening(t, backlog)?;
        let count = backlog + 3;
        let en = format!("{count} clients call, not shown one by one").into();
        let zh = format!("{count} 个客户端来连，不逐个列出").into();
        t.note("clients", Text { en, zh });
        let clients = callers(&Tracer::new(), &server, count)?;

        t.observe(claim, server.tcp_info()?.unacknowledged);
        drop(clients);
        server.close();
    }
    Ok(())
}
// ANCHOR_END: others

// ANCHOR: oldest_first
pub(super) fn oldest_first(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, 2)?;
    let clients = callers(t, &server, 3)?;
    clients[2].send(b"hello")?; // the last to come is the first to speak

    let mut connections = Vec::new();
    let mut order = Vec::new();
    for _ in 0..3 {
        let (connection, peer) = server.accept()?;
        connections.push(connection);
        let caller = clients.iter().find(|client| client.address() == peer);
        order.push(caller.map_or("nobody".to_owned(), |client| client.actor().to_string()));
    }
    t.observe("order", Value::Word(order.join(", ").into()));
    Ok(())
}
// ANCHOR_END: oldest_first

// ANCHOR: late_entry
pub(super) fn late_entry(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, 0)?;
    let _first = call(t, &server, 1)?;
    let began = Instant::now();
    let second = call(t, &server, 2)?;
    t.observe("before", second.tcp_info()?.state.name());

    let (_connection, _) = server.accept()?; // there is room again, but the SYN is gone
    second.wait_state(TcpState::Established)?;
    let waited = began.elapsed();
    t.observe("retries", second.tcp_info()?.retransmissions);
    t.observe("waited_ms", u64::try_from(waited.as_millis()).unwrap_or(u64::MAX));
    Ok(())
}
// ANCHOR_END: late_entry

// ANCHOR: accepted
pub(super) fn accepted(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, 1)?;
    let mut talks = Vec::new();
    for number in 1..=4 {
        let client = t.tcp(format!("client {number}"))?;
        client.connect(server.address())?;
        talks.push((client, server.accept()?.0));
    }
    let mut heard = 0;
    for (client, connection) in &talks {
        client.send(b"hello")?;
        heard += usize::from(connection.recv(1024)? == b"hello");
    }
    t.observe("served", heard);
    Ok(())
}
// ANCHOR_END: accepted

// ANCHOR: listener_closes
pub(super) fn listener_closes(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, 5)?;
    let client = t.tcp("client")?;
    client.connect(server.address())?;
    client.send(b"hello")?;
    server.close(); // and has never accepted

    t.observe("answer", client.recv(1024));
    Ok(())
}
// ANCHOR_END: listener_closes

// ANCHOR: udp
pub(super) fn udp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    t.observe("listen", server.listen(5));

    let names: [&[u8]; 3] = [b"Michael", b"Tracy", b"Sarah"];
    let mut clients = Vec::new();
    for (number, name) in (1..).zip(names) {
        let client = t.udp(format!("client {number}"))?;
        client.send_to(name, server.address())?;
        clients.push(client);
    }
    let mut heard = 0;
    for name in names {
        server.wait_readable()?;
        heard += usize::from(server.recv_from(1024)?.bytes == name);
    }
    t.observe("heard", heard);
    Ok(())
}
// ANCHOR_END: udp
