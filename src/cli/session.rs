//! What every command needs: the streams, the language, the terminal, and where labs are run.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use super::arguments::{Arguments, ColorChoice as ColorArgument};
use crate::{messages::Messages, render::View, runner::Place, sys::Os};

/// The narrowest and the widest text that is laid out; a terminal outside gets one of these.
const COLUMNS: std::ops::RangeInclusive<usize> = 20..=120;

/// One invocation of the program.
pub(super) struct Session {
    pub(super) messages: Messages,
    pub(super) talk: Talk,
    columns: usize,
    unicode: bool,
    /// `None` once whoever read standard output has gone. Then nothing more is written, and that is no error.
    out: Option<AutoStream<io::Stdout>>,
}

/// How much the user wants to hear.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Talk {
    /// What did not go as expected.
    Quiet,
    /// What a user expects.
    Plain,
    /// How it was done, too.
    Verbose,
}

impl Session {
    pub(super) fn new(messages: Messages, arguments: &Arguments) -> Session {
        let choice = match arguments.color {
            ColorArgument::Auto => AutoStream::choice(&io::stdout()),
            ColorArgument::Always => ColorChoice::Always,
            ColorArgument::Never => ColorChoice::Never,
        };
        let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        Session {
            messages,
            talk: match (arguments.quiet, arguments.verbose) {
                (true, _) => Talk::Quiet,
                (false, true) => Talk::Verbose,
                (false, false) => Talk::Plain,
            },
            columns: width.clamp(*COLUMNS.start(), *COLUMNS.end()),
            unicode: Os::HERE == Os::Windows || locale().to_uppercase().replace('-', "").contains("UTF8"),
            out: Some(AutoStream::new(io::stdout(), choice)),
        }
    }

    /// How results are laid out.
    pub(super) fn view(&self) -> View<'_> {
        View { messages: &self.messages, columns: self.columns, unicode: self.unicode }
    }

    /// Writes a result to standard output, with or without its colours, and ends the line.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        self.print_bytes(text.as_bytes())?;
        if text.ends_with('\n') { Ok(()) } else { self.print_bytes(b"\n") }
    }

    /// Writes to standard output as it is.
    pub(super) fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(out) = &mut self.out else { return Ok(()) };
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.out = None;
                Ok(())
            }
            Err(error) => Err(io::Error::new(error.kind(), format!("write standard output: {error}"))),
            Ok(()) => Ok(()),
        }
    }

    /// Whether results are coloured.
    pub(super) fn has_colour(&self) -> bool {
        self.out.as_ref().is_some_and(|out| out.current_choice() != ColorChoice::Never)
    }

    /// Whether anybody reads standard output, as far as has been seen.
    pub(super) fn is_heard(&self) -> bool {
        self.out.is_some()
    }

    /// Says something beside the result, unless asked to be quiet.
    pub(super) fn say(&self, text: &str) {
        if self.talk > Talk::Quiet {
            Session::warn(text);
        }
    }

    /// Says what did not go as asked, to a quiet user too.
    #[expect(clippy::print_stderr, reason = "talk goes to standard error")]
    pub(super) fn warn(text: &str) {
        eprintln!("{text}");
    }

    /// Says something that only a curious user wants to know.
    pub(super) fn say_more(&self, text: &str) {
        if self.talk == Talk::Verbose {
            self.say(text);
        }
    }
}

/// Where labs are run: isolated by this very program, unless the host is asked for.
pub(super) fn place(no_isolate: bool) -> io::Result<Place> {
    if no_isolate { Ok(Place::Host) } else { Ok(Place::Isolated(std::env::current_exe()?)) }
}

/// The locale in effect for messages, by the order of setlocale(3); empty if there is none.
pub(super) fn locale() -> String {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty())).unwrap_or_default()
}
