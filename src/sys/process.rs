//! Processes that this one starts, measures and ends.

use std::{
    io,
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use super::{
    Streams,
    system::{self, Sandboxed},
};

/// A child process, at the head of a process group of its own.
///
/// On Linux the kernel kills it when the thread that started it ends (prctl(2), `PR_SET_PDEATHSIG`), so that it does not
/// outlive a parent that was killed itself. Dropping it leaves it alone: whoever started it ends it.
#[derive(Debug)]
pub struct Spawned {
    process: Process,
    ended: Option<Ended>,
}

#[derive(Debug)]
enum Process {
    /// A child of this process.
    Child(Child),
    /// One in a sandbox, which tells of its end by a socket.
    Sandboxed(Sandboxed),
}

/// How a child process ended, and what it had used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its exit status, or the signal that ended it.
    pub status: ExitStatus,
    /// The most memory that it held at a time, in bytes: what was resident (getrusage(2), `ru_maxrss`). 0 of a program in a
    /// sandbox, and on Windows.
    pub peak_memory: u64,
}

/// What a whole process group can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupSignal {
    Kill,
    Hold,
    Release,
}

impl Spawned {
    /// Starts the program.
    ///
    /// # Errors
    /// Those of fork(2) and execve(2): no such file, not executable.
    pub fn start(command: &mut Command) -> io::Result<Spawned> {
        system::in_own_group(command);
        Ok(Spawned { process: Process::Child(command.spawn()?), ended: None })
    }

    /// Starts the program with these streams.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn start_with(command: &mut Command, streams: Streams) -> io::Result<Spawned> {
        command.stdin(streams.input.map_or_else(Stdio::null, Stdio::from));
        command.stdout(streams.output).stderr(streams.errors);
        let spawned = Spawned::start(command);
        // The command holds our copies of what the program has: with them, the end of a stream would never come.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        spawned
    }

    pub(super) fn in_sandbox(process: Sandboxed) -> Spawned {
        Spawned { process: Process::Sandboxed(process), ended: None }
    }

    /// The number of its process group, which is that of its first process: in a sandbox the one that made the sandbox.
    #[must_use]
    pub fn id(&self) -> u32 {
        match &self.process {
            Process::Child(child) => child.id(),
            Process::Sandboxed(process) => process.group(),
        }
    }

    /// How it ended, if it has ended (wait4(2)).
    ///
    /// # Errors
    /// Those of wait4(2).
    pub fn try_wait(&mut self) -> io::Result<Option<Ended>> {
        if self.ended.is_none() {
            self.ended = match &mut self.process {
                Process::Child(child) => system::reap(child)?,
                Process::Sandboxed(process) => process.ended()?.map(|status| Ended { status, peak_memory: 0 }),
            };
        }
        Ok(self.ended)
    }

    /// Kills the whole group with `SIGKILL`, which no program can catch (killpg(3)). On Windows the process alone.
    ///
    /// # Errors
    /// Those of the call. A group that is gone already is no error.
    pub fn kill(&mut self) -> io::Result<()> {
        self.signal(GroupSignal::Kill)
    }

    /// Holds the whole group: no thread of it runs until it is [released](Self::release) (`SIGSTOP`, signal(7)).
    ///
    /// # Errors
    /// Those of killpg(3), but a group that is gone is no error; unsupported on Windows.
    pub fn hold(&mut self) -> io::Result<()> {
        self.signal(GroupSignal::Hold)
    }

    /// Lets the group go on (`SIGCONT`, signal(7)).
    ///
    /// # Errors
    /// As [`hold`](Self::hold).
    pub fn release(&mut self) -> io::Result<()> {
        self.signal(GroupSignal::Release)
    }

    fn signal(&mut self, signal: GroupSignal) -> io::Result<()> {
        match &mut self.process {
            Process::Child(child) => system::signal_group(child, signal),
            Process::Sandboxed(process) => process.signal(signal),
        }
    }

    /// Whether one of its threads is running, or waits for nothing but a processor (`proc_pid_stat(5)`).
    ///
    /// # Errors
    /// The process is gone; unsupported on macOS and Windows.
    pub fn is_working(&self) -> io::Result<bool> {
        system::is_working(self.id())
    }

    /// What its threads have used of the processors so far, the kernel's part included (`clock_getcpuclockid(3)`).
    ///
    /// # Errors
    /// The process is gone; unsupported on macOS and Windows.
    pub fn cpu_time(&self) -> io::Result<Duration> {
        system::cpu_time(self.id())
    }
}

/// Moves into a new PID namespace as its first process; returns in there. The calling process stays outside, waits,
/// and ends as the first process ends. When the first process ends, the kernel kills every other in there, whatever it has
/// become (`pid_namespaces(7)`). Call it right after [`isolate`](super::isolate), with a single thread.
///
/// # Errors
/// The host refuses the namespace; unsupported on macOS and Windows.
pub fn become_first_process() -> io::Result<()> {
    system::become_first_process()
}

/// From now on, orphaned grandchildren become this process's children (prctl(2), `PR_SET_CHILD_SUBREAPER`).
///
/// # Errors
/// Those of prctl(2); unsupported on macOS and Windows.
pub fn adopt_orphans() -> io::Result<()> {
    system::adopt_orphans()
}

/// Kills and reaps every child of this process, and their children as they become ours, until there are none.
///
/// # Errors
/// The list of children cannot be read (`proc_pid_task(5)`); unsupported on macOS and Windows.
pub fn kill_children() -> io::Result<()> {
    system::kill_children()
}

/// What all other processes of this PID namespace have used of the processors so far. For a namespace that was made by
/// [`become_first_process`].
///
/// # Errors
/// Unsupported on macOS and Windows.
pub fn cpu_time_of_others() -> io::Result<Duration> {
    system::cpu_time_of_others()
}

/// The most memory that any one of the other processes of this PID namespace has held, of those that are still there, in
/// bytes. For a namespace that was made by [`become_first_process`].
///
/// # Errors
/// Unsupported on macOS and Windows.
pub fn peak_memory_of_others() -> io::Result<u64> {
    system::peak_memory_of_others()
}

/// The number of the signal that ended a process; `None` if it ended by itself, and on Windows.
#[must_use]
pub fn signal(status: ExitStatus) -> Option<i32> {
    system::signal(status)
}

/// Whether a thread of any other process of this PID namespace is running, or waits for nothing but a processor. For a
/// namespace that was made by [`become_first_process`].
///
/// # Errors
/// Unsupported on macOS and Windows.
pub fn is_any_other_working() -> io::Result<bool> {
    system::is_any_other_working()
}
