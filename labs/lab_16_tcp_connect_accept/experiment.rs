//! The scenes of lab 16.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use crate::{
    lab::Settings,
    trace::{LOOPBACK, TracedSocket, Tracer},
};

// ANCHOR: hello
pub(super) fn hello(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = t.tcp("listener")?;
    listener.bind(LOOPBACK)?;
    listener.listen(5)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (connection, caller) = listener.accept()?;
    let connection = connection.named("server");
    t.observe("caller", caller == client.address());

    client.send(b"hello")?;
    let question = connection.recv(1024)?;
    connection.send(&question.to_ascii_uppercase())?;
    t.observe("answer", client.recv(1024));

    t.observe("listener", listener.recv(1024));
    Ok(())
}
// ANCHOR_END: hello

// ANCHOR: names
pub(super) fn names(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let listener = t.tcp("listener")?;
    let ip: IpAddr = settings.word("bind").parse().map_err(io::Error::other)?;
    listener.bind(SocketAddr::from((ip, 0)))?;
    listener.listen(5)?;
    let port = listener.address().port();

    let client = t.tcp("client")?;
    t.observe("before", client.peer_addr().map(|_| ()));
    client.connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let (connection, _) = listener.accept()?;
    let connection = connection.named("server");

    let near = connection.local_addr()?;
    let far = client.local_addr()?;
    t.observe("accepted_ip", near.ip());
    t.observe(
        "accepted_port",
        match near.port() {
            own if own == port => "listener",
            own if own == far.port() => "client",
            _ => "new",
        },
    );
    t.observe("client_sees", client.peer_addr()? == near);
    t.observe("server_sees", connection.peer_addr()? == far);
    t.observe("listener_sees", listener.peer_addr().map(|_| ()));
    Ok(())
}
// ANCHOR_END: names

// ANCHOR: two_clients
pub(super) fn two_clients(t: &Tracer, _: &Settings) -> io::Result<()> {
    let listener = t.tcp("listener")?;
    listener.bind(LOOPBACK)?;
    listener.listen(5)?;
    let michael = t.tcp("client 1")?;
    michael.connect(listener.address())?;
    let to_michael = listener.accept()?.0.named("server 1");
    let tracy = t.tcp("client 2")?;
    tracy.connect(listener.address())?;
    let to_tracy = listener.accept()?.0.named("server 2");

    t.observe("same_port", to_michael.local_addr()? == to_tracy.local_addr()?);
    t.observe("peers_differ", to_michael.peer_addr()? != to_tracy.peer_addr()?);

    tracy.send(b"Tracy")?; // the second client speaks first
    michael.send(b"Michael")?;
    t.observe("first", to_michael.recv(1024));
    t.observe("second", to_tracy.recv(1024));
    Ok(())
}
// ANCHOR_END: two_clients

// ANCHOR: one_client_port
pub(super) fn one_client_port(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server 1")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let other = t.tcp("server 2")?;
    other.bind(LOOPBACK)?;
    other.listen(5)?;

    let first = t.tcp("client 1")?;
    first.set_reuse_address(true)?;
    first.bind(LOOPBACK)?;
    first.connect(server.address())?;

    let second = on_the_port_of(t, "client 2", &first)?;
    t.observe("other_server", second.connect(other.address()));
    let third = on_the_port_of(t, "client 3", &first)?;
    t.observe("same_pair", third.connect(server.address()));
    Ok(())
}

/// Another socket with the same address of its own. Both have to set `SO_REUSEADDR`.
fn on_the_port_of(t: &Tracer, name: &'static str, first: &TracedSocket) -> io::Result<TracedSocket> {
    let socket = t.tcp(name)?;
    socket.set_reuse_address(true)?;
    socket.bind(first.address())?;
    Ok(socket)
}
// ANCHOR_END: one_client_port

// ANCHOR: before_accept
pub(super) fn before_accept(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;

    let client = t.tcp("client")?;
    t.observe("connect", client.connect(server.address()));
    t.observe("send", client.send(b"hello"));
    let left = client.address();
    client.close();

    // Only now does the server look.
    let (connection, caller) = server.accept()?;
    t.observe("accept", caller == left);
    t.observe("read", connection.recv(1024));
    t.observe("end", connection.recv(1024));
    Ok(())
}
// ANCHOR_END: before_accept
