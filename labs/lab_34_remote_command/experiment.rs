//! The scenes of lab 34.
//!
//! The server is a shell for whoever connects. It listens on the loopback, for as long as a scene takes, and the commands
//! are those below.

use std::{
    io::{self, Read, Write},
    process::{Child, Command, Stdio},
    thread,
};

use super::codec::{self, Incoming};
use crate::{
    lab::Settings,
    sys,
    text::Text,
    trace::{LOOPBACK, TracedSocket, Tracer, wait},
};

// ANCHOR: connected
/// A fresh connection: the client's end and the server's.
fn connected(t: &Tracer) -> io::Result<(TracedSocket, TracedSocket)> {
    let listener = t.tcp("server")?;
    listener.bind(LOOPBACK)?; // whoever can connect can run commands: never 0.0.0.0
    listener.listen(1)?;
    let client = t.tcp("client")?;
    client.connect(listener.address())?;
    let (server, _) = listener.accept()?;
    Ok((client, server))
}
// ANCHOR_END: connected

// ANCHOR: shell
/// Python's `subprocess.Popen(command, shell=True)`.
pub(super) fn shell(command: &[u8]) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(String::from_utf8_lossy(command).as_ref()).stdin(Stdio::null());
    shell
}
// ANCHOR_END: shell

/// A count of bytes that have to wait in a queue.
fn count(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

// ANCHOR: unframed
pub(super) fn unframed(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let size = settings.number("recv_size");
    let (client, server) = connected(t)?;

    client.send(b"seq 300")?;
    let output = shell(&server.recv(1024)?).output()?;
    server.send(&output.stdout)?;
    client.wait_queued(count(output.stdout.len()))?;
    t.observe("first", client.recv(size)?.len());
    let left = client.bytes_readable()?;
    t.observe("left", left);

    client.send(b"echo done")?;
    let output = shell(&server.recv(1024)?).output()?;
    server.send(&output.stdout)?;
    client.wait_queued(left + count(output.stdout.len()))?;
    let second = client.recv(size)?;
    t.observe("second", second.split(|&byte| byte == b'\n').next().unwrap_or_default().to_vec());
    Ok(())
}
// ANCHOR_END: unframed

// ANCHOR: silent
pub(super) fn silent(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;

    client.send(b"true")?; // a command that succeeds and prints nothing
    let output = shell(&server.recv(1024)?).output()?;
    t.observe("sent", server.send(&output.stdout));

    // A client of one thread would be waiting in recv by now. This one asks again instead.
    client.send(b"echo done")?;
    let output = shell(&server.recv(1024)?).output()?;
    server.send(&output.stdout)?;
    t.observe("first_answer", client.recv(1024));
    t.observe("left", client.bytes_readable());
    Ok(())
}
// ANCHOR_END: silent

// ANCHOR: framed
pub(super) fn framed(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let size = settings.number("recv_size");
    let (client, server) = connected(t)?;
    let mut answers = Incoming::default();
    t.observe("first", ask(&client, &server, &mut answers, "seq 300", size)?.len());
    t.observe("silent", ask(&client, &server, &mut answers, "true", size));
    t.observe("last", ask(&client, &server, &mut answers, "echo done", size));
    t.observe("both", ask(&client, &server, &mut answers, "echo out; echo err >&2", size));
    Ok(())
}

/// One command and its answer: both ends of the protocol.
fn ask(
    client: &TracedSocket,
    server: &TracedSocket,
    answers: &mut Incoming,
    command: &str,
    size: usize,
) -> io::Result<Vec<u8>> {
    client.send(&codec::command(command))?;

    let mut commands = Incoming::default();
    let command = loop {
        commands.push(&some(server.recv(1024)?)?);
        if let Some(command) = commands.command()? {
            break command;
        }
    };
    let output = shell(&command).output()?; // reads both pipes at the same time
    let answer = codec::answer(&output.stdout, &output.stderr)?;
    server.send(&answer)?;

    client.wait_queued(count(answer.len()))?; // so that each run reads alike; the loop does not need it
    loop {
        if let Some(answer) = answers.answer()? {
            return Ok(answer);
        }
        answers.push(&some(client.recv(size)?)?);
    }
}

/// What a read gave. Nothing means that the other end has closed, and that the rest will never come.
fn some(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    if bytes.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
}
// ANCHOR_END: framed

// ANCHOR: one_by_one
/// 300,000 zeros on standard error, then one word on standard output.
const TALKATIVE: &str = "printf '%0300000d' 0 >&2; echo done";

/// The mistake: standard output to its end, and then standard error. `p.stdout.read() + p.stderr.read()`.
pub(super) fn one_after_the_other(mut stdout: impl Read, mut stderr: impl Read) -> io::Result<Vec<u8>> {
    let mut output = Vec::new();
    stdout.read_to_end(&mut output)?;
    stderr.read_to_end(&mut output)?;
    Ok(output)
}

pub(super) fn one_by_one(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(&codec::command(TALKATIVE))?;
    let command = server.recv(1024)?;

    let (stdout, its_stdout) = io::pipe()?;
    let (stderr, its_stderr) = io::pipe()?;
    let (beside, writer) = (stderr.try_clone()?, its_stderr.try_clone()?); // to look at it while the server reads
    let mut child = Bounded(shell(&command).stdout(its_stdout).stderr(its_stderr).spawn()?);
    thread::scope(|scope| {
        let reading = thread::Builder::new()
            .name("server".to_owned())
            .spawn_scoped(scope, || one_after_the_other(stdout, stderr))?;
        // A full pipe, more to come, and its only reader busy with the other pipe: nothing here can move any more.
        let full = wait::until("a full pipe", || sys::pipe_is_full(&writer));
        let seen = full.and_then(|()| Ok((sys::pipe_queue(&beside)?, child.0.try_wait()?.is_some())));
        let finished = reading.is_finished();
        child.end(); // the reader ends with it
        drop(writer);
        let (held, ended) = seen?;
        t.observe("held", held);
        t.observe("ended", ended);
        t.observe("read", finished);
        t.note("server", Text::new(
            "the child waits for room in the full pipe; the server waits for the child, and does not read that pipe",
            "子进程在等满了的管道腾出空来；服务器在等子进程，不去读那个管道",
        ));
        reading.join().map_err(|_| io::Error::other("the reader panicked"))?.map(drop)
    })?;
    t.note("server", Text::new("the server kills the child and gives up", "服务器杀掉子进程，放弃了"));
    server.close();
    t.observe("answer", client.recv(1024));
    Ok(())
}

/// A child that does not outlive its owner.
struct Bounded(Child);

impl Bounded {
    /// Kills it and takes its leave. Both fail only if it is gone already.
    fn end(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Bounded {
    fn drop(&mut self) {
        self.end();
    }
}
// ANCHOR_END: one_by_one

// ANCHOR: together
pub(super) fn together(t: &Tracer, _: &Settings) -> io::Result<()> {
    let (client, server) = connected(t)?;
    client.send(&codec::command(TALKATIVE))?;
    let output = shell(&server.recv(1024)?).output()?; // one thread waits for both pipes, as communicate() does
    t.observe("stdout", output.stdout.clone());
    t.observe("stderr", output.stderr.len());

    let answer = codec::answer(&output.stdout, &output.stderr)?;
    t.note(
        "server",
        Text::new("the server sends the answer, and the client reads it in pieces", "服务器发送回答，客户端分几次读完"),
    );
    let received = deliver(&server, &client, &answer)?;
    t.observe("answer", received.len());
    t.observe("begins", received.get(..5).unwrap_or_default().to_vec());
    Ok(())
}

/// Sends a long answer while the client reads it. Not recorded: how many reads it takes is luck.
fn deliver(server: &TracedSocket, client: &TracedSocket, answer: &[u8]) -> io::Result<Vec<u8>> {
    thread::scope(|scope| {
        let sending = thread::Builder::new().name("server".to_owned());
        let sending = sending.spawn_scoped(scope, || server.inner().write_all(answer))?;
        let (mut answers, mut room) = (Incoming::default(), [0; 8192]);
        let received = loop {
            if let Some(answer) = answers.answer()? {
                break answer;
            }
            let count = client.inner().read(&mut room)?;
            answers.push(&some(room[..count].to_vec())?);
        };
        sending.join().map_err(|_| io::Error::other("the sender panicked"))??;
        Ok(received)
    })
}
// ANCHOR_END: together
