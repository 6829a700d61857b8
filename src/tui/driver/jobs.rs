//! What takes time, on threads of its own: runs, checks, and the file of progress.

use std::{
    env, io,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Instant,
};

use super::{FAREWELL, Signal};
use crate::{
    runner::{self, Cancel, Place, Plan},
    tui::{
        WORKSPACE,
        app::{Effect, Input, Memory, Ticket},
    },
    workspace::{
        self, init,
        progress::{self, Progress, ProgressError},
        watch::{self, Controls, Key, Watch},
    },
};

/// The threads, and how to reach them.
pub(super) struct Jobs {
    place: Place,
    send: Sender<Signal>,
    run: Option<Cancel>,
    /// Keys for the watching; dropping it ends that.
    keys: Option<Sender<Key>>,
    memories: Memories,
    /// Held by every thread that is to be waited for at the end.
    alive: Option<Sender<()>>,
    ended: Receiver<()>,
}

/// Where the changes to the file of progress go.
enum Memories {
    /// There is no file, for this reason; told with the first change, and then no more.
    Nowhere(Option<ProgressError>),
    File(PathBuf),
    Thread(Sender<Memory>),
}

impl Jobs {
    pub(super) fn new(place: Place, progress: Result<PathBuf, ProgressError>, send: Sender<Signal>) -> Jobs {
        let (alive, ended) = mpsc::channel();
        let memories = progress.map_or_else(|error| Memories::Nowhere(Some(error)), Memories::File);
        Jobs { place, send, run: None, keys: None, memories, alive: Some(alive), ended }
    }

    /// Begins what an effect asks for. What is known of it at once is returned; the rest comes as a signal.
    pub(super) fn begin(&mut self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::Run { ticket, lab, settings } => {
                let cancel = Cancel::default();
                let plan = Plan { settings, ..Plan::new(lab, self.place.clone()) };
                let until = cancel.clone();
                let run = move || {
                    let report = panic::catch_unwind(AssertUnwindSafe(|| runner::run_until(lab, &plan, &until)));
                    match report {
                        Ok(report) => Input::Ran { ticket, report: Box::new(report) },
                        Err(_) => Input::NotRun { ticket, error: io::Error::other("it panicked") },
                    }
                };
                self.cancel_run();
                self.run = Some(cancel);
                self.spawn("run", run).err().map(|error| Input::NotRun { ticket, error })
            }
            Effect::CancelRun => {
                self.cancel_run();
                None
            }
            Effect::Watch { ticket, exercise, folder } => self.watch(ticket, Watch::one(exercise, &folder)),
            Effect::Control(key) => {
                // One that has ended has told of its end.
                let _ = self.keys.as_ref().map(|keys| keys.send(key));
                None
            }
            Effect::Unwatch => {
                self.keys = None;
                None
            }
            Effect::MakeWorkspace(lang) => {
                let folder = env::current_dir().unwrap_or_default().join(WORKSPACE);
                let made = init::init(&folder, &workspace::exercises(), lang);
                if made.is_ok() {
                    // As it will be when the program is started in there.
                    self.memories = match progress::file(Some(&folder)) {
                        Ok(path) => Memories::File(path),
                        Err(error) => Memories::Nowhere(Some(error)),
                    };
                }
                Some(Input::Made(made.map(|_| folder)))
            }
            Effect::Remember(memory) => self.remember(memory).map(Input::Forgotten),
            // The driver has the terminal.
            Effect::Edit { .. } | Effect::Leave => None,
        }
    }

    /// Cancels everything, and gives it the time to end what it has started.
    pub(super) fn end(&mut self) {
        self.cancel_run();
        (self.keys, self.alive) = (None, None);
        self.memories = Memories::Nowhere(None);
        let since = Instant::now();
        while let Some(left) = FAREWELL.checked_sub(since.elapsed()) {
            match self.ended.recv_timeout(left) {
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) | Ok(()) => {}
            }
        }
    }

    fn cancel_run(&mut self) {
        self.run.take().iter().for_each(Cancel::cancel);
    }

    fn watch(&mut self, ticket: Ticket, watch: Watch) -> Option<Input> {
        let (keys, remote) = mpsc::channel();
        self.keys = Some(keys);
        let news = self.send.clone();
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        let work = move || {
            let mut tell = |told| news.send(Signal::Input(Input::Watched { ticket, told })).map_err(gone);
            let because = watch::watch(&watch, Controls::Remote(remote), &mut tell).err();
            Input::Unwatched { ticket, because }
        };
        let failed = self.spawn("watch", work).err()?;
        Some(Input::Unwatched { ticket, because: Some(failed.into()) })
    }

    /// Keeps a change. The thread that writes begins with the first.
    fn remember(&mut self, memory: Memory) -> Option<ProgressError> {
        if let Memories::File(path) = &self.memories {
            let (send, memories) = mpsc::channel();
            let (path, news) = (path.clone(), self.send.clone());
            let keep = move || keep(&path, &memories, &news);
            let alive = self.alive.clone();
            let started = thread::Builder::new().name("progress".to_owned()).spawn(move || {
                keep();
                drop(alive);
            });
            self.memories = match started {
                Ok(_) => Memories::Thread(send),
                Err(error) => Memories::Nowhere(Some(ProgressError::NoFolder(error.to_string()))),
            };
        }
        match &mut self.memories {
            Memories::Thread(send) => {
                // The thread ends when this sender does.
                let _ = send.send(memory);
                None
            }
            Memories::Nowhere(error) => error.take(),
            Memories::File(_) => None,
        }
    }

    /// Does something on a thread of its own and sends what it comes to.
    fn spawn(&self, name: &str, work: impl FnOnce() -> Input + Send + 'static) -> io::Result<()> {
        let (send, alive) = (self.send.clone(), self.alive.clone());
        let work = move || {
            // Nobody listens any more if the program is leaving.
            let _ = send.send(Signal::Input(work()));
            drop(alive);
        };
        thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
    }
}

/// Writes each change as it comes.
fn keep(path: &Path, memories: &Receiver<Memory>, news: &Sender<Signal>) {
    for memory in memories {
        if let Err(error) = Progress::update(path, |progress| memory.apply(progress, progress::now())) {
            // Nobody listens any more if the program is leaving.
            let _ = news.send(Signal::Input(Input::Forgotten(error)));
        }
    }
}
