//! Which message each received byte was sent in, by content and order. It chooses colours and is evidence of nothing.

use std::collections::{HashMap, HashSet};

use crate::{
    trace::{Actor, Call, Event, EventKind, Outcome, Payload, Trace},
    wire::{Packet, PacketKind},
};

/// So many bytes of one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The message's index in the order of the sends, from 0; `None` where no send is known to hold these bytes.
    pub(super) message: Option<usize>,
    /// The length, in bytes.
    pub(super) bytes: usize,
}

/// The messages that packets were given.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// All of these, from the first on.
    first: usize,
    others: HashSet<usize>,
}

impl Given {
    pub(super) fn add(&mut self, message: usize) {
        self.others.insert(message);
        while self.others.remove(&self.first) {
            self.first += 1;
        }
    }
}

/// The messages of a trace, and what became of them.
#[derive(Debug)]
pub(super) struct Flow {
    runs: HashMap<u32, Vec<Run>>,
    messages: Vec<Message>,
    /// So many messages from the first on were taken whole: no receive has anything of them any more.
    gone: usize,
}

#[derive(Debug)]
struct Message {
    event: u32,
    sender: Actor,
    data: Payload,
    /// What the kernel took of it, in bytes.
    length: usize,
    datagram: bool,
    /// Bytes that a receive has taken since.
    taken: usize,
}

impl Flow {
    /// Follows the messages of a trace.
    ///
    /// All sends are read before any receive: with two threads, a receive may be recorded before the send that it answers.
    pub(super) fn of(trace: &Trace) -> Flow {
        let mut flow = Flow { messages: sends(&trace.events), runs: HashMap::new(), gone: 0 };
        for (index, message) in flow.messages.iter().enumerate() {
            flow.runs.insert(message.event, vec![Run { message: Some(index), bytes: message.length }]);
        }
        for event in &trace.events {
            if let EventKind::Returned { call, outcome: Outcome::Data { bytes, .. } } = &event.kind {
                let peeks = matches!(call, Call::Recv { flags, .. } | Call::RecvFrom { flags, .. } if flags.contains("MSG_PEEK"));
                let runs = flow.attribute(&event.actor, bytes, peeks);
                flow.runs.insert(event.number, runs);
            }
        }
        flow
    }

    /// The messages of the data of one event, in order; empty for an event that moved no data.
    pub(super) fn runs(&self, event: u32) -> &[Run] {
        self.runs.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The length of the datagram that this event sent, if it sent one.
    pub(super) fn datagram(&self, event: u32) -> Option<usize> {
        let found = self.messages.binary_search_by_key(&event, |message| message.event).ok()?;
        let message = &self.messages[found];
        message.datagram.then_some(message.length)
    }

    /// The message that a packet of this sender carries whole: the first with its data that no packet was given before.
    pub(super) fn message(&self, sender: &Actor, packet: &Packet, given: &Given) -> Option<usize> {
        let (data, length) = match &packet.kind {
            PacketKind::Tcp(segment) => (&segment.head, segment.length),
            PacketKind::Udp { head, length, .. } => (head, *length),
            _ => return None,
        };
        let carried = |(index, message): &(usize, &Message)| {
            let same = message.sender == *sender && u32::try_from(message.length) == Ok(length);
            same && length > 0 && agree(message.data.head(), data) && !given.others.contains(index)
        };
        self.messages.iter().enumerate().skip(given.first).find(carried).map(|(index, _)| index)
    }

    fn attribute(&mut self, receiver: &Actor, data: &Payload, peeks: bool) -> Vec<Run> {
        if data.length() == 0 {
            return Vec::new();
        }
        let found = self.datagram_of(receiver, data).or_else(|| self.stretch_of(receiver, data));
        let Some(stretch) = found else { return vec![Run { message: None, bytes: data.length() }] };
        if !peeks {
            for &(index, bytes) in &stretch {
                let message = &mut self.messages[index];
                // What did not fit of a datagram is gone.
                message.taken = if message.datagram { usize::MAX } else { message.taken + bytes };
            }
            let whole = |message: &&Message| message.taken >= message.length.max(1);
            self.gone += self.messages[self.gone..].iter().take_while(whole).count();
        }
        stretch.into_iter().map(|(index, bytes)| Run { message: Some(index), bytes }).collect()
    }

    /// The oldest datagram that nobody took and that begins with the data.
    fn datagram_of(&self, receiver: &Actor, data: &Payload) -> Option<Vec<(usize, usize)>> {
        let begins = |message: &Message| {
            message.datagram
                && message.taken == 0
                && message.sender != *receiver
                && data.length() <= message.length
                && agree(message.data.head(), data.head())
        };
        let index = self.gone + self.messages[self.gone..].iter().position(begins)?;
        Some(vec![(index, data.length())])
    }

    /// The next bytes of the stream of the first sender whose next bytes are the data.
    fn stretch_of(&self, receiver: &Actor, data: &Payload) -> Option<Vec<(usize, usize)>> {
        let mut senders: Vec<&Actor> = Vec::new();
        for message in
            self.messages[self.gone..].iter().filter(|message| !message.datagram && message.sender != *receiver)
        {
            if !senders.contains(&&message.sender) {
                senders.push(&message.sender);
            }
        }
        senders.into_iter().find_map(|sender| self.next_of(sender, data))
    }

    fn next_of(&self, sender: &Actor, data: &Payload) -> Option<Vec<(usize, usize)>> {
        let mut stretch = Vec::new();
        let mut done = 0;
        for (index, message) in self.messages.iter().enumerate().skip(self.gone) {
            if done == data.length() {
                break;
            }
            let bytes = message.length.saturating_sub(message.taken).min(data.length() - done);
            if message.datagram || message.sender != *sender || bytes == 0 {
                continue;
            }
            let sent = message.data.head().get(message.taken..).unwrap_or_default();
            let received = data.head().get(done..).unwrap_or_default();
            if !agree(&sent[..sent.len().min(bytes)], &received[..received.len().min(bytes)]) {
                return None;
            }
            stretch.push((index, bytes));
            done += bytes;
        }
        (done == data.length()).then_some(stretch)
    }
}

/// Whether two stretches of bytes are the same as far as both are known.
fn agree(one: &[u8], other: &[u8]) -> bool {
    one.iter().zip(other).all(|(one, other)| one == other)
}

fn sends(events: &[Event]) -> Vec<Message> {
    let mut datagram_sockets: HashMap<&Actor, bool> = HashMap::new();
    let mut messages = Vec::new();
    for event in events {
        let EventKind::Returned { call, outcome } = &event.kind else { continue };
        let (data, datagram) = match call {
            Call::Socket { what } => {
                datagram_sockets.insert(&event.actor, what.starts_with("udp"));
                continue;
            }
            Call::SendTo { bytes, .. } => (bytes, datagram_sockets.get(&event.actor).copied().unwrap_or(true)),
            Call::Send { bytes } => (bytes, datagram_sockets.get(&event.actor).copied().unwrap_or(false)),
            _ => continue,
        };
        if let Outcome::Count { count } = outcome {
            let (data, sender) = (data.clone(), event.actor.clone());
            messages.push(Message { event: event.number, sender, data, length: *count, datagram, taken: 0 });
        }
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::Script;

    fn run(message: usize, bytes: usize) -> Run {
        Run { message: Some(message), bytes }
    }

    #[test]
    fn a_receive_from_a_stream_may_hold_two_messages_and_leave_a_part() {
        let mut script = Script::new();
        script.send("client", b"one");
        script.send("client", b"two");
        let first = script.recv("server", 4, b"onet");
        let second = script.recv("server", 9, b"wo");
        let flow = Flow::of(&script.trace);
        assert_eq!(flow.runs(first), [run(0, 3), run(1, 1)]);
        assert_eq!(flow.runs(second), [run(1, 2)]);
    }

    #[test]
    fn the_rest_of_a_truncated_datagram_is_gone() {
        let mut script = Script::new();
        script.send_to("client", b"hello");
        script.send_to("client", b"hell");
        let first = script.recv("server", 4, b"hell");
        let second = script.recv("server", 9, b"hell");
        let flow = Flow::of(&script.trace);
        assert_eq!((flow.runs(first), flow.runs(second)), (&[run(0, 4)][..], &[run(1, 4)][..]));
    }

    #[test]
    fn bytes_that_no_known_send_holds_have_no_message() {
        let mut script = Script::new();
        script.send("client", b"one");
        let stray = script.recv("server", 9, b"stray");
        assert_eq!(Flow::of(&script.trace).runs(stray), [Run { message: None, bytes: 5 }]);
    }
}
