//! Linux.
#![expect(unsafe_code, reason = "TCP_INFO, unshare and the interface flags have no safe form in socket2 or std")]

use std::{
    fs, io,
    mem::MaybeUninit,
    os::fd::{AsFd, AsRawFd},
};

use procfs::net::TcpState as ProcState;
use socket2::{Domain, Protocol, Socket, Type};

pub(super) use super::unix::{ERRNOS, abstract_name, poll, receive_queue, release, set_reuse_port, unix_path};
use super::{Os, TcpInfo, TcpRow, TcpState};

pub(super) const HERE: Os = Os::Linux;

/// SIOCOUTQ, which libc knows by the number of the terminal ioctl that it shares (tcp(7), udp(7)).
const SIOCOUTQ: libc::c_ulong = libc::TIOCOUTQ;

pub(super) fn send_queue(socket: &Socket) -> io::Result<u32> {
    super::unix::ioctl_count(socket.as_fd(), SIOCOUTQ)
}

pub(super) fn tcp_info(socket: &Socket) -> io::Result<TcpInfo> {
    // SAFETY: tcp_info holds only integers, for which all-zero is valid. An older kernel fills a prefix; the
    // counters that it lacks stay zero.
    let mut info: libc::tcp_info = unsafe { std::mem::zeroed() };
    let mut length = libc::socklen_t::try_from(size_of::<libc::tcp_info>()).expect("a small struct");
    // SAFETY: `info` is valid for writes of `length` bytes, and the kernel writes no more than that.
    let failed = unsafe {
        libc::getsockopt(socket.as_raw_fd(), libc::IPPROTO_TCP, libc::TCP_INFO, (&raw mut info).cast(), &raw mut length)
    };
    if failed != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(TcpInfo {
        state: state(info.tcpi_state)?,
        data_segments_out: info.tcpi_data_segs_out,
        data_segments_in: info.tcpi_data_segs_in,
        unacknowledged: info.tcpi_unacked,
        send_mss: info.tcpi_snd_mss,
        retransmissions: info.tcpi_total_retrans,
    })
}

/// The kernel's own numbering of the states (include/net/tcp_states.h).
fn state(number: u8) -> io::Result<TcpState> {
    Ok(match number {
        1 => TcpState::Established,
        2 => TcpState::SynSent,
        3 | 12 => TcpState::SynReceived,
        4 => TcpState::FinWait1,
        5 => TcpState::FinWait2,
        6 => TcpState::TimeWait,
        7 => TcpState::Closed,
        8 => TcpState::CloseWait,
        9 => TcpState::LastAck,
        10 => TcpState::Listen,
        11 => TcpState::Closing,
        other => return Err(io::Error::other(format!("TCP_INFO: unknown state {other}"))),
    })
}

pub(super) fn tcp_table() -> io::Result<Vec<TcpRow>> {
    let mut rows = Vec::new();
    for entry in procfs::net::tcp().map_err(io::Error::other)? {
        let state = match entry.state {
            ProcState::Established => TcpState::Established,
            ProcState::SynSent => TcpState::SynSent,
            ProcState::SynRecv | ProcState::NewSynRecv => TcpState::SynReceived,
            ProcState::FinWait1 => TcpState::FinWait1,
            ProcState::FinWait2 => TcpState::FinWait2,
            ProcState::TimeWait => TcpState::TimeWait,
            ProcState::Close => TcpState::Closed,
            ProcState::CloseWait => TcpState::CloseWait,
            ProcState::LastAck => TcpState::LastAck,
            ProcState::Listen => TcpState::Listen,
            ProcState::Closing => TcpState::Closing,
        };
        rows.push(TcpRow { local: entry.local_address, remote: entry.remote_address, state });
    }
    Ok(rows)
}

pub(super) fn ephemeral_ports() -> io::Result<(u16, u16)> {
    let setting = fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range")?;
    let mut numbers = setting.split_whitespace().map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(first)), Some(Ok(last))) => Ok((first, last)),
        _ => Err(io::Error::other(format!("ip_local_port_range: not two ports: {setting:?}"))),
    }
}

pub(super) fn receive_true_length(socket: &Socket, buffer: &mut [MaybeUninit<u8>], peek: bool) -> io::Result<usize> {
    let flags = libc::MSG_TRUNC | if peek { libc::MSG_PEEK } else { 0 };
    socket.recv_with_flags(buffer, flags)
}

pub(super) fn set_tcp_cork(socket: &Socket, on: bool) -> io::Result<()> {
    socket.set_tcp_cork(on)
}

pub(super) fn set_tcp_quickack(socket: &Socket, on: bool) -> io::Result<()> {
    socket.set_tcp_quickack(on)
}

pub(super) fn packet_socket() -> io::Result<Socket> {
    // Every protocol, in network byte order, as packet(7) asks.
    let every = Protocol::from(i32::from((libc::ETH_P_ALL as u16).to_be()));
    Socket::new(Domain::PACKET, Type::RAW, Some(every))
}

pub(super) fn isolate() -> io::Result<()> {
    // SAFETY: getuid and getgid have no preconditions and cannot fail.
    let (user, group) = unsafe { (libc::getuid(), libc::getgid()) };
    // SAFETY: unshare takes flags only; a process with threads gets EINVAL.
    if unsafe { libc::unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNET) } != 0 {
        return Err(failed("unshare a user and a network namespace", &io::Error::last_os_error()));
    }
    // An unprivileged process may map its group only after it gave up setgroups (user_namespaces(7)).
    write_setting("/proc/self/setgroups", "deny")?;
    write_setting("/proc/self/uid_map", &format!("{user} {user} 1"))?;
    write_setting("/proc/self/gid_map", &format!("{group} {group} 1"))?;
    bring_loopback_up()
}

fn write_setting(path: &str, value: &str) -> io::Result<()> {
    fs::write(path, value).map_err(|error| failed(&format!("write {value:?} to {path}"), &error))
}

/// A new network namespace has its loopback interface down (network_namespaces(7), netdevice(7)).
fn bring_loopback_up() -> io::Result<()> {
    let control = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    // SAFETY: ifreq holds C characters and a union of integers and addresses: all-zero is valid.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(b"lo") {
        *to = from.cast_signed();
    }
    request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as libc::c_short;
    // SAFETY: SIOCSIFFLAGS reads one ifreq, which is valid and outlives the call.
    if unsafe { libc::ioctl(control.as_raw_fd(), libc::SIOCSIFFLAGS as _, &raw mut request) } < 0 {
        return Err(failed("bring lo up", &io::Error::last_os_error()));
    }
    Ok(())
}

fn failed(operation: &str, cause: &io::Error) -> io::Error {
    io::Error::new(cause.kind(), format!("{operation}: {cause}"))
}
