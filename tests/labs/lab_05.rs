//! Lab 05: who picks the port.

use std::{collections::BTreeSet, io};

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    sys,
    trace::{Errno, LOOPBACK, TracedSocket, Tracer, Value},
};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one("1")]
#[case::two("2")]
#[case::a_hundred("100")]
fn a_socket_sends_from_one_port_however_often(#[case] sends: &str) {
    let run = play(5, "many-sends", &[("sends", sends)]);
    assert_eq!(observed(&run, "ports"), &Value::Number(1));
}

#[rstest]
#[case::one("1", 1)]
#[case::two("2", 2)]
#[case::a_hundred("100", 100)]
fn as_many_clients_as_live_at_once_have_as_many_ports_of_the_range(#[case] clients: &str, #[case] count: i64) {
    let run = play(5, "many-clients", &[("clients", clients)]);
    assert_eq!(observed(&run, "ports"), &Value::Number(count));
    assert_eq!(observed(&run, "in_range"), &Value::Number(count));
}

/// What a client may do with its socket.
#[derive(Clone, Copy, Debug)]
enum Do {
    Ask,
    BindTo0,
    BindToTaken,
    Connect,
    Listen,
    Receive,
    SendTo,
    SendToNobody,
}

impl Do {
    fn with(self, client: &TracedSocket, server: &TracedSocket) -> io::Result<()> {
        match self {
            Do::Ask => client.peer_addr().map(|_| ()),
            Do::BindTo0 => client.bind(LOOPBACK),
            Do::BindToTaken => client.bind(server.address()),
            Do::Connect => client.connect(server.address()),
            Do::Listen => client.listen(1),
            Do::Receive => client.recv(1024).map(|_| ()),
            Do::SendTo => client.send_to(b"hello", server.address()).map(|_| ()),
            Do::SendToNobody => client.send(b"hello").map(|_| ()),
        }
    }
}

#[rstest]
#[case::sendto(Do::SendTo, None, true)]
#[case::connect(Do::Connect, None, true)]
#[case::bind_to_port_0(Do::BindTo0, None, true)]
#[case::a_send_that_lacks_an_address(Do::SendToNobody, Some(Errno::DestinationRequired), true)]
#[case::a_bind_that_is_refused(Do::BindToTaken, Some(Errno::AddrInUse), false)]
#[case::a_receive(Do::Receive, Some(Errno::Again), false)]
#[case::asking_for_the_peer(Do::Ask, Some(Errno::NotConnected), false)]
#[case::listen(Do::Listen, Some(Errno::NotSupported), false)]
fn a_port_is_taken_by_whatever_means_to_send(
    #[case] step: Do,
    #[case] fails: Option<Errno>,
    #[case] takes_a_port: bool,
) {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let client = t.udp("client").unwrap();
    client.set_nonblocking(true).unwrap();
    assert_eq!(client.address().port(), 0, "before");
    let done = step.with(&client, &server);
    assert_eq!(done.err().and_then(|error| Errno::of(&error)), fails);
    assert_eq!(client.address().port() != 0, takes_a_port);
}

#[test]
fn a_client_that_is_started_again_and_again_does_not_always_get_the_same_port() {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let mut ports = BTreeSet::new();
    for _ in 0..10 {
        let client = t.udp("client").unwrap();
        client.send_to(b"hello", server.address()).unwrap();
        ports.insert(client.address().port());
        client.close();
    }
    assert!(ports.len() > 1, "ten times {ports:?}");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_port_is_0_until_it_is_needed_and_then_never_changes(
        steps in proptest::collection::vec(
            prop_oneof![Just(Do::Receive), Just(Do::SendTo), Just(Do::Connect), Just(Do::BindTo0)], 1..12),
    ) {
        let t = Tracer::new();
        let server = t.udp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        let client = t.udp("client").unwrap();
        client.set_nonblocking(true).unwrap();
        let (first, last) = sys::ephemeral_ports().unwrap();
        let mut port = 0;
        for step in steps {
            let done = step.with(&client, &server);
            let fails = match step {
                Do::Receive => Some(Errno::Again),
                Do::BindTo0 if port != 0 => Some(Errno::Invalid),
                _ => None,
            };
            prop_assert_eq!(done.err().and_then(|error| Errno::of(&error)), fails, "{:?}", step);
            let now = client.address().port();
            if port == 0 && !matches!(step, Do::Receive) {
                prop_assert!((first..=last).contains(&now), "{now} after {step:?}");
                port = now;
            }
            prop_assert_eq!(now, port, "after {:?}", step);
        }
    }
}
