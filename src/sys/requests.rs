//! What the system, or whoever sits at the terminal, asks of this process: to end, to be put aside.

use std::io;

use super::system;

/// A signal that asks for something (signal(7)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// `SIGINT`: the key for it was pressed while the terminal makes signals of keys.
    Interrupt,
    /// `SIGTERM` or `SIGHUP`: end.
    End,
    /// `SIGTSTP`: be put aside.
    Stop,
}

/// From now on calls `tell`, on a thread of its own, for every request, and none of them does what it did by default.
/// For the rest of the process's life. On Windows nothing is asked in this way.
///
/// # Errors
/// Those of sigaction(2); no thread.
pub fn on_request(tell: impl Fn(Request) + Send + 'static) -> io::Result<()> {
    system::on_request(tell)
}

/// Puts this process aside, as `SIGTSTP` does by default, and returns when it is continued. On Windows it returns at once.
///
/// # Errors
/// Those of kill(2).
pub fn stop_this_process() -> io::Result<()> {
    system::stop_this_process()
}
