//! Lab 10: a datagram to a port where nobody receives.

use std::io;

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const REFUSED: Value = Value::Errno(Errno::ConnectionRefused);

#[rstest]
#[case::send("send")]
#[case::recv("recv")]
#[case::so_error("so_error")]
fn whichever_call_comes_next_tells_the_refusal_and_the_one_after_succeeds(#[case] next_call: &str) {
    let run = play(10, "connected", &[("next_call", next_call)]);
    assert_eq!(observed(&run, "next"), &REFUSED);
    assert_eq!(observed(&run, "after"), &Value::Number(5));
}

/// A port that nobody can take and at which nobody hears us.
fn absent(t: &Tracer) -> TracedSocket {
    let absent = t.udp("absent server").unwrap();
    absent.bind(LOOPBACK).unwrap();
    absent.connect(absent.address()).unwrap();
    absent
}

#[test]
fn the_absent_server_hears_itself_and_nobody_else() {
    let t = Tracer::new();
    let absent = absent(&t);
    let client = t.udp("client").unwrap();
    client.send_to(b"stranger", absent.address()).unwrap();
    absent.send(b"own").unwrap();
    absent.wait_readable().unwrap();
    assert_eq!(absent.recv(1024).unwrap(), b"own");
}

#[test]
fn a_refusal_does_not_close_the_socket_for_a_peer_that_is_there() {
    let t = Tracer::new();
    let absent = absent(&t);
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let client = t.udp("client").unwrap();
    client.connect(absent.address()).unwrap();
    client.send(b"hello").unwrap();
    client.wait_readable().unwrap();
    assert_eq!(Errno::of(&client.send(b"hello").unwrap_err()), Some(Errno::ConnectionRefused));
    client.connect(server.address()).unwrap();
    client.send(b"hello").unwrap();
    server.wait_readable().unwrap();
    assert_eq!(server.recv(1024).unwrap(), b"hello");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(10);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn on_a_connected_socket_every_second_send_is_refused_whatever_is_sent(
        datagrams in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..2000), 1..12),
    ) {
        let t = Tracer::new();
        let absent = absent(&t);
        let client = t.udp("client").unwrap();
        client.connect(absent.address()).unwrap();
        for (index, datagram) in datagrams.iter().enumerate() {
            let sent = client.send(datagram);
            if index % 2 == 0 {
                prop_assert_eq!(sent.unwrap(), datagram.len());
                client.wait_readable().unwrap();
            } else {
                prop_assert_eq!(sent.map_err(|error| error.kind()), Err(io::ErrorKind::ConnectionRefused));
            }
        }
    }

    #[test]
    fn an_unconnected_socket_may_send_to_nobody_for_ever_and_hears_only_who_is_there(
        sizes in proptest::collection::vec(0usize..2000, 1..12),
    ) {
        let t = Tracer::new();
        let absent = absent(&t);
        let client = t.udp("client").unwrap();
        client.bind(LOOPBACK).unwrap();
        for &size in &sizes {
            prop_assert_eq!(client.send_to(&vec![b'.'; size], absent.address()).unwrap(), size);
        }
        client.send_to(b"marker", client.address()).unwrap();
        client.wait_readable().unwrap();
        prop_assert_eq!(client.recv(1024).unwrap(), b"marker");
    }
}
