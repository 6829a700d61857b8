//! What is tried with a chat.

use crate::{
    bench::{Bench, Difference, Fault, Mailbox, Program, Stop, Wanted},
    text::Text,
    trace::Address,
};

pub(super) fn sends(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    for line in [bench.word(8), format!("  two spaces, {}, and a tab\t", bench.word(5)), bench.word(2)] {
        // Other checks ask whether this is printed. Here it serves those who wait for an answer.
        chat.peer.send_to(bench.word(8).as_bytes(), chat.own.clone())?;
        chat.program.write(format!("{line}\n").as_bytes());
        chat.peer.expect_from(line.as_bytes(), bench.address())?;
    }
    Ok(())
}

pub(super) fn receives_while_idle(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    // From here on nobody types.
    for message in [bench.word(8), bench.word(8), "q".to_owned(), bench.word(8)] {
        chat.hears(message.as_bytes())?;
    }
    Ok(())
}

pub(super) fn both_at_once(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    let words =
        |count: usize| -> Vec<String> { (0..count).map(|number| format!("{number} {}", bench.word(6))).collect() };
    let (lines, messages) = (words(30), words(10));
    chat.program.write((lines.join("\n") + "\n").as_bytes());
    for message in &messages {
        chat.peer.send_to(message.as_bytes(), chat.own.clone())?;
    }
    for line in &lines {
        chat.peer.expect(line.as_bytes())?;
    }
    chat.program.expect_output((messages.join("\n") + "\n").as_bytes())
}

pub(super) fn utf8(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    chat.hears(format!("{}：好久不见 🙂", bench.word(4)).as_bytes())?;
    chat.says(format!("你好，{}！", bench.word(4)).as_bytes())
}

pub(super) fn not_utf8(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    chat.peer.send_to(b"\xc4\xe3\xba\xc3 \xff\xfe", chat.own.clone())?;
    chat.says(bench.word(8).as_bytes())?;
    // However the first one is printed, this one is the next line.
    let message = bench.word(8);
    chat.peer.send_to(message.as_bytes(), chat.own.clone())?;
    let line = format!("{message}\n");
    if chat.program.wait_output(|output| output.ends_with(line.as_bytes()))? {
        return Ok(());
    }
    let printed = chat.program.output();
    Err(bench.blame(Fault::MissingOutput(Difference::between(line.as_bytes(), &printed))))
}

pub(super) fn empty(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    chat.hears(b"")?;
    chat.says(b"")?;
    chat.hears(bench.word(8).as_bytes())?;
    chat.says(bench.word(8).as_bytes())
}

pub(super) fn long(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    chat.hears(bench.word(8192).as_bytes())?;
    chat.says(bench.word(8192).as_bytes())
}

pub(super) fn peer_away(bench: &mut Bench) -> Result<(), Stop> {
    let mut chat = Chat::begin(bench)?;
    chat.hears(bench.word(8).as_bytes())?;
    let Address::Ip(address) = chat.peer.address() else {
        return Err(std::io::Error::other("a peer without a port").into());
    };
    chat.peer.close();
    let line = bench.word(8);
    chat.program.write(format!("{line}\n").as_bytes());
    chat.program.settle()?;

    chat.peer = bench.mailbox_at("peer", address)?;
    chat.hears(bench.word(8).as_bytes())?;
    // The same line again: on a busy machine it may be the first one that comes, after all.
    chat.says(line.as_bytes())
}

pub(super) fn quits(bench: &mut Bench) -> Result<(), Stop> {
    let chat = Chat::begin(bench)?;
    chat.hears(bench.word(8).as_bytes())?;
    chat.program.write(b"q\n");
    chat.program.expect_exit(Wanted::Success)?;
    if chat.peer.receive_now()?.is_some() {
        let says = Text::new("The q that ends the program was sent to the peer.", "用来结束程序的 q 也发给了对方。");
        return Err(Fault::other("sends-q", says).into());
    }
    drop(chat);

    let mut chat = Chat::begin(bench)?;
    chat.hears(bench.word(8).as_bytes())?;
    let last = bench.word(8); // and no newline
    chat.program.write(last.as_bytes());
    chat.program.end_input();
    chat.peer.expect(last.as_bytes())?;
    chat.program.expect_exit(Wanted::Success)
}

/// A program and its peer.
struct Chat {
    program: Program,
    peer: Mailbox,
    /// Where the program receives.
    own: Address,
}

impl Chat {
    /// Starts the program. By its first line it shows that it has bound its address.
    fn begin(bench: &Bench) -> Result<Chat, Stop> {
        let peer = bench.mailbox("peer")?;
        let program = bench.program().env("SOCKLAB_PEER", peer.address().to_string()).with_input().start()?;
        let chat = Chat { program, peer, own: bench.address().into() };
        chat.says(b"hello")?;
        Ok(chat)
    }

    /// Somebody types a line, and the peer hears it.
    fn says(&self, line: &[u8]) -> Result<(), Stop> {
        self.program.write(&[line, b"\n"].concat());
        self.peer.expect(line).map(drop)
    }

    /// The peer says something, and it is printed.
    fn hears(&self, message: &[u8]) -> Result<(), Stop> {
        self.peer.send_to(message, self.own.clone())?;
        self.program.expect_output(&[message, b"\n"].concat())
    }
}
