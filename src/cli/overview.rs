//! `socklab` by itself: what there is, and what to do next.

use super::{Exit, Failure, Session};
use crate::{labs, render, say};

pub(super) fn run(session: &mut Session) -> Result<Exit, Failure> {
    let list = render::list::labs(labs::ALL, &session.view());
    session.print(&list)?;
    let first = labs::ALL.first().map_or(0, |lab| lab.number);
    let next = say!(session.messages, "overview-next", lab = first.to_string());
    session.print(&format!("\n{next}"))?;
    Ok(Exit::Success)
}
