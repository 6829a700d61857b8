//! What went wrong in a workspace, in the user's language.

use std::path::Path;

use super::{Failure, Session, usage::nearest};
use crate::{
    messages::Messages,
    say,
    workspace::{
        files::{FileError, Operation},
        manifest::{ManifestError, Mistake},
        progress::{Found, ProgressError},
    },
};

/// What the system refused.
pub(super) fn refused(refused: &FileError, messages: &Messages) -> String {
    let (path, error) = (refused.path.display().to_string(), refused.error.to_string());
    match refused.operation {
        Operation::Read => say!(messages, "workspace-read", path = path, error = error),
        Operation::Write => say!(messages, "workspace-write", path = path, error = error),
        Operation::SetAside => say!(messages, "workspace-rename", path = path, error = error),
    }
}

/// How the program ends for want of a manifest: a mistake in it is the user's, a disk is not.
pub(super) fn mistake(error: &ManifestError, messages: &Messages) -> Failure {
    match error {
        ManifestError::Unreadable(error) => Failure::own(refused(error, messages)),
        ManifestError::Mistaken { .. } => Failure::Usage(manifest(error, messages)),
    }
}

/// Why there is no manifest: the file, the line, the mistake, and the names that it may have meant.
pub(super) fn manifest(error: &ManifestError, messages: &Messages) -> String {
    let (path, line, mistake) = match error {
        ManifestError::Unreadable(error) => return refused(error, messages),
        ManifestError::Mistaken { path, line, mistake } => (path, line, mistake),
    };
    let what = match mistake {
        Mistake::Syntax(words) => say!(messages, "manifest-not-toml", words = words.as_str()),
        Mistake::Key { key, known } => {
            let near = nearest(key, known.iter().copied()).join(", ");
            say!(messages, "manifest-no-key", key = key.as_str(), near = near)
        }
        Mistake::Exercise { name, known } => {
            let near = nearest(name, known.iter().copied()).join(", ");
            say!(messages, "usage-no-exercise", name = name.as_str(), near = near)
        }
        Mistake::NotATable(key) => say!(messages, "manifest-no-table", key = key.as_str()),
        Mistake::NoRun(slug) => say!(messages, "manifest-no-run", slug = *slug),
        Mistake::NotACommand(key) => say!(messages, "manifest-no-command", key = *key),
        Mistake::EmptyCommand(key) => say!(messages, "manifest-no-program", key = *key),
        Mistake::NotAPort(value) => say!(messages, "manifest-no-port", value = value.as_str()),
    };
    format!("{}:{line}: {what}", relative(path))
}

/// Why progress was not read or kept.
pub(super) fn progress_trouble(error: &ProgressError, messages: &Messages) -> String {
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

/// Says that a damaged file was set aside, if it was.
pub(super) fn said_of_damage(found: &Found, messages: &Messages) {
    if let Some(path) = &found.set_aside {
        Session::warn(&set_aside(path, messages));
    }
}

/// A damaged file of progress is now here.
pub(super) fn set_aside(path: &Path, messages: &Messages) -> String {
    say!(messages, "progress-set-aside", path = path.display().to_string())
}

/// A path as a person in the current folder would write it.
pub(super) fn relative(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let within = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    within.as_deref().unwrap_or(path).display().to_string()
}
