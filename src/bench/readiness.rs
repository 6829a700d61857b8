//! Whether a server is ready, and why not.

use std::{io, net::SocketAddr, path::Path, rc::Rc};

use super::{Fault, Program, Stop, room::Room};
use crate::sys::{Tables, Transport};

/// Waits until the program listens there (TCP) or receives there (UDP), as the kernel's table of sockets shows it. No
/// packet is sent: the program's first client is the check's first client.
///
/// On a system without such a table the first client has to wait instead: nothing is known here.
pub(super) fn wait_listens(
    room: &Rc<Room>,
    program: &Program,
    address: SocketAddr,
    transport: Transport,
    before: &[SocketAddr],
) -> Result<(), Stop> {
    let listens = || match room.tables().and_then(|tables| tables.listens(address, transport)) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(true),
        listens => listens,
    };
    wait_ready(room, program, listens, || diagnose(room.tables()?, address, transport, before))
}

/// The same for a UNIX path.
pub(super) fn wait_listens_at(room: &Rc<Room>, program: &Program, path: &Path) -> Result<(), Stop> {
    let listens = || match room.tables().and_then(|tables| tables.unix_listens(path)) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(path.exists()),
        listens => listens,
    };
    wait_ready(room, program, listens, || Ok(Fault::NotListening { address: path.display().to_string() }))
}

fn wait_ready(
    room: &Rc<Room>,
    program: &Program,
    listens: impl Fn() -> io::Result<bool>,
    diagnose: impl FnOnce() -> io::Result<Fault>,
) -> Result<(), Stop> {
    let ended = || Ok::<_, io::Error>(program.ended()?.is_some());
    room.wait_looking(|| Ok(listens()? || ended()?))?;
    if let Some(exit) = program.ended()? {
        return Err(Fault::ExitedEarly { exit }.into());
    }
    if listens()? { Ok(()) } else { Err(diagnose()?.into()) }
}

/// What the program does instead of listening there, as far as the tables tell.
fn diagnose(tables: &Tables, address: SocketAddr, transport: Transport, before: &[SocketAddr]) -> io::Result<Fault> {
    let (other, wanted, actual) = match transport {
        Transport::Tcp => (Transport::Udp, "TCP", "UDP"),
        Transport::Udp => (Transport::Tcp, "UDP", "TCP"),
    };
    let bound = tables.listeners(transport)?;
    let new: Vec<SocketAddr> = bound.into_iter().filter(|bound| !before.contains(bound)).collect();
    let same_port = |bound: &&SocketAddr| bound.port() == address.port();
    let text = |bound: &[&SocketAddr]| bound.iter().map(ToString::to_string).collect::<Vec<_>>();
    let elsewhere: Vec<_> = new.iter().filter(same_port).collect();
    if !elsewhere.is_empty() {
        return Ok(Fault::WrongAddress { address: address.to_string(), actual: text(&elsewhere) });
    }
    if tables.listeners(other)?.iter().any(|bound| same_port(&bound)) {
        let (wanted, actual) = (wanted.to_owned(), actual.to_owned());
        return Ok(Fault::WrongProtocol { address: address.to_string(), wanted, actual });
    }
    if !new.is_empty() {
        return Ok(Fault::WrongPort { address: address.to_string(), actual: text(&new.iter().collect::<Vec<_>>()) });
    }
    Ok(Fault::NotListening { address: address.to_string() })
}
