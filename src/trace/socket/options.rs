//! A socket's options, by their names in C, and what the kernel counts of it.

use std::{io, net::Ipv4Addr, time::Duration};

use socket2::{Socket, Type};

use super::TracedSocket;
use crate::{
    sys,
    trace::{Call, Outcome, TcpInfo},
    wire::Flags,
};

impl TracedSocket {
    /// `SO_REUSEADDR` (socket(7)).
    ///
    /// # Errors
    /// Those of setsockopt(2), as for every option here.
    pub fn set_reuse_address(&self, on: bool) -> io::Result<()> {
        self.set("SO_REUSEADDR", switch(on), |socket| socket.set_reuse_address(on))
    }

    /// `SO_REUSEPORT` (socket(7)). Not on Windows.
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_reuse_port(&self, on: bool) -> io::Result<()> {
        self.set("SO_REUSEPORT", switch(on), |socket| sys::set_reuse_port(socket, on))
    }

    /// `SO_BROADCAST`: allows sends to a broadcast address (socket(7)).
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_broadcast(&self, on: bool) -> io::Result<()> {
        self.set("SO_BROADCAST", switch(on), |socket| socket.set_broadcast(on))
    }

    /// `IP_HDRINCL`: the program writes the IP header too, in front of its data (raw(7)). Raw sockets only.
    ///
    /// # Errors
    /// ENOPROTOOPT on a socket of another type.
    pub fn set_header_included_v4(&self, on: bool) -> io::Result<()> {
        self.set("IP_HDRINCL", switch(on), |socket| socket.set_header_included_v4(on))
    }

    /// `IP_ADD_MEMBERSHIP`: joins a multicast group on the interface that has this address (ip(7), RFC 1112 section 7.1).
    ///
    /// # Errors
    /// Those of setsockopt(2); EADDRINUSE for a socket that has joined it already, ENODEV without such an interface.
    pub fn join_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()> {
        let value = format!("{group} on {interface}");
        self.set("IP_ADD_MEMBERSHIP", value, |socket| socket.join_multicast_v4(&group, &interface))
    }

    /// `IP_MULTICAST_IF`: the interface by which multicast datagrams leave, by its address (ip(7)).
    ///
    /// # Errors
    /// Those of setsockopt(2); EADDRNOTAVAIL without such an interface.
    pub fn set_multicast_if_v4(&self, interface: Ipv4Addr) -> io::Result<()> {
        self.set("IP_MULTICAST_IF", interface.to_string(), |socket| socket.set_multicast_if_v4(&interface))
    }

    /// `IP_MULTICAST_ALL`: whether datagrams of groups that only other sockets have joined are delivered too (ip(7)).
    /// Linux, where it is on.
    ///
    /// # Errors
    /// Those of setsockopt(2); unsupported elsewhere.
    pub fn set_multicast_all_v4(&self, on: bool) -> io::Result<()> {
        self.set("IP_MULTICAST_ALL", switch(on), |socket| sys::set_multicast_all(socket, on))
    }

    /// `TCP_NODELAY`: switches Nagle's algorithm off (tcp(7), RFC 1122 section 4.2.3.4).
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_tcp_nodelay(&self, on: bool) -> io::Result<()> {
        self.set("TCP_NODELAY", switch(on), |socket| socket.set_tcp_nodelay(on))
    }

    /// `TCP_CORK`: holds partial segments back while it is on (tcp(7)). Linux.
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_tcp_cork(&self, on: bool) -> io::Result<()> {
        self.set("TCP_CORK", switch(on), |socket| sys::set_tcp_cork(socket, on))
    }

    /// `TCP_QUICKACK`: acknowledge at once, or allow delay (tcp(7)). Not sticky. Linux.
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_tcp_quickack(&self, on: bool) -> io::Result<()> {
        self.set("TCP_QUICKACK", switch(on), |socket| sys::set_tcp_quickack(socket, on))
    }

    /// `TCP_MAXSEG`: the most data that a segment may carry, TCP options included, in bytes; for both directions if set
    /// before connect or listen (tcp(7), RFC 9293 section 3.7.1). Not on Windows.
    ///
    /// # Errors
    /// EINVAL below 88 and above 32767 (Linux); unsupported on Windows.
    pub fn set_tcp_mss(&self, bytes: u32) -> io::Result<()> {
        self.set("TCP_MAXSEG", bytes.to_string(), |socket| sys::set_tcp_mss(socket, bytes))
    }

    /// `SO_RCVBUF`, in bytes. Linux doubles it (socket(7)).
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_recv_buffer_size(&self, bytes: usize) -> io::Result<()> {
        self.set("SO_RCVBUF", bytes.to_string(), |socket| socket.set_recv_buffer_size(bytes))
    }

    /// The size of the receive buffer: getsockopt(2) with `SO_RCVBUF`. Linux returns what it doubled (socket(7)).
    ///
    /// # Errors
    /// Those of getsockopt(2).
    pub fn recv_buffer_size(&self) -> io::Result<usize> {
        let call = Call::GetOption { option: "SO_RCVBUF".into() };
        self.call(call, Socket::recv_buffer_size, |&bytes| tuned(bytes))
    }

    /// Memory that the kernel holds for what waits to be read, its own bookkeeping included (`SO_MEMINFO`). Linux.
    ///
    /// # Errors
    /// Those of getsockopt(2); unsupported elsewhere.
    pub fn memory_held(&self) -> io::Result<u32> {
        let call = Call::GetOption { option: "SO_MEMINFO[RMEM_ALLOC]".into() };
        let held = |socket: &Socket| sys::receive_memory(socket).map(|memory| memory.held);
        self.call(call, held, |&bytes| tuned(bytes))
    }

    /// Datagrams that found no room in the receive buffer (`SO_MEMINFO`; the column `drops` of /proc/net/udp). Linux.
    ///
    /// # Errors
    /// Those of getsockopt(2); unsupported elsewhere.
    pub fn drops(&self) -> io::Result<u32> {
        let call = Call::GetOption { option: "SO_MEMINFO[DROPS]".into() };
        let dropped = |socket: &Socket| sys::receive_memory(socket).map(|memory| memory.dropped);
        self.call(call, dropped, |&datagrams| tuned(datagrams))
    }

    /// `SO_SNDBUF`, in bytes. Linux doubles it (socket(7)).
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_send_buffer_size(&self, bytes: usize) -> io::Result<()> {
        self.set("SO_SNDBUF", bytes.to_string(), |socket| socket.set_send_buffer_size(bytes))
    }

    /// `SO_LINGER`. A time of zero makes close(2) send a reset (RFC 9293 section 3.6.1).
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_linger(&self, time: Option<Duration>) -> io::Result<()> {
        let value = time.map_or_else(|| "off".to_owned(), |time| format!("{} s", time.as_secs()));
        self.set("SO_LINGER", value, |socket| socket.set_linger(time))
    }

    /// `SO_RCVTIMEO`: how long a read may block.
    ///
    /// # Errors
    /// Those of setsockopt(2).
    pub fn set_read_timeout(&self, time: Option<Duration>) -> io::Result<()> {
        let value = time.map_or_else(|| "off".to_owned(), |time| format!("{} ms", time.as_millis()));
        self.set("SO_RCVTIMEO", value, |socket| socket.set_read_timeout(time))
    }

    /// `SO_ATTACH_FILTER`: lets only those segments through to a listener that have one of these flags; `SO_DETACH_FILTER`
    /// with `None` (socket(7)). What is held back was on the wire, and is lost. Linux.
    ///
    /// # Errors
    /// Those of setsockopt(2); unsupported elsewhere.
    pub fn set_segment_filter(&self, pass: Option<Flags>) -> io::Result<()> {
        let option = if pass.is_some() { "SO_ATTACH_FILTER" } else { "SO_DETACH_FILTER" };
        let value = pass.map_or_else(|| "0".to_owned(), |flags| flags.to_string());
        self.set(option, value, |socket| sys::set_segment_filter(socket, pass.map(Flags::bits)))
    }

    /// Non-blocking mode: a call that would wait returns EAGAIN (fcntl(2) `O_NONBLOCK`).
    ///
    /// # Errors
    /// Those of fcntl(2).
    pub fn set_nonblocking(&self, on: bool) -> io::Result<()> {
        self.set("O_NONBLOCK", switch(on), |socket| socket.set_nonblocking(on))
    }

    /// `SO_ERROR`: takes the pending error, such as that of a non-blocking connect, and leaves none (socket(7)).
    ///
    /// # Errors
    /// The pending error itself; those of getsockopt(2).
    pub fn take_error(&self) -> io::Result<()> {
        let call = Call::GetOption { option: "SO_ERROR".into() };
        let take = |socket: &Socket| socket.take_error()?.map_or(Ok(()), Err);
        self.call(call, take, |()| Outcome::Count { count: 0 })
    }

    /// `IPV6_V6ONLY`: whether an IPv6 socket keeps to IPv6 (ipv6(7), RFC 3493 section 5.3). Only before bind.
    ///
    /// # Errors
    /// EINVAL on a socket that is bound; ENOPROTOOPT on one of another family.
    pub fn set_only_v6(&self, on: bool) -> io::Result<()> {
        self.set("IPV6_V6ONLY", switch(on), |socket| socket.set_only_v6(on))
    }

    /// `IPV6_V6ONLY`, as it is.
    ///
    /// # Errors
    /// Those of getsockopt(2).
    pub fn only_v6(&self) -> io::Result<bool> {
        let call = Call::GetOption { option: "IPV6_V6ONLY".into() };
        self.call(call, Socket::only_v6, |&on| Outcome::Count { count: usize::from(on) })
    }

    /// `SO_TYPE`: the type that the socket has (socket(7)); 1 is `SOCK_STREAM`, 2 `SOCK_DGRAM`, 5 `SOCK_SEQPACKET`.
    ///
    /// # Errors
    /// Those of getsockopt(2).
    pub fn r#type(&self) -> io::Result<Type> {
        let call = Call::GetOption { option: "SO_TYPE".into() };
        self.call(call, Socket::r#type, |&kind| Outcome::Count { count: usize::try_from(i32::from(kind)).unwrap_or(0) })
    }

    /// `TCP_INFO`: what the kernel counts of this connection (tcp(7)). Linux.
    ///
    /// # Errors
    /// Unsupported elsewhere.
    pub fn tcp_info(&self) -> io::Result<TcpInfo> {
        let call = Call::GetOption { option: "TCP_INFO".into() };
        self.call(call, sys::tcp_info, |&info| Outcome::Counters { info })
    }

    fn set(
        &self,
        option: &'static str,
        value: impl Into<String>,
        set: impl FnOnce(&Socket) -> io::Result<()>,
    ) -> io::Result<()> {
        let call = Call::SetOption { option: option.into(), value: value.into().into() };
        self.call(call, set, |()| Outcome::Done)
    }
}

fn tuned(number: impl TryInto<i64>) -> Outcome {
    Outcome::Tuned { number: number.try_into().unwrap_or(i64::MAX) }
}

fn switch(on: bool) -> &'static str {
    if on { "1" } else { "0" }
}
