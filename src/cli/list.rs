//! `socklab list`.

use super::{Exit, Failure, Session, arguments::Format};
use crate::{labs, render};

pub(super) fn run(format: Format, session: &mut Session) -> Result<Exit, Failure> {
    let text = match format {
        Format::Text => render::list::labs(labs::ALL, &session.view()),
        Format::Json => pretty(&render::json::list(&labs::ALL.iter().collect::<Vec<_>>(), session.messages.lang()))?,
    };
    session.print(&text)?;
    Ok(Exit::Success)
}

/// JSON as the commands print it: indented, one document.
pub(super) fn pretty(json: &serde_json::Value) -> Result<String, Failure> {
    serde_json::to_string_pretty(json).map_err(|error| Failure::Own(error.into()))
}
