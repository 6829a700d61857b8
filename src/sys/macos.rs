//! macOS. It compiles; socklab has not been run on it, and every row of its claims is cited.
#![expect(unsafe_code, reason = "SO_NWRITE, sysctl and geteuid have no safe form in socket2 or std")]

use std::{io, mem::MaybeUninit, os::fd::AsRawFd};

use socket2::Socket;

pub(super) use super::unix::*;
use super::{Os, PacketArrival, Privilege, ReceiveMemory, Room, TcpInfo, TcpRow, unsupported};

pub(super) const HERE: Os = Os::MacOs;

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

pub(super) fn receive_memory(_: &Socket) -> io::Result<ReceiveMemory> {
    unsupported("SO_MEMINFO")
}

pub(super) fn give_up(privilege: Privilege) -> io::Result<()> {
    // SAFETY: geteuid has no preconditions and cannot fail.
    if unsafe { libc::geteuid() } == 0 { unsupported(privilege.name()) } else { Ok(()) }
}

pub(super) fn first_unprivileged_port() -> io::Result<u32> {
    unsupported("ip_unprivileged_port_start")
}

pub(super) fn tcp_info(_: &Socket) -> io::Result<TcpInfo> {
    unsupported("TCP_INFO")
}

pub(super) fn tcp_table() -> io::Result<Vec<TcpRow>> {
    unsupported("the table of TCP sockets")
}

pub(super) fn receive_true_length(_: &Socket, _: &mut [MaybeUninit<u8>], _: bool) -> io::Result<usize> {
    unsupported("recv with MSG_TRUNC")
}

pub(super) fn set_tcp_cork(_: &Socket, _: bool) -> io::Result<()> {
    unsupported("TCP_CORK")
}

pub(super) fn set_segment_filter(_: &Socket, _: Option<u8>) -> io::Result<()> {
    unsupported("a filter of segments")
}

pub(super) fn set_tcp_quickack(_: &Socket, _: bool) -> io::Result<()> {
    unsupported("TCP_QUICKACK")
}

pub(super) fn set_multicast_all(_: &Socket, _: bool) -> io::Result<()> {
    unsupported("IP_MULTICAST_ALL")
}

pub(super) fn packet_socket() -> io::Result<Socket> {
    unsupported("a packet socket")
}

pub(super) fn receive_packet(_: &Socket, _: &mut Room) -> io::Result<PacketArrival> {
    unsupported("a packet socket")
}

pub(super) fn packets_lost(_: &Socket) -> io::Result<u32> {
    unsupported("a packet socket")
}

pub(super) fn isolate() -> io::Result<()> {
    unsupported("a network namespace")
}

pub(super) fn set_loopback_mtu(_: u32) -> io::Result<u32> {
    unsupported("a loopback interface of one's own")
}
