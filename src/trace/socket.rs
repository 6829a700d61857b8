//! A socket that writes down what it does. The method names are those of socket2 and of the system calls.

use std::{
    io,
    mem::MaybeUninit,
    net::{Ipv4Addr, Shutdown, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use socket2::{Domain, MaybeUninitSlice, Protocol, Socket, Type};

use super::{Actor, Address, Call, EventKind, Outcome, Payload, TcpInfo, TcpState, Tracer, Until, recorder::Parted};
use crate::{
    sys::{self, Interest, Readiness, Room},
    wire::Flags,
};

/// A real socket. Each method makes the one system call that it is named after, and records it.
///
/// Dropping it closes it without a word in the trace; a scene whose lesson is the closing calls [`close`](Self::close).
#[derive(Debug)]
pub struct TracedSocket {
    kernel: Arc<Kernel>,
    tracer: Tracer,
}

/// One datagram received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// The data that fitted.
    pub bytes: Vec<u8>,
    /// The sender.
    pub from: Address,
}

/// The socket itself, and what was last counted of it.
#[derive(Debug)]
pub(super) struct Kernel {
    socket: Arc<Socket>,
    pub(super) actor: Actor,
    /// A UNIX socket: Linux answers SIOCOUTQ with the memory that its messages take up, not with their bytes.
    unix: bool,
    last: Mutex<Sample>,
}

impl TracedSocket {
    pub(super) fn new(socket: impl Into<Arc<Socket>>, actor: Actor, tracer: Tracer) -> TracedSocket {
        let socket = socket.into();
        let unix = socket.local_addr().is_ok_and(|name| name.domain() == Domain::UNIX);
        let kernel = Arc::new(Kernel { socket, actor, unix, last: Mutex::default() });
        // The state that a socket is born in is no news.
        let _ = Sample::changes(&kernel);
        tracer.recorder().watch(Arc::downgrade(&kernel));
        TracedSocket { kernel, tracer }
    }

    /// Gives the socket to another actor, as an accepted connection is given to a thread of its own.
    #[must_use]
    pub fn named(self, actor: impl Into<Actor>) -> TracedSocket {
        let Ok(kernel) = Arc::try_unwrap(self.kernel) else { unreachable!("a socket has one owner") };
        let renamed = TracedSocket::new(kernel.socket, actor.into(), self.tracer);
        renamed.learn_name();
        renamed
    }

    /// The same socket in the hands of another actor, as threads of one program share it: one descriptor, one address, one
    /// queue. It is closed when everybody has let go of it. What the kernel counts of it is shown with the first actor.
    #[must_use]
    pub fn shared_with(&self, actor: impl Into<Actor>) -> TracedSocket {
        let (socket, unix) = (Arc::clone(&self.kernel.socket), self.kernel.unix);
        let kernel = Kernel { socket, actor: actor.into(), unix, last: Mutex::default() };
        TracedSocket { kernel: Arc::new(kernel), tracer: self.tracer.clone() }
    }

    /// Whose socket it is.
    pub fn actor(&self) -> &Actor {
        &self.kernel.actor
    }

    /// The socket underneath, for a call that has no method here. Nothing is recorded.
    pub fn inner(&self) -> &Socket {
        &self.kernel.socket
    }

    // ---- names

    /// bind(2).
    ///
    /// # Errors
    /// EADDRINUSE, EADDRNOTAVAIL, EACCES, and EINVAL for a socket that is bound already.
    pub fn bind(&self, address: impl Into<Address>) -> io::Result<()> {
        let to = address.into();
        self.call(Call::Bind { to: to.clone() }, |socket| socket.bind(&to.to_raw()?), |()| Outcome::Done)
    }

    /// The local address, without a line in the trace; the unspecified address with port 0 while there is none.
    #[must_use]
    pub fn address(&self) -> Address {
        let unspecified = || SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)).into();
        self.kernel.socket.local_addr().map_or_else(|_| unspecified(), |raw| Address::from_raw(&raw))
    }

    /// getsockname(2). Unbound: 0.0.0.0:0 on Unix; WSAEINVAL on Windows.
    ///
    /// # Errors
    /// Those of getsockname(2).
    pub fn local_addr(&self) -> io::Result<Address> {
        let name = |socket: &Socket| Ok(Address::from_raw(&socket.local_addr()?));
        self.call(Call::LocalAddress, name, |address| Outcome::Address { address: address.clone() })
    }

    /// getpeername(2).
    ///
    /// # Errors
    /// ENOTCONN without a peer.
    pub fn peer_addr(&self) -> io::Result<Address> {
        let name = |socket: &Socket| Ok(Address::from_raw(&socket.peer_addr()?));
        self.call(Call::PeerAddress, name, |address| Outcome::Address { address: address.clone() })
    }

    // ---- connections

    /// listen(2).
    ///
    /// # Errors
    /// EOPNOTSUPP on a UDP socket; EADDRINUSE.
    pub fn listen(&self, backlog: i32) -> io::Result<()> {
        self.call(Call::Listen { backlog }, |socket| socket.listen(backlog), |()| Outcome::Done)
    }

    /// accept(2). The new socket belongs to the same actor; [`named`](Self::named) changes that.
    ///
    /// # Errors
    /// EAGAIN on a non-blocking listener with an empty queue; EINVAL without listen.
    pub fn accept(&self) -> io::Result<(TracedSocket, Address)> {
        let accept = |socket: &Socket| {
            let (accepted, peer) = socket.accept()?;
            Ok((accepted, Address::from_raw(&peer)))
        };
        let (accepted, peer) = self.call(Call::Accept, accept, |(_, peer)| Outcome::Accepted { peer: peer.clone() })?;
        Ok((TracedSocket::new(accepted, self.kernel.actor.clone(), self.tracer.clone()), peer))
    }

    /// connect(2). On a UDP socket: remembers the peer, and sends nothing.
    ///
    /// # Errors
    /// ECONNREFUSED, EINPROGRESS on a non-blocking TCP socket, EISCONN, EADDRNOTAVAIL, ETIMEDOUT.
    pub fn connect(&self, address: impl Into<Address>) -> io::Result<()> {
        let to = address.into();
        let call = Call::Connect { to: to.clone() };
        self.call(call, |socket| socket.connect(&to.to_raw()?), |()| Outcome::Done)
    }

    /// connect(2), given up after a time: a non-blocking connect and a wait for it (poll(2)), as socket2 and Rust's
    /// standard library do it. The socket is blocking afterwards.
    ///
    /// # Errors
    /// As [`connect`](Self::connect); [`io::ErrorKind::TimedOut`] without a code of the system when the time is over.
    pub fn connect_timeout(&self, address: impl Into<Address>, time: Duration) -> io::Result<()> {
        let to = address.into();
        let call = Call::Connect { to: to.clone() };
        let connect = |socket: &Socket| socket.connect_timeout(&to.to_raw()?, time);
        let connected = self.call(call, connect, |()| Outcome::Done);
        self.learn_name();
        connected
    }

    /// shutdown(2).
    ///
    /// # Errors
    /// ENOTCONN without a connection.
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        let name = match how {
            Shutdown::Read => "SHUT_RD",
            Shutdown::Write => "SHUT_WR",
            Shutdown::Both => "SHUT_RDWR",
        };
        self.call(Call::Shutdown { how: name.into() }, |socket| socket.shutdown(how), |()| Outcome::Done)
    }

    /// close(2). When it returns, the kernel has closed the socket.
    pub fn close(self) {
        let TracedSocket { kernel, tracer } = self;
        let actor = kernel.actor.clone();
        let connection = kernel.connection();
        let close = || {
            drop(into_socket(kernel));
            if let Some((local, remote, last)) = connection {
                tracer.recorder().parted(Parted { actor: actor.clone(), local, remote, last });
            }
            Ok(())
        };
        let closed = tracer.call(&actor, Call::Close, close, |()| Outcome::Done);
        debug_assert!(closed.is_ok(), "closing has no error to return");
    }

    /// Gives the socket to a child process that holds it and does nothing (fork(2)): this process has it no longer, and
    /// the kernel closes it when the child ends. Nothing is recorded: the process is no socket's doing.
    ///
    /// # Errors
    /// As [`SocketHolder::start`](sys::SocketHolder::start): unsupported on Windows. Another actor has the socket too.
    pub fn give_to_child(self) -> io::Result<sys::SocketHolder> {
        let shared = |_| io::Error::other("a socket that two actors have cannot be given away");
        sys::SocketHolder::start(Arc::try_unwrap(into_socket(self.kernel)).map_err(shared)?)
    }

    // ---- data

    /// send(2). On a stream it may take fewer bytes than offered.
    ///
    /// # Errors
    /// EAGAIN, EPIPE, ECONNRESET, EDESTADDRREQ without a peer, EMSGSIZE for a datagram that is too long.
    pub fn send(&self, bytes: &[u8]) -> io::Result<usize> {
        let call = Call::Send { bytes: Payload::of(bytes) };
        self.call(call, |socket| socket.send(bytes), |&count| Outcome::Count { count })
    }

    /// sendto(2).
    ///
    /// # Errors
    /// As [`send`](Self::send); EACCES to a broadcast address without `SO_BROADCAST`; on macOS EISCONN on a connected
    /// socket.
    pub fn send_to(&self, bytes: &[u8], address: impl Into<Address>) -> io::Result<usize> {
        let to = address.into();
        let call = Call::SendTo { bytes: Payload::of(bytes), to: to.clone() };
        self.call(call, |socket| socket.send_to(bytes, &to.to_raw()?), |&count| Outcome::Count { count })
    }

    /// recv(2) into room for `size` bytes. 0 bytes from a stream is its end.
    ///
    /// # Errors
    /// EAGAIN, also when a read timeout is over; ECONNRESET; ECONNREFUSED on a connected UDP socket. On Windows
    /// WSAEMSGSIZE for a longer datagram.
    pub fn recv(&self, size: usize) -> io::Result<Vec<u8>> {
        self.recv_bytes(size, "", Socket::recv)
    }

    /// recv(2) with `MSG_PEEK`: the data stays in the queue.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn peek(&self, size: usize) -> io::Result<Vec<u8>> {
        self.recv_bytes(size, "MSG_PEEK", Socket::peek)
    }

    /// recv(2) with `MSG_WAITALL`: waits until all of the room is filled. At the end of the stream it gives less.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn recv_all(&self, size: usize) -> io::Result<Vec<u8>> {
        self.recv_bytes(size, "MSG_WAITALL", sys::receive_all)
    }

    /// recvfrom(2) into room for `size` bytes.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn recv_from(&self, size: usize) -> io::Result<Datagram> {
        let call = Call::RecvFrom { size, flags: "".into() };
        let receive = |socket: &Socket| {
            let mut room = Room::new(size);
            let (count, from) = socket.recv_from(room.slice())?;
            Ok(Datagram { bytes: room.filled(count), from: Address::from_raw(&from) })
        };
        self.call(call, receive, |datagram| Outcome::Data {
            bytes: Payload::of(&datagram.bytes),
            from: Some(datagram.from.clone()),
            truncated: None,
        })
    }

    /// recvmsg(2): the data, and whether the datagram was longer than the room for it (`MSG_TRUNC`).
    ///
    /// # Errors
    /// As [`recv`](Self::recv); but truncation is no error, on Windows neither (socket2 hides WSAEMSGSIZE here).
    pub fn recv_msg(&self, size: usize) -> io::Result<(Vec<u8>, bool)> {
        let receive = |socket: &Socket| {
            let mut room = Room::new(size);
            let (count, flags) = socket.recv_vectored(&mut [MaybeUninitSlice::new(room.slice())])?;
            Ok((room.filled(count), flags.is_truncated()))
        };
        self.call(Call::RecvMsg { size }, receive, |(bytes, truncated)| Outcome::Data {
            bytes: Payload::of(bytes),
            from: None,
            truncated: Some(*truncated),
        })
    }

    /// The true length of the next datagram, left in the queue: recv(2) with `MSG_PEEK | MSG_TRUNC`. Linux.
    ///
    /// # Errors
    /// As [`recv`](Self::recv); unsupported elsewhere.
    pub fn peek_length(&self, size: usize) -> io::Result<usize> {
        let call = Call::Recv { size, flags: "MSG_PEEK|MSG_TRUNC".into() };
        let peek = |socket: &Socket| sys::receive_true_length(socket, Room::new(size).slice(), true);
        self.call(call, peek, |&length| Outcome::Length { length })
    }

    /// How many bytes a read would find: ioctl(2) with FIONREAD. For UDP on Linux, those of the next datagram alone.
    ///
    /// # Errors
    /// Those of ioctl(2).
    pub fn bytes_readable(&self) -> io::Result<u32> {
        let call = Call::GetOption { option: "FIONREAD".into() };
        self.call(call, sys::receive_queue, |&bytes| Outcome::Count { count: bytes as usize })
    }

    fn recv_bytes(
        &self,
        size: usize,
        flags: &'static str,
        receive: impl FnOnce(&Socket, &mut [MaybeUninit<u8>]) -> io::Result<usize>,
    ) -> io::Result<Vec<u8>> {
        let receive = |socket: &Socket| {
            let mut room = Room::new(size);
            let count = receive(socket, room.slice())?;
            Ok(room.filled(count))
        };
        self.call(Call::Recv { size, flags: flags.into() }, receive, |bytes| Outcome::Data {
            bytes: Payload::of(bytes),
            from: None,
            truncated: None,
        })
    }

    // ---- options

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

    // ---- waiting for the kernel

    /// Waits until at least `bytes` can be read.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] after [`wait::DEADLINE`](super::wait::DEADLINE).
    pub fn wait_queued(&self, bytes: u32) -> io::Result<()> {
        self.wait(Until::Queued { bytes }, |socket| Ok(sys::receive_queue(socket)? >= bytes))
    }

    /// Waits until a read or an accept would not block: data, the end of the stream, a connection or an error.
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_readable(&self) -> io::Result<()> {
        self.wait(Until::Readable, |socket| {
            let ready = ready(socket, Interest::Readable)?;
            Ok(ready.readable || ready.error || ready.hangup)
        })
    }

    /// Waits until a write would not block, or a connect has ended.
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_writable(&self) -> io::Result<()> {
        self.wait(Until::Writable, |socket| {
            let ready = ready(socket, Interest::Writable)?;
            Ok(ready.writable || ready.error || ready.hangup)
        })
    }

    /// Waits until the peer's kernel has acknowledged everything sent.
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_acknowledged(&self) -> io::Result<()> {
        self.wait(Until::Acknowledged, |socket| Ok(sys::send_queue(socket)? == 0))
    }

    /// Waits until this end of the connection has reached a state. `TIME_WAIT` never shows here: see
    /// [`sys::tcp_table`].
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_state(&self, state: TcpState) -> io::Result<()> {
        self.wait(Until::Reached { tcp: state }, |socket| Ok(sys::tcp_info(socket)?.state == state))
    }

    fn wait(&self, until: Until, mut seen: impl FnMut(&Socket) -> io::Result<bool>) -> io::Result<()> {
        self.tracer.wait_until(self.kernel.actor.clone(), until, || seen(&self.kernel.socket))
    }

    // ---- recording

    fn call<T>(
        &self,
        call: Call,
        make: impl FnOnce(&Socket) -> io::Result<T>,
        outcome: impl FnOnce(&T) -> Outcome,
    ) -> io::Result<T> {
        let make = || {
            let answer = make(&self.kernel.socket);
            // bind, connect and the first send to somebody give a name; whose packets these are must be known at once.
            self.learn_name();
            answer
        };
        self.tracer.call(&self.kernel.actor, call, make, outcome)
    }

    fn learn_name(&self) {
        let address = self.address();
        if address.port() != 0 {
            self.tracer.recorder().name(&self.kernel.actor, address);
        }
    }
}

impl Kernel {
    /// The state of a connection that the socket has done with. `TCP_INFO` calls it closed; the kernel's table says whether
    /// it is in `TIME_WAIT`.
    pub(super) fn remains(&self) -> TcpState {
        let ends = self.last.lock().unwrap_or_else(PoisonError::into_inner).ends;
        let table = sys::tcp_table().unwrap_or_default();
        let row = table.iter().find(|row| Some((row.local, row.remote)) == ends);
        row.map_or(TcpState::Closed, |row| row.state)
    }

    /// Both ends of a TCP connection and its state; `None` for a socket that has none.
    fn connection(&self) -> Option<(SocketAddr, SocketAddr, TcpState)> {
        let state = sys::tcp_info(&self.socket).ok()?.state;
        let (local, remote) = self.ends()?;
        Some((local, remote, state))
    }

    fn ends(&self) -> Option<(SocketAddr, SocketAddr)> {
        let remote = self.socket.peer_addr().ok()?.as_socket()?;
        Some((self.socket.local_addr().ok()?.as_socket()?, remote))
    }
}

/// The socket alone. Another thread may be counting its queue at this moment; it lets go by itself.
fn into_socket(mut kernel: Arc<Kernel>) -> Arc<Socket> {
    loop {
        match Arc::try_unwrap(kernel) {
            Ok(Kernel { socket, .. }) => return socket,
            Err(shared) => kernel = shared,
        }
        std::thread::yield_now();
    }
}

/// What the kernel counted of a socket the last time it was asked. A count that a system does not offer stays `None`.
#[derive(Debug, Default)]
pub(super) struct Sample {
    queues: Option<(u32, u32)>,
    segments: Option<u32>,
    state: Option<TcpState>,
    /// Both ends of the connection, as long as there is one, and after it.
    ends: Option<(SocketAddr, SocketAddr)>,
}

impl Sample {
    /// Counts again, and returns what is no longer what it was.
    pub(super) fn changes(kernel: &Kernel) -> Vec<EventKind> {
        let mut last = kernel.last.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changes = Vec::new();
        let info = sys::tcp_info(&kernel.socket);
        if let Ok(recv) = sys::receive_queue(&kernel.socket) {
            // A connection that has failed holds no data, but Linux goes on counting: 1 or 3 after a refused connect.
            let failed = info.as_ref().is_ok_and(|info| info.state == TcpState::Closed);
            let send = if failed || kernel.unix { 0 } else { sys::send_queue(&kernel.socket).unwrap_or(0) };
            if last.queues.replace((recv, send)) != Some((recv, send)) {
                changes.push(EventKind::Queues { recv, send });
            }
        }
        if let Ok(info) = info {
            let out = info.data_segments_out;
            if last.segments.replace(out) != Some(out) {
                changes.push(EventKind::Segments { out });
            }
            if last.state.replace(info.state) != Some(info.state) {
                changes.push(EventKind::State { state: info.state });
                last.ends = kernel.ends().or(last.ends);
            }
        }
        changes
    }
}

/// Family and type in a few words: `udp`, `tcp`, or the names in C of a rarer kind.
pub(super) fn described(domain: Domain, kind: Type, protocol: Option<Protocol>) -> String {
    let version = if domain == Domain::IPV6 { "6" } else { "" };
    match (kind, protocol) {
        (Type::DGRAM, Some(Protocol::UDP)) => format!("udp{version}"),
        (Type::STREAM, Some(Protocol::TCP)) => format!("tcp{version}"),
        (Type::STREAM, None) if domain == Domain::UNIX => "unix stream".to_owned(),
        (Type::DGRAM, None) if domain == Domain::UNIX => "unix dgram".to_owned(),
        (Type::SEQPACKET, None) if domain == Domain::UNIX => "unix seqpacket".to_owned(),
        (_, Some(protocol)) => format!("{domain:?} {kind:?} {protocol:?}"),
        (_, None) => format!("{domain:?} {kind:?}"),
    }
}

fn tuned(number: impl TryInto<i64>) -> Outcome {
    Outcome::Tuned { number: number.try_into().unwrap_or(i64::MAX) }
}

fn switch(on: bool) -> &'static str {
    if on { "1" } else { "0" }
}

fn ready(socket: &Socket, interest: Interest) -> io::Result<Readiness> {
    sys::poll(socket, interest, Duration::ZERO)
}
