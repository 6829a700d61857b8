//! What is tried with the client of a server that runs commands.

use super::super::reply::reply;
use crate::bench::{Bench, Chunking, Leaving, Listener, Peer, Program, Stop, Wanted};

pub(super) fn one(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let word = bench.word(8);
    let (client, server) = started(bench, &listener, &format!("echo {word}\n"))?;
    let output = format!("{word}\n");
    serve(&server, &format!("echo {word}"), output.as_bytes())?;
    printed(&client, output.as_bytes())
}

pub(super) fn two_commands(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let (one, two) = (bench.word(6), bench.word(7));
    let (client, server) = started(bench, &listener, &format!("echo {one}\necho {two}\n"))?;
    for word in [&one, &two] {
        serve(&server, &format!("echo {word}"), format!("{word}\n").as_bytes())?;
    }
    printed(&client, format!("{one}\n{two}\n").as_bytes())
}

pub(super) fn last_line_unterminated(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let (one, two) = (bench.word(6), bench.word(7));
    let (client, server) = started(bench, &listener, &format!("echo {one}\necho {two}"))?;
    for word in [&one, &two] {
        serve(&server, &format!("echo {word}"), format!("{word}\n").as_bytes())?;
    }
    printed(&client, format!("{one}\n{two}\n").as_bytes())
}

pub(super) fn prompt(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let mut client = bench.program().with_input().start()?;
    let first = bench.word(6);
    client.write(format!("printf {first}\n").as_bytes());
    let server = listener.accept()?;
    // There is no newline at the end of the output, and nothing more on standard input.
    serve(&server, &format!("printf {first}"), first.as_bytes())?;
    client.expect_output(first.as_bytes())?;
    let second = bench.word(7);
    client.write(format!("printf {second}\n").as_bytes());
    serve(&server, &format!("printf {second}"), second.as_bytes())?;
    client.expect_output(second.as_bytes())?;
    client.end_input();
    printed(&client, b"")
}

pub(super) fn byte_by_byte(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let word = bench.word(300);
    let (client, server) = started(bench, &listener, "cat words\n")?;
    server.expect_only(b"cat words\n")?;
    // 300 is 2c 01 00 00: more than the first byte of the header counts. Then some of the output, and the rest in one.
    let (whole, sizes) = (reply(word.as_bytes()), 1..24);
    let sent = server.send_chunks(&whole, &Chunking::cut(whole.len(), sizes));
    client.expect_output(word.as_bytes())?;
    sent?;
    printed(&client, b"")
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let output = bench.word(1 << 20);
    let (client, server) = started(bench, &listener, "cat words\n")?;
    server.expect_only(b"cat words\n")?;
    let sent = server.send(&reply(output.as_bytes()));
    client.expect_output(output.as_bytes())?;
    sent?;
    printed(&client, b"")
}

pub(super) fn raw_output(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let (client, server) = started(bench, &listener, "cat picture\n")?;
    // What is not UTF-8, and what a terminal or a C string would stumble over: all bytes.
    let all: Vec<u8> = (0..=255).collect();
    serve(&server, "cat picture", &all)?;
    printed(&client, &all)
}

pub(super) fn empty_reply(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let word = bench.word(8);
    let (client, server) = started(bench, &listener, &format!("true\necho {word}\ntrue\n"))?;
    let output = format!("{word}\n");
    serve(&server, "true", b"")?;
    serve(&server, &format!("echo {word}"), output.as_bytes())?;
    serve(&server, "true", b"")?;
    printed(&client, output.as_bytes())
}

pub(super) fn negative_length(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    for length in [-1, i32::MIN] {
        let (client, server) = started(bench, &listener, "true\n")?;
        server.expect_only(b"true\n")?;
        server.send(&length.to_le_bytes())?;
        fails(&client)?;
    }
    Ok(())
}

pub(super) fn server_dies(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let whole = reply(b"twelve bytes");
    // Before the header, in it, before the output, and in it; at last not by closing, but by a reset.
    let ends = [0, 2, 4, 9].map(|sent| (sent, Leaving::Politely));
    for (sent, leaving) in ends.into_iter().chain([(9, Leaving::Reset)]) {
        let (client, server) = started(bench, &listener, "cat words\n")?;
        server.expect_only(b"cat words\n")?;
        server.send_chunks(&whole[..sent], &Chunking::whole(sent))?;
        leaving.play(server)?;
        fails(&client)?;
    }
    Ok(())
}

/// The program with all of its input, and its connection.
fn started(bench: &Bench, listener: &Listener, input: &str) -> Result<(Program, Peer), Stop> {
    let mut client = bench.program().with_input().start()?;
    client.write(input.as_bytes());
    client.end_input();
    Ok((client, listener.accept()?))
}

/// Receives this command and nothing more, and replies.
fn serve(server: &Peer, command: &str, output: &[u8]) -> Result<(), Stop> {
    server.expect_only(format!("{command}\n").as_bytes())?;
    server.send(&reply(output))
}

/// It prints this and nothing more, and ends.
fn printed(client: &Program, output: &[u8]) -> Result<(), Stop> {
    client.expect_output(output)?;
    client.expect_exit(Wanted::Success)?;
    client.expect_no_more_output()
}

/// It ends, and says that something was wrong.
fn fails(client: &Program) -> Result<(), Stop> {
    client.expect_exit(Wanted::Failure)?;
    client.expect_message()
}
