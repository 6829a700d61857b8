//! `socklab check`.

use super::{
    Exit, Failure, Session,
    arguments::{CheckArguments, Format},
    find,
    list::pretty,
    session::Talk,
    trouble::{mistake, said_of_damage},
};
use crate::{
    bench::Student,
    checker::{self, Cancel, ExerciseReport, Outcome, Place, Plan},
    exercise::Exercise,
    render, say,
    workspace::{
        self,
        build::{self, Build},
        manifest::Manifest,
        progress::{self, Progress},
    },
};

pub(super) fn run(arguments: &CheckArguments, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let exercise = find::exercise(&arguments.exercise, messages)?;
    let only = arguments.check.as_deref().map(|id| find::check(id, exercise, messages)).transpose()?;
    let student = match program(arguments, exercise, session)? {
        Program::Ready(student) => student,
        Program::NotBuilt(build) => {
            let text = match arguments.format {
                Format::Text => render::build::text(&build, &session.view()),
                Format::Json => pretty(&render::json::not_built(exercise, &build, session.messages.lang()))?,
            };
            session.print(&text)?;
            return Ok(Exit::Broken);
        }
    };
    let seed = arguments.seed.unwrap_or_else(|| fastrand::u32(..).into());
    let place = if arguments.no_isolate { Place::Host } else { Place::Isolated };
    let mut plan = Plan::new(exercise, student, place, seed)?;
    plan.checks.retain(|check| only.is_none_or(|only| only.id == check.id));
    let report = checked(&plan, arguments.format, session)?;
    record(&report, session)?;
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

/// What is to be checked.
enum Program {
    Ready(Student),
    NotBuilt(Build),
}

/// The program of the command line; without one, that of the workspace, built if its manifest says how.
fn program(arguments: &CheckArguments, exercise: &'static Exercise, session: &Session) -> Result<Program, Failure> {
    let messages = &session.messages;
    if !arguments.command.is_empty() {
        let (command, folder) = (arguments.command.clone(), std::env::current_dir()?);
        return Ok(Program::Ready(Student { command, folder, port: arguments.port }));
    }
    let Some(path) = find::manifest()? else {
        return Err(Failure::Usage(say!(messages, "check-no-program", slug = exercise.slug)));
    };
    let manifest = Manifest::read(&path, &workspace::exercises()).map_err(|error| mistake(&error, messages))?;
    let Some(entry) = manifest.entry(exercise.slug) else {
        let path = path.display().to_string();
        return Err(Failure::Usage(say!(messages, "workspace-no-entry", path = path, slug = exercise.slug)));
    };
    if let Some(command) = entry.build(manifest.folder()) {
        session.say(&say!(messages, "build-running", slug = exercise.slug));
        match build::run(&command, manifest.folder(), build::DEADLINE, &Cancel::default())? {
            Build::Done => {}
            build => return Ok(Program::NotBuilt(build)),
        }
    }
    let student = entry.student(manifest.folder());
    Ok(Program::Ready(Student { port: arguments.port.or(student.port), ..student }))
}

/// Remembers the verdicts. That they cannot be kept changes none of them.
fn record(report: &ExerciseReport, session: &Session) -> Result<(), Failure> {
    let folder = find::workspace()?;
    let kept = progress::file(folder.as_deref())
        .and_then(|path| Progress::update(&path, |progress| progress.record(report, progress::now())));
    match kept {
        Ok(found) => said_of_damage(&found, &session.messages),
        Err(error) => session.say(&render::workspace::progress(&error, &session.messages)),
    }
    Ok(())
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
