//! Lab 13: one datagram for many receivers.

use std::net::{Ipv4Addr, SocketAddr};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const BROADCAST: Ipv4Addr = Ipv4Addr::new(127, 255, 255, 255);

#[rstest]
#[case::one("1", 1)]
#[case::three("3", 3)]
#[case::ten("10", 10)]
fn however_many_share_the_port_one_datagram_reaches_them_all(
    #[values("everybody", "multicast")] scene: &str,
    #[case] receivers: &str,
    #[case] heard: i64,
) {
    let run = play(13, scene, &[("receivers", receivers)]);
    assert_eq!(observed(&run, "heard"), &Value::Number(heard));
}

#[rstest]
#[case::one("1", "receiver 1")]
#[case::three("3", "receiver 3")]
#[case::ten("10", "receiver 10")]
fn however_many_share_the_port_a_unicast_reaches_the_one_bound_last(
    #[case] receivers: &str,
    #[case] who: &'static str,
) {
    let run = play(13, "unicast", &[("receivers", receivers)]);
    assert_eq!(observed(&run, "heard"), &Value::Number(1));
    assert_eq!(observed(&run, "who"), &Value::word(who));
}

#[test]
fn the_permission_can_be_given_back() {
    let t = Tracer::new();
    let sender = t.udp("sender").unwrap();
    let everybody = SocketAddr::from((BROADCAST, 9));
    sender.set_broadcast(true).unwrap();
    sender.set_broadcast(false).unwrap();
    assert_eq!(sender.connect(everybody).unwrap_err().kind(), std::io::ErrorKind::PermissionDenied);
}

#[test]
fn a_receiver_on_the_broadcast_address_hears_broadcasts_and_nothing_else() {
    let t = Tracer::new();
    let receiver = t.udp("receiver").unwrap();
    receiver.bind(SocketAddr::from((BROADCAST, 0))).unwrap();
    let port = receiver.address().port();
    let sender = t.udp("sender").unwrap();
    sender.set_broadcast(true).unwrap();
    sender.send_to(b"only you", SocketAddr::from((Ipv4Addr::LOCALHOST, port))).unwrap();
    sender.send_to(b"anybody there?", SocketAddr::from((BROADCAST, port))).unwrap();
    receiver.wait_readable().unwrap();
    assert_eq!(receiver.recv_from(1024).unwrap().bytes, b"anybody there?");
}

#[test]
fn a_receiver_of_a_broadcast_can_answer_the_sender_alone() {
    let t = Tracer::new();
    let receiver = t.udp("receiver").unwrap();
    receiver.bind(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))).unwrap();
    let sender = t.udp("sender").unwrap();
    sender.bind(LOOPBACK).unwrap();
    sender.set_broadcast(true).unwrap();
    sender.send_to(b"anybody there?", SocketAddr::from((BROADCAST, receiver.address().port()))).unwrap();
    receiver.wait_readable().unwrap();
    let question = receiver.recv_from(1024).unwrap();
    assert_eq!(question.from, sender.address());
    receiver.send_to(b"me", &question.from).unwrap();
    sender.wait_readable().unwrap();
    assert_eq!(sender.recv_from(1024).unwrap().bytes, b"me");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(13);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum BoundTo {
    Any,
    Localhost,
    Broadcast,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broadcast_reaches_every_receiver_but_those_on_another_address(
        addresses in proptest::collection::vec(
            prop_oneof![Just(BoundTo::Any), Just(BoundTo::Localhost), Just(BoundTo::Broadcast)],
            1..8,
        ),
        payload in proptest::collection::vec(any::<u8>(), 1..100),
    ) {
        let t = Tracer::new();
        let first = t.udp("receiver").unwrap();
        first.set_reuse_address(true).unwrap();
        first.bind(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))).unwrap();
        let port = first.address().port();
        let receivers: Vec<(BoundTo, TracedSocket)> = addresses
            .into_iter()
            .map(|bound_to| {
                let ip = match bound_to {
                    BoundTo::Any => Ipv4Addr::UNSPECIFIED,
                    BoundTo::Localhost => Ipv4Addr::LOCALHOST,
                    BoundTo::Broadcast => BROADCAST,
                };
                let receiver = t.udp("receiver").unwrap();
                receiver.set_reuse_address(true).unwrap();
                receiver.set_nonblocking(true).unwrap();
                receiver.bind(SocketAddr::from((ip, port))).unwrap();
                (bound_to, receiver)
            })
            .collect();

        let sender = t.udp("sender").unwrap();
        sender.set_broadcast(true).unwrap();
        sender.send_to(&payload, SocketAddr::from((BROADCAST, port))).unwrap();
        first.wait_readable().unwrap();
        for (bound_to, receiver) in &receivers {
            if *bound_to == BoundTo::Localhost {
                prop_assert!(receiver.recv_from(1024).is_err());
            } else {
                receiver.wait_readable().unwrap();
                prop_assert_eq!(&receiver.recv_from(1024).unwrap().bytes, &payload);
            }
        }
    }
}
