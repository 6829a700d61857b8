//! Processes, as Linux and macOS have them.
#![expect(unsafe_code, reason = "killpg and wait4 have no safe form in std")]

use std::{
    io,
    mem::MaybeUninit,
    os::unix::process::ExitStatusExt,
    process::{Child, ExitStatus},
};

use super::{Ended, process::GroupSignal};

pub(super) fn signal_group(child: &mut Child, signal: GroupSignal) -> io::Result<()> {
    signal_group_of(process_number(child), signal)
}

/// The group keeps its number as long as its head is not reaped or has members.
pub(super) fn signal_group_of(group: libc::pid_t, signal: GroupSignal) -> io::Result<()> {
    let signal = match signal {
        GroupSignal::Kill => libc::SIGKILL,
        GroupSignal::Hold => libc::SIGSTOP,
        GroupSignal::Release => libc::SIGCONT,
    };
    // SAFETY: killpg takes two numbers.
    if unsafe { libc::killpg(group, signal) } == 0 {
        return Ok(());
    }
    let error = io::Error::last_os_error();
    if error.raw_os_error() == Some(libc::ESRCH) { Ok(()) } else { Err(error) }
}

pub(super) fn reap(child: &mut Child) -> io::Result<Option<Ended>> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    loop {
        // SAFETY: both pointers are valid for writes of their types.
        match unsafe { libc::wait4(process_number(child), &raw mut status, libc::WNOHANG, usage.as_mut_ptr()) } {
            0 => return Ok(None),
            -1 => {
                let error = io::Error::last_os_error();
                if error.kind() != io::ErrorKind::Interrupted {
                    return Err(error);
                }
            }
            _ => break,
        }
    }
    // SAFETY: all-zero is valid for a struct of integers, and the kernel has filled it.
    let usage = unsafe { usage.assume_init() };
    let peak = u64::try_from(usage.ru_maxrss).unwrap_or(0);
    Ok(Some(Ended { status: ExitStatus::from_raw(status), peak_memory: peak * MAX_RSS_UNIT }))
}

/// getrusage(2): kilobytes on Linux, bytes on macOS.
const MAX_RSS_UNIT: u64 = super::system::MAX_RSS_UNIT;

pub(super) fn process_number(child: &Child) -> libc::pid_t {
    libc::pid_t::try_from(child.id()).expect("a process number of this system")
}

pub(super) fn signal(status: ExitStatus) -> Option<i32> {
    status.signal()
}
