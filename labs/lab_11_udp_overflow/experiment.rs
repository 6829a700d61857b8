//! The scenes of lab 11.

use std::io::{self, Read};

use crate::{
    lab::Settings,
    sys,
    text::Text,
    trace::{LOOPBACK, TracedSocket, Tracer, wait},
};

/// Of a long row of sends and receives, so many are recorded one by one: a thousand lines would bury the rest.
const SHOWN: usize = 3;

// ANCHOR: numbered
/// `0001` and so on, filled up with dots if it is to be longer. The number tells which datagrams survive.
fn numbered(number: usize, size: usize) -> Vec<u8> {
    let mut datagram = format!("{number:04}").into_bytes();
    datagram.resize(size, b'.');
    datagram
}

fn number_of(datagram: &[u8]) -> usize {
    let digits = datagram.get(..4).and_then(|digits| std::str::from_utf8(digits).ok());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
// ANCHOR_END: numbered

// ANCHOR: pair
/// A receiver with a small buffer, and a sender that knows its address.
fn pair(t: &Tracer, settings: &Settings) -> io::Result<(TracedSocket, TracedSocket)> {
    let receiver = t.udp("receiver")?;
    receiver.set_recv_buffer_size(settings.number("buffer"))?;
    receiver.bind(LOOPBACK)?;
    let sender = t.udp("sender")?;
    sender.connect(receiver.address())?;
    Ok((receiver, sender))
}
// ANCHOR_END: pair

// ANCHOR: no_reader
pub(super) fn no_reader(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (count, size) = (settings.number("count"), settings.number("size"));
    let (receiver, sender) = pair(t, settings)?;
    let mut sent = 0;
    for number in 1..=count {
        let taken = deliver(&receiver, || send(t, &sender, number, settings))?;
        sent += usize::from(taken == size);
    }
    t.observe("sent", sent);

    let dropped = receiver.drops()?;
    t.observe("dropped", dropped);
    let numbers = read_all(t, &receiver)?;
    t.observe("received", numbers.len());
    t.observe("sum", numbers.len() + dropped as usize);
    t.observe("survivors", which(&numbers, count));

    sender.send(&numbered(count + 1, size))?;
    receiver.wait_readable()?;
    t.observe("next", number_of(&receiver.recv(65_535)?));
    Ok(())
}
// ANCHOR_END: no_reader

// ANCHOR: reader
pub(super) fn reader(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let count = settings.number("count");
    let (receiver, sender) = pair(t, settings)?;
    let mut numbers = Vec::new();
    for number in 1..=count {
        deliver(&receiver, || send(t, &sender, number, settings))?;
        numbers.push(receive(&receiver, number)?);
    }
    t.observe("dropped", receiver.drops());
    t.observe("in_order", numbers.into_iter().eq(1..=count));
    Ok(())
}
// ANCHOR_END: reader

// ANCHOR: cost
pub(super) fn cost(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (receiver, sender) = pair(t, settings)?;
    t.observe("granted", receiver.recv_buffer_size());
    sender.send(&numbered(1, settings.number("size")))?;
    receiver.wait_readable()?;
    t.observe("charged", receiver.memory_held());
    Ok(())
}
// ANCHOR_END: cost

// ANCHOR: too_large
pub(super) fn too_large(t: &Tracer, settings: &Settings) -> io::Result<()> {
    let (receiver, sender) = pair(t, settings)?;
    deliver(&receiver, || sender.send(&numbered(1, 60_000)))?;
    deliver(&receiver, || sender.send(b"small"))?;

    t.observe("dropped", receiver.drops());
    t.observe("length", receiver.recv(65_535).map(|datagram| datagram.len()));
    Ok(())
}
// ANCHOR_END: too_large

// ANCHOR: deliver
/// Sends, and waits until the datagram has reached the receiver's queue: either it is held there, or it was dropped. So
/// none is lost on the way, and none for want of speed.
fn deliver(receiver: &TracedSocket, send: impl FnOnce() -> io::Result<usize>) -> io::Result<usize> {
    let before = sys::receive_memory(receiver.inner())?;
    let taken = send()?;
    wait::until("the datagram held or dropped", || Ok(sys::receive_memory(receiver.inner())? != before))?;
    Ok(taken)
}
// ANCHOR_END: deliver

// ANCHOR: rows
/// Sends one of a long row.
fn send(t: &Tracer, sender: &TracedSocket, number: usize, settings: &Settings) -> io::Result<usize> {
    let datagram = numbered(number, settings.number("size"));
    if number <= SHOWN {
        return sender.send(&datagram);
    }
    if number == SHOWN + 1 {
        let count = settings.number("count");
        let en = format!("and so on up to number {count}, not shown one by one").into();
        let zh = format!("就这样一直到第 {count} 个，不逐个列出").into();
        t.note("sender", Text { en, zh });
    }
    sender.inner().send(&datagram)
}

/// Receives one of a long row, and returns its number.
fn receive(receiver: &TracedSocket, nth: usize) -> io::Result<usize> {
    if nth <= SHOWN {
        return receiver.recv(65_535).map(|datagram| number_of(&datagram));
    }
    let mut room = vec![0; 65_535];
    let length = receiver.inner().read(&mut room)?;
    Ok(number_of(&room[..length]))
}

/// Reads until the queue is empty.
fn read_all(t: &Tracer, receiver: &TracedSocket) -> io::Result<Vec<usize>> {
    let mut numbers = Vec::new();
    while sys::receive_queue(receiver.inner())? > 0 {
        if numbers.len() == SHOWN {
            let text = Text::new("and so on until the queue is empty", "就这样一直读到队列空了为止");
            t.note("receiver", text);
        }
        numbers.push(receive(receiver, numbers.len() + 1)?);
    }
    receiver.bytes_readable()?;
    Ok(numbers)
}

/// Which of the datagrams 1 to `count` these are.
fn which(numbers: &[usize], count: usize) -> &'static str {
    if numbers.iter().copied().eq(1..=count) {
        "all"
    } else if numbers.iter().copied().eq(1..=numbers.len()) {
        "first"
    } else if numbers.iter().copied().eq(count - numbers.len() + 1..=count) {
        "last"
    } else {
        "mixed"
    }
}
// ANCHOR_END: rows
