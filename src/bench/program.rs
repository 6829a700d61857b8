//! A student's program: started, watched, and gone when the check ends.

use std::{
    cell::{Cell, RefCell},
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    rc::Rc,
    time::{Duration, Instant},
};

use super::{
    Difference, Exit, Fault, Stop, Wanted,
    room::Room,
    streams::{Input, Output},
};
use crate::sys::{self, Ended, Spawned};

/// The command that starts a student's program.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Student {
    /// The program and its arguments. No shell reads them.
    pub command: Vec<OsString>,
    /// Where it is started.
    pub folder: PathBuf,
    /// The port that it always uses, if it cannot be told one.
    pub port: Option<u16>,
}

impl Student {
    /// The same command for another working folder: what names a file here is made absolute.
    fn words_from_elsewhere(&self) -> Vec<OsString> {
        let absolute = |(place, word): (usize, &OsString)| {
            let path = self.folder.join(word);
            // The program itself is looked for in PATH if it has no slash in it.
            let named = place > 0 || Path::new(word).components().count() > 1;
            let found = named && path.is_file();
            let whole = if found { path.canonicalize().ok() } else { None };
            whole.map_or_else(|| word.clone(), PathBuf::into_os_string)
        };
        self.command.iter().enumerate().map(absolute).collect()
    }
}

/// How a program is to be started: [`Bench::program`](super::Bench::program) begins one.
#[derive(Debug)]
pub struct Launch {
    room: Rc<Room>,
    command: Command,
    input: bool,
}

impl Launch {
    pub(super) fn new(room: &Rc<Room>, address: &OsStr) -> Launch {
        let student = &room.student;
        let (program, arguments) = student.command.split_first().map_or((None, &[][..]), |(p, a)| (Some(p), a));
        let mut command = Command::new(program.map_or(OsStr::new(""), OsString::as_os_str));
        command.args(arguments).current_dir(&student.folder).env("SOCKLAB_ADDR", address);
        Launch { room: Rc::clone(room), command, input: false }
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Launch {
        self.command.env(name, value);
        self
    }

    /// Gives it standard input to read. Without, its standard input is at its end from the beginning.
    #[must_use]
    pub fn with_input(mut self) -> Launch {
        self.input = true;
        self
    }

    /// Starts it in another folder than the student's: for programs that write files.
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Launch {
        let words = self.room.student.words_from_elsewhere();
        let mut command = Command::new(words.first().map_or(OsStr::new(""), OsString::as_os_str));
        command.args(words.iter().skip(1)).current_dir(folder);
        for (name, value) in self.command.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        self.command = command;
        self
    }

    /// Starts it, and does not wait for anything that it does.
    ///
    /// # Errors
    /// [`Fault::CannotStart`].
    pub fn start(mut self) -> Result<Program, Stop> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.stdin(if self.input { Stdio::piped() } else { Stdio::null() });
        let started = Instant::now();
        let mut spawned = Spawned::start(&mut self.command).map_err(|error| self.not_started(&error))?;
        let child = spawned.child();
        let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(io::Error::other("a child without its pipes").into());
        };
        let input = child.stdin.take().map(Input::feed).transpose()?;
        let process = Rc::new(Process {
            spawned: RefCell::new(spawned),
            out: Output::capture(out)?,
            err: Output::capture(err)?,
            started,
            over: Cell::new(false),
            serves: Cell::new(false),
        });
        self.room.add(&process);
        Ok(Program { process, room: self.room, input, read: Cell::new(0) })
    }
}

impl Launch {
    fn not_started(&self, error: &io::Error) -> Fault {
        let name = self.command.get_program();
        let folder = self.room.student.folder.join(name).is_dir();
        let because = if folder { "it is a folder".to_owned() } else { error.to_string() };
        Fault::CannotStart { because: format!("start {}: {because}", name.to_string_lossy()) }
    }
}

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
    pub(super) fn ended(&self) -> io::Result<Option<Ended>> {
        self.spawned.borrow_mut().try_wait()
    }

    /// Whether both of its streams have been read to their end.
    pub(super) fn is_read(&self) -> bool {
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
        let ended = || self.process.err.captured().ended && self.process.out.captured().ended;
        self.room.wait_looking(|| Ok(spoke() || ended()))?;
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
        const REST: Duration = Duration::from_millis(15);
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

    /// What it has used of the processors so far.
    ///
    /// # Errors
    /// It has ended; the system does not tell.
    pub fn cpu_time(&self) -> Result<Duration, Stop> {
        Ok(self.room.cpu_time(&self.process)?)
    }

    /// Kills it with everything in its process group, and waits until it is gone. The most memory that it held, in bytes.
    ///
    /// # Errors
    /// An obstacle: it cannot be killed.
    pub fn kill(self) -> Result<u64, Stop> {
        self.process.over.set(true);
        self.process.kill()?;
        until_gone(&self.process)
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
    use super::super::Bench;
    use super::*;

    /// A process that outlives the program stands for our own reader when it comes late.
    #[test]
    fn what_a_program_has_written_may_come_long_after_its_end() {
        let command = ["sh", "-c", "(sleep 0.3; echo late) &"].map(OsString::from).to_vec();
        let bench = Bench::new(Student { command, folder: ".".into(), port: None }, 1, false).unwrap();
        let program = bench.program().start().unwrap();
        program.expect_exit(Wanted::Success).unwrap();
        program.expect_output(b"late\n").unwrap();
        program.expect_no_more_output().unwrap();
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
