//! The codec of lab 33, without a socket: round trips, every cut, wrong headers, and bytes that nobody meant well.

use proptest::{collection::vec, prelude::*};
use rstest::rstest;

use super::*;

fn whole(filename: &str, file: &[u8]) -> Vec<u8> {
    [&Header::of(filename, file).encode().unwrap(), file].concat()
}

fn framed(json: &str) -> Vec<u8> {
    frame::frame(json.as_bytes()).unwrap()
}

/// What a stream that is read in these pieces comes to, and what comes after the file.
fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<(Header, Vec<u8>, Vec<u8>), TransferError> {
    let (mut reader, mut after) = (FileReader::new(), Vec::new());
    for piece in pieces {
        after.extend_from_slice(reader.push(piece)?);
    }
    reader.finish().map(|(header, file)| (header, file, after))
}

#[rstest]
#[case::nothing(b"", "d41d8cd98f00b204e9800998ecf8427e")]
#[case::abc(b"abc", "900150983cd24fb0d6963f7d28e17f72")]
#[case::digits(
    b"12345678901234567890123456789012345678901234567890123456789012345678901234567890",
    "57edf4a22be3c955ac49da2e2107b67a"
)]
fn the_digests_of_rfc_1321_come_out(#[case] bytes: &[u8], #[case] digest: &str) {
    assert_eq!(md5(bytes), digest);
}

#[rstest]
#[case::as_json_dumps_writes_it(r#"{"filename": "a.txt", "md5": "x", "total_size": 7}"#, "a.txt", 7)]
#[case::in_another_order(r#"{"total_size":7,"md5":"x","filename":"a.txt"}"#, "a.txt", 7)]
#[case::escaped_as_json_dumps_does(r#"{"filename": "\u4f60\u597d", "md5": "x", "total_size": 0}"#, "你好", 0)]
#[case::with_a_field_of_a_later_version(r#"{"filename":"a","mode":420,"md5":"x","total_size":1}"#, "a", 1)]
#[case::beyond_31_bits(r#"{"filename":"a","md5":"x","total_size":5000000000}"#, "a", 5_000_000_000)]
#[case::beyond_53_bits(r#"{"filename":"a","md5":"x","total_size":9007199254740993}"#, "a", 9_007_199_254_740_993)]
#[case::the_largest(r#"{"filename":"a","md5":"x","total_size":18446744073709551615}"#, "a", u64::MAX)]
fn a_header_is_read(#[case] json: &str, #[case] filename: &str, #[case] total_size: u64) {
    let header = Header { filename: filename.to_owned(), md5: "x".to_owned(), total_size };
    assert_eq!(Header::decode(json.as_bytes(), 4), Ok(header.clone()));
    let mut reader = FileReader::new();
    assert_eq!(reader.push(&framed(json)), Ok(&b""[..]));
    assert_eq!(reader.header(), Some(&header));
    assert_eq!(reader.reserved(), 0, "a size alone reserves nothing");
}

#[rstest]
#[case::nothing("", 4, "EOF while parsing a value")]
#[case::a_python_dict("{'filename': 'a'}", 5, "key must be a string")]
#[case::a_comma_too_many(r#"{"filename":"a",}"#, 20, "trailing comma")]
#[case::on_a_second_line("{\n  filename: 1}", 8, "key must be a string")]
#[case::cut_off(r#"{"filename":"a"#, 18, "EOF while parsing a string")]
#[case::followed_by_something(r#"{"filename":"a","md5":"x","total_size":1}0"#, 45, "trailing characters")]
#[case::without_a_size(r#"{"filename":"a","md5":"x"}"#, 29, "missing field `total_size`")]
#[case::a_negative_size(
    r#"{"filename":"a","md5":"x","total_size":-1}"#,
    44,
    "invalid value: integer `-1`, expected u64"
)]
#[case::a_size_in_quotes(
    r#"{"filename":"a","md5":"x","total_size":"1"}"#,
    45,
    "invalid type: string \"1\", expected u64"
)]
fn a_wrong_header_is_an_error_at_a_byte(#[case] json: &str, #[case] at: u64, #[case] words: &str) {
    let error = TransferError { at, fault: Fault::Json(words.to_owned()) };
    assert_eq!(read([&framed(json)[..]]), Err(error));
}

#[rstest]
#[case::negative(-1, frame::Fault::Negative(-1))]
#[case::huge(i32::MAX, frame::Fault::TooLong { length: 2_147_483_647, limit: LONGEST_HEADER })]
fn a_header_length_that_is_a_lie_is_refused(#[case] told: i32, #[case] fault: frame::Fault) {
    let mut reader = FileReader::new();
    let refused = Err(TransferError { at: 0, fault: Fault::Length(fault) });
    assert_eq!(reader.push(&told.to_le_bytes()), refused);
    assert_eq!(reader.push(&[0; 10_000]), refused, "and it stays refused");
    assert!(reader.head.capacity() < 64);
}

#[test]
fn one_wrong_bit_is_found() {
    let mut stream = whole("a.txt", b"hello");
    let begins = stream.len() as u64 - 5;
    *stream.last_mut().unwrap() ^= 1;
    let fault = Fault::Digest { told: md5(b"hello"), found: md5(b"helln") };
    assert_eq!(read([&stream[..]]), Err(TransferError { at: begins, fault }));
}

fn a_file() -> impl Strategy<Value = (String, Vec<u8>)> {
    (any::<String>(), vec(any::<u8>(), 0..100))
}

proptest! {
    #[test]
    fn any_chunking_gives_the_file_and_what_follows_it(
        (filename, file) in a_file(),
        after in vec(any::<u8>(), 0..10),
        size in 1usize..40,
    ) {
        let stream = [whole(&filename, &file), after.clone()].concat();
        let header = Header::of(&filename, &file);
        prop_assert_eq!(read(stream.chunks(size)), Ok((header, file, after)));
    }

    #[test]
    fn a_stream_cut_anywhere_is_an_error_that_says_where_it_ends((filename, file) in a_file()) {
        let stream = whole(&filename, &file);
        let json = Header::of(&filename, &file).json().len();
        for cut in 0..stream.len() {
            let fault = match cut {
                0..4 => Fault::Length(frame::Fault::HeaderCut { have: cut }),
                _ if cut < 4 + json => Fault::Length(frame::Fault::PayloadCut { have: cut - 4, length: json }),
                _ => Fault::FileCut { have: (cut - 4 - json) as u64, total: file.len() as u64 },
            };
            prop_assert_eq!(read([&stream[..cut]]), Err(TransferError { at: cut as u64, fault }));
        }
    }

    #[test]
    fn arbitrary_bytes_are_a_file_or_an_error_inside_the_stream(
        json in vec(any::<u8>(), 0..60),
        length in prop_oneof![any::<i32>(), 0i32..60],
    ) {
        let stream = [&length.to_le_bytes()[..], &json].concat();
        if let Err(error) = read(stream.chunks(7)) {
            prop_assert!(error.at <= stream.len() as u64, "{}", error);
        }
        if let Err(error) = Header::decode(&json, 0) {
            prop_assert!(error.at <= json.len() as u64, "{}", error);
        }
    }
}
