//! Lab 07: one send, one receive.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one("1", 1)]
#[case::two("2", 2)]
#[case::a_hundred("100", 100)]
fn any_number_of_waiting_datagrams_comes_out_whole(#[case] datagrams: &str, #[case] count: i64) {
    let run = play(7, "fifty", &[("datagrams", datagrams)]);
    assert_eq!(observed(&run, "whole"), &Value::Number(count));
    assert_eq!(observed(&run, "more"), &Value::Errno(Errno::Again));
}

#[rstest]
#[case::just_enough(5)]
#[case::enough_for_both(10)]
#[case::enough_for_any(65_535)]
fn room_for_more_does_not_bring_more(#[case] room: usize) {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let client = t.udp("client").unwrap();
    client.send_to(b"hello", server.address()).unwrap();
    client.send_to(b"world", server.address()).unwrap();
    for expected in [b"hello", b"world"] {
        server.wait_readable().unwrap();
        assert_eq!(server.recv(room).unwrap(), expected);
    }
}

#[test]
fn a_letter_each_is_five_receives_by_udp() {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let client = t.udp("client").unwrap();
    for letter in b"hello".chunks(1) {
        client.send_to(letter, server.address()).unwrap();
    }
    for letter in b"hello".chunks(1) {
        server.wait_readable().unwrap();
        assert_eq!(server.recv(1024).unwrap(), letter);
    }
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(7);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn as_many_receives_as_sends_give_the_same_messages_whatever_they_are_and_whoever_sends(
        sent in proptest::collection::vec((0usize..3, proptest::collection::vec(any::<u8>(), 0..600)), 1..40),
    ) {
        let t = Tracer::new();
        let server = t.udp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        let clients = ["client 1", "client 2", "client 3"].map(|name| {
            let client = t.udp(name).unwrap();
            client.bind(LOOPBACK).unwrap();
            client
        });
        for (sender, message) in &sent {
            clients[*sender].send_to(message, server.address()).unwrap();
        }

        for (sender, message) in &sent {
            server.wait_readable().unwrap();
            let datagram = server.recv_from(1024).unwrap();
            prop_assert_eq!(&datagram.bytes, message);
            prop_assert_eq!(&datagram.from, &clients[*sender].address());
        }
        server.set_nonblocking(true).unwrap();
        prop_assert!(server.recv(1024).is_err_and(|error| Errno::of(&error) == Some(Errno::Again)));
    }
}
