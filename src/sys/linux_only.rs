//! What Linux alone offers: on every other system each of these says so.

use std::{
    io,
    mem::MaybeUninit,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    time::{Duration, Instant},
};

use socket2::Socket;

use super::{
    Folder, Network, NotStarted, PacketArrival, ReceiveMemory, Room, Sandbox, Streams, TcpEnd, TcpInfo, TcpRow,
    Transport, process::GroupSignal, sandbox::Work, unsupported,
};

pub(super) fn receive_memory(_: &Socket) -> io::Result<ReceiveMemory> {
    unsupported("SO_MEMINFO")
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

pub(super) fn cpu_time(_: u32) -> io::Result<Duration> {
    unsupported("the processor clock of another process")
}

pub(super) fn is_working(_: u32) -> io::Result<bool> {
    unsupported("the state of another process")
}

pub(super) fn is_any_other_working() -> io::Result<bool> {
    unsupported("a namespace of processes")
}

pub(super) fn cpu_time_of_others() -> io::Result<Duration> {
    unsupported("a namespace of processes")
}

pub(super) fn peak_memory_of_others() -> io::Result<u64> {
    unsupported("a namespace of processes")
}

pub(super) fn become_first_process() -> io::Result<()> {
    unsupported("a namespace of processes")
}

pub(super) fn fork_apart(_: Network, _: &Sandbox, _: usize, _: Instant, _: Work<'_>) -> io::Result<Vec<u8>> {
    unsupported("a namespace of processes")
}

#[derive(Debug)]
pub(super) enum Launcher {}

impl Launcher {
    pub(super) fn start(&self, _: &Command, _: &[Folder], _: Streams) -> Result<Sandboxed, NotStarted> {
        match *self {}
    }
}

#[derive(Debug)]
pub(super) enum Sandboxed {}

impl Sandboxed {
    pub(super) fn group(&self) -> u32 {
        match *self {}
    }

    pub(super) fn ended(&self) -> io::Result<Option<ExitStatus>> {
        match *self {}
    }

    pub(super) fn signal(&self, _: GroupSignal) -> io::Result<()> {
        match *self {}
    }
}

pub(super) fn seclude(_: &Path, _: u64, _: u64) -> io::Result<()> {
    unsupported("a mount namespace")
}

pub(super) fn show_also(_: &Path, _: &Path) -> io::Result<()> {
    unsupported("a mount namespace")
}

#[expect(clippy::unnecessary_wraps, reason = "Linux can fail")]
pub(super) fn give_away(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn give_up_root() -> io::Result<()> {
    unsupported("a sandbox")
}

pub(super) fn this_program() -> io::Result<PathBuf> {
    std::env::current_exe()
}

pub(super) fn landlock_version() -> io::Result<u32> {
    unsupported("landlock")
}

pub(super) fn adopt_orphans() -> io::Result<()> {
    unsupported("PR_SET_CHILD_SUBREAPER")
}

pub(super) fn kill_children() -> io::Result<()> {
    unsupported("the list of a process's children")
}

#[derive(Debug)]
pub(super) enum Tables {}

impl Tables {
    pub(super) fn open() -> io::Result<Tables> {
        unsupported("sock_diag")
    }

    pub(super) fn listeners(&self, _: Transport) -> io::Result<Vec<SocketAddr>> {
        match *self {}
    }

    pub(super) fn listens(&self, _: SocketAddr, _: Transport) -> io::Result<bool> {
        match *self {}
    }

    pub(super) fn tcp_end(&self, _: SocketAddr, _: SocketAddr) -> io::Result<Option<TcpEnd>> {
        match *self {}
    }

    pub(super) fn unix_listens(&self, _: &Path) -> io::Result<bool> {
        match *self {}
    }
}
