//! A peer that sends and receives datagrams.

use std::{io, rc::Rc, time::Duration};

use super::{Difference, Fault, Stop, room::Room};
use crate::{
    sys::{self, Interest},
    trace::{Address, Datagram, TracedSocket},
};

/// The longest datagram that IPv4 carries, in bytes of data, and one more.
const LARGEST: usize = 65_536;

/// One UDP socket of the bench: the client of a student's server, a student's client's server, or a stranger.
#[derive(Debug)]
pub struct Mailbox {
    socket: TracedSocket,
    room: Rc<Room>,
}

impl Mailbox {
    pub(super) fn new(socket: TracedSocket, room: &Rc<Room>) -> Result<Mailbox, Stop> {
        socket.inner().set_nonblocking(true)?;
        Ok(Mailbox { socket, room: Rc::clone(room) })
    }

    /// The socket itself, for a call that has no method here.
    pub fn socket(&self) -> &TracedSocket {
        &self.socket
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> Address {
        self.socket.address()
    }

    /// Sends one datagram.
    ///
    /// # Errors
    /// An obstacle alone: what becomes of a datagram, its sender does not learn.
    pub fn send_to(&self, bytes: &[u8], to: impl Into<Address>) -> Result<(), Stop> {
        let to = to.into();
        loop {
            match self.socket.send_to(bytes, &to) {
                Ok(_) => return Ok(()),
                // An ICMP message that an earlier datagram brought about; this one was not sent (udp(7)).
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The next datagram, if one comes before the patience ends.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn receive(&self) -> Result<Option<Datagram>, Stop> {
        let socket = self.socket.inner();
        let ready = |time| Ok(sys::poll(socket, Interest::Readable, time)?.readable);
        loop {
            if !self.room.wait(|time| drop(ready(time)), || ready(Duration::ZERO))? {
                return Ok(None);
            }
            match self.socket.recv_from(LARGEST) {
                Ok(datagram) => return Ok(Some(datagram)),
                // A datagram whose checksum was wrong is gone by now; an earlier one of ours found nobody.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// A datagram that is there already.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn receive_now(&self) -> Result<Option<Datagram>, Stop> {
        if !sys::poll(self.socket.inner(), Interest::Readable, Duration::ZERO)?.readable {
            return Ok(None);
        }
        self.receive()
    }

    /// Demands that the next datagram holds exactly these bytes; says whom it came from.
    ///
    /// # Errors
    /// [`Fault::NoAnswer`], [`Fault::WrongBytes`], [`Fault::Exited`].
    pub fn expect(&self, expected: &[u8]) -> Result<Address, Stop> {
        let Some(datagram) = self.receive()? else {
            return Err(self.room.blame(Fault::NoAnswer { expected: Difference::between(expected, b"") }));
        };
        if datagram.bytes == expected {
            return Ok(datagram.from);
        }
        Err(Fault::WrongBytes(Difference::between(expected, &datagram.bytes)).into())
    }

    /// The same, and from this address.
    ///
    /// # Errors
    /// As [`expect`](Self::expect), and [`Fault::WrongSource`].
    pub fn expect_from(&self, expected: &[u8], source: impl Into<Address>) -> Result<(), Stop> {
        let (from, source) = (self.expect(expected)?, source.into());
        if from == source {
            return Ok(());
        }
        Err(Fault::WrongSource { expected: source.to_string(), actual: from.to_string() }.into())
    }

    /// Leaves: close(2). What comes for it later is answered by an ICMP message.
    pub fn close(self) {
        self.socket.close();
    }
}
