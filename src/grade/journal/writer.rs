//! Writes a journal: whole lines, each on the disk before anybody hears of it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use fs4::fs_std::FileExt;

use super::{Entry, Header, JournalError, Reader, entry::line};
use crate::{
    grade::plan::Place,
    workspace::files::{FileError, Operation},
};

/// A journal that this run alone writes: the file is locked as long as this lives (`flock(2)`; `LockFileEx` on Windows).
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    /// The length of the lines that are on the disk.
    length: u64,
}

/// A process that was forked from a run holds the lock too, until its execve (flock(2)). That may be a moment later than the end
/// of the run.
const FORKED: Duration = Duration::from_millis(500);

impl Journal {
    /// Begins a journal.
    ///
    /// # Errors
    /// There is one already; the system refuses.
    pub fn begin(path: &Path, header: &Header) -> Result<Journal, JournalError> {
        let refused = || Operation::Write.refused(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Operation::Write.refused(folder))?;
        }
        let file = match OpenOptions::new().read(true).append(true).create_new(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(JournalError::Exists { path: path.to_owned() });
            }
            opened => opened.map_err(refused())?,
        };
        let mut journal = Journal::locked(file, path)?;
        journal.append(&line(header).map_err(io::Error::from).map_err(refused())?)?;
        // The file's name is on the disk once the folder is. Not every system opens a folder, and then it is its own affair.
        if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        Ok(journal)
    }

    /// Goes on with a journal, and tells what it says so far. A line that was being written is dropped. If there is no
    /// journal yet, or it was killed before its first line was whole, it is begun.
    ///
    /// # Errors
    /// The journal is damaged, is of other options, or is being written by another run; the system refuses.
    pub fn resume(path: &Path, header: &Header, told: &mut dyn FnMut(Place, Entry)) -> Result<Journal, JournalError> {
        let refused = || Operation::Write.refused(path);
        let file = match OpenOptions::new().read(true).append(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Journal::begin(path, header),
            opened => opened.map_err(refused())?,
        };
        // Locked first: another run may be writing the last line.
        let mut journal = Journal::locked(file, path)?;
        if let Some(reader) = Reader::open(path)? {
            reader.header().is_of(header, path)?;
            journal.length = reader.read(told)?;
        }
        journal.file.set_len(journal.length).map_err(refused())?;
        if journal.length == 0 {
            journal.append(&line(header).map_err(io::Error::from).map_err(refused())?)?;
        }
        Ok(journal)
    }

    fn locked(file: File, path: &Path) -> Result<Journal, JournalError> {
        let began = Instant::now();
        loop {
            match FileExt::try_lock_exclusive(&file) {
                Ok(true) => return Ok(Journal { file, path: path.to_owned(), length: 0 }),
                Ok(false) if began.elapsed() > FORKED => return Err(JournalError::Locked { path: path.to_owned() }),
                Ok(false) => thread::park_timeout(Duration::from_millis(1)),
                Err(error) => return Err(Operation::Write.refused(path)(error).into()),
            }
        }
    }

    /// Writes entries, and returns once they are on the disk. If the disk is full, the journal is as long as before.
    ///
    /// # Errors
    /// The system refuses. None of them counts then.
    pub fn write<'a>(&mut self, entries: impl IntoIterator<Item = &'a Entry>) -> Result<(), FileError> {
        let lines: Result<String, serde_json::Error> = entries.into_iter().map(line).collect();
        let lines = lines.map_err(io::Error::from).map_err(Operation::Write.refused(&self.path))?;
        self.append(&lines)
    }

    fn append(&mut self, lines: &str) -> Result<(), FileError> {
        let written = self.file.write_all(lines.as_bytes()).and_then(|()| self.file.sync_data());
        if written.is_err() {
            // Should this fail too, the next run drops the torn line.
            let _ = self.file.set_len(self.length);
        }
        written.map_err(Operation::Write.refused(&self.path))?;
        self.length += lines.len() as u64;
        Ok(())
    }
}
