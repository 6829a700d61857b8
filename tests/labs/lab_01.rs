//! Lab 01: families and types of sockets.

use proptest::prelude::*;
use rstest::rstest;
use socket2::{Domain, Protocol, Type};
use socklab::{
    sys::{self, Privilege},
    trace::{Errno, Tracer, Value},
};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::tcp("6", Value::OK)]
#[case::the_systems_choice("0", Value::OK)]
#[case::udp("17", Value::Errno(Errno::ProtocolNotSupported))]
#[case::icmp("1", Value::Errno(Errno::ProtocolNotSupported))]
fn a_stream_takes_only_a_protocol_of_its_type(#[case] protocol: &str, #[case] answer: Value) {
    let run = play(1, "protocol", &[("protocol", protocol)]);
    assert_eq!(observed(&run, "stream_udp"), &answer);
}

/// The error of making such a socket, or the type that it says it has.
fn made(domain: Domain, kind: Type, protocol: Option<Protocol>) -> Result<Type, Option<Errno>> {
    let socket = Tracer::new().socket("program", domain, kind, protocol);
    socket.and_then(|socket| socket.r#type()).map_err(|error| Errno::of(&error))
}

#[rstest]
fn a_socket_that_is_made_has_the_type_that_was_asked_for_except_raw_unix(
    #[values(Domain::IPV4, Domain::IPV6, Domain::UNIX)] domain: Domain,
    #[values(0, 1, 6, 17)] protocol: i32,
) {
    let mut count = 0;
    for kind in (1..=5).map(Type::from) {
        let expected = if domain == Domain::UNIX && kind == Type::RAW { Type::DGRAM } else { kind };
        if let Ok(has) = made(domain, kind, Some(Protocol::from(protocol))) {
            assert_eq!(has, expected, "{domain:?} {kind:?} {protocol}");
            count += 1;
        }
    }
    match (domain, protocol) {
        (Domain::IPV4, 0) => assert_eq!(count, 2, "streams and datagrams"),
        (Domain::UNIX, 0 | 1) => assert_eq!(count, 4, "all but SOCK_RDM; its own number, 1, is as good as 0"),
        _ => assert!(count <= 2, "at most the protocol's own type, and SOCK_RAW with the privilege: {count}"),
    }
}

#[rstest]
#[case::icmp(Domain::IPV4, Protocol::ICMPV4)]
#[case::udp(Domain::IPV4, Protocol::UDP)]
#[case::tcp(Domain::IPV4, Protocol::TCP)]
#[case::any_number(Domain::IPV4, Protocol::from(253))]
fn without_the_privilege_no_raw_socket_is_made_whatever_its_protocol(
    #[case] domain: Domain,
    #[case] protocol: Protocol,
) {
    // Each test has a thread of its own, and it is the thread that gives up.
    sys::give_up(Privilege::RawSockets).unwrap();
    assert_eq!(made(domain, Type::RAW, Some(protocol)), Err(Some(Errno::NotPermitted)));
    sys::give_up(Privilege::RawSockets).expect("twice is no error");
}

#[test]
fn a_privilege_is_given_up_by_one_thread_alone() {
    let raw = || made(Domain::IPV4, Type::RAW, Some(Protocol::ICMPV4));
    let before = raw();
    let gives_up = std::thread::Builder::new().spawn(move || {
        sys::give_up(Privilege::RawSockets).unwrap();
        raw()
    });
    assert_eq!(gives_up.unwrap().join().unwrap(), Err(Some(Errno::NotPermitted)));
    assert_eq!(raw(), before);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_family_beyond_the_last_is_unknown_whatever_the_type_and_protocol(
        family in 256i32..=32_767,
        kind in 1i32..=5,
        protocol in 0i32..=255,
    ) {
        let answer = made(Domain::from(family), Type::from(kind), Some(Protocol::from(protocol)));
        prop_assert_eq!(answer, Err(Some(Errno::FamilyNotSupported)));
    }
}
