//! What Linux alone offers: on every other system each of these says so.

use std::{io, mem::MaybeUninit};

use socket2::Socket;

use super::{PacketArrival, ReceiveMemory, Room, TcpInfo, TcpRow, unsupported};

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
