//! What is tried with a client that gives up in time.

use std::{
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use crate::{
    bench::{Bench, Fault, Listener, Obstacle, Peer, Program, Stop, Wanted},
    sys::{self, Interest},
    text::Text,
    trace::TcpState,
};

/// How long the program is to wait.
const PATIENCE: Duration = Duration::from_millis(500);

pub(super) fn answers(bench: &mut Bench) -> Result<(), Stop> {
    const LATER: Duration = Duration::from_millis(150);
    let listener = bench.listen("server")?;
    let line = bench.word(8);
    in_time(bench, &listener, &line, |_, server, _| {
        server.flood(format!("{line}\n").as_bytes())?;
        Ok(Some(server))
    })?;
    // What comes behind the newline is not asked for.
    in_time(bench, &listener, &line, |_, server, _| {
        server.flood(format!("{line}\nand more").as_bytes())?;
        Ok(Some(server))
    })?;
    // In two pieces, the second of them a little later.
    let chinese = format!("{line}你好");
    in_time(bench, &listener, &chinese, |program, server, since| {
        server.flood(line.as_bytes())?;
        bench.wait(|| Ok(!program.output().is_empty() || since.elapsed() >= LATER))?;
        server.flood("你好\n".as_bytes())?;
        Ok(Some(server))
    })
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
    /// In bytes: much longer than the program is to wait, even if it has to wait for a processor too.
    const DRIPS: usize = 25;
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
    in_time(bench, &listener, "closed", |_, server, _| {
        server.close();
        Ok(None)
    })?;
    // In the middle of the line: ended, then torn down.
    let line = bench.word(5);
    in_time(bench, &listener, "closed", |_, server, _| {
        server.flood(line.as_bytes())?;
        // A program that has gone by now is judged by what it has printed.
        let _ = server.finish();
        Ok(Some(server))
    })?;
    in_time(bench, &listener, "closed", |_, server, _| {
        server.flood(line.as_bytes())?;
        server.settle()?;
        server.reset()?;
        Ok(None)
    })
}

/// The server does something before the program's time is over, and the program prints this. What the server returns stays
/// open until then.
///
/// A program that got no processor for half a second may say `read timeout` with good reason. Said once, it is asked again:
/// one that is wrong says so every time, and of one that does not nothing can be said.
fn in_time(
    bench: &Bench,
    listener: &Listener,
    line: &str,
    play: impl Fn(&Program, Peer, Instant) -> Result<Option<Peer>, Stop>,
) -> Result<(), Stop> {
    let once = || {
        let (program, server, since) = called(bench, listener)?;
        let _open = play(&program, server, since)?;
        Ok::<_, Stop>((prints(&program, line), program.output().starts_with(b"read timeout")))
    };
    match once()? {
        (Err(Stop::Fault(_)), true) => match once()? {
            (Ok(()), _) => {
                let because = "the program said `read timeout` once and not again: this host may be too busy to tell";
                Err(Stop::Obstacle(Obstacle(because.to_owned())))
            }
            (wrong, _) => wrong,
        },
        (judged, _) => judged,
    }
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
