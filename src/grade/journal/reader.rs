//! Reads a journal, a line at a time.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use super::{Entry, FORM, Fact, Header, JournalError, entry::content};
use crate::{
    grade::{
        class::Verdict,
        plan::{Place, Places},
    },
    workspace::files::Operation,
};

/// A journal whose first line was read.
#[derive(Debug)]
pub struct Reader {
    path: PathBuf,
    header: Header,
    lines: Lines<BufReader<File>>,
}

impl Reader {
    /// Opens a journal; `None` if the run was killed before its first line was whole.
    ///
    /// # Errors
    /// The file cannot be read; its first line is damaged, or of another form.
    pub fn open(path: &Path) -> Result<Option<Reader>, JournalError> {
        let file = File::open(path).map_err(Operation::Read.refused(path))?;
        let mut lines = Lines { source: BufReader::new(file), line: Vec::new(), number: 0, length: 0 };
        if !lines.next().map_err(Operation::Read.refused(path))? {
            return Ok(None);
        }
        let damaged = |damage| JournalError::Damaged { path: path.to_owned(), line: lines.number, damage };
        let header: Header = content(&lines.line).map_err(damaged)?;
        if header.form != FORM {
            return Err(JournalError::Form { path: path.to_owned(), form: header.form });
        }
        if !header.shard.is_possible() {
            return Err(damaged(format!("no shard {}", header.shard)));
        }
        Ok(Some(Reader { path: path.to_owned(), header, lines }))
    }

    /// What is graded.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Tells what the journal says, in the order in which it was written, and returns the length of its whole lines, in
    /// bytes. A last line without its end was being written when the run was killed: it is as if it had not been begun.
    ///
    /// # Errors
    /// The file cannot be read; any other line is damaged, is of no submission of the plan, or judges again what was
    /// judged.
    pub fn read(self, told: &mut dyn FnMut(Place, Entry)) -> Result<u64, JournalError> {
        let Reader { path, header, mut lines } = self;
        let places = Places::of(&header.plan);
        let mut settled = Settled::default();
        while lines.next().map_err(Operation::Read.refused(&path))? {
            let damaged = |damage| JournalError::Damaged { path: path.clone(), line: lines.number, damage };
            let entry: Entry = content(&lines.line).map_err(damaged)?;
            let place = settled.add(&entry, &places).map_err(damaged)?;
            if !header.shard.has(&entry.student) {
                return Err(damaged(format!("{} is not in shard {}", entry.student, header.shard)));
            }
            told(place, entry);
        }
        Ok(lines.length)
    }
}

/// The whole lines of a file.
#[derive(Debug)]
struct Lines<R> {
    source: R,
    line: Vec<u8>,
    number: u64,
    length: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads the next line, if there is a whole one.
    fn next(&mut self) -> io::Result<bool> {
        self.line.clear();
        let count = self.source.read_until(b'\n', &mut self.line)?;
        if self.line.pop_if(|last| *last == b'\n').is_none() {
            return Ok(false);
        }
        self.number += 1;
        self.length += count as u64;
        Ok(true)
    }
}

/// What is settled so far: nothing is judged twice, but for what nobody knew the first time.
#[derive(Default)]
struct Settled {
    /// By the place of the exercise and, for a check, the place of that.
    facts: HashMap<(Place, Option<usize>), bool>,
}

impl Settled {
    fn add(&mut self, entry: &Entry, places: &Places<'_>) -> Result<Place, String> {
        let Entry { student, exercise, fact, .. } = entry;
        let place = places.place(student, exercise).ok_or_else(|| format!("no {exercise} of {student} in this run"))?;
        let (check, settles) = match fact {
            Fact::Trouble(trouble) => (None, !trouble.is_ours()),
            Fact::Judged(judged) => {
                let check = places.check(place, &judged.check);
                let check = check.ok_or_else(|| format!("no check {} in {exercise}", judged.check))?;
                (Some(check), judged.outcome.verdict() != Verdict::Unjudged)
            }
        };
        match self.facts.insert((place, check), settles) {
            Some(true) => Err(format!("{exercise} of {student} was judged before")),
            _ => Ok(place),
        }
    }
}
