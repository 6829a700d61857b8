//! The tables of sockets, by netlink (`sock_diag(7)`): one row costs microseconds there, where /proc/net/tcp walks the whole
//! hash table of the kernel.

use std::{io, net::SocketAddr, path::Path};

use netlink_packet_core::{NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_sock_diag::{
    SockDiagMessage,
    constants::{AF_INET, AF_INET6, IPPROTO_TCP, IPPROTO_UDP},
    inet::{ExtensionFlags, InetRequest, SocketId, StateFlags},
    unix::{
        self, ShowFlags, UnixRequest,
        nlas::{Nla, UnixDiagName},
    },
};
use netlink_sys::{Socket, SocketAddr as NetlinkAddress, protocols::NETLINK_SOCK_DIAG};

use super::{TcpEnd, Transport, system::state};

pub(super) fn listeners(transport: Transport) -> io::Result<Vec<SocketAddr>> {
    let (protocol, states) = match transport {
        Transport::Tcp => (IPPROTO_TCP, StateFlags::LISTEN),
        // The kernel gives an unconnected UDP socket the number of TCP's state "close".
        Transport::Udp => (IPPROTO_UDP, StateFlags::CLOSE),
    };
    let mut found = Vec::new();
    for (family, socket_id) in [(AF_INET, SocketId::new_v4()), (AF_INET6, SocketId::new_v6())] {
        let extensions = ExtensionFlags::empty();
        let request = InetRequest { family, protocol, extensions, states: states.clone(), socket_id };
        ask(SockDiagMessage::InetRequest(request), NLM_F_REQUEST | NLM_F_DUMP, |answer| {
            if let SockDiagMessage::InetResponse(response) = answer {
                let id = response.header.socket_id;
                // A socket of IPv6 that serves IPv4 has mapped addresses (ipv6(7)).
                found.push(SocketAddr::new(id.source_address.to_canonical(), id.source_port));
            }
        })?;
    }
    Ok(found)
}

pub(super) fn tcp_end(local: SocketAddr, remote: SocketAddr) -> io::Result<Option<TcpEnd>> {
    let (family, mut socket_id) = match local {
        SocketAddr::V4(_) => (AF_INET, SocketId::new_v4()),
        SocketAddr::V6(_) => (AF_INET6, SocketId::new_v6()),
    };
    (socket_id.source_address, socket_id.source_port) = (local.ip(), local.port());
    (socket_id.destination_address, socket_id.destination_port) = (remote.ip(), remote.port());
    // Any cookie will do (INET_DIAG_NOCOOKIE).
    socket_id.cookie = [0xff; 8];
    let extensions = ExtensionFlags::empty();
    let request = InetRequest { family, protocol: IPPROTO_TCP, extensions, states: StateFlags::all(), socket_id };
    let mut end = None;
    let asked = ask(SockDiagMessage::InetRequest(request), NLM_F_REQUEST, |answer| {
        if let SockDiagMessage::InetResponse(response) = answer {
            let header = response.header;
            // Without such a connection the kernel answers with the listener that would take it.
            let same = header.socket_id.destination_port == remote.port();
            end = Some((header.state, header.recv_queue, header.send_queue)).filter(|_| same);
        }
    });
    match asked {
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => Ok(None),
        Err(error) => Err(error),
        Ok(()) => end
            .map(|(number, unread, unacknowledged)| Ok(TcpEnd { state: state(number)?, unread, unacknowledged }))
            .transpose(),
    }
}

/// Sends one request and hands on each answer, up to the last.
fn ask(request: SockDiagMessage, flags: u16, mut answer: impl FnMut(SockDiagMessage)) -> io::Result<()> {
    let mut socket = Socket::new(NETLINK_SOCK_DIAG)?;
    socket.bind_auto()?;
    socket.connect(&NetlinkAddress::new(0, 0))?;
    let mut header = NetlinkHeader::default();
    header.flags = flags;
    let mut message = NetlinkMessage::new(header, request.into());
    message.finalize();
    let mut bytes = vec![0; message.buffer_len()];
    message.serialize(&mut bytes);
    socket.send(&bytes, 0)?;
    loop {
        let (received, _) = socket.recv_from_full()?;
        let mut rest = received.as_slice();
        while !rest.is_empty() {
            let message = NetlinkMessage::<SockDiagMessage>::deserialize(rest).map_err(io::Error::other)?;
            let length = usize::try_from(message.header.length).map_err(io::Error::other)?;
            match message.payload {
                NetlinkPayload::InnerMessage(message) => answer(message),
                NetlinkPayload::Error(error) if error.code.is_some() => return Err(error.to_io()),
                NetlinkPayload::Done(_) => return Ok(()),
                _ => {}
            }
            if flags & NLM_F_DUMP != NLM_F_DUMP {
                return Ok(());
            }
            // Each message begins at a multiple of four bytes (netlink(7), NLMSG_ALIGN).
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
    }
}

pub(super) fn unix_listens(path: &Path) -> io::Result<bool> {
    let request =
        UnixRequest { state_flags: unix::StateFlags::LISTEN, inode: 0, show_flags: ShowFlags::NAME, cookie: [0xff; 8] };
    let mut found = false;
    ask(SockDiagMessage::UnixRequest(request), NLM_F_REQUEST | NLM_F_DUMP, |answer| {
        let SockDiagMessage::UnixResponse(response) = answer else { return };
        let named = |nla: &Nla| matches!(nla, Nla::Name(UnixDiagName::Pathname(name)) if Path::new(name) == path);
        found |= response.nlas.iter().any(named);
    })?;
    Ok(found)
}
