//! macOS. It compiles; socklab has not been run on it, and every row of its claims is cited.
#![expect(unsafe_code, reason = "SO_NWRITE, sysctl and geteuid have no safe form in socket2 or std")]

use std::{io, os::fd::AsRawFd, os::unix::process::CommandExt, process::Command};

use socket2::Socket;

use super::{Os, Privilege, unsupported};
pub(super) use super::{linux_only::*, unix::*, unix_process::*, unix_requests::*};

pub(super) const HERE: Os = Os::MacOs;

/// getrusage(2) counts in bytes here.
pub(super) const MAX_RSS_UNIT: u64 = 1;

pub(super) fn in_own_group(command: &mut Command) {
    command.process_group(0);
}

pub(super) fn send_queue(socket: &Socket) -> io::Result<u32> {
    let mut count: libc::c_int = 0;
    let mut length = libc::socklen_t::try_from(size_of::<libc::c_int>()).expect("a small integer");
    // SAFETY: SO_NWRITE writes one C int (xnu bsd/sys/socket.h), and `count` is valid for that write.
    let failed = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_NWRITE,
            (&raw mut count).cast(),
            &raw mut length,
        )
    };
    if failed != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(u32::try_from(count).unwrap_or(0))
}

pub(super) fn ephemeral_ports() -> io::Result<(u16, u16)> {
    Ok((port_setting(c"net.inet.ip.portrange.first")?, port_setting(c"net.inet.ip.portrange.last")?))
}

fn port_setting(name: &std::ffi::CStr) -> io::Result<u16> {
    let mut value: libc::c_int = 0;
    let mut length = size_of::<libc::c_int>();
    // SAFETY: `name` ends with a NUL; the setting is one C int, and `value` is valid for that write.
    let failed =
        unsafe { libc::sysctlbyname(name.as_ptr(), (&raw mut value).cast(), &raw mut length, std::ptr::null_mut(), 0) };
    if failed != 0 {
        return Err(io::Error::last_os_error());
    }
    u16::try_from(value).map_err(io::Error::other)
}

pub(super) fn give_up(privilege: Privilege) -> io::Result<()> {
    // SAFETY: geteuid has no preconditions and cannot fail.
    if unsafe { libc::geteuid() } == 0 { unsupported(privilege.name()) } else { Ok(()) }
}
