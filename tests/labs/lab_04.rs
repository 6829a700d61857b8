//! Lab 04: one UDP socket for everybody.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::{Datagram, Errno, LOOPBACK, TracedSocket, Tracer, Value};

use super::{check_snapshots, observed, play};

fn hello(name: &[u8]) -> Vec<u8> {
    [b"Hello, ", name, b"!"].concat()
}

fn receive(socket: &TracedSocket) -> Datagram {
    socket.wait_readable().unwrap();
    socket.recv_from(2048).unwrap()
}

#[rstest]
#[case::one("1", 1)]
#[case::two("2", 2)]
#[case::nine("9", 9)]
fn one_udp_socket_serves_any_number_of_clients_and_tcp_needs_one_more_than_there_are(
    #[case] clients: &str,
    #[case] count: i64,
) {
    let run = play(4, "three-clients", &[("clients", clients)]);
    assert_eq!(observed(&run, "own_answers"), &Value::Number(count));
    assert_eq!(observed(&run, "sockets"), &Value::Number(1));
    let run = play(4, "with-tcp", &[("clients", clients)]);
    assert_eq!(observed(&run, "own_answers"), &Value::Number(count));
    assert_eq!(observed(&run, "sockets"), &Value::Number(1 + count));
}

#[rstest]
#[case::one(1)]
#[case::many(20)]
fn a_server_answers_on_however_many_clients_have_gone(#[case] gone: usize) {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    for _ in 0..gone {
        let client = t.udp("client").unwrap();
        client.send_to(b"Michael", server.address()).unwrap();
        client.close();
        let request = receive(&server);
        assert_eq!(server.send_to(&hello(&request.bytes), &request.from).unwrap(), 15);
    }
    let client = t.udp("client").unwrap();
    client.send_to(b"Sarah", server.address()).unwrap();
    let request = receive(&server);
    assert_eq!(request.bytes, b"Sarah");
    server.send_to(&hello(&request.bytes), &request.from).unwrap();
    assert_eq!(receive(&client).bytes, b"Hello, Sarah!");
}

#[rstest]
#[case::an_unconnected_client_takes_it(false)]
#[case::a_connected_client_does_not(true)]
fn an_answer_from_a_second_socket_of_the_server_comes_from_a_strange_address(#[case] connected: bool) {
    let t = Tracer::new();
    let server = t.udp("server").unwrap();
    server.bind(LOOPBACK).unwrap();
    let second = t.udp("server 2").unwrap();
    let client = t.udp("client").unwrap();
    client.bind(LOOPBACK).unwrap();
    if connected {
        client.connect(server.address()).unwrap();
    }
    second.connect(client.address()).unwrap();
    second.send(b"Hello, Michael!").unwrap();
    if connected {
        // The refusal has come back, so the datagram itself is not on its way any more.
        let refused = second.recv(1024).unwrap_err();
        assert_eq!(Errno::of(&refused), Some(Errno::ConnectionRefused));
        client.set_nonblocking(true).unwrap();
        assert_eq!(Errno::of(&client.recv(1024).unwrap_err()), Some(Errno::Again));
    } else {
        assert_eq!(receive(&client).from, second.address());
    }
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn answers_are_never_crossed_whoever_asks_when_and_whoever_leaves(
        steps in proptest::collection::vec((0usize..4, any::<[u8; 3]>(), any::<bool>()), 1..24),
    ) {
        let t = Tracer::new();
        let server = t.udp("server").unwrap();
        server.bind(LOOPBACK).unwrap();
        let fresh = |number: usize| t.udp(format!("client {number}")).unwrap();
        let mut clients: Vec<TracedSocket> = (0..4).map(fresh).collect();
        for (number, name, leaves) in steps {
            clients[number].send_to(&name, server.address()).unwrap();
            let request = receive(&server);
            if leaves {
                std::mem::replace(&mut clients[number], fresh(number)).close();
            }
            server.send_to(&hello(&request.bytes), &request.from).unwrap();
            if !leaves {
                // Had another client's answer come here, it would stand before this one.
                prop_assert_eq!(receive(&clients[number]).bytes, hello(&name));
            }
        }
    }
}
