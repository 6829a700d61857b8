//! Lab 29: what send takes, and who sends the rest.

use std::{io::Read, time::Duration};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const AGAIN: Value = Value::Errno(Errno::Again);

fn connected(t: &Tracer, buffer: usize) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.set_recv_buffer_size(buffer).unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.set_send_buffer_size(buffer).unwrap();
    client.connect(listener.address()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

fn read_to_end(server: &TracedSocket) -> Vec<u8> {
    let mut received = Vec::new();
    server.inner().read_to_end(&mut received).unwrap();
    received
}

#[rstest]
#[case::what_fits_is_taken_whole("1000", "all", Value::word("nothing left"))]
#[case::a_megabyte_is_not("1000000", "a part", AGAIN)]
#[case::nor_are_sixteen("16777216", "a part", AGAIN)]
fn the_buffer_decides_how_much_one_send_takes(
    #[case] bytes: &str,
    #[case] taken: &'static str,
    #[case] refused: Value,
) {
    let run = play(29, "partial", &[("bytes", bytes)]);
    assert_eq!(observed(&run, "taken"), &Value::word(taken));
    assert_eq!(observed(&run, "refused"), &refused);
    assert_eq!(observed(&run, "received"), &Value::Yes);
}

#[test]
fn a_larger_buffer_leaves_less_missing() {
    let missing = |buffer| match observed(&play(29, "count-ignored", &[("buffer", buffer)]), "missing") {
        Value::Number(missing) => *missing,
        other => panic!("{other} is no number"),
    };
    let (small, large) = (missing("4096"), missing("200000"));
    assert!(large < small, "{large} and {small} bytes are missing");
}

#[rstest]
#[case::in_a_loop("loop")]
#[case::by_a_blocking_send("blocking")]
fn everything_arrives_whatever_the_buffer_holds(
    #[case] scene: &str,
    #[values("1", "50000", "3000001")] bytes: &str,
    #[values("4096", "200000")] buffer: &str,
) {
    let run = play(29, scene, &[("bytes", bytes), ("buffer", buffer)]);
    assert_eq!(observed(&run, "received"), &Value::Yes);
}

#[test]
fn a_blocking_send_whose_time_is_over_returns_the_part_that_was_taken() {
    let t = Tracer::new();
    let (client, server) = connected(&t, 65_536);
    client.inner().set_write_timeout(Some(Duration::from_millis(20))).unwrap();
    let message = vec![7; 8 << 20];
    let taken = client.send(&message).unwrap();
    assert!(0 < taken && taken < message.len(), "{taken}");
    client.close();
    assert_eq!(read_to_end(&server), message[..taken]);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(29);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_arrives_is_what_the_sends_said_they_took(
        offers in proptest::collection::vec(1usize..300_000, 1..20),
        buffer in 4096usize..200_000,
    ) {
        let t = Tracer::new();
        let (client, server) = connected(&t, buffer);
        client.set_nonblocking(true).unwrap();
        let mut taken = Vec::new();
        for (number, offered) in (0u8..).zip(&offers) {
            match client.send(&vec![number; *offered]) {
                Ok(count) => {
                    prop_assert!(0 < count && count <= *offered);
                    taken.extend(vec![number; count]);
                }
                Err(error) => prop_assert_eq!(Err::<(), _>(error).into_value(), AGAIN),
            }
        }
        client.close();
        prop_assert!(read_to_end(&server) == taken);
    }
}
