//! `socklab solution`: a program that passes, for those who have one, or ask for it all the same.

use super::{Exit, Failure, Session, arguments::Language, find, trouble::said_of_damage};
use crate::{
    checker, render, say,
    workspace::progress::{self, Progress},
};

pub(super) fn run(name: &str, language: Language, anyway: bool, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercise = find::exercise(name, messages)?;
    let text = match language {
        Language::Rust => exercise.solution,
        Language::Python => exercise.python.ok_or_else(|| {
            let others = checker::exercises().map(|(_, exercise)| exercise);
            let others: Vec<_> = others.filter(|other| other.python.is_some()).map(|other| other.slug).collect();
            Failure::Usage(say!(messages, "solution-no-python", slug = exercise.slug, others = others.join(", ")))
        })?,
    };
    if !anyway {
        let found = find::workspace()
            .map_err(Failure::Own)
            .map(|folder| progress::file(folder.as_deref()).and_then(|path| Progress::read(&path)))?;
        let passed = match found {
            Ok(found) => {
                said_of_damage(&found, messages);
                found.progress.has_passed(exercise.slug)
            }
            Err(error) => {
                Session::warn(&render::workspace::progress(&error, messages));
                false
            }
        };
        if !passed {
            Session::warn(&say!(messages, "solution-not-yet", slug = exercise.slug));
            return Ok(Exit::Broken);
        }
    }
    session.print(text)?;
    Ok(Exit::Success)
}
