//! Lab 03: a question and an answer by UDP.

use std::io;

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Datagram, Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

fn server_of(t: &Tracer) -> io::Result<TracedSocket> {
    let server = t.udp("server")?;
    server.bind(LOOPBACK)?;
    Ok(server)
}

fn receive(socket: &TracedSocket) -> io::Result<Datagram> {
    socket.wait_readable()?;
    socket.recv_from(2048)
}

#[rstest]
#[case::one("1", 1)]
#[case::two("2", 2)]
#[case::nine("9", 9)]
fn each_of_any_number_of_clients_is_a_sender_and_gets_its_own_answer(#[case] clients: &str, #[case] count: i64) {
    let run = play(3, "clients", &[("clients", clients)]);
    assert_eq!(observed(&run, "senders"), &Value::Number(count));
    assert_eq!(observed(&run, "own_answers"), &Value::Number(count));
}

#[rstest]
#[case::letters(b"hello", b"HELLO")]
#[case::nothing(b"", b"")]
#[case::no_letters(b"110", b"110")]
#[case::chinese_beside_letters("你好 hello".as_bytes(), "你好 HELLO".as_bytes())]
fn an_echo_in_capitals_comes_back_from_the_address_that_was_asked(#[case] asks: &[u8], #[case] answer: &[u8]) {
    let t = Tracer::new();
    let server = server_of(&t).unwrap();
    let client = t.udp("client").unwrap();
    client.send_to(asks, server.address()).unwrap();
    let request = receive(&server).unwrap();
    server.send_to(&request.bytes.to_ascii_uppercase(), &request.from).unwrap();
    assert_eq!(receive(&client).unwrap(), Datagram { bytes: answer.to_vec(), from: server.address() });
}

#[rstest]
#[case::bound(true, false)]
#[case::connected(false, true)]
#[case::both(true, true)]
fn a_client_with_a_whole_address_of_its_own_is_seen_by_that_address(#[case] bound: bool, #[case] connected: bool) {
    let t = Tracer::new();
    let server = server_of(&t).unwrap();
    let client = t.udp("client").unwrap();
    if bound {
        client.bind(LOOPBACK).unwrap();
    }
    if connected {
        client.connect(server.address()).unwrap();
        client.send(b"hello").unwrap();
    } else {
        client.send_to(b"hello", server.address()).unwrap();
    }
    assert_eq!(receive(&server).unwrap().from, client.address());
}

#[rstest]
#[case::before_bind(false)]
#[case::after_bind(true)]
fn a_udp_socket_never_listens(#[case] bound: bool) {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    if bound {
        server.bind(LOOPBACK).unwrap();
    }
    for backlog in [0, 1, 5, 128] {
        let failed = server.listen(backlog).unwrap_err();
        assert_eq!(Errno::of(&failed), Some(Errno::NotSupported), "listen({backlog})");
    }
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn as_many_receives_as_sends_and_each_gives_one_datagram_whole(
        // Far below the receive buffer, so that none is dropped.
        datagrams in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 1..20),
    ) {
        let t = Tracer::new();
        let server = server_of(&t).unwrap();
        let client = t.udp("client").unwrap();
        for datagram in &datagrams {
            prop_assert_eq!(client.send_to(datagram, server.address()).unwrap(), datagram.len());
        }
        for datagram in &datagrams {
            prop_assert_eq!(&receive(&server).unwrap().bytes, datagram);
        }
        server.set_nonblocking(true).unwrap();
        prop_assert_eq!(server.recv_from(300).into_value(), Value::Errno(Errno::Again));
    }

    #[test]
    fn answers_find_their_askers_in_whatever_order_they_are_given(
        order in (1usize..8).prop_flat_map(|count| Just((0..count).collect::<Vec<_>>()).prop_shuffle()),
    ) {
        let t = Tracer::new();
        let server = server_of(&t).unwrap();
        let mut clients = Vec::new();
        for number in 0..order.len() {
            let client = t.udp(format!("client {number}")).unwrap();
            client.send_to(format!("from {number}").as_bytes(), server.address()).unwrap();
            clients.push((client, receive(&server).unwrap()));
        }
        for &number in &order {
            let request = &clients[number].1;
            server.send_to(&request.bytes.to_ascii_uppercase(), &request.from).unwrap();
        }
        for (number, (client, _)) in clients.iter().enumerate() {
            prop_assert_eq!(receive(client).unwrap().bytes, format!("FROM {number}").into_bytes());
        }
    }

    #[test]
    fn a_connected_socket_hears_its_peer_alone_whoever_else_sends(
        senders in proptest::collection::vec(any::<bool>(), 1..12),
    ) {
        let t = Tracer::new();
        let server = server_of(&t).unwrap();
        let peer = t.udp("client").unwrap();
        peer.bind(LOOPBACK).unwrap();
        server.connect(peer.address()).unwrap();
        let stranger = t.udp("stranger").unwrap();
        stranger.connect(server.address()).unwrap();

        for (number, from_peer) in senders.into_iter().enumerate() {
            let words = format!("datagram {number}").into_bytes();
            if from_peer {
                peer.send_to(&words, server.address()).unwrap();
                // Had a stranger's datagram been taken, it would stand before this one.
                prop_assert_eq!(receive(&server).unwrap().bytes, words);
            } else {
                stranger.send(&words).unwrap();
                let refused = stranger.recv(2048).unwrap_err();
                prop_assert_eq!(Errno::of(&refused), Some(Errno::ConnectionRefused));
            }
        }
    }
}
