//! Grades the submissions of one shard, several at a time, and writes the journal.
//!
//! The threads that grade only tell; this thread alone writes, and says nothing that is not on the disk.

use std::{
    io,
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use super::{
    grader::{Grader, Request},
    journal::{Entry, FORM, Header, Journal, JournalError, file},
    judging,
    out::{self, OutError},
    plan::{Place, Places, Plan},
    shard::Shard,
    state::State,
    submissions::Submission,
};
use crate::{checker::Cancel, exercise::Check, workspace::files::FileError};

/// How many facts may wait to be written: whoever has another waits for the disk.
const QUEUE: usize = 64;

/// One run of one shard.
#[derive(Clone, Debug)]
pub struct Run {
    /// What all shards have in common.
    pub plan: Plan,
    /// Those of the plan that this run grades, and more.
    pub submissions: Vec<Submission>,
    /// Which part.
    pub shard: Shard,
    /// Where the journal is.
    pub out: PathBuf,
    /// Whether a journal that is there is gone on with.
    pub resume: bool,
    /// How many submissions are graded at a time.
    pub jobs: usize,
}

/// Why a run did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The folder of reports holds something else.
    #[error(transparent)]
    Out(#[from] OutError),
    /// The journal is of no use.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal cannot be written any more. What is in it counts, and the run can go on later.
    #[error(transparent)]
    Write(#[from] FileError),
    /// No thread.
    #[error("start a thread: {0}")]
    Thread(io::Error),
}

/// What there is to tell while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// So many checks are to be judged in all; of some it is known already what came of them.
    Begun(&'a State, usize),
    /// This is in the journal now.
    Settled(&'a Entry, &'a State),
}

/// One submission whose turn it is.
struct Task {
    place: Place,
    student: String,
    request: Request,
    failed: Option<String>,
}

/// Grades until everything is settled, or the run is cancelled.
///
/// # Errors
/// See [`RunError`].
pub fn run(
    run: &Run,
    grader: &dyn Grader,
    cancel: &Cancel,
    told: &mut dyn FnMut(Progress<'_>),
) -> Result<State, RunError> {
    let header = Header { form: FORM, shard: run.shard, plan: run.plan.clone() };
    let path = file(&run.out, run.shard);
    out::is_of(&run.out, &header)?;
    let places = Places::of(&run.plan);
    let mut state = State::new(&run.plan);
    let journal = if run.resume {
        Journal::resume(&path, &header, &mut |place, entry| state.add(place, &entry, &places))?
    } else {
        Journal::begin(&path, &header)?
    };
    told(Progress::Begun(&state, run.checks()));
    let mut collector = Collector { journal, places, state, told };
    grade(run, grader, cancel, &mut collector)?;
    Ok(collector.state)
}

fn grade(run: &Run, grader: &dyn Grader, cancel: &Cancel, collector: &mut Collector<'_>) -> Result<(), RunError> {
    let waiting = Mutex::new(run.tasks(&collector.state).into_iter());
    thread::scope(|scope| {
        let (tell, facts) = mpsc::sync_channel(QUEUE);
        for number in 0..run.jobs.max(1) {
            let (tell, waiting) = (tell.clone(), &waiting);
            let work = move || {
                while !cancel.is_cancelled() {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(Task { place, student, request, failed }) = next else { return };
                    judging::judge(grader, &request, failed.as_deref(), cancel, &mut |fact| {
                        let exercise = request.exercise.slug.to_owned();
                        // Nobody listens once the disk is full.
                        let _ = tell.send((place, Entry { student: student.clone(), exercise, at: now(), fact }));
                    });
                }
            };
            let worker = thread::Builder::new().name(format!("grader {number}")).spawn_scoped(scope, work);
            match worker {
                Err(error) if number == 0 => return Err(RunError::Thread(error)),
                // Those that could be started do the work.
                Err(_) => break,
                Ok(_) => {}
            }
        }
        drop(tell);
        let collected = collector.collect(&facts).inspect_err(|_| cancel.cancel());
        // After a full disk, whoever waits to tell something would wait for ever.
        drop(facts);
        Ok(collected?)
    })
}

/// The one who writes.
struct Collector<'a> {
    journal: Journal,
    places: Places<'a>,
    state: State,
    told: &'a mut dyn FnMut(Progress<'_>),
}

impl Collector<'_> {
    /// Writes what comes, all that waits at a time, and tells of it when it is on the disk.
    fn collect(&mut self, facts: &Receiver<(Place, Entry)>) -> Result<(), FileError> {
        while let Ok(first) = facts.recv() {
            let batch: Vec<_> = [first].into_iter().chain(facts.try_iter().take(QUEUE)).collect();
            self.journal.write(batch.iter().map(|(_, entry)| entry))?;
            for (place, entry) in &batch {
                self.state.add(*place, entry, &self.places);
                (self.told)(Progress::Settled(entry, &self.state));
            }
        }
        Ok(())
    }
}

impl Run {
    /// How many checks there are in the shard.
    fn checks(&self) -> usize {
        let each: usize = self.plan.exercises.iter().map(|exercise| exercise.checks.len()).sum();
        each * self.plan.students.iter().filter(|student| self.shard.has(student)).count()
    }

    /// What is left to be graded, in the order of the plan.
    fn tasks(&self, state: &State) -> Vec<Task> {
        let folder = |name: &str| self.submissions.iter().find(|submission| submission.student == name);
        let mut tasks = Vec::new();
        for (student, name) in self.plan.students.iter().enumerate().filter(|(_, name)| self.shard.has(name)) {
            let Some(submission) = folder(name) else { continue };
            for (exercise, planned) in self.plan.exercises.iter().enumerate() {
                let place = Place { student, exercise };
                let (submitted, Some(known)) = (state.submitted(place), planned.known()) else { continue };
                if !submitted.is_open() {
                    continue;
                }
                let wanted = planned.known_checks().enumerate().filter(|(check, _)| submitted.wants(*check));
                let checks: Vec<&'static Check> = wanted.map(|(_, (_, check))| check).collect();
                let request = Request {
                    folder: submission.folder.clone(),
                    exercise: known,
                    checks,
                    again: false,
                    seed: self.plan.seed_of(name, known.slug),
                };
                tasks.push(Task { place, student: name.clone(), request, failed: submitted.failed.clone() });
            }
        }
        tasks
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
