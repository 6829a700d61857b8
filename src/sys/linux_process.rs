//! Processes, as Linux alone has them.
#![expect(unsafe_code, reason = "unshare, fork, prctl and the processor clocks of others have no safe form in std")]

use std::{
    fs, io,
    mem::MaybeUninit,
    os::fd::{AsRawFd, FromRawFd, OwnedFd},
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Command, ExitStatus},
    sync::OnceLock,
    time::Duration,
};

pub(super) const MAX_RSS_UNIT: u64 = 1024;

pub(super) fn in_own_group(command: &mut Command) {
    command.process_group(0);
    // SAFETY: between fork and exec the child makes one system call, which is async-signal-safe.
    unsafe {
        command.pre_exec(set_parent_death_signal);
    }
}

pub(super) fn set_parent_death_signal() -> io::Result<()> {
    // SAFETY: this option takes a signal number.
    let done = unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Filled in the first process of a namespace that this program made. In there every other process is its own to end;
/// the first process of a container has no such right.
static FIRST: OnceLock<()> = OnceLock::new();

pub(super) fn become_first_process() -> io::Result<()> {
    match fork_first_process()? {
        None => Ok(()),
        Some(first) => end_as(first),
    }
}

/// Forks the first process of a new PID namespace, and returns in both: in there with nothing, out here with its number. The
/// process must have a single thread.
pub(super) fn fork_first_process() -> io::Result<Option<libc::pid_t>> {
    // SAFETY: unshare takes flags only.
    if unsafe { libc::unshare(libc::CLONE_NEWPID) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the process has a single thread, so the child may do whatever the parent could.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        // From outside, the first process sees its parent as process 0; a parent that died in between is not noticed here,
        // but by whoever reads this process's standard input.
        0 => {
            FIRST.get_or_init(|| ());
            set_parent_death_signal()?;
            Ok(None)
        }
        first => Ok(Some(first)),
    }
}

/// Waits for the first process of the namespace, and ends with its code.
fn end_as(first: libc::pid_t) -> ! {
    let mut status = 0;
    // SAFETY: the pointer is valid for writes of an int.
    while unsafe { libc::waitpid(first, &raw mut status, 0) } == -1
        && io::Error::last_os_error().kind() == io::ErrorKind::Interrupted
    {}
    let status = ExitStatus::from_raw(status);
    // As a shell reports it.
    let code = status.code().unwrap_or(128 + status.signal().unwrap_or(0));
    // SAFETY: _exit has no preconditions. What the standard library would flush belongs to the first process.
    unsafe { libc::_exit(code) }
}

pub(super) fn adopt_orphans() -> io::Result<()> {
    // SAFETY: this option takes a truth value.
    let done = unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

pub(super) fn kill_children() -> io::Result<()> {
    if FIRST.get().is_some() {
        // SAFETY: -1 means every process that this one may signal, except itself: those of its namespace (kill(2)).
        unsafe { libc::kill(-1, libc::SIGKILL) };
        return reap_all();
    }
    loop {
        let mut children = Vec::new();
        for thread in fs::read_dir("/proc/self/task")? {
            let list = match fs::read_to_string(thread?.path().join("children")) {
                // The thread has just ended.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                list => list?,
            };
            children.extend(list.split_whitespace().filter_map(|number| number.parse::<libc::pid_t>().ok()));
        }
        if children.is_empty() {
            return Ok(());
        }
        for child in children {
            // SAFETY: both calls take numbers, and a null pointer where nothing is wanted. A child that is ours keeps its
            // number until it is reaped here.
            unsafe {
                libc::kill(child, libc::SIGKILL);
                libc::waitpid(child, std::ptr::null_mut(), 0);
            }
        }
    }
}

/// Reaps the children that have ended.
pub(super) fn reap_ended() {
    // SAFETY: the null pointer says that no status is wanted.
    while unsafe { libc::waitpid(-1, std::ptr::null_mut(), libc::WNOHANG) } > 0 {}
}

/// Waits until the last child has ended.
pub(super) fn reap_all() -> io::Result<()> {
    loop {
        // SAFETY: the null pointer says that no status is wanted.
        if unsafe { libc::waitpid(-1, std::ptr::null_mut(), 0) } == -1 {
            let error = io::Error::last_os_error();
            match error.raw_os_error() {
                Some(libc::ECHILD) => return Ok(()),
                Some(libc::EINTR) => {}
                _ => return Err(error),
            }
        }
    }
}

pub(super) fn cpu_time(process: u32) -> io::Result<Duration> {
    let process = libc::pid_t::try_from(process).map_err(io::Error::other)?;
    let mut clock = 0;
    // SAFETY: the pointer is valid for writes of a clock's number.
    let error = unsafe { libc::clock_getcpuclockid(process, &raw mut clock) };
    if error != 0 {
        return Err(io::Error::from_raw_os_error(error));
    }
    let mut time = MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: the pointer is valid for writes of a timespec.
    if unsafe { libc::clock_gettime(clock, time.as_mut_ptr()) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: all-zero is valid for two integers, and the kernel has filled them.
    let time = unsafe { time.assume_init() };
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Ok(Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0)))
}

/// Whether a thread of the process is running, or would run if a processor were free (`proc_pid_stat(5)`, state R), or
/// waits for a disk (state D).
pub(super) fn is_working(process: u32) -> io::Result<bool> {
    let tasks = format!("/proc/{}/task", number_in_proc(process)?);
    for task in fs::read_dir(tasks)? {
        let stat = match fs::read_to_string(task?.path().join("stat")) {
            // The thread has just ended.
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) || error.kind() == io::ErrorKind::NotFound => {
                continue;
            }
            stat => stat?,
        };
        // The name before the state may hold anything, brackets too.
        if stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with(['R', 'D'])) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The number under which /proc has a process: it was mounted outside of this PID namespace, and counts as that does
/// (`pidfd_open(2)`, `proc_pid_fdinfo(5)`).
fn number_in_proc(process: u32) -> io::Result<u32> {
    let process = libc::pid_t::try_from(process).map_err(io::Error::other)?;
    // SAFETY: the call takes two numbers, and returns a new file or -1.
    let file = unsafe { libc::syscall(libc::SYS_pidfd_open, process, 0) };
    if file < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the file is new, and nobody else's.
    let file = unsafe { OwnedFd::from_raw_fd(i32::try_from(file).map_err(io::Error::other)?) };
    let info = fs::read_to_string(format!("/proc/self/fdinfo/{}", file.as_raw_fd()))?;
    let number = info.lines().find_map(|line| line.strip_prefix("Pid:")?.trim().parse().ok());
    number.ok_or_else(|| io::Error::other("a process that /proc does not know"))
}

pub(super) fn is_any_other_working() -> io::Result<bool> {
    for process in (2..probed()).filter(|&process| cpu_time(process).is_ok()) {
        match is_working(process) {
            Ok(false) => {}
            // It has just ended.
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) || error.kind() == io::ErrorKind::NotFound => {}
            other => return other,
        }
    }
    Ok(false)
}

#[expect(clippy::unnecessary_wraps, reason = "the other systems cannot")]
pub(super) fn peak_memory_of_others() -> io::Result<u64> {
    let there = (2..PROBED).filter(|&process| cpu_time(process).is_ok());
    Ok(there.filter_map(|process| peak_memory(process).ok()).max().unwrap_or(0))
}

/// `VmHWM` (`proc_pid_status(5)`): the most that was resident.
fn peak_memory(process: u32) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", number_in_proc(process)?))?;
    let kilobytes =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    kilobytes.map(|kilobytes: u64| kilobytes * 1024).ok_or_else(|| io::Error::other("a process without memory"))
}

/// The numbers of a PID namespace begin at 1 and are given out one after the other. A check starts a handful of processes;
/// one that starts thousands is not one whose idleness is measured.
const PROBED: u32 = 512;

/// The first number of this PID namespace that nobody has had yet (`proc_sys_kernel(5)`, `ns_last_pid`: it answers for the
/// namespace of who reads it). Where the kernel does not tell, or gave out very many, all that are probed.
fn probed() -> u32 {
    let last = fs::read_to_string("/proc/sys/kernel/ns_last_pid").ok();
    last.and_then(|last| last.trim().parse::<u32>().ok()).map_or(PROBED, |last| PROBED.min(last.saturating_add(1)))
}

#[expect(clippy::unnecessary_wraps, reason = "the other systems cannot")]
pub(super) fn cpu_time_of_others() -> io::Result<Duration> {
    Ok((2..probed()).filter_map(|process| cpu_time(process).ok()).sum())
}
