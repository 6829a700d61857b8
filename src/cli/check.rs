//! `socklab check`.

use std::{ffi::OsString, io, path::PathBuf};

use super::{
    Exit, Failure, Session,
    arguments::{CheckArguments, Format},
    find,
    list::pretty,
    session::Talk,
};
use crate::{
    bench::Student,
    checker::{self, Cancel, ExerciseReport, Outcome, Place, Plan},
    exercise::Exercise,
    render,
};

pub(super) fn run(arguments: &CheckArguments, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercise = find::exercise(&arguments.exercise, messages)?;
    let only = arguments.check.as_deref().map(|id| find::check(id, exercise, messages)).transpose()?;
    let student = student(arguments, exercise, session)?;
    let seed = arguments.seed.unwrap_or_else(|| fastrand::u32(..).into());
    let place = if arguments.no_isolate { Place::Host } else { Place::Isolated };
    let plan = Plan { place, only, ..Plan::new(exercise, student, seed)? };
    let report = checked(&plan, arguments.format, session)?;
    Ok(exit(&report))
}

/// Runs the checks, and prints each as soon as it is known (text), or all of them together (JSON).
fn checked(plan: &Plan, format: Format, session: &mut Session) -> Result<ExerciseReport, Failure> {
    let text = format == Format::Text;
    if text && session.talk > Talk::Quiet {
        let heading = render::check::heading(plan.exercise, &session.view());
        session.print_bytes(heading.as_bytes())?;
    }
    let mut printed = Ok(());
    let whole = session.talk == Talk::Verbose;
    let report = checker::check(plan, &Cancel::default(), &mut |check| {
        let wanted = session.talk > Talk::Quiet || check.outcome != Outcome::Passed;
        if text && wanted && printed.is_ok() {
            let text = render::check::check(check, &session.view(), whole);
            printed = session.print_bytes(text.as_bytes());
        }
    });
    printed?;
    let end = match format {
        Format::Text => render::check::summary(&report, &session.view()),
        Format::Json => pretty(&render::json::check(&report, session.messages.lang()))?,
    };
    session.print(&end)?;
    Ok(report)
}

/// The program of the command line.
fn student(arguments: &CheckArguments, _exercise: &Exercise, _session: &Session) -> Result<Student, Failure> {
    let command: Vec<OsString> = arguments.command.clone();
    let folder: PathBuf = std::env::current_dir()?;
    if command.is_empty() {
        return Err(io::Error::other("no command").into());
    }
    Ok(Student { command, folder, port: arguments.port })
}

/// One failed check outweighs every other.
fn exit(report: &ExerciseReport) -> Exit {
    let any = |is: fn(&Outcome) -> bool| report.checks.iter().any(|check| is(&check.outcome));
    if any(|outcome| matches!(outcome, Outcome::Failed(_) | Outcome::Skipped(_))) {
        Exit::Broken
    } else if any(|outcome| *outcome == Outcome::Passed) {
        Exit::Success
    } else {
        Exit::Unjudged
    }
}
