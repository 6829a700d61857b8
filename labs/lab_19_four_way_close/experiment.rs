//! The scenes of lab 19.

use std::{io, net::Shutdown::Write, time::Duration};

use crate::{
    lab::Settings,
    trace::{Address, LOOPBACK, Packets, TcpState, TracedSocket, Tracer},
    wire::Flags,
};

// ANCHOR: connected
/// A connection: the client's end and the server's.
fn connected(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}

/// The segments of a connection from its first FIN on.
fn closing(wire: &Packets, client: &Address, server: &Address) -> Packets {
    wire.between(client, server).since(Flags::FIN)
}

/// Waits until both FINs have crossed and the second is acknowledged.
fn wait_closed(t: &Tracer, client: &Address, server: &Address) -> io::Result<()> {
    t.wait_packets("both FINs and the last ACK", |wire| {
        let closing = closing(wire, client, server);
        closing.with(Flags::FIN).len() == 2 && closing.flags().ends_with("F. .")
    })
}
// ANCHOR_END: connected

// ANCHOR: peer-waits
pub(super) fn peer_waits(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    let by_server = settings.word("closes_first") == "server";
    let (first, last) = if by_server { (server, client) } else { (client, server) };
    let (near, far) = (first.address(), last.address());

    let (closer, other) = (first.actor().clone(), last.actor().clone());
    first.close();
    t.wait_packets("the ACK of the first FIN", |wire| closing(wire, &near, &far).len() >= 2)?;
    t.observe("closer", t.tcp_state(&near, &far));
    t.observe("peer", t.tcp_state(&far, &near));

    last.recv(1024)?; // b"": the other end has closed
    last.close();
    wait_closed(t, &near, &far)?;
    t.wait_tcp_state(other, &far, &near, TcpState::Closed)?;
    t.observe("segments", closing(&t.packets(), &near, &far).flags());
    let waits = t.tcp_state(&near, &far)? == TcpState::TimeWait;
    t.observe("holder", if waits { closer.to_string() } else { "nobody".to_owned() });
    Ok(())
}
// ANCHOR_END: peer-waits

// ANCHOR: at-once
pub(super) fn at_once(t: &Tracer, _: &Settings) -> io::Result<()> {
    // The kernel keeps the ACK back for 40 ms, for a FIN to carry. A busy machine may be slower than that, once.
    let mut fewest = usize::MAX;
    for _ in 0..3 {
        let (client, server) = connected(t)?;
        let (near, far) = (client.address(), server.address());
        client.shutdown(Write)?;
        server.shutdown(Write)?;
        wait_closed(t, &near, &far)?;
        fewest = fewest.min(closing(&t.packets(), &near, &far).len());
    }
    t.observe("segments", fewest);
    Ok(())
}
// ANCHOR_END: at-once

// ANCHOR: half-close
pub(super) fn half_close(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(b"hello")?;
    client.shutdown(Write)?;
    t.observe("send", client.send(b"more"));

    server.wait_queued(5)?;
    let question = server.recv(1024)?;
    t.observe("end", server.recv(1024));
    server.send(&question.to_ascii_uppercase())?;
    t.observe("answer", client.recv(1024));

    let (near, far) = (client.address(), server.address());
    t.wait_packets("the answer", |wire| !closing(wire, &near, &far).with_data().is_empty())?;
    t.observe("after_fin", closing(&t.packets(), &near, &far).from(&far).bytes());
    t.observe("client", t.tcp_state(&near, &far));
    t.observe("server", t.tcp_state(&far, &near));
    Ok(())
}
// ANCHOR_END: half-close

// ANCHOR: reset
pub(super) fn reset(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    let (near, far) = (client.address(), server.address());
    client.set_linger(Some(Duration::ZERO))?;
    client.close();

    t.wait_packets("the reset", |wire| !wire.with(Flags::RST).is_empty())?;
    let ending = t.packets().between(&near, &far).since(Flags::RST);
    t.observe("segments", ending.flags());
    t.observe("recv", server.recv(1024));
    t.observe("state", t.tcp_state(&near, &far));
    Ok(())
}
// ANCHOR_END: reset
