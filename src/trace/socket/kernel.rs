//! What stands behind a traced socket.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use socket2::Socket;

use crate::{
    sys,
    trace::{Actor, EventKind, TcpState},
};

/// The socket itself, and what was last counted of it.
#[derive(Debug)]
pub(in crate::trace) struct Kernel {
    pub(super) socket: Arc<Socket>,
    pub(in crate::trace) actor: Actor,
    /// A UNIX socket: Linux answers SIOCOUTQ with the memory that its messages take up, not with their bytes.
    pub(super) unix: bool,
    pub(super) last: Mutex<Sample>,
}

impl Kernel {
    /// The state of a connection that the socket has done with. `TCP_INFO` calls it closed; the kernel's table says whether
    /// it is in `TIME_WAIT`.
    pub(in crate::trace) fn remains(&self) -> TcpState {
        let ends = self.last.lock().unwrap_or_else(PoisonError::into_inner).ends;
        let end =
            ends.and_then(|(local, remote)| sys::Tables::open().and_then(|all| all.tcp_end(local, remote)).ok()?);
        end.map_or(TcpState::Closed, |end| end.state)
    }

    /// Both ends of a TCP connection and its state; `None` for a socket that has none.
    pub(super) fn connection(&self) -> Option<(SocketAddr, SocketAddr, TcpState)> {
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
pub(super) fn into_socket(mut kernel: Arc<Kernel>) -> Arc<Socket> {
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
pub(in crate::trace) struct Sample {
    queues: Option<(u32, u32)>,
    segments: Option<u32>,
    state: Option<TcpState>,
    /// Both ends of the connection, as long as there is one, and after it.
    ends: Option<(SocketAddr, SocketAddr)>,
}

impl Sample {
    /// Counts again, and returns what is no longer what it was.
    pub(in crate::trace) fn changes(kernel: &Kernel) -> Vec<EventKind> {
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
