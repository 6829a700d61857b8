//! Lab 09: sending nothing.

use std::net::Shutdown;

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, TracedSocket, Tracer};

use super::check_snapshots;

fn udp(t: &Tracer) -> (TracedSocket, TracedSocket) {
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let client = t.udp("client").unwrap();
    client.connect(server.address()).unwrap();
    (client, server)
}

fn tcp(t: &Tracer) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    (client, listener.accept().unwrap().0)
}

fn receive(socket: &TracedSocket, size: usize) -> Vec<u8> {
    socket.wait_readable().unwrap();
    socket.recv(size).unwrap()
}

#[rstest]
#[case::one(1)]
#[case::several(7)]
fn each_empty_datagram_is_a_receive_of_its_own(#[case] count: usize) {
    let t = Tracer::new();
    let (client, server) = udp(&t);
    for _ in 0..count {
        assert_eq!(client.send(b"").unwrap(), 0);
    }
    client.send(b"hello").unwrap();
    for _ in 0..count {
        assert_eq!(receive(&server, 1024), b"");
    }
    assert_eq!(receive(&server, 1024), b"hello");
}

#[rstest]
#[case::closed(true)]
#[case::only_shut_down(false)]
fn the_end_of_a_stream_is_read_again_and_again(#[case] closes: bool) {
    let t = Tracer::new();
    let (client, server) = tcp(&t);
    let _client = if closes {
        client.close();
        None
    } else {
        client.shutdown(Shutdown::Write).unwrap();
        Some(client)
    };
    for _ in 0..100 {
        assert_eq!(server.recv(1024).unwrap(), b"");
    }
}

#[rstest]
#[case::peeked(true)]
#[case::received(false)]
fn a_receive_without_room_takes_the_datagram_unless_it_peeks(#[case] peeks: bool) {
    let t = Tracer::new();
    let (client, server) = udp(&t);
    client.send(b"hello").unwrap();
    client.send(b"world").unwrap();
    server.wait_readable().unwrap();
    let nothing = if peeks { server.peek(0) } else { server.recv(0) };
    assert_eq!(nothing.unwrap(), b"");
    assert_eq!(receive(&server, 1024), if peeks { b"hello" } else { b"world" });
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn empty_messages_are_counted_by_udp_and_vanish_in_a_stream(
        messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..4), 1..24),
    ) {
        let t = Tracer::new();
        let (client, server) = udp(&t);
        for message in &messages {
            client.send(message).unwrap();
        }
        for message in &messages {
            prop_assert_eq!(&receive(&server, 1024), message);
        }

        let (client, server) = tcp(&t);
        for message in &messages {
            prop_assert_eq!(client.send(message).unwrap(), message.len());
        }
        let stream = messages.concat();
        server.set_nonblocking(true).unwrap();
        if stream.is_empty() {
            let nothing = server.recv(1024).unwrap_err();
            prop_assert_eq!(Errno::of(&nothing), Some(Errno::Again));
        } else {
            server.wait_queued(u32::try_from(stream.len()).unwrap()).unwrap();
            prop_assert_eq!(server.recv(1024).unwrap(), stream);
        }
    }
}
