//! Lab 15: both directions at once.

use std::thread;

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one_line("1", 0)]
#[case::ten_lines("10", 9)]
#[case::fifty_lines("50", 49)]
fn who_takes_strict_turns_writes_the_rest_of_its_lines_too_late(#[case] lines: &str, #[case] too_late: i64) {
    let run = play(15, "half-duplex", &[("lines", lines)]);
    assert_eq!(observed(&run, "too_late"), &Value::Number(too_late));
    assert_eq!(observed(&run, "waiting"), &Value::Number(5));
    assert_eq!(observed(&run, "heard"), &Value::bytes(b"stop!"));
}

#[rstest]
#[case::one_line("1", 1)]
#[case::fifty_lines("50", 50)]
fn four_threads_on_two_sockets_lose_nothing(#[case] lines: &str, #[case] heard: i64) {
    let run = play(15, "full-duplex", &[("lines", lines)]);
    assert_eq!(observed(&run, "at_server"), &Value::Number(heard));
    assert_eq!(observed(&run, "at_client"), &Value::Number(heard));
    assert!(run.trace.concurrent);
}

#[test]
fn each_thread_of_a_shared_socket_has_its_own_lane_and_the_address_belongs_to_their_program() {
    let run = play(15, "shared", &[]);
    let actors: Vec<&str> = run.trace.events.iter().map(|event| event.actor.0.as_ref()).collect();
    assert!(actors.contains(&"client reading") && actors.contains(&"client writing"));
    let names = socklab::trace::Names::of(&run.trace);
    let owners = run.trace.names.iter().filter_map(|name| names.owner(name.address.port()));
    assert!(owners.into_iter().all(|owner| matches!(owner.0.as_ref(), "client" | "server")));
}

fn bound(t: &Tracer, actor: &'static str) -> TracedSocket {
    let socket = t.udp(actor).unwrap();
    socket.bind(LOOPBACK).unwrap();
    socket
}

#[test]
fn a_shared_socket_lives_until_the_last_thread_has_let_go_of_it() {
    let t = Tracer::new();
    let server = bound(&t, "server");
    let client = bound(&t, "client");
    let reading = client.shared_with("client reading");
    let address = client.address();
    client.close();
    server.send_to(b"still there?", &address).unwrap();
    assert_eq!(reading.recv_from(1024).unwrap().bytes, b"still there?");

    let newcomer = t.udp("newcomer").unwrap();
    assert_eq!(newcomer.bind(&address).unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
    drop(reading);
    newcomer.bind(&address).expect("the port is free again");
}

#[test]
fn two_threads_that_read_one_socket_get_each_datagram_once() {
    let t = Tracer::new();
    let server = bound(&t, "server");
    let client = bound(&t, "client");
    let readers = [server.shared_with("server reading 1"), server.shared_with("server reading 2")];
    let mut heard: Vec<Vec<u8>> = thread::scope(|threads| {
        let threads = readers.map(|reader| {
            // Each reads until somebody says that it is over.
            let until_over = move || {
                let next = || reader.recv_from(1024).unwrap().bytes;
                std::iter::from_fn(|| Some(next()).filter(|bytes| bytes != b"over")).collect::<Vec<_>>()
            };
            thread::Builder::new().spawn_scoped(threads, until_over).unwrap()
        });
        for number in 0..20u8 {
            client.send_to(&[number], server.address()).unwrap();
        }
        for _ in 0..2 {
            client.send_to(b"over", server.address()).unwrap();
        }
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    heard.sort();
    assert_eq!(heard, (0..20u8).map(|number| vec![number]).collect::<Vec<_>>());
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(15);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn however_sends_interleave_the_two_directions_never_mix(
        turns in proptest::collection::vec(any::<bool>(), 1..40),
    ) {
        let t = Tracer::new();
        let (client, server) = (bound(&t, "client"), bound(&t, "server"));
        let mut sent = [Vec::new(), Vec::new()];
        for (number, &by_client) in (0u8..).zip(&turns) {
            let (from, to) = if by_client { (&client, &server) } else { (&server, &client) };
            from.send_to(&[number], to.address()).unwrap();
            sent[usize::from(by_client)].push(number);
        }
        for (socket, expected) in [(&client, &sent[0]), (&server, &sent[1])] {
            for number in expected {
                socket.wait_readable().unwrap();
                prop_assert_eq!(socket.recv_from(2).unwrap().bytes, vec![*number]);
            }
            prop_assert_eq!(socket.bytes_readable().unwrap(), 0);
        }
    }
}
