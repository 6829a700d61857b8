//! The scenes of lab 10.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};

use crate::{
    lab::Settings,
    trace::{Address, LOOPBACK, TracedSocket, Tracer},
};

// ANCHOR: absent
/// A port at which nobody receives, and that nobody can take while the scene runs: its socket hears itself alone. To
/// everybody else the kernel answers as if the port were closed.
fn absent_server(t: &Tracer) -> io::Result<TracedSocket> {
    let absent = t.udp("absent server")?;
    absent.bind(LOOPBACK)?;
    absent.connect(absent.address())?;
    Ok(absent)
}
// ANCHOR_END: absent

// ANCHOR: unconnected
pub(super) fn unconnected(t: &Tracer, _: &Settings) -> io::Result<()> {
    let absent = absent_server(t)?;
    let client = t.udp("client")?;
    client.bind(LOOPBACK)?;
    t.observe("first", client.send_to(b"hello", absent.address()));
    t.observe("second", client.send_to(b"hello", absent.address()));

    // A letter to itself. Whatever came back before it would be read before it.
    client.send_to(b"marker", client.address())?;
    client.wait_readable()?;
    t.observe("heard", client.recv_from(1024));
    Ok(())
}
// ANCHOR_END: unconnected

// ANCHOR: connected
pub(super) fn connected(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let absent = absent_server(t)?;
    let client = t.udp("client")?;
    t.observe("connect", client.connect(absent.address()));
    t.observe("first", client.send(b"hello"));

    client.wait_readable()?; // the refusal is here
    let next = match settings.word("next_call") {
        "recv" => client.recv(1024).map(|bytes| bytes.len()),
        "so_error" => client.take_error().map(|()| 0),
        _ => client.send(b"hello"),
    };
    t.observe("next", next);
    t.observe("after", client.send(b"hello"));
    Ok(())
}
// ANCHOR_END: connected

// ANCHOR: elsewhere
pub(super) fn elsewhere(t: &Tracer, _: &Settings) -> io::Result<()> {
    let absent = absent_server(t)?;
    let client = t.udp("client")?;
    client.connect(absent.address())?;
    client.send(b"hello")?;
    client.wait_readable()?;
    t.observe("recv", client.recv(1024));

    client.send(b"hello")?;
    client.wait_readable()?;
    t.observe("so_error", client.take_error());
    t.observe("so_error_again", client.take_error());
    Ok(())
}
// ANCHOR_END: elsewhere

// ANCHOR: late
pub(super) fn late_server(t: &Tracer, _: &Settings) -> io::Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 9999));
    let client = t.udp("client")?;
    t.observe("sent", client.send_to(b"hello", address));

    let server = t.udp("server")?;
    server.bind(address)?;
    client.send_to(b"again", address)?;
    server.wait_readable()?;
    t.observe("received", server.recv_from(1024));
    Ok(())
}
// ANCHOR_END: late

// ANCHOR: wire
pub(super) fn wire(t: &Tracer, _: &Settings) -> io::Result<()> {
    let absent = absent_server(t)?;
    let client = t.udp("client")?;
    client.bind(LOOPBACK)?;
    client.send_to(b"hello", absent.address())?;

    t.wait_packets("the ICMP message", |wire| wire.icmp().next().is_some())?;
    let wire = t.packets();
    let message = wire.icmp().next().expect("waited for");
    t.observe("message", message.what.to_string());
    let about = message.about.map(|quoted| (Address::from(quoted.source), Address::from(quoted.destination)));
    t.observe("about", about == Some((client.address(), absent.address())));
    client.set_nonblocking(true)?;
    t.observe("heard", client.recv_from(1024));
    Ok(())
}
// ANCHOR_END: wire

// ANCHOR: wire_connected
pub(super) fn wire_connected(t: &Tracer, _: &Settings) -> io::Result<()> {
    let absent = absent_server(t)?;
    let client = t.udp("client")?;
    client.connect(absent.address())?;
    client.send(b"one")?;
    client.wait_readable()?;
    t.observe("refused", client.send(b"two"));
    client.send(b"three")?;

    t.wait_packets("the second ICMP message", |wire| wire.icmp().count() == 2)?;
    t.observe("travelled", t.packets().to(absent.address()).len());
    t.observe("bytes", t.packets().to(absent.address()).bytes());
    Ok(())
}
// ANCHOR_END: wire_connected
