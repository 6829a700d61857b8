//! The first process of a sandbox: starts the student's program, and reaps.
#![expect(unsafe_code, reason = "waitpid, prctl and keyctl have no safe form in std")]

use std::{
    fs,
    io::{self, Write},
    os::{fd::AsFd, unix::process::ExitStatusExt},
    process::{Command, ExitStatus, Stdio},
};

use socket2::Socket;

use super::{
    Sandbox,
    linux_container::OURS,
    linux_handover::receive,
    linux_sandbox::{Request, Told, tell},
    system::failed,
};

/// The least that a PID namespace can be limited to (`RESERVED_PIDS`, linux/threads.h).
const LEAST_PROCESSES: u64 = 301;

/// Starts the program, and tells how it ended. What is returned is for hakoniwa.
pub(super) fn first_process(sandbox: &Sandbox, request: &Request) -> i32 {
    limit_namespace(sandbox.limits.processes);
    forget_keys();
    match conceal().and_then(|()| forbid_namespaces()).and_then(|()| program(sandbox, request)) {
        Ok(()) => 0,
        Err(error) => {
            // The wrapper reads it; if it cannot be written, hakoniwa's own words have to do.
            let _ = writeln!(io::stderr(), "{error}");
            1
        }
    }
}

/// Lets the student's program not look into this process: its memory, its environment, its files, what it is
/// (`ptrace_may_access`, ptrace(2)). Who wants to look into a process that is not dumpable needs a capability in the user
/// namespace in which that was started by execve, and this was started outside of the sandbox.
fn conceal() -> io::Result<()> {
    // SAFETY: this option takes a number.
    let done = unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0) };
    if done == 0 { Ok(()) } else { Err(failed("hide the first process", &io::Error::last_os_error())) }
}

/// Limits the processes and threads of this PID namespace (`proc_sys_kernel(5)`, `pid_max`; a namespace has its own since
/// Linux 6.14). The limit of the user, `RLIMIT_NPROC`, counts by user namespace since Linux 5.14, and stands alone before 6.14.
fn limit_namespace(processes: u64) {
    // Where the kernel has no such limit of the namespace's own, the setting belongs to the host, and is refused.
    let _ = fs::write("/proc/sys/kernel/pid_max", (processes + OURS).max(LEAST_PROCESSES).to_string());
}

/// Leaves the instructor's session keyring, which may hold tickets and passwords, for an empty one (`session-keyring(7)`).
fn forget_keys() {
    const JOIN_SESSION_KEYRING: libc::c_int = 1; // KEYCTL_JOIN_SESSION_KEYRING (linux/keyctl.h)
    // SAFETY: without a name the call takes no pointer. Where it is refused to this process, or the kernel has no keys, it is
    // so for the program too.
    unsafe { libc::syscall(libc::SYS_keyctl, JOIN_SESSION_KEYRING, std::ptr::null::<libc::c_char>()) };
}

/// Lets nobody in this user namespace make another, and so none of the other kinds either (namespaces(7)): what needs a
/// capability stays out of reach.
fn forbid_namespaces() -> io::Result<()> {
    const SETTING: &str = "/proc/sys/user/max_user_namespaces";
    fs::write(SETTING, "0").map_err(|error| failed(&format!("write 0 to {SETTING}"), &error))
}

/// Runs the program to its end. Whoever has asked for it may have given up, and then nobody is told.
fn program(sandbox: &Sandbox, request: &Request) -> io::Result<()> {
    // The socket to the starter.
    let control = Socket::from(io::stdin().as_fd().try_clone_to_owned()?);
    let (_, files) = receive(&control)?;
    let mut files = files.into_iter().map(Stdio::from);
    let streams = files.next().zip(files.next());
    let (output, errors) = streams.ok_or_else(|| io::Error::other("no streams for the program"))?;
    let (name, arguments) = request.words.split_first().ok_or_else(|| io::Error::other("no program is named"))?;
    let mut command = Command::new(name);
    command.args(arguments).env_clear().envs(&sandbox.environment);
    command.envs(request.environment.iter().map(|(name, value)| (name, value)));
    command.stdin(files.next().unwrap_or_else(Stdio::null)).stdout(output).stderr(errors);
    let started = command.spawn();
    // It holds the program's streams.
    drop(command);
    match started {
        Ok(program) => {
            let _ = tell(&control, &Told::Started);
            let status = reap_until(program.id())?;
            let _ = tell(&control, &Told::Ended(status.into_raw()));
        }
        Err(error) => {
            let _ = tell(&control, &Told::NotStarted(error.raw_os_error().unwrap_or(libc::ENOENT)));
        }
    }
    Ok(())
}

/// Reaps whatever ends in this namespace, until that one ends. The kernel kills the others when this process ends.
fn reap_until(program: u32) -> io::Result<ExitStatus> {
    loop {
        let mut status = 0;
        // SAFETY: the pointer is valid for writes of an int.
        let ended = unsafe { libc::waitpid(-1, &raw mut status, 0) };
        if u32::try_from(ended).is_ok_and(|ended| ended == program) {
            return Ok(ExitStatus::from_raw(status));
        }
        if ended == -1 && io::Error::last_os_error().kind() != io::ErrorKind::Interrupted {
            return Err(failed("wait for the program", &io::Error::last_os_error()));
        }
    }
}
