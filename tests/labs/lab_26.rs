//! Lab 26: Nagle's algorithm and small writes.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[track_caller]
fn number(scene: &str, knobs: &[(&str, &str)], claim: &str) -> i64 {
    match observed(&play(26, scene, knobs), claim) {
        Value::Number(number) => *number,
        other => panic!("{claim}: {other} is no number"),
    }
}

#[rstest]
#[case::two("2", 2)]
#[case::five("5", 5)]
#[case::sixteen("16", 16)]
fn on_a_fresh_connection_each_write_is_a_segment(#[case] writes: &str, #[case] segments: i64) {
    assert_eq!(number("fresh", &[("writes", writes)], "segments"), segments);
}

#[rstest]
#[case::by_an_option("delayed-ack", "kernel")]
#[case::by_the_knob("fresh", "off")]
#[case::after_questions_and_answers("conversation", "kernel")]
#[case::though_quickack_was_asked_for_once_at_the_start("conversation", "on")]
fn many_writes_are_few_segments_while_acknowledgements_are_delayed(
    #[case] scene: &str,
    #[case] quickack: &str,
    #[values("10", "50")] writes: &str,
) {
    assert!(number(scene, &[("quickack", quickack), ("writes", writes)], "segments") <= 5);
}

#[rstest]
#[case::fresh("fresh")]
#[case::delayed_ack("delayed-ack")]
#[case::conversation("conversation")]
fn with_nodelay_ten_writes_are_ten_segments_whatever_the_receiver_does(#[case] scene: &str) {
    assert!(number(scene, &[("nodelay", "on")], "segments") >= 10);
}

#[rstest]
#[case::two("2", "off")]
#[case::many("200", "off")]
#[case::stronger_than_nodelay("200", "on")]
fn corked_writes_are_one_segment(#[case] writes: &str, #[case] nodelay: &str) {
    let run = play(26, "cork", &[("writes", writes), ("nodelay", nodelay)]);
    assert_eq!(observed(&run, "corked"), &Value::Number(0));
    assert_eq!(observed(&run, "segments"), &Value::Number(1));
}

#[rstest]
#[case::the_sender_does_not_wait(&[("nodelay", "on")], 0..=0)]
#[case::the_receiver_acknowledges_at_once(&[("quickack", "on")], 0..=2)]
#[case::the_receiver_delays_from_the_start(&[("quickack", "off")], 3..=8)]
fn either_side_can_end_the_stall(#[case] knobs: &[(&str, &str)], #[case] held: std::ops::RangeInclusive<i64>) {
    let seen = number("write-write-read", knobs, "held");
    assert!(held.contains(&seen), "{seen} rounds of 8 waited");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(26);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sender {
    Plain,
    Nodelay,
    Corked,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn however_the_kernel_cuts_every_byte_arrives_in_order(
        // No more than ten: the congestion window of a fresh connection.
        writes in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..500), 1..=10),
        sender in prop_oneof![Just(Sender::Plain), Just(Sender::Nodelay), Just(Sender::Corked)],
    ) {
        let t = Tracer::new();
        let listener = t.tcp("server").unwrap();
        listener.bind(LOOPBACK).unwrap();
        listener.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        client.connect(listener.address()).unwrap();
        let (server, _) = listener.accept().unwrap();
        client.set_tcp_nodelay(sender == Sender::Nodelay).unwrap();
        client.set_tcp_cork(sender == Sender::Corked).unwrap();
        for bytes in &writes {
            prop_assert_eq!(client.send(bytes).unwrap(), bytes.len());
        }
        client.set_tcp_cork(false).unwrap();

        let stream = writes.concat();
        server.wait_queued(u32::try_from(stream.len()).unwrap()).unwrap();
        let info = client.tcp_info().unwrap();
        let segments = (info.data_segments_out - info.retransmissions) as usize;
        match sender {
            Sender::Plain => prop_assert!(segments <= writes.len()),
            Sender::Nodelay => prop_assert_eq!(segments, writes.len()),
            Sender::Corked => prop_assert_eq!(segments, 1),
        }
        prop_assert_eq!(server.recv(stream.len()).unwrap(), stream);
    }
}
