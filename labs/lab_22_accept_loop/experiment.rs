//! The scenes of lab 22.
//!
//! In `without-loop` the server closes its listener before the second client calls. On the host's loopback another
//! program could take the port in that moment; an isolated run has no other programs.

use std::{io, thread, time::Duration};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

// ANCHOR: server
fn listening(t: &Tracer) -> io::Result<TracedSocket> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    Ok(server)
}

/// One turn of the server: read, and answer in capitals. False at the end of the stream.
fn answer(connection: &TracedSocket) -> io::Result<bool> {
    let heard = connection.recv(1024)?;
    if heard.is_empty() {
        return Ok(false);
    }
    connection.send(&heard.to_ascii_uppercase())?;
    Ok(true)
}
// ANCHOR_END: server

// ANCHOR: without_loop
pub(super) fn without_loop(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t)?;
    let address = server.address();
    let first = t.tcp("client 1")?;
    first.connect(&address)?;
    let (connection, _) = server.accept()?;
    first.send(b"hello")?;
    answer(&connection)?;
    t.observe("first", first.recv(1024));
    first.close();
    answer(&connection)?; // the end: the program is over
    connection.close();
    server.close();

    let second = t.tcp("client 2")?;
    t.observe("second", second.connect(address));
    Ok(())
}
// ANCHOR_END: without_loop

// ANCHOR: one_after_another
pub(super) fn one_after_another(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = listening(t)?;
    let (mut answered, mut left) = (0, 0);
    for number in 1..=settings.number("clients") {
        let client = t.tcp(format!("client {number}"))?;
        client.connect(server.address())?;
        client.send(b"hello")?;

        let (connection, _) = server.accept()?; // the outer loop
        answer(&connection)?; // the inner loop
        answered += usize::from(client.recv(1024)? == b"HELLO");
        client.close();
        left += usize::from(!answer(&connection)?); // its end
        connection.close();
    }
    t.observe("served", answered);
    t.observe("left", left);
    Ok(())
}
// ANCHOR_END: one_after_another

// ANCHOR: reset
pub(super) fn reset(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t)?;
    let first = t.tcp("client 1")?;
    first.connect(server.address())?;
    let (connection, _) = server.accept()?;
    first.set_linger(Some(Duration::ZERO))?;
    first.close(); // with a reset
    t.observe("error", answer(&connection));
    connection.close();

    // Whoever has handled that error is still here for the next client.
    let second = t.tcp("client 2")?;
    second.connect(server.address())?;
    second.send(b"hello")?;
    let (connection, _) = server.accept()?;
    answer(&connection)?;
    t.observe("next", second.recv(1024));
    Ok(())
}
// ANCHOR_END: reset

// ANCHOR: two_at_once
pub(super) fn two_at_once(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t)?;
    let first = t.tcp("client 1")?;
    first.connect(server.address())?;
    let (connection, _) = server.accept()?;

    let second = t.tcp("client 2")?;
    t.observe("connects", second.connect(server.address()));
    t.observe("sends", second.send(b"hello"));

    // The server is in the inner loop: it hears its first client only.
    first.send(b"world")?;
    answer(&connection)?;
    t.observe("first", first.recv(1024));
    second.set_nonblocking(true)?;
    t.observe("second", second.recv(1024));

    first.close();
    answer(&connection)?; // the end: back to the outer loop
    connection.close();
    let (connection, _) = server.accept()?;
    answer(&connection)?;
    second.wait_readable()?;
    t.observe("at_last", second.recv(1024));
    Ok(())
}
// ANCHOR_END: two_at_once

// ANCHOR: thread_each
pub(super) fn thread_each(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t)?;
    let address = server.address();
    thread::scope(|threads| {
        let accept_loop = move || -> io::Result<()> {
            for number in 1..=2 {
                let (connection, _) = server.accept()?;
                let connection = connection.named(format!("server {number}"));
                let inner_loop = move || -> io::Result<()> {
                    while answer(&connection)? {}
                    Ok(())
                };
                thread::Builder::new().spawn_scoped(threads, inner_loop)?;
            }
            Ok(())
        };
        thread::Builder::new().spawn_scoped(threads, accept_loop)?;

        let first = t.tcp("client 1")?;
        first.connect(&address)?;
        first.send(b"hello")?;
        first.recv(1024)?; // the first thread is there, and waits for more

        let second = t.tcp("client 2")?;
        second.connect(&address)?;
        second.send(b"hello")?;
        t.observe("second", second.recv(1024));
        first.send(b"world")?;
        t.observe("first", first.recv(1024));
        Ok(()) // both clients close, and their threads end
    })
}
// ANCHOR_END: thread_each
