//! What is tried with a server that greets.

use crate::bench::{Bench, Mailbox, Stop};

/// The longest datagram that IPv4 carries, in bytes of data.
const LARGEST: usize = 65_507;

pub(super) fn hello_one(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    ask(bench, &bench.mailbox("client")?, b"Michael")
}

pub(super) fn hello_three(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    for name in ["Michael", "Tracy", "Sarah", &bench.word(4)] {
        ask(bench, &client, name.as_bytes())?;
    }
    Ok(())
}

pub(super) fn two_clients(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let (first, second) = (bench.mailbox("first client")?, bench.mailbox("second client")?);
    let (one, other) = (bench.word(6), bench.word(6));
    first.send_to(one.as_bytes(), bench.address())?;
    second.send_to(other.as_bytes(), bench.address())?;
    // By now both of them wait.
    let (one, other) = (hello(one.as_bytes()), hello(other.as_bytes()));
    Mailbox::expect_each_its_own(&[(&second, &other), (&first, &one)])
}

pub(super) fn raw_bytes(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    // 李 in GBK, Zoë in Latin-1; and what is often cut off, at both ends.
    for name in [&b"\xc0\xee"[..], b"Zo\xeb", b" Bob\r\n", b"\0Bart\0"] {
        ask(bench, &client, name)?;
    }
    ask(bench, &client, &bench.bytes(100))
}

pub(super) fn empty_name(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    ask(bench, &client, b"")?;
    ask(bench, &client, b"")?;
    ask(bench, &client, bench.word(8).as_bytes())
}

pub(super) fn long_names(bench: &mut Bench) -> Result<(), Stop> {
    let _server = bench.udp_server()?;
    let client = bench.mailbox("client")?;
    client.socket().set_send_buffer_size(2 * LARGEST)?;
    let longest = LARGEST - hello(b"").len();
    ask(bench, &client, bench.word(longest).as_bytes())?;
    for letters in [longest + 1, LARGEST] {
        client.send_to(bench.word(letters).as_bytes(), bench.address())?;
        // If the long name had an answer, it would come before this one.
        ask(bench, &client, bench.word(8).as_bytes())?;
    }
    Ok(())
}

fn ask(bench: &Bench, client: &Mailbox, name: &[u8]) -> Result<(), Stop> {
    client.send_to(name, bench.address())?;
    client.expect(&hello(name)).map(drop)
}

fn hello(name: &[u8]) -> Vec<u8> {
    [b"Hello, ", name, b"!"].concat()
}
