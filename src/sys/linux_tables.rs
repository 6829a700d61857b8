//! The tables of sockets, by netlink (`sock_diag(7)`): one row costs microseconds there, where /proc/net/tcp walks the whole
//! hash table of the kernel.

use std::{cell::Cell, io, net::SocketAddr, path::Path};

use netlink_packet_core::{NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_sock_diag::{
    SockDiagMessage,
    constants::{AF_INET, AF_INET6, IPPROTO_TCP, IPPROTO_UDP},
    inet::{ExtensionFlags, InetRequest, InetResponse, SocketId, StateFlags},
    unix::{
        self, ShowFlags, UnixRequest,
        nlas::{Nla, UnixDiagName},
    },
};
use netlink_sys::{Socket, SocketAddr as NetlinkAddress, protocols::NETLINK_SOCK_DIAG};

use super::{TcpEnd, TcpState, Transport, system::state};

#[derive(Debug)]
pub(super) struct Tables {
    socket: Socket,
    /// The number of the last question. What answers an older one, which was given up, is passed over.
    asked: Cell<u32>,
}

impl Tables {
    pub(super) fn open() -> io::Result<Tables> {
        let mut socket = Socket::new(NETLINK_SOCK_DIAG)?;
        socket.bind_auto()?;
        socket.connect(&NetlinkAddress::new(0, 0))?;
        Ok(Tables { socket, asked: Cell::new(0) })
    }

    pub(super) fn listeners(&self, transport: Transport) -> io::Result<Vec<SocketAddr>> {
        let mut found = Vec::new();
        for socket_id in [SocketId::new_v4(), SocketId::new_v6()] {
            self.ask(sockets(transport, socket_id), NLM_F_REQUEST | NLM_F_DUMP, |answer| {
                if let SockDiagMessage::InetResponse(response) = answer {
                    let id = response.header.socket_id;
                    // A socket of IPv6 that serves IPv4 has mapped addresses (ipv6(7)).
                    found.push(SocketAddr::new(id.source_address.to_canonical(), id.source_port));
                }
            })?;
        }
        Ok(found)
    }

    pub(super) fn listens(&self, address: SocketAddr, transport: Transport) -> io::Result<bool> {
        let mut socket_id = any(address);
        match transport {
            Transport::Tcp => (socket_id.source_address, socket_id.source_port) = (address.ip(), address.port()),
            // Of one UDP socket the kernel takes both ends the other way round (`udp_dump_one`, linux/net/ipv4/udp_diag.c).
            Transport::Udp => {
                (socket_id.destination_address, socket_id.destination_port) = (address.ip(), address.port());
            }
        }
        let found = self.one(sockets(transport, socket_id))?;
        // What was not a listener would be the end of a connection to port 0, which is none.
        Ok(found.is_some())
    }

    pub(super) fn tcp_end(&self, local: SocketAddr, remote: SocketAddr) -> io::Result<Option<TcpEnd>> {
        let mut socket_id = any(local);
        (socket_id.source_address, socket_id.source_port) = (local.ip(), local.port());
        (socket_id.destination_address, socket_id.destination_port) = (remote.ip(), remote.port());
        let Some(InetResponse { header, .. }) = self.one(sockets(Transport::Tcp, socket_id))? else { return Ok(None) };
        if header.socket_id.destination_port != remote.port() {
            // Without such a connection the kernel answers with the listener that would take it.
            return Ok(None);
        }
        let state: TcpState = state(header.state)?;
        Ok(Some(TcpEnd { state, unread: header.recv_queue, unacknowledged: header.send_queue }))
    }

    pub(super) fn unix_listens(&self, path: &Path) -> io::Result<bool> {
        let request = UnixRequest {
            state_flags: unix::StateFlags::LISTEN,
            inode: 0,
            show_flags: ShowFlags::NAME,
            cookie: [0xff; 8],
        };
        let mut found = false;
        self.ask(SockDiagMessage::UnixRequest(request), NLM_F_REQUEST | NLM_F_DUMP, |answer| {
            let SockDiagMessage::UnixResponse(response) = answer else { return };
            let named = |nla: &Nla| matches!(nla, Nla::Name(UnixDiagName::Pathname(name)) if Path::new(name) == path);
            found |= response.nlas.iter().any(named);
        })?;
        Ok(found)
    }

    /// The one socket of both addresses, if there is one.
    fn one(&self, request: SockDiagMessage) -> io::Result<Option<InetResponse>> {
        let mut found = None;
        let asked = self.ask(request, NLM_F_REQUEST, |answer| {
            if let SockDiagMessage::InetResponse(response) = answer {
                found = Some(*response);
            }
        });
        match asked {
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => Ok(None),
            asked => asked.map(|()| found),
        }
    }

    /// Sends one request and hands on each answer, up to the last.
    fn ask(&self, request: SockDiagMessage, flags: u16, mut answer: impl FnMut(SockDiagMessage)) -> io::Result<()> {
        let mut header = NetlinkHeader::default();
        header.flags = flags;
        header.sequence_number = self.asked.get().wrapping_add(1);
        self.asked.set(header.sequence_number);
        let mut message = NetlinkMessage::new(header, request.into());
        message.finalize();
        let mut bytes = vec![0; message.buffer_len()];
        message.serialize(&mut bytes);
        self.socket.send(&bytes, 0)?;
        loop {
            let (received, _) = self.socket.recv_from_full()?;
            let mut rest = received.as_slice();
            while !rest.is_empty() {
                let message = NetlinkMessage::<SockDiagMessage>::deserialize(rest).map_err(io::Error::other)?;
                let length = usize::try_from(message.header.length).map_err(io::Error::other)?;
                // Each message begins at a multiple of four bytes (netlink(7), NLMSG_ALIGN).
                rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
                if message.header.sequence_number != self.asked.get() {
                    continue;
                }
                match message.payload {
                    NetlinkPayload::InnerMessage(message) => answer(message),
                    NetlinkPayload::Error(error) if error.code.is_some() => return Err(error.to_io()),
                    NetlinkPayload::Done(_) => return Ok(()),
                    _ => {}
                }
                if flags & NLM_F_DUMP != NLM_F_DUMP {
                    return Ok(());
                }
            }
        }
    }
}

/// The request for sockets of this transport: those that listen, if it is for a table.
fn sockets(transport: Transport, socket_id: SocketId) -> SockDiagMessage {
    let (protocol, states) = match transport {
        Transport::Tcp => (IPPROTO_TCP, StateFlags::LISTEN),
        // The kernel gives an unconnected UDP socket the number of TCP's state "close".
        Transport::Udp => (IPPROTO_UDP, StateFlags::CLOSE),
    };
    let family = if socket_id.source_address.is_ipv4() { AF_INET } else { AF_INET6 };
    SockDiagMessage::InetRequest(InetRequest {
        family,
        protocol,
        extensions: ExtensionFlags::empty(),
        states,
        socket_id,
    })
}

/// Any socket of the address's family. Any cookie will do (`INET_DIAG_NOCOOKIE`).
fn any(address: SocketAddr) -> SocketId {
    let id = if address.is_ipv4() { SocketId::new_v4() } else { SocketId::new_v6() };
    SocketId { cookie: [0xff; 8], ..id }
}
