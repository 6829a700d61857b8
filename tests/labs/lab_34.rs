//! Lab 34: a command and its output. The messages themselves are tested beside the lab.

use rstest::rstest;
use socklab::trace::Value;

use super::{check_snapshots, observed, play};

fn number(number: usize) -> Value {
    Value::Number(i64::try_from(number).unwrap())
}

/// What `seq 300` prints.
fn numbers() -> String {
    let lines: Vec<String> = (1..=300).map(|number| number.to_string()).collect();
    lines.join("\n") + "\n"
}

#[rstest]
#[case::one_byte("1")]
#[case::in_the_middle_of_a_number("1000")]
#[case::as_in_the_tutorial("1024")]
#[case::all_but_the_last_newline("1091")]
#[case::by_luck_an_exact_fit("1092")]
#[case::room_to_spare("4096")]
fn unframed_the_second_answer_begins_where_the_first_was_cut(#[case] recv_size: &str) {
    let size: usize = recv_size.parse().unwrap();
    let stream = numbers() + "done\n";
    let first = size.min(numbers().len());
    let second = &stream[first..stream.len().min(first + size)];

    let run = play(34, "unframed", &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "first"), &number(first));
    assert_eq!(observed(&run, "left"), &number(numbers().len() - first));
    let line = second.split('\n').next().unwrap().as_bytes().to_vec();
    assert_eq!(observed(&run, "second"), &Value::Bytes(line.into()));
}

#[rstest]
#[case::a_quarter_of_a_header("1")]
#[case::less_than_a_header("3")]
#[case::exactly_a_header("4")]
#[case::a_header_and_a_byte("5")]
#[case::everything_at_once("4096")]
fn framed_each_answer_is_whole_whatever_the_reads(#[case] recv_size: &str) {
    let run = play(34, "framed", &[("recv_size", recv_size)]);
    assert_eq!(observed(&run, "first"), &number(numbers().len()));
    assert_eq!(observed(&run, "silent"), &Value::bytes(b""));
    assert_eq!(observed(&run, "last"), &Value::bytes(b"done\n"));
    assert_eq!(observed(&run, "both"), &Value::bytes(b"out\nerr\n"));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(34);
}
