//! Lab 11: a receive buffer that is full.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[track_caller]
fn number(scene: &str, knobs: &[(&str, &str)], claim: &str) -> i64 {
    match observed(&play(11, scene, knobs), claim) {
        Value::Number(number) => *number,
        other => panic!("{claim}: {other} is no number"),
    }
}

#[rstest]
#[case::small_datagrams(&[("size", "4")], 1000)]
#[case::datagrams_of_a_page(&[("size", "4000")], 1000)]
#[case::datagrams_larger_than_the_buffer(&[("size", "60000"), ("count", "20")], 20)]
#[case::the_smallest_buffer(&[("buffer", "1"), ("count", "50")], 50)]
#[case::a_large_buffer(&[("buffer", "50000"), ("count", "3000")], 3000)]
fn what_is_not_received_was_dropped_and_the_first_ones_survive(#[case] knobs: &[(&str, &str)], #[case] sent: i64) {
    let run = play(11, "no-reader", knobs);
    assert_eq!(observed(&run, "sent"), &Value::Number(sent));
    assert_eq!(observed(&run, "sum"), &Value::Number(sent));
    assert_eq!(observed(&run, "survivors"), &Value::word("first"));
    assert_eq!(observed(&run, "next"), &Value::Number(sent + 1));
    assert!(matches!(observed(&run, "dropped"), Value::Number(1..)), "{:?}", observed(&run, "dropped"));
}

#[rstest]
#[case::a_few_datagrams(&[("count", "3")])]
#[case::a_buffer_for_a_hundred(&[("buffer", "100000"), ("count", "100")])]
fn what_fits_is_not_lost_though_nobody_reads(#[case] knobs: &[(&str, &str)]) {
    let run = play(11, "no-reader", knobs);
    assert_eq!(observed(&run, "dropped"), &Value::Number(0));
    assert_eq!(observed(&run, "survivors"), &Value::word("all"));
}

#[test]
fn a_larger_buffer_keeps_more() {
    let kept = |buffer| number("no-reader", &[("buffer", buffer)], "received");
    assert!(kept("4096") < kept("16384"));
    assert!(kept("16384") < kept("65536"));
}

#[rstest]
#[case::the_smallest_buffer("1", "4")]
#[case::each_datagram_larger_than_the_buffer("1", "60000")]
#[case::pages("4096", "4000")]
fn a_reader_that_keeps_up_loses_nothing_however_small_the_buffer(#[case] buffer: &str, #[case] size: &str) {
    let run = play(11, "reader", &[("buffer", buffer), ("size", size), ("count", "200")]);
    assert_eq!(observed(&run, "in_order"), &Value::Yes);
    assert_eq!(observed(&run, "dropped"), &Value::Number(0));
}

#[rstest]
#[case::four_pages("16384", 32_768)]
#[case::an_odd_number("5001", 10_002)]
fn linux_doubles_the_buffer_asked_for(#[case] buffer: &str, #[case] granted: i64) {
    assert_eq!(number("cost", &[("buffer", buffer)], "granted"), granted);
}

#[test]
fn linux_grants_a_buffer_to_whoever_asks_for_one_byte() {
    assert!(number("cost", &[("buffer", "1")], "granted") > 1000);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(11);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_sizes_received_and_dropped_add_up(
        sizes in proptest::collection::vec(1usize..5000, 1..60),
        buffer in 1usize..20_000,
    ) {
        let t = Tracer::new();
        let receiver = t.udp("receiver").unwrap();
        receiver.set_recv_buffer_size(buffer).unwrap();
        receiver.bind(LOOPBACK).unwrap();
        let sender = t.udp("sender").unwrap();
        let mut held = Vec::new();
        for &size in &sizes {
            let before = (receiver.memory_held().unwrap(), receiver.drops().unwrap());
            prop_assert_eq!(sender.send_to(&vec![b'.'; size], receiver.address()).unwrap(), size);
            let after = || (receiver.memory_held().unwrap(), receiver.drops().unwrap());
            socklab::trace::wait::until("held or dropped", || Ok(after() != before)).unwrap();
            if after().1 == before.1 {
                held.push(size);
            }
        }
        let dropped = receiver.drops().unwrap() as usize;
        prop_assert_eq!(held.len() + dropped, sizes.len());
        for size in held {
            prop_assert_eq!(receiver.recv(65_535).unwrap().len(), size);
        }
        prop_assert_eq!(receiver.memory_held().unwrap(), 0);
    }
}
