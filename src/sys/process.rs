//! Processes that this one starts and ends.

use std::{
    io,
    process::{Child, Command, ExitStatus},
};

use super::system;

/// A child process, at the head of a process group of its own.
#[derive(Debug)]
pub struct Spawned {
    child: Child,
}

/// How a child process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its exit status, or the signal that ended it.
    pub status: ExitStatus,
}

impl Spawned {
    /// Starts the program.
    ///
    /// # Errors
    /// Those of fork(2) and execve(2): no such file, not executable.
    pub fn start(command: &mut Command) -> io::Result<Spawned> {
        system::in_own_group(command);
        Ok(Spawned { child: command.spawn()? })
    }

    /// How it ended, if it has ended (waitpid(2)).
    ///
    /// # Errors
    /// Those of waitpid(2).
    pub fn try_wait(&mut self) -> io::Result<Option<Ended>> {
        Ok(self.child.try_wait()?.map(|status| Ended { status }))
    }

    /// Kills the whole group with `SIGKILL`, which no program can catch (killpg(3)). On Windows the process alone.
    ///
    /// # Errors
    /// Those of the call. A group that is gone already is no error.
    pub fn kill(&mut self) -> io::Result<()> {
        system::kill_group(&mut self.child)
    }
}
