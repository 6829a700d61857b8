//! Lab 24: a server that restarts, `TIME_WAIT`, and who may share a port.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use proptest::prelude::*;
use rstest::rstest;
use socket2::SockRef;
use socklab::trace::{Address, Errno, LOOPBACK, Observable, Os, TcpState, TracedSocket, Tracer, Value, wait};

use super::{check_snapshots, observed, play};

const ANY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
const IN_USE: Value = Value::Errno(Errno::AddrInUse);

/// A loopback address that no other test uses, and no other call of this function: nobody can take a port there between
/// our close and our bind, and no `TIME_WAIT` of an earlier listener stays there.
fn of_our_own() -> SocketAddr {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let [_, _, high, low] = std::process::id().to_be_bytes();
    let host = u8::try_from(1 + CALLS.fetch_add(1, Ordering::Relaxed)).expect("fewer than 255 calls");
    SocketAddr::from((Ipv4Addr::new(127, 128 | high, low, host), 0))
}

/// Who closes a connection first.
#[derive(Clone, Copy, Debug, PartialEq)]
enum First {
    Server,
    Client,
}

fn listener(t: &Tracer, reuse: bool) -> TracedSocket {
    let server = t.tcp("old server").unwrap();
    server.set_reuse_address(reuse).unwrap();
    server.bind(of_our_own()).unwrap();
    server.listen(16).unwrap();
    server
}

/// One connection to the server, from its beginning to its end. Returns once the table shows only what it leaves.
fn serve(t: &Tracer, server: &TracedSocket, first: First) {
    let client = t.tcp("client").unwrap();
    client.connect(server.address()).unwrap();
    let (connection, _) = server.accept().unwrap();
    let (first, last) = if first == First::Server { (connection, client) } else { (client, connection) };
    let (near, far) = (first.address(), last.address());
    first.close();
    assert_eq!(last.recv(1).unwrap(), b"");
    last.close();
    wait::until("TIME_WAIT on one end and nothing on the other", || {
        Ok(t.tcp_state(&near, &far)? == TcpState::TimeWait && t.tcp_state(&far, &near)? == TcpState::Closed)
    })
    .unwrap();
}

fn bind(t: &Tracer, address: impl Into<Address>, reuse: bool) -> Value {
    let new = t.tcp("new server").unwrap();
    new.set_reuse_address(reuse).unwrap();
    new.bind(address).into_value()
}

#[rstest]
#[case::only_the_old_socket_has_the_option("only-old")]
#[case::only_the_new_socket_has_the_option("only-new")]
#[case::both_have_it("both")]
fn when_the_client_closes_first_the_option_does_not_matter(#[case] scene: &str) {
    let run = play(24, scene, &[("closes_first", "client")]);
    assert_eq!(observed(&run, "restart"), &Value::OK);
}

#[rstest]
#[case::set_on_the_listener_after_listen(true, false)]
#[case::set_on_the_accepted_connection(false, true)]
fn what_counts_is_the_option_of_the_connection_that_waits(#[case] on_listener: bool, #[case] on_connection: bool) {
    let t = Tracer::new();
    let server = listener(&t, false);
    server.set_reuse_address(on_listener).unwrap();
    let client = t.tcp("client").unwrap();
    client.connect(server.address()).unwrap();
    let (connection, peer) = server.accept().unwrap();
    assert_eq!(connection.inner().reuse_address().unwrap(), on_listener, "inherited from the listener");
    connection.set_reuse_address(on_listener || on_connection).unwrap();
    connection.close();
    client.recv(1).unwrap();
    client.close();
    let address = server.address();
    wait::until("TIME_WAIT", || Ok(t.tcp_state(&address, &peer)? == TcpState::TimeWait)).unwrap();
    server.close();

    assert_eq!(bind(&t, &address, false), IN_USE);
    assert_eq!(bind(&t, &address, true), Value::OK);
}

#[test]
fn a_connection_that_ends_with_a_reset_leaves_nothing_to_wait_for() {
    let t = Tracer::new();
    let server = listener(&t, false);
    let client = t.tcp("client").unwrap();
    client.connect(server.address()).unwrap();
    let (connection, peer) = server.accept().unwrap();
    connection.set_linger(Some(Duration::ZERO)).unwrap();
    connection.close();
    assert_eq!(client.recv(1).into_value(), Value::Errno(Errno::ConnectionReset));

    let address = server.address();
    assert_eq!(t.tcp_state(&address, &peer).unwrap(), TcpState::Closed);
    server.close();
    assert_eq!(bind(&t, &address, false), Value::OK);
}

#[rstest]
#[case::one_address(LOOPBACK, LOOPBACK)]
#[case::every_address(ANY, ANY)]
#[case::every_address_over_one(LOOPBACK, ANY)]
#[case::one_address_under_every(ANY, LOOPBACK)]
fn no_socket_binds_the_port_of_a_live_listener(#[case] first: SocketAddr, #[case] second: SocketAddr) {
    let t = Tracer::new();
    let server = t.tcp("first server").unwrap();
    server.set_reuse_address(true).unwrap();
    server.bind(first).unwrap();
    server.listen(5).unwrap();
    assert_eq!(bind(&t, SocketAddr::new(second.ip(), server.address().port()), true), IN_USE);
}

#[test]
fn the_first_to_listen_gets_the_port_not_the_first_to_bind() {
    let t = Tracer::new();
    let (first, second) = (t.tcp("first server").unwrap(), t.tcp("second server").unwrap());
    first.set_reuse_address(true).unwrap();
    second.set_reuse_address(true).unwrap();
    first.bind(LOOPBACK).unwrap();
    second.bind(first.address()).unwrap();

    assert_eq!(second.listen(5).into_value(), Value::OK);
    assert_eq!(first.listen(5).into_value(), IN_USE);
    second.close();
    assert_eq!(first.listen(5).into_value(), Value::OK, "the port is free again");
}

#[rstest]
#[case::neither(false, false, IN_USE)]
#[case::only_the_first(true, false, IN_USE)]
#[case::only_the_second(false, true, IN_USE)]
#[case::both(true, true, Value::OK)]
fn reuse_port_shares_only_between_sockets_that_both_set_it(
    #[case] first_sets: bool,
    #[case] second_sets: bool,
    #[case] expected: Value,
) {
    let t = Tracer::new();
    let (first, second) = (t.tcp("first server").unwrap(), t.tcp("second server").unwrap());
    first.set_reuse_port(first_sets).unwrap();
    second.set_reuse_port(second_sets).unwrap();
    first.bind(LOOPBACK).unwrap();
    first.listen(5).unwrap();
    assert_eq!(second.bind(first.address()).into_value(), expected);
}

#[rstest]
#[case::the_fewest("2", 2)]
#[case::some("30", 30)]
#[case::the_most("400", 400)]
fn every_client_of_a_shared_port_is_in_one_of_the_queues(#[case] clients: &str, #[case] sum: i64) {
    let run = play(24, "reuse-port", &[("clients", clients)]);
    assert_eq!(observed(&run, "sum"), &Value::Number(sum));
}

#[test]
fn the_standard_library_sets_the_option_on_every_listener() {
    let listener = TcpListener::bind(LOOPBACK).unwrap();
    assert_eq!(SockRef::from(&listener).reuse_address().unwrap(), Os::HERE != Os::Windows);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(24);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_restart_fails_only_over_a_time_wait_of_the_servers_own_without_the_option_on_both(
        connections in proptest::collection::vec(prop_oneof![Just(First::Server), Just(First::Client)], 0..4),
        old_sets: bool,
        new_sets: bool,
    ) {
        let t = Tracer::new();
        let server = listener(&t, old_sets);
        for first in &connections {
            serve(&t, &server, *first);
        }
        let address = server.address();
        server.close();

        if connections.contains(&First::Server) && !(old_sets && new_sets) {
            prop_assert_eq!(bind(&t, &address, new_sets), IN_USE);
        } else {
            // The kernel takes a closed socket out of the table first and gives its port back then: on a busy machine
            // there is time between the two.
            wait::until("the address is free", || Ok(bind(&t, &address, new_sets) == Value::OK)).unwrap();
        }
    }

    #[test]
    fn of_several_udp_sockets_on_one_port_the_last_bound_gets_every_datagram(
        elders in 1usize..5,
        datagrams in 1u8..20,
    ) {
        let t = Tracer::new();
        let bound_to = |address: &Address| {
            let receiver = t.udp("receiver").unwrap();
            receiver.set_reuse_address(true).unwrap();
            receiver.set_nonblocking(true).unwrap();
            receiver.bind(address).unwrap();
            receiver
        };
        let mut receivers = vec![bound_to(&LOOPBACK.into())];
        let address = receivers[0].address();
        receivers.extend((0..elders).map(|_| bound_to(&address)));
        let last = receivers.pop().unwrap();

        let sender = t.udp("sender").unwrap();
        for number in 0..datagrams {
            sender.send_to(&[number], &address).unwrap();
        }
        for number in 0..datagrams {
            last.wait_readable().unwrap();
            prop_assert_eq!(last.recv_from(2).unwrap().bytes, vec![number]);
        }
        for elder in receivers {
            prop_assert_eq!(elder.recv_from(2).into_value(), Value::Errno(Errno::Again));
        }
    }
}
