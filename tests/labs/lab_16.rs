//! Lab 16: connect, accept, and how many sockets a connection has.

use std::{collections::BTreeSet, net::SocketAddr};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

fn listener(t: &Tracer) -> TracedSocket {
    let listener = t.tcp("listener").unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(16).unwrap();
    listener
}

#[rstest]
#[case::one_address("127.0.0.1")]
#[case::every_address("0.0.0.0")]
fn the_accepted_socket_has_the_address_that_was_called(#[case] bind: &str) {
    let run = play(16, "names", &[("bind", bind)]);
    assert_eq!(observed(&run, "accepted_ip"), &Value::word("127.0.0.1"));
    assert_eq!(observed(&run, "accepted_port"), &Value::word("listener"));
    assert_eq!(observed(&run, "client_sees"), &Value::Yes);
}

#[rstest]
#[case::neither(false, false, Value::Errno(Errno::AddrInUse))]
#[case::only_the_first(true, false, Value::Errno(Errno::AddrInUse))]
#[case::only_the_second(false, true, Value::Errno(Errno::AddrInUse))]
#[case::both(true, true, Value::OK)]
fn two_client_sockets_share_a_port_only_if_both_allow_it(
    #[case] first_allows: bool,
    #[case] second_allows: bool,
    #[case] expected: Value,
) {
    let t = Tracer::new();
    let listener = listener(&t);
    let (first, second) = (t.tcp("client 1").unwrap(), t.tcp("client 2").unwrap());
    first.set_reuse_address(first_allows).unwrap();
    second.set_reuse_address(second_allows).unwrap();
    first.bind(LOOPBACK).unwrap();
    first.connect(listener.address()).unwrap();
    assert_eq!(second.bind(first.address()).into_value(), expected);
}

#[rstest]
#[case::a_word(b"hello")]
#[case::nothing(b"")]
fn a_client_that_came_and_went_before_accept_is_read_to_its_end(#[case] said: &'static [u8]) {
    let t = Tracer::new();
    let listener = listener(&t);
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    client.send(said).unwrap();
    client.close();
    let (connection, _) = listener.accept().unwrap();
    let mut read = Vec::new();
    loop {
        let bytes = connection.recv(1024).unwrap();
        if bytes.is_empty() {
            break;
        }
        read.extend(bytes);
    }
    assert_eq!(read, said);
}

#[test]
fn the_listener_can_be_closed_and_the_conversation_goes_on() {
    let t = Tracer::new();
    let listener = listener(&t);
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    let (connection, _) = listener.accept().unwrap();
    let port = listener.address().port();
    listener.close();
    client.send(b"hello").unwrap();
    assert_eq!(connection.recv(1024).unwrap(), b"hello");
    assert_eq!(connection.address().port(), port);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(16);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn each_of_many_clients_at_one_port_is_heard_through_its_own_connection(
        words in proptest::collection::vec("[a-z]{1,20}", 1..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let t = Tracer::new();
        let listener = listener(&t);
        let pairs: Vec<_> = words
            .iter()
            .map(|_| {
                let client = t.tcp("client").unwrap();
                client.connect(listener.address()).unwrap();
                (client, listener.accept().unwrap().0)
            })
            .collect();
        let own: BTreeSet<_> = pairs.iter().map(|(_, connection)| connection.address()).collect();
        prop_assert_eq!(own, BTreeSet::from([listener.address()]));
        let peers: BTreeSet<Option<SocketAddr>> =
            pairs.iter().map(|(_, connection)| connection.peer_addr().unwrap().socket()).collect();
        prop_assert_eq!(peers.len(), words.len());

        // They speak in another order than they came.
        let first = turn.index(words.len());
        for index in (first..words.len()).chain(0..first) {
            pairs[index].0.send(words[index].as_bytes()).unwrap();
        }
        for ((_, connection), word) in pairs.iter().zip(&words) {
            prop_assert_eq!(connection.recv(1024).unwrap(), word.as_bytes());
        }
    }
}
