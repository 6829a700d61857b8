//! What is tried with a server of frames.

use super::super::codec;
use crate::bench::{Bench, Chunking, Leaving, Peer, Stop};

/// The longest payload that the contract allows, in bytes.
const LIMIT: i32 = 1 << 20;

/// What a length may cost the program, in bytes of memory.
const MEMORY: u64 = 64 << 20;

pub(super) fn one(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    talk(bench, &client)?;
    talk(bench, &client)
}

pub(super) fn keeps_bytes(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let every: Vec<u8> = (0..=u8::MAX).collect();
    client.send(&frame(&every))?;
    client.expect_only(&answer(&every))
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

pub(super) fn two_in_one_segment(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let words = [bench.word(5), bench.word(7)];
    client.send(&frames(&words))?;
    client.expect_only(&answers(&words))
}

pub(super) fn byte_by_byte(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let word = bench.word(9);
    talk_in_pieces(&client, &word, &Chunking::bytes(frame(word.as_bytes()).len()))
}

pub(super) fn cut_header(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    for place in 1..codec::HEADER {
        let client = bench.connect("client")?;
        let word = bench.word(9);
        talk_in_pieces(&client, &word, &Chunking::cut(frame(word.as_bytes()).len(), [place]))?;
        Leaving::Politely.play(client)?;
    }
    Ok(())
}

pub(super) fn any_cut(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let words = [bench.word(5), String::new(), bench.word(11)];
    let (sent, expected) = (frames(&words), answers(&words));
    bench.each_chunking(sent.len(), |chunking| {
        let client = bench.connect("client")?;
        client.send_chunks(&sent, chunking)?;
        client.expect_only(&expected)?;
        Leaving::Politely.play(client)
    })
}

pub(super) fn empty_frame(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    client.send(&frame(b""))?;
    client.expect_only(&frame(b""))?;
    talk(bench, &client)
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    // Letters, so that this is about the size alone.
    let payload = bench.word(LIMIT.unsigned_abs() as usize).into_bytes();
    client.exchange(&frame(&payload), &answer(&payload))
}

pub(super) fn pipelined(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let words: Vec<String> = (0..100).map(|_| bench.word(bench.random(|rng| rng.usize(1..20)))).collect();
    client.send(&frames(&words))?;
    client.expect_only(&answers(&words))
}

pub(super) fn negative_length(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    for length in [-1, bench.random(|rng| rng.i32(i32::MIN..0)), i32::MIN] {
        refuses(bench, length)?;
    }
    Ok(())
}

pub(super) fn huge_length(bench: &mut Bench) -> Result<(), Stop> {
    // What the program holds in any case, with its interpreter and a few frames.
    let server = bench.tcp_server()?;
    serves_the_next(bench)?;
    let usual = server.kill()?;
    // In this order: a program that believes every length is found out before it reserves 2 GiB of this machine.
    for length in [LIMIT + 1, 1 << 28, i32::MAX] {
        let server = bench.tcp_server()?;
        refuses(bench, length)?;
        server.expect_peak_memory_below(usual + MEMORY)?;
    }
    Ok(())
}

pub(super) fn eof_mid_frame(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let frame = frame(b"hello");
    for end in 1..frame.len() {
        let client = bench.connect("client")?;
        client.send(&frame[..end])?;
        client.settle()?;
        client.finish()?;
        client.expect_closed()?;
        client.close();
        serves_the_next(bench)?;
    }
    Ok(())
}

pub(super) fn survives_reset(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    bench.each_leaving(&[Leaving::Reset, Leaving::Unread], &frame(b"half a frame"), || serves_the_next(bench))
}

fn frame(payload: &[u8]) -> Vec<u8> {
    codec::frame(payload).expect("a payload of at most 1 MiB")
}

fn answer(payload: &[u8]) -> Vec<u8> {
    frame(&payload.to_ascii_uppercase())
}

fn frames(words: &[String]) -> Vec<u8> {
    words.iter().flat_map(|word| frame(word.as_bytes())).collect()
}

fn answers(words: &[String]) -> Vec<u8> {
    words.iter().flat_map(|word| answer(word.as_bytes())).collect()
}

/// A frame, and its answer.
fn talk(bench: &Bench, client: &Peer) -> Result<(), Stop> {
    let word = bench.word(8);
    client.send(&frame(word.as_bytes()))?;
    client.expect_only(&answer(word.as_bytes()))
}

/// A frame in these pieces, and its answer.
fn talk_in_pieces(client: &Peer, word: &str, chunking: &Chunking) -> Result<(), Stop> {
    let sent = client.send_chunks(&frame(word.as_bytes()), chunking);
    sent.and_then(|()| client.expect_only(&answer(word.as_bytes()))).map_err(|stop| stop.cut_as(chunking))
}

fn serves_the_next(bench: &Bench) -> Result<(), Stop> {
    let client = bench.connect("next client")?;
    talk(bench, &client)?;
    client.close();
    Ok(())
}

/// A client tells this length behind a good frame: its connection is closed, and the next client is served.
fn refuses(bench: &Bench, length: i32) -> Result<(), Stop> {
    let client = bench.connect("lying client")?;
    talk(bench, &client)?;
    client.send(&length.to_le_bytes())?;
    client.expect_closed()?;
    // Nothing of this connection waits for its time to pass, so that the port is free for another start.
    client.reset()?;
    serves_the_next(bench)
}
