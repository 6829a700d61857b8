//! A socket that writes down what it does. The method names are those of socket2 and of the system calls.
//!
//! Here are its names and connections; what it sends and receives is in [`data`], its options are in [`options`], and
//! what a scene may wait for is in [`waiting`].

mod data;
mod kernel;
mod options;
mod waiting;

use std::{
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use socket2::{Domain, Protocol, Socket, Type};

use super::{Actor, Address, Call, Outcome, Tracer, recorder::Parted};
use crate::sys;

pub use data::Datagram;
use kernel::into_socket;
pub(super) use kernel::{Kernel, Sample};

/// A real socket. Each method makes the one system call that it is named after, and records it.
///
/// Dropping it closes it without a word in the trace; a scene whose lesson is the closing calls [`close`](Self::close).
#[derive(Debug)]
pub struct TracedSocket {
    kernel: Arc<Kernel>,
    tracer: Tracer,
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
