//! What Linux and macOS do alike.
#![expect(unsafe_code, reason = "poll, ioctl, uname and fork have no safe form in socket2 or std")]

use std::{
    ffi::CStr,
    fs::FileType,
    io::{self, PipeReader, PipeWriter},
    mem::MaybeUninit,
    os::{
        fd::{AsFd, AsRawFd, BorrowedFd},
        unix::fs::FileTypeExt,
    },
    path::{Path, PathBuf},
    time::Duration,
};

use socket2::{SockAddr, Socket};

use super::{Errno, Interest, Readiness};

pub(super) const ERRNOS: &[(i32, Errno)] = &[
    (libc::EACCES, Errno::Access),
    (libc::EADDRINUSE, Errno::AddrInUse),
    (libc::EADDRNOTAVAIL, Errno::AddrNotAvailable),
    (libc::EAFNOSUPPORT, Errno::FamilyNotSupported),
    (libc::EAGAIN, Errno::Again),
    (libc::EALREADY, Errno::Already),
    (libc::ECONNABORTED, Errno::ConnectionAborted),
    (libc::ECONNREFUSED, Errno::ConnectionRefused),
    (libc::ECONNRESET, Errno::ConnectionReset),
    (libc::EDESTADDRREQ, Errno::DestinationRequired),
    (libc::EHOSTUNREACH, Errno::HostUnreachable),
    (libc::EINPROGRESS, Errno::InProgress),
    (libc::EINVAL, Errno::Invalid),
    (libc::EISCONN, Errno::IsConnected),
    (libc::EMSGSIZE, Errno::MessageSize),
    (libc::ENETUNREACH, Errno::NetworkUnreachable),
    (libc::ENOBUFS, Errno::NoBuffers),
    (libc::ENOENT, Errno::NoEntry),
    (libc::ENOPROTOOPT, Errno::NoProtocolOption),
    (libc::ENOTCONN, Errno::NotConnected),
    (libc::EOPNOTSUPP, Errno::NotSupported),
    (libc::EPERM, Errno::NotPermitted),
    (libc::EPIPE, Errno::BrokenPipe),
    (libc::EPROTONOSUPPORT, Errno::ProtocolNotSupported),
    (libc::EPROTOTYPE, Errno::ProtocolType),
    (libc::ESOCKTNOSUPPORT, Errno::TypeNotSupported),
    (libc::ETIMEDOUT, Errno::TimedOut),
];

pub(super) fn release() -> String {
    // SAFETY: uname fills the whole struct; an all-zero struct of C character arrays is valid before that.
    let mut name: libc::utsname = unsafe { std::mem::zeroed() };
    // SAFETY: `name` is valid for writes for the length of the call.
    if unsafe { libc::uname(&raw mut name) } != 0 {
        return String::new();
    }
    // SAFETY: uname ends each field with a NUL.
    unsafe { CStr::from_ptr(name.release.as_ptr()) }.to_string_lossy().into_owned()
}

pub(super) fn poll(socket: &Socket, interest: Interest, timeout: Duration) -> io::Result<Readiness> {
    let events = match interest {
        Interest::Readable => libc::POLLIN,
        Interest::Writable => libc::POLLOUT,
    };
    let seen = poll_fd(socket.as_fd(), events, timeout)?;
    let has = |bit: i16| seen & bit != 0;
    Ok(Readiness {
        readable: has(libc::POLLIN),
        writable: has(libc::POLLOUT),
        error: has(libc::POLLERR),
        hangup: has(libc::POLLHUP),
    })
}

/// What poll(2) says of one descriptor.
fn poll_fd(fd: BorrowedFd<'_>, events: i16, timeout: Duration) -> io::Result<i16> {
    let mut entry = libc::pollfd { fd: fd.as_raw_fd(), events, revents: 0 };
    let millis = i32::try_from(timeout.as_micros().div_ceil(1000)).unwrap_or(i32::MAX);
    // SAFETY: `entry` is one valid pollfd and outlives the call.
    if unsafe { libc::poll(&raw mut entry, 1, millis) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(entry.revents)
}

pub(super) fn pipe_queue(pipe: &PipeReader) -> io::Result<u32> {
    ioctl_count(pipe.as_fd(), libc::FIONREAD)
}

pub(super) fn pipe_is_full(pipe: &PipeWriter) -> io::Result<bool> {
    Ok(poll_fd(pipe.as_fd(), libc::POLLOUT, Duration::ZERO)? & libc::POLLOUT == 0)
}

pub(super) fn receive_queue(socket: &Socket) -> io::Result<u32> {
    ioctl_count(socket.as_fd(), libc::FIONREAD)
}

/// An ioctl that writes one C int: a count of bytes.
pub(super) fn ioctl_count(fd: BorrowedFd<'_>, request: libc::c_ulong) -> io::Result<u32> {
    let mut count: libc::c_int = 0;
    // SAFETY: `request` is one that writes a single C int, and `count` is valid for that write.
    if unsafe { libc::ioctl(fd.as_raw_fd(), request as _, &raw mut count) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(u32::try_from(count).unwrap_or(0))
}

pub(super) fn receive_all(socket: &Socket, buffer: &mut [MaybeUninit<u8>]) -> io::Result<usize> {
    socket.recv_with_flags(buffer, libc::MSG_WAITALL)
}

pub(super) fn set_tcp_mss(socket: &Socket, bytes: u32) -> io::Result<()> {
    socket.set_tcp_mss(bytes)
}

pub(super) fn set_reuse_port(socket: &Socket, on: bool) -> io::Result<()> {
    socket.set_reuse_port(on)
}

/// The child ends itself after so many seconds, should the parent die before it has killed it.
const HOLDER_LIVES: libc::c_uint = 30;

/// The most files that a child closes: far more than socklab opens.
const MAX_FILES: libc::c_int = 65_536;

pub(super) fn hold_in_child(socket: &Socket) -> io::Result<libc::pid_t> {
    let held = socket.as_raw_fd();
    // SAFETY: sysconf has no preconditions.
    let limit = unsafe { libc::sysconf(libc::_SC_OPEN_MAX) };
    let limit = libc::c_int::try_from(limit).map_or(MAX_FILES, |limit| limit.clamp(0, MAX_FILES));
    // SAFETY: the child of a process with threads may make only async-signal-safe calls (fork(2)): it makes close, alarm
    // and pause, which are, allocates nothing and never returns.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => {
            // Another socket of the parent, held here too, would outlive its close there.
            for file in (0..limit).filter(|&file| file != held) {
                // SAFETY: closing a number that is no open file is an error and nothing else. The child uses none.
                unsafe { libc::close(file) };
            }
            // SAFETY: alarm has no preconditions; its signal ends the child.
            unsafe { libc::alarm(HOLDER_LIVES) };
            loop {
                // SAFETY: pause has no preconditions.
                unsafe { libc::pause() };
            }
        }
        child => Ok(child),
    }
}

pub(super) fn kill_child(process: libc::pid_t) -> io::Result<()> {
    // SAFETY: kill takes numbers only. Until waitpid below, the number belongs to this child and to nobody else.
    if unsafe { libc::kill(process, libc::SIGKILL) } != 0 {
        return Err(io::Error::last_os_error());
    }
    let mut status = 0;
    loop {
        // SAFETY: `status` is valid for the write of one C int.
        if unsafe { libc::waitpid(process, &raw mut status, 0) } == process {
            break;
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    if libc::WIFSIGNALED(status) && libc::WTERMSIG(status) == libc::SIGKILL {
        Ok(())
    } else {
        Err(io::Error::other(format!("the child ended with status {status:#x}, not by SIGKILL")))
    }
}

pub(super) fn make_link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

pub(super) fn is_fifo(kind: FileType) -> bool {
    kind.is_fifo()
}

pub(super) fn unix_path(address: &SockAddr) -> Option<PathBuf> {
    address.as_pathname().map(Path::to_owned)
}

pub(super) fn abstract_name(address: &SockAddr) -> Option<Vec<u8>> {
    address.as_abstract_namespace().map(<[u8]>::to_vec)
}
