//! The user's editor.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    exercise::Exercise,
    messages::Messages,
    say,
    workspace::{
        self,
        manifest::{FILE, Manifest},
    },
};

/// Why no editor was opened.
#[derive(Debug)]
pub enum EditError {
    /// Neither `VISUAL` nor `EDITOR` names one. The file to open by hand.
    NoEditor(PathBuf),
    /// The manifest names no file that is there.
    NoSource,
    /// It could not be started.
    Failed {
        /// Its command.
        editor: String,
        /// Why.
        because: String,
    },
}

impl EditError {
    /// What to do instead, in words.
    pub(super) fn words(&self, messages: &Messages) -> String {
        match self {
            EditError::NoEditor(path) => say!(messages, "tui-no-editor", path = path.display().to_string()),
            EditError::NoSource => say!(messages, "tui-no-source"),
            EditError::Failed { editor, because } => {
                say!(messages, "tui-edit-failed", editor = editor.as_str(), because = because.as_str())
            }
        }
    }
}

/// Opens the source of an exercise and waits until the editor ends. `with_terminal` does it while the terminal is the
/// editor's.
pub(super) fn edit<E>(
    exercise: &Exercise,
    folder: &Path,
    with_terminal: impl FnOnce(&mut Command) -> Result<std::io::Result<()>, E>,
) -> Result<Result<(), EditError>, E> {
    let (mut command, editor) = match command(exercise, folder) {
        Ok(found) => found,
        Err(error) => return Ok(Err(error)),
    };
    let ended = with_terminal(&mut command)?;
    Ok(ended.map_err(|error| EditError::Failed { editor, because: error.to_string() }))
}

/// The editor's command, and the words that name it.
fn command(exercise: &Exercise, folder: &Path) -> Result<(Command, String), EditError> {
    let path = source(exercise, folder).ok_or(EditError::NoSource)?;
    let value = |name: &&str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = ["VISUAL", "EDITOR"].iter().find_map(value) else { return Err(EditError::NoEditor(path)) };
    let words = match shell_words::split(&editor) {
        Ok(words) => words,
        Err(error) => return Err(EditError::Failed { editor, because: error.to_string() }),
    };
    let Some((program, arguments)) = words.split_first() else { return Err(EditError::NoEditor(path)) };
    let mut command = Command::new(program);
    command.args(arguments).arg(&path).current_dir(folder);
    Ok((command, editor))
}

fn source(exercise: &Exercise, folder: &Path) -> Option<PathBuf> {
    let manifest = Manifest::read(&folder.join(FILE), &workspace::exercises()).ok()?;
    manifest.entry(exercise.slug)?.source(exercise.slug, folder)
}
