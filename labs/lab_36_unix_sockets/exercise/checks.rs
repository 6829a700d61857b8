//! What is tried with an echo server on a UNIX path.

use std::{
    fs,
    path::{Path, PathBuf},
};

use socket2::{Domain, Type};

use crate::{
    bench::{Bench, Fault, Leaving, Peer, Stop, Wanted},
    text::Text,
    trace::TracedSocket,
};

pub(super) fn echo_upper(bench: &mut Bench) -> Result<(), Stop> {
    let path = path(bench)?;
    let _server = bench.unix_server(&path)?;
    let client = bench.connect_unix("client", &path)?;
    talk(bench, &client)?;
    let every: Vec<u8> = (0..=u8::MAX).collect();
    client.send(&every)?;
    client.expect_only(&every.to_ascii_uppercase())?;
    client.finish()?;
    client.expect_end()
}

pub(super) fn next_client(bench: &mut Bench) -> Result<(), Stop> {
    let path = path(bench)?;
    let _server = bench.unix_server(&path)?;
    for name in ["first client", "second client", "third client"] {
        let client = bench.connect_unix(name, &path)?;
        talk(bench, &client)?;
        Leaving::Politely.play(client)?;
    }
    Ok(())
}

pub(super) fn survives_vanish(bench: &mut Bench) -> Result<(), Stop> {
    let path = path(bench)?;
    let _server = bench.unix_server(&path)?;
    // The second one has filled every queue before it goes: the server is in the middle of a write.
    for sent in [100, 4 << 20] {
        let client = bench.connect_unix("vanishing client", &path)?;
        client.flood(&vec![b'x'; sent])?;
        client.vanish()?;
        serves_the_next(bench, &path)?;
    }
    Ok(())
}

pub(super) fn stale_path(bench: &mut Bench) -> Result<(), Stop> {
    let path = path(bench)?;
    let server = bench.unix_server(&path)?;
    serves_the_next(bench, &path)?;
    server.kill()?;
    let _server = bench.unix_server(&path)?;
    serves_the_next(bench, &path)
}

pub(super) fn live_path(bench: &mut Bench) -> Result<(), Stop> {
    // Somebody else's server, of which the program can know nothing but its path.
    let theirs = path(bench)?;
    let live = bench.tracer().socket("live server", Domain::UNIX, Type::STREAM, None)?;
    live.bind(&*theirs)?;
    live.listen(16)?;
    exits_without(bench, &theirs, || {
        let taken = Text::new(
            "The path belonged to a running server, and no client can reach that server any more.",
            "这个路径属于一个正在运行的服务器，现在却没有客户端能找到它了。",
        );
        if is_reached(bench, &live, &theirs)? { Ok(()) } else { Err(Fault::other("path-taken", taken).into()) }
    })?;

    // And its own.
    let own = theirs.with_file_name("own.sock");
    let _server = bench.unix_server(&own)?;
    exits_without(bench, &own, || serves_the_next(bench, &own))
}

pub(super) fn plain_file(bench: &mut Bench) -> Result<(), Stop> {
    let path = path(bench)?;
    let content = bench.word(20);
    fs::write(&path, &content)?;
    exits_without(bench, &path, || {
        let lost = Text::new(
            "A file stood at this path that was no socket, and its content is lost.",
            "这个路径上原来有一个不是套接字的文件，现在它的内容没了。",
        );
        if fs::read(&path).is_ok_and(|now| now == content.as_bytes()) {
            Ok(())
        } else {
            Err(Fault::other("file-lost", lost).into())
        }
    })
}

/// A path of this check's own, where nothing is yet.
fn path(bench: &mut Bench) -> Result<PathBuf, Stop> {
    Ok(bench.scratch()?.join("echo.sock"))
}

/// Starts the program on this path, which is not its own: it must leave what is there as it is, exit, and say why.
fn exits_without(bench: &Bench, path: &Path, is_unharmed: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
    let program = bench.program_at(path).start()?;
    let exit = program.expect_exit(Wanted::Failure);
    // What it has broken weighs more than how it ends.
    is_unharmed()?;
    exit?;
    program.expect_message()
}

/// Whether a client that connects to this path comes to this server.
fn is_reached(bench: &Bench, server: &TracedSocket, path: &Path) -> Result<bool, Stop> {
    server.set_nonblocking(true)?;
    // The program may have looked whether anybody listens.
    while server.accept().is_ok() {}
    match bench.connect_unix("client", path) {
        // A UNIX connection waits in the server's queue as soon as connect returns.
        Ok(_client) => Ok(server.accept().is_ok()),
        Err(Stop::Fault(_)) => Ok(false),
        Err(obstacle) => Err(obstacle),
    }
}

/// Some letters, and their answer.
fn talk(bench: &Bench, client: &Peer) -> Result<(), Stop> {
    for _ in 0..2 {
        let word = bench.word(8);
        client.send(word.as_bytes())?;
        client.expect_only(word.to_uppercase().as_bytes())?;
    }
    Ok(())
}

fn serves_the_next(bench: &Bench, path: &Path) -> Result<(), Stop> {
    let client = bench.connect_unix("next client", path)?;
    talk(bench, &client)?;
    client.close();
    Ok(())
}
