//! `socklab show`: the lesson, with the numbers of a run made now.

use super::{Exit, Failure, Session, find, lesson_text, session::place};
use crate::runner::{self, Plan};

pub(super) fn run(name: &str, session: &mut Session) -> Result<Exit, Failure> {
    let lab = find::lab(name, &session.messages)?;
    let report = runner::run(lab, &Plan::new(lab, place(false)?));
    let text = lesson_text::lesson(&report, &session.view())?;
    session.print(&text)?;
    Ok(Exit::Success)
}
