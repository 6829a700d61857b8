//! Lab 23: how a peer leaves, and what the other side sees of it.

use std::{net::Shutdown, time::Duration};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Observable, TcpState, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const END: Value = Value::bytes(b"");
const RESET: Value = Value::Errno(Errno::ConnectionReset);

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
#[case::once("1", 1)]
#[case::often("5000", 5000)]
fn a_loop_without_a_break_never_waits(#[case] reads: &str, #[case] empty: i64) {
    assert_eq!(observed(&play(23, "no-break", &[("reads", reads)]), "empty"), &Value::Number(empty));
}

#[rstest]
#[case::all_of_it(5, END)]
#[case::all_but_one_byte(4, RESET)]
#[case::nothing(0, RESET)]
fn a_close_is_a_reset_unless_everything_was_read(#[case] read: usize, #[case] expected: Value) {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    client.send(b"hello").unwrap();
    server.wait_queued(5).unwrap();
    assert_eq!(server.recv(read).unwrap().len(), read);
    server.close();
    assert_eq!(client.recv(1).into_value(), expected);
}

#[test]
fn shutting_down_the_sending_direction_is_an_orderly_end_whatever_is_unread() {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    client.send(b"hello").unwrap();
    server.wait_queued(5).unwrap();
    server.shutdown(Shutdown::Write).unwrap();
    assert_eq!(client.recv(1).into_value(), END);
    assert_eq!(server.recv(1024).unwrap(), b"hello", "and the unread data can still be read");
}

#[test]
fn only_the_last_handle_of_a_socket_ends_the_connection() {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    let clone = server.inner().try_clone().unwrap();
    server.close();
    client.set_nonblocking(true).unwrap();
    assert_eq!(client.recv(1).into_value(), Value::Errno(Errno::Again));
    drop(clone);
    client.wait_readable().unwrap();
    assert_eq!(client.recv(1).into_value(), END);
}

#[test]
fn after_the_reset_every_send_fails() {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    server.close();
    client.recv(1).unwrap();
    client.send(b"hello").unwrap();
    client.wait_state(TcpState::Closed).unwrap();
    for _ in 0..3 {
        assert_eq!(client.send(b"hello").into_value(), Value::Errno(Errno::BrokenPipe));
    }
}

#[test]
fn a_reset_that_no_read_has_met_is_told_to_the_next_send() {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    server.set_linger(Some(Duration::ZERO)).unwrap();
    server.close();
    client.wait_state(TcpState::Closed).unwrap();
    // Not EPIPE: this client has not seen the end of the stream, so the reset itself is news.
    assert_eq!(client.send(b"hello").into_value(), RESET);
    assert_eq!(client.send(b"hello").into_value(), Value::Errno(Errno::BrokenPipe));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(23);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_client_reads_all_that_reached_it_and_then_the_end_that_fits(
        farewell in proptest::collection::vec(any::<u8>(), 0..2000),
        question in proptest::collection::vec(any::<u8>(), 0..2000),
        leaves_unread: bool,
    ) {
        let t = Tracer::new();
        let (client, server) = connected(&t);
        client.send(&question).unwrap();
        server.send(&farewell).unwrap();
        server.wait_queued(u32::try_from(question.len()).unwrap()).unwrap();
        client.wait_queued(u32::try_from(farewell.len()).unwrap()).unwrap();
        if !leaves_unread && !question.is_empty() {
            prop_assert_eq!(server.recv(2000).unwrap(), question.clone());
        }
        server.close();

        if !farewell.is_empty() {
            prop_assert_eq!(client.recv(2000).unwrap(), farewell);
        }
        let reset = leaves_unread && !question.is_empty();
        prop_assert_eq!(client.recv(2000).into_value(), if reset { RESET } else { END });
        prop_assert_eq!(client.recv(2000).into_value(), END, "an error is told once, the end for ever");
    }
}
