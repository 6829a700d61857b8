//! `socklab doctor`: what this host allows, and what each missing thing costs.

use super::{Exit, Failure, Session, arguments::Format, list::pretty, session::place};
use crate::{grade::sandbox::probe, labs, render, runner::isolated, sys};

pub(super) fn run(format: Format, session: &mut Session) -> Result<Exit, Failure> {
    let survey = isolated::survey(&place(false)?)?;
    let sandbox = probe::probe(&sys::this_program()?);
    let text = match format {
        Format::Text => render::doctor::text(&survey, &sandbox, labs::ALL, &session.view()),
        Format::Json => pretty(&render::doctor::json(&survey, &sandbox, labs::ALL))?,
    };
    session.print(&text)?;
    Ok(Exit::Success)
}
