//! Makes happen what the [`Machine`] decides.

use std::{
    io, mem,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::{Duration, Instant},
};

use super::{Action, Event, Heard, Key, Keys, Machine, Polling, Saved, Saves, Sources};
use crate::{
    checker::{self, Cancel, CheckReport, ExerciseReport, Place, Plan},
    exercise::Exercise,
    workspace::{
        self,
        build::{self, Build},
        document::DocumentError,
        manifest::{self, Entry, Manifest},
        progress::{self, Progress, ProgressError},
    },
};

/// How long a check that was cancelled may take to end before `watch` ends without it.
const FAREWELL: Duration = Duration::from_secs(3);

/// What is to be watched, and how.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The manifest of the workspace.
    pub manifest: PathBuf,
    /// The exercises that there are.
    pub known: Vec<&'static Exercise>,
    /// The one exercise to check; each whose source is saved without.
    pub only: Option<&'static Exercise>,
    /// Where programs are checked.
    pub place: Place,
    /// Whether to look for saves again and again, and not to wait for the system to tell.
    pub poll: bool,
}

impl Watch {
    /// One exercise of a workspace, checked apart where the host allows it, on the saves that the system tells of.
    #[must_use]
    pub fn one(exercise: &'static Exercise, workspace: &Path) -> Watch {
        Watch {
            manifest: workspace.join(manifest::FILE),
            known: workspace::exercises(),
            only: Some(exercise),
            place: Place::Isolated,
            poll: false,
        }
    }
}

/// Where the keys come from.
#[derive(Debug)]
pub enum Controls {
    /// Single keys from the terminal.
    Terminal,
    /// Lines from standard input.
    Lines,
    /// Somebody else reads the keys. When the other end is gone, `watch` ends.
    Remote(Receiver<Key>),
}

/// What there is to tell the user.
#[derive(Debug)]
pub enum Told {
    /// From now on no save is missed.
    Watching {
        /// The folder.
        folder: PathBuf,
        /// Why the files are looked at again and again, if they are.
        polls: Option<Polling>,
    },
    /// No exercise of the workspace is left that has not passed.
    NothingLeft,
    /// A build has begun.
    Building(&'static Exercise),
    /// A build came to nothing.
    NotBuilt(&'static Exercise, Build),
    /// The checks have begun.
    Checking(&'static Exercise),
    /// One check was judged.
    Checked(Box<CheckReport>),
    /// All were.
    Reported(Box<ExerciseReport>),
    /// The check was ended before its time.
    Cancelled(&'static Exercise),
    /// The manifest says nothing of the exercise any more.
    NoEntry(&'static Exercise),
    /// The manifest cannot be read as it is now.
    Manifest(DocumentError),
    /// Progress could not be read or kept.
    Progress(ProgressError),
    /// The file of progress was damaged, and is now here.
    SetAside(PathBuf),
    /// Our own trouble: no thread, no pipe, a bug.
    Trouble(io::Error),
    /// The watching itself fails, and saves may go unnoticed.
    Deaf(String),
}

/// Why `watch` could not begin, or go on.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// No manifest to begin with.
    #[error(transparent)]
    Manifest(#[from] DocumentError),
    /// The manifest says nothing of the one exercise.
    #[error("{} has no exercise {exercise}", manifest.display())]
    NoEntry {
        /// The manifest.
        manifest: PathBuf,
        /// The exercise.
        exercise: &'static str,
    },
    /// The folder cannot be watched at all.
    #[error("watch {}: {error}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: notify::Error,
    },
    /// What was told could not be passed on, or no keys can be read.
    #[error(transparent)]
    Own(#[from] io::Error),
}

/// Hears what there is to tell. Its error ends `watch`.
pub type Tell<'a> = dyn FnMut(Told) -> io::Result<()> + 'a;

/// Watches until the user quits, and tells what happens.
///
/// # Errors
/// It cannot begin; or `tell` returned an error, which ends it.
pub fn watch(watch: &Watch, controls: Controls, tell: &mut Tell<'_>) -> Result<(), WatchError> {
    let manifest = Manifest::read(&watch.manifest, &watch.known)?;
    if let Some(only) = watch.only
        && manifest.entry(only.slug).is_none()
    {
        return Err(WatchError::NoEntry { manifest: watch.manifest.clone(), exercise: only.slug });
    }
    // Paths come from the system without links and dots in them.
    let folder = manifest.folder().canonicalize()?;
    let (send, signals) = mpsc::channel();
    let told = send.clone();
    let saves = Saves::of(&folder, watch.poll, move |heard| drop(told.send(Signal::Heard(heard))))
        .map_err(|error| WatchError::Folder { folder: folder.clone(), error })?;
    let pressed = send.clone();
    let press = move |key| drop(pressed.send(Signal::Key(key)));
    let _keys = match controls {
        Controls::Terminal => Keys::of_terminal(press)?,
        Controls::Lines => Keys::of_lines(press)?,
        Controls::Remote(keys) => Keys::of_remote(keys, press)?,
    };
    let progress = progress::file(Some(manifest.folder())).map_err(io::Error::other)?;

    tell(Told::Watching { folder: manifest.folder().to_owned(), polls: saves.polls_because().cloned() })?;
    let first = first(watch, &manifest, &progress, tell)?;
    let current = first.or_else(|| in_manifest(watch, &manifest).next());
    let mut driver = Driver {
        watch,
        tell,
        machine: Machine::new(watch.only.map(|only| only.slug), current.map(|current| current.slug)),
        sources: Sources::of(&manifest, &folder),
        folder,
        progress,
        saves,
        send,
        signals,
        running: None,
        began: Instant::now(),
    };
    let begin = first.map(|_| Event::Key(Key::Again));
    Ok(driver.run(begin)?)
}

fn in_manifest(watch: &Watch, manifest: &Manifest) -> impl Iterator<Item = &'static Exercise> {
    watch.known.iter().copied().filter(|exercise| manifest.entry(exercise.slug).is_some())
}

/// The exercise to begin with: the one that was asked for, or the first that has not passed.
fn first(
    watch: &Watch,
    manifest: &Manifest,
    path: &Path,
    tell: &mut Tell<'_>,
) -> io::Result<Option<&'static Exercise>> {
    if watch.only.is_some() {
        return Ok(watch.only);
    }
    let progress = match Progress::read(path) {
        Ok(found) => {
            found.set_aside.into_iter().try_for_each(|aside| tell(Told::SetAside(aside)))?;
            found.progress
        }
        Err(error) => {
            tell(Told::Progress(error))?;
            Progress::default()
        }
    };
    let first = in_manifest(watch, manifest).find(|exercise| !progress.has_passed(exercise.slug));
    if first.is_none() {
        tell(Told::NothingLeft)?;
    }
    Ok(first)
}

/// What reaches the driver from its threads.
enum Signal {
    Heard(Heard),
    Key(Key),
    Job(Job),
}

/// What the thread that builds and checks has to say.
enum Job {
    Checking,
    Checked(Box<CheckReport>),
    Ended(Result<Done, io::Error>),
}

enum Done {
    NotBuilt(Build),
    Judged(ExerciseReport),
}

struct Driver<'a> {
    watch: &'a Watch,
    tell: &'a mut Tell<'a>,
    machine: Machine,
    sources: Sources,
    folder: PathBuf,
    progress: PathBuf,
    saves: Saves,
    send: Sender<Signal>,
    signals: Receiver<Signal>,
    running: Option<Running>,
    began: Instant,
}

struct Running {
    exercise: &'static Exercise,
    cancel: Cancel,
}

impl Driver<'_> {
    fn run(&mut self, begin: Option<Event>) -> io::Result<()> {
        let mut events: Vec<Event> = begin.into_iter().collect();
        loop {
            for event in mem::take(&mut events) {
                if self.happened(event)? {
                    return self.leave();
                }
            }
            events = match self.next() {
                Some(signal) => self.events(signal)?,
                None => vec![Event::Woken],
            };
        }
    }

    /// The next signal; `None` when the machine is to be woken before it comes.
    fn next(&self) -> Option<Signal> {
        // A sender is held here, so the channel never ends.
        let Some(wake) = self.machine.wakes_at() else { return self.signals.recv().ok() };
        self.signals.recv_timeout(wake.saturating_sub(self.began.elapsed())).ok()
    }

    /// Takes the event to the machine, and does what it says. Whether that is to leave.
    fn happened(&mut self, event: Event) -> io::Result<bool> {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for action in self.machine.on(event, self.began.elapsed()) {
                match action {
                    Action::Leave => return Ok(true),
                    Action::Cancel => self.running.iter().for_each(|running| running.cancel.cancel()),
                    // A check that could not be started has ended.
                    Action::Start(slug) if !self.start(slug)? => events.push(Event::Ended),
                    Action::Start(_) => {}
                }
            }
        }
        Ok(false)
    }

    fn events(&mut self, signal: Signal) -> io::Result<Vec<Event>> {
        Ok(match signal {
            Signal::Key(key) => vec![Event::Key(key)],
            Signal::Heard(Heard::Missed) => vec![Event::Saved(Saved::Shared)],
            Signal::Heard(Heard::Failed(because)) => {
                (self.tell)(Told::Deaf(because))?;
                Vec::new()
            }
            Signal::Heard(Heard::Written(paths)) => self.written(&paths)?,
            Signal::Job(job) => self.job(job)?.into_iter().collect(),
        })
    }

    fn written(&mut self, paths: &[PathBuf]) -> io::Result<Vec<Event>> {
        let mut events = Vec::new();
        for path in paths {
            if let Err(error) = self.saves.made(path) {
                (self.tell)(Told::Deaf(error.to_string()))?;
            }
            if self.watch.manifest.file_name().is_some_and(|name| *path == self.folder.join(name))
                && let Ok(manifest) = Manifest::read(&self.watch.manifest, &self.watch.known)
            {
                // One with a mistake in it is told of by the check that the save begins.
                self.sources = Sources::of(&manifest, &self.folder);
            }
            events.extend(self.sources.saved(path).map(Event::Saved));
        }
        Ok(events)
    }

    fn job(&mut self, job: Job) -> io::Result<Option<Event>> {
        // Whatever comes from a check comes before its end.
        let Some(running) = &self.running else { return Ok(None) };
        let (exercise, cancelled) = (running.exercise, running.cancel.is_cancelled());
        match job {
            _ if cancelled && !matches!(job, Job::Ended(_)) => return Ok(None),
            Job::Checking => (self.tell)(Told::Checking(exercise))?,
            Job::Checked(report) => (self.tell)(Told::Checked(report))?,
            Job::Ended(done) => {
                self.running = None;
                match done {
                    _ if cancelled => (self.tell)(Told::Cancelled(exercise))?,
                    Err(error) => (self.tell)(Told::Trouble(error))?,
                    Ok(Done::NotBuilt(build)) => (self.tell)(Told::NotBuilt(exercise, build))?,
                    Ok(Done::Judged(report)) => {
                        let kept = self.record(&report);
                        (self.tell)(Told::Reported(Box::new(report)))?;
                        kept.into_iter().try_for_each(&mut *self.tell)?;
                    }
                }
                return Ok(Some(Event::Ended));
            }
        }
        Ok(None)
    }

    /// Remembers the verdicts; what there is to tell of that, if anything.
    fn record(&self, report: &ExerciseReport) -> Option<Told> {
        match Progress::update(&self.progress, |progress| progress.record(report, progress::now())) {
            Ok(found) => found.set_aside.map(Told::SetAside),
            Err(error) => Some(Told::Progress(error)),
        }
    }

    /// Begins to build and check. `false` if it could not, which was told.
    fn start(&mut self, slug: &str) -> io::Result<bool> {
        let Some(exercise) = self.watch.known.iter().copied().find(|known| known.slug == slug) else {
            return Ok(false);
        };
        let manifest = match Manifest::read(&self.watch.manifest, &self.watch.known) {
            Ok(manifest) => manifest,
            Err(error) => {
                (self.tell)(Told::Manifest(error))?;
                return Ok(false);
            }
        };
        let Some(entry) = manifest.entry(slug) else {
            (self.tell)(Told::NoEntry(exercise))?;
            return Ok(false);
        };
        let begun = if entry.build.is_some() { Told::Building(exercise) } else { Told::Checking(exercise) };
        (self.tell)(begun)?;
        let (cancel, send) = (Cancel::default(), self.send.clone());
        let task = Task {
            exercise,
            entry: entry.clone(),
            folder: manifest.folder().to_owned(),
            place: self.watch.place,
            cancel: cancel.clone(),
        };
        let work = move || {
            let done = panic::catch_unwind(AssertUnwindSafe(|| task.work(&send)));
            let done = done.unwrap_or_else(|_| Err(io::Error::other("the check panicked")));
            // Nobody listens any more if the user has quit.
            let _ = send.send(Signal::Job(Job::Ended(done)));
        };
        if let Err(error) = thread::Builder::new().name("check".to_owned()).spawn(work) {
            (self.tell)(Told::Trouble(error))?;
            return Ok(false);
        }
        self.running = Some(Running { exercise, cancel });
        Ok(true)
    }

    /// Gives a check that was cancelled the time to end its program.
    fn leave(&mut self) -> io::Result<()> {
        let since = Instant::now();
        while self.running.is_some() {
            let Some(left) = FAREWELL.checked_sub(since.elapsed()) else { break };
            match self.signals.recv_timeout(left) {
                Ok(Signal::Job(job)) => drop(self.job(job)?),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Ok(())
    }
}

/// One build and check.
struct Task {
    exercise: &'static Exercise,
    entry: Entry,
    folder: PathBuf,
    place: Place,
    cancel: Cancel,
}

impl Task {
    fn work(&self, send: &Sender<Signal>) -> io::Result<Done> {
        // Nobody listens any more if the user has quit.
        let say = |job| drop(send.send(Signal::Job(job)));
        if let Some(command) = self.entry.build(&self.folder) {
            match build::run(&command, &self.folder, build::DEADLINE, &self.cancel)? {
                Build::Done => say(Job::Checking),
                other => return Ok(Done::NotBuilt(other)),
            }
        }
        let student = self.entry.student(&self.folder);
        let plan = Plan::new(self.exercise, student, self.place, fastrand::u32(..).into())?;
        let report = checker::check(&plan, &self.cancel, &mut |check| say(Job::Checked(Box::new(check.clone()))));
        Ok(Done::Judged(report))
    }
}
