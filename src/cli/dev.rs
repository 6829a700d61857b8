//! `socklab dev`: for authors of labs.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Exit, Failure, Session, arguments::DevCommand, find, session::place};
use crate::{
    exercise, labs, lesson, lint, render,
    runner::{
        Plan,
        soak::{self, SoakReport},
    },
    say,
    text::Lang,
    translation::Form,
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

/// Writes the stamps of every lesson and every contract below `labs/` in the current folder.
fn stamp(session: &mut Session) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    translations(Path::new("labs"), &mut files).map_err(|error| {
        Failure::Own(io::Error::new(error.kind(), say!(session.messages, "stamp-no-labs", error = error.to_string())))
    })?;
    let mut changed = 0;
    for (translation, form) in &files {
        changed += u32::from(stamp_file(translation, *form)?);
    }
    session.print(&say!(session.messages, "stamp-summary", texts = files.len(), changed = changed))?;
    Ok(Exit::Success)
}

/// Every translation in a folder and below it, with the form of its text.
fn translations(folder: &Path, found: &mut Vec<(PathBuf, Form)>) -> io::Result<()> {
    for (name, form) in [("lesson.zh-CN.md", lesson::FORM), ("contract.zh-CN.md", exercise::CONTRACT)] {
        let path = folder.join(name);
        if path.exists() {
            found.push((path, form));
        }
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            translations(&path, found)?;
        }
    }
    Ok(())
}

fn stamp_file(path: &Path, form: Form) -> io::Result<bool> {
    let about = |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", path.display()));
    let english = path.to_string_lossy().replace(".zh-CN.md", ".en.md");
    let english = fs::read_to_string(english).map_err(|error| about(&error))?;
    let translation = fs::read_to_string(path).map_err(|error| about(&error))?;
    let stamped = form.stamped(&english, &translation, Lang::ZhCn).map_err(|error| about(&error))?;
    if stamped == translation {
        return Ok(false);
    }
    fs::write(path, stamped).map_err(|error| about(&error))?;
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
