//! A submission, copied without following anything out of it.
//!
//! The copy is what the worker reads and what the student's programs change; the original is only read. What a folder of
//! a student may hold is files, folders, and symbolic links that stay in it. Links that leave it are left out; a submission with
//! anything else, such as a FIFO at which a reader would wait for ever, is refused.

use std::{
    fs::{self, File, FileType, Metadata},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use crate::sys;

/// How deep folders may be nested.
const DEPTH: usize = 32;

/// How much a submission may hold. Its builds and programs may make more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The length of all files together, in bytes. A sparse file counts as long as it says it is.
    pub bytes: u64,
    /// Files, folders and links.
    pub entries: u64,
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// Theirs: the folder holds what no submission may hold.
    #[error("{}: {why}", path.display())]
    Refused {
        /// Within the submission.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Ours: it cannot be read, or the copy cannot be written.
    #[error("copy {}: {error}", path.display())]
    Failed {
        /// Within the submission.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Copies what is in `from` into the empty folder `to`, and gives it to whom this process will be.
///
/// # Errors
/// The submission is refused, or cannot be read.
pub fn copy(from: &Path, to: &Path, budget: Budget) -> Result<(), NotCopied> {
    Copy { from, to, left: budget }.folder(Path::new(""), 0)
}

struct Copy<'a> {
    from: &'a Path,
    to: &'a Path,
    left: Budget,
}

impl Copy<'_> {
    fn folder(&mut self, within: &Path, depth: usize) -> Result<(), NotCopied> {
        if depth > DEPTH {
            return refused(within, "folders are nested too deep");
        }
        let entries = fs::read_dir(self.from.join(within)).map_err(failed(within))?;
        for entry in entries {
            let name = entry.map_err(failed(within))?.file_name();
            self.entry(&within.join(name), depth)?;
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, depth: usize) -> Result<(), NotCopied> {
        let Some(left) = self.left.entries.checked_sub(1) else {
            return refused(path, "the folder holds too many files");
        };
        self.left.entries = left;
        let (from, to) = (self.from.join(path), self.to.join(path));
        let about = from.symlink_metadata().map_err(failed(path))?;
        let kind = about.file_type();
        if kind.is_symlink() {
            self.link(path)?;
        } else if kind.is_dir() {
            fs::create_dir(&to).and_then(|()| sys::give_away(&to)).map_err(failed(path))?;
            self.folder(path, depth + 1)?;
        } else if kind.is_file() {
            self.file(path, &about)?;
        } else {
            return refused(path, special(kind));
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, about: &Metadata) -> Result<(), NotCopied> {
        let Some(left) = self.left.bytes.checked_sub(about.len()) else {
            return refused(path, "the folder holds too many bytes");
        };
        self.left.bytes = left;
        let (from, to) = (self.from.join(path), self.to.join(path));
        let copied = || {
            let mut copy = File::create_new(&to)?;
            // It may grow while it is read.
            io::copy(&mut File::open(&from)?.take(about.len()), &mut copy)?;
            copy.set_permissions(about.permissions())?;
            sys::give_away(&to)
        };
        copied().map_err(failed(path))
    }

    fn link(&self, path: &Path) -> Result<(), NotCopied> {
        let target = fs::read_link(self.from.join(path)).map_err(failed(path))?;
        if !stays(path, &target) {
            return Ok(());
        }
        let to = self.to.join(path);
        sys::make_link(&target, &to).and_then(|()| sys::give_away(&to)).map_err(failed(path))
    }
}

/// Whether a link at this path stays in the submission, whatever else is a link there: it goes up to real folders only, those
/// that it stands in, and then down.
fn stays(path: &Path, target: &Path) -> bool {
    let mut above = path.components().count().saturating_sub(1);
    let mut down = false;
    target.components().all(|part| match part {
        Component::CurDir => true,
        Component::Normal(_) => {
            down = true;
            true
        }
        Component::ParentDir if !down && above > 0 => {
            above -= 1;
            true
        }
        Component::ParentDir | Component::RootDir | Component::Prefix(_) => false,
    })
}

fn special(kind: FileType) -> &'static str {
    if sys::is_fifo(kind) { "it is a FIFO" } else { "it is neither a file nor a folder" }
}

fn refused(path: &Path, why: &'static str) -> Result<(), NotCopied> {
    Err(NotCopied::Refused { path: path.to_owned(), why })
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> NotCopied {
    // The submission's own folder has no name within it.
    let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
    move |error| NotCopied::Failed { path, error }
}

#[cfg(all(test, unix))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_neighbour("lib/link", "other.py", true)]
    #[case::up_and_down("lib/link", "../main.py", true)]
    #[case::out("lib/link", "../../other-student/main.py", false)]
    #[case::out_of_the_top("link", "..", false)]
    #[case::absolute("link", "/etc/shadow", false)]
    #[case::up_after_down_where_a_link_may_be("a/link", "b/../../..", false)]
    fn a_link_is_kept_if_it_stays(#[case] path: &str, #[case] target: &str, #[case] kept: bool) {
        assert_eq!(stays(Path::new(path), Path::new(target)), kept);
    }

    const USUAL: Budget = Budget { bytes: 1 << 30, entries: 100 };

    fn copied(prepare: impl FnOnce(&Path), budget: Budget) -> Result<tempfile::TempDir, NotCopied> {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        prepare(from.path());
        Copy { from: from.path(), to: to.path(), left: budget }.folder(Path::new(""), 0).map(|()| to)
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_our_trouble_and_has_a_name() {
        let failed = copied(|folder| fs::remove_dir(folder).unwrap(), USUAL).unwrap_err();
        assert!(matches!(failed, NotCopied::Failed { .. }));
        assert!(failed.to_string().starts_with("copy .: "), "{failed}");
    }

    #[test]
    fn a_file_is_copied_with_its_bytes_and_what_may_be_done_with_it() {
        let write = |folder: &Path| {
            fs::create_dir(folder.join("bin")).unwrap();
            fs::write(folder.join("bin/run"), "#!/bin/sh\n").unwrap();
            fs::copy("/bin/sh", folder.join("sh")).unwrap();
        };
        let copy = copied(write, USUAL).unwrap();
        assert_eq!(fs::read(copy.path().join("bin/run")).unwrap(), b"#!/bin/sh\n");
        let modes = [copy.path().join("sh"), "/bin/sh".into()].map(|path| fs::metadata(path).unwrap().permissions());
        assert_eq!(modes[0], modes[1]);
    }

    #[test]
    fn a_sparse_file_counts_as_long_as_it_says() {
        let sparse = |folder: &Path| File::create(folder.join("big")).unwrap().set_len(10 << 30).unwrap();
        let refused = copied(sparse, USUAL).unwrap_err();
        assert_eq!(refused.to_string(), "big: the folder holds too many bytes");
    }

    #[test]
    fn one_file_more_than_there_may_be_is_refused() {
        let files = |count: usize| {
            move |folder: &Path| (0..count).for_each(|name| drop(File::create(folder.join(name.to_string()))))
        };
        let budget = Budget { entries: 5, ..USUAL };
        copied(files(5), budget).unwrap();
        assert!(copied(files(6), budget).unwrap_err().to_string().ends_with("too many files"));
    }
}
