//! Lab 30: what happens to a writer whose reader is slow.

use std::io::Read;

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    sys,
    trace::{Errno, LOOPBACK, Observable, TracedSocket, Tracer, Value, wait},
};

use super::{check_snapshots, observed, play};

fn connected(t: &Tracer, buffer: usize) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.set_recv_buffer_size(buffer).unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.set_send_buffer_size(buffer).unwrap();
    client.connect(listener.address()).unwrap();
    let (server, _) = listener.accept().unwrap();
    client.set_nonblocking(true).unwrap();
    (client, server)
}

fn number(scene: &str, knobs: &[(&str, &str)], claim: &str) -> i64 {
    match observed(&play(30, scene, knobs), claim) {
        Value::Number(number) => *number,
        other => panic!("{claim}: {other} is no number"),
    }
}

#[rstest]
#[case::the_smallest("4096")]
#[case::odd("12345")]
#[case::large("200000")]
fn a_pipe_of_any_size_is_full_at_last_and_holds_every_byte_that_it_took(#[case] buffer: &str) {
    let run = play(30, "full", &[("buffer", buffer)]);
    assert_eq!(observed(&run, "refused"), &Value::Errno(Errno::Again));
    let [taken, unread, unsent] = ["taken", "unread", "unsent"].map(|claim| match observed(&run, claim) {
        Value::Number(number) => *number,
        other => panic!("{claim}: {other} is no number"),
    });
    assert_eq!(unread + unsent, taken);
}

#[test]
fn a_larger_pipe_takes_more() {
    let (small, large) = (number("full", &[("buffer", "4096")], "taken"), number("full", &[], "taken"));
    assert!(small < large, "{small} and {large} bytes");
}

#[rstest]
#[case::a_byte("1", Value::No)]
#[case::a_thousand("1000", Value::No)]
#[case::all_there_is("1048576", Value::Yes)]
fn only_much_reading_makes_a_full_pipe_writable(#[case] read: &str, #[case] writable: Value) {
    assert_eq!(observed(&play(30, "writable", &[("read", read)]), "after_a_little"), &writable);
}

#[rstest]
#[case::the_program_read(true, Value::bytes(b""))]
#[case::it_did_not(false, Value::Errno(Errno::ConnectionReset))]
fn the_acknowledgement_is_the_same_and_the_end_is_not(#[case] reads: bool, #[case] end: Value) {
    let t = Tracer::new();
    let (client, server) = connected(&t, 65_536);
    client.send(b"hello").unwrap();
    client.wait_acknowledged().unwrap();
    if reads {
        server.recv(1024).unwrap();
    }
    server.close();
    client.wait_readable().unwrap();
    assert_eq!(client.recv(1024).into_value(), end);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(30);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn however_it_is_filled_the_reader_gets_every_byte_that_was_taken(
        buffer in 4096usize..100_000,
        chunk in 1usize..50_000,
    ) {
        let t = Tracer::new();
        let (client, server) = connected(&t, buffer);
        let mut taken = Vec::new();
        for number in (0..=u8::MAX).cycle() {
            match client.inner().send(&vec![number; chunk]) {
                Ok(count) => taken.extend(vec![number; count]),
                Err(error) => {
                    prop_assert_eq!(Err::<(), _>(error).into_value(), Value::Errno(Errno::Again));
                    break;
                }
            }
        }
        wait::until("each byte in one of the two queues", || {
            sys::set_tcp_quickack(server.inner(), true)?;
            let queued = sys::receive_queue(server.inner())? + sys::send_queue(client.inner())?;
            Ok(queued as usize == taken.len())
        })
        .unwrap();
        client.close();
        let mut received = Vec::new();
        server.inner().read_to_end(&mut received).unwrap();
        prop_assert!(received == taken);
    }
}
