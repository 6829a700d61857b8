//! `socklab reset`: an exercise from its beginning.

use super::{Exit, Failure, Session, find, trouble::said_of_damage};
use crate::{
    render, say,
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
        ResetError::File(error) => Failure::own(render::workspace::refused(&error, messages)),
    })?;
    let forgotten = progress::file(Some(&folder))
        .and_then(|path| Progress::update(&path, |progress| progress.begin_again(exercise.slug)));
    match forgotten {
        Ok(found) => said_of_damage(&found, messages),
        Err(error) => Session::warn(&render::workspace::progress(&error, messages)),
    }
    let done = match reset {
        Reset::Written(path) => say!(messages, "reset-written", path = render::workspace::relative(&path)),
        Reset::Untouched(path) => say!(messages, "reset-untouched", path = render::workspace::relative(&path)),
        Reset::Kept { path, backup } => {
            say!(
                messages,
                "reset-kept",
                path = render::workspace::relative(&path),
                backup = render::workspace::relative(&backup)
            )
        }
    };
    session.print(&done)?;
    Ok(Exit::Success)
}
