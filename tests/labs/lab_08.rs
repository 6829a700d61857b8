//! Lab 08: a datagram longer than the room for it.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one_byte("1", b"h", Value::Yes)]
#[case::one_short("4", b"hell", Value::Yes)]
#[case::an_exact_fit("5", b"hello", Value::No)]
#[case::room_to_spare("64", b"hello", Value::No)]
fn the_room_decides_how_much_of_the_first_datagram_arrives(
    #[case] recv_size: &str,
    #[case] first: &'static [u8],
    #[case] cut: Value,
) {
    let run = play(8, "plain", &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "first"), &Value::bytes(first));
    assert_eq!(observed(&run, "second"), &Value::bytes(b"world"));
    let run = play(8, "flag", &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "cut"), &cut);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(8);
}

proptest! {
    #[test]
    fn a_receive_gives_the_smaller_of_room_and_datagram_and_the_next_gives_the_next(
        sent in proptest::collection::vec(any::<u8>(), 0..2000),
        room in 0usize..2000,
    ) {
        let t = Tracer::new();
        let server = t.udp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        let client = t.udp("client").unwrap();
        client.send_to(&sent, server.address()).unwrap();
        client.send_to(b"next", server.address()).unwrap();

        let fits = sent.len().min(room);
        server.wait_readable().unwrap();
        prop_assert_eq!(server.recv_from(room).unwrap().bytes, &sent[..fits]);
        server.wait_readable().unwrap();
        prop_assert_eq!(server.recv_from(2000).unwrap().bytes, b"next");
    }
}
