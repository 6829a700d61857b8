//! Lab 20: the queue in front of accept.

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    sys,
    trace::{Errno, LOOPBACK, Observable, TcpState, TracedSocket, Tracer, Value, wait},
};

use super::{check_snapshots, observed, play};

fn listening(t: &Tracer, backlog: i32) -> TracedSocket {
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    server.listen(backlog).unwrap();
    server
}

fn queue(server: &TracedSocket) -> u32 {
    sys::tcp_info(server.inner()).unwrap().unacknowledged
}

/// A client whose connection is in the server's queue.
fn queued(t: &Tracer, server: &TracedSocket) -> TracedSocket {
    let before = queue(server);
    let client = t.tcp("client").unwrap();
    client.connect(server.address()).unwrap();
    wait::until("a longer queue", || Ok(queue(server) > before)).unwrap();
    client
}

/// A client whose SYN the server's kernel has dropped.
fn dropped(t: &Tracer, server: &TracedSocket) -> TracedSocket {
    let drops = || sys::receive_memory(server.inner()).unwrap().dropped;
    let before = drops();
    let client = t.tcp("client").unwrap();
    client.set_nonblocking(true).unwrap();
    assert_eq!(client.connect(server.address()).into_value(), Value::Errno(Errno::InProgress));
    wait::until("a dropped SYN", || Ok(drops() > before)).unwrap();
    client
}

#[rstest]
#[case::not_even_one("0", 1)]
#[case::one("1", 2)]
#[case::the_tutorials_own("5", 6)]
#[case::many("20", 21)]
fn one_more_than_the_backlog_gets_in_and_the_others_wait(#[case] backlog: &str, #[case] connected: i64) {
    let run = play(20, "full", &[("backlog", backlog)]);
    assert_eq!(observed(&run, "connected"), &Value::Number(connected));
    assert_eq!(observed(&run, "queued"), &Value::Number(connected));
    assert_eq!(observed(&run, "waiting"), &Value::Number(2));
}

#[rstest]
#[case::shorter(5, 1)]
#[case::longer(1, 5)]
fn a_second_call_of_listen_changes_the_backlog(#[case] first: i32, #[case] second: i32) {
    let t = Tracer::new();
    let server = listening(&t, first);
    server.listen(second).unwrap();
    let _clients: Vec<_> = (0..=second).map(|_| queued(&t, &server)).collect();
    let outside = dropped(&t, &server);
    assert_eq!(sys::tcp_info(outside.inner()).unwrap().state, TcpState::SynSent);
}

#[test]
fn a_client_that_gives_up_in_the_queue_keeps_its_place() {
    let t = Tracer::new();
    let server = listening(&t, 0);
    let client = queued(&t, &server);
    let left = client.address();
    client.close();
    let _outside = dropped(&t, &server);
    assert_eq!(queue(&server), 1);
    let (gone, peer) = server.accept().unwrap();
    assert_eq!(peer, left);
    assert_eq!(gone.recv(1).unwrap(), b"");
}

#[test]
fn an_accept_makes_room_for_the_next_client() {
    let t = Tracer::new();
    let server = listening(&t, 0);
    let mut talks = Vec::new();
    for _ in 0..10 {
        let client = queued(&t, &server);
        talks.push((client, server.accept().unwrap()));
        assert_eq!(queue(&server), 0);
    }
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(20);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn accept_returns_the_clients_in_the_order_in_which_they_came(
        clients in 1usize..12,
        speaker in any::<prop::sample::Index>(),
    ) {
        let t = Tracer::new();
        let server = listening(&t, 12);
        let came: Vec<_> = (0..clients).map(|_| queued(&t, &server)).collect();
        speaker.get(&came).send(b"hello").unwrap();
        for client in &came {
            prop_assert_eq!(server.accept().unwrap().1, client.address());
        }
    }

    #[test]
    fn the_queue_holds_the_backlog_and_one(backlog in 0i32..10, late in 1usize..4) {
        let t = Tracer::new();
        let server = listening(&t, backlog);
        let inside: Vec<_> = (0..=backlog).map(|_| queued(&t, &server)).collect();
        let outside: Vec<_> = (0..late).map(|_| dropped(&t, &server)).collect();
        prop_assert_eq!(queue(&server) as usize, inside.len());
        for client in outside {
            prop_assert_eq!(sys::tcp_info(client.inner()).unwrap().state, TcpState::SynSent);
        }
    }
}
