//! What is tried with a server that shows text.

use encoding_rs::GBK;

use crate::bench::{Bench, Chunking, Difference, Fault, Peer, Program, Stop};

/// The encodings of the contract.
#[derive(Clone, Copy)]
enum Charset {
    Utf8,
    Gbk,
}

impl Charset {
    const BOTH: [Charset; 2] = [Charset::Utf8, Charset::Gbk];

    /// The first line of a client.
    fn line(self) -> &'static [u8] {
        match self {
            Charset::Utf8 => b"utf-8\n",
            Charset::Gbk => b"gbk\n",
        }
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Charset::Utf8 => text.as_bytes().to_vec(),
            Charset::Gbk => GBK.encode(text).0.into_owned(),
        }
    }

    /// Characters of every length that it has.
    fn characters(self, bench: &Bench) -> Vec<char> {
        match self {
            Charset::Utf8 => vec!['é', hanzi(bench), '😀', hanzi(bench)],
            // The first is no UTF-8 in GBK (D6 D0): another may look like the beginning of a character that is still to come.
            Charset::Gbk => vec!['中', hanzi(bench), hanzi(bench)],
        }
    }

    /// The byte that a character of several bytes begins with.
    fn first_byte(self) -> u8 {
        self.encode("你")[0]
    }
}

pub(super) fn utf8(bench: &mut Bench) -> Result<(), Stop> {
    shows_lines(bench, Charset::Utf8)
}

pub(super) fn gbk(bench: &mut Bench) -> Result<(), Stop> {
    shows_lines(bench, Charset::Gbk)
}

pub(super) fn first_line(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    for charset in Charset::BOTH {
        let text = text(bench);
        let sent = [charset.line(), &charset.encode(&text)].concat();
        let line = charset.line().len();
        // With the text behind it in the same segment; and cut, with the text behind its second part.
        let together = (0..line).chain([line + 1]).map(|place| Chunking::cut(sent.len(), [place]));
        for chunking in together.chain([Chunking::bytes(sent.len())]) {
            let client = bench.connect("client")?;
            let sent = client.send_chunks(&sent, &chunking);
            sent.and_then(|()| ends(bench, &server, client, &text)).map_err(|stop| stop.cut_as(&chunking))?;
        }
    }
    Ok(())
}

pub(super) fn split_character(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    for charset in Charset::BOTH {
        let text = format!("a{}b", String::from_iter(charset.characters(bench)));
        let bytes = charset.encode(&text);
        for chunking in Chunking::every_cut(bytes.len()).chain([Chunking::bytes(bytes.len())]) {
            let client = begins(bench, charset)?;
            let sent = client.send_chunks(&bytes, &chunking);
            sent.and_then(|()| ends(bench, &server, client, &text)).map_err(|stop| stop.cut_as(&chunking))?;
        }
    }
    Ok(())
}

pub(super) fn prompt(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    for charset in Charset::BOTH {
        let client = begins(bench, charset)?;
        for character in charset.characters(bench) {
            client.send(&charset.encode(&character.to_string()))?;
            shown(bench, &server, &character.to_string())?;
        }
        ends(bench, &server, client, "")?;
    }
    Ok(())
}

pub(super) fn invalid(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    for charset in Charset::BOTH {
        // A byte that stands in no character, and one that needs another behind it than it has.
        for wrong in [0xff, charset.first_byte()] {
            let (before, after) = (text(bench), format!("! {}", text(bench)));
            let client = begins(bench, charset)?;
            client.send(&[&charset.encode(&before)[..], &[wrong], &charset.encode(&after)].concat())?;
            ends(bench, &server, client, &format!("{before}\u{fffd}{after}"))?;
        }
    }
    Ok(())
}

pub(super) fn ends_inside(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    for charset in Charset::BOTH {
        let text = text(bench);
        let client = begins(bench, charset)?;
        client.send(&[&charset.encode(&text)[..], &[charset.first_byte()]].concat())?;
        client.settle()?;
        ends(bench, &server, client, &format!("{text}\u{fffd}"))?;
    }
    Ok(())
}

pub(super) fn unknown_charset(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    let client = bench.connect("client")?;
    client.send(format!("{}\n{}", bench.word(9), text(bench)).as_bytes())?;
    client.expect_closed()?;
    client.close();
    // And one that goes before it has named any.
    let client = bench.connect("client")?;
    client.finish()?;
    client.expect_closed()?;
    client.close();
    shows(bench, &server, Charset::Utf8, &text(bench))
}

pub(super) fn next_client(bench: &mut Bench) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    let first = text(bench);
    shows(bench, &server, Charset::Utf8, &first)?;
    let client = begins(bench, Charset::Gbk)?;
    client.send(&[Charset::Gbk.first_byte()])?;
    client.settle()?;
    client.reset()?;

    // In GBK a letter may be the second half of a character: of one that another client has begun, too.
    let word = bench.word(8);
    let client = begins(bench, Charset::Gbk)?;
    client.send(word.as_bytes())?;
    client.finish()?;
    // Whether half a character of a connection that was reset is shown, the contract leaves open.
    let new = |output: &[u8]| output.strip_prefix("\u{fffd}".as_bytes()).unwrap_or(output).to_vec();
    server.wait_output(|all| new(&all[first.len()..]).len() >= word.len())?;
    let came = new(&server.output());
    let difference = Difference::between(word.as_bytes(), &came);
    if came == word.as_bytes() {
        Ok(())
    } else if word.as_bytes().starts_with(&came) {
        Err(bench.blame(Fault::MissingOutput(difference)))
    } else {
        Err(Fault::WrongOutput(difference).into())
    }
}

/// A character of two bytes in GBK and of three in UTF-8: one of the 20,902 that Unicode had first.
fn hanzi(bench: &Bench) -> char {
    bench.random(|rng| rng.char('\u{4e00}'..='\u{9fa5}'))
}

/// Some text that both encodings can write.
fn text(bench: &Bench) -> String {
    format!("{}{}{}", bench.word(3), hanzi(bench), hanzi(bench))
}

/// Two lines, each read by itself.
fn shows_lines(bench: &Bench, charset: Charset) -> Result<(), Stop> {
    let server = bench.tcp_server()?;
    let (first, second) = (format!("{}\n", text(bench)), format!("{}\n", text(bench)));
    let client = begins(bench, charset)?;
    client.send(&charset.encode(&first))?;
    client.settle()?;
    client.send(&charset.encode(&second))?;
    ends(bench, &server, client, &format!("{first}{second}"))
}

/// A client with this text.
fn shows(bench: &Bench, server: &Program, charset: Charset, text: &str) -> Result<(), Stop> {
    let client = begins(bench, charset)?;
    client.send(&charset.encode(text))?;
    ends(bench, server, client, text)
}

/// A client that has named its encoding, and whose first line was read.
fn begins(bench: &Bench, charset: Charset) -> Result<Peer, Stop> {
    let client = bench.connect("client")?;
    client.send(charset.line())?;
    client.settle()?;
    Ok(client)
}

/// The client ends. Now this text must have been written, and the program must close the connection.
fn ends(bench: &Bench, server: &Program, client: Peer, text: &str) -> Result<(), Stop> {
    client.finish()?;
    shown(bench, server, text)?;
    client.expect_closed()?;
    client.close();
    Ok(())
}

/// Demands that this text is what the program has written next.
fn shown(bench: &Bench, server: &Program, text: &str) -> Result<(), Stop> {
    server.expect_output(text.as_bytes()).map_err(|stop| match stop {
        // It may be missing because the program has ended.
        Stop::Fault(finding) if matches!(finding.fault, Fault::MissingOutput(_)) => bench.blame(finding.fault),
        stop => stop,
    })
}
