//! A student's program that was started: watched, and gone when the check ends.

use std::{
    cell::{Cell, RefCell},
    io,
    rc::Rc,
    time::{Duration, Instant},
};

use super::{
    Difference, Exit, Fault, Stop, Wanted,
    room::Room,
    streams::{Input, Output},
};
use crate::sys::{self, Ended, Spawned};

/// One process under test, with what it has written.
#[derive(Debug)]
pub(super) struct Process {
    pub(super) spawned: RefCell<Spawned>,
    pub(super) out: Output,
    pub(super) err: Output,
    started: Instant,
    /// Whether the check has seen it end, or ended it: then its end explains nothing.
    pub(super) over: Cell<bool>,
    /// Whether it is a server, which has no end of its own.
    pub(super) serves: Cell<bool>,
}

impl Process {
    pub(super) fn new(spawned: Spawned, out: Output, err: Output, started: Instant) -> Process {
        let (spawned, over, serves) = (RefCell::new(spawned), Cell::new(false), Cell::new(false));
        Process { spawned, out, err, started, over, serves }
    }

    pub(super) fn ended(&self) -> io::Result<Option<Ended>> {
        self.spawned.borrow_mut().try_wait()
    }

    /// Whether nothing more can come on standard output and standard error.
    pub(super) fn has_said_all(&self) -> bool {
        self.out.captured().ended && self.err.captured().ended
    }

    pub(super) fn kill(&self) -> io::Result<()> {
        self.spawned.borrow_mut().kill()
    }
}

/// A program that was started. It is killed, with everything that it has started, when the check ends.
#[derive(Debug)]
pub struct Program {
    process: Rc<Process>,
    room: Rc<Room>,
    input: Option<Input>,
    /// How much of its standard output has been expected so far.
    read: Cell<usize>,
}

impl Program {
    pub(super) fn new(process: Process, room: Rc<Room>, input: Option<Input>) -> Program {
        let process = Rc::new(process);
        room.add(&process);
        Program { process, room, input, read: Cell::new(0) }
    }

    /// From here on its end is a fault, whatever its exit code.
    pub(super) fn serve(self) -> Program {
        self.process.serves.set(true);
        self
    }

    /// Writes to its standard input. Never blocks: what it does not take waits.
    pub fn write(&self, bytes: &[u8]) {
        if let Some(input) = &self.input {
            input.write(bytes);
        }
    }

    /// Ends its standard input, after what was written before.
    pub fn end_input(&mut self) {
        self.input = None;
    }

    /// Demands that its standard output goes on with these bytes.
    ///
    /// # Errors
    /// [`Fault::WrongOutput`] as soon as other bytes come, [`Fault::MissingOutput`] if they do not all come.
    pub fn expect_output(&self, expected: &[u8]) -> Result<(), Stop> {
        let from = self.read.get();
        let so_far = || {
            let captured = self.process.out.captured();
            let new = &captured.bytes[from..];
            (new[..new.len().min(expected.len())].to_vec(), captured.total, captured.ended)
        };
        loop {
            let (came, total, ended) = so_far();
            if !expected.starts_with(&came) {
                return Err(Fault::WrongOutput(Difference::between(expected, &came)).into());
            }
            if came.len() == expected.len() {
                self.read.set(from + came.len());
                return Ok(());
            }
            let more = || {
                let captured = self.process.out.captured();
                Ok(captured.total > total || captured.ended)
            };
            if ended || !self.room.wait(|time| self.process.out.wait_changed(total, time), more)? {
                return Err(Fault::MissingOutput(Difference::between(expected, &came)).into());
            }
        }
    }

    /// Demands that it has written nothing but what was expected. To be called when it has ended.
    ///
    /// # Errors
    /// [`Fault::ExtraOutput`].
    pub fn expect_no_more_output(&self) -> Result<(), Stop> {
        let output = &self.process.out;
        // A grandchild may hold the pipe open; what the program itself wrote is there when it has ended.
        self.room.wait(|time| output.wait_for_more(time), || Ok(output.captured().ended))?;
        let captured = output.captured();
        let extra = &captured.bytes[self.read.get()..];
        if extra.is_empty() { Ok(()) } else { Err(Fault::ExtraOutput(Difference::between(b"", extra)).into()) }
    }

    /// What it has written to standard output so far, from where the expectations have come to.
    #[must_use]
    pub fn output(&self) -> Vec<u8> {
        self.process.out.captured().bytes[self.read.get()..].to_vec()
    }

    /// What it has written to standard error so far.
    #[must_use]
    pub fn errors(&self) -> Vec<u8> {
        self.process.err.captured().bytes.clone()
    }

    /// Waits until `seen` says yes of its standard output so far (all of it).
    ///
    /// # Errors
    /// An obstacle alone; `false` if it never came.
    pub fn wait_output(&self, seen: impl Fn(&[u8]) -> bool) -> Result<bool, Stop> {
        let output = &self.process.out;
        self.room.wait(|time| output.wait_for_more(time), || Ok(seen(&output.captured().bytes)))
    }

    /// Waits until it ends.
    ///
    /// # Errors
    /// [`Fault::StillRunning`].
    pub fn wait_exit(&self) -> Result<Exit, Stop> {
        let began = Instant::now();
        if self.room.wait_looking(|| Ok(self.process.ended()?.is_some()))?
            && let Some(ended) = self.process.ended()?
        {
            self.process.over.set(true);
            return Ok(ended.status.into());
        }
        Err(Fault::StillRunning { waited: began.elapsed() }.into())
    }

    /// Demands that it ends, in this way.
    ///
    /// # Errors
    /// [`Fault::StillRunning`], [`Fault::WrongExit`].
    pub fn expect_exit(&self, wanted: Wanted) -> Result<(), Stop> {
        let exit = self.wait_exit()?;
        let right = match wanted {
            Wanted::Success => exit == Exit::Code(0),
            Wanted::Failure => matches!(exit, Exit::Code(code) if code != 0),
        };
        if right { Ok(()) } else { Err(Fault::WrongExit { wanted, exit }.into()) }
    }

    /// Demands that it has said something, on standard error or standard output. To be called when it has ended.
    ///
    /// # Errors
    /// [`Fault::Silent`].
    pub fn expect_message(&self) -> Result<(), Stop> {
        let said = |output: &Output| output.captured().total > 0;
        let spoke = || said(&self.process.err) || said(&self.process.out);
        self.room.wait_looking(|| Ok(spoke() || self.process.has_said_all()))?;
        if spoke() { Ok(()) } else { Err(Fault::Silent.into()) }
    }

    /// Demands that it still runs.
    ///
    /// # Errors
    /// [`Fault::Exited`].
    pub fn expect_running(&self) -> Result<(), Stop> {
        match self.process.ended()? {
            None => Ok(()),
            Some(ended) => Err(Fault::Exited { exit: ended.status.into() }.into()),
        }
    }

    /// Demands that it uses no processor time while it has nothing to do: looks until it has been idle for a while.
    ///
    /// # Errors
    /// [`Fault::Busy`]: it went on working. [`Fault::Exited`].
    pub fn expect_idle(&self) -> Result<(), Stop> {
        /// It has come to rest when it used nothing for so long.
        const REST: Duration = Duration::from_millis(10);
        /// What a program may use to tidy up after a client.
        const ENOUGH: Duration = Duration::from_millis(250);
        let (began, first) = (Instant::now(), self.room.cpu_time(&self.process)?);
        let (mut last, mut since) = (first, Instant::now());
        let mut cpu = first;
        let rested = self.room.wait_looking(|| {
            cpu = self.room.cpu_time(&self.process)?;
            // On a busy machine a program that never rests may get no processor for a while: it is working all the same.
            if cpu != last || self.room.is_working(&self.process)? {
                (last, since) = (cpu, Instant::now());
            }
            Ok(since.elapsed() >= REST || cpu.saturating_sub(first) > ENOUGH)
        })?;
        self.expect_running()?;
        if rested && cpu.saturating_sub(first) <= ENOUGH {
            return Ok(());
        }
        Err(Fault::Busy { cpu: cpu.saturating_sub(first), wall: began.elapsed() }.into())
    }

    /// Waits until it has taken what was written to it and does nothing for a moment; a second at most, for it may never
    /// rest. This demands nothing: it is for what a program does that nobody else can see, such as reading half a line.
    ///
    /// # Errors
    /// An obstacle: the system does not tell what a program does.
    pub fn settle(&self) -> Result<(), Stop> {
        const REST: Duration = Duration::from_millis(30);
        const MOST: Duration = Duration::from_secs(1);
        let began = Instant::now();
        let (mut last, mut since) = (None, began);
        self.room.wait_looking(|| {
            if began.elapsed() > MOST || self.process.ended()?.is_some() {
                return Ok(true);
            }
            let cpu = self.room.cpu_time(&self.process)?;
            let fed = self.input.as_ref().is_none_or(Input::is_fed);
            if !fed || last.replace(cpu) != Some(cpu) || self.room.is_working(&self.process)? {
                since = Instant::now();
            }
            Ok(since.elapsed() >= REST)
        })?;
        Ok(())
    }

    /// Demands that it sleeps for most of the time while it has to wait. It may look again now and then, as a program does
    /// that rests between two tries; [`expect_idle`](Self::expect_idle) does not allow even that.
    ///
    /// # Errors
    /// [`Fault::Busy`]: it works for more than a fifth of the time. [`Fault::Exited`].
    pub fn expect_rest(&self) -> Result<(), Stop> {
        /// It rests when it was seen asleep for so long, all naps together,
        const REST: Duration = Duration::from_millis(30);
        /// and for so many times as long as it has worked.
        const NAPS: u32 = 4;
        /// What a program may use before it comes to rest.
        const ENOUGH: Duration = Duration::from_millis(250);
        let (began, first) = (Instant::now(), self.room.cpu_time(&self.process)?);
        let (mut looked, mut asleep, mut cpu) = (began, Duration::ZERO, Duration::ZERO);
        let mut worked = true;
        let rested = self.room.wait_looking(|| {
            // Who waits for a processor on a busy machine is at work: a program that never rests is never seen asleep.
            let works = self.room.is_working(&self.process)?;
            if !works && !worked {
                asleep += looked.elapsed();
            }
            (looked, worked) = (Instant::now(), works);
            cpu = self.room.cpu_time(&self.process)?.saturating_sub(first);
            Ok(cpu > ENOUGH || (asleep >= REST && asleep >= cpu * NAPS))
        })?;
        self.expect_running()?;
        if rested && cpu <= ENOUGH { Ok(()) } else { Err(Fault::Busy { cpu, wall: began.elapsed() }.into()) }
    }

    /// Plays this while the program, with everything in its process group, is held and does nothing: what happens to it
    /// meanwhile, it finds all at once (`SIGSTOP`, signal(7)).
    ///
    /// # Errors
    /// What `play` stops with; an obstacle: the system has no such signal.
    pub fn paused<T>(&self, play: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
        self.process.spawned.borrow_mut().hold()?;
        let played = play();
        self.process.spawned.borrow_mut().release()?;
        played
    }

    /// Kills it with everything in its process group, and waits until it is gone. The most memory that it held, in bytes.
    ///
    /// # Errors
    /// An obstacle: it cannot be killed.
    pub fn kill(self) -> Result<u64, Stop> {
        self.process.over.set(true);
        // Of what ran in a sandbox, killed with all that is around it, the kernel tells nothing to this process.
        let seen = if self.room.sandbox.is_some() { sys::peak_memory_of_others()? } else { 0 };
        self.process.kill()?;
        Ok(until_gone(&self.process)?.max(seen))
    }

    /// Kills it, and demands that it never held more memory than this, in bytes.
    ///
    /// # Errors
    /// [`Fault::TooMuchMemory`].
    pub fn expect_peak_memory_below(self, limit: u64) -> Result<(), Stop> {
        let peak = self.kill()?;
        if peak < limit { Ok(()) } else { Err(Fault::TooMuchMemory { limit, peak }.into()) }
    }

    /// How it ended, if it has ended.
    ///
    /// # Errors
    /// Those of wait4(2).
    pub fn ended(&self) -> io::Result<Option<Exit>> {
        Ok(self.process.ended()?.map(|ended| ended.status.into()))
    }

    /// Since it was started.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.process.started.elapsed()
    }
}

fn until_gone(process: &Process) -> Result<u64, Stop> {
    let mut peak = 0;
    crate::trace::wait::until("a killed program ends", || {
        let ended = process.ended()?;
        peak = ended.map_or(0, |ended| ended.peak_memory);
        Ok(ended.is_some())
    })?;
    Ok(peak)
}

/// Kills what a check has started and left running; everything, where the kernel tells who is whose.
pub(super) fn sweep(processes: &[Rc<Process>]) -> io::Result<()> {
    for process in processes {
        if process.ended()?.is_none() {
            process.kill()?;
            until_gone(process).map_err(|_| io::Error::other("a killed program does not end"))?;
        }
    }
    match sys::kill_children() {
        // Then what is left of the groups is all that can be found.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            processes.iter().try_for_each(|process| process.kill())
        }
        done => done,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsString;

    use crate::bench::{Bench, Stop, Student, Wanted};

    #[test]
    fn what_comes_after_the_end_of_a_program_is_waited_for() {
        let script = "(sleep 0.4; echo late >&2) & exit 1";
        let command = ["sh", "-c", script].map(Into::into).to_vec();
        let student = Student { command, folder: ".".into(), port: None };
        let bench = Bench::new(student, 1, false).unwrap();
        let program = bench.program().start().unwrap();
        program.wait_exit().unwrap();
        assert_eq!(program.expect_message(), Ok(()));
    }

    #[test]
    fn what_an_earlier_program_said_is_no_part_of_a_later_ones_fault() {
        let command = ["sh", "-c", "printf %s \"$WORDS\" >&2; exit 3"].map(OsString::from).to_vec();
        let bench = Bench::new(Student { command, folder: ".".into(), port: None }, 1, false).unwrap();
        let said = |words: &str| {
            let program = bench.program().env("WORDS", words).start().unwrap();
            let stop = program.expect_exit(Wanted::Success).unwrap_err();
            match bench.room.explained(stop) {
                Stop::Fault(finding) => finding.said,
                Stop::Obstacle(obstacle) => panic!("{obstacle}"),
            }
        };
        assert_eq!(said("what went wrong"), b"what went wrong");
        assert_eq!(said(""), b"");
    }
}
