//! The scenes of lab 15.

use std::{
    io,
    net::Shutdown,
    thread::{self, Scope, ScopedJoinHandle},
};

use crate::{
    lab::Settings,
    text::Text,
    trace::{Actor, Address, Datagram, EventKind, LOOPBACK, TracedSocket, Tracer, wait},
};

/// Two programs, each with one UDP socket.
fn pair(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.udp("client")?;
    client.bind(LOOPBACK)?;
    Ok((client, server))
}

// ANCHOR: half_duplex
pub(super) fn half_duplex(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = pair(t)?;
    let mut too_late = 0;
    for number in 1..=settings.number("lines") {
        client.send_to(line("client", number).as_bytes(), server.address())?;
        if number == 1 {
            interrupt(&server, &client)?;
        } else {
            too_late += 1;
        }
    }
    t.observe("too_late", too_late);
    t.observe("waiting", client.bytes_readable());
    t.observe("heard", client.recv_from(1024)); // the client's turn to listen
    Ok(())
}
// ANCHOR_END: half_duplex

// ANCHOR: looking
pub(super) fn looking(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = pair(t)?;
    client.set_nonblocking(true)?;
    let mut written = 0;
    let heard = loop {
        match client.recv_from(1024) {
            Ok(heard) => break heard,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {} // nothing there: go on writing
            Err(error) => return Err(error),
        }
        written += 1;
        client.send_to(line("client", written).as_bytes(), server.address())?;
        if written == 1 {
            interrupt(&server, &client)?;
        }
    };
    t.observe("heard", heard);
    t.observe("too_late", written - 1);
    Ok(())
}
// ANCHOR_END: looking

// ANCHOR: interrupt
/// The server answers the first line at once, and the answer is there before the client goes on.
fn interrupt(server: &TracedSocket, client: &TracedSocket) -> io::Result<()> {
    server.wait_readable()?;
    let heard = server.recv_from(1024)?;
    server.send_to(b"stop!", &heard.from)?;
    client.wait_queued(5)
}

fn line(who: &str, number: usize) -> String {
    format!("{who} {number}")
}
// ANCHOR_END: interrupt

// ANCHOR: crossing
pub(super) fn crossing(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = pair(t)?;
    client.send_to(b"hello", server.address())?;
    server.send_to(b"good day", client.address())?;
    server.wait_readable()?;
    client.wait_readable()?;

    t.observe("at_server", server.bytes_readable());
    t.observe("at_client", client.bytes_readable());
    t.observe("server_hears", server.recv_from(1024));
    t.observe("client_hears", client.recv_from(1024));
    Ok(())
}
// ANCHOR_END: crossing

// ANCHOR: shared
pub(super) fn shared(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = pair(t)?;
    let reading = client.shared_with("client reading");
    let writing = client.shared_with("client writing");
    thread::scope(|threads| {
        let reader = thread::Builder::new().spawn_scoped(threads, || reading.recv_from(1024))?;
        wait::until("the reader has entered recvfrom", || Ok(has_entered(t, reading.actor())))?;
        t.note(
            "client reading",
            Text::new("one thread has called recvfrom and waits in it", "一个线程已经调用 recvfrom，正在里面等"),
        );

        let sent = writing.send_to(b"hello", server.address());
        server.wait_readable()?;
        let question = server.recv_from(1024)?;
        server.send_to(&question.bytes.to_ascii_uppercase(), &question.from)?;
        let answer = joined(reader)?;

        t.observe("shared", sent.is_ok() && answer.bytes == b"HELLO");
        t.observe("answer", answer);
        t.observe("one_address", question.from == client.address());
        Ok(())
    })
}

/// Whether an actor has made a call, be it still in it.
fn has_entered(t: &Tracer, actor: &Actor) -> bool {
    t.trace().events.iter().any(|event| event.actor == *actor && matches!(event.kind, EventKind::Entered { .. }))
}
// ANCHOR_END: shared

// ANCHOR: full_duplex
pub(super) fn full_duplex(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let lines = settings.number("lines");
    let (client, server) = pair(t)?;
    thread::scope(|threads| {
        let at_client = listen(threads, client.shared_with("client reading"), lines)?;
        let at_server = listen(threads, server.shared_with("server reading"), lines)?;
        let by_client = talk(threads, client.shared_with("client writing"), server.address(), lines)?;
        let by_server = talk(threads, server.shared_with("server writing"), client.address(), lines)?;
        joined(by_client)?;
        joined(by_server)?;

        t.observe("at_server", in_order(&joined(at_server)?, "client"));
        t.observe("at_client", in_order(&joined(at_client)?, "server"));
        Ok(())
    })
}

type Thread<'scope, T> = ScopedJoinHandle<'scope, io::Result<T>>;

fn listen<'scope>(
    threads: &'scope Scope<'scope, '_>,
    socket: TracedSocket,
    lines: usize,
) -> io::Result<Thread<'scope, Vec<Datagram>>> {
    let listen = move || (0..lines).map(|_| socket.recv_from(1024)).collect();
    thread::Builder::new().spawn_scoped(threads, listen)
}

fn talk<'scope>(
    threads: &'scope Scope<'scope, '_>,
    socket: TracedSocket,
    to: Address,
    lines: usize,
) -> io::Result<Thread<'scope, ()>> {
    let who = if socket.actor().0.starts_with("client") { "client" } else { "server" };
    let talk = move || (1..=lines).try_for_each(|number| socket.send_to(line(who, number).as_bytes(), &to).map(drop));
    thread::Builder::new().spawn_scoped(threads, talk)
}

fn joined<T>(thread: Thread<'_, T>) -> io::Result<T> {
    thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread panicked")))
}

/// How many lines of the other side came at their place.
fn in_order(heard: &[Datagram], who: &str) -> usize {
    (1..).zip(heard).filter(|(number, datagram)| datagram.bytes == line(who, *number).as_bytes()).count()
}
// ANCHOR_END: full_duplex

// ANCHOR: simplex
pub(super) fn simplex(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;

    client.shutdown(Shutdown::Write)?;
    t.observe("send", client.send(b"hello"));
    t.observe("end", server.recv(1024));

    server.send(b"news")?;
    t.observe("news", client.recv(1024));
    Ok(())
}
// ANCHOR_END: simplex
