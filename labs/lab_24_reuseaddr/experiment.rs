//! The scenes of lab 24.
//!
//! A port is always one that the system picked, asked for again by its number. While a `TIME_WAIT` or a live socket holds
//! it, no other program can take it; only where the server's side is free of both is there a moment, between the last
//! close and the next bind, in which a stranger on the host's loopback could. An isolated run has no strangers.

use std::{io, net::TcpStream};

use crate::{
    lab::Settings,
    sys,
    text::Text,
    trace::{Address, LOOPBACK, TcpState, TracedSocket, Tracer, Until, Value},
};

// ANCHOR: server-first
pub(super) fn server_first(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("old server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(server.address())?;
    let (connection, _) = server.accept()?;

    t.observe("holder", part(t, connection, client)?);
    let address = server.address();
    let new = t.tcp("new server")?;
    server.close();

    t.observe("restart", new.bind(address));
    Ok(())
}
// ANCHOR_END: server-first

// ANCHOR: client-first
pub(super) fn client_first(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("old server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(server.address())?;
    let (connection, _) = server.accept()?;

    t.observe("holder", part(t, client, connection)?);
    let address = server.address();
    let new = t.tcp("new server")?;
    server.close();

    t.observe("restart", new.bind(address));
    Ok(())
}
// ANCHOR_END: client-first

// ANCHOR: part
/// Closes one end of a connection, then the other. Returns who is left with `TIME_WAIT` in the kernel's table.
fn part(t: &Tracer, first: TracedSocket, last: TracedSocket) -> io::Result<Value> {
    let (closer, near) = (first.actor().clone(), first.address());
    let (other, far) = (last.actor().clone(), last.address());
    first.close();
    last.recv(1024)?; // b"": the peer has closed
    last.close();

    // The last FIN and its ACK may still be on their way: look until the table shows that they have arrived.
    t.wait_tcp_state(closer.clone(), &near, &far, TcpState::TimeWait)?;
    t.wait_tcp_state(other.clone(), &far, &near, TcpState::Closed)?;

    let mut holders = Vec::new();
    for (actor, local, remote) in [(closer, &near, &far), (other, &far, &near)] {
        if t.tcp_state(local, remote)? == TcpState::TimeWait {
            holders.push(actor.to_string());
        }
    }
    Ok(Value::Word(holders.join(" and ").into()))
}
// ANCHOR_END: part

// ANCHOR: restart
/// The server's end of the old connection.
struct Remains {
    address: Address,
    peer: Address,
}

/// The end of an old server, and a new one that asks for its address. Each sets `SO_REUSEADDR`, or does not.
fn restart(t: &Tracer, settings: &Settings, old_sets: bool, new_sets: bool) -> io::Result<(TracedSocket, Remains)> {
    let server = t.tcp("old server")?;
    server.set_reuse_address(old_sets)?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(server.address())?;
    let (connection, peer) = server.accept()?;
    let remains = Remains { address: server.address(), peer };

    if settings.word("closes_first") == "server" {
        part(t, connection, client)?;
    } else {
        part(t, client, connection)?;
    }
    let new = t.tcp("new server")?;
    new.set_reuse_address(new_sets)?;
    server.close();

    t.observe("restart", new.bind(&remains.address));
    Ok((new, remains))
}
// ANCHOR_END: restart

pub(super) fn only_old(t: &Tracer, settings: &Settings) -> io::Result<()> {
    restart(t, settings, true, false).map(drop)
}

pub(super) fn only_new(t: &Tracer, settings: &Settings) -> io::Result<()> {
    restart(t, settings, false, true).map(drop)
}

// ANCHOR: both
pub(super) fn both(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (server, old) = restart(t, settings, true, true)?;
    server.listen(5)?;
    t.observe("still_there", t.tcp_state(&old.address, &old.peer)? == TcpState::TimeWait);

    let client = t.tcp("client 2")?;
    client.connect(server.address())?;
    let (connection, _) = server.accept()?;
    connection.send(b"hello")?;
    t.observe("serves", client.recv(1024));
    Ok(())
}
// ANCHOR_END: both

// ANCHOR: live-listener
pub(super) fn live_listener(t: &Tracer, _: &Settings) -> io::Result<()> {
    let first = t.tcp("first server")?;
    first.set_reuse_address(true)?;
    first.bind(LOOPBACK)?;
    first.listen(5)?;

    let second = t.tcp("second server")?;
    second.set_reuse_address(true)?;
    t.observe("second_bind", second.bind(first.address()));
    Ok(())
}
// ANCHOR_END: live-listener

// ANCHOR: both-bind
pub(super) fn both_bind(t: &Tracer, _: &Settings) -> io::Result<()> {
    let first = t.tcp("first server")?;
    first.set_reuse_address(true)?;
    first.bind(LOOPBACK)?;

    let second = t.tcp("second server")?;
    second.set_reuse_address(true)?;
    t.observe("second_bind", second.bind(first.address()));

    t.observe("first_listen", first.listen(5));
    t.observe("second_listen", second.listen(5));
    Ok(())
}
// ANCHOR_END: both-bind

// ANCHOR: reuse-port
pub(super) fn reuse_port(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let first = t.tcp("first server")?;
    first.set_reuse_port(true)?;
    first.bind(LOOPBACK)?;
    first.listen(1024)?;

    let outsider = t.tcp("other server")?;
    outsider.set_reuse_address(true)?;
    t.observe("outsider", outsider.bind(first.address()));

    let second = t.tcp("second server")?;
    second.set_reuse_port(true)?;
    second.bind(first.address())?;
    t.observe("second_listen", second.listen(1024));

    let clients = settings.number("clients");
    let _crowd = crowd(t, clients, &first.address())?;
    // Nobody accepts: each listener's queue shows its share. TCP_INFO of a listener counts the queue.
    let queue = |server: &TracedSocket| sys::tcp_info(server.inner()).map(|info| info.unacknowledged as usize);
    t.wait_until("clients", Until::Reached { tcp: TcpState::Established }, || {
        Ok(queue(&first)? + queue(&second)? >= clients)
    })?;
    let shares = [first.tcp_info()?.unacknowledged, second.tcp_info()?.unacknowledged];
    t.observe("sum", shares[0] + shares[1]);
    t.observe("smaller_share", shares[0].min(shares[1]));

    // A listener that closes resets whoever still waits in its queue, so this crowd leaves no TIME_WAIT.
    first.close();
    second.close();
    Ok(())
}
// ANCHOR_END: reuse-port

/// So many connections to one address. They are counted and not recorded: two hundred times the same two calls would
/// bury the rest of the trace.
fn crowd(t: &Tracer, clients: usize, address: &Address) -> io::Result<Vec<TcpStream>> {
    let en = format!("{clients} clients connect, not shown one by one").into();
    let zh = format!("{clients} 个客户端连上来，不逐个列出").into();
    t.note("clients", Text { en, zh });
    (0..clients).map(|_| TcpStream::connect(address)).collect()
}

// ANCHOR: udp
pub(super) fn udp(t: &Tracer, _: &Settings) -> io::Result<()> {
    let first = t.udp("first receiver")?;
    first.set_reuse_address(true)?;
    first.bind(LOOPBACK)?;
    let second = t.udp("second receiver")?;
    second.set_reuse_address(true)?;
    t.observe("second_bind", second.bind(first.address()));

    let names: [&[u8]; 3] = [b"Michael", b"Tracy", b"Sarah"];
    let sender = t.udp("sender")?;
    for name in names {
        sender.send_to(name, first.address())?;
    }
    let mut heard = 0;
    for name in names {
        second.wait_readable()?;
        heard += usize::from(second.recv_from(1024)?.bytes == name);
    }
    t.observe("newcomer", heard);
    // The newcomer has read all that was sent, so whatever could reach the first one has reached somebody by now.
    first.set_nonblocking(true)?;
    t.observe("elder", first.recv_from(1024));

    second.close();
    sender.send_to(b"Bob", first.address())?;
    first.wait_readable()?;
    t.observe("after", first.recv_from(1024));
    Ok(())
}
// ANCHOR_END: udp
