//! What is tried with the server that adds up.

use std::time::{Duration, Instant};

use crate::{
    bench::{Bench, Fault, Leaving, Peer, Program, Stop},
    sys::{self, Interest},
    text::Text,
    trace::Payload,
};

pub(super) fn sum(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    // The large one does not fit into 32 bits, and neither does the sum.
    let numbers = [number(bench), -number(bench), 5_000_000_000 + number(bench), 0, number(bench)];
    client.send(lines(&numbers).as_bytes())?;
    client.finish()?;
    client.expect_only(answer(&numbers).as_bytes())?;
    client.expect_end()
}

pub(super) fn empty(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    adds_up(bench, "client", &[])
}

pub(super) fn late_half(bench: &mut Bench) -> Result<(), Stop> {
    /// Longer than a program would wait that takes silence for the end.
    const SILENCE: Duration = Duration::from_millis(150);
    let server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let numbers = [12_000 + number(bench), number(bench), number(bench)];
    let all = lines(&numbers);
    let (cut, rest) = all.split_at(2);
    let (whole, last) = rest.split_at(lines(&numbers[..2]).len() - 2);
    // In the middle of a number, and after a whole line: neither is the end.
    for piece in [cut, whole] {
        client.send(piece.as_bytes())?;
        client.settle()?;
        nothing_comes(&server, &client)?;
    }
    let since = Instant::now();
    bench.wait(|| Ok(came(&client)? || since.elapsed() >= SILENCE))?;
    nothing_comes(&server, &client)?;
    client.send(last.as_bytes())?;
    client.finish()?;
    client.expect_only(answer(&numbers).as_bytes())
}

pub(super) fn last_line_unterminated(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let numbers = [number(bench), number(bench)];
    client.send(lines(&numbers).trim_end().as_bytes())?;
    client.finish()?;
    client.expect_only(answer(&numbers).as_bytes())
}

pub(super) fn next_client(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    for name in ["first client", "second client", "third client"] {
        adds_up(bench, name, &[number(bench), number(bench)])?;
    }
    Ok(())
}

pub(super) fn survives_reset(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    bench.each_leaving(&[Leaving::Reset], b"12\n34", || adds_up(bench, "next client", &[number(bench)]))
}

pub(super) fn not_a_number(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    let word = bench.word(6);
    client.send(format!("{}\n{word}\n{}\n", number(bench), number(bench)).as_bytes())?;
    // A server that looks at each line as it comes may have closed already.
    let _ = client.finish();
    client.expect_closed()?;
    adds_up(bench, "next client", &[number(bench)])
}

/// A client that says these numbers, ends its half, and hears their sum.
fn adds_up(bench: &Bench, name: &'static str, numbers: &[i64]) -> Result<(), Stop> {
    let client = bench.connect(name)?;
    client.send(lines(numbers).as_bytes())?;
    client.finish()?;
    client.expect_only(answer(numbers).as_bytes())
}

/// Demands that the server does nothing, having read all there is, but wait for more.
fn nothing_comes(server: &Program, client: &Peer) -> Result<(), Stop> {
    server.expect_idle()?;
    if !came(client)? {
        return Ok(());
    }
    let early = client.receive_until(b'\n', 100)?;
    let says = Text::new(
        "The answer came before the client had ended its half of the connection.",
        "客户端还没有关闭自己这个方向，回答就已经来了。",
    );
    Err(Fault::other("answered-early", says).but(Payload::of(b"").to_string(), Payload::of(&early).to_string()).into())
}

fn came(client: &Peer) -> std::io::Result<bool> {
    Ok(sys::poll(client.socket().inner(), Interest::Readable, Duration::ZERO)?.readable)
}

/// Four digits, and never 0: what is left out is missed.
fn number(bench: &Bench) -> i64 {
    bench.random(|rng| rng.i64(1000..10_000))
}

fn lines(numbers: &[i64]) -> String {
    let lines: Vec<String> = numbers.iter().map(|number| format!("{number}\n")).collect();
    lines.concat()
}

fn answer(numbers: &[i64]) -> String {
    format!("{}\n", numbers.iter().sum::<i64>())
}
