//! The system's tables of sockets: who listens, and how far a connection has come.

use std::{io, net::SocketAddr, path::Path};

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

/// The tables of the network namespace in which they were opened. One opening serves any number of questions.
#[derive(Debug)]
pub struct Tables(system::Tables);

impl Tables {
    /// Opens them (`sock_diag(7)`).
    ///
    /// # Errors
    /// Those of socket(2); unsupported on macOS and Windows.
    pub fn open() -> io::Result<Tables> {
        Ok(Tables(system::Tables::open()?))
    }

    /// The addresses, IPv4 and IPv6, on which somebody listens (TCP) or receives from anybody (UDP).
    ///
    /// # Errors
    /// The kernel does not answer.
    pub fn listeners(&self, transport: Transport) -> io::Result<Vec<SocketAddr>> {
        self.0.listeners(transport)
    }

    /// Whether somebody would take a connection (TCP) or a datagram (UDP) that is sent there: by that address, or by all
    /// addresses of the port. A question about one port costs the kernel nothing, where the whole table is thousands of lists.
    ///
    /// # Errors
    /// As [`listeners`](Self::listeners).
    pub fn listens(&self, address: SocketAddr, transport: Transport) -> io::Result<bool> {
        self.0.listens(address, transport)
    }

    /// One end of a TCP connection, of whichever process; `None` if there is no such end. `TIME_WAIT` is a state too.
    ///
    /// # Errors
    /// As [`listeners`](Self::listeners).
    pub fn tcp_end(&self, local: SocketAddr, remote: SocketAddr) -> io::Result<Option<TcpEnd>> {
        self.0.tcp_end(local, remote)
    }

    /// Whether a process listens on a UNIX stream socket of that path.
    ///
    /// # Errors
    /// As [`listeners`](Self::listeners).
    pub fn unix_listens(&self, path: &Path) -> io::Result<bool> {
        self.0.unix_listens(path)
    }
}
