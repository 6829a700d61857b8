//! The codec of lab 32, without a socket: round trips, every cut, and bytes that nobody meant well.

use proptest::{collection::vec, prelude::*};
use rstest::rstest;

use super::*;

const LIMIT: usize = 1000;

/// Everything that comes out of a stream that is read in these pieces, and how it ended.
fn decoded<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Vec<u8>>, Result<(), FrameError>) {
    let mut decoder = Decoder::new(LIMIT);
    let mut messages = Vec::new();
    for piece in pieces {
        decoder.push(piece);
        loop {
            match decoder.message() {
                Ok(Some(message)) => messages.push(message),
                Ok(None) => break,
                Err(error) => return (messages, Err(error)),
            }
        }
    }
    (messages, decoder.finish())
}

#[rstest]
#[case::hello(b"hello", b"\x05\0\0\0hello")]
#[case::nothing(b"", b"\0\0\0\0")]
#[case::a_newline_is_no_more_than_a_byte(b"\n", b"\x01\0\0\0\n")]
fn a_frame_is_what_struct_pack_writes(#[case] payload: &[u8], #[case] packed: &[u8]) {
    assert_eq!(frame(payload).unwrap(), packed);
}

#[rstest]
#[case::the_largest(2_147_483_647, Some([0xff, 0xff, 0xff, 0x7f]))]
#[case::one_more(2_147_483_648, None)]
#[case::the_tutorials_number(1_111_111_111_111, None)]
#[case::the_largest_of_all(u64::MAX, None)]
fn a_length_of_more_than_31_bits_does_not_fit(#[case] told: u64, #[case] packed: Option<[u8; 4]>) {
    assert_eq!(header(told).ok(), packed);
}

#[rstest]
#[case::the_limit_itself(1000, Ok(1000))]
#[case::one_above(1001, Err(Fault::TooLong { length: 1001, limit: 1000 }))]
#[case::the_largest(i32::MAX, Err(Fault::TooLong { length: 2_147_483_647, limit: 1000 }))]
#[case::minus_one(-1, Err(Fault::Negative(-1)))]
#[case::the_smallest(i32::MIN, Err(Fault::Negative(i32::MIN)))]
fn a_length_is_refused_where_it_stands(#[case] told: i32, #[case] seen: Result<usize, Fault>) {
    assert_eq!(length(told.to_le_bytes(), LIMIT), seen);
    if let Err(fault) = seen {
        let stream = [&frame(b"hello").unwrap()[..], &told.to_le_bytes()].concat();
        assert_eq!(decoded([&stream[..]]), (vec![b"hello".to_vec()], Err(FrameError { at: 9, fault })));
    }
}

#[rstest]
#[case::negative(-1)]
#[case::huge(i32::MAX)]
#[case::long_but_accepted(1000)]
fn a_length_alone_reserves_nothing(#[case] told: i32) {
    let mut decoder = Decoder::new(LIMIT);
    decoder.push(&told.to_le_bytes());
    let _ = decoder.message();
    assert!(decoder.reserved() < 64, "{} bytes", decoder.reserved());
}

#[test]
fn a_refused_stream_is_not_taken_up_again() {
    let mut decoder = Decoder::new(LIMIT);
    decoder.push(&(-1i32).to_le_bytes());
    let refused = decoder.message().unwrap_err();
    decoder.push(&[0; 10_000]);
    assert_eq!(decoder.message(), Err(refused.clone()));
    assert!(decoder.reserved() < 64, "what follows is not kept");
    assert_eq!(decoder.finish(), Err(refused));
}

fn messages() -> impl Strategy<Value = Vec<Vec<u8>>> {
    vec(vec(any::<u8>(), 0..40), 0..8)
}

fn stream(messages: &[Vec<u8>]) -> Vec<u8> {
    messages.iter().flat_map(|message| frame(message).unwrap()).collect()
}

proptest! {
    #[test]
    fn any_chunking_gives_the_same_messages(messages in messages(), sizes in vec(1usize..20, 1..10)) {
        let stream = stream(&messages);
        let (mut rest, mut pieces) = (&stream[..], Vec::new());
        for size in sizes.iter().cycle() {
            let (piece, after) = rest.split_at(rest.len().min(*size));
            pieces.push(piece);
            rest = after;
            if rest.is_empty() { break }
        }
        prop_assert_eq!(decoded(pieces), (messages, Ok(())));
    }

    #[test]
    fn a_stream_cut_anywhere_gives_the_messages_before_the_cut_and_says_where_it_ends(messages in messages()) {
        let stream = stream(&messages);
        let mut ends = vec![0];
        for message in &messages {
            ends.push(ends[ends.len() - 1] + HEADER + message.len());
        }
        for cut in 0..=stream.len() {
            let whole = ends.iter().filter(|end| **end <= cut).count() - 1;
            let (seen, ending) = decoded([&stream[..cut]]);
            prop_assert_eq!(&seen, &messages[..whole]);
            let have = cut - ends[whole];
            let expected = match have {
                0 => Ok(()),
                1..4 => Err(Fault::HeaderCut { have }),
                _ => Err(Fault::PayloadCut { have: have - HEADER, length: messages[whole].len() }),
            };
            prop_assert_eq!(ending, expected.map_err(|fault| FrameError { at: cut as u64, fault }));
        }
    }

    #[test]
    fn arbitrary_bytes_are_messages_or_an_error_and_no_byte_is_invented(
        pieces in vec(vec(any::<u8>(), 0..30), 0..10),
    ) {
        let pushed: usize = pieces.iter().map(Vec::len).sum();
        let (messages, _) = decoded(pieces.iter().map(Vec::as_slice));
        let given: usize = messages.iter().map(|message| HEADER + message.len()).sum();
        prop_assert!(given <= pushed);
        prop_assert!(pieces.concat().starts_with(&stream(&messages)));
    }
}
