//! The decoder of lab 35, cut everywhere.

use encoding_rs::{Encoding, GBK, UTF_8};
use proptest::prelude::*;

use super::experiment::decode;

/// One, two, three and four bytes in UTF-8; one and two in GBK.
const MIXED: &str = "aé你，𠮷好\n";

/// Decodes the pieces one by one and tells the decoder of the end.
fn decoded<'a>(charset: &'static Encoding, pieces: impl Iterator<Item = &'a [u8]>) -> (String, bool) {
    let mut decoder = charset.new_decoder_without_bom_handling();
    let (mut text, mut malformed) = (String::new(), false);
    for (bytes, at_end) in pieces.map(|piece| (piece, false)).chain([(&b""[..], true)]) {
        let (more, wrong) = decode(&mut decoder, bytes, at_end);
        text += &more;
        malformed |= wrong;
    }
    (text, malformed)
}

#[test]
fn every_two_cuts_give_the_same_text() {
    let only_gbk: String = MIXED.chars().filter(|letter| !"é𠮷".contains(*letter)).collect();
    for (charset, text) in [(UTF_8, MIXED), (GBK, only_gbk.as_str())] {
        let (bytes, _, unmappable) = charset.encode(text);
        assert!(!unmappable, "{}", charset.name());
        for first in 0..=bytes.len() {
            for second in first..=bytes.len() {
                let pieces = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                let seen = decoded(charset, pieces.into_iter());
                assert_eq!(seen, (text.to_owned(), false), "{} cut at {first} and {second}", charset.name());
            }
        }
    }
}

#[test]
fn a_stream_that_ends_inside_a_character_is_malformed_and_no_other_is() {
    for end in 0..=MIXED.len() {
        let (_, malformed) = decoded(UTF_8, [&MIXED.as_bytes()[..end]].into_iter());
        assert_eq!(malformed, !MIXED.is_char_boundary(end), "the first {end} bytes");
    }
}

proptest! {
    #[test]
    fn text_in_utf8_comes_back_whatever_the_pieces(text in any::<String>(), size in 1usize..8) {
        prop_assert_eq!(decoded(UTF_8, text.as_bytes().chunks(size)), (text, false));
    }

    #[test]
    fn text_in_gbk_comes_back_whatever_the_pieces(
        letters in proptest::collection::vec(
            prop_oneof![proptest::char::range(' ', '~'), proptest::char::range('一', '龥')],
            0..40,
        ),
        size in 1usize..8,
    ) {
        let text: String = letters.into_iter().collect();
        let (bytes, _, unmappable) = GBK.encode(&text);
        prop_assert!(!unmappable);
        prop_assert_eq!(decoded(GBK, bytes.chunks(size)), (text, false));
    }

    #[test]
    fn bytes_that_are_no_text_are_read_alike_whatever_the_pieces(
        bytes in proptest::collection::vec(any::<u8>(), 0..60),
        size in 1usize..8,
    ) {
        for charset in [UTF_8, GBK] {
            prop_assert_eq!(decoded(charset, bytes.chunks(size)), decoded(charset, [&bytes[..]].into_iter()));
        }
        prop_assert_eq!(!decoded(UTF_8, bytes.chunks(size)).1, std::str::from_utf8(&bytes).is_ok());
    }
}
