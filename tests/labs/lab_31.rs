//! Lab 31: calls that wait, calls that do not, and calls that wait for a while.

use std::{
    io,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const AGAIN: Value = Value::Errno(Errno::Again);

fn connected(t: &Tracer) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

#[rstest]
#[case::of_a_read("read-timeout", "WouldBlock")]
#[case::of_a_connect("connect-timeout", "TimedOut")]
fn a_timeout_never_ends_much_too_early(
    #[case] scene: &str,
    #[case] kind: &'static str,
    #[values(1, 20, 120)] millis: i64,
) {
    let run = play(31, scene, &[("timeout_ms", &millis.to_string())]);
    let Value::Number(waited) = *observed(&run, "waited_ms") else { panic!("no number") };
    assert!(waited >= millis / 2, "{waited} ms of {millis}");
    assert_eq!(observed(&run, "kind"), &Value::word(kind));
}

#[test]
fn data_that_is_there_is_read_without_waiting_for_the_timeout() {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    client.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    server.send(b"hello").unwrap();
    let began = Instant::now();
    assert_eq!(client.recv(1024).unwrap(), b"hello");
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
fn without_waiting_a_timeout_is_not_used() {
    let t = Tracer::new();
    let (client, _server) = connected(&t);
    client.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    client.set_nonblocking(true).unwrap();
    let began = Instant::now();
    assert_eq!(client.recv(1024).into_value(), AGAIN);
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[rstest]
#[case::within_the_time(true, Value::OK)]
#[case::refused_at_once(false, Value::Errno(Errno::ConnectionRefused))]
fn a_connect_that_is_answered_does_not_wait_for_its_timeout(#[case] listens: bool, #[case] expected: Value) {
    let t = Tracer::new();
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    if listens {
        server.listen(1).unwrap();
    }
    let client = t.tcp("client").unwrap();
    let began = Instant::now();
    assert_eq!(client.connect_timeout(server.address(), Duration::from_secs(60)).into_value(), expected);
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
fn after_a_connect_with_a_timeout_the_socket_blocks_again() {
    let t = Tracer::new();
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    server.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect_timeout(server.address(), Duration::from_secs(60)).unwrap();
    client.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let began = Instant::now();
    assert_eq!(client.recv(1024).into_value(), AGAIN);
    assert!(began.elapsed() >= Duration::from_millis(10), "it waited");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(31);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_non_blocking_reader_gets_all_that_came_then_not_now_and_at_the_end_nothing(
        pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..500), 0..6),
        room in 1usize..700,
    ) {
        let t = Tracer::new();
        let (client, server) = connected(&t);
        server.set_nonblocking(true).unwrap();
        for piece in &pieces {
            client.send(piece).unwrap();
        }
        let sent = pieces.concat();
        server.wait_queued(u32::try_from(sent.len()).unwrap()).unwrap();

        let mut received = Vec::new();
        let ended = loop {
            match server.recv(room) {
                Ok(bytes) => received.extend(bytes),
                Err(error) => break error,
            }
        };
        prop_assert_eq!(ended.kind(), io::ErrorKind::WouldBlock);
        prop_assert_eq!(received, sent);
        client.close();
        server.wait_readable().unwrap();
        prop_assert_eq!(server.recv(room).unwrap(), b"");
    }
}
