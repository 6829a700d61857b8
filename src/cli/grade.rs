//! `socklab grade`: a class, its parts brought together, and its reports.

use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{
    Exit, Failure, Session,
    arguments::{GradeArguments, GradeCommand, GradeRun},
    find, grade_engine, grade_text as text,
    session::{Talk, place},
};
use crate::{
    checker::Cancel,
    exercise::Exercise,
    grade::{
        class::{Class, Verdict},
        engine::Job,
        export::{self, Source},
        grader::Workers,
        journal::{Entry, Fact},
        out,
        plan::Plan,
        roster::Roster,
        run::{self, Progress, Run},
        settings::Settings,
        shard::Shard,
        state::State,
        submissions::{self, Submission},
    },
    nearest::nearest,
    render,
    runner::isolated,
    say,
};

/// How many of the slowest students the summary names.
const SLOWEST: usize = 3;

pub(super) fn run(arguments: GradeArguments, session: &mut Session) -> Result<Exit, Failure> {
    match (arguments.command, arguments.run) {
        (Some(GradeCommand::Merge { from, out }), _) => merge(&from, &out, session),
        (Some(GradeCommand::Export { out, format, student }), _) => export(&out, &format, student.as_deref(), session),
        (Some(GradeCommand::Engine { engine, dir, shards, out, require_sandbox }), _) => {
            let job = Job::new(&dir, shards, &out).map(|job| job.require_sandbox(require_sandbox));
            grade_engine::run(&engine, job, session)
        }
        (None, Some(arguments)) => grade(&arguments, session),
        // clap asks for a folder where there is no command.
        (None, None) => Err(Failure::Usage(say!(session.messages, "usage-missing", argument = "DIR"))),
    }
}

fn grade(arguments: &GradeRun, session: &mut Session) -> Result<Exit, Failure> {
    let mut run = planned(arguments, session)?;
    let workers = Workers::new()?;
    if let Err(refused) = workers.sandbox() {
        let because = render::doctor::refused(&refused, &session.messages);
        if arguments.require_sandbox {
            return Err(Failure::own(say!(session.messages, "grade-sandbox-required", because = because)));
        }
        Session::warn(&say!(session.messages, "grade-no-sandbox", because = because));
        if isolated::survey(&place(false)?)?.refused.is_some() {
            // Two programs with the same fixed port would meet.
            Session::warn(&say!(session.messages, "grade-one-at-a-time"));
            run.jobs = 1;
        }
    }
    let cancel = Cancel::default();
    let signalled = cancel.clone();
    ctrlc::set_handler(move || signalled.cancel()).map_err(|error| Failure::own(format!("handle signals: {error}")))?;
    let mut bar = Bar::new(session);
    let graded = run::run(&run, &workers, &cancel, &mut |progress| bar.show(&progress));
    bar.0.finish_and_clear();
    let state = graded.map_err(|error| text::run_error(&error, &session.messages))?;
    let open = state.open(&run.plan, run.shard);
    session.print(&summary(&run, &state, session))?;
    if cancel.is_cancelled() {
        return Err(Failure::own(say!(session.messages, "grade-interrupted", open = open)));
    }
    let failed = |error| text::out_error(&error, &session.messages);
    out::take_roster(&arguments.dir, &run.out).map_err(failed)?;
    if run.shard == Shard::WHOLE {
        write_reports(&run.out, session)?;
    }
    let count = |verdict| state.count(verdict);
    Ok(exit(Verdict::ALL.map(count)))
}

/// What the command line, the class and its settings ask for.
fn planned(arguments: &GradeRun, session: &Session) -> Result<Run, Failure> {
    let messages = &session.messages;
    let class_error = |error| text::class_error(&error, messages);
    let all = submissions::submissions(&arguments.dir).map_err(class_error)?;
    submissions::is_outside(&arguments.out, &arguments.dir).map_err(class_error)?;
    let submissions = chosen(all, &arguments.student, session)?;
    let settings = Settings::read(&arguments.dir, arguments.settings.as_deref());
    let settings = settings.map_err(|error| Failure::Usage(render::workspace::document(&error, messages)))?;
    let roster = Roster::read(&arguments.dir).map_err(|error| text::roster_error(&error))?;
    for entry in roster.entries().filter(|entry| !submissions.iter().any(|one| one.student == entry.student)) {
        session.say_more(&say!(messages, "grade-no-submission", student = entry.student.as_str()));
    }
    let asked = arguments.exercise.iter().map(|name| find::exercise(name, messages)).collect::<Result<Vec<_>, _>>()?;
    let exercises = match (asked, settings.exercises()) {
        (asked, _) if !asked.is_empty() => in_order(&asked),
        (_, Some(named)) => in_order(&named),
        (_, None) => submissions::exercises(&submissions),
    };
    if exercises.is_empty() {
        return Err(Failure::Usage(say!(messages, "grade-no-exercise")));
    }
    let jobs = arguments.jobs.map(usize::from);
    Ok(Run {
        plan: Plan::new(arguments.seed, &submissions, &exercises, &settings),
        submissions,
        shard: arguments.shard,
        out: arguments.out.clone(),
        resume: arguments.resume,
        jobs: jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)),
    })
}

/// The students of these names; all of them without names.
fn chosen(all: Vec<Submission>, names: &[String], session: &Session) -> Result<Vec<Submission>, Failure> {
    if let Some(name) = names.iter().find(|name| !all.iter().any(|one| one.student == **name)) {
        return Err(no_student(name, all.iter().map(|one| one.student.as_str()), session));
    }
    let wanted = |one: &Submission| names.is_empty() || names.contains(&one.student);
    Ok(all.into_iter().filter(wanted).collect())
}

fn no_student<'a>(name: &str, known: impl Iterator<Item = &'a str>, session: &Session) -> Failure {
    let near = nearest(name, known).join(", ");
    Failure::Usage(say!(session.messages, "usage-no-student", name = name, near = near))
}

/// In the order of the labs, each once.
fn in_order(exercises: &[&'static Exercise]) -> Vec<&'static Exercise> {
    let wanted = |known: &&Exercise| exercises.iter().any(|exercise| exercise.slug == known.slug);
    crate::workspace::exercises().into_iter().filter(wanted).collect()
}

/// How far a run is, on a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new(session: &Session) -> Bar {
        // Off a terminal indicatif draws nothing.
        let target =
            if session.talk == Talk::Quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}");
        let bar = ProgressBar::with_draw_target(Some(0), target);
        Bar(style.into_iter().fold(bar, ProgressBar::with_style))
    }

    fn show(&mut self, progress: &Progress<'_>) {
        match progress {
            Progress::Begun(state, all) => {
                self.0.set_length(*all as u64);
                self.0.set_position(Bar::settled(state));
            }
            Progress::Settled(Entry { student, exercise, fact, .. }, state) => {
                self.0.set_position(Bar::settled(state));
                let check = if let Fact::Judged(judged) = fact { judged.check.as_str() } else { "" };
                self.0.set_message(format!("{student} {exercise} {check}"));
            }
        }
    }

    fn settled(state: &State) -> u64 {
        Verdict::ALL.iter().map(|verdict| state.count(*verdict) as u64).sum()
    }
}

fn summary(run: &Run, state: &State, session: &Session) -> String {
    let messages = &session.messages;
    let students = run.plan.students.iter().filter(|student| run.shard.has(student)).count();
    let mut lines = vec![say!(
        messages,
        "grade-summary",
        students = students,
        passed = state.count(Verdict::Passed),
        failed = state.count(Verdict::Failed),
        flaky = state.count(Verdict::Flaky),
        unjudged = state.count(Verdict::Unjudged),
        skipped = state.count(Verdict::Skipped),
    )];
    let seconds = |elapsed: Duration| format!("{:.1} s", elapsed.as_secs_f64());
    let slowest = state.slowest(&run.plan, SLOWEST);
    if !slowest.is_empty() {
        let named: Vec<_> = slowest.iter().map(|(name, elapsed)| format!("{name} ({})", seconds(*elapsed))).collect();
        lines.push(say!(messages, "grade-slowest", students = named.join(", ")));
    }
    if state.count(Verdict::Unjudged) > 0 {
        lines.push(say!(messages, "grade-resume"));
    }
    lines.join("\n")
}

/// The numbers are those of the verdicts in their order.
fn exit([passed, failed, flaky, unjudged, skipped]: [usize; 5]) -> Exit {
    match (passed, failed + flaky + skipped, unjudged) {
        (1.., 0, 0) => Exit::Success,
        (0, 0, _) => Exit::Unjudged,
        _ => Exit::Broken,
    }
}

fn merge(from: &[PathBuf], out: &Path, session: &mut Session) -> Result<Exit, Failure> {
    out::merge(from, out).map_err(|error| text::out_error(&error, &session.messages))?;
    let class = write_reports(out, session)?;
    session.say(&say!(session.messages, "grade-merged", out = out.display().to_string()));
    Ok(exit(Verdict::ALL.map(|verdict| class.count(verdict))))
}

fn export(out: &Path, format: &str, student: Option<&str>, session: &mut Session) -> Result<Exit, Failure> {
    let failed = |error| text::out_error(&error, &session.messages);
    let mut class = out::class(out).map_err(failed)?;
    let roster = out::roster(out).map_err(failed)?;
    if let Some(name) = student {
        let own = class.for_student(name);
        class = own.ok_or_else(|| no_student(name, class.students.iter().map(|one| one.student.as_str()), session))?;
    }
    let format = export::format(format).expect("clap knows the formats");
    let view = session.view();
    let source = Source { class: &class, roster: &roster, view: &view };
    let refused = |refusal| Failure::Usage(text::refusal(&refusal, &session.messages));
    let bytes = (format.export)(&source).map_err(refused)?;
    if format.name == export::GITHUB {
        append_summary(&source)?;
    }
    session.print_bytes(&bytes)?;
    Ok(Exit::Success)
}

/// Shows the class on the page of a run at GitHub, if this is one.
fn append_summary(source: &Source<'_>) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").map(PathBuf::from) else { return Ok(()) };
    let file = OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(export::github_summary(source).as_bytes()));
    written.map_err(|error| Failure::own(format!("write {}: {error}", path.display())))
}

/// Writes the report beside the journals, in every format that can hold it.
fn write_reports(out: &Path, session: &Session) -> Result<Class, Failure> {
    let failed = |error| text::out_error(&error, &session.messages);
    let (class, roster) = (out::class(out).map_err(failed)?, out::roster(out).map_err(failed)?);
    let view = session.view();
    for format in export::FORMATS {
        match (format.export)(&Source { class: &class, roster: &roster, view: &view }) {
            Ok(report) => out::write(&out.join(format.file), &report).map_err(failed)?,
            Err(refusal) => session.say_more(&text::refusal(&refusal, &session.messages)),
        }
    }
    Ok(class)
}
