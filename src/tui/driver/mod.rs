//! The interactive lab on a real terminal: its keys, its threads, and what has to be given back at the end.
//!
//! One thread draws and decides. It sleeps until a key, a result or a signal comes, so nothing is drawn while nothing
//! happens; what takes time runs on threads of its own.

mod jobs;
mod screen;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender, SyncSender},
    },
    thread,
    time::{Duration, Instant},
};

use crossterm::event::{self, Event};

use self::jobs::Jobs;
pub use self::screen::Screen;
use super::{
    app::{App, Effect, Input, Setup},
    editor,
};
use crate::{
    runner::Place,
    sys::{self, Request},
    workspace::progress::ProgressError,
};

/// What reaches the thread that draws.
enum Signal {
    Input(Input),
    /// A key, or another size. The terminal is not read again before this was dealt with.
    Terminal(Event),
    /// Nobody can press a key any more.
    TerminalGone,
    Request(Request),
}

/// Runs the interactive lab until the user leaves. Labs are run in `place`; progress is kept in the file `progress`.
///
/// The terminal is given back on every way out: on leaving, on an error, on a panic, and when a signal ends the process or
/// puts it aside. Only `SIGKILL` leaves it as it is.
///
/// # Errors
/// Those of the terminal; no thread can be started.
pub fn run(setup: Setup, place: Place, progress: Result<PathBuf, ProgressError>) -> io::Result<()> {
    let (send, signals) = mpsc::channel();
    let away = Arc::default();
    // Before the terminal is taken: from then on no signal may end the process by itself.
    listen(&away, &send)?;
    let mut driver = Driver {
        screen: Screen::open()?,
        app: App::new(setup),
        began: Instant::now(),
        jobs: Jobs::new(place, progress, send.clone()),
        away,
    };
    driver.draw()?;
    let read_on = read_terminal(send)?;
    driver.go_on(&signals, &read_on)
}

struct Driver {
    screen: Screen,
    app: App,
    began: Instant,
    jobs: Jobs,
    /// Whether the terminal is the editor's.
    away: Arc<AtomicBool>,
}

impl Driver {
    fn draw(&mut self) -> io::Result<()> {
        self.screen.draw(&mut self.app)
    }

    fn go_on(&mut self, signals: &Receiver<Signal>, read_on: &SyncSender<()>) -> io::Result<()> {
        loop {
            let mut next = self.next(signals);
            while let Some(signal) = next {
                let of_terminal = matches!(signal, Signal::Terminal(_));
                if self.happened(signal)? {
                    return Ok(());
                }
                if of_terminal {
                    // Its reader has ended only if the process is about to.
                    let _ = read_on.try_send(());
                }
                next = signals.try_recv().ok();
            }
            self.draw()?;
        }
    }

    /// The next signal, waited for; that it is time, if that comes first.
    fn next(&self, signals: &Receiver<Signal>) -> Option<Signal> {
        // A sender is held by the jobs, so the channel never ends.
        match self.app.wakes_at() {
            None => signals.recv().ok(),
            Some(wake) => {
                let left = wake.saturating_sub(self.began.elapsed());
                Some(signals.recv_timeout(left).unwrap_or(Signal::Input(Input::Woken)))
            }
        }
    }

    /// Deals with a signal. Whether that ends the program.
    fn happened(&mut self, signal: Signal) -> io::Result<bool> {
        let input = match signal {
            Signal::Input(input) => input,
            Signal::Terminal(Event::Key(key)) if screen::puts_aside(key) => {
                self.screen.aside()?;
                return Ok(false);
            }
            Signal::Terminal(Event::Key(key)) => Input::Key(key),
            Signal::Terminal(_) => Input::Resized,
            Signal::Request(Request::Stop) => {
                self.screen.aside()?;
                return Ok(false);
            }
            Signal::Request(Request::Interrupt | Request::End) | Signal::TerminalGone => {
                self.jobs.end();
                return Ok(true);
            }
        };
        let mut effects = self.app.on(input, self.began.elapsed());
        while !effects.is_empty() {
            let effect = effects.remove(0);
            match effect {
                Effect::Leave => {
                    self.jobs.end();
                    return Ok(true);
                }
                Effect::Edit { exercise, folder } => {
                    self.away.store(true, Ordering::Release);
                    // What an editor's exit code says differs from editor to editor. Whatever was saved is checked.
                    let edited =
                        editor::edit(exercise, &folder, |command| self.screen.hand_over(|| command.status().map(drop)));
                    self.away.store(false, Ordering::Release);
                    if let Err(error) = edited? {
                        effects.extend(self.app.on(Input::NotEdited(error), self.began.elapsed()));
                    }
                }
                effect => {
                    if let Some(input) = self.jobs.begin(effect) {
                        effects.extend(self.app.on(input, self.began.elapsed()));
                    }
                }
            }
        }
        Ok(false)
    }
}

/// Passes on what the system asks of this process.
fn listen(away: &Arc<AtomicBool>, send: &Sender<Signal>) -> io::Result<()> {
    let (away, send) = (Arc::clone(away), send.clone());
    sys::on_request(move |request| match (away.load(Ordering::Acquire), request) {
        // The key was meant for the editor.
        (true, Request::Interrupt) => {}
        // The editor is put aside, and whoever waits for it with it; the terminal is not ours to give back.
        (true, Request::Stop) => drop(sys::stop_this_process()),
        // Nobody listens any more if the program is leaving.
        (_, request) => drop(send.send(Signal::Request(request))),
    })
}

/// Reads the terminal on a thread of its own, one event at a time: what an editor is meant to read is left to it.
fn read_terminal(send: Sender<Signal>) -> io::Result<SyncSender<()>> {
    let (read_on, allowed) = mpsc::sync_channel(1);
    let read = move || {
        loop {
            let signal = event::read().map_or(Signal::TerminalGone, Signal::Terminal);
            let gone = matches!(signal, Signal::TerminalGone);
            if send.send(signal).is_err() || gone || allowed.recv().is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("terminal".to_owned()).spawn(read)?;
    Ok(read_on)
}

/// How long what was cancelled may take to end before the program leaves without it.
const FAREWELL: Duration = Duration::from_secs(3);
