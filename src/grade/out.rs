//! A folder of reports: the journals of a run, whole or in part, and what is made from them.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    class::Class,
    journal::{self, Header, JournalError, Reader},
    report::Ledger,
    roster::{self, Roster, RosterError},
    shard::Shard,
};
use crate::workspace::files::{FileError, Operation};

/// Why a folder of reports is of no use.
#[derive(Debug, thiserror::Error)]
pub enum OutError {
    /// A journal in it.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The roster in it.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
}

/// The journals of a folder, by their shards. A journal whose first line is torn is none: nothing was graded.
///
/// # Errors
/// The folder cannot be read; a journal's first line is damaged, or is of another shard than its name says.
pub fn journals(out: &Path) -> Result<BTreeMap<Shard, Reader>, OutError> {
    let refused = || Operation::Read.refused(out);
    let mut found = BTreeMap::new();
    let entries = match fs::read_dir(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        entries => entries.map_err(refused())?,
    };
    for entry in entries {
        let path = entry.map_err(refused())?.path();
        let Some(shard) = journal::shard_of(&path) else { continue };
        let Some(reader) = Reader::open(&path)? else { continue };
        if reader.header().shard != shard {
            let damage = format!("it is of shard {}", reader.header().shard);
            return Err(JournalError::Damaged { path, line: 1, damage }.into());
        }
        found.insert(shard, reader);
    }
    Ok(found)
}

/// Whether a run may write here: every journal in the folder is of the same run.
///
/// # Errors
/// One is of another run, or cannot be read.
pub fn is_of(out: &Path, header: &Header) -> Result<(), OutError> {
    for (shard, reader) in journals(out)? {
        reader.header().is_of(header, &journal::file(out, shard))?;
    }
    Ok(())
}

/// The report of the run whose journals lie in the folder. What is not graded yet is unjudged.
///
/// # Errors
/// There is no journal, one is damaged, one is missing, or they are of different runs.
pub fn class(out: &Path) -> Result<Class, OutError> {
    let journals = whole(&[out.to_owned()])?;
    let Some(first) = journals.values().next() else {
        return Err(JournalError::None { folder: out.to_owned() }.into());
    };
    let plan = first.1.header().plan.clone();
    let mut ledger = Ledger::new(&plan);
    for (_, reader) in journals.into_values() {
        reader.read(&mut |place, entry| ledger.add(place, entry))?;
    }
    Ok(ledger.class())
}

/// The roster that was beside the submissions.
///
/// # Errors
/// It cannot be read, or holds a mistake.
pub fn roster(out: &Path) -> Result<Roster, OutError> {
    Ok(Roster::read(out)?)
}

/// Brings the journals of all shards of one run together in a new folder, as they are, with their roster.
///
/// # Errors
/// A shard is missing, is there twice, is of another run, or is damaged; the new folder holds journals already; the
/// system refuses. Then nothing was written, but for what the system refused on the way.
pub fn merge(from: &[PathBuf], out: &Path) -> Result<(), OutError> {
    let found = whole(from)?;
    if let Some(shard) = journals(out)?.into_keys().next() {
        return Err(JournalError::Exists { path: journal::file(out, shard) }.into());
    }
    let mut paths = Vec::new();
    for (path, reader) in found.into_values() {
        // What is damaged is not spread.
        reader.read(&mut |_, _| {})?;
        paths.push(path);
    }
    fs::create_dir_all(out).map_err(Operation::Write.refused(out))?;
    let rosters = from.iter().map(|folder| folder.join(roster::FILE)).filter(|path| path.is_file()).take(1);
    for path in paths.iter().cloned().chain(rosters) {
        whole_file(&out.join(path.file_name().unwrap_or_default()), |new| fs::copy(&path, new).map(drop))?;
    }
    Ok(())
}

/// Takes the roster of a class along with the journals: reports are made from them, and perhaps on another machine.
///
/// # Errors
/// The system refuses. That there is no roster is no error.
pub fn take_roster(class: &Path, out: &Path) -> Result<(), OutError> {
    let from = class.join(roster::FILE);
    if from.is_file() {
        whole_file(&out.join(roster::FILE), |new| fs::copy(&from, new).map(drop))?;
    }
    Ok(())
}

/// Writes a report beside the journals.
///
/// # Errors
/// The system refuses. Then what was there before is there still.
pub fn write(path: &Path, report: &[u8]) -> Result<(), OutError> {
    Ok(whole_file(path, |new| fs::write(new, report))?)
}

/// Has a file written under another name, so that a reader finds the old one or the new one, and none that was begun.
fn whole_file(path: &Path, write: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), FileError> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    write(&new).and_then(|()| fs::rename(&new, path)).map_err(Operation::Write.refused(path))
}

/// The journals of all shards of one run, which may lie in several folders.
fn whole(folders: &[PathBuf]) -> Result<BTreeMap<Shard, (PathBuf, Reader)>, OutError> {
    let mut all: BTreeMap<Shard, (PathBuf, Reader)> = BTreeMap::new();
    for folder in folders {
        let journals = journals(folder)?;
        if journals.is_empty() {
            return Err(JournalError::None { folder: folder.clone() }.into());
        }
        for (shard, reader) in journals {
            let path = journal::file(folder, shard);
            if let Some((_, first)) = all.values().next() {
                reader.header().is_of(first.header(), &path)?;
            }
            if let Some((first, _)) = all.get(&shard) {
                let first = first.clone();
                return Err(JournalError::Overlap { shard, first, second: path }.into());
            }
            all.insert(shard, (path, reader));
        }
    }
    let of = all.keys().next().map_or(0, |shard| shard.of());
    let missing: Vec<Shard> = Shard::all(of).filter(|shard| !all.contains_key(shard)).collect();
    if missing.is_empty() { Ok(all) } else { Err(JournalError::Missing { missing }.into()) }
}
