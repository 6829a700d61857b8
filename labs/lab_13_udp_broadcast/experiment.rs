//! The scenes of lab 13.
//!
//! Everything stays on the loopback interface: 127.255.255.255 is its broadcast address, and the multicast group is
//! joined and sent to on 127.0.0.1. The broadcast address 255.255.255.255 would leave by a real interface.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use crate::{
    lab::Settings,
    sys,
    trace::{TracedSocket, Tracer, Value, wait},
};

// ANCHOR: addresses
/// Any local address and any port: `("", 0)` in Python.
const ANY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
const BROADCAST: Ipv4Addr = Ipv4Addr::new(127, 255, 255, 255);
const LOCALHOST: Ipv4Addr = Ipv4Addr::LOCALHOST;
const GROUP: Ipv4Addr = Ipv4Addr::new(239, 255, 0, 1);

fn at(ip: Ipv4Addr, port: u16) -> SocketAddr {
    SocketAddr::from((ip, port))
}

/// Several receivers on one port, each with `SO_REUSEADDR`.
fn sharing(t: &Tracer, settings: &Settings) -> io::Result<(Vec<TracedSocket>, u16)> {
    let mut receivers: Vec<TracedSocket> = Vec::new();
    for number in 1..=settings.number("receivers") {
        let receiver = t.udp(format!("receiver {number}"))?;
        receiver.set_reuse_address(true)?;
        match receivers.first() {
            None => receiver.bind(ANY)?,
            Some(first) => receiver.bind(first.address())?,
        }
        receivers.push(receiver);
    }
    let port = receivers[0].address().port();
    Ok((receivers, port))
}
// ANCHOR_END: addresses

// ANCHOR: permission
pub(super) fn permission(t: &Tracer, _: &Settings) -> io::Result<()> {
    let receiver = t.udp("receiver")?;
    receiver.bind(ANY)?;
    let everybody = at(BROADCAST, receiver.address().port());

    let sender = t.udp("sender")?;
    t.observe("send", sender.send_to(b"anybody there?", everybody));
    t.observe("connect", sender.connect(everybody));

    sender.set_broadcast(true)?;
    sender.send_to(b"anybody there?", everybody)?;
    receiver.wait_readable()?;
    t.observe("allowed", receiver.recv_from(1024));
    Ok(())
}
// ANCHOR_END: permission

// ANCHOR: everybody
pub(super) fn everybody(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (receivers, port) = sharing(t, settings)?;
    let specific = t.udp("local receiver")?;
    specific.set_reuse_address(true)?;
    specific.bind(at(LOCALHOST, port))?;

    let sender = t.udp("sender")?;
    sender.set_broadcast(true)?;
    sender.send_to(b"anybody there?", at(BROADCAST, port))?;
    let mut heard = 0;
    for receiver in &receivers {
        receiver.wait_readable()?;
        heard += usize::from(receiver.recv_from(1024)?.bytes == b"anybody there?");
    }
    t.observe("heard", heard);

    sender.send_to(b"only you", at(LOCALHOST, port))?;
    specific.wait_readable()?;
    t.observe("specific", specific.recv_from(1024)); // the broadcast would have come first
    Ok(())
}
// ANCHOR_END: everybody

// ANCHOR: unicast
pub(super) fn unicast(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (receivers, port) = sharing(t, settings)?;
    let sender = t.udp("sender")?;
    sender.set_broadcast(true)?;
    sender.send_to(b"one of you", at(LOCALHOST, port))?;
    wait::until("one receiver has it", || anybody_has_mail(&receivers))?;
    sender.send_to(b"all of you", at(BROADCAST, port))?;

    let mut heard = Vec::new();
    for receiver in &receivers {
        receiver.wait_readable()?;
        if receiver.recv_from(1024)?.bytes == b"one of you" {
            heard.push(receiver.actor().to_string());
            receiver.wait_readable()?;
            receiver.recv_from(1024)?;
        }
    }
    t.observe("heard", heard.len());
    t.observe("who", Value::Word(heard.join(" and ").into()));
    Ok(())
}

fn anybody_has_mail(receivers: &[TracedSocket]) -> io::Result<bool> {
    for receiver in receivers {
        if sys::receive_queue(receiver.inner())? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
// ANCHOR_END: unicast

// ANCHOR: tcp
pub(super) fn tcp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(ANY)?;
    server.listen(5)?;
    let everybody = at(BROADCAST, server.address().port());

    let client = t.tcp("client")?;
    t.observe("without", client.connect(everybody));
    client.set_broadcast(true)?;
    t.observe("with", client.connect(everybody));
    Ok(())
}
// ANCHOR_END: tcp

// ANCHOR: multicast
pub(super) fn multicast(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (receivers, port) = sharing(t, settings)?;
    for receiver in &receivers {
        receiver.join_multicast_v4(GROUP, LOCALHOST)?;
    }
    let sender = t.udp("sender")?;
    sender.set_multicast_if_v4(LOCALHOST)?;
    t.observe("sent", sender.send_to(b"dear members", at(GROUP, port)));

    let mut heard = 0;
    for receiver in &receivers {
        receiver.wait_readable()?;
        heard += usize::from(receiver.recv_from(1024)?.bytes == b"dear members");
    }
    t.observe("heard", heard);
    Ok(())
}
// ANCHOR_END: multicast

// ANCHOR: membership
pub(super) fn membership(t: &Tracer, _: &Settings) -> io::Result<()> {
    let receiver = t.udp("receiver")?;
    receiver.bind(ANY)?;
    let port = receiver.address().port();
    let sender = t.udp("sender")?;
    sender.set_multicast_if_v4(LOCALHOST)?;

    // A datagram to the receiver alone follows each one to the group. Which comes first?
    let first_heard = |to_group: &[u8]| {
        sender.send_to(to_group, at(GROUP, port))?;
        sender.send_to(b"only you", at(LOCALHOST, port))?;
        receiver.wait_readable()?;
        receiver.recv_from(1024)
    };
    t.observe("nobody", first_heard(b"group, 1"));

    let other = t.udp("other receiver")?;
    other.join_multicast_v4(GROUP, LOCALHOST)?;
    t.observe("other_joined", first_heard(b"group, 2"));
    receiver.wait_readable()?;
    receiver.recv_from(1024)?;

    receiver.set_multicast_all_v4(false)?;
    t.observe("own_only", first_heard(b"group, 3"));

    receiver.join_multicast_v4(GROUP, LOCALHOST)?;
    t.observe("joined", first_heard(b"group, 4"));
    Ok(())
}
// ANCHOR_END: membership
