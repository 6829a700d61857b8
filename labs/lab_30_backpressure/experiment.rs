//! The scenes of lab 30.

use std::{
    io::{self, Read},
    time::Duration,
};

use crate::{
    lab::Settings,
    sys::{self, Interest},
    text::Text,
    trace::{LOOPBACK, TracedSocket, Tracer, wait},
};

// ANCHOR: connected
/// A fresh connection: the client's end, non-blocking, and the server's, which nobody reads from.
fn connected(t: &Tracer, settings: &Settings) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.set_recv_buffer_size(settings.number("buffer"))?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.set_send_buffer_size(settings.number("buffer"))?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    client.set_nonblocking(true)?;
    Ok((client, server))
}

/// Sends until the kernel takes nothing more. Returns how much it took.
fn fill(t: &Tracer, client: &TracedSocket, server: &TracedSocket) -> io::Result<usize> {
    let mut taken = 0;
    loop {
        let before = taken;
        while let Some(count) = unless_full(client.inner().send(&[b'x'; 4096]))? {
            taken += count;
        }
        if taken == before {
            break;
        }
        settle(client, server)?; // what was still on its way has made room once more
    }
    t.note(
        "client",
        Text::new("the client sends until nothing is taken; not shown", "客户端一直发，直到一个字节也不收；不列出"),
    );
    Ok(taken)
}
// ANCHOR_END: connected

fn unless_full(sent: io::Result<usize>) -> io::Result<Option<usize>> {
    match sent {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
        sent => sent.map(Some),
    }
}

/// Waits until nothing is on its way: each byte is in one of the two queues. The server's kernel is asked again and again
/// to acknowledge at once; left alone, it may take its 40 ms.
fn settle(client: &TracedSocket, server: &TracedSocket) -> io::Result<()> {
    wait::until("nothing on its way", || {
        sys::set_tcp_quickack(server.inner(), true)?;
        Ok(sys::tcp_info(client.inner())?.unacknowledged == 0)
    })
}

// ANCHOR: full
pub(super) fn full(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let taken = fill(t, &client, &server)?;
    t.observe("refused", client.send(b"x"));

    let (mut unread, mut unsent) = (0, 0);
    wait::until("each byte in one of the two queues", || {
        unread = sys::receive_queue(server.inner())? as usize;
        unsent = sys::send_queue(client.inner())? as usize;
        Ok(unread + unsent == taken) // a byte that is just on its way stands in both
    })?;
    t.observe("taken", taken);
    t.observe("unread", unread);
    t.observe("unsent", unsent);
    Ok(())
}
// ANCHOR_END: full

// ANCHOR: writable
pub(super) fn writable(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let writable = || Ok::<_, io::Error>(sys::poll(client.inner(), Interest::Writable, Duration::ZERO)?.writable);
    t.observe("fresh", writable()?);
    fill(t, &client, &server)?;
    t.observe("full", writable()?);

    server.recv(settings.number("read"))?;
    settle(&client, &server)?;
    t.observe("after_a_little", writable()?);

    let queued = sys::receive_queue(server.inner())? as usize;
    server.inner().read_exact(&mut vec![0; queued])?;
    t.note("server", Text::new("the server reads all that has come; not shown", "服务器读完所有已到的数据，不列出"));
    settle(&client, &server)?;
    client.wait_writable()?;
    t.observe("drained", client.send(b"hello"));
    Ok(())
}
// ANCHOR_END: writable

// ANCHOR: acknowledged
pub(super) fn acknowledged(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    client.send(b"hello")?;
    client.wait_acknowledged()?;
    t.observe("unacknowledged", sys::send_queue(client.inner()));
    t.observe("read", server.bytes_readable()? == 0);

    server.close(); // and "hello" was never read
    client.wait_readable()?;
    t.observe("end", client.recv(1024));
    Ok(())
}
// ANCHOR_END: acknowledged
