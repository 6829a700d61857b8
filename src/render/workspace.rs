//! What went wrong in a workspace, in words.

use std::{fmt::Display, path::Path};

use crate::{
    messages::Messages,
    nearest::nearest,
    say,
    workspace::{
        document::{DocumentError, Mistake},
        files::{FileError, Operation},
        init::InitError,
        progress::ProgressError,
    },
};

/// What the system refused.
#[must_use]
pub fn refused(refused: &FileError, messages: &Messages) -> String {
    let (path, error) = (refused.path.display().to_string(), refused.error.to_string());
    match refused.operation {
        Operation::Read => say!(messages, "workspace-read", path = path, error = error),
        Operation::Write => say!(messages, "workspace-write", path = path, error = error),
        Operation::SetAside => say!(messages, "workspace-rename", path = path, error = error),
    }
}

/// Why a file says nothing: the file, the line, the mistake, and the names that it may have meant.
#[must_use]
pub fn document(error: &DocumentError, messages: &Messages) -> String {
    match error {
        DocumentError::Unreadable(error) => refused(error, messages),
        DocumentError::Mistaken { path, line, mistake: what } => {
            format!("{}:{line}: {}", relative(path), mistake(what, messages))
        }
    }
}

fn mistake(mistake: &Mistake, messages: &Messages) -> String {
    let near = |name: &str, known: &[&'static str]| nearest(name, known.iter().copied()).join(", ");
    match mistake {
        Mistake::Syntax(words) => say!(messages, "manifest-not-toml", words = words.as_str()),
        Mistake::Key { key, known } => say!(messages, "manifest-no-key", key = key.as_str(), near = near(key, known)),
        Mistake::Exercise { name, known } => {
            say!(messages, "usage-no-exercise", name = name.as_str(), near = near(name, known))
        }
        Mistake::Check { name, exercise, known } => {
            say!(messages, "usage-no-check", name = name.as_str(), slug = *exercise, near = near(name, known))
        }
        Mistake::WithoutFirst { name, exercise } => {
            say!(messages, "settings-without-first", name = *name, slug = *exercise)
        }
        Mistake::NotATable(key) => say!(messages, "manifest-no-table", key = key.as_str()),
        Mistake::NotAList(key) => say!(messages, "settings-no-list", key = key.as_str()),
        Mistake::NotANumber { said, most } => {
            say!(messages, "settings-no-number", value = said.as_str(), most = *most)
        }
        Mistake::NoRun(slug) => say!(messages, "manifest-no-run", slug = *slug),
        Mistake::NotACommand(key) => say!(messages, "manifest-no-command", key = *key),
        Mistake::EmptyCommand(key) => say!(messages, "manifest-no-program", key = *key),
        Mistake::NotAPort(value) => say!(messages, "manifest-no-port", value = value.as_str()),
    }
}

/// Why a folder cannot be watched. What the system says is English.
#[must_use]
pub fn not_watched(folder: &Path, error: &dyn Display, messages: &Messages) -> String {
    say!(messages, "watch-folder", folder = relative(folder), error = error.to_string())
}

/// Why progress was not read or kept.
#[must_use]
pub fn progress(error: &ProgressError, messages: &Messages) -> String {
    let why = match error {
        ProgressError::NoFolder(error) => say!(messages, "progress-no-folder", error = error.as_str()),
        ProgressError::Newer { path, version } => {
            let path = path.display().to_string();
            return say!(messages, "progress-newer", path = path, version = *version);
        }
        ProgressError::File(error) => refused(error, messages),
    };
    say!(messages, "progress-lost", why = why)
}

/// A damaged file of progress is now here.
#[must_use]
pub fn set_aside(path: &Path, messages: &Messages) -> String {
    say!(messages, "progress-set-aside", path = path.display().to_string())
}

/// Why a workspace was not made, or only a part of it.
#[must_use]
pub fn not_made(error: &InitError, messages: &Messages) -> String {
    match error {
        InitError::NotEmpty { folder, holds } => {
            let (folder, holds) = (folder.display().to_string(), holds.display().to_string());
            say!(messages, "init-not-empty", folder = folder, holds = holds)
        }
        InitError::NotAFolder(folder) => say!(messages, "init-not-a-folder", folder = folder.display().to_string()),
        InitError::File { refused: why, written } => {
            let why = refused(why, messages);
            let written: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
            if written.is_empty() {
                say!(messages, "init-nothing-written", why = why)
            } else {
                say!(messages, "init-half-written", why = why, written = written.join(", "))
            }
        }
    }
}

/// A path as a person in the current folder would write it.
#[must_use]
pub fn relative(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let within = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    within.as_deref().unwrap_or(path).display().to_string()
}
