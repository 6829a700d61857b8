//! The worker's side: a submission, from its folder to its outcomes.

use std::{
    ffi::OsString,
    fmt::Display,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use super::{Judged, Submission, Task, Told};
use crate::{
    bench::{Obstacle, Student},
    checker::{self, Cancel, CheckReport, Judges, Outcome, Place, Plan},
    child,
    exercise::{Check, Exercise},
    grade::{
        class::{BuildEnd, Isolation, Trouble},
        sandbox::{
            self, SUBMISSION,
            copy::{self, NotCopied},
        },
        submissions::{self, ManifestTrouble},
    },
    sys::{self, Launcher, Limits, Network, Sandbox},
    workspace::{
        build::{self, Build},
        manifest::{Entry, Manifest},
    },
};

/// Grades the submission, and writes what is found to standard output.
///
/// # Errors
/// The request is none that this program's parent makes, or nobody reads what is found.
pub fn reply(request: &str) -> io::Result<()> {
    let submission: Submission = serde_json::from_str(request)?;
    let apart = if submission.sandbox {
        // It forks, and so it has a single thread. While it waits for a fork it sees that its parent is gone.
        sandbox::prepare(&submission.allowance)
    } else {
        child::end_with_the_parent()?;
        Ok(())
    };
    match apart.map_err(ours).and_then(|()| prepared(&submission)) {
        Ok(prepared) => submission.tasks.iter().try_for_each(|task| prepared.grade(task)),
        Err(trouble) => submission
            .tasks
            .iter()
            .try_for_each(|task| tell(&Told::Trouble { exercise: task.exercise.clone(), trouble: trouble.clone() })),
    }
}

/// A submission that is copied and says how its programs are started.
struct Prepared<'a> {
    submission: &'a Submission,
    manifest: Manifest,
    /// Removes the copy, where no file system ends with the worker.
    _copy: Option<tempfile::TempDir>,
}

fn prepared(submission: &Submission) -> Result<Prepared<'_>, Trouble> {
    let (folder, copy) = if submission.sandbox {
        (PathBuf::from(SUBMISSION), None)
    } else {
        let copy = tempfile::Builder::new().prefix("submission-").tempdir().map_err(ours)?;
        (copy.path().to_owned(), Some(copy))
    };
    copy::copy(&submission.folder, &folder, submission.allowance.budget()).map_err(not_copied)?;
    if submission.sandbox {
        sys::give_up_root().map_err(ours)?;
    }
    let manifest = manifest(&folder)?;
    Ok(Prepared { submission, manifest, _copy: copy })
}

fn manifest(folder: &Path) -> Result<Manifest, Trouble> {
    submissions::manifest(folder).map_err(|trouble| match trouble {
        ManifestTrouble::None => Trouble::NoManifest,
        ManifestTrouble::Mistake(mistake) => Trouble::Manifest { mistake },
        ManifestTrouble::Unreadable(error) => ours(format!("read the manifest: {error}")),
    })
}

impl Prepared<'_> {
    fn grade(&self, task: &Task) -> io::Result<()> {
        let trouble = |trouble| tell(&Told::Trouble { exercise: task.exercise.clone(), trouble });
        let Some(exercise) = checker::exercise(&task.exercise) else {
            return trouble(ours("there is no such exercise"));
        };
        let Some(entry) = self.manifest.entry(&task.exercise) else {
            return trouble(Trouble::NoEntry);
        };
        if let Err(why) = self.build(entry) {
            return trouble(why);
        }
        match self.plan(exercise, entry.student(self.manifest.folder()), task) {
            Ok(plan) => self.judge(&plan, task),
            Err(error) => trouble(ours(error)),
        }
    }

    fn build(&self, entry: &Entry) -> Result<(), Trouble> {
        /// What starting and ending it may take beside its own deadline.
        const AROUND: Duration = Duration::from_secs(30);
        let Some(command) = entry.build(self.manifest.folder()) else { return Ok(()) };
        let allowance = &self.submission.allowance;
        match self.sandbox(allowance.build) {
            None => self.built(&command, None),
            Some(sandbox) => child::fork(Network::Shared, &sandbox, allowance.build_deadline + AROUND, |launcher| {
                launcher.map_err(ours).and_then(|launcher| self.built(&command, Some(&launcher)))
            })
            .unwrap_or_else(|error| Err(ours(error))),
        }
    }

    fn sandbox(&self, limits: Limits) -> Option<Sandbox> {
        self.submission.sandbox.then(|| self.submission.allowance.sandbox(limits))
    }

    fn built(&self, command: &[OsString], launcher: Option<&Launcher>) -> Result<(), Trouble> {
        let deadline = self.submission.allowance.build_deadline;
        let build = build::run_in(launcher, command, self.manifest.folder(), deadline, &Cancel::default());
        let (end, output) = match build.map_err(ours)? {
            Build::Done => return Ok(()),
            Build::Failed { status, output } => (BuildEnd::Exited { exit: status.into() }, output),
            Build::Deadline { after, output } => (BuildEnd::Deadline { seconds: after.as_secs() }, output),
            Build::NotStarted { program, error } => {
                let because = format!("start {}: {error}", program.display());
                (BuildEnd::NotStarted { because }, build::Output::default())
            }
            Build::Cancelled => return Err(ours("the build was cancelled")),
        };
        Err(Trouble::NotBuilt { end, output: output.lines, cut: output.cut })
    }

    fn plan(&self, exercise: &'static Exercise, student: Student, task: &Task) -> io::Result<Plan> {
        let judges = match self.sandbox(self.submission.allowance.program) {
            Some(sandbox) => Judges::Forks(sandbox),
            None => Judges::Children { socklab: sys::this_program()?, place: Place::Isolated, jobs: 1 },
        };
        let wanted = |check: &&'static Check| task.checks.iter().any(|id| id == check.id);
        let checks = exercise.checks.iter().filter(wanted).collect();
        Ok(Plan { exercise, student, judges, seed: task.seed, checks })
    }

    fn judge(&self, plan: &Plan, task: &Task) -> io::Result<()> {
        let mut told = Ok(());
        let mut report = |report: &CheckReport| {
            if told.is_ok() {
                told = tell(&Told::Judged(Box::new(self.judged(task, report))));
            }
        };
        if task.again {
            for check in &plan.checks {
                checker::check(&Plan { checks: vec![*check], ..plan.clone() }, &Cancel::default(), &mut report);
            }
        } else {
            checker::check(plan, &Cancel::default(), &mut report);
        }
        told
    }

    fn judged(&self, task: &Task, report: &CheckReport) -> Judged {
        let isolation = match (&report.outcome, self.submission.sandbox, report.isolated) {
            (Outcome::Skipped(_) | Outcome::Unjudged(_), ..) => None,
            (_, true, true) => Some(Isolation::Sandbox),
            (_, false, true) => Some(Isolation::Network),
            (_, _, false) => Some(Isolation::Host),
        };
        Judged {
            exercise: task.exercise.clone(),
            check: report.check.id.to_owned(),
            outcome: report.outcome.clone(),
            elapsed: report.elapsed,
            isolation,
            trace: report.trace.clone(),
        }
    }
}

fn tell(told: &Told) -> io::Result<()> {
    let mut line = serde_json::to_vec(told)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    out.flush()
}

fn ours(why: impl Display) -> Trouble {
    Trouble::Ours { obstacle: Obstacle(format!("{why}")) }
}

fn not_copied(why: NotCopied) -> Trouble {
    match why {
        NotCopied::Refused { .. } => Trouble::Folder { mistake: why.to_string() },
        NotCopied::Failed { .. } => ours(why),
    }
}
