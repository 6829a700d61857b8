//! Lab 21: a conversation in a loop.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const NOTHING_YET: Value = Value::Errno(Errno::Again);

fn connected(t: &Tracer) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

#[rstest]
#[case::one("1", 1)]
#[case::many("100", 100)]
fn one_connection_serves_any_number_of_turns(#[case] turns: &str, #[case] answered: i64) {
    let run = play(21, "five-turns", &[("turns", turns)]);
    assert_eq!(observed(&run, "answered"), &Value::Number(answered));
    assert_eq!(observed(&run, "afterwards"), &NOTHING_YET);
}

#[rstest]
#[case::once(1)]
#[case::again_and_again(100)]
fn empty_sends_leave_no_segment_and_nothing_to_read(#[case] sends: usize) {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    for _ in 0..sends {
        assert_eq!(client.send(b"").unwrap(), 0);
    }
    assert_eq!(client.tcp_info().unwrap().data_segments_out, 0);
    server.set_nonblocking(true).unwrap();
    assert_eq!(server.recv(1024).into_value(), NOTHING_YET);
}

#[rstest]
#[case::the_server_answers_nothing(b"", NOTHING_YET)]
#[case::the_server_answers_a_newline(b"\n", Value::bytes(b"\n"))]
fn an_empty_answer_hangs_the_loop_as_an_empty_question_does(#[case] answer: &[u8], #[case] expected: Value) {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    client.send(b"hello").unwrap();
    server.recv(1024).unwrap();
    server.send(answer).unwrap();
    if answer.is_empty() {
        assert_eq!(server.tcp_info().unwrap().data_segments_out, 0);
    } else {
        client.wait_readable().unwrap();
    }
    client.set_nonblocking(true).unwrap();
    assert_eq!(client.recv(1024).into_value(), expected);
}

#[rstest]
#[case::of_five_bytes(5, b"hello")]
#[case::of_one_byte(1, b"h")]
#[case::of_all(6, b"helloq")]
fn what_a_read_finds_before_q_is_decided_by_its_room(#[case] size: usize, #[case] first: &[u8]) {
    let t = Tracer::new();
    let (client, server) = connected(&t);
    client.send(b"hello").unwrap();
    client.send(b"q").unwrap();
    server.wait_queued(6).unwrap();
    assert_eq!(server.recv(size).unwrap(), first);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(21);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn empty_sends_between_others_change_nothing_of_the_stream(
        words in proptest::collection::vec("[a-z]{0,5}", 1..20),
    ) {
        let t = Tracer::new();
        let (client, server) = connected(&t);
        for word in &words {
            prop_assert_eq!(client.send(word.as_bytes()).unwrap(), word.len());
        }
        client.close();
        let mut stream = Vec::new();
        loop {
            let bytes = server.recv(1024).unwrap();
            if bytes.is_empty() {
                break;
            }
            stream.extend(bytes);
        }
        prop_assert_eq!(stream, words.concat().into_bytes());
    }

    #[test]
    fn over_udp_every_empty_send_arrives(words in proptest::collection::vec("[a-z]{0,2}", 1..20)) {
        let t = Tracer::new();
        let server = t.udp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        let client = t.udp("client").unwrap();
        for word in &words {
            client.send_to(word.as_bytes(), server.address()).unwrap();
        }
        for word in &words {
            server.wait_readable().unwrap();
            prop_assert_eq!(server.recv_from(1024).unwrap().bytes, word.as_bytes());
        }
    }
}
