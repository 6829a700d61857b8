//! A fork of this process in namespaces of its own, and beside it who starts its sandboxes.
//!
//! The fork is two processes. The *launcher* moves into the namespaces, forks their *first process*, which does the work,
//! and stays outside with a single thread: so it can fork whenever the first process, which has threads by then, wants a
//! program started. What it forks lands in the first process's PID namespace.
#![expect(unsafe_code, reason = "fork, poll, kill and _exit have no safe form in std")]

use std::{
    fs::File,
    io::{self, PipeReader, PipeWriter, Read, Write},
    os::fd::{AsFd, AsRawFd},
    panic::{self, AssertUnwindSafe},
    time::Instant,
};

use socket2::{Domain, Socket, Type};

use super::{
    Network, Sandbox,
    linux_handover::receive,
    linux_process::{fork_first_process, reap_all, reap_ended, set_parent_death_signal},
    linux_sandbox::{Launcher, become_stream, wrapper},
    sandbox::Work,
    system::{failed, isolate, own_users_and},
};

pub(super) fn fork_apart(
    network: Network,
    sandbox: &Sandbox,
    most: usize,
    deadline: Instant,
    work: Work<'_>,
) -> io::Result<Vec<u8>> {
    reap_ended();
    let (answer, writer) = io::pipe()?;
    let launcher = fork(|| launcher(network, sandbox, writer, work))?;
    let bytes = read_answer(answer, most, deadline);
    if bytes.is_err() {
        // SAFETY: both are numbers, and the child keeps its own until it is reaped. With it goes the first process, and with
        // that everything.
        unsafe { libc::kill(launcher, libc::SIGKILL) };
        reap_all()?;
    }
    // After an answer the kernel takes the namespaces down. Nobody need wait for that.
    bytes
}

/// Forks a process that does this and nothing else. This one must have a single thread, so that the other may do whatever
/// this one could.
fn fork(work: impl FnOnce() -> io::Result<()>) -> io::Result<libc::pid_t> {
    // SAFETY: the process has a single thread.
    match unsafe { libc::fork() } {
        -1 => Err(failed("fork", &io::Error::last_os_error())),
        0 => {
            // Neither an error nor a panic may go on with what the parent is doing.
            let done = panic::catch_unwind(AssertUnwindSafe(work));
            // SAFETY: _exit has no preconditions. What the standard library would flush belongs to the parent.
            unsafe { libc::_exit(i32::from(!matches!(done, Ok(Ok(()))))) }
        }
        child => Ok(child),
    }
}

/// Whatever comes up to the end, which comes when the first process has closed its side: by itself, or by ending.
fn read_answer(mut answer: PipeReader, most: usize, deadline: Instant) -> io::Result<Vec<u8>> {
    let (mut bytes, mut room) = (Vec::new(), [0; 4096]);
    loop {
        wait_readable(&answer, deadline)?;
        match answer.read(&mut room) {
            Ok(0) => return Ok(bytes),
            Ok(count) if bytes.len() + count > most => return Err(io::Error::other("an answer without an end")),
            Ok(count) => bytes.extend_from_slice(&room[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Waits for the answer. [`io::ErrorKind::Interrupted`] if standard input ends instead: then the parent is gone.
fn wait_readable(answer: &PipeReader, deadline: Instant) -> io::Result<()> {
    let watched = |file| libc::pollfd { fd: file, events: libc::POLLIN, revents: 0 };
    let mut files = [watched(answer.as_raw_fd()), watched(libc::STDIN_FILENO)];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let millis = libc::c_int::try_from(left.as_micros().div_ceil(1000)).unwrap_or(libc::c_int::MAX);
        // SAFETY: the pointer is valid for reads and writes of two entries.
        match unsafe { libc::poll(files.as_mut_ptr(), 2, millis) } {
            -1 if io::Error::last_os_error().kind() == io::ErrorKind::Interrupted => {}
            -1 => return Err(io::Error::last_os_error()),
            0 => return Err(io::Error::new(io::ErrorKind::TimedOut, "no answer in time")),
            _ if files[0].revents != 0 => return Ok(()),
            _ => return Err(io::Error::new(io::ErrorKind::Interrupted, "the parent is gone")),
        }
    }
}

// ---- the launcher

fn launcher(network: Network, sandbox: &Sandbox, mut answer: PipeWriter, work: Work<'_>) -> io::Result<()> {
    set_parent_death_signal()?;
    // The parent speaks to a parent of its own by these, and nobody here does.
    let nowhere = File::options().read(true).write(true).open("/dev/null")?;
    become_stream(nowhere.as_fd(), libc::STDIN_FILENO)?;
    become_stream(nowhere.as_fd(), libc::STDOUT_FILENO)?;
    match first_process(network, sandbox) {
        Ok(Side::Inside(launcher)) => answer.write_all(&work(Ok(super::Launcher(launcher)))),
        Ok(Side::Outside(asked)) => {
            drop(answer);
            launch(sandbox, &asked)
        }
        Err(error) => answer.write_all(&work(Err(error))),
    }
}

/// Where a process is after the fork.
enum Side {
    Inside(Launcher),
    Outside(Socket),
}

fn first_process(network: Network, sandbox: &Sandbox) -> io::Result<Side> {
    match network {
        Network::Own => isolate()?,
        Network::Shared => own_users_and(0, "a user namespace")?,
    }
    let (asks, asked) = Socket::pair(Domain::UNIX, Type::SEQPACKET, None)?;
    let first = fork_first_process()?;
    Ok(if first.is_none() { Side::Inside(Launcher::new(asks, sandbox)) } else { Side::Outside(asked) })
}

/// Forks a wrapper for each socket that comes, until the first process is gone.
fn launch(sandbox: &Sandbox, asked: &Socket) -> io::Result<()> {
    while let Some(control) = receive(asked)?.1.pop() {
        // Whoever holds the other end sees this one end.
        let _ = fork(|| wrapper(sandbox, &Socket::from(control)));
    }
    // The first process does not come to its end before all others in its namespace are reaped, and these are no children of
    // its own.
    reap_all()
}
