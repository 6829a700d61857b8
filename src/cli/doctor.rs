//! `socklab doctor`: what this host allows, and what each missing thing costs.

use super::{Exit, Failure, Session, arguments::Format, list::pretty, session::place};
use crate::{labs, render, runner::isolated};

pub(super) fn run(format: Format, session: &mut Session) -> Result<Exit, Failure> {
    let survey = isolated::survey(&place(false)?)?;
    let text = match format {
        Format::Text => render::doctor::text(&survey, labs::ALL, &session.view()),
        Format::Json => pretty(&render::doctor::json(&survey, labs::ALL))?,
    };
    session.print(&text)?;
    Ok(Exit::Success)
}
