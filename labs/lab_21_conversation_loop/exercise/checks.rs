//! What is tried with a client that holds a conversation.

use std::time::Duration;

use crate::{
    bench::{Bench, Chunking, Fault, Listener, Peer, Program, Stop, Wanted},
    sys::{self, Interest},
    text::Text,
    trace::Payload,
};

pub(super) fn talks(bench: &mut Bench) -> Result<(), Stop> {
    let (mut program, listener) = begins(bench)?;
    let turns = [bench.word(5), format!("你好{}", bench.word(4)), bench.word(9)].map(|line| (line, bench.word(7)));
    let [(first, _), (second, _), (third, _)] = &turns;
    // The last line has no newline of its own.
    program.write(format!("{first}\n{second}\n{third}").as_bytes());
    program.end_input();
    let server = listener.accept()?;
    let mut printed = String::new();
    for (line, word) in &turns {
        let reply = format!("{word}再见\n");
        turn(&server, line, &reply)?;
        printed += &reply;
    }
    server.expect_end()?;
    ends(&program, &printed)
}

pub(super) fn prompt(bench: &mut Bench) -> Result<(), Stop> {
    let (mut program, listener) = begins(bench)?;
    let server = listener.accept()?;
    for _ in 0..3 {
        let (line, reply) = (bench.word(6), bench.word(6) + "\n");
        program.write(format!("{line}\n").as_bytes());
        turn(&server, &line, &reply)?;
        program.expect_output(reply.as_bytes())?;
    }
    program.end_input();
    ends(&program, "")
}

pub(super) fn stops_at_q(bench: &mut Bench) -> Result<(), Stop> {
    let (program, listener) = begins(bench)?;
    let (line, more) = (bench.word(6), bench.word(6));
    // The user's own q is a line as any other, and there is no end of the input in sight.
    program.write(format!("q\n{line}\nbye\n{more}\n").as_bytes());
    let server = listener.accept()?;
    turn(&server, "q", "Q\n")?;
    turn(&server, &line, "quite so\n")?;
    turn(&server, "bye", "q\n")?;
    server.expect_end()?;
    ends(&program, "Q\nquite so\nq\n")
}

pub(super) fn server_closes(bench: &mut Bench) -> Result<(), Stop> {
    let lines = [bench.word(5), bench.word(6), bench.word(7)];
    // Instead of a reply. The user has more to say.
    let (program, listener) = begins(bench)?;
    program.write(format!("{}\n", lines.join("\n")).as_bytes());
    let server = listener.accept()?;
    turn(&server, &lines[0], "one\n")?;
    server.expect_only(format!("{}\n", lines[1]).as_bytes())?;
    server.close();
    ends(&program, "one\n")?;
    // After a reply: the next line goes to a connection that is closed on the other side.
    let program = bench.program().with_input().start()?;
    program.write(format!("{}\n", lines[0]).as_bytes());
    let server = listener.accept()?;
    turn(&server, &lines[0], "one\n")?;
    server.settle()?;
    server.close();
    program.write(format!("{}\n", lines[1]).as_bytes());
    ends(&program, "one\n")
}

pub(super) fn split_reply(bench: &mut Bench) -> Result<(), Stop> {
    let (mut program, listener) = begins(bench)?;
    let (lines, word, long) = ([bench.word(5), bench.word(6), bench.word(7)], bench.word(8), bench.word(100_000));
    program.write(format!("{}\n", lines.join("\n")).as_bytes());
    program.end_input();
    let server = listener.accept()?;
    // In two pieces, with a pause between them.
    server.expect_only(format!("{}\n", lines[0]).as_bytes())?;
    server.send(&word.as_bytes()[..3])?;
    server.settle()?;
    waits_for_the_rest(&program, &server)?;
    server.send(format!("{}\n", &word[3..]).as_bytes())?;
    // Byte by byte, through the middle of every character.
    let chinese = format!("{word}你好\n");
    server.expect_only(format!("{}\n", lines[1]).as_bytes())?;
    server.send_chunks(chinese.as_bytes(), &Chunking::bytes(chinese.len()))?;
    // In pieces that the kernel makes.
    server.expect_only(format!("{}\n", lines[2]).as_bytes())?;
    server.send(format!("{long}\n").as_bytes())?;
    server.expect_end()?;
    ends(&program, &format!("{word}\n{chinese}{long}\n"))
}

pub(super) fn empty_line(bench: &mut Bench) -> Result<(), Stop> {
    let (mut program, listener) = begins(bench)?;
    let (first, third, last) = (bench.word(5), bench.word(6), bench.word(7));
    program.write(format!("{first}\n\n{third}\n{last}\n").as_bytes());
    program.end_input();
    let server = listener.accept()?;
    turn(&server, &first, "one\n")?;
    turn(&server, "", "you said nothing\n")?;
    turn(&server, &third, "\n")?;
    turn(&server, &last, "four\n")?;
    server.expect_end()?;
    ends(&program, "one\nyou said nothing\n\nfour\n")
}

/// The server, and the program that is to call it.
fn begins(bench: &Bench) -> Result<(Program, Listener), Stop> {
    let listener = bench.listen("server")?;
    Ok((bench.program().with_input().start()?, listener))
}

/// The server hears this line, and nothing beyond it, and replies.
fn turn(server: &Peer, line: &str, reply: &str) -> Result<(), Stop> {
    server.expect_only(format!("{line}\n").as_bytes())?;
    server.send(reply.as_bytes())
}

/// The program has printed this since it was last asked, and ends in peace.
fn ends(program: &Program, printed: &str) -> Result<(), Stop> {
    program.expect_output(printed.as_bytes())?;
    program.expect_exit(Wanted::Success)?;
    program.expect_no_more_output()
}

/// Demands that the program does nothing, having read a part of the reply, but wait for the rest.
fn waits_for_the_rest(program: &Program, server: &Peer) -> Result<(), Stop> {
    program.expect_idle()?;
    if !sys::poll(server.socket().inner(), Interest::Readable, Duration::ZERO)?.readable {
        return Ok(());
    }
    let next = server.receive_until(b'\n', 1000)?;
    let says = Text::new(
        "The program went on after the first piece of the reply, before its newline had come.",
        "回答只来了第一段，换行符还没到，程序就接着往下说了。",
    );
    Err(Fault::other("half-a-reply", says).but(Payload::of(b"").to_string(), Payload::of(&next).to_string()).into())
}
