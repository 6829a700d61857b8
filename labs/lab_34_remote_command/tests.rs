//! The messages of lab 34, in every kind of pieces and with every kind of header.

use proptest::prelude::*;
use rstest::rstest;

use super::{
    codec::{Incoming, LONGEST_ANSWER, LONGEST_COMMAND, Malformed, answer, command},
    experiment::{one_after_the_other, shell},
};

/// Pushes the pieces one by one and takes every answer as soon as it is there.
fn answers<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let (mut incoming, mut taken) = (Incoming::default(), Vec::new());
    for piece in pieces {
        incoming.push(piece);
        while let Some(answer) = incoming.answer().unwrap() {
            taken.push(answer);
        }
    }
    taken
}

#[test]
fn an_answer_is_a_little_endian_length_and_both_outputs() {
    assert_eq!(answer(b"out\n", b"err\n").unwrap(), b"\x08\0\0\0out\nerr\n");
    assert_eq!(answer(b"", b"").unwrap(), b"\0\0\0\0");
    assert_eq!(command("echo done"), b"echo done\n");
}

#[test]
fn every_two_cuts_give_the_same_answers() {
    let stream = [answer(b"done\n", b"").unwrap(), answer(b"", b"").unwrap(), answer(b"a", b"bc").unwrap()].concat();
    for first in 0..=stream.len() {
        for second in first..=stream.len() {
            let pieces = [&stream[..first], &stream[first..second], &stream[second..]];
            let expected: [&[u8]; 3] = [b"done\n", b"", b"abc"];
            assert_eq!(answers(pieces.into_iter()), expected, "cut at {first} and {second}");
        }
    }
}

#[test]
fn an_unfinished_answer_is_none_at_every_length() {
    let whole = answer(b"done\n", b"oops\n").unwrap();
    for end in 0..whole.len() {
        let mut incoming = Incoming::default();
        incoming.push(&whole[..end]);
        assert_eq!(incoming.answer(), Ok(None), "the first {end} bytes");
    }
}

#[rstest]
#[case::negative(-1)]
#[case::most_negative(i32::MIN)]
#[case::one_too_long(i32::try_from(LONGEST_ANSWER).unwrap() + 1)]
#[case::the_longest_that_fits_the_header(i32::MAX)]
fn a_length_that_cannot_be_is_refused_before_the_body_comes(#[case] length: i32) {
    let mut incoming = Incoming::default();
    incoming.push(&length.to_le_bytes());
    assert_eq!(incoming.answer(), Err(Malformed::Length(length)));
}

#[rstest]
#[case::without_a_newline(vec![b'x'; LONGEST_COMMAND + 1])]
#[case::with_one_too_late([vec![b'x'; LONGEST_COMMAND + 1], b"\n".to_vec()].concat())]
fn a_command_that_is_too_long_is_refused(#[case] bytes: Vec<u8>) {
    let mut incoming = Incoming::default();
    incoming.push(&bytes);
    assert_eq!(incoming.command(), Err(Malformed::LongCommand));
}

#[test]
fn the_longest_messages_are_taken() {
    let mut incoming = Incoming::default();
    let longest = "x".repeat(LONGEST_COMMAND);
    incoming.push(&command(&longest));
    assert_eq!(incoming.command(), Ok(Some(longest.into_bytes())));
    let longest = vec![b'x'; LONGEST_ANSWER];
    incoming.push(&answer(&longest, b"").unwrap());
    assert_eq!(incoming.answer().unwrap().unwrap().len(), LONGEST_ANSWER);
}

#[rstest]
#[case::nothing("echo done", "done\n")]
#[case::a_few_lines("seq 3 >&2; echo done", "done\n1\n2\n3\n")]
fn with_little_on_standard_error_the_mistake_does_not_show(#[case] command: &str, #[case] output: &str) {
    let (stdout, its_stdout) = std::io::pipe().unwrap();
    let (stderr, its_stderr) = std::io::pipe().unwrap();
    let mut child = shell(command.as_bytes()).stdout(its_stdout).stderr(its_stderr).spawn().unwrap();
    assert_eq!(one_after_the_other(stdout, stderr).unwrap(), output.as_bytes());
    assert!(child.wait().unwrap().success());
}

proptest! {
    #[test]
    fn answers_come_back_whatever_the_pieces(
        outputs in proptest::collection::vec(
            (proptest::collection::vec(any::<u8>(), 0..200), proptest::collection::vec(any::<u8>(), 0..200)),
            0..6,
        ),
        size in 1usize..50,
    ) {
        let stream: Vec<u8> = outputs.iter().flat_map(|(out, err)| answer(out, err).unwrap()).collect();
        let expected: Vec<Vec<u8>> = outputs.into_iter().map(|(out, err)| [out, err].concat()).collect();
        prop_assert_eq!(answers(stream.chunks(size)), expected);
    }

    #[test]
    fn commands_come_back_whatever_the_pieces(
        texts in proptest::collection::vec("[^\n]{0,40}", 0..6),
        size in 1usize..50,
    ) {
        let stream: Vec<u8> = texts.iter().flat_map(|text| command(text)).collect();
        let (mut incoming, mut taken) = (Incoming::default(), Vec::new());
        for piece in stream.chunks(size) {
            incoming.push(piece);
            while let Some(line) = incoming.command().unwrap() {
                taken.push(String::from_utf8(line).unwrap());
            }
        }
        prop_assert_eq!(taken, texts);
    }

    #[test]
    fn whatever_comes_nothing_panics_and_nothing_is_made_up(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut incoming = Incoming::default();
        incoming.push(&bytes);
        let mut taken = 0;
        while let Ok(Some(answer)) = incoming.answer() {
            taken += 4 + answer.len();
        }
        prop_assert!(taken <= bytes.len());
        let _ = incoming.command();
    }
}
