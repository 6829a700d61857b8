//! What differs between the systems: one function a fact, one file a system, the same signatures in each.
//!
//! The only `unsafe` code and the only `cfg(target_os)` of the crate live here. Nothing here imports the rest of
//! socklab. A function that a system cannot answer returns [`std::io::ErrorKind::Unsupported`] and says so.

mod errno;
#[cfg(target_os = "linux")]
mod linux_container;
#[cfg(target_os = "linux")]
mod linux_first_process;
#[cfg(target_os = "linux")]
mod linux_fork;
#[cfg(target_os = "linux")]
mod linux_handover;
#[cfg(target_os = "linux")]
mod linux_process;
#[cfg(target_os = "linux")]
mod linux_sandbox;
#[cfg(target_os = "linux")]
mod linux_seclusion;
#[cfg(target_os = "linux")]
mod linux_tables;
#[cfg(not(target_os = "linux"))]
mod linux_only;
mod process;
mod requests;
mod room;
mod sandbox;
mod tables;
mod tcp;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_process;
#[cfg(unix)]
mod unix_requests;

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "macos.rs"]
mod system;
#[cfg(windows)]
#[path = "windows.rs"]
mod system;

use std::{
    io::{self, PipeReader, PipeWriter},
    path::PathBuf,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};
use socket2::{SockAddr, Socket};

pub use errno::Errno;
pub use process::{
    Ended, Spawned, adopt_orphans, become_first_process, cpu_time_of_others, is_any_other_working, kill_children,
    peak_memory_of_others, signal,
};
pub use requests::{Request, on_request, stop_this_process};
pub(crate) use room::Room;
pub use sandbox::{
    Folder, Launcher, Limits, Network, NotStarted, Sandbox, Streams, fork_apart, give_away, give_up_root, is_fifo,
    landlock_version, make_link, seclude, show_also, this_program,
};
use system::ERRNOS;
pub use tables::{Tables, TcpEnd, Transport};
pub use tcp::{ReceiveMemory, TcpInfo, TcpRow, TcpState};

/// The systems that a claim has a row for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Os {
    /// Linux, any distribution.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl Os {
    /// The system that this program was compiled for.
    pub const HERE: Os = system::HERE;

    /// The name as people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Os::Linux => "Linux",
            Os::MacOs => "macOS",
            Os::Windows => "Windows",
        }
    }
}

/// What to wait for on a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Data, end of stream, a connection to accept, or an error.
    Readable,
    /// Room in the send buffer, a finished connect, or an error.
    Writable,
}

/// What `poll` said of a socket (poll(2), `WSAPoll`).
#[expect(clippy::struct_excessive_bools, reason = "each is a bit of its own in revents")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// POLLIN.
    pub readable: bool,
    /// POLLOUT.
    pub writable: bool,
    /// POLLERR.
    pub error: bool,
    /// POLLHUP.
    pub hangup: bool,
}

/// The longest frame that a packet socket captures whole, in bytes with its link header.
///
/// The kernel charges a queued packet to the socket's buffer by the memory that it holds on to (socket(7),
/// `SO_RCVBUF`). An ordinary user's buffer is 208 KiB, charged twice that: 8 whole frames of 60 kB fill it, or 512 of
/// which the head is kept (Linux 6.18).
pub const WHOLE_FRAME: u32 = 4096;

/// What is captured of a longer frame: its headers, and a little data.
///
/// The kernel lets go of the rest of a large frame's memory only if what is kept lies in its first piece: so much
/// does, and 400 bytes do not (Linux 6.18, TCP and UDP).
pub const FRAME_HEAD: u32 = 128;

/// How one packet came to a packet socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PacketArrival {
    /// Bytes in the buffer.
    pub(crate) captured: usize,
    /// Bytes that the frame had.
    pub(crate) original: usize,
    /// When the kernel received it, by the wall clock; `None` where it does not say.
    pub(crate) at: Option<SystemTime>,
}

/// The kernel's release, such as `6.18.44`.
#[must_use]
pub fn release() -> String {
    system::release()
}

/// Waits until the socket is ready or the time is over; then every field is false. Rounds up to milliseconds.
///
/// # Errors
/// Those of poll(2).
pub fn poll(socket: &Socket, interest: Interest, timeout: Duration) -> io::Result<Readiness> {
    system::poll(socket, interest, timeout)
}

/// Bytes that wait in a pipe (FIONREAD, pipe(7)).
///
/// # Errors
/// Those of ioctl(2); unsupported on Windows.
pub fn pipe_queue(pipe: &PipeReader) -> io::Result<u32> {
    system::pipe_queue(pipe)
}

/// Whether a write to a pipe would block (poll(2), pipe(7)).
///
/// # Errors
/// Those of poll(2); unsupported on Windows.
pub fn pipe_is_full(pipe: &PipeWriter) -> io::Result<bool> {
    system::pipe_is_full(pipe)
}

/// Bytes that a read would find (FIONREAD). UDP on Linux: the next datagram's bytes; on macOS: all of them.
///
/// # Errors
/// EINVAL on a listening socket.
pub fn receive_queue(socket: &Socket) -> io::Result<u32> {
    system::receive_queue(socket)
}

/// Bytes sent and not yet acknowledged, unsent ones included (Linux SIOCOUTQ, macOS `SO_NWRITE`).
///
/// # Errors
/// EINVAL on a listening socket; unsupported on Windows.
pub fn send_queue(socket: &Socket) -> io::Result<u32> {
    system::send_queue(socket)
}

/// What a socket's receive buffer holds and has dropped (`SO_MEMINFO`, Linux 4.12; as `ss --memory` shows it).
///
/// # Errors
/// Those of getsockopt(2); unsupported on macOS and Windows.
pub fn receive_memory(socket: &Socket) -> io::Result<ReceiveMemory> {
    system::receive_memory(socket)
}

/// The kernel's counters of a TCP connection.
///
/// # Errors
/// Not a TCP socket; unsupported on macOS and Windows, where socklab does not read them.
pub fn tcp_info(socket: &Socket) -> io::Result<TcpInfo> {
    system::tcp_info(socket)
}

/// Every TCP socket of this host or network namespace, `TIME_WAIT` included (`proc_net_tcp(5)`).
///
/// # Errors
/// The table cannot be read; unsupported on macOS and Windows.
pub fn tcp_table() -> io::Result<Vec<TcpRow>> {
    system::tcp_table()
}

/// A privilege that some socket calls need. An isolated run has every one of them (`user_namespaces(7)`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privilege {
    /// To open raw sockets (`CAP_NET_RAW`).
    RawSockets,
    /// To bind the ports that are the system's own (`CAP_NET_BIND_SERVICE`).
    LowPorts,
}

impl Privilege {
    /// The name that Linux gives it (capabilities(7)).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Privilege::RawSockets => "CAP_NET_RAW",
            Privilege::LowPorts => "CAP_NET_BIND_SERVICE",
        }
    }
}

/// Takes a privilege from the calling thread, for good. It is no error if the thread never had it.
///
/// # Errors
/// Those of capset(2). On macOS, where it cannot be done, unsupported for root alone: nobody else has any. Unsupported on
/// Windows.
pub fn give_up(privilege: Privilege) -> io::Result<()> {
    system::give_up(privilege)
}

/// The first port that needs no privilege: those below are the system's own (ip(7), `ip_unprivileged_port_start`).
///
/// # Errors
/// The setting cannot be read; unsupported on macOS and Windows, which have none.
pub fn first_unprivileged_port() -> io::Result<u32> {
    system::first_unprivileged_port()
}

/// The first and last port that the system picks by itself (RFC 6056).
///
/// # Errors
/// The setting cannot be read; unsupported on Windows.
pub fn ephemeral_ports() -> io::Result<(u16, u16)> {
    system::ephemeral_ports()
}

/// Receives a datagram of any length into `buffer` and returns its *true* length (Linux: `MSG_TRUNC`, recv(2)).
///
/// # Errors
/// Those of recv(2); unsupported on macOS and Windows, where the flag is only returned.
pub fn receive_true_length(socket: &Socket, buffer: &mut [std::mem::MaybeUninit<u8>], peek: bool) -> io::Result<usize> {
    system::receive_true_length(socket, buffer, peek)
}

/// Receives into `buffer` and waits until it is full (`MSG_WAITALL`, recv(2)). Less comes only at the end of the stream,
/// after an error or a signal, and when a read timeout is over.
///
/// # Errors
/// Those of recv(2).
pub fn receive_all(socket: &Socket, buffer: &mut [std::mem::MaybeUninit<u8>]) -> io::Result<usize> {
    system::receive_all(socket, buffer)
}

/// Holds back partial segments while set (Linux `TCP_CORK`, tcp(7)).
///
/// # Errors
/// Those of setsockopt(2); unsupported on macOS and Windows.
pub fn set_tcp_cork(socket: &Socket, on: bool) -> io::Result<()> {
    system::set_tcp_cork(socket, on)
}

/// Acknowledges at once, or lets the kernel delay (Linux `TCP_QUICKACK`, tcp(7)). Not sticky: the kernel may change it back.
///
/// # Errors
/// Those of setsockopt(2); unsupported on macOS and Windows.
pub fn set_tcp_quickack(socket: &Socket, on: bool) -> io::Result<()> {
    system::set_tcp_quickack(socket, on)
}

/// Bounds the data of a segment, header options included (`TCP_MAXSEG`, tcp(7)).
///
/// # Errors
/// Those of setsockopt(2); unsupported on Windows, where the option can only be read.
pub fn set_tcp_mss(socket: &Socket, bytes: u32) -> io::Result<()> {
    system::set_tcp_mss(socket, bytes)
}

/// Lets several sockets bind one address and port (`SO_REUSEPORT`, socket(7)).
///
/// # Errors
/// Those of setsockopt(2); unsupported on Windows, which has no such option.
pub fn set_reuse_port(socket: &Socket, on: bool) -> io::Result<()> {
    system::set_reuse_port(socket, on)
}

/// Delivers datagrams of multicast groups that only other sockets have joined, or not (Linux `IP_MULTICAST_ALL`, ip(7)).
///
/// # Errors
/// Those of setsockopt(2); unsupported on macOS and Windows.
pub fn set_multicast_all(socket: &Socket, on: bool) -> io::Result<()> {
    system::set_multicast_all(socket, on)
}

/// A child process that holds one socket and does nothing. Dropping it kills it too.
#[derive(Debug)]
pub struct SocketHolder(Option<i32>);

impl SocketHolder {
    /// Starts a child that holds `socket` and no other file of this process (fork(2)). The parent's own copy is closed.
    ///
    /// # Errors
    /// Those of fork(2); unsupported on Windows, which has no fork.
    pub fn start(socket: Socket) -> io::Result<SocketHolder> {
        let process = system::hold_in_child(&socket)?;
        drop(socket);
        Ok(SocketHolder(Some(process)))
    }

    /// Kills the child with `SIGKILL`, which no program can catch, and waits until the kernel has ended it (kill(2),
    /// waitpid(2)). By then the kernel has closed its socket.
    ///
    /// # Errors
    /// Those of the two calls; the child ended in another way.
    pub fn kill(mut self) -> io::Result<()> {
        self.0.take().map_or(Ok(()), system::kill_child)
    }
}

impl Drop for SocketHolder {
    fn drop(&mut self) {
        if let Some(process) = self.0.take() {
            // Whoever wants to know how it ended calls `kill`.
            let _ = system::kill_child(process);
        }
    }
}

/// Lets only those segments through to a listener that have one of these control bits (RFC 9293 section 3.1); all of them
/// with `None` (Linux `SO_ATTACH_FILTER`, socket(7)). What is held back was on the wire and is lost.
///
/// # Errors
/// Those of setsockopt(2), as ENOENT if there is no filter to take off; unsupported on macOS and Windows.
pub fn set_segment_filter(socket: &Socket, pass: Option<u8>) -> io::Result<()> {
    system::set_segment_filter(socket, pass)
}

/// The path of a UNIX address; `None` for every other, and on Windows.
#[must_use]
pub fn unix_path(address: &SockAddr) -> Option<PathBuf> {
    system::unix_path(address)
}

/// The name of an abstract UNIX address, without its leading NUL; `None` for every other, and outside Linux.
#[must_use]
pub fn abstract_name(address: &SockAddr) -> Option<Vec<u8>> {
    system::abstract_name(address)
}

/// Opens a socket that receives every packet of the loopback interface once, with its Ethernet header (packet(7)):
/// frames of up to [`WHOLE_FRAME`] bytes whole, the first [`FRAME_HEAD`] bytes of longer ones.
///
/// # Errors
/// EPERM without `CAP_NET_RAW`; ENODEV without an interface `lo`; unsupported on macOS and Windows.
pub fn packet_socket() -> io::Result<Socket> {
    system::packet_socket()
}

/// Receives one packet from a [`packet_socket`] into `room` (recvmsg(2)).
///
/// # Errors
/// Those of recvmsg(2): EAGAIN on a non-blocking socket with an empty queue, ENETDOWN once if the interface went down.
/// Unsupported on macOS and Windows.
pub(crate) fn receive_packet(socket: &Socket, room: &mut Room) -> io::Result<PacketArrival> {
    system::receive_packet(socket, room)
}

/// Packets that found no room in the queue of a [`packet_socket`] since the last time this was asked
/// (`PACKET_STATISTICS`, packet(7)).
///
/// # Errors
/// Not a packet socket; unsupported on macOS and Windows.
pub fn packets_lost(socket: &Socket) -> io::Result<u32> {
    system::packets_lost(socket)
}

/// Moves this process into a new user and a new network namespace and brings the loopback interface up
/// (`user_namespaces(7)`, `network_namespaces(7)`). Call it first: the process must have a single thread.
///
/// # Errors
/// The host refuses namespaces, or the process has threads. Then the process may be half moved: end it.
/// Unsupported on macOS and Windows.
pub fn isolate() -> io::Result<()> {
    system::isolate()
}

/// Sets the largest packet that the loopback interface carries, in bytes with the IP header, and returns what it was
/// (netdevice(7), `SIOCSIFMTU`). Only for a process that has called [`isolate`]: the host's own loopback stays as it is.
/// Below 1280 the interface loses its IPv6 addresses.
///
/// # Errors
/// EINVAL below 68; refused with [`io::ErrorKind::PermissionDenied`] on the host's loopback; unsupported on macOS and
/// Windows.
pub fn set_loopback_mtu(bytes: u32) -> io::Result<u32> {
    system::set_loopback_mtu(bytes)
}

#[cfg(not(target_os = "linux"))]
fn unsupported<T>(what: &str) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::Unsupported, format!("{what}: {} does not offer it", Os::HERE.name())))
}
