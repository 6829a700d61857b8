//! Hears of saved files: from the system where it tells, by looking again and again where it does not.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use notify::{
    Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, MetadataKind, ModifyKind},
};

use super::sources::is_ignored;

/// How often files are looked at where the system does not tell.
const POLL: Duration = Duration::from_millis(300);

/// What a [`Saves`] tells, on a thread of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// These files were written, renamed into place or made.
    Written(Vec<PathBuf>),
    /// Some changes went by untold: any file may have been written.
    Missed,
    /// The watching itself has failed.
    Failed(String),
}

/// Watches a folder for as long as it lives.
///
/// Folders that hold no sources are not watched at all: a build makes thousands of files in `target`.
pub struct Saves {
    folder: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    polls_because: Option<Polling>,
}

/// Why a folder is watched by looking again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polling {
    /// It was asked for.
    Asked,
    /// The system refused to tell.
    Refused(String),
}

impl Saves {
    /// Begins to watch `folder`, and hands over what it hears to `tell`.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn of(folder: &Path, poll: bool, tell: impl Fn(Heard) + Clone + Send + 'static) -> notify::Result<Saves> {
        if poll {
            return Saves::polling(folder, Polling::Asked, tell);
        }
        let told = tell.clone();
        let handler = move |event| hand_over(event, &told);
        let started = RecommendedWatcher::new(handler, Config::default())
            .and_then(|watcher| Saves::watching(folder, Box::new(watcher), None));
        started.or_else(|error| Saves::polling(folder, Polling::Refused(error.to_string()), tell))
    }

    fn polling(folder: &Path, because: Polling, tell: impl Fn(Heard) + Send + 'static) -> notify::Result<Saves> {
        // By their contents too: the watcher counts times in whole seconds.
        let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
        let watcher = PollWatcher::new(move |event| hand_over(event, &tell), config)?;
        Saves::watching(folder, Box::new(watcher), Some(because))
    }

    fn watching(
        folder: &Path,
        watcher: Box<dyn Watcher + Send>,
        polls_because: Option<Polling>,
    ) -> notify::Result<Saves> {
        let mut saves = Saves { folder: folder.to_owned(), watcher, polls_because };
        saves.watcher.watch(folder, RecursiveMode::NonRecursive)?;
        for entry in fs::read_dir(folder).map_err(notify::Error::io)? {
            saves.watch_folder(&entry.map_err(notify::Error::io)?.path())?;
        }
        Ok(saves)
    }

    /// Why it looks again and again; `None` where the system tells.
    #[must_use]
    pub fn polls_because(&self) -> Option<&Polling> {
        self.polls_because.as_ref()
    }

    /// Watches what was just made, if it is a folder right below the watched one.
    ///
    /// # Errors
    /// The system refuses another watch.
    pub fn made(&mut self, path: &Path) -> notify::Result<()> {
        if path.parent() == Some(&self.folder) { self.watch_folder(path) } else { Ok(()) }
    }

    fn watch_folder(&mut self, path: &Path) -> notify::Result<()> {
        let ignored = path.strip_prefix(&self.folder).is_ok_and(is_ignored);
        // A link to a folder elsewhere is not followed.
        let is_folder = fs::symlink_metadata(path).is_ok_and(|data| data.is_dir());
        if is_folder && !ignored { self.watcher.watch(path, RecursiveMode::Recursive) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Saves {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Saves").field("folder", &self.folder).finish_non_exhaustive()
    }
}

fn hand_over(event: notify::Result<Event>, tell: &impl Fn(Heard)) {
    match event {
        Err(error) => tell(Heard::Failed(error.to_string())),
        Ok(event) if event.need_rescan() => tell(Heard::Missed),
        Ok(event) if writes(event.kind) => tell(Heard::Written(event.paths)),
        Ok(_) => {}
    }
}

/// Whether the event is one by which a file gets other contents. Reading and removing are not.
fn writes(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Modify(ModifyKind::Metadata(kind)) => {
            // This one time is what a watcher that polls compares; the system's own tell of the data.
            kind == MetadataKind::WriteTime
        }
        other => matches!(other, EventKind::Modify(_)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver};

    use rstest::rstest;

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn watched(poll: bool) -> (tempfile::TempDir, PathBuf, Saves, Receiver<Heard>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap();
        for name in ["src/bin", "target/debug"] {
            fs::create_dir_all(path.join(name)).unwrap();
        }
        fs::write(path.join("src/bin/a.rs"), "old").unwrap();
        let (tell, heard) = mpsc::channel();
        let saves = Saves::of(&path, poll, move |what| drop(tell.send(what))).unwrap();
        (folder, path, saves, heard)
    }

    /// Waits until it hears of the file.
    #[track_caller]
    fn hears_of(heard: &Receiver<Heard>, path: &Path) {
        loop {
            match heard.recv_timeout(LONG).expect("news of the file") {
                Heard::Written(paths) if paths.iter().any(|written| written == path) => return,
                _ => {}
            }
        }
    }

    #[rstest]
    #[case::told_by_the_system(false)]
    #[case::by_looking(true)]
    fn a_file_that_is_written_over_made_or_renamed_into_place_is_heard_of(#[case] poll: bool) {
        let (_folder, path, _saves, heard) = watched(poll);
        let program = path.join("src/bin/a.rs");
        fs::write(&program, "new").unwrap();
        hears_of(&heard, &program);
        fs::write(path.join("src/bin/a.tmp"), "newer").unwrap();
        fs::rename(path.join("src/bin/a.tmp"), &program).unwrap();
        hears_of(&heard, &program);
        fs::write(path.join("Cargo.toml"), "").unwrap();
        hears_of(&heard, &path.join("Cargo.toml"));
    }

    #[test]
    fn what_a_build_makes_and_what_is_only_read_is_not_heard_of() {
        let (_folder, path, _saves, heard) = watched(false);
        fs::write(path.join("target/debug/a"), "program").unwrap();
        fs::read(path.join("src/bin/a.rs")).unwrap();
        fs::write(path.join("end.rs"), "").unwrap();
        let last = path.join("end.rs");
        assert_eq!(heard.recv_timeout(LONG), Ok(Heard::Written(vec![last])));
    }

    #[test]
    fn a_folder_made_later_is_watched_too() {
        let (_folder, path, mut saves, heard) = watched(false);
        let made = path.join("net");
        fs::create_dir(&made).unwrap();
        hears_of(&heard, &made);
        saves.made(&made).unwrap();
        fs::write(made.join("server.py"), "pass").unwrap();
        hears_of(&heard, &made.join("server.py"));
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_watched() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Saves::of(&folder.path().join("nowhere"), true, |_| ()).is_err());
    }
}
