//! What is tried with a client that waits for no acknowledgement.

use std::time::{Duration, Instant};

use crate::{
    bench::{Bench, Fault, Peer, Program, Stop, Wanted},
    sys::{self, Tables},
    text::Text,
};

const ROUNDS: usize = 20;
const HEAD: &[u8] = b"HEAD";
const QUESTION: &[u8] = b"HEADBODY";
const ANSWER: &[u8] = b"OK";

const TOO_EARLY: Text = Text::new(
    "The answer came in two pieces, and after the first one, `O`, the program asked its next question.",
    "回答分成两段到达，程序只读到前一段 `O`，就问了下一个问题。",
);

pub(super) fn rounds(bench: &mut Bench) -> Result<(), Stop> {
    // In one round the server takes its time.
    let slow = bench.random(|rng| rng.usize(1..ROUNDS - 1));
    let (client, server) = called(bench)?;
    for round in 0..ROUNDS {
        if round == slow {
            let_it_come(&client, &server)?;
        }
        server.expect_only(QUESTION)?;
        server.send(ANSWER)?;
    }
    server.expect_end()?;
    client.expect_exit(Wanted::Success)
}

pub(super) fn two_writes(bench: &mut Bench) -> Result<(), Stop> {
    let (client, server) = called(bench)?;
    let_it_come(&client, &server)?;
    let mut before = 0;
    for round in 1..=ROUNDS {
        server.expect_only(QUESTION)?;
        // Nothing of the next question is here: the answer that it waits for is not sent.
        let segments = server.socket().tcp_info()?.data_segments_in;
        if segments < before + 2 {
            let says = Text {
                en: format!("In round {round} HEAD and BODY came in one segment.").into(),
                zh: format!("第 {round} 个回合，HEAD 和 BODY 在同一个报文段里到达。").into(),
            };
            return ended(client, Fault::other("joined", says).but("HEAD | BODY", "HEADBODY"));
        }
        before = segments;
        server.send(ANSWER)?;
    }
    Ok(())
}

pub(super) fn no_stall(bench: &mut Bench) -> Result<(), Stop> {
    let (client, server) = called(bench)?;
    for round in 1..=ROUNDS {
        server.delay_acks()?;
        if is_held(bench, &server)? {
            let says = Text {
                en: format!(
                    "In round {round} the program had written BODY, and its kernel kept it back: it waited until HEAD \
                     was acknowledged."
                )
                .into(),
                zh: format!("第 {round} 个回合，程序已经写了 BODY，它的内核却压着不发：在等 HEAD 的确认。").into(),
            };
            return ended(client, Fault::other("held", says).but("HEAD, BODY", "HEAD"));
        }
        if round == 1 {
            let_it_come(&client, &server)?;
        }
        server.expect_only(QUESTION)?;
        server.send(ANSWER)?;
    }
    Ok(())
}

/// Waits for a question. Whether its end was written and did not leave: more lies in the client's kernel, not
/// acknowledged, than has arrived here, where nothing is read.
fn is_held(bench: &Bench, server: &Peer) -> Result<bool, Stop> {
    /// A segment that is under way is not held: it arrives within the client's own call. The shortest delay of an
    /// acknowledgement is 40 ms (Linux).
    const UNDER_WAY: Duration = Duration::from_millis(10);
    let socket = server.socket().inner();
    let ends = (socket.local_addr()?.as_socket(), socket.peer_addr()?.as_socket());
    let (Some(here), Some(there)) = ends else { return Ok(false) };
    let tables = Tables::open()?;
    let mut held_since = None;
    let mut held = false;
    bench.wait(|| {
        let written = tables.tcp_end(there, here)?.map_or(0, |end| end.unacknowledged as usize);
        let arrived = sys::receive_queue(socket)? as usize;
        let is_part = arrived == HEAD.len() && written == QUESTION.len();
        let since = *held_since.get_or_insert_with(Instant::now);
        if !is_part {
            held_since = None;
        }
        held = is_part && since.elapsed() >= UNDER_WAY;
        Ok(held || arrived >= QUESTION.len())
    })?;
    Ok(held)
}

pub(super) fn split_reply(bench: &mut Bench) -> Result<(), Stop> {
    // Not the last: after it there is no question that could come too early.
    let split = bench.random(|rng| rng.usize(0..ROUNDS - 1));
    let (client, server) = called(bench)?;
    for round in 0..ROUNDS {
        server.expect(QUESTION)?;
        let (first, rest) = ANSWER.split_at(usize::from(round == split));
        if !first.is_empty() {
            server.send(first)?;
            // It has read this byte, and has nothing to do any more: it waits for the other one, or it has gone on.
            server.settle()?;
            client.expect_idle()?;
            // Not read yet, or read with the question before it.
            let more = sys::receive_queue(server.socket().inner())? > 0 || server.expect_only(b"").is_err();
            if more {
                return ended(client, Fault::other("too-early", TOO_EARLY).but("HEADBODY", "HEADBODY HEAD.."));
            }
        }
        server.send(rest)?;
    }
    server.expect_end()
}

pub(super) fn server_closes(bench: &mut Bench) -> Result<(), Stop> {
    // In the last round too, where who is content with half an answer would end as if all were well.
    for whole in [bench.random(|rng| rng.usize(1..ROUNDS - 1)), ROUNDS - 1] {
        let (client, server) = called(bench)?;
        for _ in 0..whole {
            server.expect(QUESTION)?;
            server.send(ANSWER)?;
        }
        server.expect(QUESTION)?;
        server.send(&ANSWER[..1])?;
        server.close();
        client.expect_exit(Wanted::Failure)?;
    }
    Ok(())
}

/// The client, started, and the server's end of its connection.
fn called(bench: &Bench) -> Result<(Program, Peer), Stop> {
    let listener = bench.listen("server")?;
    let client = bench.program().start()?;
    let server = listener.accept()?;
    server.delay_acks()?;
    Ok((client, server))
}

/// Waits until the client has written all that it writes without an answer.
fn let_it_come(client: &Program, server: &Peer) -> Result<(), Stop> {
    server.wait_readable()?;
    client.expect_idle()
}

/// The end of a check that has seen enough. The client is ended first: what it would say to a server that leaves in
/// mid-round explains nothing.
fn ended(client: Program, fault: Fault) -> Result<(), Stop> {
    client.kill()?;
    Err(fault.into())
}
