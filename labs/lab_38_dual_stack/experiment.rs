//! The scenes of lab 38.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use socket2::{Domain, Protocol, Socket, Type};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

/// 127.0.0.1 as an IPv6 socket writes it: `::ffff:127.0.0.1` (RFC 4291 section 2.5.5.2).
const MAPPED: Ipv6Addr = Ipv4Addr::LOCALHOST.to_ipv6_mapped();

fn tcp6(t: &Tracer, actor: &'static str) -> io::Result<TracedSocket> {
    t.socket(actor, Domain::IPV6, Type::STREAM, Some(Protocol::TCP))
}

/// A port that nobody has in either family, lest a stranger's server answer where ours does not.
fn unheld_port() -> io::Result<u16> {
    let probe = Socket::new(Domain::IPV6, Type::STREAM, Some(Protocol::TCP))?;
    probe.set_only_v6(false)?;
    probe.bind(&SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)).into())?;
    Ok(probe.local_addr()?.as_socket().map_or(0, |address| address.port()))
}

// ANCHOR: default
pub(super) fn default(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = tcp6(t, "server")?;
    t.observe("only_v6", server.only_v6());
    server.set_only_v6(true)?;
    t.observe("set", server.only_v6());
    server.bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)))?;
    t.observe("too_late", server.set_only_v6(false));
    Ok(())
}
// ANCHOR_END: default

// ANCHOR: dual
/// A server on IPv6, which keeps to IPv6 or not.
fn listening(t: &Tracer, only_v6: bool, address: (Ipv6Addr, u16)) -> io::Result<TracedSocket> {
    let server = tcp6(t, "server")?;
    server.set_only_v6(only_v6)?; // before bind: it decides what bind takes
    server.bind(SocketAddr::from(address))?;
    server.listen(8)?;
    Ok(server)
}

/// A client dials the server there: the address that accept gives of it. The accepted connection is kept.
fn dial(
    client: &TracedSocket,
    server: &TracedSocket,
    ip: impl Into<IpAddr>,
    kept: &mut Vec<TracedSocket>,
) -> io::Result<Option<IpAddr>> {
    client.connect(SocketAddr::new(ip.into(), server.address().port()))?;
    server.wait_readable()?;
    let (accepted, peer) = server.accept()?;
    kept.push(accepted);
    Ok(peer.ip())
}

pub(super) fn dual(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let mut kept = Vec::new();
    let ip: Ipv6Addr = settings.word("bind").parse().map_err(io::Error::other)?;
    let server = listening(t, false, (ip, 0))?;
    let (four, six) = (t.tcp("client 4")?, tcp6(t, "client 6")?);
    t.observe("four", dial(&four, &server, Ipv4Addr::LOCALHOST, &mut kept));
    t.observe("dialled", four.peer_addr().map(|address| address.ip()));
    t.observe("six", dial(&six, &server, Ipv6Addr::LOCALHOST, &mut kept));
    Ok(())
}

pub(super) fn only_v6(t: &Tracer, _: &Settings) -> io::Result<()> {
    let mut kept = Vec::new();
    let server = listening(t, true, (Ipv6Addr::UNSPECIFIED, unheld_port()?))?;
    let (four, six) = (t.tcp("client 4")?, tcp6(t, "client 6")?);
    t.observe("four", dial(&four, &server, Ipv4Addr::LOCALHOST, &mut kept));
    t.observe("six", dial(&six, &server, Ipv6Addr::LOCALHOST, &mut kept));
    Ok(())
}
// ANCHOR_END: dual

// ANCHOR: pair
pub(super) fn pair(t: &Tracer, _: &Settings) -> io::Result<()> {
    let dual = tcp6(t, "server")?;
    dual.set_only_v6(false)?;
    dual.bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)))?;
    let port = dual.address().port();
    let every_four = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
    let every_six = SocketAddr::from((Ipv6Addr::UNSPECIFIED, port));

    let four = t.tcp("server 4")?;
    t.observe("second", four.bind(every_four));
    dual.close();
    four.bind(every_four)?;

    let six = tcp6(t, "server 6")?;
    six.set_only_v6(false)?;
    t.observe("reverse", six.bind(every_six));
    six.set_only_v6(true)?;
    t.observe("split", six.bind(every_six));

    four.listen(8)?;
    six.listen(8)?;
    let mut kept = Vec::new();
    let (client, client6) = (t.tcp("client 4")?, tcp6(t, "client 6")?);
    t.observe("four", dial(&client, &four, Ipv4Addr::LOCALHOST, &mut kept));
    t.observe("six", dial(&client6, &six, Ipv6Addr::LOCALHOST, &mut kept));
    Ok(())
}
// ANCHOR_END: pair

// ANCHOR: mapped
pub(super) fn mapped(t: &Tracer, _: &Settings) -> io::Result<()> {
    let mut kept = Vec::new();
    let server = t.tcp("server")?; // this server knows IPv4 alone
    server.bind(LOOPBACK)?;
    server.listen(8)?;
    let client = tcp6(t, "client")?;
    client.set_only_v6(false)?;
    t.observe("peer", dial(&client, &server, MAPPED, &mut kept));

    let strict = tcp6(t, "strict client")?;
    strict.set_only_v6(true)?;
    t.observe("strict", dial(&strict, &server, MAPPED, &mut kept));
    Ok(())
}
// ANCHOR_END: mapped

// ANCHOR: udp
pub(super) fn udp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.socket("server", Domain::IPV6, Type::DGRAM, Some(Protocol::UDP))?;
    server.set_only_v6(false)?;
    server.bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)))?;
    let client = t.udp("client")?;
    client.send_to(b"hello", SocketAddr::from((Ipv4Addr::LOCALHOST, server.address().port())))?;

    server.wait_readable()?;
    let request = server.recv_from(1024)?;
    let ip = request.from.ip();
    t.observe("from", ip);
    t.observe("loopback", ip.is_some_and(|ip| ip.is_loopback()));
    t.observe("canonical", ip.map(|ip| ip.to_canonical()));
    server.send_to(b"HELLO", &request.from)?;

    client.wait_readable()?;
    let reply = client.recv_from(1024)?;
    t.observe("by", reply.from.ip());
    t.observe("reply", reply);
    Ok(())
}
// ANCHOR_END: udp
