//! What the kernel says of TCP connections and of receive buffers.

use std::{fmt, net::SocketAddr};

use serde::{Deserialize, Serialize};

/// A TCP state (RFC 9293 section 3.3.2), as the kernel reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "each variant is the state of that name in RFC 9293")]
pub enum TcpState {
    Established,
    SynSent,
    SynReceived,
    #[serde(rename = "FIN_WAIT1")]
    FinWait1,
    #[serde(rename = "FIN_WAIT2")]
    FinWait2,
    TimeWait,
    Closed,
    CloseWait,
    LastAck,
    Listen,
    Closing,
}

impl TcpState {
    /// The state's name in capitals, as `ss` and `netstat` print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TcpState::Established => "ESTABLISHED",
            TcpState::SynSent => "SYN_SENT",
            TcpState::SynReceived => "SYN_RECEIVED",
            TcpState::FinWait1 => "FIN_WAIT1",
            TcpState::FinWait2 => "FIN_WAIT2",
            TcpState::TimeWait => "TIME_WAIT",
            TcpState::Closed => "CLOSED",
            TcpState::CloseWait => "CLOSE_WAIT",
            TcpState::LastAck => "LAST_ACK",
            TcpState::Listen => "LISTEN",
            TcpState::Closing => "CLOSING",
        }
    }
}

impl fmt::Display for TcpState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the kernel counts of one TCP connection (`TCP_INFO`, tcp(7)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TcpInfo {
    /// The connection's state.
    pub state: TcpState,
    /// Segments sent that carried data, retransmissions included (RFC 4898 `tcpEStatsPerfDataSegsOut`).
    pub data_segments_out: u32,
    /// Segments received that carried data.
    pub data_segments_in: u32,
    /// Segments sent and not yet acknowledged; for a listener, the connections that wait to be accepted.
    pub unacknowledged: u32,
    /// Bytes of data a segment may carry.
    pub send_mss: u32,
    /// Segments sent again.
    pub retransmissions: u32,
}

/// What the kernel counts of a socket's receive buffer (`SO_MEMINFO`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiveMemory {
    /// Memory held for what waits to be read, in bytes, the kernel's own bookkeeping included.
    pub held: u32,
    /// Datagrams that found no room, since the socket was made.
    pub dropped: u32,
}

/// One row of the system's table of TCP sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpRow {
    /// This end.
    pub local: SocketAddr,
    /// The other end; port 0 for a listener.
    pub remote: SocketAddr,
    /// The state.
    pub state: TcpState,
}
