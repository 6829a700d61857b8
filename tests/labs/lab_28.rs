//! Lab 28: how TCP cuts the stream into segments.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[track_caller]
fn number(scene: &str, knobs: &[(&str, &str)], claim: &str) -> i64 {
    match observed(&play(28, scene, knobs), claim) {
        Value::Number(number) => *number,
        other => panic!("{claim}: {other} is no number"),
    }
}

#[rstest]
#[case::one_byte("1", "1000", 1)]
#[case::one_full_segment("988", "1000", 1)]
#[case::a_full_one_and_a_byte("989", "1000", 2)]
#[case::ten_full_ones("9880", "1000", 10)]
#[case::as_over_ethernet("10000", "1460", 7)]
fn bytes_divided_by_the_mss_and_rounded_up(#[case] bytes: &str, #[case] mss: &str, #[case] segments: i64) {
    let knobs = [("bytes", bytes), ("mss", mss)];
    assert_eq!(number("one-write", &knobs, "segments"), segments);
    assert_eq!(number("answer", &knobs, "segments"), segments);
}

#[rstest]
#[case::small("500", 488)]
#[case::ethernet("1460", 1448)]
fn the_timestamps_take_twelve_bytes_of_a_segment(#[case] mss: &str, #[case] used: i64) {
    assert_eq!(number("one-write", &[("mss", mss)], "mss"), used);
}

#[rstest]
#[case::two("2", 1)]
#[case::many("200", 21)]
fn corked_writes_are_cut_by_the_mss_and_not_by_the_writes(#[case] writes: &str, #[case] full: i64) {
    let seen = number("many-writes", &[("writes", writes)], "segments");
    // A cork lets go after 200 ms, which a busy machine may use up.
    assert!((full..=full + 5).contains(&seen), "{writes} writes, {seen} segments");
}

#[rstest]
#[case::small("500")]
#[case::large("9000")]
fn after_connect_no_value_of_the_option_cuts_the_stream(#[case] mss: &str) {
    let run = play(28, "too-late", &[("mss", mss)]);
    assert_eq!(observed(&run, "option"), &Value::OK);
    assert_eq!(observed(&run, "segments"), &Value::Number(1));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    // Into how many pieces the data goes down is the kernel's own choice.
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"(?m)^  \S+ \d+ B seq .*\n", "");
    settings.bind(|| check_snapshots(28));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn however_it_is_cut_the_reader_gets_the_same_stream(
        mss in 500_u32..2000,
        // No more than ten segments: the congestion window of a fresh connection.
        stream in proptest::collection::vec(any::<u8>(), 1..4800),
    ) {
        let t = Tracer::new();
        let listener = t.tcp("server").unwrap();
        listener.bind(LOOPBACK).unwrap();
        listener.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        client.set_tcp_mss(mss).unwrap();
        client.connect(listener.address()).unwrap();
        let (server, _) = listener.accept().unwrap();

        prop_assert_eq!(client.send(&stream).unwrap(), stream.len());
        server.wait_queued(u32::try_from(stream.len()).unwrap()).unwrap();
        let info = client.tcp_info().unwrap();
        let segments = (info.data_segments_out - info.retransmissions) as usize;
        prop_assert_eq!(segments, stream.len().div_ceil(info.send_mss as usize));
        prop_assert_eq!(server.recv(stream.len()).unwrap(), stream);
    }
}
