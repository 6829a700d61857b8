//! Lab 38: one socket for IPv6 and IPv4.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use proptest::prelude::*;
use rstest::rstest;
use socket2::{Domain, Protocol, Type};
use socklab::trace::{Errno, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

const REFUSED: Value = Value::Errno(Errno::ConnectionRefused);

#[rstest]
#[case::every_address("::", Value::word("::ffff:127.0.0.1"), Value::word("::1"))]
#[case::an_ipv6_address("::1", REFUSED, Value::word("::1"))]
#[case::an_ipv4_address_in_ipv6_form("::ffff:127.0.0.1", Value::word("::ffff:127.0.0.1"), REFUSED)]
fn the_bound_address_says_which_family_gets_through(#[case] bind: &str, #[case] four: Value, #[case] six: Value) {
    let run = play(38, "dual", &[("bind", bind)]);
    assert_eq!(observed(&run, "four"), &four);
    assert_eq!(observed(&run, "six"), &six);
}

fn socket(t: &Tracer, domain: Domain, kind: Type) -> TracedSocket {
    let protocol = if kind == Type::STREAM { Protocol::TCP } else { Protocol::UDP };
    t.socket("server", domain, kind, Some(protocol)).unwrap()
}

#[rstest]
fn only_wildcards_that_overlap_are_in_each_others_way(
    #[values(Type::STREAM, Type::DGRAM)] kind: Type,
    #[values(false, true)] only_v6: bool,
) {
    let t = Tracer::new();
    // A port that nobody has in either family.
    let probe = socket(&t, Domain::IPV6, kind);
    probe.set_only_v6(false).unwrap();
    probe.bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0))).unwrap();
    let port = probe.address().port();
    probe.close();

    let six = socket(&t, Domain::IPV6, kind);
    six.set_only_v6(only_v6).unwrap();
    six.bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, port))).unwrap();
    let second = |address: IpAddr| {
        let domain = if address.is_ipv4() { Domain::IPV4 } else { Domain::IPV6 };
        let bound = socket(&t, domain, kind).bind(SocketAddr::new(address, port));
        bound.err().and_then(|error| Errno::of(&error))
    };
    assert_eq!(second(Ipv6Addr::LOCALHOST.into()), Some(Errno::AddrInUse));
    let taken = (!only_v6).then_some(Errno::AddrInUse);
    assert_eq!(second(Ipv4Addr::UNSPECIFIED.into()), taken);
    assert_eq!(second(Ipv4Addr::LOCALHOST.into()), taken);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(38);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_dual_socket_names_every_ipv4_client_by_its_mapped_address(low in 1u32..0x00ff_ffff) {
        let own = Ipv4Addr::from(0x7f00_0000 | low);
        let t = Tracer::new();
        let server = socket(&t, Domain::IPV6, Type::DGRAM);
        server.set_only_v6(false).unwrap();
        server.bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0))).unwrap();
        let client = t.udp("client").unwrap();
        client.bind(SocketAddr::from((own, 0))).unwrap();
        client.send_to(b"hello", SocketAddr::from((Ipv4Addr::LOCALHOST, server.address().port()))).unwrap();

        server.wait_readable().unwrap();
        let seen = server.recv_from(1024).unwrap().from;
        prop_assert_eq!(seen.ip(), Some(IpAddr::from(own.to_ipv6_mapped())));
        prop_assert_eq!(seen.ip().map(|ip| ip.to_canonical()), client.address().ip());
        prop_assert_eq!(seen.port(), client.address().port());
    }
}
