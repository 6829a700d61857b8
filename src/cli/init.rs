//! `socklab init`: a student's workspace.

use std::path::Path;

use super::{Exit, Failure, Session};
use crate::{
    render, say,
    workspace::{
        self,
        init::{self, InitError},
    },
};

pub(super) fn run(folder: &Path, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercises = workspace::exercises();
    let shown = folder.display().to_string();
    init::init(folder, &exercises, messages.lang()).map_err(|error| {
        let words = render::workspace::not_made(&error, messages);
        if matches!(error, InitError::File { .. }) { Failure::own(words) } else { Failure::Usage(words) }
    })?;
    let done = say!(messages, "init-done", folder = shown.as_str(), count = exercises.len());
    let next = say!(messages, "init-next", folder = shown.as_str());
    session.print(&format!("{done}\n{next}"))?;
    Ok(Exit::Success)
}
