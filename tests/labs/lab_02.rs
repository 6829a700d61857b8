//! Lab 02: names, addresses and ports.

use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    sys::{self, Privilege},
    trace::{Errno, Tracer, Value},
};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::a_neighbour("127.0.0.2", "127.0.0.2")]
#[case::every_address_of_ipv4("0.0.0.0", "127.0.0.1, 127.0.0.2")]
#[case::the_loopback_of_ipv6("::1", "::1")]
fn a_server_is_reached_at_the_addresses_that_it_is_bound_to(#[case] bind: &str, #[case] reached: &'static str) {
    let run = play(2, "who-reaches", &[("bind", bind)]);
    assert_eq!(observed(&run, "reached"), &Value::word(reached));
}

#[rstest]
#[case::four_parts("127.0.0.1", [127, 0, 0, 1])]
#[case::three_parts("127.0.1", [127, 0, 0, 1])]
#[case::a_part_of_two_bytes("127.0.258", [127, 0, 1, 2])]
#[case::hexadecimal_parts("0x7f.0.0.0x1", [127, 0, 0, 1])]
#[case::a_leading_zero("010.0.0.1", [8, 0, 0, 1])]
fn getaddrinfo_reads_numbers_as_c_writes_them(#[case] text: &str, #[case] octets: [u8; 4]) {
    let addresses: Vec<SocketAddr> = (text, 80).to_socket_addrs().unwrap().collect();
    assert_eq!(addresses, [SocketAddr::from((octets, 80))]);
}

#[rstest]
fn without_the_privilege_exactly_the_ports_below_the_border_are_refused(
    #[values(1, 80, 443, 1023, 1024, 8080, 65535)] port: u16,
) {
    // Each test has a thread of its own, and it is the thread that gives up.
    sys::give_up(Privilege::LowPorts).unwrap();
    let server = Tracer::new().tcp("server").unwrap();
    let refused = server.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).err();
    let forbidden = refused.and_then(|error| Errno::of(&error)) == Some(Errno::Access);
    assert_eq!(forbidden, u32::from(port) < sys::first_unprivileged_port().unwrap());
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn getaddrinfo_reads_one_number_as_four_bytes(number: u32, hexadecimal: bool) {
        let text = if hexadecimal { format!("{number:#x}") } else { number.to_string() };
        let addresses: Vec<SocketAddr> = (text.as_str(), 80).to_socket_addrs().unwrap().collect();
        prop_assert_eq!(addresses, [SocketAddr::from((Ipv4Addr::from(number), 80))]);
        prop_assert!(text.parse::<Ipv4Addr>().is_err());
    }

    #[test]
    fn of_all_loopback_addresses_a_server_is_reached_at_its_own(
        own in 1u32..0x00ff_ffff,
        other in 1u32..0x00ff_ffff,
    ) {
        let loopback = |low: u32| Ipv4Addr::from(0x7f00_0000 | low);
        let t = Tracer::new();
        let server = t.tcp("server").unwrap();
        server.bind(SocketAddr::from((loopback(own), 0))).unwrap();
        server.listen(1).unwrap();
        let port = server.address().port();
        let dial = |low: u32| t.tcp("client").unwrap().connect(SocketAddr::from((loopback(low), port)));
        prop_assert!(dial(own).is_ok());
        let refused = dial(other).err().and_then(|error| Errno::of(&error));
        prop_assert_eq!(refused, (other != own).then_some(Errno::ConnectionRefused));
    }
}
