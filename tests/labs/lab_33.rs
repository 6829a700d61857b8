//! Lab 33: a file with a header in JSON. The codec's own properties are in `codec_tests.rs` beside it.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::Value;

use super::{check_snapshots, observed, play};

#[rstest]
#[case::empty("0")]
#[case::one_byte("1")]
#[case::more_than_one_read("1025")]
#[case::many_reads("20000")]
fn a_file_of_any_size_arrives_whole(#[case] size: &str) {
    let run = play(33, "whole", &[("size", size)]);
    assert_eq!(observed(&run, "received"), &Value::Number(size.parse().unwrap()));
    assert_eq!(observed(&run, "same"), &Value::Yes);
}

#[rstest]
#[case::without_a_file_it_works_by_luck("0", "ok")]
#[case::one_byte_is_too_much("1", "too much")]
#[case::many_bytes("20000", "too much")]
fn without_its_length_a_header_ends_nowhere(#[case] size: &str, #[case] loads: &'static str) {
    let run = play(33, "no-length", &[("size", size)]);
    assert_eq!(observed(&run, "loads"), &Value::word(loads));
    assert_eq!(observed(&run, "at_the_file"), if size == "0" { &Value::No } else { &Value::Yes });
}

#[rstest]
#[case::the_length_alone("4", "byte 4: EOF while parsing a value")]
#[case::one_brace("5", "byte 5: EOF while parsing an object")]
#[case::inside_a_name("10", "byte 10: EOF while parsing a string")]
#[case::inside_the_digest("60", "byte 60: EOF while parsing a string")]
fn half_a_header_is_an_error_for_who_does_not_wait(#[case] early: &str, #[case] error: &'static str) {
    let run = play(33, "cut-header", &[("early", early)]);
    assert_eq!(observed(&run, "hasty"), &Value::word(error));
    assert_eq!(observed(&run, "complete"), &Value::No);
    assert_eq!(observed(&run, "total_size"), &Value::Number(3000));
}

#[rstest]
#[case::of_one_byte("1", Value::No)]
#[case::of_many("20000", Value::No)]
#[case::but_an_empty_file_has_none_to_damage("0", Value::Yes)]
fn one_wrong_bit_is_found_though_the_length_is_right(#[case] size: &str, #[case] accepted: Value) {
    let run = play(33, "damaged", &[("size", size)]);
    assert_eq!(observed(&run, "whole"), &Value::Yes);
    assert_eq!(observed(&run, "accepted"), &accepted);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(33);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_the_size_and_the_cut_header_and_file_come_apart(size in 0u32..=20_000, early in 4u32..=80) {
        let knobs = [("size", &*size.to_string()), ("early", &*early.to_string())];
        let run = play(33, "whole", &knobs);
        prop_assert_eq!(observed(&run, "same"), &Value::Yes);
        let run = play(33, "cut-header", &knobs);
        prop_assert_eq!(observed(&run, "complete"), &Value::No);
        prop_assert_eq!(observed(&run, "total_size"), &Value::Number(size.into()));
    }
}
