//! What can go wrong with a journal.

use std::path::PathBuf;

use super::FORM;
use crate::{
    grade::{plan::Part, shard::Shard},
    workspace::files::FileError,
};

/// Why a journal cannot be read, or not be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
    /// A line that is not the last is not what it was.
    #[error("{}:{line}: {damage}", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong there.
        damage: String,
    },
    /// Another version's form.
    #[error("{} has the form {form}, and this socklab reads {FORM}", path.display())]
    Form {
        /// The journal.
        path: PathBuf,
        /// Its form.
        form: u32,
    },
    /// There is one already.
    #[error("{} is there already", path.display())]
    Exists {
        /// The journal.
        path: PathBuf,
    },
    /// It belongs to a run of other options.
    #[error("{} is of a run with another {part}", path.display())]
    Other {
        /// The journal.
        path: PathBuf,
        /// What is different.
        part: Part,
    },
    /// Another run writes it at this moment.
    #[error("{} is being written by another run", path.display())]
    Locked {
        /// The journal.
        path: PathBuf,
    },
    /// There is none.
    #[error("{} holds no journal", folder.display())]
    None {
        /// The folder.
        folder: PathBuf,
    },
    /// Parts of the class that no journal is about.
    #[error("no journal of {}", list(missing))]
    Missing {
        /// Those parts.
        missing: Vec<Shard>,
    },
    /// Two journals about the same part.
    #[error("{} and {} are both of shard {shard}", first.display(), second.display())]
    Overlap {
        /// The part.
        shard: Shard,
        /// One.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
}

fn list(shards: &[Shard]) -> String {
    let names: Vec<String> = shards.iter().map(Shard::to_string).collect();
    format!("shard {}", names.join(", "))
}
