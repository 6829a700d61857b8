//! The interactive lab by plain questions: the same flow, a line at a time, for screen readers and where there is no
//! terminal.

mod exercise;
mod lab;

use std::{
    io::{self, BufRead, Read},
    path::PathBuf,
};

use super::app::{Memory, Setup};
use crate::{
    lab::Lab,
    labs,
    messages::Messages,
    render::{self, View, markdown},
    runner::Place,
    say,
    workspace::progress::{self, Progress, ProgressError},
};

/// The longest answer that is read, in bytes. What a longer one has more is the next answer.
const LONGEST: u64 = 4096;

/// Asks and answers until the user leaves or the input ends. Labs are run in `place`; progress is kept in the file
/// `progress`.
///
/// # Errors
/// Those of the two streams.
pub fn talk(
    setup: Setup,
    columns: usize,
    place: Place,
    progress: Result<PathBuf, ProgressError>,
    input: &mut dyn BufRead,
    out: &mut dyn FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let Setup { lang, unicode, progress: known, workspace, .. } = setup;
    let messages = Messages::new(lang);
    let mut talk = Talk { messages, columns, unicode, known, workspace, place, file: progress, input, out };
    talk.say(&say!(talk.messages, "plain-welcome"))?;
    match talk.labs() {
        Ok(()) | Err(Break::Leave) => talk.say(&say!(talk.messages, "plain-goodbye")),
        Err(Break::Failed(error)) => Err(error),
    }
}

/// Why the conversation ends before its last line.
enum Break {
    /// The user leaves, or the input has ended.
    Leave,
    Failed(io::Error),
}

impl From<io::Error> for Break {
    fn from(error: io::Error) -> Break {
        Break::Failed(error)
    }
}

/// One conversation.
struct Talk<'a> {
    messages: Messages,
    columns: usize,
    unicode: bool,
    known: Progress,
    workspace: Option<PathBuf>,
    place: Place,
    file: Result<PathBuf, ProgressError>,
    input: &'a mut dyn BufRead,
    out: &'a mut dyn FnMut(&str) -> io::Result<()>,
}

impl Talk<'_> {
    fn view(&self) -> View<'_> {
        View { messages: &self.messages, columns: self.columns, unicode: self.unicode }
    }

    /// Says a paragraph.
    fn say(&mut self, words: &str) -> io::Result<()> {
        let text = markdown::paragraph(words, &self.view());
        (self.out)(&text)
    }

    /// Says what is laid out already.
    fn print(&mut self, text: &str) -> io::Result<()> {
        (self.out)(text)
    }

    /// Asks, with `question` in the language that is spoken at that moment, and returns the answer without the spaces around
    /// it. What can be answered everywhere is dealt with here: `lang`, `?` with this `help`, and `q`.
    fn ask(
        &mut self,
        question: impl Fn(&Messages) -> String,
        help: impl Fn(&Messages) -> Vec<String>,
    ) -> Result<String, Break> {
        loop {
            self.say(&question(&self.messages))?;
            let mut line = Vec::new();
            self.input.take(LONGEST).read_until(b'\n', &mut line)?;
            if line.is_empty() {
                return Err(Break::Leave);
            }
            match String::from_utf8_lossy(&line).trim() {
                "q" => return Err(Break::Leave),
                "lang" => {
                    self.messages = Messages::new(self.messages.lang().other());
                }
                "?" => {
                    let everywhere = say!(self.messages, "plain-help-everywhere");
                    for line in help(&self.messages).into_iter().chain([everywhere]) {
                        self.say(&line)?;
                    }
                }
                answer => return Ok(answer.to_owned()),
            }
        }
    }

    /// Keeps a change, here and in the file. That it could not be kept is said.
    fn remember(&mut self, memory: &Memory) -> io::Result<()> {
        let now = progress::now();
        memory.apply(&mut self.known, now);
        let trouble = match &self.file {
            Err(error) => Some(render::workspace::progress(error, &self.messages)),
            Ok(path) => match Progress::update(path, |progress| memory.apply(progress, now)) {
                Err(error) => Some(render::workspace::progress(&error, &self.messages)),
                Ok(found) => found.set_aside.map(|path| render::workspace::set_aside(&path, &self.messages)),
            },
        };
        trouble.map_or(Ok(()), |words| self.say(&words))
    }

    /// From lab to lab.
    fn labs(&mut self) -> Result<(), Break> {
        loop {
            let next = self.next_lab();
            let question = |messages: &Messages| {
                let title = format!("{:02} {}", next.number, next.title.get(messages.lang()));
                say!(messages, "plain-which-lab", next = title)
            };
            let answer = self.ask(question, |messages| vec![say!(messages, "plain-help-list")])?;
            if answer == "list" {
                let list = render::list::labs(labs::ALL, &self.view());
                self.print(&list)?;
                continue;
            }
            match meant(&answer, next).as_slice() {
                [] => self.say(&say!(self.messages, "tui-nothing-found"))?,
                [lab] => self.lab(lab)?,
                many => {
                    let lang = self.messages.lang();
                    for lab in many {
                        let line = format!("{:02} {}", lab.number, lab.title.get(lang));
                        self.say(&line)?;
                    }
                }
            }
        }
    }

    /// The lab that was open last if it has not been run, otherwise the first that has not; after the last, the first.
    fn next_lab(&self) -> &'static Lab {
        let fresh = |lab: &&&Lab| self.known.lab(lab.slug).is_none_or(|known| known.run.is_none());
        let last = labs::ALL.iter().find(|lab| Some(lab.slug) == self.known.last_lab.as_deref());
        last.as_ref()
            .filter(fresh)
            .copied()
            .or_else(|| labs::ALL.iter().find(|lab| fresh(&lab)))
            .unwrap_or(&labs::ALL[0])
    }
}

/// The labs that an answer may mean.
fn meant(answer: &str, next: &'static Lab) -> Vec<&'static Lab> {
    if answer.is_empty() {
        return vec![next];
    }
    let exact = |lab: &&Lab| answer.parse() == Ok(lab.number) || lab.slug == answer;
    if let Some(lab) = labs::ALL.iter().find(exact) {
        return vec![lab];
    }
    labs::ALL.iter().filter(|lab| super::app::is_called(lab, answer)).collect()
}
