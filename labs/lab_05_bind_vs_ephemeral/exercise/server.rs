//! The server that the student's client calls.

use std::{
    cell::Cell,
    io,
    time::{Duration, Instant},
};

use crate::{
    bench::{Bench, Difference, Fault, Mailbox, Stop},
    sys::{self, Interest},
    text::Text,
    trace::{Address, Datagram},
};

/// How long the contract has the client wait for a reply.
pub(super) const WAIT: Duration = Duration::from_millis(500);

/// A server whose replies have to be in time: the client waits for so long, however busy this host is. It knows when one
/// was not.
pub(super) struct Server<'a> {
    bench: &'a Bench,
    mailbox: Mailbox,
    /// When no datagram was there yet: what came was sent after that.
    none_yet: Cell<Instant>,
    /// Whether a reply may have come too late.
    late: Cell<bool>,
}

impl<'a> Server<'a> {
    /// Plays this story. What a program does about a reply that was too late says nothing about the program.
    ///
    /// # Errors
    /// What `story` stops with; an obstacle where that may be our fault.
    pub(super) fn play(bench: &'a Bench, story: impl FnOnce(&Server) -> Result<(), Stop>) -> Result<(), Stop> {
        let mailbox = bench.mailbox_at("server", bench.address())?;
        let server = Server { bench, mailbox, none_yet: Cell::new(Instant::now()), late: Cell::new(false) };
        match story(&server) {
            Err(Stop::Fault(_)) if server.late.get() => {
                Err(io::Error::new(io::ErrorKind::TimedOut, "reply within 500 ms: this host is too busy").into())
            }
            outcome => outcome,
        }
    }

    /// The datagram that is to bring this line.
    pub(super) fn next(&self, line: &[u8]) -> Result<Datagram, Stop> {
        self.bench.wait(|| self.has_datagram())?;
        let says = Text::new("The program sends nothing for this line.", "程序没有把这一行发出来。");
        let nothing = || Fault::other("not-sent", says).but(format!("\"{}\"", line.escape_ascii()), "-");
        self.mailbox.receive_now()?.ok_or_else(|| self.bench.blame(nothing()))
    }

    /// Receives this line, with or without its end: that is another check's matter. Says where it came from.
    pub(super) fn takes(&self, line: &str) -> Result<Address, Stop> {
        let datagram = self.next(line.as_bytes())?;
        same(line.as_bytes(), without_end(&datagram.bytes))?;
        Ok(datagram.from)
    }

    /// Replies to what it has received last.
    pub(super) fn reply(&self, bytes: &[u8], to: &Address) -> Result<(), Stop> {
        /// On its way to the program.
        const MARGIN: Duration = Duration::from_millis(50);
        let none_yet = self.none_yet.get();
        // The program sends its next line when it has this reply.
        self.nothing_yet();
        self.mailbox.send_to(bytes, to)?;
        if none_yet.elapsed() + MARGIN > WAIT {
            self.late.set(true);
        }
        Ok(())
    }

    /// What comes next is sent from now on: the program is only about to get the line.
    pub(super) fn nothing_yet(&self) {
        self.none_yet.set(Instant::now());
    }

    /// Receives this line, and replies to it. Says where it came from.
    pub(super) fn answer(&self, line: &str, reply: &str) -> Result<Address, Stop> {
        let from = self.takes(line)?;
        self.reply(reply.as_bytes(), &from)?;
        Ok(from)
    }

    /// Whether a datagram is waiting.
    pub(super) fn has_datagram(&self) -> io::Result<bool> {
        let now = Instant::now();
        let there = sys::poll(self.mailbox.socket().inner(), Interest::Readable, Duration::ZERO)?.readable;
        if !there {
            self.none_yet.set(now);
        }
        Ok(there)
    }

    /// Its socket.
    pub(super) fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }
}

pub(super) fn same(expected: &[u8], actual: &[u8]) -> Result<(), Stop> {
    if expected == actual { Ok(()) } else { Err(Fault::WrongBytes(Difference::between(expected, actual)).into()) }
}

pub(super) fn without_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\n").unwrap_or(line)
}
