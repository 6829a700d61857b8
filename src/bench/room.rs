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

/// How long the bench waits for a program that does nothing at all: longer than every timer that a contract asks for. A
/// program that works, however slowly, is given [`LONGEST`].
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// The longest single wait.
const LONGEST: Duration = Duration::from_secs(6);

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
        let began = Instant::now();
        let (mut active, mut looked) = (began, began);
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
                if self.anybody_works() {
                    active = looked;
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
        found.unwrap_or(fault).into()
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

    /// Whether any program runs, or what one has written is still on its way to us: on a busy machine the thread that reads
    /// its pipe may come late, and that is no fault of the program's.
    fn anybody_runs(&self) -> io::Result<bool> {
        let processes = self.processes.borrow();
        for process in processes.iter() {
            if process.ended()?.is_none() || !process.is_read() {
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

    /// What one program has used; where a namespace says who belongs to it, with all that it has started.
    pub(super) fn cpu_time(&self, process: &Process) -> io::Result<Duration> {
        if self.isolated { sys::cpu_time_of_others() } else { process.spawned.borrow().cpu_time() }
    }

    /// Whether one program, or where a namespace says so something that it has started, has work to do at this moment.
    pub(super) fn is_working(&self, process: &Process) -> io::Result<bool> {
        if self.isolated { sys::is_any_other_working() } else { process.spawned.borrow().is_working() }
    }
}
