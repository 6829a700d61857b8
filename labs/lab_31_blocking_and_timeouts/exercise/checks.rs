//! What is tried with a client that gives up in time.

use std::{
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use crate::{
    bench::{Bench, Fault, Listener, Peer, Program, Stop, Wanted},
    sys::{self, Interest},
    text::Text,
    trace::TcpState,
};

/// How long the program is to wait.
const PATIENCE: Duration = Duration::from_millis(500);

pub(super) fn answers(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let (program, server, _) = called(bench, &listener)?;
    let line = bench.word(8);
    server.send(format!("{line}\n").as_bytes())?;
    prints(&program, &line)?;
    // What comes behind the newline is not asked for.
    let (program, server, _) = called(bench, &listener)?;
    server.send(format!("{line}\nand more").as_bytes())?;
    prints(&program, &line)?;
    in_two_pieces(bench, &listener)
}

/// The second piece of a line comes a little later, and well in time.
fn in_two_pieces(bench: &Bench, listener: &Listener) -> Result<(), Stop> {
    const LATER: Duration = Duration::from_millis(150);
    const TOO_LATE: Duration = Duration::from_millis(400);
    let (program, server, since) = called(bench, listener)?;
    let word = bench.word(6);
    server.send(word.as_bytes())?;
    bench.wait(|| Ok(!program.output().is_empty() || since.elapsed() >= LATER))?;
    let late = since.elapsed() > TOO_LATE;
    server.flood("你好\n".as_bytes())?;
    match prints(&program, &format!("{word}你好")) {
        Err(Stop::Fault(_)) if late => Err(io::Error::other("send a line in time: the machine is too busy").into()),
        judged => judged,
    }
}

pub(super) fn read_timeout(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let (program, _server, since) = called(bench, &listener)?;
    program.expect_output(b"read timeout\n")?;
    not_before_its_time(since)?;
    prints_no_more(&program)
}

pub(super) fn connect_timeout(bench: &mut Bench) -> Result<(), Stop> {
    // A queue for one, which is taken, and nobody accepts.
    let server = bench.tracer().tcp("server")?;
    server.bind(bench.address())?;
    server.listen(0)?;
    let first = bench.tracer().tcp("first client")?;
    first.connect(server.address())?;
    server.wait_readable()?;
    let program = bench.program().start()?;
    let address = bench.address();
    let since = last_before(bench, &program, || is_connecting(address))?;
    program.expect_output(b"connect timeout\n")?;
    not_before_its_time(since)?;
    prints_no_more(&program)
}

pub(super) fn refused(bench: &mut Bench) -> Result<(), Stop> {
    // Bound and not listening: the port is closed, and stays so.
    let nobody = bench.tracer().tcp("server")?;
    nobody.bind(bench.address())?;
    prints(&bench.program().start()?, "refused")
}

pub(super) fn slow_drip(bench: &mut Bench) -> Result<(), Stop> {
    const PAUSE: Duration = Duration::from_millis(100);
    /// In bytes: more than twice as long as the program is to wait.
    const DRIPS: usize = 12;
    let listener = bench.listen("server")?;
    let (program, server, _) = called(bench, &listener)?;
    for _ in 0..DRIPS {
        server.flood(b"x")?;
        let since = Instant::now();
        bench.wait(|| Ok(!program.output().is_empty() || since.elapsed() >= PAUSE))?;
        if !program.output().is_empty() {
            return prints(&program, "read timeout");
        }
    }
    Err(bench.blame(Fault::Late { limit: PATIENCE, took: None }))
}

pub(super) fn closed(bench: &mut Bench) -> Result<(), Stop> {
    let listener = bench.listen("server")?;
    let (program, server, _) = called(bench, &listener)?;
    server.close();
    prints(&program, "closed")?;
    // In the middle of the line: ended, then torn down.
    let (program, server, _) = called(bench, &listener)?;
    server.send(bench.word(5).as_bytes())?;
    server.finish()?;
    prints(&program, "closed")?;
    let (program, server, _) = called(bench, &listener)?;
    server.send(bench.word(5).as_bytes())?;
    server.settle()?;
    server.reset()?;
    prints(&program, "closed")
}

/// Starts the program, and takes its call. It had not called yet at the moment that is returned with them.
fn called(bench: &Bench, listener: &Listener) -> Result<(Program, Peer, Instant), Stop> {
    let program = bench.program().start()?;
    let waits = || Ok(sys::poll(listener.socket().inner(), Interest::Readable, Duration::ZERO)?.readable);
    let since = last_before(bench, &program, waits)?;
    Ok((program, listener.accept()?, since))
}

/// Looks until something has begun, or the program has printed something, and returns when it had not begun yet. What is
/// measured from there is never too short, however busy the machine is.
fn last_before(bench: &Bench, program: &Program, begun: impl Fn() -> io::Result<bool>) -> Result<Instant, Stop> {
    let mut before = Instant::now();
    bench.wait(|| {
        let now = Instant::now();
        if begun()? {
            return Ok(true);
        }
        before = now;
        Ok(!program.output().is_empty())
    })?;
    Ok(before)
}

/// Whether somebody's request for a connection with this address is on its way.
fn is_connecting(address: SocketAddr) -> io::Result<bool> {
    match sys::tcp_table() {
        // Then it is not known. The program was started a moment ago.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(true),
        table => Ok(table?.iter().any(|row| row.remote == address && row.state == TcpState::SynSent)),
    }
}

fn not_before_its_time(since: Instant) -> Result<(), Stop> {
    const NEARLY: Duration = Duration::from_millis(450);
    let waited = since.elapsed();
    if waited >= NEARLY {
        return Ok(());
    }
    let says = Text::new("The program gave up before its time was over.", "时间还没到，程序就放弃了。");
    let millis = |time: Duration| format!("{} ms", time.as_millis());
    Err(Fault::other("too-soon", says).but(millis(PATIENCE), millis(waited)).into())
}

/// Demands this line, and nothing but it.
fn prints(program: &Program, line: &str) -> Result<(), Stop> {
    program.expect_output(format!("{line}\n").as_bytes())?;
    prints_no_more(program)
}

fn prints_no_more(program: &Program) -> Result<(), Stop> {
    program.expect_exit(Wanted::Success)?;
    program.expect_no_more_output()
}
