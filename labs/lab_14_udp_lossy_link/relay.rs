//! The bad link as a program of its own, between the sender and the receiver.

use std::io;

use super::link::{Fate, Faults, Link};
use crate::{
    text::Text,
    trace::{Address, LOOPBACK, TracedSocket, Tracer},
};

/// A program with two real UDP sockets: a server to the sender, a client to the receiver. Neither of the two needs to
/// know that it is not the other.
pub(super) struct Relay {
    tracer: Tracer,
    server: TracedSocket,
    client: TracedSocket,
    receiver: Address,
    /// Known when the first datagram has come.
    sender: Option<Address>,
    there: Link,
    back: Link,
}

impl Relay {
    /// A relay before a receiver, with one link there and one back.
    pub(super) fn before(t: &Tracer, receiver: &TracedSocket, (there, back): (Link, Link)) -> io::Result<Relay> {
        let server = t.udp("relay server")?;
        server.bind(LOOPBACK)?;
        let client = t.udp("relay client")?;
        let receiver = receiver.address();
        Ok(Relay { tracer: t.clone(), server, client, receiver, sender: None, there, back })
    }

    /// The links of one seed: two directions, different faults.
    pub(super) fn links(faults: Faults, seed: usize) -> (Link, Link) {
        let seed = seed as u64;
        (Link::seeded(faults, seed), Link::seeded(faults, !seed))
    }

    /// Where the sender sends to.
    pub(super) fn address(&self) -> Address {
        self.server.address()
    }

    /// Takes one datagram from the sender, and tells how many came out on the receiver's side: 0, 1, or more.
    pub(super) fn carry_there(&mut self) -> io::Result<usize> {
        self.server.wait_readable()?;
        let datagram = self.server.recv_from(1024)?;
        self.sender = Some(datagram.from);
        let (fate, out) = self.there.carry(datagram.bytes);
        self.declare(fate);
        for datagram in &out {
            self.client.send_to(datagram, &self.receiver)?;
        }
        Ok(out.len())
    }

    /// The same the other way.
    pub(super) fn carry_back(&mut self) -> io::Result<usize> {
        self.client.wait_readable()?;
        let datagram = self.client.recv_from(1024)?;
        let (fate, out) = self.back.carry(datagram.bytes);
        self.declare(fate);
        let sender = self.sender.as_ref().ok_or(io::ErrorKind::NotConnected)?;
        for datagram in &out {
            self.server.send_to(datagram, sender)?;
        }
        Ok(out.len())
    }

    /// Lets go of what is held on the way there: 0 or 1.
    pub(super) fn release(&mut self) -> io::Result<usize> {
        let Some(held) = self.there.release() else { return Ok(0) };
        self.client.send_to(&held, &self.receiver)?;
        Ok(1)
    }

    /// Says aloud what it does to a datagram: it is the relay, and not the kernel.
    fn declare(&self, fate: Fate) {
        let says = match fate {
            Fate::Pass => return,
            Fate::Drop => Text::new("the relay drops it", "中继把它丢弃"),
            Fate::Double => Text::new("the relay doubles it", "中继把它变成两份"),
            Fate::Hold => Text::new("the relay holds it back until the next one", "中继先扣住它，等下一个走了再放"),
        };
        self.tracer.note("relay", says);
    }
}
