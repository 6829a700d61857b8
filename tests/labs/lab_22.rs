//! Lab 22: a server that goes on after its first client.

use std::{net::Shutdown, time::Duration};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

/// How a client leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Leaving {
    Close,
    Reset,
    EndOfStream,
    Unread,
}

fn listening(t: &Tracer) -> TracedSocket {
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    server.listen(16).unwrap();
    server
}

fn connected(t: &Tracer, server: &TracedSocket) -> TracedSocket {
    let client = t.tcp("client").unwrap();
    client.connect(server.address()).unwrap();
    client
}

/// The server's inner loop: answers until the client has left. Returns how it left.
fn talk(connection: &TracedSocket) -> Value {
    loop {
        match connection.recv(1024) {
            Ok(heard) if heard.is_empty() => return Value::OK,
            Ok(heard) => match connection.send(&heard) {
                Ok(_) => {}
                failed => return failed.into_value(),
            },
            failed => return failed.into_value(),
        }
    }
}

fn leave(client: TracedSocket, how: Leaving) {
    match how {
        Leaving::Close => client.close(),
        Leaving::Reset => {
            client.set_linger(Some(Duration::ZERO)).unwrap();
            client.close();
        }
        Leaving::EndOfStream => client.shutdown(Shutdown::Write).unwrap(),
        Leaving::Unread => {
            // The echo is asked for and never read: what is left unread turns the close into a reset.
            client.send(b"hello").unwrap();
            client.close();
        }
    }
}

#[rstest]
#[case::one("1", 1)]
#[case::many("50", 50)]
fn one_listener_serves_any_number_of_clients(#[case] clients: &str, #[case] served: i64) {
    let run = play(22, "one-after-another", &[("clients", clients)]);
    assert_eq!(observed(&run, "served"), &Value::Number(served));
    assert_eq!(observed(&run, "left"), &Value::Number(served));
}

#[rstest]
#[case::with_a_close(Leaving::Close, Value::OK)]
#[case::with_the_end_of_its_stream(Leaving::EndOfStream, Value::OK)]
#[case::with_a_reset(Leaving::Reset, Value::Errno(Errno::ConnectionReset))]
fn however_a_client_leaves_the_next_one_is_served(#[case] how: Leaving, #[case] seen: Value) {
    let t = Tracer::new();
    let server = listening(&t);
    let first = connected(&t, &server);
    let (connection, _) = server.accept().unwrap();
    leave(first, how);
    assert_eq!(talk(&connection), seen);

    let second = connected(&t, &server);
    second.send(b"hello").unwrap();
    second.shutdown(Shutdown::Write).unwrap();
    assert_eq!(talk(&server.accept().unwrap().0), Value::OK);
    assert_eq!(second.recv(1024).unwrap(), b"hello");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(22);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn clients_that_come_together_are_served_one_after_another(
        words in proptest::collection::vec("[a-z]{1,10}", 1..10),
    ) {
        let t = Tracer::new();
        let server = listening(&t);
        let mut waiting = Vec::new();
        for word in &words {
            let client = connected(&t, &server);
            client.send(word.as_bytes()).unwrap();
            client.shutdown(Shutdown::Write).unwrap();
            client.set_nonblocking(true).unwrap();
            waiting.push((client, word));
        }
        while !waiting.is_empty() {
            // Whoever has not been accepted has no answer.
            for (client, _) in &waiting {
                prop_assert_eq!(client.recv(1024).into_value(), Value::Errno(Errno::Again));
            }
            let (connection, peer) = server.accept().unwrap();
            let accepted = waiting.iter().position(|(client, _)| client.address() == peer).unwrap();
            let (client, word) = waiting.remove(accepted);
            prop_assert_eq!(talk(&connection), Value::OK);
            client.wait_readable().unwrap();
            prop_assert_eq!(client.recv(1024).unwrap(), word.as_bytes());
        }
    }

    #[test]
    fn no_leaving_harms_the_listener(
        leavings in proptest::collection::vec(
            prop_oneof![
                Just(Leaving::Close),
                Just(Leaving::Reset),
                Just(Leaving::EndOfStream),
                Just(Leaving::Unread),
            ],
            1..10,
        ),
    ) {
        let t = Tracer::new();
        let server = listening(&t);
        for how in leavings {
            let client = connected(&t, &server);
            let (connection, _) = server.accept().unwrap();
            leave(client, how);
            talk(&connection);
        }
        let last = connected(&t, &server);
        last.send(b"hello").unwrap();
        last.shutdown(Shutdown::Write).unwrap();
        prop_assert_eq!(talk(&server.accept().unwrap().0), Value::OK);
        prop_assert_eq!(last.recv(1024).unwrap(), b"hello");
    }
}
