//! What can go wrong with a file.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// To read it.
    Read,
    /// To write it, or its folder.
    Write,
    /// To give it another name, so that it is not written over.
    SetAside,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Operation::Read => "read",
            Operation::Write => "write",
            Operation::SetAside => "rename",
        })
    }
}

/// The system refused a file.
#[derive(Debug, thiserror::Error)]
#[error("{operation} {}: {error}", path.display())]
pub struct FileError {
    /// What was tried.
    pub operation: Operation,
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl Operation {
    /// For `map_err`: what to make of the system's error with this file.
    pub(crate) fn refused(self, path: &Path) -> impl FnOnce(io::Error) -> FileError + use<> {
        let path = path.to_owned();
        move |error| FileError { operation: self, path, error }
    }
}
