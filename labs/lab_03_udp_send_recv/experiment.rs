//! The scenes of lab 03.

use std::{collections::BTreeSet, io};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, Tracer},
};

// ANCHOR: echo
pub(super) fn echo(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.send_to(b"hello", server.address())?;

    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    t.observe("request", request.bytes.clone());
    t.observe("seen_ip", request.from.ip());
    server.send_to(&request.bytes.to_ascii_uppercase(), &request.from)?;

    client.wait_readable()?;
    let reply = client.recv_from(1024)?;
    t.observe("answered_by", reply.from == server.address());
    t.observe("reply", reply);

    let own = client.local_addr()?;
    t.observe("port", own.port() == request.from.port());
    t.observe("own_ip", own.ip());
    Ok(())
}
// ANCHOR_END: echo

// ANCHOR: before
pub(super) fn before(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    t.observe("unaddressed", client.send(b"to whom?"));
    client.connect(server.address())?;
    t.observe("known", server.peer_addr().map(|peer| peer == client.address()));

    client.send(b"hello")?;
    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    t.observe("sender", request.from == client.address());
    t.observe("first", request);
    t.observe("after", server.peer_addr().map(|peer| peer == client.address()));
    Ok(())
}
// ANCHOR_END: before

// ANCHOR: clients
pub(super) fn clients(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let mut clients = Vec::new();
    let mut requests = Vec::new();
    for number in 1..=settings.number("clients") {
        let client = t.udp(format!("client {number}"))?;
        client.send_to(format!("hello from {number}").as_bytes(), server.address())?;
        server.wait_readable()?;
        requests.push(server.recv_from(1024)?);
        clients.push(client);
    }
    let senders: BTreeSet<_> = requests.iter().map(|request| &request.from).collect();
    t.observe("senders", senders.len());

    // All of them wait. The last to ask is answered first.
    for request in requests.iter().rev() {
        server.send_to(&request.bytes.to_ascii_uppercase(), &request.from)?;
    }
    let mut own_answers = 0;
    for (client, request) in clients.iter().zip(&requests) {
        client.wait_readable()?;
        let reply = client.recv_from(1024)?;
        own_answers += usize::from(reply.bytes == request.bytes.to_ascii_uppercase());
    }
    t.observe("own_answers", own_answers);
    Ok(())
}
// ANCHOR_END: clients

// ANCHOR: no_listen
pub(super) fn no_listen(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    t.observe("listen", server.listen(5));
    t.observe("accept", server.accept().map(|_| ()));

    let client = t.udp("client")?;
    client.send_to(b"hello", server.address())?;
    server.wait_readable()?;
    t.observe("request", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: no_listen

// ANCHOR: connected
pub(super) fn connected(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.bind(LOOPBACK)?;
    let stranger = t.udp("stranger")?;
    stranger.connect(server.address())?;
    stranger.send(b"early")?;
    server.wait_readable()?;

    server.connect(client.address())?;
    stranger.send(b"late")?;
    t.observe("refused", stranger.recv(1024)); // waits for what became of "late"

    t.observe("queued", server.recv(1024));
    client.send_to(b"hello", server.address())?;
    server.wait_readable()?;
    t.observe("heard", server.recv(1024));

    server.send(b"HELLO")?; // to the client: connect has remembered its address
    client.wait_readable()?;
    t.observe("reply", client.recv_from(1024));
    t.observe("elsewhere", server.send_to(b"sorry", stranger.address()));
    Ok(())
}
// ANCHOR_END: connected
