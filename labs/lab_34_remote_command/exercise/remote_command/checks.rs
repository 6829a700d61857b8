//! What is tried with a server that runs commands.

use std::fs;

use super::super::reply::expect_reply;
use crate::{
    bench::{Bench, Difference, Fault, Leaving, Peer, Stop},
    text::Text,
};

pub(super) fn echo(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    talk(bench, &client)
}

pub(super) fn stderr(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let (out, err) = (bench.word(6), bench.word(7));
    ask(&client, &format!("echo {err} >&2"), format!("{err}\n").as_bytes())?;
    ask(&client, &format!("echo {out}; echo {err} >&2"), format!("{out}\n{err}\n").as_bytes())?;
    ask(&client, &format!("echo {err} >&2; echo {out}"), format!("{out}\n{err}\n").as_bytes())
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let (path, letters) = letters(bench, 1 << 20)?;
    let _server = bench.tcp_server()?;
    // Its replies fill every queue on the way before the client reads for the first time.
    let client = bench.connect_narrow("client", 64 << 10)?;
    client.send(format!("cat '{path}'\n").as_bytes())?;
    client.let_it_fill()?;
    expect_reply(&client, &letters)?;
    talk(bench, &client)
}

pub(super) fn stderr_flood(bench: &mut Bench) -> Result<(), Stop> {
    let (path, letters) = letters(bench, 200_000)?;
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let word = bench.word(8);
    ask(&client, &format!("cat '{path}' >&2; echo {word}"), &[word.as_bytes(), b"\n", &letters].concat())
}

pub(super) fn raw_output(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let word = bench.word(4);
    ask(&client, &format!("echo {word} 你好"), format!("{word} 你好\n").as_bytes())?;
    // A byte that no character has, a zero byte, and half a character.
    ask(&client, r"printf '\377a\000b\344\275'", b"\xffa\0b\xe4\xbd")
}

pub(super) fn split_command(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let word = bench.word(6);
    // If a character of it is damaged, the shell does not find the two equal.
    let command = format!("[ 你 = 你 ] && echo {word}\n");
    bench.each_chunking(command.len(), |chunking| {
        let client = bench.connect("client")?;
        client.send_chunks(command.as_bytes(), chunking)?;
        expect_reply(&client, format!("{word}\n").as_bytes())?;
        Leaving::Politely.play(client)
    })
}

pub(super) fn two_commands(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let (one, two) = (bench.word(5), bench.word(6));
    let commands = format!("echo {one}\necho {two}\n");
    // Together; and then the first with a part of the second.
    for first in [commands.len(), commands.len() - 4] {
        let (first, rest) = commands.as_bytes().split_at(first);
        client.send(first)?;
        expect_reply(&client, format!("{one}\n").as_bytes())?;
        client.send(rest)?;
        expect_reply(&client, format!("{two}\n").as_bytes())?;
    }
    client.expect_only(b"")
}

pub(super) fn empty_output(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    ask(&client, "true", b"")?;
    talk(bench, &client)?;
    ask(&client, ": nothing to say >&2", b"")
}

pub(super) fn failing_command(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let word = bench.word(8);
    ask(&client, &format!("echo {word}; exit 3"), format!("{word}\n").as_bytes())?;
    talk(bench, &client)
}

pub(super) fn cut_command(bench: &mut Bench) -> Result<(), Stop> {
    let half = bench.scratch()?.join("half");
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    // How `> 'half of a name'` and much else may begin.
    client.send(format!("> '{}'", half.display()).as_bytes())?;
    client.finish()?;
    let closed = client.expect_closed();
    if half.exists() {
        return Err(Fault::other(
            "ran-half",
            Text::new(
                "The command had no newline yet when the client ended, and the server ran it.",
                "客户端结束的时候，命令的换行符还没有来，服务器却执行了它。",
            ),
        )
        .into());
    }
    closed?;
    serves_the_next(bench)
}

pub(super) fn garbage(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    for line in [&b"\xff\xfe\x80\n"[..], b"\0\n", b"echo \0 \xff\n"] {
        let client = bench.connect("client")?;
        client.send(line)?;
        // An answer, the end, a reset: whatever it is, the server has dealt with the line then.
        match client.finish().and_then(|()| client.receive_to_end(1 << 16)) {
            Err(Stop::Obstacle(obstacle)) => return Err(Stop::Obstacle(obstacle)),
            _ => client.close(),
        }
        serves_the_next(bench)?;
    }
    Ok(())
}

pub(super) fn client_leaves(bench: &mut Bench) -> Result<(), Stop> {
    let folder = bench.scratch()?;
    let _server = bench.tcp_server()?;
    for (leaving, name) in [(Leaving::Reset, "reset"), (Leaving::Politely, "close")] {
        let (runs, gone) = (folder.join(format!("{name}-runs")), folder.join(format!("{name}-gone")));
        let client = bench.connect("leaving client")?;
        // The first command runs until its client is gone. For the second there is then certainly nobody any more.
        let commands = "> 'RUNS'; while [ ! -e 'GONE' ]; do sleep 0.01; done; echo one\necho two\n";
        let commands = commands.replace("RUNS", &runs.display().to_string());
        client.send(commands.replace("GONE", &gone.display().to_string()).as_bytes())?;
        if !bench.wait(|| Ok(runs.exists()))? {
            return Err(bench.blame(Fault::Short(Difference::between(b"?", b""))));
        }
        leaving.play(client)?;
        fs::write(gone, "")?;
        serves_the_next(bench)?;
    }
    Ok(())
}

/// A command and its reply, and nothing more.
fn ask(client: &Peer, command: &str, output: &[u8]) -> Result<(), Stop> {
    client.send(format!("{command}\n").as_bytes())?;
    expect_reply(client, output)?;
    client.expect_only(b"")
}

/// Some word's echo.
fn talk(bench: &Bench, client: &Peer) -> Result<(), Stop> {
    let word = bench.word(8);
    ask(client, &format!("echo {word}"), format!("{word}\n").as_bytes())
}

fn serves_the_next(bench: &Bench) -> Result<(), Stop> {
    let client = bench.connect("next client")?;
    talk(bench, &client)?;
    Leaving::Politely.play(client)
}

/// A file of so many random letters: its path, for the shell, and the letters.
fn letters(bench: &mut Bench, count: usize) -> Result<(String, Vec<u8>), Stop> {
    let path = bench.scratch()?.join("letters");
    let letters = bench.word(count).into_bytes();
    fs::write(&path, &letters)?;
    Ok((path.display().to_string(), letters))
}
