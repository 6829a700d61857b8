//! Lab 27: what a short read leaves behind.

use std::net::Shutdown;

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one_byte("1", b"h", b"ello feng")]
#[case::as_in_the_tutorial("2", b"he", b"llo feng")]
#[case::by_luck_the_first_word("5", b"hello", b" feng")]
#[case::all_but_one("9", b"hello fen", b"g")]
fn what_a_read_leaves_is_what_the_next_one_begins_with(
    #[case] recv_size: &str,
    #[case] first: &'static [u8],
    #[case] rest: &'static [u8],
) {
    let knob = [("recv_size", recv_size)];
    let run = play(27, "two-then-ten", &knob);
    assert_eq!(observed(&run, "first"), &Value::bytes(first));
    assert_eq!(observed(&run, "left"), &Value::Number(i64::try_from(rest.len()).unwrap()));
    assert_eq!(observed(&run, "second"), &Value::bytes(rest));

    let mixed = [rest, b"bye"].concat();
    assert_eq!(observed(&play(27, "next-message", &knob), "mixed"), &Value::Bytes(mixed.into()));

    let run = play(27, "peek", &knob);
    assert_eq!(observed(&run, "peeked"), &Value::bytes(first));
    assert_eq!(observed(&run, "kept"), &Value::bytes(b"hello feng"));
}

#[rstest]
#[case::one_byte("1")]
#[case::all_but_one("9")]
fn of_a_datagram_the_rest_never_comes(#[case] recv_size: &str) {
    let run = play(27, "udp", &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "second"), &Value::bytes(b"bye"));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(27);
}

fn connected(t: &Tracer) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

/// A read of the server.
#[derive(Clone, Copy, Debug)]
enum Read {
    Plain(usize),
    Peek(usize),
    All(usize),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_reads_every_byte_is_read_once_in_order(
        sent in proptest::collection::vec(any::<u8>(), 1..2000),
        reads in proptest::collection::vec(
            prop_oneof![(1usize..500).prop_map(Read::Plain), (1usize..500).prop_map(Read::Peek), (1usize..500).prop_map(Read::All)],
            0..12,
        ),
    ) {
        let t = Tracer::new();
        let (client, server) = connected(&t);
        client.send(&sent).unwrap();
        client.shutdown(Shutdown::Write).unwrap();
        server.wait_queued(u32::try_from(sent.len()).unwrap()).unwrap();

        let mut rest = sent.as_slice();
        for read in reads {
            let (Read::Plain(size) | Read::Peek(size) | Read::All(size)) = read;
            let (front, behind) = rest.split_at(size.min(rest.len()));
            let got = match read {
                Read::Plain(_) => server.recv(size),
                Read::Peek(_) => server.peek(size),
                Read::All(_) => server.recv_all(size),
            };
            prop_assert_eq!(got.unwrap(), front);
            if !matches!(read, Read::Peek(_)) {
                rest = behind;
            }
        }
        prop_assert_eq!(server.recv(2000).unwrap(), rest);
    }
}
