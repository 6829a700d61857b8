//! Lab 18: how a connection begins.

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    trace::{Errno, LOOPBACK, Observable, TcpState, Value},
    wire::Flags,
};

use super::{capturing, check_snapshots};

/// What passes to the server's TCP, and what becomes of a connect that does not wait.
#[rstest]
#[case::everything(None, TcpState::Established, "S S. .")]
#[case::only_what_opens(Some(Flags::SYN), TcpState::Established, "S S. .")]
#[case::only_what_acknowledges(Some(Flags::ACK), TcpState::SynSent, "S")]
#[case::nothing(Some(Flags::default()), TcpState::SynSent, "S")]
fn the_client_is_established_as_soon_as_its_syn_was_answered(
    #[case] pass: Option<Flags>,
    #[case] state: TcpState,
    #[case] segments: &str,
) {
    let Some(t) = capturing() else { return };
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    server.listen(1).unwrap();
    if let Some(flags) = pass {
        server.set_segment_filter(Some(flags)).unwrap();
    }
    let client = t.tcp("client").unwrap();
    client.set_nonblocking(true).unwrap();
    assert_eq!(client.connect(server.address()).into_value(), Value::Errno(Errno::InProgress));
    let count = segments.split(' ').count();
    t.wait_packets("the opening", |wire| wire.len() >= count).unwrap();
    client.wait_state(state).unwrap();
    // A SYN that nobody answers is sent again after a second.
    assert_eq!(t.packets().first(count).flags(), segments);
}

#[test]
fn a_listener_that_closes_resets_who_was_never_accepted() {
    let Some(t) = capturing() else { return };
    let server = t.tcp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    server.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(server.address()).unwrap();
    server.close();
    t.wait_packets("the reset", |wire| !wire.with(Flags::RST).is_empty()).unwrap();
    assert_eq!(t.packets().flags(), "S S. . R.");
    assert_eq!(client.recv(1).into_value(), Value::Errno(Errno::ConnectionReset));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(18);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_connection_opens_with_the_same_three_segments_and_numbers_of_its_own(clients in 1usize..6) {
        let Some(t) = capturing() else { return Ok(()) };
        let server = t.tcp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        server.listen(8).unwrap();
        let clients: Vec<_> = (0..clients).map(|_| t.tcp("client").unwrap()).collect();
        for client in &clients {
            client.connect(server.address()).unwrap();
        }
        t.wait_packets("every handshake", |wire| wire.len() >= 3 * clients.len()).unwrap();
        for client in &clients {
            let opening = t.packets().between(client.address(), server.address());
            prop_assert_eq!(opening.flags(), "S S. .");
            let numbers: Vec<_> =
                opening.segments().map(|s| (s.relative_sequence, s.relative_acknowledgement)).collect();
            prop_assert_eq!(numbers, [(0, 0), (0, 1), (1, 1)]);
        }
    }
}
