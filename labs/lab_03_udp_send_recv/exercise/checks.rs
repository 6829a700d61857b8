//! What is tried with a UDP echo server.

use crate::{
    bench::{Bench, Mailbox, Stop},
    text::Text,
};

/// The longest datagram that IPv4 carries, in bytes of data.
const LARGEST: usize = 65_507;

pub(super) fn echo_upper(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    ask(bench, &client, b"hello")?;
    ask(bench, &client, bench.word(12).as_bytes())
}

pub(super) fn answers_from_its_port(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    let word = bench.word(8);
    client.send_to(word.as_bytes(), bench.address())?;
    client.expect_from(word.to_uppercase().as_bytes(), bench.address())
}

pub(super) fn replies_to_sender(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let (first, second) = (bench.mailbox("first client")?, bench.mailbox("second client")?);
    for (early, late) in [(&first, &second), (&second, &first), (&first, &second)] {
        let (one, other) = (bench.word(6), bench.word(6));
        early.send_to(one.as_bytes(), bench.address())?;
        late.send_to(other.as_bytes(), bench.address())?;
        let answers = (one.to_uppercase(), other.to_uppercase());
        Mailbox::expect_each_its_own(&[(late, answers.1.as_bytes()), (early, answers.0.as_bytes())])?;
    }
    Ok(())
}

pub(super) fn keeps_bytes(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    let every: Vec<u8> = (0..=u8::MAX).collect();
    // What is often cut off stands at both ends.
    for ends in [&b" \r\n"[..], b"\0\0", b"\t "] {
        ask(bench, &client, &[ends, &every, ends].concat())?;
    }
    ask(bench, &client, &bench.bytes(100))
}

pub(super) fn empty(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    ask(bench, &client, b"")?;
    ask(bench, &client, b"")?;
    ask(bench, &client, bench.word(8).as_bytes())
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    client.socket().set_send_buffer_size(2 * LARGEST)?;
    ask(bench, &client, bench.word(LARGEST).as_bytes())
}

pub(super) fn boundaries(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    let sent: Vec<_> = (0..50).map(|_| bench.word(bench.random(|rng| rng.usize(1..=1000)))).collect();
    for datagram in &sent {
        client.send_to(datagram.as_bytes(), bench.address())?;
    }
    for datagram in &sent {
        client.expect(datagram.to_uppercase().as_bytes())?;
    }
    // An answer too many would come before this one.
    ask(bench, &client, b"the end")
}

pub(super) fn survives_vanished_client(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    for _ in 0..3 {
        vanish(bench)?;
        ask(bench, &bench.mailbox("next client")?, bench.word(8).as_bytes())?;
    }
    Ok(())
}

/// A client asks, and is gone when its answer comes, however quick the answer is.
fn vanish(bench: &Bench) -> Result<(), Stop> {
    let client = bench.mailbox("vanishing client")?;
    // Connected to itself, it takes nothing from others: the kernel tells them that nobody is there.
    client.socket().connect(client.address())?;
    let as_gone = Text::new("takes nothing from others now: as good as gone", "从此不收别人的数据，等于已经走了");
    bench.tracer().note("vanishing client", as_gone);
    if client.socket().send_to(b"bye", bench.address()).is_err() {
        // macOS lets a connected socket send to its peer alone. There a client just leaves as soon as it can.
        bench.mailbox("vanishing client")?.send_to(b"bye", bench.address())?;
    }
    client.close();
    Ok(())
}

fn ask(bench: &Bench, client: &Mailbox, bytes: &[u8]) -> Result<(), Stop> {
    client.send_to(bytes, bench.address())?;
    client.expect(&bytes.to_ascii_uppercase()).map(drop)
}
