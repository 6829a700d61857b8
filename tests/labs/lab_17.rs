//! Lab 17: a connect that nobody answers.

use std::{
    io,
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    sys::{self, Interest},
    trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value},
};

use super::{check_snapshots, observed, play};

const REFUSED: Value = Value::Errno(Errno::ConnectionRefused);

fn bound(t: &Tracer) -> TracedSocket {
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    server
}

#[rstest]
#[case::bound("bound", REFUSED)]
#[case::listening("listening", Value::OK)]
fn it_is_listen_that_opens_the_port(#[case] server: &str, #[case] outcome: Value) {
    let knobs = [("server", server)];
    assert_eq!(observed(&play(17, "bound-only", &knobs), "connect"), &outcome);
    let run = play(17, "non-blocking", &knobs);
    assert_eq!(observed(&run, "connect"), &Value::Errno(Errno::InProgress));
    assert_eq!(observed(&run, "writable"), &Value::Yes);
    assert_eq!(observed(&run, "error"), &outcome);
    assert_eq!(observed(&run, "error_again"), &Value::OK);
}

#[test]
fn a_refused_non_blocking_connect_is_readable_writable_broken_and_hung_up() {
    let t = Tracer::new();
    let server = bound(&t);
    let client = t.tcp("client").unwrap();
    client.set_nonblocking(true).unwrap();
    client.connect(server.address()).unwrap_err();
    client.wait_writable().unwrap();
    let ready = sys::poll(client.inner(), Interest::Writable, Duration::ZERO).unwrap();
    assert!(ready.writable && ready.error && ready.hangup, "{ready:?}");
    let ready = sys::poll(client.inner(), Interest::Readable, Duration::ZERO).unwrap();
    assert!(ready.readable, "{ready:?}");
}

#[test]
fn a_read_takes_the_pending_error_as_well_as_so_error_does() {
    let t = Tracer::new();
    let server = bound(&t);
    let client = t.tcp("client").unwrap();
    client.set_nonblocking(true).unwrap();
    client.connect(server.address()).unwrap_err();
    client.wait_writable().unwrap();
    assert_eq!(client.recv(1).into_value(), REFUSED);
    assert_eq!(client.take_error().into_value(), Value::OK);
}

#[test]
fn the_standard_library_reports_the_same_refusal() {
    let t = Tracer::new();
    let server = bound(&t);
    let refused = TcpStream::connect(server.address()).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    let address: SocketAddr = server.address().socket().unwrap();
    let refused = TcpStream::connect_timeout(&address, Duration::from_secs(5)).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(17);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_socket_may_be_refused_any_number_of_times_before_it_connects(
        refusals in 0usize..20,
        backlog in 1i32..10,
    ) {
        let t = Tracer::new();
        let server = bound(&t);
        let client = t.tcp("client").unwrap();
        for _ in 0..refusals {
            prop_assert_eq!(client.connect(server.address()).into_value(), REFUSED);
        }
        server.listen(backlog).unwrap();
        prop_assert_eq!(client.connect(server.address()).into_value(), Value::OK);
        client.send(b"hello").unwrap();
        prop_assert_eq!(server.accept().unwrap().0.recv(1024).unwrap(), b"hello");
    }
}
