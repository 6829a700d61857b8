//! `socklab hint`: one step further towards a check that does not pass.

use super::{Exit, Failure, Session, find, trouble::said_of_damage};
use crate::{
    exercise::{Check, Exercise},
    render, say,
    workspace::progress::{self, Found, LastVerdict, Progress, ProgressError},
};

pub(super) fn run(name: &str, check: Option<&str>, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercise = find::exercise(name, messages)?;
    let named = check.map(|id| find::check(id, exercise, messages)).transpose()?;
    let folder = find::workspace()?;
    let path = progress::file(folder.as_deref());
    let found = path.as_ref().map_err(ToString::to_string).map(|path| Progress::read(path));
    let progress = match found {
        Ok(Ok(found)) => {
            said_of_damage(&found, messages);
            found.progress
        }
        Ok(Err(error)) => {
            Session::warn(&render::workspace::progress(&error, messages));
            Progress::default()
        }
        // Said below, when the step cannot be remembered.
        Err(_) => Progress::default(),
    };
    let Some(check) = named.or_else(|| first_to_pass(exercise, &progress)) else {
        session.print(&say!(messages, "hint-all-passed", slug = exercise.slug))?;
        return Ok(Exit::Success);
    };
    let shown = progress.hints_shown(exercise.slug, check.id);
    let text = render::hint::text(exercise, check, shown, &session.view());
    session.print(&text)?;
    if shown < check.hints.len() {
        let kept: Result<Found, ProgressError> = path.and_then(|path| {
            Progress::update(&path, |progress| progress.show_hints(exercise.slug, check.id, shown + 1))
        });
        if let Err(error) = kept {
            Session::warn(&render::workspace::progress(&error, &session.messages));
        }
    }
    Ok(Exit::Success)
}

/// The first check that did not pass when it was tried last; otherwise the first that was never tried.
fn first_to_pass(exercise: &'static Exercise, progress: &Progress) -> Option<&'static Check> {
    let verdict = |check: &&Check| progress.verdict(exercise.slug, check.id);
    let failed = |check: &&Check| verdict(check).is_some_and(|verdict| *verdict != LastVerdict::Passed);
    let mut checks = exercise.checks.iter();
    checks.clone().find(failed).or_else(|| checks.find(|check| verdict(check).is_none()))
}
