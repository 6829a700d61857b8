//! The scenes of lab 17.
//!
//! Where nobody listens any more, another program on the host's loopback could take the port in the moment before the
//! client calls. An isolated run has no other programs; a port that is bound and does not listen cannot be taken.

use std::{io, time::Duration};

use crate::{
    lab::Settings,
    sys::{self, Interest},
    trace::{LOOPBACK, TracedSocket, Tracer},
};

// ANCHOR: no_server
pub(super) fn no_server(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    let address = server.address();
    let client = t.tcp("client")?;
    server.close();

    let refused = client.connect(address);
    let code = refused.as_ref().err().and_then(io::Error::raw_os_error);
    t.observe("connect", refused);
    t.observe("code", code.unwrap_or(0));
    Ok(())
}
// ANCHOR_END: no_server

// ANCHOR: bound_only
pub(super) fn bound_only(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = server(t, settings)?;
    let client = t.tcp("client")?;
    t.observe("connect", client.connect(server.address()));
    Ok(())
}

/// A server that has bound its address, and has not called `listen` unless the knob says so.
fn server(t: &Tracer, settings: &Settings) -> io::Result<TracedSocket> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    if settings.word("server") == "listening" {
        server.listen(5)?;
    }
    Ok(server)
}
// ANCHOR_END: bound_only

// ANCHOR: again
pub(super) fn again(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    let client = t.tcp("client")?;
    t.observe("too_early", client.connect(server.address()));

    server.listen(5)?;
    t.observe("same_socket", client.connect(server.address()));
    let new = t.tcp("client 2")?;
    t.observe("new_socket", new.connect(server.address()));
    Ok(())
}
// ANCHOR_END: again

// ANCHOR: non_blocking
pub(super) fn non_blocking(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let server = server(t, settings)?;
    let client = t.tcp("client")?;
    client.set_nonblocking(true)?;
    t.observe("connect", client.connect(server.address()));

    client.wait_writable()?;
    let ready = sys::poll(client.inner(), Interest::Writable, Duration::ZERO)?;
    t.observe("writable", ready.writable);
    t.observe("error", client.take_error());
    t.observe("error_again", client.take_error());
    Ok(())
}
// ANCHOR_END: non_blocking

// ANCHOR: non_blocking_success
pub(super) fn non_blocking_success(t: &Tracer, _: &Settings) -> io::Result<()> {
    let server = t.tcp("server")?;
    server.bind(LOOPBACK)?;
    server.listen(5)?;
    let client = t.tcp("client")?;
    client.set_nonblocking(true)?;
    t.observe("connect", client.connect(server.address()));

    client.wait_writable()?;
    t.observe("error", client.take_error());
    t.observe("peer", client.peer_addr()? == server.address());
    Ok(())
}
// ANCHOR_END: non_blocking_success
