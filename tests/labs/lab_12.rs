//! Lab 12: how long a datagram may be.

use std::{
    env, io,
    net::{Ipv6Addr, SocketAddr},
};

use proptest::prelude::*;
use rstest::rstest;
use socket2::{Domain, Protocol, Type};
use socklab::{
    lab::Settings,
    runner::{self, Ending, Place, Plan},
    sys,
    trace::{Address, Errno, LOOPBACK, TracedSocket, Tracer, Value},
};

use super::{check_snapshots, lab, observed, play};

#[rstest]
#[case::nothing("0", Value::Number(0), Value::Yes, Value::Number(1))]
#[case::one_below_the_limit("65506", Value::Number(65_506), Value::Yes, Value::Number(65_507))]
#[case::at_the_limit("65507", Value::Number(65_507), Value::Yes, Value::Errno(Errno::MessageSize))]
#[case::one_above_it("65508", Value::Errno(Errno::MessageSize), Value::No, Value::Errno(Errno::MessageSize))]
#[case::far_above_it("70000", Value::Errno(Errno::MessageSize), Value::No, Value::Errno(Errno::MessageSize))]
fn a_datagram_is_sent_whole_up_to_the_limit_and_not_at_all_above_it(
    #[case] size: &str,
    #[case] sent: Value,
    #[case] arrived: Value,
    #[case] one_more: Value,
) {
    let run = play(12, "largest", &[("size", size)]);
    assert_eq!(observed(&run, "sent"), &sent);
    assert_eq!(observed(&run, "arrived"), &arrived);
    assert_eq!(observed(&run, "one_more"), &one_more);
    assert_eq!(observed(&run, "next"), &Value::bytes(b"small"));
}

/// Each packet but the last carries the largest multiple of 8 that fits behind its header of 20 bytes (RFC 791 section
/// 3.2); the first of the bytes are UDP's header of 8.
#[rstest]
#[case::the_smallest_of_ipv6("1280", 53)]
#[case::a_tunnel("1492", 45)]
#[case::jumbo_frames("9000", 8)]
fn the_mtu_decides_the_number_of_fragments(#[case] mtu: &str, #[case] largest: i64) {
    let lab = lab(12);
    let settings = Settings::of(lab).with("mtu", mtu).unwrap();
    let place = Place::Isolated(env!("CARGO_BIN_EXE_socklab").into());
    let plan = Plan { scene: Some("fragments"), settings, ..Plan::new(lab, place) };
    let report = runner::run(lab, &plan);
    let run = &report.scenes.iter().find(|scene| scene.scene.slug == "fragments").expect("the one scene").run;
    assert_eq!(run.ending, Ending::Complete);
    assert_eq!(observed(run, "before"), &Value::Number(1));
    assert_eq!(observed(run, "fits"), &Value::Number(1));
    assert_eq!(observed(run, "one_more"), &Value::Number(2));
    assert_eq!(observed(run, "largest"), &Value::Number(largest));
    assert_eq!(observed(run, "arrived"), &Value::Yes);
}

#[test]
fn the_loopback_of_the_host_keeps_its_mtu() {
    let refused = sys::set_loopback_mtu(1500).unwrap_err().kind();
    assert!(matches!(refused, io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported), "{refused:?}");
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(12);
}

fn pair(domain: Domain, address: impl Into<Address>) -> io::Result<(TracedSocket, TracedSocket)> {
    let t = Tracer::new();
    let server = t.socket("server", domain, Type::DGRAM, Some(Protocol::UDP))?;
    server.bind(address)?;
    Ok((server, t.socket("client", domain, Type::DGRAM, Some(Protocol::UDP))?))
}

/// The same over IPv6, where the host has it.
#[expect(clippy::print_stderr, reason = "a test that proves nothing says so")]
#[track_caller]
fn pair_over_ipv6() -> Option<(TracedSocket, TracedSocket)> {
    let skip = |error: &io::Error| {
        let required = env::var("SOCKLAB_REQUIRE").unwrap_or_default();
        assert!(!required.split(',').any(|name| name == "ipv6"), "ipv6 is required here: {error}");
        eprintln!("skipped, no ipv6: {error}");
    };
    pair(Domain::IPV6, SocketAddr::from((Ipv6Addr::LOCALHOST, 0))).inspect_err(skip).ok()
}

fn sent_and_arrived(server: &TracedSocket, client: &TracedSocket, size: usize) -> Result<usize, Option<Errno>> {
    let sent = client.send_to(&vec![b'.'; size], server.address()).map_err(|error| Errno::of(&error))?;
    server.wait_readable().unwrap();
    assert_eq!(server.recv(70_000).unwrap().len(), sent);
    Ok(sent)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn over_ipv4_65507_is_the_limit(size in prop_oneof![0usize..70_000, 65_400usize..65_600]) {
        let (server, client) = pair(Domain::IPV4, LOOPBACK).unwrap();
        let expected = if size <= 65_507 { Ok(size) } else { Err(Some(Errno::MessageSize)) };
        prop_assert_eq!(sent_and_arrived(&server, &client, size), expected);
    }

    #[test]
    fn over_ipv6_65527_is_the_limit(size in prop_oneof![0usize..70_000, 65_400usize..65_600]) {
        let Some((server, client)) = pair_over_ipv6() else { return Ok(()) };
        let expected = if size <= 65_527 { Ok(size) } else { Err(Some(Errno::MessageSize)) };
        prop_assert_eq!(sent_and_arrived(&server, &client, size), expected);
    }
}
