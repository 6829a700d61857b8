//! Linux.
#![expect(
    unsafe_code,
    reason = "TCP_INFO, unshare, capset, packet addresses and interface flags have no safe form in socket2 or std"
)]

use std::{
    fs, io, iter,
    mem::MaybeUninit,
    os::fd::{AsFd, AsRawFd},
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use procfs::net::TcpState as ProcState;
use socket2::{Domain, MaybeUninitSlice, MsgHdrMut, SockAddr, SockAddrStorage, SockFilter, Socket, Type};

use super::{FRAME_HEAD, Os, PacketArrival, Privilege, ReceiveMemory, Room, TcpInfo, TcpRow, TcpState, WHOLE_FRAME};
pub(super) use super::{
    linux_fork::*, linux_process::*, linux_sandbox::*, linux_seclusion::*, linux_tables::*, unix::*, unix_process::*,
    unix_requests::*,
};

pub(super) const HERE: Os = Os::Linux;

/// SIOCOUTQ, which libc knows by the number of the terminal ioctl that it shares (tcp(7), udp(7)).
const SIOCOUTQ: libc::c_ulong = libc::TIOCOUTQ;

pub(super) fn send_queue(socket: &Socket) -> io::Result<u32> {
    super::unix::ioctl_count(socket.as_fd(), SIOCOUTQ)
}

pub(super) fn receive_memory(socket: &Socket) -> io::Result<ReceiveMemory> {
    // Counters by their SK_MEMINFO_ number (linux/sock_diag.h). An older kernel fills fewer of them.
    let mut counters = [0u32; libc::SK_MEMINFO_DROPS.cast_unsigned() as usize + 1];
    let mut length = libc::socklen_t::try_from(size_of_val(&counters)).expect("a small array");
    // SAFETY: `counters` is valid for writes of `length` bytes, and the kernel writes no more than that.
    let failed = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_MEMINFO,
            (&raw mut counters).cast(),
            &raw mut length,
        )
    };
    if failed != 0 {
        return Err(io::Error::last_os_error());
    }
    let counter = |number: libc::c_int| counters[number.cast_unsigned() as usize];
    Ok(ReceiveMemory { held: counter(libc::SK_MEMINFO_RMEM_ALLOC), dropped: counter(libc::SK_MEMINFO_DROPS) })
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

/// The kernel's own numbering of the states (`include/net/tcp_states.h`).
pub(super) fn state(number: u8) -> io::Result<TcpState> {
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

/// capset(2) has no function in libc, and its structs are those of linux/capability.h: version 3, which gives each set
/// in two words.
pub(super) fn give_up(privilege: Privilege) -> io::Result<()> {
    #[repr(C)]
    struct Header {
        version: u32,
        pid: libc::c_int,
    }
    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Data {
        effective: u32,
        permitted: u32,
        inheritable: u32,
    }
    let capability = match privilege {
        Privilege::LowPorts => 10,   // CAP_NET_BIND_SERVICE
        Privilege::RawSockets => 13, // CAP_NET_RAW
    };
    let mut header = Header { version: 0x2008_0522, pid: 0 };
    let mut sets = [Data::default(); 2];
    // SAFETY: the call reads the header and writes the two words of each set, as version 3 has them.
    if unsafe { libc::syscall(libc::SYS_capget, &raw mut header, sets.as_mut_ptr()) } != 0 {
        return Err(failed("capget", &io::Error::last_os_error()));
    }
    sets[0].effective &= !(1 << capability);
    sets[0].permitted &= !(1 << capability);
    // SAFETY: the call reads both; process 0 is the calling thread.
    if unsafe { libc::syscall(libc::SYS_capset, &raw mut header, sets.as_ptr()) } != 0 {
        return Err(failed(&format!("give up {}", privilege.name()), &io::Error::last_os_error()));
    }
    Ok(())
}

pub(super) fn first_unprivileged_port() -> io::Result<u32> {
    let setting = fs::read_to_string("/proc/sys/net/ipv4/ip_unprivileged_port_start")?;
    setting.trim().parse().map_err(|_| io::Error::other(format!("ip_unprivileged_port_start: no port: {setting:?}")))
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

pub(super) fn set_multicast_all(socket: &Socket, on: bool) -> io::Result<()> {
    socket.set_multicast_all_v4(on)
}

#[expect(clippy::cast_possible_truncation, reason = "operation codes, which libc gives as u32, are u16")]
pub(super) fn set_segment_filter(socket: &Socket, pass: Option<u8>) -> io::Result<()> {
    const LOAD_BYTE: u16 = (libc::BPF_LD | libc::BPF_B | libc::BPF_ABS) as u16;
    const IF_ANY_BIT: u16 = (libc::BPF_JMP | libc::BPF_JSET | libc::BPF_K) as u16;
    const RETURN: u16 = (libc::BPF_RET | libc::BPF_K) as u16;
    // A TCP socket's filter sees the segment from its header on.
    const CONTROL_BITS: u32 = 13;
    let Some(bits) = pass else { return socket.detach_filter() };
    socket.attach_filter(&[
        SockFilter::new(LOAD_BYTE, 0, 0, CONTROL_BITS),
        SockFilter::new(IF_ANY_BIT, 0, 1, bits.into()),
        SockFilter::new(RETURN, 0, 0, u32::MAX),
        SockFilter::new(RETURN, 0, 0, 0),
    ])
}

/// What the packet socket keeps of each packet (bpf(4), the kernel's Documentation/networking/filter.rst).
///
/// The loopback interface shows a packet twice: as it leaves and as it arrives (packet(7), `sll_pkttype`). The arrival
/// is kept: what the filter drops takes no room in the queue, and a packet that was lost on the way never arrives.
#[expect(clippy::cast_possible_truncation, reason = "operation codes, which libc gives as u32, are u16")]
const ARRIVALS_ONCE: [SockFilter; 7] = {
    const LOAD_BYTE: u16 = (libc::BPF_LD | libc::BPF_B | libc::BPF_ABS) as u16;
    const LOAD_LENGTH: u16 = (libc::BPF_LD | libc::BPF_W | libc::BPF_LEN) as u16;
    const IF_EQUAL: u16 = (libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K) as u16;
    const IF_GREATER: u16 = (libc::BPF_JMP | libc::BPF_JGT | libc::BPF_K) as u16;
    const KEEP: u16 = (libc::BPF_RET | libc::BPF_K) as u16;
    const OUTGOING: u32 = libc::PACKET_OUTGOING as u32;
    [
        SockFilter::new(LOAD_BYTE, 0, 0, (libc::SKF_AD_OFF + libc::SKF_AD_PKTTYPE).cast_unsigned()),
        SockFilter::new(IF_EQUAL, 3, 0, OUTGOING),
        SockFilter::new(LOAD_LENGTH, 0, 0, 0),
        SockFilter::new(IF_GREATER, 2, 0, WHOLE_FRAME),
        SockFilter::new(KEEP, 0, 0, WHOLE_FRAME),
        SockFilter::new(KEEP, 0, 0, 0),
        SockFilter::new(KEEP, 0, 0, FRAME_HEAD),
    ]
};

pub(super) fn packet_socket() -> io::Result<Socket> {
    // Without a protocol it hears nothing until bind names one (packet(7)): no packet slips in before the filter.
    let socket = Socket::new(Domain::PACKET, Type::RAW, None)?;
    socket.attach_filter(&ARRIVALS_ONCE)?;
    turn_on(&socket, libc::SOL_PACKET, libc::PACKET_AUXDATA)?;
    turn_on(&socket, libc::SOL_SOCKET, libc::SO_TIMESTAMPNS)?;
    socket.bind(&every_protocol_on_loopback()?)?;
    Ok(socket)
}

fn every_protocol_on_loopback() -> io::Result<SockAddr> {
    // SAFETY: the name ends with a NUL, and the call only reads it.
    let index = unsafe { libc::if_nametoindex(c"lo".as_ptr()) };
    if index == 0 {
        return Err(failed("find the interface lo", &io::Error::last_os_error()));
    }
    let mut storage = SockAddrStorage::zeroed();
    // SAFETY: sockaddr_ll is an address of this system, so it fits, and all-zero is valid for its integers.
    let address: &mut libc::sockaddr_ll = unsafe { storage.view_as() };
    address.sll_family = libc::sa_family_t::try_from(libc::AF_PACKET).expect("a small number");
    // In network byte order, as packet(7) asks.
    address.sll_protocol = u16::try_from(libc::ETH_P_ALL).expect("a small number").to_be();
    address.sll_ifindex = index.cast_signed();
    let length = libc::socklen_t::try_from(size_of::<libc::sockaddr_ll>()).expect("a small struct");
    // SAFETY: the storage holds a sockaddr_ll, as its family says, and `length` is the length of that.
    Ok(unsafe { SockAddr::new(storage, length) })
}

fn turn_on(socket: &Socket, level: libc::c_int, option: libc::c_int) -> io::Result<()> {
    let on: libc::c_int = 1;
    let length = libc::socklen_t::try_from(size_of_val(&on)).expect("a small integer");
    // SAFETY: the options used here read one C int, and `on` is valid for that read.
    if unsafe { libc::setsockopt(socket.as_raw_fd(), level, option, (&raw const on).cast(), length) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

pub(super) fn receive_packet(socket: &Socket, room: &mut Room) -> io::Result<PacketArrival> {
    let mut control = Room::new(128);
    let mut bytes = [MaybeUninitSlice::new(room.slice())];
    let mut message = MsgHdrMut::new().with_buffers(&mut bytes).with_control(control.slice());
    let captured = socket.recvmsg(&mut message, 0)?;
    let control_length = message.control_len();
    let mut arrival = PacketArrival { captured, original: captured, at: None };
    for (level, kind, data) in control_messages(&control.filled(control_length)) {
        match (level, kind) {
            // struct tpacket_auxdata (linux/if_packet.h): tp_status, tp_len, ..; the length before the filter cut it.
            (libc::SOL_PACKET, libc::PACKET_AUXDATA) => {
                if let Some(length) = data.get(4..).and_then(<[u8]>::first_chunk) {
                    arrival.original = usize::try_from(u32::from_ne_bytes(*length)).unwrap_or(captured);
                }
            }
            (libc::SOL_SOCKET, libc::SCM_TIMESTAMPNS) => arrival.at = time(data),
            _ => {}
        }
    }
    Ok(arrival)
}

/// The control messages of a receive (cmsg(3)): level, type and data. A message that does not fit ends the list.
pub(super) fn control_messages(mut rest: &[u8]) -> impl Iterator<Item = (libc::c_int, libc::c_int, &[u8])> {
    // struct cmsghdr: the length of the whole message in one word, the level, the type. Messages start at whole words.
    const WORD: usize = size_of::<usize>();
    const INT: usize = size_of::<libc::c_int>();
    iter::from_fn(move || {
        let length = usize::from_ne_bytes(*rest.first_chunk()?);
        let message = rest.get(..length)?;
        let level = libc::c_int::from_ne_bytes(*message.get(WORD..)?.first_chunk()?);
        let kind = libc::c_int::from_ne_bytes(*message.get(WORD + INT..)?.first_chunk()?);
        let data = message.get(WORD + 2 * INT..)?;
        rest = rest.get(length.next_multiple_of(WORD)..).unwrap_or_default();
        Some((level, kind, data))
    })
}

/// A struct timespec: seconds and nanoseconds since 1970, two words.
fn time(data: &[u8]) -> Option<SystemTime> {
    let (seconds, rest) = data.split_first_chunk()?;
    let seconds = u64::try_from(isize::from_ne_bytes(*seconds)).ok()?;
    let nanos = u32::try_from(isize::from_ne_bytes(*rest.first_chunk()?)).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanos))
}

pub(super) fn packets_lost(socket: &Socket) -> io::Result<u32> {
    // struct tpacket_stats (linux/if_packet.h): tp_packets and tp_drops.
    let mut counts: [libc::c_uint; 2] = [0; 2];
    let mut length = libc::socklen_t::try_from(size_of_val(&counts)).expect("two small integers");
    // SAFETY: `counts` is valid for writes of `length` bytes, and the kernel writes no more than that.
    let failed = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_PACKET,
            libc::PACKET_STATISTICS,
            (&raw mut counts).cast(),
            &raw mut length,
        )
    };
    if failed != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(counts[1])
}

/// Filled once this process has a loopback interface of its own. A namespace belongs to the whole process, and so does
/// this.
static ISOLATED: OnceLock<()> = OnceLock::new();

pub(super) fn isolate() -> io::Result<()> {
    own_users_and(libc::CLONE_NEWNET, "a user and a network namespace")?;
    bring_loopback_up()?;
    ISOLATED.get_or_init(|| ());
    Ok(())
}

/// Moves into a user namespace, where this user may make the other kinds, and into this kind at once. The process must have
/// a single thread.
pub(super) fn own_users_and(others: libc::c_int, what: &str) -> io::Result<()> {
    // SAFETY: getuid and getgid have no preconditions and cannot fail.
    let (user, group) = unsafe { (libc::getuid(), libc::getgid()) };
    // SAFETY: unshare takes flags only; a process with threads gets EINVAL.
    if unsafe { libc::unshare(libc::CLONE_NEWUSER | others) } != 0 {
        return Err(failed(&format!("unshare {what}"), &io::Error::last_os_error()));
    }
    // An unprivileged process may map its group only after it gave up setgroups (user_namespaces(7)).
    write_setting("/proc/self/setgroups", "deny")?;
    write_setting("/proc/self/uid_map", &format!("{user} {user} 1"))?;
    write_setting("/proc/self/gid_map", &format!("{group} {group} 1"))
}

fn write_setting(path: &str, value: &str) -> io::Result<()> {
    fs::write(path, value).map_err(|error| failed(&format!("write {value:?} to {path}"), &error))
}

/// A new network namespace has its loopback interface down (`network_namespaces(7)`, netdevice(7)).
pub(super) fn bring_loopback_up() -> io::Result<()> {
    let control = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    let mut request = about_loopback();
    request.ifr_ifru.ifru_flags = libc::c_short::try_from(libc::IFF_UP | libc::IFF_RUNNING).expect("two low bits");
    // SAFETY: SIOCSIFFLAGS reads one ifreq, which is valid and outlives the call.
    if unsafe { libc::ioctl(control.as_raw_fd(), libc::SIOCSIFFLAGS as _, &raw mut request) } < 0 {
        return Err(failed("bring lo up", &io::Error::last_os_error()));
    }
    Ok(())
}

pub(super) fn set_loopback_mtu(bytes: u32) -> io::Result<u32> {
    if ISOLATED.get().is_none() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the MTU of lo: this loopback is the host's own"));
    }
    let control = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    let mut request = about_loopback();
    // SAFETY: SIOCGIFMTU fills one ifreq, which is valid and outlives the call.
    if unsafe { libc::ioctl(control.as_raw_fd(), libc::SIOCGIFMTU as _, &raw mut request) } < 0 {
        return Err(failed("read the MTU of lo", &io::Error::last_os_error()));
    }
    // SAFETY: the kernel has just written this member of the union, a C int.
    let before = unsafe { request.ifr_ifru.ifru_mtu };
    request.ifr_ifru.ifru_mtu = libc::c_int::try_from(bytes).unwrap_or(libc::c_int::MAX);
    // SAFETY: SIOCSIFMTU reads one ifreq, which is valid and outlives the call.
    if unsafe { libc::ioctl(control.as_raw_fd(), libc::SIOCSIFMTU as _, &raw mut request) } < 0 {
        return Err(failed(&format!("set the MTU of lo to {bytes}"), &io::Error::last_os_error()));
    }
    Ok(before.cast_unsigned())
}

/// An empty request about the loopback interface (netdevice(7)).
fn about_loopback() -> libc::ifreq {
    // SAFETY: ifreq holds C characters and a union of integers and addresses: all-zero is valid.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(b"lo") {
        *to = from.cast_signed();
    }
    request
}

pub(super) fn failed(operation: &str, cause: &io::Error) -> io::Error {
    io::Error::new(cause.kind(), format!("{operation}: {cause}"))
}
