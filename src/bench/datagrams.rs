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

    /// Demands that each of these clients gets its own answer. A datagram that reached the wrong one is said to have done so:
    /// that says more than that none came here, or other bytes there.
    ///
    /// # Errors
    /// As [`expect`](Self::expect), and [`Fault::WrongReceiver`].
    pub fn expect_each_its_own(clients: &[(&Mailbox, &[u8])]) -> Result<(), Stop> {
        let wrong_receiver = |right: &Mailbox, wrong: &Mailbox| {
            let (expected, actual) = (right.address().to_string(), wrong.address().to_string());
            Err(Fault::WrongReceiver { expected, actual }.into())
        };
        for (place, &(client, answer)) in clients.iter().enumerate() {
            if let Some(datagram) = client.receive()? {
                if datagram.bytes == answer {
                    continue;
                }
                let meant = clients.iter().find(|(_, other)| *other == datagram.bytes);
                return meant.map_or_else(
                    || Err(Fault::WrongBytes(Difference::between(answer, &datagram.bytes)).into()),
                    |(right, _)| wrong_receiver(right, client),
                );
            }
            for (later, &(other, own)) in clients.iter().enumerate().filter(|(other, _)| *other != place) {
                let mut waits = later > place;
                while let Some(datagram) = other.receive_now()? {
                    if !std::mem::take(&mut waits) || datagram.bytes != own {
                        return wrong_receiver(client, other);
                    }
                }
            }
            return Err(client.room.blame(Fault::NoAnswer { expected: Difference::between(answer, b"") }));
        }
        Ok(())
    }

    /// Leaves: close(2). What comes for it later is answered by an ICMP message.
    pub fn close(self) {
        self.socket.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bench::Student,
        trace::{LOOPBACK, Tracer},
    };

    /// The codes of what is found when these datagrams have come to the first and to the second client.
    #[track_caller]
    fn check(first: &[&[u8]], second: &[&[u8]], found: Result<(), &str>) {
        let student = Student { command: Vec::new(), folder: std::path::PathBuf::new(), port: None };
        let room = Rc::new(Room::new(student, Tracer::new(), false, None));
        room.set_patience(Duration::from_millis(20));
        let mailbox = |name: &'static str| {
            let socket = room.tracer.udp(name).unwrap();
            socket.bind(LOOPBACK).unwrap();
            Mailbox::new(socket, &room).unwrap()
        };
        let (server, one, two) = (mailbox("server"), mailbox("first client"), mailbox("second client"));
        for (client, datagrams) in [(&one, first), (&two, second)] {
            for datagram in datagrams {
                server.send_to(datagram, client.address()).unwrap();
                client.socket().wait_readable().unwrap();
            }
        }
        let outcome = Mailbox::expect_each_its_own(&[(&one, b"ONE"), (&two, b"TWO")]);
        let outcome = outcome.map_err(|stop| match stop {
            Stop::Fault(finding) => finding.fault.code().to_owned(),
            Stop::Obstacle(obstacle) => obstacle.to_string(),
        });
        assert_eq!(outcome, found.map_err(str::to_owned), "{first:?}, {second:?}");
    }

    #[test]
    fn an_answer_at_another_client_is_said_to_be_there() {
        check(&[b"ONE"], &[b"TWO"], Ok(()));
        check(&[b"TWO"], &[b"ONE"], Err("wrong-receiver"));
        check(&[b"ONE", b"TWO"], &[], Err("wrong-receiver"));
        check(&[], &[b"TWO", b"ONE"], Err("wrong-receiver"));
        check(&[], &[b"TWO", b"TWO"], Err("wrong-receiver"));
        check(&[], &[b"TWO"], Err("no-answer"));
        check(&[b"ONE"], &[], Err("no-answer"));
        check(&[b"one"], &[b"TWO"], Err("wrong-bytes"));
    }
}
