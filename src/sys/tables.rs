//! The system's tables of sockets: who listens, and how far a connection has come.

use std::{io, net::SocketAddr};

use super::{TcpState, system};

/// One end of a TCP connection, as the kernel counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpEnd {
    /// The state.
    pub state: TcpState,
    /// Bytes that its program has not read.
    pub unread: u32,
    /// Bytes that its peer has not acknowledged.
    pub unacknowledged: u32,
}

/// The protocols of which the kernel keeps a table by port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// TCP: the sockets that listen.
    Tcp,
    /// UDP: the sockets that are bound and not connected.
    Udp,
}

/// The addresses, IPv4 and IPv6, on which somebody listens (TCP) or receives from anybody (UDP), in this network
/// namespace (`sock_diag(7)`).
///
/// # Errors
/// The kernel does not answer; unsupported on macOS and Windows.
pub fn listeners(transport: Transport) -> io::Result<Vec<SocketAddr>> {
    system::listeners(transport)
}

/// One end of a TCP connection, of whichever process in this network namespace; `None` if there is no such end.
/// `TIME_WAIT` is a state too (`sock_diag(7)`).
///
/// # Errors
/// The kernel does not answer; unsupported on macOS and Windows.
pub fn tcp_end(local: SocketAddr, remote: SocketAddr) -> io::Result<Option<TcpEnd>> {
    system::tcp_end(local, remote)
}

/// Whether a process of this network namespace listens on a UNIX stream socket of that path (`proc_net(5)`, `unix`).
///
/// # Errors
/// The table cannot be read; unsupported on macOS and Windows.
pub fn unix_listens(path: &std::path::Path) -> io::Result<bool> {
    system::unix_listens(path)
}
