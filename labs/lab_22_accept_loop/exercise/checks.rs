//! What is tried with an echo server.

use crate::bench::{Bench, Leaving, Peer, Stop};

pub(super) fn echo_upper(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    client.send(b"Hello, 42 sockets!\n")?;
    client.expect_only(b"HELLO, 42 SOCKETS!\n")
}

pub(super) fn echo_again(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    for _ in 0..5 {
        talk(bench, &client)?;
    }
    Ok(())
}

pub(super) fn next_client(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    for name in ["first client", "second client", "third client"] {
        let client = bench.connect(name)?;
        talk(bench, &client)?;
        Leaving::Politely.play(client)?;
    }
    Ok(())
}

pub(super) fn survives_reset(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    bench.each_leaving(&[Leaving::Reset], b"half a wo", || serves_the_next(bench))
}

pub(super) fn survives_vanish(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("vanishing client")?;
    client.send(b"nobody will read this\n")?;
    client.vanish()?;
    serves_the_next(bench)?;
    // Its answers fill every queue on the way before it goes: the server is in the middle of a write.
    let client = bench.connect_narrow("vanishing client", 4096)?;
    client.socket().set_send_buffer_size(64 << 10)?;
    client.flood(&vec![b'x'; 16 << 20])?;
    client.vanish()?;
    serves_the_next(bench)
}

pub(super) fn split_write(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let (sent, answer) = (b"every cut of this line\n", b"EVERY CUT OF THIS LINE\n");
    bench.each_chunking(sent.len(), |chunking| {
        let client = bench.connect("client")?;
        client.send_chunks(sent, chunking)?;
        client.expect_only(answer)?;
        Leaving::Politely.play(client)
    })
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let sent = bench.bytes(1 << 20);
    let client = bench.connect("client")?;
    client.exchange(&sent, &sent.to_ascii_uppercase())
}

pub(super) fn half_close(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect_narrow("client", 4096)?;
    let sent = bench.bytes(200_000);
    // All of it is on its way, with the end of the stream behind it, before the client reads for the first time.
    client.send(&sent)?;
    client.finish()?;
    client.expect(&sent.to_ascii_uppercase())?;
    client.expect_end()
}

pub(super) fn two_at_once(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let first = bench.connect("first client")?;
    talk(bench, &first)?;
    // The first stays, and says nothing.
    let second = bench.connect("second client")?;
    talk(bench, &second)?;
    talk(bench, &first)
}

pub(super) fn no_busy_loop(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    let client = bench.connect("silent client")?;
    talk(bench, &client)?;
    server.expect_idle()?;
    Leaving::Politely.play(client)?;
    for leaving in Leaving::ALL {
        let client = bench.connect("client")?;
        talk(bench, &client)?;
        leaving.play(client)?;
        server.expect_idle()?;
    }
    Ok(())
}

/// A word of the client's, and its answer.
fn talk(bench: &Bench, client: &Peer) -> Result<(), Stop> {
    let word = bench.word(8);
    client.send(format!("{word}\n").as_bytes())?;
    client.expect_only(format!("{}\n", word.to_uppercase()).as_bytes())
}

fn serves_the_next(bench: &Bench) -> Result<(), Stop> {
    let client = bench.connect("next client")?;
    talk(bench, &client)?;
    client.close();
    Ok(())
}
