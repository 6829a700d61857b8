//! Lab 39: a socket connected to itself.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Errno, LOOPBACK, Tracer, Value};

use super::{check_snapshots, observed, play};

#[rstest]
#[case::without("off")]
#[case::with("on")]
fn a_server_cannot_bind_the_port_of_a_client_that_talks_to_itself_whatever_its_own_option(#[case] server_reuse: &str) {
    let run = play(39, "taken", &[("server_reuse", server_reuse)]);
    assert_eq!(observed(&run, "server_bind"), &Value::Errno(Errno::AddrInUse));
}

#[rstest]
#[case::blocking(false)]
#[case::non_blocking(true)]
fn it_makes_no_difference_whether_connect_may_wait(#[case] nonblocking: bool) {
    let t = Tracer::new();
    let client = t.tcp("client").unwrap();
    client.bind(LOOPBACK).unwrap();
    client.set_nonblocking(nonblocking).unwrap();
    // The socket is busy with the call, so its own SYN waits: a non-blocking connect returns before it is taken in.
    assert_eq!(client.connect(client.address()).is_err(), nonblocking);
    client.wait_writable().unwrap();
    client.take_error().unwrap();
    assert_eq!(client.peer_addr().unwrap(), client.address());
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(39);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_it_writes_to_itself_it_reads_as_one_stream(
        writes in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..500), 1..=10),
    ) {
        let t = Tracer::new();
        let client = t.tcp("client").unwrap();
        client.bind(LOOPBACK).unwrap();
        client.connect(client.address()).unwrap();
        // Its own acknowledgements may be delayed; with Nagle's algorithm the last write would wait for them.
        client.set_tcp_nodelay(true).unwrap();
        for bytes in &writes {
            prop_assert_eq!(client.send(bytes).unwrap(), bytes.len());
        }
        let stream = writes.concat();
        client.wait_queued(u32::try_from(stream.len()).unwrap()).unwrap();
        prop_assert_eq!(client.recv(stream.len()).unwrap(), stream);
    }
}
