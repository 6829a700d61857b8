//! Lab 32: the length first, then the message. The codec's own properties are in `codec_tests.rs` beside it.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::Value;

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one_byte("1", 1)]
#[case::three("3", 3)]
#[case::the_whole_header("4", 4)]
#[case::never_more_than_asked_for("8", 4)]
fn recv_4_gives_what_is_there_up_to_4(#[case] early: &str, #[case] got: i64) {
    let run = play(32, "short-header", &[("early", early)]);
    assert_eq!(observed(&run, "got"), &Value::Number(got));
    assert_eq!(observed(&run, "message"), &Value::bytes(b"hello"));
}

#[rstest]
#[case::byte_by_byte("1", 22)]
#[case::through_each_header("3", 8)]
#[case::header_and_data_never_apart("9", 3)]
#[case::all_at_once("22", 1)]
fn the_number_of_reads_says_nothing_of_the_number_of_messages(#[case] piece: &str, #[case] reads: i64) {
    let run = play(32, "pieces", &[("piece", piece)]);
    assert_eq!(observed(&run, "reads"), &Value::Number(reads));
    assert_eq!(observed(&run, "messages"), &Value::bytes(b"hello||world"));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(32);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_chunking_of_the_stream_gives_the_same_messages(piece in 1u32..=22, early in 1u32..=8) {
        let run = play(32, "pieces", &[("piece", &piece.to_string())]);
        prop_assert_eq!(observed(&run, "messages"), &Value::bytes(b"hello||world"));
        let run = play(32, "short-header", &[("early", &early.to_string())]);
        prop_assert_eq!(observed(&run, "message"), &Value::bytes(b"hello"));
    }
}
