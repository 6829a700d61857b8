//! The journal of a run: the truth that every report derives from.
//!
//! One file a shard, JSON Lines, only ever appended to: [`Header`], then an [`Entry`] a check. A run that is killed at
//! any byte leaves whole lines and at most one that is torn at its end, and goes on from there.

mod entry;
mod error;
mod reader;
mod writer;

use std::path::{Path, PathBuf};

pub use entry::{Entry, FORM, Fact, Header, Judged, Outcome};
pub use error::JournalError;
pub use reader::Reader;
pub use writer::Journal;

use super::{plan::Part, shard::Shard};

/// The journal of a shard in a folder of reports.
#[must_use]
pub fn file(out: &Path, shard: Shard) -> PathBuf {
    out.join(format!("journal-{}-of-{}.jsonl", shard.index(), shard.of()))
}

/// The shard that a file is the journal of, by its name.
#[must_use]
pub fn shard_of(path: &Path) -> Option<Shard> {
    let name = path.file_name()?.to_str()?.strip_prefix("journal-")?.strip_suffix(".jsonl")?;
    name.replacen("-of-", "/", 1).parse().ok()
}

impl Header {
    /// Whether a journal at this place, which has this header, belongs to the run that wants another.
    ///
    /// # Errors
    /// [`JournalError::Other`], with what is different.
    pub fn is_of(&self, wanted: &Header, path: &Path) -> Result<(), JournalError> {
        let shards = (self.shard.of() != wanted.shard.of()).then_some(Part::Shards);
        match self.plan.differs(&wanted.plan).or(shards) {
            Some(part) => Err(JournalError::Other { path: path.to_owned(), part }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
