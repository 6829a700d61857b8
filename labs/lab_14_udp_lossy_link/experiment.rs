//! The scenes of lab 14.

use std::{io, iter};

use super::{
    link::{Fate, Faults, Link},
    packet::Packet,
    relay::Relay,
};
use crate::{
    lab::Settings,
    trace::{Datagram, LOOPBACK, TracedSocket, Tracer},
};

/// What the sender has to say.
const MESSAGES: [&str; 4] = ["one", "two", "three", "four"];

/// All the faults: the loss of the knob, and now and then a datagram doubled or overtaken.
fn all_faults(settings: &Settings) -> Faults {
    Faults { double: 10, hold: 10, ..losses(settings) }
}

/// Loss alone.
fn losses(settings: &Settings) -> Faults {
    Faults { loss: settings.number("loss") as u64, ..Faults::NONE }
}

fn bound(t: &Tracer) -> io::Result<TracedSocket> {
    let receiver = t.udp("receiver")?;
    receiver.bind(LOOPBACK)?;
    Ok(receiver)
}

// ANCHOR: send_once
/// Sends each message once and listens to nobody. What the receiver got, and how many sends returned Ok.
fn send_once(t: &Tracer, links: (Link, Link)) -> io::Result<(Vec<String>, usize)> {
    let receiver = bound(t)?;
    let mut relay = Relay::before(t, &receiver, links)?;
    let sender = t.udp("sender")?;
    let (mut arrived, mut sent) = (Vec::new(), 0);
    for message in MESSAGES {
        sender.send_to(message.as_bytes(), relay.address())?;
        sent += 1;
        for _ in 0..relay.carry_there()? {
            arrived.push(text(&receive(&receiver)?.bytes));
        }
    }
    for _ in 0..relay.release()? {
        arrived.push(text(&receive(&receiver)?.bytes));
    }
    Ok((arrived, sent))
}
// ANCHOR_END: send_once

pub(super) fn no_faults(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (arrived, _) = send_once(t, Relay::links(Faults::NONE, settings.number("seed")))?;
    t.observe("received", arrived.join(" ").into_bytes());
    Ok(())
}

pub(super) fn plain(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (arrived, sent) = send_once(t, Relay::links(all_faults(settings), settings.number("seed")))?;
    t.observe("sent", sent);
    t.observe("lost", MESSAGES.iter().filter(|message| copies(&arrived, message) == 0).count());
    t.observe("twice", MESSAGES.iter().filter(|message| copies(&arrived, message) > 1).count());
    t.observe("received", arrived.join(" ").into_bytes());
    Ok(())
}

/// What the two ends do with the numbers of data and acknowledgements.
#[derive(Clone, Copy, PartialEq)]
enum Numbers {
    Ignored,
    Compared,
}

/// The end that receives.
struct Receiver {
    socket: TracedSocket,
    numbers: Numbers,
    delivered: Vec<String>,
    repeats: usize,
}

impl Receiver {
    // ANCHOR: receiver
    /// Takes one datagram: delivers it if it is the next one, and acknowledges it in any case.
    fn take(&mut self) -> io::Result<()> {
        let datagram = receive(&self.socket)?;
        let Packet::Data { number, bytes } = decoded(&datagram)? else { return Ok(()) };
        let is_next = number as usize == self.delivered.len();
        if is_next || self.numbers == Numbers::Ignored {
            self.delivered.push(text(&bytes));
        } else {
            self.repeats += 1;
        }
        // A copy too: if the first acknowledgement was lost, the sender still waits for one.
        self.socket.send_to(&Packet::Ack { number }.encode(), datagram.from)?;
        Ok(())
    }
    // ANCHOR_END: receiver
}

/// What became of an exchange.
struct Exchange {
    delivered: Vec<String>,
    sends: usize,
    repeats: usize,
}

// ANCHOR: sender
/// Sends each message until it is acknowledged, and only then the next.
fn exchange(t: &Tracer, numbers: Numbers, links: (Link, Link)) -> io::Result<Exchange> {
    let mut receiver = Receiver { socket: bound(t)?, numbers, delivered: Vec::new(), repeats: 0 };
    let mut relay = Relay::before(t, &receiver.socket, links)?;
    let sender = t.udp("sender")?;
    let (mut sends, mut acks) = (0, 0); // acknowledgements that wait in the sender's queue
    for (number, message) in iter::zip(0.., MESSAGES) {
        let data = Packet::Data { number, bytes: message.into() }.encode();
        let mut acknowledged = false;
        while !acknowledged {
            sender.send_to(&data, relay.address())?;
            sends += 1;
            for _ in 0..relay.carry_there()? {
                receiver.take()?;
                acks += relay.carry_back()?;
            }
            // The relay has told how many came out of it, so nothing more is on its way: who finds no acknowledgement now
            // may send again. A real sender has no such witness, and uses a timer.
            while acks > 0 && !acknowledged {
                acks -= 1;
                let ack = decoded(&receive(&sender)?)?;
                acknowledged = ack == Packet::Ack { number } || numbers == Numbers::Ignored;
            }
        }
    }
    Ok(Exchange { delivered: receiver.delivered, sends, repeats: receiver.repeats })
}
// ANCHOR_END: sender

// ANCHOR: resend_only
pub(super) fn resend_only(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let links = Relay::links(losses(settings), settings.number("seed"));
    let seen = exchange(t, Numbers::Ignored, links)?;
    let copies: Vec<usize> = MESSAGES.iter().map(|message| copies(&seen.delivered, message)).collect();
    t.observe(
        "result",
        match (copies.contains(&0), copies.iter().all(|count| *count == 1)) {
            (true, _) => "some missing",
            (false, true) => "exactly once",
            (false, false) => "some twice",
        },
    );
    t.observe("delivered", seen.delivered.join(" ").into_bytes());
    Ok(())
}
// ANCHOR_END: resend_only

pub(super) fn stop_and_wait(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let links = Relay::links(all_faults(settings), settings.number("seed"));
    let seen = exchange(t, Numbers::Compared, links)?;
    t.observe("delivered", seen.delivered.join(" ").into_bytes());
    t.observe("sends", seen.sends);
    t.observe("repeats", seen.repeats);
    Ok(())
}

// ANCHOR: old_ack
/// The first acknowledgement comes twice, and the second message is lost.
fn unlucky() -> (Link, Link) {
    (Link::scripted(&[Fate::Pass, Fate::Drop]), Link::scripted(&[Fate::Double]))
}

pub(super) fn old_ack(t: &Tracer, _: &Settings) -> io::Result<()> {
    let seen = exchange(t, Numbers::Ignored, unlucky())?;
    t.observe("sends", seen.sends);
    t.observe("delivered", seen.delivered.join(" ").into_bytes());
    Ok(())
}

pub(super) fn old_ack_numbered(t: &Tracer, _: &Settings) -> io::Result<()> {
    let seen = exchange(t, Numbers::Compared, unlucky())?;
    t.observe("sends", seen.sends);
    t.observe("delivered", seen.delivered.join(" ").into_bytes());
    Ok(())
}
// ANCHOR_END: old_ack

/// One datagram that is known to have been sent.
fn receive(socket: &TracedSocket) -> io::Result<Datagram> {
    socket.wait_readable()?;
    socket.recv_from(1024)
}

fn decoded(datagram: &Datagram) -> io::Result<Packet> {
    Packet::decode(&datagram.bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn copies(arrived: &[String], message: &str) -> usize {
    arrived.iter().filter(|seen| *seen == message).count()
}
