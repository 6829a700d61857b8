//! `socklab` by itself: on a terminal the interactive lab; otherwise what there is, and what to do next.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};

use super::{Exit, Failure, Session, find, session::place, trouble::said_of_damage};
use crate::{
    labs, render, say,
    tui::{self, Setup},
    workspace::progress::{self, Progress, ProgressError},
};

pub(super) fn run(plain: bool, session: &mut Session) -> Result<Exit, Failure> {
    if plain {
        let (setup, progress) = setup(session)?;
        let place = place(false)?;
        let columns = session.view().columns;
        let mut out = |text: &str| session.print_bytes(text.as_bytes());
        tui::plain::talk(setup, columns, place, progress, &mut io::stdin().lock(), &mut out)?;
        return Ok(Exit::Success);
    }
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        let (setup, progress) = setup(session)?;
        tui::run(setup, place(false)?, progress)?;
        return Ok(Exit::Success);
    }
    overview(session)
}

fn overview(session: &mut Session) -> Result<Exit, Failure> {
    let list = render::list::labs(labs::ALL, &session.view());
    session.print(&list)?;
    let first = labs::ALL.first().map_or(0, |lab| lab.number);
    let next = say!(session.messages, "overview-next", lab = first.to_string());
    session.print(&format!("\n{next}"))?;
    Ok(Exit::Success)
}

/// What the interactive lab begins with, and where progress is kept: in the workspace, if the program was started in one.
/// What the user learned elsewhere counts there too.
fn setup(session: &Session) -> Result<(Setup, Result<PathBuf, ProgressError>), Failure> {
    let workspace = find::workspace()?;
    let own = progress::file(None);
    let here = if workspace.is_some() { progress::file(workspace.as_deref()) } else { progress::file(None) };
    let mut progress = Progress::default();
    let places = [Some(&here), workspace.is_some().then_some(&own)];
    for path in places.into_iter().flatten().filter_map(|path| path.as_ref().ok()) {
        match Progress::read(path) {
            Ok(found) => {
                said_of_damage(&found, &session.messages);
                progress = progress.and_from(&found.progress);
            }
            Err(error) => Session::warn(&render::workspace::progress(&error, &session.messages)),
        }
    }
    let view = session.view();
    let (lang, unicode, colour) = (view.messages.lang(), view.unicode, session.has_colour());
    Ok((Setup { lang, unicode, colour, progress, workspace }, here))
}
