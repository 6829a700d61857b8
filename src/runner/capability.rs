//! What this host offers to a run. Each answer is a probe of the kernel, made where the run takes place.

use std::{io, net::Ipv6Addr};

use serde::{Deserialize, Serialize};
use socket2::{Domain, Protocol, Socket, Type};

use crate::{lab::Capability, sys};

/// A capability that is missing, and what the probe said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Which.
    pub capability: Capability,
    /// The error of the probe.
    pub because: String,
}

/// Probes one capability in this process. `isolated` says whether the process is in a namespace of its own.
///
/// # Errors
/// The capability is missing: what the kernel said.
pub fn probe(capability: Capability, isolated: bool) -> io::Result<()> {
    match capability {
        Capability::Isolation if isolated => Ok(()),
        Capability::Isolation => Err(io::Error::other("this run is on the host's own loopback")),
        // A scene is given its capture, or told why there is none: closing another one here would take 8 to 20 ms.
        Capability::Wire => sys::packet_socket().map(drop),
        Capability::Ipv6 => {
            let socket = Socket::new(Domain::IPV6, Type::DGRAM, Some(Protocol::UDP))?;
            socket.bind(&std::net::SocketAddr::from((Ipv6Addr::LOCALHOST, 0)).into())
        }
        Capability::TcpInfo => sys::tcp_info(&tcp()?).map(drop),
        Capability::TcpTable => sys::tcp_table().map(drop),
        Capability::Cork => {
            let socket = tcp()?;
            sys::set_tcp_cork(&socket, true)?;
            sys::set_tcp_quickack(&socket, true)
        }
        Capability::ReusePort => sys::set_reuse_port(&tcp()?, true),
        Capability::TrueLength => true_length(),
    }
}

/// Those of `needs` that this process lacks.
#[must_use]
pub fn missing(needs: &[Capability], isolated: bool) -> Vec<Missing> {
    let lacks = |&capability: &Capability| {
        let error = probe(capability, isolated).err()?;
        Some(Missing { capability, because: error.to_string() })
    };
    needs.iter().filter_map(lacks).collect()
}

fn tcp() -> io::Result<Socket> {
    Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))
}

/// A non-blocking receive from an empty queue: EAGAIN says that the flag was accepted.
fn true_length() -> io::Result<()> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))?;
    socket.bind(&crate::trace::LOOPBACK.into())?;
    socket.set_nonblocking(true)?;
    match sys::receive_true_length(&socket, sys::Room::new(1).slice(), true) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        other => other.map(drop),
    }
}
