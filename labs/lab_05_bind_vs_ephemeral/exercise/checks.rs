//! What is tried with a UDP client.

use std::time::{Duration, Instant};

use super::server::{Server, WAIT, same, without_end};
use crate::{
    bench::{Bench, Fault, Program, Stop, Wanted},
    text::Text,
};

/// What a coarse timer may take away from the wait.
const COARSE: Duration = Duration::from_millis(50);

pub(super) fn sends_lines(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        // The last line has no end.
        let lines = [bench.word(8), format!("  {}  {} ", bench.word(3), bench.word(5)), bench.word(6)];
        let client = start(bench, lines.join("\n").as_bytes())?;
        for line in &lines {
            let datagram = server.next(line.as_bytes())?;
            same(line.as_bytes(), &datagram.bytes)?;
            server.reply(b"ok", &datagram.from)?;
        }
        // It ends; or it sends what was in no line.
        if server.mailbox().receive()?.is_some() {
            let says = Text::new(
                "The program sent more datagrams than its input has lines.",
                "程序发出的数据报比输入的行数还多。",
            );
            return Err(Fault::other("extra-datagram", says).into());
        }
        client.expect_exit(Wanted::Success)
    })
}

pub(super) fn prints_replies(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        let replies = [bench.word(7), format!("  {}  {}\t ", bench.word(3), bench.word(5)), bench.word(2)];
        let client = start(bench, b"one\ntwo\nthree\n")?;
        for (line, reply) in ["one", "two", "three"].into_iter().zip(&replies) {
            server.answer(line, reply)?;
        }
        client.expect_output(format!("{}\n", replies.join("\n")).as_bytes())
    })
}

pub(super) fn one_ephemeral_port(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        let _client = start(bench, b"1\n2\n3\n4\n5\n")?;
        let first = server.answer("1", "ok")?;
        for line in ["2", "3", "4", "5"] {
            let from = server.answer(line, "ok")?;
            if from != first {
                let says = Text::new(
                    "The program sent its next line from another port: from another socket.",
                    "程序换了一个端口来发下一行，也就是换了一个套接字。",
                );
                return Err(Fault::other("other-port", says).but(first.to_string(), from.to_string()).into());
            }
        }
        Ok(())
    })
}

pub(super) fn no_fixed_port(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        // Without replies the first one takes 500 ms for each line. It lives, and has its port, while the second starts.
        let _first = start(bench, b"first\n".repeat(20).as_slice())?;
        let firsts_address = server.takes("first")?;
        let (line, reply) = (bench.word(6), bench.word(7));
        let second = start(bench, format!("{line}\n").as_bytes())?;
        let from = loop {
            let datagram = server.next(line.as_bytes())?;
            if without_end(&datagram.bytes) != b"first" {
                same(line.as_bytes(), without_end(&datagram.bytes))?;
                break datagram.from;
            }
            if !server.has_datagram()? {
                second.expect_running()?;
            }
        };
        if from == firsts_address {
            let says = Text::new(
                "Two clients have the same port. The replies to both go to one of them.",
                "两个客户端用了同一个端口，给它们的答复都会到其中一个手里。",
            );
            return Err(Fault::other("shared-port", says).into());
        }
        server.reply(reply.as_bytes(), &from)?;
        second.expect_output(format!("{reply}\n").as_bytes())
    })
}

pub(super) fn survives_lost_reply(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        let (lost, after) = (bench.word(5), bench.word(6));
        let client = start(bench, format!("one\n{lost}\n{after}\n").as_bytes())?;
        let from = server.takes("one")?;
        // The wait for the lost reply begins after this, whenever this thread is running.
        let began = Instant::now();
        server.reply(b"ONE", &from)?;
        server.takes(&lost)?;

        let datagram = server.next(after.as_bytes())?;
        let waited = began.elapsed();
        if without_end(&datagram.bytes) == lost.as_bytes() {
            let says = Text::new("The program sent a line a second time.", "程序把同一行又发了一次。");
            return Err(Fault::other("sent-again", says).but(after, lost).into());
        }
        if waited + COARSE < WAIT {
            let says = Text::new(
                "The program did not wait 500 ms for a reply before it sent the next line.",
                "程序没有等够 500 毫秒，就发出了下一行。",
            );
            return Err(Fault::other("gave-up-early", says).but(millis(WAIT), millis(waited)).into());
        }
        same(after.as_bytes(), without_end(&datagram.bytes))?;
        server.reply(b"AFTER", &datagram.from)?;
        client.expect_output(b"ONE\ntimeout\nAFTER\n")?;
        client.expect_exit(Wanted::Success)
    })
}

pub(super) fn ignores_strangers(bench: &mut Bench) -> Result<(), Stop> {
    /// Six times the wait: who has not given up by then waits as long as the strangers send.
    const LIMIT: Duration = Duration::from_secs(3);
    const EVERY: Duration = Duration::from_millis(100);
    Server::play(bench, |server| {
        let stranger = bench.mailbox("stranger")?;
        let client = start(bench, b"one\ntwo\nthree\n")?;
        let from = server.takes("one")?;
        stranger.send_to(b"a lie", &from)?;
        let reply = bench.word(8);
        server.reply(reply.as_bytes(), &from)?;

        // Instead of a reply, strangers alone.
        server.takes("two")?;
        let began = Instant::now();
        while !server.has_datagram()? && client.ended()?.is_none() {
            if began.elapsed() > LIMIT {
                let says = Text::new(
                    "The 500 ms are long over. Strangers send, and the program still waits for its reply.",
                    "500 毫秒早就过了。陌生人一直在发，程序也一直在等它的答复。",
                );
                let fault = Fault::other("strangers-prolong-the-wait", says);
                return Err(bench.blame(fault.but(millis(WAIT), millis(began.elapsed()))));
            }
            stranger.send_to(b"a lie", &from)?;
            let sent = Instant::now();
            bench.wait(|| Ok(server.has_datagram()? || sent.elapsed() > EVERY))?;
        }
        server.answer("three", "THREE")?;
        client.expect_output(format!("{reply}\ntimeout\nTHREE\n").as_bytes())
    })
}

pub(super) fn empty(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        let client = start(bench, b"\none\n\n")?;
        for (line, reply) in [("", "first"), ("one", ""), ("", "last")] {
            server.answer(line, reply)?;
        }
        client.expect_output(b"first\n\nlast\n")
    })
}

pub(super) fn raw_bytes(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        // 你好 in GBK, and bytes that are no text at all.
        let line = b"\xc4\xe3\xba\xc3 \xff\x80";
        let client = start(bench, &[line, &b"\n"[..]].concat())?;
        let datagram = server.next(line)?;
        same(line, without_end(&datagram.bytes))?;
        server.reply(b"\xba\xc3 \0\xfe\xff", &datagram.from)?;
        client.expect_output(b"\xba\xc3 \0\xfe\xff\n")
    })
}

pub(super) fn large_reply(bench: &mut Bench) -> Result<(), Stop> {
    /// The longest datagram that IPv4 carries, in bytes of data.
    const LARGEST: usize = 65_507;
    Server::play(bench, |server| {
        server.mailbox().socket().set_send_buffer_size(2 * LARGEST)?;
        let client = start(bench, b"one\n")?;
        let reply = bench.word(LARGEST);
        server.answer("one", &reply)?;
        client.expect_output(format!("{reply}\n").as_bytes())
    })
}

pub(super) fn at_once(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        let client = bench.program().with_input().start()?;
        // Like somebody who types: a line, and no more until its reply is there.
        for _ in 0..3 {
            talk(bench, server, &client)?;
        }
        Ok(())
    })
}

pub(super) fn late_reply(bench: &mut Bench) -> Result<(), Stop> {
    Server::play(bench, |server| {
        let client = bench.program().with_input().start()?;
        client.write(b"one\n");
        let from = server.takes("one")?;
        client.expect_output(b"timeout\n")?;
        // Too late, and twice.
        server.mailbox().send_to(b"LATE", &from)?;
        server.mailbox().send_to(b"LATE", &from)?;
        talk(bench, server, &client)
    })
}

pub(super) fn nobody_there(bench: &mut Bench) -> Result<(), Stop> {
    let port = bench.mailbox_at("nobody", bench.address())?;
    // Connected to itself, it takes nothing from others: the kernel tells them that nobody is there.
    port.socket().connect(port.address())?;
    let client = start(bench, b"one\ntwo\n")?;
    client.expect_output(b"timeout\ntimeout\n")?;
    client.expect_exit(Wanted::Success)
}

/// A client with all of its input.
fn start(bench: &Bench, input: &[u8]) -> Result<Program, Stop> {
    let mut client = bench.program().with_input().start()?;
    client.write(input);
    client.end_input();
    Ok(client)
}

/// One line and its reply, with more lines to come.
fn talk(bench: &Bench, server: &Server, client: &Program) -> Result<(), Stop> {
    let (line, reply) = (bench.word(6), bench.word(7));
    server.nothing_yet();
    client.write(format!("{line}\n").as_bytes());
    server.answer(&line, &reply)?;
    client.expect_output(format!("{reply}\n").as_bytes())
}

fn millis(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
