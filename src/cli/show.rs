//! `socklab show`: the lesson, with the numbers of a run made now.

use std::io;

use super::{Exit, Failure, Session, find, session::place};
use crate::{
    render,
    runner::{self, Plan},
};

pub(super) fn run(name: &str, session: &mut Session) -> Result<Exit, Failure> {
    let lab = find::lab(name, &session.messages)?;
    let report = runner::run(lab, &Plan::new(lab, place(false)?));
    let text = render::lesson::whole(&report, &session.view()).map_err(io::Error::other)?;
    session.print(&text)?;
    Ok(Exit::Success)
}
