//! `socklab dev`: for authors of labs.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Exit, Failure, Session, arguments::DevCommand, find, session::place};
use crate::{
    labs, lesson, lint, render,
    runner::{
        Plan,
        soak::{self, SoakReport},
    },
    say,
    text::Lang,
};

pub(super) fn run(command: DevCommand, session: &mut Session) -> Result<Exit, Failure> {
    match command {
        DevCommand::Check => check(session),
        DevCommand::Stamp => stamp(session),
        DevCommand::Soak { labs, runs, load, no_isolate } => {
            let labs = if labs.is_empty() { vec!["all".to_owned()] } else { labs };
            let place = place(no_isolate)?;
            let plans: Vec<_> = find::labs(&labs, &session.messages)?
                .into_iter()
                .map(|lab| (lab, Plan::new(lab, place.clone())))
                .collect();
            let report = soak::soak(&plans, runs, usize::from(load), |round| {
                if round.is_multiple_of(10) || round == runs {
                    session.say(&say!(session.messages, "soak-progress", round = round, runs = runs));
                }
            })?;
            soaked(&report, session)
        }
    }
}

fn check(session: &mut Session) -> Result<Exit, Failure> {
    let problems = lint::check(labs::ALL);
    for problem in &problems {
        session.print(&problem.to_string())?;
    }
    let (labs, problems) = (labs::ALL.len(), problems.len());
    session.print(&say!(session.messages, "dev-check-summary", labs = labs, problems = problems))?;
    Ok(if problems == 0 { Exit::Success } else { Exit::Broken })
}

/// Writes the stamps of every translation below `labs/` in the current folder.
fn stamp(session: &mut Session) -> Result<Exit, Failure> {
    let mut folders = lab_folders().map_err(|error| {
        Failure::Own(io::Error::new(error.kind(), say!(session.messages, "stamp-no-labs", error = error.to_string())))
    })?;
    folders.sort();
    let mut changed = 0;
    for folder in &folders {
        changed += u32::from(stamp_folder(folder)?);
    }
    session.print(&say!(session.messages, "stamp-summary", labs = folders.len(), changed = changed))?;
    Ok(Exit::Success)
}

fn lab_folders() -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir("labs")?.collect::<io::Result<Vec<_>>>()?;
    Ok(entries.into_iter().map(|entry| entry.path()).filter(|path| path.join("lesson.en.md").exists()).collect())
}

fn stamp_folder(folder: &Path) -> io::Result<bool> {
    let path = folder.join("lesson.zh-CN.md");
    let about = |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", path.display()));
    let english = fs::read_to_string(folder.join("lesson.en.md"))?;
    let translation = fs::read_to_string(&path).map_err(|error| about(&error))?;
    let stamped = lesson::stamped(&english, &translation, Lang::ZhCn).map_err(|error| about(&error))?;
    if stamped == translation {
        return Ok(false);
    }
    fs::write(&path, stamped).map_err(|error| about(&error))?;
    Ok(true)
}

fn soaked(report: &SoakReport, session: &mut Session) -> Result<Exit, Failure> {
    for (place, seen) in &report.others {
        let claim = format!("lab_{:02}::{}::{}", place.lab, place.scene, place.claim);
        let line = say!(
            session.messages,
            "soak-other",
            claim = claim,
            verdict = place.verdict,
            times = seen.times,
            last = seen.last.as_str()
        );
        session.print(&line)?;
    }
    let text = render::report::summary(&report.summary, &session.view());
    session.print(&text)?;
    Ok(report.summary.into())
}
