//! What is tried with a server that is started again.

use crate::{
    bench::{Bench, Peer, Program, Stop, Wanted},
    trace::TcpState,
};

pub(super) fn greets(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    greeted_client(bench, "client").map(drop)
}

pub(super) fn next_client(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    // All of them keep their end open.
    let mut greeted = Vec::new();
    for name in ["first client", "second client", "third client"] {
        greeted.push(greeted_client(bench, name)?);
    }
    Ok(())
}

pub(super) fn survives_reset(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    greeted_client(bench, "leaving client")?.reset()?;
    greeted_client(bench, "next client")?;
    // The kernel takes a client before the server does. This one is gone by the time that the server greets it.
    server.paused(|| bench.connect("hurried client")?.reset())?;
    greeted_client(bench, "next client").map(drop)
}

pub(super) fn restarts_at_once(bench: &mut Bench) -> Result<(), Stop> {
    let mut server = bench.tcp_server()?;
    for _ in 0..2 {
        server = restarted(bench, server)?;
    }
    greeted_client(bench, "next client").map(drop)
}

/// Stops a server that has closed two connections, and starts it again. One client has closed its end as well, so that
/// nothing is left but `TIME_WAIT` on the server's side; the other one has not.
fn restarted(bench: &Bench, server: Program) -> Result<Program, Stop> {
    let staying = greeted_client(bench, "staying client")?;
    let leaving = greeted_client(bench, "leaving client")?;
    let address = leaving.socket().address();
    leaving.close();
    bench.wait(|| Ok(bench.tracer().tcp_state(bench.address(), &address)? == TcpState::TimeWait))?;
    server.kill()?;
    let server = bench.tcp_server()?;
    staying.close();
    Ok(server)
}

pub(super) fn second_instance_refused(bench: &mut Bench) -> Result<(), Stop> {
    let _first = bench.tcp_server()?;
    let second = bench.program().start()?;
    second.expect_exit(Wanted::Failure)?;
    second.expect_message()?;
    greeted_client(bench, "client").map(drop)
}

/// A client that says nothing, has read its greeting and the end behind it, and still has its own end open.
fn greeted_client(bench: &Bench, name: &'static str) -> Result<Peer, Stop> {
    let client = bench.connect(name)?;
    client.expect(b"hello\n")?;
    client.expect_end()?;
    Ok(client)
}
