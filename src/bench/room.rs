//! What a check's programs and peers share: the clock, the trace, and who is still running.

use std::{
    cell::{Cell, RefCell},
    io,
    rc::Rc,
    thread,
    time::{Duration, Instant},
};

use super::{
    Fault, Finding, Stop,
    program::{self, Process, Student},
};
use crate::{sys, trace::Tracer};

/// How long the bench waits for a program that does nothing at all. A program that works, or whose bytes still come, is
/// given [`LONGEST`].
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// The longest single wait.
const LONGEST: Duration = Duration::from_secs(8);

/// The longest that a check may take. What still waits then waits no longer.
const CHECK: Duration = Duration::from_secs(40);

/// When every program has ended, what it sent before has arrived; its end is noticed a moment later than its last byte.
const AFTER_THE_END: Duration = Duration::from_millis(100);

/// One look at the kernel follows another after so long, once the first looks were not enough.
const BETWEEN_LOOKS: Duration = Duration::from_micros(300);

/// How much of standard error goes with a finding.
const SAID: usize = 800;

#[derive(Debug)]
pub(super) struct Room {
    pub(super) student: Student,
    pub(super) tracer: Tracer,
    /// Whether the loopback and the processes are this check's alone.
    pub(super) isolated: bool,
    processes: RefCell<Vec<Rc<Process>>>,
    patience: Cell<Duration>,
    deadline: Instant,
}

impl Room {
    pub(super) fn new(student: Student, tracer: Tracer, isolated: bool) -> Room {
        Room {
            student,
            tracer,
            isolated,
            processes: RefCell::default(),
            patience: Cell::new(PATIENCE),
            deadline: Instant::now() + CHECK,
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
    pub(super) fn wait(
        &self,
        mut pause: impl FnMut(Duration),
        mut seen: impl FnMut() -> io::Result<bool>,
    ) -> Result<bool, Stop> {
        const SLICE: Duration = Duration::from_millis(20);
        /// Less is a program that looks at its clock now and then.
        const WORK: Duration = Duration::from_millis(1);
        let began = Instant::now();
        let (mut active, mut looked, mut cpu) = (began, began, None);
        loop {
            if seen()? {
                return Ok(true);
            }
            let now = Instant::now();
            let patience = if self.anybody_runs()? { self.patience.get() } else { AFTER_THE_END };
            if now.duration_since(active) > patience
                || now.duration_since(began) > LONGEST.max(patience)
                || now > self.deadline
            {
                // Perhaps it came while this thread was not running.
                return Ok(seen()?);
            }
            pause(SLICE.min(patience));
            if looked.elapsed() >= SLICE {
                looked = Instant::now();
                let used = self.cpu_of_all();
                let before = *cpu.get_or_insert(used);
                if used > before + WORK {
                    (active, cpu) = (looked, Some(used));
                }
            }
        }
    }

    /// The same, by looking again and again.
    pub(super) fn wait_looking(&self, seen: impl FnMut() -> io::Result<bool>) -> Result<bool, Stop> {
        let mut looks = 0u32;
        let pause = |_| {
            looks += 1;
            if looks < 20 { thread::yield_now() } else { thread::park_timeout(BETWEEN_LOOKS) }
        };
        self.wait(pause, seen)
    }

    /// What went wrong, seen from its cause: a program that has ended can do nothing right any more.
    pub(super) fn blame(&self, fault: Fault) -> Stop {
        let crash = || {
            let processes = self.processes.borrow();
            let unexpected = processes.iter().filter(|process| !process.over.get());
            let ended = unexpected.filter_map(|process| process.ended().ok().flatten()).next();
            ended.filter(|ended| !ended.status.success()).map(|ended| Fault::Exited { exit: ended.status.into() })
        };
        // The kernel closes the sockets of a process before its parent can see that it has ended.
        let mut found = None;
        let began = Instant::now();
        while found.is_none() && began.elapsed() < AFTER_THE_END {
            found = crash();
            thread::park_timeout(BETWEEN_LOOKS);
        }
        found.unwrap_or(fault).into()
    }

    /// Adds to a finding what the programs have said.
    pub(super) fn explained(&self, stop: Stop) -> Stop {
        let Stop::Fault(finding) = stop else { return stop };
        let said = self.processes.borrow().iter().rev().map(|process| process.err.last_lines(SAID)).find(|s| !s.is_empty());
        Stop::Fault(Box::new(Finding { said: said.unwrap_or_default(), ..*finding }))
    }

    /// Kills everything that was started. Each check ends so, however it ends.
    pub(super) fn sweep(&self) -> io::Result<()> {
        program::sweep(&self.processes.borrow())
    }

    fn anybody_runs(&self) -> io::Result<bool> {
        let processes = self.processes.borrow();
        for process in processes.iter() {
            if process.ended()?.is_none() {
                return Ok(true);
            }
        }
        // Before the first program is started, there is nobody whose end could be noticed.
        Ok(processes.is_empty())
    }

    /// What all programs have used so far; it stays where it is on a system that does not tell.
    fn cpu_of_all(&self) -> Duration {
        if self.isolated {
            return sys::cpu_time_of_others().unwrap_or_default();
        }
        let processes = self.processes.borrow();
        processes.iter().filter_map(|process| process.spawned.borrow().cpu_time().ok()).sum()
    }

    /// What one program has used; where a namespace says who belongs to it, with all that it has started.
    pub(super) fn cpu_time(&self, process: &Process) -> io::Result<Duration> {
        if self.isolated { sys::cpu_time_of_others() } else { process.spawned.borrow().cpu_time() }
    }
}
