//! The scenes of lab 28.

use std::io;

use crate::{
    lab::Settings,
    trace::{LOOPBACK, Packets, TcpInfo, TracedSocket, Tracer},
};

// ANCHOR: connected
/// A fresh connection: the client's end and the server's. With an `mss`, the client asks for small segments beforehand.
fn connected(t: &Tracer, mss: Option<usize>) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?;
    listener.listen(1)?;
    let client = t.tcp("client")?;
    if let Some(mss) = mss {
        client.set_tcp_mss(number(mss))?;
    }
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}

/// Segments with data, each counted once.
fn segments(info: &TcpInfo) -> u32 {
    info.data_segments_out - info.retransmissions
}
// ANCHOR_END: connected

// ANCHOR: one_write
pub(super) fn one_write(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let bytes = settings.number("bytes");
    let (client, server) = connected(t, Some(settings.number("mss")))?;
    t.observe("written", client.send(&data(bytes))?);

    server.wait_queued(number(bytes))?;
    let info = client.tcp_info()?;
    t.observe("mss", info.send_mss);
    t.observe("segments", segments(&info));
    t.observe("read", server.recv(bytes)?.len());
    Ok(())
}
// ANCHOR_END: one_write

// ANCHOR: loopback
pub(super) fn loopback(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let bytes = settings.number("bytes");
    let (client, server) = connected(t, None)?;
    client.send(&data(bytes))?;

    server.wait_queued(number(bytes))?;
    let info = client.tcp_info()?;
    t.observe("mss", info.send_mss);
    t.observe("segments", segments(&info));
    Ok(())
}
// ANCHOR_END: loopback

// ANCHOR: many_writes
pub(super) fn many_writes(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let writes = settings.number("writes");
    let (client, server) = connected(t, Some(settings.number("mss")))?;
    client.set_tcp_cork(true)?;
    for _ in 0..writes {
        client.send(&data(PIECE))?;
    }
    client.set_tcp_cork(false)?;

    server.wait_queued(number(writes * PIECE))?;
    t.observe("segments", segments(&client.tcp_info()?));
    t.observe("read", server.recv(writes * PIECE)?.len());
    Ok(())
}

/// Bytes of a small write.
const PIECE: usize = 100;
// ANCHOR_END: many_writes

// ANCHOR: answer
pub(super) fn answer(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let bytes = settings.number("bytes");
    let (client, server) = connected(t, Some(settings.number("mss")))?;
    server.send(&data(bytes))?;

    client.wait_queued(number(bytes))?;
    t.observe("segments", segments(&server.tcp_info()?));
    Ok(())
}
// ANCHOR_END: answer

// ANCHOR: too_late
pub(super) fn too_late(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let bytes = settings.number("bytes");
    let (client, server) = connected(t, None)?;
    t.observe("option", client.set_tcp_mss(number(settings.number("mss"))));
    client.send(&data(bytes))?;

    server.wait_queued(number(bytes))?;
    t.observe("segments", segments(&client.tcp_info()?));
    Ok(())
}
// ANCHOR_END: too_late

// ANCHOR: limits
pub(super) fn limits(t: &Tracer, _: &Settings) -> io::Result<()> {
    let client = t.tcp("client")?;
    t.observe("too_small", client.set_tcp_mss(87));
    t.observe("smallest", client.set_tcp_mss(88));
    t.observe("largest", client.set_tcp_mss(32767));
    t.observe("too_large", client.set_tcp_mss(32768));
    Ok(())
}
// ANCHOR_END: limits

// ANCHOR: offload
pub(super) fn offload(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let bytes = settings.number("bytes");
    let (client, server) = connected(t, Some(settings.number("mss")))?;
    client.send(&data(bytes))?;
    server.wait_queued(number(bytes))?;
    let info = client.tcp_info()?;
    t.observe("counted", segments(&info));

    let sent = |wire: &Packets| wire.from(client.address()).with_data();
    t.wait_packets("all the data", |wire| sent(wire).bytes() >= bytes as u64)?;
    let packets = sent(&t.packets());
    t.observe("captured", packets.len());
    let largest = packets.segments().map(|segment| segment.length).max().unwrap_or(0);
    t.observe("largest", largest);
    t.observe("larger_than_mss", largest > info.send_mss);
    Ok(())
}
// ANCHOR_END: offload

// ANCHOR: handshake
pub(super) fn handshake(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (client, server) = connected(t, Some(settings.number("mss")))?;
    let (from, to) = (client.address(), server.address());
    t.wait_packets("the handshake", |wire| wire.between(&from, &to).len() >= 3)?;

    let announced = |wire: &Packets| wire.segments().find_map(|segment| segment.maximum_segment).unwrap_or(0);
    t.observe("announced", announced(&t.packets().from(&from)));
    t.observe("used", client.tcp_info()?.send_mss);
    Ok(())
}
// ANCHOR_END: handshake

fn data(bytes: usize) -> Vec<u8> {
    b"0123456789".iter().copied().cycle().take(bytes).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
