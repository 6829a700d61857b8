//! `socklab init`: a student's workspace.

use std::path::Path;

use super::{Exit, Failure, Session, workspace_text::refused};
use crate::{
    say,
    workspace::{
        self,
        init::{self, InitError},
    },
};

pub(super) fn run(folder: &Path, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercises = workspace::exercises();
    let shown = folder.display().to_string();
    init::init(folder, &exercises, messages.lang()).map_err(|error| match error {
        InitError::NotEmpty { holds, .. } => {
            let holds = holds.display().to_string();
            Failure::Usage(say!(messages, "init-not-empty", folder = shown.as_str(), holds = holds))
        }
        InitError::NotAFolder(_) => Failure::Usage(say!(messages, "init-not-a-folder", folder = shown.as_str())),
        InitError::File { refused: why, written } => {
            let why = refused(&why, messages);
            let written: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
            Failure::own(if written.is_empty() {
                say!(messages, "init-nothing-written", why = why)
            } else {
                say!(messages, "init-half-written", why = why, written = written.join(", "))
            })
        }
    })?;
    let done = say!(messages, "init-done", folder = shown.as_str(), count = exercises.len());
    let next = say!(messages, "init-next", folder = shown.as_str());
    session.print(&format!("{done}\n{next}"))?;
    Ok(Exit::Success)
}
