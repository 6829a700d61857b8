//! Lab 40: TCP and UDP side by side.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::one("1", 1)]
#[case::eight("8", 8)]
fn a_udp_server_needs_one_socket_and_a_tcp_server_one_more_than_clients(#[case] clients: &str, #[case] count: i64) {
    let run = play(40, "resources", &[("clients", clients)]);
    assert_eq!(observed(&run, "udp_heard"), &Value::Number(count));
    assert_eq!(observed(&run, "tcp_sockets"), &Value::Number(count + 1));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(40);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn udp_keeps_every_boundary_and_tcp_only_the_bytes(
        // No more than ten: the congestion window of a fresh connection.
        messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..200), 1..=10),
    ) {
        let t = Tracer::new();
        let server = t.udp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        let client = t.udp("client").unwrap();
        for message in &messages {
            client.send_to(message, server.address()).unwrap();
        }
        for message in &messages {
            server.wait_readable().unwrap();
            prop_assert_eq!(&server.recv_from(1024).unwrap().bytes, message);
        }

        let listener = t.tcp("server").unwrap();
        listener.bind(LOOPBACK).unwrap();
        listener.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        client.connect(listener.address()).unwrap();
        let (server, _) = listener.accept().unwrap();
        for message in &messages {
            client.send(message).unwrap();
        }
        let stream = messages.concat();
        server.wait_queued(u32::try_from(stream.len()).unwrap()).unwrap();
        prop_assert_eq!(server.recv(4096).unwrap(), stream);
    }
}
