//! `socklab reset`: an exercise from its beginning.

use super::{
    Exit, Failure, Session, find,
    workspace_text::{progress_trouble, refused, relative, said_of_damage},
};
use crate::{
    say,
    workspace::{
        progress::{self, Progress},
        starter::{self, Reset, ResetError},
    },
};

pub(super) fn run(name: &str, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercise = find::exercise(name, messages)?;
    let Some(folder) = find::workspace()? else {
        return Err(Failure::Usage(say!(messages, "workspace-none")));
    };
    let reset = starter::reset(&folder, exercise, messages.lang()).map_err(|error| match error {
        ResetError::NotRust(folder) => {
            Failure::Usage(say!(messages, "reset-not-rust", folder = folder.display().to_string()))
        }
        ResetError::File(error) => Failure::own(refused(&error, messages)),
    })?;
    let forgotten = progress::file(Some(&folder))
        .and_then(|path| Progress::update(&path, |progress| progress.begin_again(exercise.slug)));
    match forgotten {
        Ok(found) => said_of_damage(&found, messages),
        Err(error) => Session::warn(&progress_trouble(&error, messages)),
    }
    let done = match reset {
        Reset::Written(path) => say!(messages, "reset-written", path = relative(&path)),
        Reset::Untouched(path) => say!(messages, "reset-untouched", path = relative(&path)),
        Reset::Kept { path, backup } => {
            say!(messages, "reset-kept", path = relative(&path), backup = relative(&backup))
        }
    };
    session.print(&done)?;
    Ok(Exit::Success)
}
