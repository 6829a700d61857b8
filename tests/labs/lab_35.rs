//! Lab 35: text over a byte stream. The decoder itself is tested beside the lab.

use rstest::rstest;
use socklab::trace::Value;

use super::{check_snapshots, observed, play};

fn text(text: &'static str) -> Value {
    Value::bytes(text.as_bytes())
}

#[rstest]
#[case::utf8_between_characters("utf-8", "3", "你", "好")]
#[case::utf8_whole("utf-8", "6", "你好", "")]
#[case::gbk_between_characters("gbk", "2", "你", "好")]
#[case::gbk_whole("gbk", "4", "你好", "")]
fn a_cut_between_characters_can_be_decoded(
    #[case] charset: &str,
    #[case] recv_size: &str,
    #[case] first: &'static str,
    #[case] rest: &'static str,
) {
    let run = play(35, "cut", &[("charset", charset), ("recv_size", recv_size)]);
    assert_eq!(observed(&run, "strict"), &text(first));
    assert_eq!(observed(&run, "replaced"), &text(first));
    assert_eq!(observed(&run, "rest"), &text(rest));
}

#[rstest]
#[case::utf8_one_byte("utf-8", "1", "\u{fffd}")]
#[case::utf8_two_bytes("utf-8", "2", "\u{fffd}")]
#[case::utf8_five_bytes("utf-8", "5", "你\u{fffd}")]
#[case::gbk_one_byte("gbk", "1", "\u{fffd}")]
#[case::gbk_three_bytes("gbk", "3", "你\u{fffd}")]
fn a_cut_inside_a_character_cannot(#[case] charset: &str, #[case] recv_size: &str, #[case] replaced: &'static str) {
    let run = play(35, "cut", &[("charset", charset), ("recv_size", recv_size)]);
    assert_eq!(observed(&run, "strict"), &Value::word("error"));
    assert_eq!(observed(&run, "replaced"), &text(replaced));
}

#[rstest]
fn an_incremental_decoder_gives_the_same_text_for_every_size_of_read(
    #[values("utf-8", "gbk")] charset: &str,
    #[values("1", "2", "3", "4", "5", "6", "16")] recv_size: &str,
) {
    let run = play(35, "incremental", &[("charset", charset), ("recv_size", recv_size)]);
    assert_eq!(observed(&run, "whole"), &text("你好"));
    assert_eq!(observed(&run, "malformed"), &Value::No);
}

#[rstest]
#[case::not_a_character_yet("utf-8", "2", "")]
#[case::one("utf-8", "5", "你")]
#[case::half_of_one("gbk", "1", "")]
#[case::one_and_a_half("gbk", "3", "你")]
fn what_is_whole_is_given_at_once(#[case] charset: &str, #[case] recv_size: &str, #[case] first: &'static str) {
    let run = play(35, "incremental", &[("charset", charset), ("recv_size", recv_size)]);
    assert_eq!(observed(&run, "first"), &text(first));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(35);
}
