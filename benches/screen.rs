//! How long a learner waits for a screen of the interactive lab: the first after the start, and the one after a key when
//! the trace is the longest that is kept.
//!
//! `cargo bench --bench screen` prints medians. On an idle machine they are to be: the first screen below 50 ms, every other
//! below 16 ms; at rest no processor at all, and less than 48 MiB resident.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    io::{Read, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::{Terminal, backend::TestBackend};
use socklab::{
    runner::{LabReport, Place, Plan, Played},
    text::Lang,
    trace::Trace,
    tui::{App, Effect, Input, Setup},
    workspace::progress::Progress,
};

fn main() {
    let program = env!("CARGO_BIN_EXE_socklab");
    let first = median(40, || first_screen(program, tempfile::tempdir().expect("a folder").path()));
    println!("first screen: {:.1} ms", millis(first));
    let mut desk = Desk::with_the_longest_trace();
    for (key, what) in [
        (KeyCode::Left, "a step back"),
        (KeyCode::Right, "a step on"),
        (KeyCode::Char('v'), "the verdicts"),
        (KeyCode::Char('L'), "another language"),
        (KeyCode::Char('n'), "another scene"),
    ] {
        println!("{what}: {:.1} ms", millis(median(40, || desk.press(key))));
    }
    println!("another size: {:.1} ms", millis(median(40, || desk.resize())));
    at_rest(program, tempfile::tempdir().expect("a folder").path());
}

/// From the start of the program to its first screen.
fn first_screen(program: &str, folder: &Path) -> Duration {
    let (mut output, mut child, _keyboard, began) = start(program, folder);
    let mut seen = Vec::new();
    let mut bytes = [0; 8192];
    while !String::from_utf8_lossy(&seen).contains("Sockets and names") {
        let count = output.read(&mut bytes).expect("a screen");
        seen.extend_from_slice(&bytes[..count]);
    }
    let took = began.elapsed();
    child.kill().expect("a program that runs");
    child.wait().expect("its end");
    took
}

type Started = (
    Box<dyn Read + Send>,
    Box<dyn portable_pty::Child + Send + Sync>,
    Box<dyn portable_pty::MasterPty + Send>,
    Instant,
);

fn start(program: &str, folder: &Path) -> Started {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(program);
    command.cwd(folder);
    command.env("XDG_DATA_HOME", folder);
    command.env("LC_ALL", "C.UTF-8");
    command.env("TERM", "xterm-256color");
    let began = Instant::now();
    let child = pair.slave.spawn_command(command).expect("socklab");
    (pair.master.try_clone_reader().expect("its screen"), child, pair.master, began)
}

/// What the program holds and uses after a session, while nobody touches it.
fn at_rest(program: &str, folder: &Path) {
    let (mut output, mut child, terminal, _) = start(program, folder);
    // Everything that it draws is read, and nothing of it looked at.
    let drain = thread::Builder::new().spawn(move || {
        let mut bytes = [0; 8192];
        while output.read(&mut bytes).is_ok_and(|count| count > 0) {}
    });
    drain.expect("a thread");
    let mut keyboard = terminal.take_writer().expect("its keyboard");
    let process = child.process_id().expect("its number");
    // The lab with the most events, run, stepped through and compared.
    for keys in ["/29\r", "s", "\u{1b}[C\u{1b}[C", "c", "\u{1b}", "k", "\r"] {
        keyboard.write_all(keys.as_bytes()).expect("a key");
        settled(process);
    }
    let before = cpu_ticks(process);
    let began = Instant::now();
    thread::park_timeout(Duration::from_secs(5));
    let used = cpu_ticks(process) - before;
    println!("at rest for {:.1} s: {used} ticks of 10 ms of a processor", began.elapsed().as_secs_f64());
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("its status");
    let line = |name: &str| status.lines().find(|line| line.starts_with(name)).unwrap_or("?").to_owned();
    println!("{}  {}", line("VmHWM"), line("VmRSS"));
    child.kill().expect("a program that runs");
    child.wait().expect("its end");
}

/// Waits until the program has used no processor for a while.
fn settled(process: u32) {
    let mut before = cpu_ticks(process);
    loop {
        thread::park_timeout(Duration::from_millis(700));
        let now = cpu_ticks(process);
        if now == before {
            return;
        }
        before = now;
    }
}

/// User and system time (`proc_pid_stat(5)`, fields 14 and 15).
fn cpu_ticks(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("its statistics");
    let (_, rest) = stat.rsplit_once(") ").expect("a name in brackets");
    rest.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

struct Desk {
    app: App,
    terminal: Terminal<TestBackend>,
    wide: bool,
}

impl Desk {
    /// Lab 26, each scene as long as a trace can be: its own events over and over.
    fn with_the_longest_trace() -> Desk {
        let setup =
            Setup { lang: Lang::En, unicode: true, colour: true, progress: Progress::default(), workspace: None };
        let terminal = Terminal::new(TestBackend::new(120, 40)).expect("a screen of memory");
        let mut desk = Desk { app: App::new(setup), terminal, wide: true };
        for key in ["/26", "s"].concat().chars().take(3) {
            desk.press(KeyCode::Char(key));
        }
        desk.press(KeyCode::Enter);
        let asked = desk.app.on(key(KeyCode::Char('s')), Duration::ZERO);
        let Some(Effect::Run { ticket, lab, .. }) = asked.first() else { panic!("{asked:?}") };
        let plan = Plan::new(lab, Place::Host);
        let mut played = Played::on_host(lab, &plan, None, &socklab::runner::Cancel::default());
        for scene in &mut played.scenes {
            lengthen(&mut scene.trace);
        }
        let report = Box::new(LabReport::of(lab, &plan, played));
        println!("events in a scene: {}", report.scenes[0].run.trace.events.len());
        let _ = desk.app.on(Input::Ran { ticket: *ticket, report }, Duration::ZERO);
        desk.draw();
        desk
    }

    fn press(&mut self, code: KeyCode) -> Duration {
        let began = Instant::now();
        let _ = self.app.on(key(code), Duration::ZERO);
        self.draw();
        began.elapsed()
    }

    fn resize(&mut self) -> Duration {
        self.wide = !self.wide;
        let began = Instant::now();
        self.terminal.backend_mut().resize(if self.wide { 120 } else { 119 }, 40);
        self.draw();
        began.elapsed()
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| self.app.draw(frame)).expect("a screen of memory");
    }
}

/// The most events that a trace keeps.
const LONGEST: usize = 20_000;

fn lengthen(trace: &mut Trace) {
    let own = trace.events.clone();
    let events = own.iter().cycle().take(LONGEST).cloned();
    trace.events = (1..).zip(events).map(|(number, event)| socklab::trace::Event { number, ..event }).collect();
}

fn key(code: KeyCode) -> Input {
    Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn median(times: usize, mut measure: impl FnMut() -> Duration) -> Duration {
    let mut taken: Vec<Duration> = (0..times).map(|_| measure()).collect();
    taken.sort();
    taken[times / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
