//! The scenes of lab 04.

use std::{collections::BTreeSet, io};

use crate::{
    lab::Settings,
    trace::{Actor, Call, Datagram, EventKind, LOOPBACK, Outcome, TracedSocket, Tracer},
};

/// The first three are those of the tutorials; the knob may ask for more.
const NAMES: [&str; 9] = ["Michael", "Tracy", "Sarah", "Bob", "Alice", "Lisa", "Adam", "Bart", "Anna"];

// ANCHOR: server
/// All that the server does: one question, one answer, and the asker is forgotten again.
fn serve_one(server: &TracedSocket) -> io::Result<Datagram> {
    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    server.send_to(&hello(&request.bytes), &request.from)?;
    Ok(request)
}

fn hello(name: &[u8]) -> Vec<u8> {
    [b"Hello, ", name, b"!"].concat()
}
// ANCHOR_END: server

// ANCHOR: one_client
pub(super) fn one_client(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    let mut senders = BTreeSet::new();
    for (name, answer) in [("Michael", "michael"), ("Tracy", "tracy"), ("Sarah", "sarah")] {
        client.send_to(name.as_bytes(), server.address())?;
        senders.insert(serve_one(&server)?.from);
        client.wait_readable()?;
        t.observe(answer, client.recv(1024));
    }
    t.observe("senders", senders.len());
    Ok(())
}
// ANCHOR_END: one_client

// ANCHOR: three_clients
pub(super) fn three_clients(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let mut clients = Vec::new();
    for (name, actor) in people(settings) {
        let client = t.udp(actor)?;
        client.send_to(name.as_bytes(), server.address())?;
        clients.push((client, name));
    }
    // By now all of them wait. No thread, no list of clients: each answer goes to the sender of its question.
    for _ in &clients {
        serve_one(&server)?;
    }
    t.observe("own_answers", own_answers(&clients)?);
    t.observe("sockets", sockets_made_by(t, "server"));
    Ok(())
}
// ANCHOR_END: three_clients

// ANCHOR: with_tcp
pub(super) fn with_tcp(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(9)?;
    let (mut clients, mut connections) = (Vec::new(), Vec::new());
    for (name, actor) in people(settings) {
        let client = t.tcp(actor)?;
        client.connect(listener.address())?;
        client.send(name.as_bytes())?;
        clients.push((client, name));
        connections.push(listener.accept()?.0);
    }
    for (connection, (_, name)) in connections.iter().zip(&clients) {
        connection.wait_queued(u32::try_from(name.len()).unwrap_or(u32::MAX))?;
        let request = connection.recv(1024)?;
        connection.send(&hello(&request))?;
    }
    t.observe("own_answers", own_answers(&clients)?);
    t.observe("sockets", sockets_made_by(t, "server"));
    Ok(())
}
// ANCHOR_END: with_tcp

// ANCHOR: last_address
pub(super) fn last_address(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let michael = t.udp("client 1")?;
    let sarah = t.udp("client 2")?;
    michael.send_to(b"Michael", server.address())?;
    server.wait_readable()?;
    let first = server.recv_from(1024)?;
    sarah.send_to(b"Sarah", server.address())?;
    server.wait_readable()?;
    let second = server.recv_from(1024)?;

    let address = &second.from; // the mistake: one variable for "the client", and each question writes over it
    server.send_to(&hello(&first.bytes), address)?;
    sarah.wait_readable()?;
    t.observe("sarah_first", sarah.recv(1024));
    server.send_to(&hello(&second.bytes), address)?;
    sarah.wait_readable()?;
    t.observe("sarah_second", sarah.recv(1024));

    // Both answers have been read. Nothing is left on the way to Michael.
    michael.set_nonblocking(true)?;
    t.observe("michael", michael.recv(1024));
    Ok(())
}
// ANCHOR_END: last_address

// ANCHOR: gone
pub(super) fn gone(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let michael = t.udp("client 1")?;
    michael.send_to(b"Michael", server.address())?;
    michael.close();

    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    t.observe("reply", server.send_to(&hello(&request.bytes), &request.from));

    // Is anybody at that address? A connected socket is told.
    let witness = t.udp("witness")?;
    witness.connect(&request.from)?;
    witness.send(b"anybody?")?;
    t.observe("nobody", witness.recv(1024));

    let sarah = t.udp("client 2")?;
    sarah.send_to(b"Sarah", server.address())?;
    t.observe("next", serve_one(&server));
    sarah.wait_readable()?;
    t.observe("answer", sarah.recv(1024));
    Ok(())
}
// ANCHOR_END: gone

// ANCHOR: heir
pub(super) fn heir(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let michael = t.udp("client 1")?;
    michael.send_to(b"Michael", server.address())?;
    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    michael.close();

    let heir = t.udp("client 2")?;
    heir.bind(&request.from)?; // the number is free again
    server.send_to(&hello(&request.bytes), &request.from)?;
    heir.wait_readable()?;
    t.observe("heir", heir.recv(1024));
    Ok(())
}
// ANCHOR_END: heir

fn people(settings: &Settings) -> impl Iterator<Item = (&'static str, Actor)> {
    let actor = |number| Actor::from(format!("client {number}"));
    NAMES.into_iter().zip((1..).map(actor)).take(settings.number("clients"))
}

/// How many of the clients read the answer to their own name.
fn own_answers(clients: &[(TracedSocket, &str)]) -> io::Result<usize> {
    let mut own = 0;
    for (client, name) in clients {
        client.wait_readable()?;
        own += usize::from(client.recv(1024)? == hello(name.as_bytes()));
    }
    Ok(own)
}

/// Counted in the trace: socket(2) and accept(2) are the only calls here that make a socket.
fn sockets_made_by(t: &Tracer, actor: &'static str) -> usize {
    let actor = Actor::from(actor);
    let made = |kind: &EventKind| match kind {
        EventKind::Returned { call: Call::Socket { .. } | Call::Accept, outcome } => {
            !matches!(outcome, Outcome::Failed { .. })
        }
        _ => false,
    };
    t.trace().events.iter().filter(|event| event.actor == actor && made(&event.kind)).count()
}
