//! Windows. It compiles; socklab has not been run on it, and every row of its claims is cited.
#![expect(unsafe_code, reason = "WSAPoll and FIONREAD have no safe form in socket2 or std")]

use std::{
    fs::FileType,
    io::{self, PipeReader, PipeWriter},
    mem::MaybeUninit,
    os::windows::io::AsRawSocket,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    time::Duration,
};

use socket2::{SockAddr, Socket};
use windows_sys::Win32::Networking::WinSock as ws;

pub(super) use super::linux_only::*;
use super::{Ended, Errno, Interest, Os, Privilege, Readiness, Request, process::GroupSignal, unsupported};

pub(super) const HERE: Os = Os::Windows;

pub(super) const ERRNOS: &[(i32, Errno)] = &[
    (ws::WSAEACCES, Errno::Access),
    (ws::WSAEADDRINUSE, Errno::AddrInUse),
    (ws::WSAEADDRNOTAVAIL, Errno::AddrNotAvailable),
    (ws::WSAEAFNOSUPPORT, Errno::FamilyNotSupported),
    (ws::WSAEWOULDBLOCK, Errno::Again),
    (ws::WSAEALREADY, Errno::Already),
    (ws::WSAECONNABORTED, Errno::ConnectionAborted),
    (ws::WSAECONNREFUSED, Errno::ConnectionRefused),
    (ws::WSAECONNRESET, Errno::ConnectionReset),
    (ws::WSAEDESTADDRREQ, Errno::DestinationRequired),
    (ws::WSAEHOSTUNREACH, Errno::HostUnreachable),
    (ws::WSAEINPROGRESS, Errno::InProgress),
    (ws::WSAEINVAL, Errno::Invalid),
    (ws::WSAEISCONN, Errno::IsConnected),
    (ws::WSAEMSGSIZE, Errno::MessageSize),
    (ws::WSAENETUNREACH, Errno::NetworkUnreachable),
    (ws::WSAENOBUFS, Errno::NoBuffers),
    (2, Errno::NoEntry), // ERROR_FILE_NOT_FOUND
    (ws::WSAENOPROTOOPT, Errno::NoProtocolOption),
    (ws::WSAENOTCONN, Errno::NotConnected),
    (ws::WSAEOPNOTSUPP, Errno::NotSupported),
    (5, Errno::NotPermitted), // ERROR_ACCESS_DENIED
    (ws::WSAESHUTDOWN, Errno::BrokenPipe),
    (ws::WSAEPROTONOSUPPORT, Errno::ProtocolNotSupported),
    (ws::WSAEPROTOTYPE, Errno::ProtocolType),
    (ws::WSAESOCKTNOSUPPORT, Errno::TypeNotSupported),
    (ws::WSAETIMEDOUT, Errno::TimedOut),
];

/// The system's version would need a lookup that Windows answers by manifest: left empty rather than wrong.
pub(super) fn release() -> String {
    String::new()
}

pub(super) fn in_own_group(_: &mut Command) {}

pub(super) fn signal_group(child: &mut Child, signal: GroupSignal) -> io::Result<()> {
    match signal {
        GroupSignal::Kill => child.kill(),
        GroupSignal::Hold => unsupported("SIGSTOP"),
        GroupSignal::Release => unsupported("SIGCONT"),
    }
}

pub(super) fn signal(_: ExitStatus) -> Option<i32> {
    None
}

pub(super) fn reap(child: &mut Child) -> io::Result<Option<Ended>> {
    Ok(child.try_wait()?.map(|status| Ended { status, peak_memory: 0 }))
}

pub(super) fn poll(socket: &Socket, interest: Interest, timeout: Duration) -> io::Result<Readiness> {
    let events = match interest {
        Interest::Readable => ws::POLLRDNORM,
        Interest::Writable => ws::POLLWRNORM,
    };
    let mut entry = ws::WSAPOLLFD { fd: raw(socket), events, revents: 0 };
    let millis = i32::try_from(timeout.as_micros().div_ceil(1000)).unwrap_or(i32::MAX);
    // SAFETY: `entry` is one valid WSAPOLLFD and outlives the call.
    if unsafe { ws::WSAPoll(&raw mut entry, 1, millis) } < 0 {
        return Err(io::Error::last_os_error());
    }
    let has = |bit: i16| entry.revents & bit != 0;
    Ok(Readiness {
        readable: has(ws::POLLRDNORM),
        writable: has(ws::POLLWRNORM),
        error: has(ws::POLLERR),
        hangup: has(ws::POLLHUP),
    })
}

pub(super) fn receive_queue(socket: &Socket) -> io::Result<u32> {
    let mut count = 0;
    // SAFETY: FIONREAD writes one unsigned long, and `count` is valid for that write.
    if unsafe { ws::ioctlsocket(raw(socket), ws::FIONREAD, &raw mut count) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(count)
}

fn raw(socket: &Socket) -> ws::SOCKET {
    socket.as_raw_socket() as ws::SOCKET
}

pub(super) fn send_queue(_: &Socket) -> io::Result<u32> {
    unsupported("the length of the send queue")
}

pub(super) fn ephemeral_ports() -> io::Result<(u16, u16)> {
    unsupported("the range of ephemeral ports")
}

pub(super) fn give_up(privilege: Privilege) -> io::Result<()> {
    unsupported(privilege.name())
}

pub(super) fn receive_all(socket: &Socket, buffer: &mut [MaybeUninit<u8>]) -> io::Result<usize> {
    socket.recv_with_flags(buffer, ws::MSG_WAITALL)
}

pub(super) fn set_tcp_mss(_: &Socket, _: u32) -> io::Result<()> {
    unsupported("setting TCP_MAXSEG")
}

pub(super) fn set_reuse_port(_: &Socket, _: bool) -> io::Result<()> {
    unsupported("SO_REUSEPORT")
}

pub(super) fn hold_in_child(_: &Socket) -> io::Result<i32> {
    unsupported("a child that inherits a socket by fork")
}

pub(super) fn kill_child(_: i32) -> io::Result<()> {
    unsupported("a child that inherits a socket by fork")
}

pub(super) fn pipe_queue(_: &PipeReader) -> io::Result<u32> {
    unsupported("the length of a pipe's queue")
}

pub(super) fn pipe_is_full(_: &PipeWriter) -> io::Result<bool> {
    unsupported("a poll of a pipe")
}

pub(super) fn make_link(_: &Path, _: &Path) -> io::Result<()> {
    unsupported("a symbolic link of either kind")
}

pub(super) fn is_fifo(_: FileType) -> bool {
    false
}

pub(super) fn unix_path(_: &SockAddr) -> Option<PathBuf> {
    None
}

pub(super) fn abstract_name(_: &SockAddr) -> Option<Vec<u8>> {
    None
}

pub(super) fn on_request(_: impl Fn(Request) + Send + 'static) -> io::Result<()> {
    Ok(())
}

pub(super) fn stop_this_process() -> io::Result<()> {
    Ok(())
}
