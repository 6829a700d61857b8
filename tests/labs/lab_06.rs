//! Lab 06: one number, two ports.

use std::net::{TcpListener, UdpSocket};

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Address, Errno, LOOPBACK, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

/// A number that is free in both protocols.
fn free_number() -> Address {
    let numbers = std::iter::repeat_with(|| TcpListener::bind(LOOPBACK).unwrap().local_addr().unwrap());
    let mut free = numbers.filter(|&number| UdpSocket::bind(number).is_ok());
    Address::from(free.next().unwrap())
}

fn bound(t: &Tracer, protocol: &str, number: &Address) -> Result<TracedSocket, Option<Errno>> {
    let socket = if protocol == "tcp" { t.tcp("tcp server") } else { t.udp("udp server") }.unwrap();
    socket.bind(number).map(|()| socket).map_err(|error| Errno::of(&error))
}

#[rstest]
#[case::tcp_first("tcp")]
#[case::udp_first("udp")]
fn both_protocols_have_the_number_whichever_binds_it_first(#[case] first: &str) {
    let run = play(6, "both", &[("first", first)]);
    assert_eq!(observed(&run, "second"), &Value::OK);
    assert_eq!(observed(&run, "by_udp"), &Value::bytes(b"hello by UDP"));
    assert_eq!(observed(&run, "by_tcp"), &Value::bytes(b"hello by TCP"));
}

#[rstest]
#[case::tcp_beside_udp("udp", "tcp", Ok(()))]
#[case::udp_beside_tcp("tcp", "udp", Ok(()))]
#[case::tcp_twice("tcp", "tcp", Err(Some(Errno::AddrInUse)))]
#[case::udp_twice("udp", "udp", Err(Some(Errno::AddrInUse)))]
fn a_number_is_taken_within_its_protocol_alone(
    #[case] first: &str,
    #[case] second: &str,
    #[case] expected: Result<(), Option<Errno>>,
) {
    let t = Tracer::new();
    let number = free_number();
    let _holder = bound(&t, first, &number).unwrap();
    assert_eq!(bound(&t, second, &number).map(|_| ()), expected);
}

#[rstest]
#[case::listening(true)]
#[case::only_bound(false)]
fn a_tcp_socket_never_hears_a_datagram(#[case] listens: bool) {
    let t = Tracer::new();
    let number = free_number();
    let tcp = bound(&t, "tcp", &number).unwrap();
    if listens {
        tcp.listen(1).unwrap();
    }
    let client = t.udp("udp client").unwrap();
    client.connect(&number).unwrap();
    client.send(b"hello").unwrap();
    assert_eq!(Errno::of(&client.recv(1024).unwrap_err()), Some(Errno::ConnectionRefused));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_two_protocols_come_and_go_without_each_other(
        turns in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..10),
    ) {
        let t = Tracer::new();
        let number = free_number();
        let (mut tcp, mut udp) = (None, None);
        for (of_tcp, opens) in turns {
            let (slot, protocol) = if of_tcp { (&mut tcp, "tcp") } else { (&mut udp, "udp") };
            if opens && slot.is_some() {
                prop_assert_eq!(bound(&t, protocol, &number).map(|_| ()), Err(Some(Errno::AddrInUse)));
            } else if opens {
                *slot = Some(bound(&t, protocol, &number).unwrap());
            } else {
                *slot = None; // dropped, and so closed
            }
        }
    }
}
