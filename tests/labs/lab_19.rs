//! Lab 19: how a connection ends.

use std::net::Shutdown;

use proptest::prelude::*;
use rstest::rstest;
use socklab::{
    trace::{LOOPBACK, TcpState, TracedSocket, Tracer, Value},
    wire::Flags,
};

use super::{capturing, check_snapshots, observed, play_on_wire};

fn connected(t: &Tracer) -> (TracedSocket, TracedSocket) {
    let listener = t.tcp("server").unwrap();
    listener.bind(LOOPBACK).unwrap();
    listener.listen(1).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(listener.address()).unwrap();
    let (server, _) = listener.accept().unwrap();
    (client, server)
}

#[rstest]
#[case::the_client("client")]
#[case::the_server("server")]
fn whoever_closes_first_is_left_with_time_wait(#[case] first: &'static str) {
    let Some(run) = play_on_wire(19, "peer-waits", &[("closes_first", first)]) else { return };
    assert_eq!(observed(&run, "holder"), &Value::word(first));
    assert_eq!(observed(&run, "closer"), &Value::word("FIN_WAIT2"));
    assert_eq!(observed(&run, "segments"), &Value::word("F. . F. ."));
}

#[rstest]
#[case::shutdown_of_writing(Shutdown::Write, 1)]
#[case::shutdown_of_both(Shutdown::Both, 1)]
#[case::shutdown_of_reading(Shutdown::Read, 0)]
fn only_the_end_of_sending_sends_a_fin(#[case] how: Shutdown, #[case] fins: usize) {
    let Some(t) = capturing() else { return };
    let (client, server) = connected(&t);
    client.shutdown(how).unwrap();
    // Data of the server's comes after whatever the client has sent before.
    server.send(b"marker").unwrap();
    t.wait_packets("the marker", |wire| !wire.with_data().is_empty()).unwrap();
    assert_eq!(t.packets().with(Flags::FIN).len(), fins);
}

#[test]
fn close_with_unread_data_is_a_reset() {
    let Some(t) = capturing() else { return };
    let (client, server) = connected(&t);
    client.send(b"hello").unwrap();
    server.wait_queued(5).unwrap();
    server.close();
    t.wait_packets("the reset", |wire| !wire.with(Flags::RST).is_empty()).unwrap();
    assert!(t.packets().with(Flags::FIN).is_empty());
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(19);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_fin_takes_the_number_after_the_last_byte(sent in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let Some(t) = capturing() else { return Ok(()) };
        let (client, server) = connected(&t);
        if !sent.is_empty() {
            client.send(&sent).unwrap();
        }
        client.shutdown(Shutdown::Write).unwrap();
        server.wait_state(TcpState::CloseWait).unwrap();
        t.wait_packets("the FIN", |wire| !wire.with(Flags::FIN).is_empty()).unwrap();
        let wire = t.packets();
        let fin = wire.with(Flags::FIN).segments().next().map(|fin| fin.relative_sequence + fin.length);
        prop_assert_eq!(fin, Some(1 + u32::try_from(sent.len()).unwrap()));
        prop_assert_eq!(wire.from(client.address()).bytes(), sent.len() as u64);
    }
}
