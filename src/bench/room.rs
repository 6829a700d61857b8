//! What a check's programs and peers share: the clock, the trace, and who is still running.

use std::{
    cell::{Cell, OnceCell, RefCell},
    io,
    rc::Rc,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{
    Fault, Finding, Stop,
    launch::Student,
    program::{self, Process},
};
use crate::{
    sys::{self, Launcher, Tables},
    trace::Tracer,
};

/// How long the bench waits for a program that does nothing at all: longer than every timer that a contract asks for. A
/// program that works, however slowly, is given [`LONGEST`].
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// The longest single wait, in time that the programs have had: idle, or on a processor.
const LONGEST: Duration = Duration::from_secs(6);

/// The longest that a check may take. What still waits then waits no longer.
const CHECK: Duration = Duration::from_secs(40);

/// When every program has ended, what it sent before has arrived; its end is noticed a moment later than its last byte.
const AFTER_THE_END: Duration = Duration::from_millis(100);

/// One look at the kernel follows another after so long, once the first looks were not enough.
const BETWEEN_LOOKS: Duration = Duration::from_micros(300);

/// And after no longer than this, however long it has waited.
const SELDOM: Duration = Duration::from_millis(5);

/// How much of standard error goes with a finding.
const SAID: usize = 800;

#[derive(Debug)]
pub(super) struct Room {
    pub(super) student: Student,
    pub(super) tracer: Tracer,
    /// Whether the loopback and the processes are this check's alone.
    pub(super) isolated: bool,
    /// Who starts the programs, if they are not trusted.
    pub(super) sandbox: Option<Launcher>,
    /// The check's own folder, if it has asked for one.
    pub(super) scratch: RefCell<Option<TempDir>>,
    tables: OnceCell<Tables>,
    processes: RefCell<Vec<Rc<Process>>>,
    patience: Cell<Duration>,
    deadline: Instant,
}

impl Room {
    pub(super) fn new(student: Student, tracer: Tracer, isolated: bool, sandbox: Option<Launcher>) -> Room {
        Room {
            student,
            tracer,
            isolated,
            sandbox,
            scratch: RefCell::default(),
            tables: OnceCell::new(),
            processes: RefCell::default(),
            patience: Cell::new(PATIENCE),
            deadline: Instant::now() + CHECK,
        }
    }

    /// The kernel's tables of the sockets around here, opened once.
    pub(super) fn tables(&self) -> io::Result<&Tables> {
        match self.tables.get() {
            Some(tables) => Ok(tables),
            None => Tables::open().map(|tables| self.tables.get_or_init(|| tables)),
        }
    }

    pub(super) fn add(&self, process: &Rc<Process>) {
        self.processes.borrow_mut().push(Rc::clone(process));
    }

    /// The patience from now on; the one until now.
    pub(super) fn set_patience(&self, patience: Duration) -> Duration {
        self.patience.replace(patience)
    }

    /// Waits until `seen`, and gives up when nothing has happened for as long as the patience lasts. `pause` returns
    /// when there may be something to see, or after the time that it is given.
    ///
    /// What counts is the time that the programs have had: they were idle, or used a processor. On a busy machine they also
    /// wait for one, and this thread does too; that is not their fault.
    pub(super) fn wait(
        &self,
        mut pause: impl FnMut(Duration),
        mut seen: impl FnMut() -> io::Result<bool>,
    ) -> Result<bool, Stop> {
        const SLICE: Duration = Duration::from_millis(20);
        let began = Instant::now();
        let mut looked = began;
        let (mut quiet, mut idle) = (Duration::ZERO, Duration::ZERO);
        // Asked when the wait turns out to be one.
        let mut cpu = None;
        loop {
            if seen()? {
                return Ok(true);
            }
            let patience = if self.anybody_runs()? { self.patience.get() } else { AFTER_THE_END };
            let had_time = |most| match (cpu, self.cpu_time_of_all()) {
                (Some(before), Some(now)) => idle + now.saturating_sub(before) > most,
                // Where the system does not tell, the clock on the wall has to do.
                _ => true,
            };
            let longest = LONGEST.max(patience);
            if quiet > patience || (began.elapsed() > longest && had_time(longest)) || Instant::now() > self.deadline {
                // Perhaps it came while this thread was not running.
                return Ok(seen()?);
            }
            pause(SLICE.min(patience));
            let slice = looked.elapsed();
            if slice >= SLICE.min(patience) {
                looked = Instant::now();
                cpu = cpu.or_else(|| self.cpu_time_of_all());
                if self.anybody_works() {
                    quiet = Duration::ZERO;
                } else {
                    // A longer slice says that this thread got no processor, and nothing of the programs.
                    quiet += slice.min(2 * SLICE);
                    idle += slice.min(2 * SLICE);
                }
            }
        }
    }

    /// The same, by looking again and again.
    pub(super) fn wait_looking(&self, seen: impl FnMut() -> io::Result<bool>) -> Result<bool, Stop> {
        let (began, mut looks) = (Instant::now(), 0u32);
        let pause = |_| {
            looks += 1;
            if looks < 20 {
                thread::yield_now();
            } else {
                // Rarer and rarer, so that a long wait takes no processor from the program: late by a part of what it took.
                thread::park_timeout((began.elapsed() / 20).clamp(BETWEEN_LOOKS, SELDOM));
            }
        };
        self.wait(pause, seen)
    }

    /// What went wrong, seen from its cause: a program that has ended can do nothing right any more.
    pub(super) fn blame(&self, fault: Fault) -> Stop {
        let crash = || {
            let processes = self.processes.borrow();
            let unexpected = processes.iter().filter(|process| !process.over.get());
            let ended = unexpected.filter_map(|process| Some((process, process.ended().ok()??.status)));
            // A client may have come to its end; a server has none.
            let mut wrong = ended.filter(|(process, status)| process.serves.get() || !status.success());
            wrong.next().map(|(_, status)| Fault::Exited { exit: status.into() })
        };
        // The kernel closes a socket before its process is seen to have ended, and an interpreter that ends takes its time.
        // As long as it works on that, its end may come.
        let (mut found, mut active) = (crash(), Instant::now());
        let began = active;
        while found.is_none() && active.elapsed() < AFTER_THE_END && began.elapsed() < LONGEST {
            thread::park_timeout(BETWEEN_LOOKS);
            found = crash();
            if self.anybody_works() {
                active = Instant::now();
            }
        }
        // Perhaps it came while this thread was not running.
        found.or_else(crash).unwrap_or(fault).into()
    }

    /// Adds to a finding what the programs have said. To be called when they are gone, so that all of it has come.
    pub(super) fn explained(&self, stop: Stop) -> Stop {
        let Stop::Fault(finding) = stop else { return stop };
        let processes = self.processes.borrow();
        // One that was over before another was started had its say in what went well.
        let concerned = processes.iter().rev().enumerate().filter(|(age, process)| *age == 0 || !process.over.get());
        let said = concerned.map(|(_, process)| {
            process.err.wait_ended(AFTER_THE_END);
            process.err.last_lines(SAID)
        });
        let said = said.into_iter().find(|said| !said.is_empty()).unwrap_or_default();
        Stop::Fault(Box::new(Finding { said, ..*finding }))
    }

    /// Kills everything that was started. Each check ends so, however it ends.
    pub(super) fn sweep(&self) -> io::Result<()> {
        program::sweep(&self.processes.borrow())
    }

    /// Whether anything can still come from a program. What it wrote last may be in a pipe when it has ended: on a busy
    /// machine the thread that reads the pipe has its turn later.
    fn anybody_runs(&self) -> io::Result<bool> {
        let processes = self.processes.borrow();
        for process in processes.iter() {
            if process.ended()?.is_none() || !process.has_said_all() {
                return Ok(true);
            }
        }
        // Before the first program is started, there is nobody whose end could be noticed.
        Ok(processes.is_empty())
    }

    /// Whether any program has work to do at this moment; never, on a system that does not tell.
    fn anybody_works(&self) -> bool {
        if self.isolated {
            return sys::is_any_other_working().unwrap_or(false);
        }
        self.processes.borrow().iter().any(|process| process.spawned.borrow().is_working().unwrap_or(false))
    }

    /// What all programs that still run have used, on a system that tells.
    fn cpu_time_of_all(&self) -> Option<Duration> {
        if self.isolated {
            return sys::cpu_time_of_others().ok();
        }
        let processes = self.processes.borrow();
        let running = processes.iter().filter(|process| matches!(process.ended(), Ok(None)));
        running.map(|process| process.spawned.borrow().cpu_time().ok()).sum()
    }

    /// What one program has used; where a namespace says who belongs to it, with all that it has started.
    pub(super) fn cpu_time(&self, process: &Process) -> io::Result<Duration> {
        if self.isolated { sys::cpu_time_of_others() } else { process.spawned.borrow().cpu_time() }
    }

    /// Whether one program, or where a namespace says so something that it has started, has work to do at this moment.
    pub(super) fn is_working(&self, process: &Process) -> io::Result<bool> {
        if self.isolated { sys::is_any_other_working() } else { process.spawned.borrow().is_working() }
    }
}
