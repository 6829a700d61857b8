//! The scenes of lab 02.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs},
};

use socket2::{Domain, Protocol, Type};

use crate::{
    lab::Settings,
    sys::{self, Privilege},
    text::Text,
    trace::{LOOPBACK, TracedSocket, Tracer, Value},
};

const NEIGHBOUR: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

// ANCHOR: open
fn tcp(t: &Tracer, actor: &'static str, ip: IpAddr) -> io::Result<TracedSocket> {
    let family = if ip.is_ipv6() { Domain::IPV6 } else { Domain::IPV4 };
    t.socket(actor, family, Type::STREAM, Some(Protocol::TCP))
}

/// A server that listens on this address, on a port of the system's choice.
fn listening(t: &Tracer, ip: IpAddr) -> io::Result<TracedSocket> {
    let server = tcp(t, "server", ip)?;
    server.bind(SocketAddr::new(ip, 0))?;
    server.listen(8)?;
    Ok(server)
}
// ANCHOR_END: open

// ANCHOR: localhost
pub(super) fn localhost(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, Ipv4Addr::LOCALHOST.into())?;
    let port = server.address().port();
    // getaddrinfo(3): a list, in the order in which a client should try.
    let addresses: Vec<SocketAddr> = ("localhost", port).to_socket_addrs()?.collect();
    t.observe("count", addresses.len());
    t.observe("all_loopback", addresses.iter().all(|address| address.ip().is_loopback()));

    let client = t.tcp("client")?;
    let address = addresses.into_iter().find(SocketAddr::is_ipv4).ok_or(io::ErrorKind::NotFound);
    t.observe("reached", address.map_err(io::Error::from).and_then(|address| client.connect(address)));
    Ok(())
}
// ANCHOR_END: localhost

// ANCHOR: spellings
pub(super) fn spellings(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, Ipv4Addr::LOCALHOST.into())?;
    let port = server.address().port();
    let (mut parsed, mut reached) = (0, 0);
    for text in ["127.1", "0x7f000001", "2130706433"] {
        parsed += u32::from(text.parse::<Ipv4Addr>().is_ok()); // Rust's own parser
        let client = t.tcp("client")?;
        for address in (text, port).to_socket_addrs()? {
            reached += u32::from(client.connect(address).is_ok()); // what getaddrinfo read
        }
    }
    t.observe("reached", reached);
    t.observe("parsed", parsed);
    t.observe("zero", ("0127.0.0.1", port).to_socket_addrs()?.next().map(|address| address.ip()));
    t.observe("beyond", "256.0.0.1".parse::<Ipv4Addr>().is_ok());
    Ok(())
}
// ANCHOR_END: spellings

// ANCHOR: who_reaches
pub(super) fn who_reaches(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = listening(t, settings.word("bind").parse().map_err(io::Error::other)?)?;
    let port = server.address().port();
    let mut reached = Vec::new();
    let mut dial = |actor: &'static str, ip: IpAddr| {
        let connected = tcp(t, actor, ip)?.connect(SocketAddr::new(ip, port));
        if connected.is_ok() {
            reached.push(ip.to_string());
        }
        connected
    };
    t.observe("same", dial("client 1", Ipv4Addr::LOCALHOST.into()));
    t.observe("neighbour", dial("client 2", NEIGHBOUR.into()));
    t.observe("ipv6", dial("client 3", Ipv6Addr::LOCALHOST.into()));
    t.observe("reached", Value::Word(reached.join(", ").into()));
    Ok(())
}
// ANCHOR_END: who_reaches

// ANCHOR: wildcard
pub(super) fn wildcard(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = listening(t, Ipv4Addr::UNSPECIFIED.into())?;
    t.observe("own", server.local_addr()?.ip());
    let port = server.address().port();

    let client = t.tcp("client")?;
    t.observe("neighbour", client.connect(SocketAddr::from((NEIGHBOUR, port))));
    let (accepted, _) = server.accept()?;
    t.observe("dialled", accepted.local_addr()?.ip());
    client.close(); // first, or 127.0.0.2 and this port would stay taken for a minute

    let client = t.tcp("client")?;
    t.observe("unspecified", client.connect(SocketAddr::from((Ipv4Addr::UNSPECIFIED, port))));
    t.observe("peer", client.peer_addr().map(|peer| peer.ip()));
    Ok(())
}
// ANCHOR_END: wildcard

// ANCHOR: same_port
pub(super) fn same_port(t: &Tracer, _: &Settings) -> io::Result<()> {
    let first = t.udp("server 1")?;
    first.bind(LOOPBACK)?;
    let second = t.udp("server 2")?;
    let port = first.address().port();
    t.observe("bound", second.bind(SocketAddr::from((NEIGHBOUR, port))));

    let client = t.udp("client")?;
    client.send_to(b"one", SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    client.send_to(b"two", SocketAddr::from((NEIGHBOUR, port)))?;
    first.wait_readable()?;
    t.observe("first", first.recv(1024));
    second.wait_readable()?;
    t.observe("second", second.recv(1024));
    Ok(())
}
// ANCHOR_END: same_port

// ANCHOR: numbers
pub(super) fn numbers(t: &Tracer, _: &Settings) -> io::Result<()> {
    let port = |text: &str| Ok(text.to_socket_addrs()?.next().map_or(0, |address| address.port()));
    t.observe("last", port("127.0.0.1:65535"));
    t.observe("beyond", port("127.0.0.1:65536"));

    #[expect(clippy::cast_possible_truncation, reason = "a program in C does just this: htons() keeps 16 bits")]
    let cut = 65_536_u32 as u16;
    let server = t.udp("server")?;
    server.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, cut)))?;
    t.observe("cut", server.local_addr()?.port());

    let foreign = Ipv4Addr::new(203, 0, 113, 1); // for documents, nobody's address (RFC 5737)
    t.observe("foreign", t.udp("server")?.bind(SocketAddr::from((foreign, 0))));
    Ok(())
}
// ANCHOR_END: numbers

// ANCHOR: privileged
pub(super) fn privileged(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let bind = |port: usize| {
        let port = u16::try_from(port).map_err(io::Error::other)?;
        t.tcp("server")?.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
    };
    let port = settings.number("port");
    t.observe("with", bind(port));

    sys::give_up(Privilege::LowPorts)?;
    t.note("server", Text::new("now without CAP_NET_BIND_SERVICE", "现在没有 CAP_NET_BIND_SERVICE 了"));
    t.observe("without", bind(port));
    t.observe("last", bind(1023));
    t.observe("first", bind(1024));
    t.observe("border", sys::first_unprivileged_port());
    Ok(())
}
// ANCHOR_END: privileged
