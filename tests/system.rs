//! What the system tells of other processes and of sockets, on Linux: the bench judges by it.
#![cfg(target_os = "linux")]

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    os::unix::net::UnixListener,
    process::Command,
    time::Duration,
};

use socklab::{
    sys::{Spawned, Tables, TcpState, Transport},
    trace::wait,
};

fn shell(script: &str) -> Spawned {
    Spawned::start(Command::new("sh").args(["-c", script])).unwrap()
}

fn end(mut process: Spawned) {
    process.kill().unwrap();
    wait::until("a killed process ends", || Ok(process.try_wait()?.is_some())).unwrap();
}

#[test]
fn a_loop_is_at_work_and_uses_processor_time_and_a_sleeper_comes_to_rest() {
    let (busy, asleep) = (shell("while :; do :; done"), shell("exec sleep 100"));
    wait::until("the loop uses time", || Ok(busy.cpu_time()? > Duration::from_millis(20))).unwrap();
    // Running, or waiting for nothing but a processor: a loop is never anything else.
    for _ in 0..100 {
        assert!(busy.is_working().unwrap());
    }
    wait::until("the sleeper sleeps", || Ok(!asleep.is_working()?)).unwrap();
    end(busy);
    end(asleep);
}

#[test]
fn a_held_group_stands_still_until_it_is_released() {
    let mut busy = shell("while :; do :; done");
    wait::until("the loop runs", || Ok(busy.cpu_time()? > Duration::ZERO)).unwrap();
    busy.hold().unwrap();
    wait::until("it stands still", || Ok(!busy.is_working()?)).unwrap();
    let used = busy.cpu_time().unwrap();
    busy.release().unwrap();
    wait::until("it goes on", || Ok(busy.cpu_time()? > used)).unwrap();
    end(busy);
}

#[test]
fn a_listener_stands_in_the_table_of_its_protocol_as_long_as_it_is_open() {
    let tables = Tables::open().unwrap();
    let (tcp, udp) = (TcpListener::bind("127.0.0.1:0").unwrap(), UdpSocket::bind("127.0.0.1:0").unwrap());
    for (transport, address) in [(Transport::Tcp, tcp.local_addr()), (Transport::Udp, udp.local_addr())] {
        let address = address.unwrap();
        assert!(tables.listeners(transport).unwrap().contains(&address), "{transport:?}");
        assert!(tables.listens(address, transport).unwrap(), "{transport:?}");
        let beside = SocketAddr::new(Ipv4Addr::new(127, 0, 0, 2).into(), address.port());
        assert!(!tables.listens(beside, transport).unwrap(), "{transport:?} on another address");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let unix = UnixListener::bind(&path).unwrap();
    assert!(tables.unix_listens(&path).unwrap());
    drop(unix);
    assert!(!tables.unix_listens(&path).unwrap(), "the file alone does not listen");
}

#[test]
fn who_listens_on_all_addresses_listens_on_each_and_who_is_connected_on_none() {
    let tables = Tables::open().unwrap();
    let at = |port| SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port);
    for any in ["0.0.0.0:0", "[::]:0"] {
        let (tcp, udp) = (TcpListener::bind(any).unwrap(), UdpSocket::bind(any).unwrap());
        assert!(tables.listens(at(tcp.local_addr().unwrap().port()), Transport::Tcp).unwrap(), "TCP on {any}");
        assert!(tables.listens(at(udp.local_addr().unwrap().port()), Transport::Udp).unwrap(), "UDP on {any}");
    }
    let (one, other) = (UdpSocket::bind("127.0.0.1:0").unwrap(), UdpSocket::bind("127.0.0.1:0").unwrap());
    one.connect(other.local_addr().unwrap()).unwrap();
    assert!(!tables.listens(one.local_addr().unwrap(), Transport::Udp).unwrap());
}

#[test]
fn what_a_program_has_not_read_is_counted_and_who_is_not_connected_has_no_end() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (mut server, from) = listener.accept().unwrap();
    let tables = Tables::open().unwrap();
    let end = || tables.tcp_end(listener.local_addr().unwrap(), from).unwrap();
    client.write_all(b"hello").unwrap();
    wait::until("five bytes wait", || Ok(end().is_some_and(|end| end.unread == 5))).unwrap();
    server.read_exact(&mut [0; 5]).unwrap();
    let read = end().expect("an end");
    assert_eq!((read.unread, read.state), (0, TcpState::Established));
    // The listener would take a connection from there; there is none.
    let nobody = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(tables.tcp_end(listener.local_addr().unwrap(), nobody).unwrap(), None);
}
