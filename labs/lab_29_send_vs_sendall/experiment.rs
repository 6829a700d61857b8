//! The scenes of lab 29.

use std::{
    io::{self, Read, Write},
    thread::{self, JoinHandle},
};

use crate::{
    lab::Settings,
    sys::{self, Interest},
    text::Text,
    trace::{LOOPBACK, Observable, TracedSocket, Tracer, Value, wait::DEADLINE},
};

// ANCHOR: connected
/// A fresh connection with small buffers, set before it is made: the client's end and the server's.
fn connected(t: &Tracer, settings: &Settings) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.set_recv_buffer_size(settings.number("buffer"))?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.set_send_buffer_size(settings.number("buffer"))?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}

/// What the client has to say: so many bytes that no buffer holds them all.
fn message(settings: &Settings) -> Vec<u8> {
    let letters = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let bytes = settings.number("bytes");
    let mut message = letters.repeat(bytes.div_ceil(letters.len()));
    message.truncate(bytes);
    message
}
// ANCHOR_END: connected

// ANCHOR: partial
pub(super) fn partial(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let message = message(settings);
    client.set_nonblocking(true)?;
    let mut taken = client.send(&message)?;
    t.observe("taken", all_or_part(taken, &message));

    // The rest, and what is left of the rest, until the kernel takes no more.
    let refused = loop {
        match client.inner().send(&message[taken..]) {
            Ok(0) => break Value::word("nothing left"),
            Ok(count) => taken += count,
            Err(error) => break Err::<(), _>(error).into_value(),
        }
    };
    t.note(
        "client",
        Text::new("the client sends on until nothing is taken; not shown", "客户端接着发，直到一个字节也不收；不列出"),
    );
    t.observe("refused", refused);

    client.close();
    let received = read_to_end(&server)?;
    t.note("server", Text::new("the server reads up to the end; not shown", "服务器一直读到末尾，不列出"));
    t.observe("received", received == message[..taken]);
    Ok(())
}
// ANCHOR_END: partial

// ANCHOR: count-ignored
pub(super) fn count_ignored(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let message = message(settings);
    client.set_nonblocking(true)?;
    let taken = client.send(&message)?; // a careless program does not look at it
    client.close();

    let received = read_to_end(&server)?;
    t.note("server", Text::new("the server reads up to the end; not shown", "服务器一直读到末尾，不列出"));
    t.observe("received", received == message[..taken]);
    t.observe("missing", message.len() - received.len());
    Ok(())
}
// ANCHOR_END: count-ignored

// ANCHOR: loop
pub(super) fn send_all(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let message = message(settings);
    client.set_nonblocking(true)?;
    let mut sent = client.send(&message)?;
    let mut sends = 1;

    let reader = reader(server)?;
    while sent < message.len() {
        match client.inner().send(&message[sent..]) {
            Ok(count) => {
                sent += count;
                sends += 1;
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                sys::poll(client.inner(), Interest::Writable, DEADLINE)?;
            }
            Err(error) => return Err(error),
        }
    }
    t.note(
        "client",
        Text::new("the client sends the rest, piece by piece; not shown", "客户端一段一段地发完剩下的，不列出"),
    );
    client.close();
    t.observe("sends", sends);
    t.observe("received", joined(reader)? == message);
    Ok(())
}
// ANCHOR_END: loop

// ANCHOR: blocking
pub(super) fn blocking(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    let message = message(settings);
    let reader = reader(server)?;
    let taken = client.send(&message)?;
    t.observe("taken", all_or_part(taken, &message));

    client.close();
    t.observe("received", joined(reader)? == message);
    Ok(())
}
// ANCHOR_END: blocking

// ANCHOR: count-lost
pub(super) fn count_lost(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, settings)?;
    client.set_nonblocking(true)?;
    let result = client.inner().write_all(&message(settings));
    t.note(
        "client",
        Text::new(
            "the client's write_all sends what it can and gives up",
            "客户端的 write_all 能发多少发多少，然后放弃",
        ),
    );
    t.observe("result", result);

    client.close();
    t.observe("arrived", read_to_end(&server)?.len());
    Ok(())
}
// ANCHOR_END: count-lost

fn all_or_part(taken: usize, message: &[u8]) -> &'static str {
    if taken == message.len() { "all" } else { "a part" }
}

// ANCHOR: reader
/// Everything up to the end of the stream. Not recorded: how many reads it takes is luck.
fn read_to_end(server: &TracedSocket) -> io::Result<Vec<u8>> {
    let mut received = Vec::new();
    server.inner().read_to_end(&mut received)?;
    Ok(received)
}

/// The same on a thread of its own, as another program would read meanwhile.
fn reader(server: TracedSocket) -> io::Result<JoinHandle<io::Result<Vec<u8>>>> {
    thread::Builder::new().name("reader".to_owned()).spawn(move || read_to_end(&server))
}
// ANCHOR_END: reader

fn joined(reader: JoinHandle<io::Result<Vec<u8>>>) -> io::Result<Vec<u8>> {
    reader.join().map_err(|_| io::Error::other("the reader panicked"))?
}
