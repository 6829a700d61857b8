//! A peer on a byte stream: TCP, or a UNIX stream socket.

use std::{
    cell::{Cell, RefCell},
    io,
    net::Shutdown,
    rc::Rc,
    thread,
    time::{Duration, Instant},
};

use socket2::Domain;

use super::{Chunking, Difference, Fault, Stop, room::Room};
use crate::{
    sys::{self, Interest, TcpEnd},
    trace::TracedSocket,
};

/// How much a peer reads at once.
const READ: usize = 64 << 10;

/// One end of a connection, played by the bench. It is either the client of a student's server, or a server's end of a
/// connection with a student's client. Every call is in the trace.
#[derive(Debug)]
pub struct Peer {
    socket: TracedSocket,
    room: Rc<Room>,
    /// What was read and not expected yet.
    read: RefCell<Vec<u8>>,
    delays_acks: Cell<bool>,
}

/// What a read found.
enum Came {
    Data(Vec<u8>),
    End,
    Reset,
    /// Nothing, for as long as it is worth waiting.
    Nothing,
}

/// The program's end of the connection.
enum Far {
    /// As the kernel counts it.
    End(TcpEnd),
    /// There is none any more.
    Gone,
    /// A UNIX socket: what it has not read counts as not acknowledged here, and nowhere else.
    Unknown,
}

impl Peer {
    pub(super) fn new(socket: TracedSocket, room: &Rc<Room>) -> Result<Peer, Stop> {
        socket.inner().set_nonblocking(true)?;
        Ok(Peer { socket, room: Rc::clone(room), read: RefCell::default(), delays_acks: Cell::new(false) })
    }

    /// The socket itself, for a call that has no method here.
    pub fn socket(&self) -> &TracedSocket {
        &self.socket
    }

    // ---- sending

    /// Sends all of it, as the program takes it.
    ///
    /// # Errors
    /// [`Fault::NotReading`], [`Fault::Reset`] if the program has closed the connection, [`Fault::Exited`].
    pub fn send(&self, bytes: &[u8]) -> Result<(), Stop> {
        let mut sent = 0;
        while sent < bytes.len() {
            match self.try_send(&bytes[sent..])? {
                Some(0) => return Err(self.room.blame(Fault::NotReading { taken: sent, of: bytes.len() })),
                Some(count) => sent += count,
                None => return Err(self.room.blame(Fault::Reset(Difference::between(b"", b"")))),
            }
        }
        Ok(())
    }

    /// Sends as much as the program takes before it stops reading or closes the connection, and returns how much.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn flood(&self, bytes: &[u8]) -> Result<usize, Stop> {
        /// A program that takes nothing for so long is taken to have stopped. If it was only slow, the flood is smaller.
        const STOPPED: Duration = Duration::from_millis(15);
        let patience = self.room.set_patience(STOPPED);
        let mut sent = 0;
        let flooded = loop {
            match self.try_send(&bytes[sent..]) {
                Ok(Some(0) | None) => break Ok(sent),
                Ok(Some(count)) => sent += count,
                Err(stop) => break Err(stop),
            }
            if sent == bytes.len() {
                break Ok(sent);
            }
        };
        self.room.set_patience(patience);
        flooded
    }

    /// Sends the bytes in pieces. Each piece is sent when the program has read the one before it.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_chunks(&self, bytes: &[u8], chunking: &Chunking) -> Result<(), Stop> {
        for piece in chunking.pieces(bytes) {
            self.send(piece)?;
            self.settle()?;
        }
        Ok(())
    }

    /// Waits until the program has read everything that was sent to it, and says whether it has: a pause between two
    /// pieces, seen from the program. It gives up early, since a program need not read.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn settle(&self) -> Result<bool, Stop> {
        const WORTH_WAITING: Duration = Duration::from_millis(200);
        let began = Instant::now();
        let mut looks = 0u32;
        loop {
            match self.far_end() {
                Ok(Far::Gone) => return Ok(true),
                Ok(Far::End(end)) if end.unread > 0 => {}
                Ok(_) if self.acknowledged() => return Ok(true),
                Ok(_) => {}
                // Only Linux shows the other end's queue. Elsewhere the acknowledgement must do.
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                    if self.acknowledged() {
                        return Ok(true);
                    }
                }
                Err(error) => return Err(error.into()),
            }
            if began.elapsed() > WORTH_WAITING {
                return Ok(false);
            }
            looks += 1;
            if looks < 50 { thread::yield_now() } else { thread::park_timeout(Duration::from_micros(100)) }
        }
    }

    /// Ends this direction of the connection: shutdown(2).
    ///
    /// # Errors
    /// [`Fault::Reset`] if the program has already torn the connection down.
    pub fn finish(&self) -> Result<(), Stop> {
        self.socket.shutdown(Shutdown::Write).map_err(|_| self.room.blame(Fault::Reset(Difference::between(b"", b""))))
    }

    // ---- receiving

    /// Demands that exactly these bytes come next. More may have come; the next demand looks at them.
    ///
    /// # Errors
    /// [`Fault::WrongBytes`] as soon as other bytes come, [`Fault::ClosedEarly`], [`Fault::Reset`] or [`Fault::Short`] if
    /// they do not all come, [`Fault::Exited`].
    pub fn expect(&self, expected: &[u8]) -> Result<(), Stop> {
        loop {
            {
                let mut read = self.read.borrow_mut();
                let new = &read[..read.len().min(expected.len())];
                if !expected.starts_with(new) {
                    return Err(Fault::WrongBytes(Difference::between(expected, new)).into());
                }
                if new.len() == expected.len() {
                    read.drain(..expected.len());
                    return Ok(());
                }
            }
            self.more_of(expected)?;
        }
    }

    /// Demands so many bytes, whatever they are.
    ///
    /// # Errors
    /// As [`expect`](Self::expect).
    pub fn receive(&self, count: usize) -> Result<Vec<u8>, Stop> {
        while self.read.borrow().len() < count {
            // What is missing is shown by its length alone.
            self.more_of(&vec![b'?'; count])?;
        }
        Ok(self.read.borrow_mut().drain(..count).collect())
    }

    /// Demands bytes up to and with this one, whatever they are, at most so many.
    ///
    /// # Errors
    /// As [`expect`](Self::expect); [`Fault::TooMuch`] without it in so many bytes.
    pub fn receive_until(&self, last: u8, most: usize) -> Result<Vec<u8>, Stop> {
        loop {
            {
                let mut read = self.read.borrow_mut();
                if let Some(place) = read.iter().position(|&byte| byte == last) {
                    return Ok(read.drain(..=place).collect());
                }
                if read.len() > most {
                    return Err(Fault::TooMuch(Difference::between(b"", &read)).into());
                }
            }
            self.more_of(&[last])?;
        }
    }

    /// Demands these bytes, and that nothing else has come with them.
    ///
    /// # Errors
    /// As [`expect`](Self::expect), and [`Fault::TooMuch`].
    pub fn expect_only(&self, expected: &[u8]) -> Result<(), Stop> {
        self.expect(expected)?;
        self.expect_no_rest(expected)
    }

    /// Demands that the program ends its direction, and sends nothing before that.
    ///
    /// # Errors
    /// [`Fault::TooMuch`], [`Fault::Reset`], [`Fault::NotClosed`], [`Fault::Exited`].
    pub fn expect_end(&self) -> Result<(), Stop> {
        loop {
            self.expect_no_rest(b"")?;
            match self.read_some()? {
                Came::Data(bytes) => self.read.borrow_mut().extend(bytes),
                Came::End => return Ok(()),
                Came::Reset => return Err(self.room.blame(Fault::Reset(Difference::between(b"", b"")))),
                Came::Nothing => return Err(self.room.blame(Fault::NotClosed)),
            }
        }
    }

    /// Demands that the program closes the connection, politely or not, and sends nothing before that.
    ///
    /// # Errors
    /// [`Fault::TooMuch`], [`Fault::NotClosed`].
    pub fn expect_closed(&self) -> Result<(), Stop> {
        loop {
            self.expect_no_rest(b"")?;
            match self.read_some()? {
                Came::Data(bytes) => self.read.borrow_mut().extend(bytes),
                Came::End | Came::Reset => return Ok(()),
                Came::Nothing => return Err(self.room.blame(Fault::NotClosed)),
            }
        }
    }

    /// Reads to the end of the stream, at most so many bytes.
    ///
    /// # Errors
    /// [`Fault::TooMuch`], [`Fault::Reset`], [`Fault::NotClosed`].
    pub fn receive_to_end(&self, most: usize) -> Result<Vec<u8>, Stop> {
        loop {
            if self.read.borrow().len() > most {
                return Err(Fault::TooMuch(Difference::between(b"", &self.read.borrow()[..])).into());
            }
            match self.read_some()? {
                Came::Data(bytes) => self.read.borrow_mut().extend(bytes),
                Came::End => return Ok(self.read.take()),
                Came::Reset => {
                    return Err(self.room.blame(Fault::Reset(Difference::between(b"", &self.read.borrow()[..]))));
                }
                Came::Nothing => return Err(self.room.blame(Fault::NotClosed)),
            }
        }
    }

    /// Sends and receives at the same time, as much as goes at any moment, until all was sent and all these bytes have
    /// come.
    ///
    /// # Errors
    /// As [`send`](Self::send) and [`expect`](Self::expect).
    pub fn exchange(&self, bytes: &[u8], expected: &[u8]) -> Result<(), Stop> {
        let mut sent = 0;
        while sent < bytes.len() {
            let part = &bytes[sent..bytes.len().min(sent + READ)];
            let ready = |interest| sys::poll(self.socket.inner(), interest, Duration::ZERO);
            let either = || Ok(ready(Interest::Writable)?.writable || ready(Interest::Readable)?.readable);
            if !self.room.wait_looking(either)? {
                let missing = Fault::NotReading { taken: sent, of: bytes.len() };
                return Err(self.room.blame(missing));
            }
            if ready(Interest::Readable)?.readable {
                self.more_of(expected)?;
                let read = self.read.borrow();
                if !expected.starts_with(&read[..read.len().min(expected.len())]) {
                    return Err(Fault::WrongBytes(Difference::between(expected, &read)).into());
                }
            }
            if ready(Interest::Writable)?.writable {
                match self.try_send(part)? {
                    Some(count) => sent += count,
                    None => {
                        return Err(self.room.blame(Fault::Reset(Difference::between(expected, &self.read.borrow()))));
                    }
                }
            }
        }
        self.expect(expected)
    }

    /// Waits until the program cannot send any more, because this peer does not read: its bytes fill both queues.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn let_it_fill(&self) -> Result<(), Stop> {
        const STILL: Duration = Duration::from_millis(5);
        let (mut last, mut since) = (sys::receive_queue(self.socket.inner())?, Instant::now());
        self.room.wait_looking(|| {
            let queued = sys::receive_queue(self.socket.inner())?;
            if queued != last {
                (last, since) = (queued, Instant::now());
            }
            Ok(queued > 0 && since.elapsed() >= STILL)
        })?;
        Ok(())
    }

    /// From now on acknowledges late: as long as the kernel lets it, only with data or after its timer (tcp(7),
    /// `TCP_QUICKACK`).
    ///
    /// # Errors
    /// An obstacle: the system has no such option.
    pub fn delay_acks(&self) -> Result<(), Stop> {
        self.delays_acks.set(true);
        Ok(sys::set_tcp_quickack(self.socket.inner(), false)?)
    }

    // ---- leaving

    /// Leaves politely: close(2) with everything read.
    pub fn close(self) {
        self.socket.close();
    }

    /// Tears the connection down: close(2) with `SO_LINGER` and no time, which sends a reset (RFC 9293 section 3.10.4).
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn reset(self) -> Result<(), Stop> {
        self.socket.set_linger(Some(Duration::ZERO))?;
        self.socket.close();
        Ok(())
    }

    /// Waits until there is something to read, and leaves without reading it, as a client does that is killed. The kernel
    /// answers whatever comes later with a reset.
    ///
    /// # Errors
    /// As [`expect`](Self::expect): nothing came.
    pub fn vanish(self) -> Result<(), Stop> {
        if !self.wait_readable()? {
            return Err(self.room.blame(Fault::Short(Difference::between(b"?", b""))));
        }
        self.socket.close();
        Ok(())
    }

    // ---- helpers

    /// Reads more of these bytes, or says why there is no more.
    fn more_of(&self, expected: &[u8]) -> Result<(), Stop> {
        let came = self.read_some()?;
        let difference = || Difference::between(expected, &self.read.borrow()[..]);
        let fault = match came {
            Came::Data(bytes) => {
                self.read.borrow_mut().extend(bytes);
                return Ok(());
            }
            Came::End => Fault::ClosedEarly(difference()),
            Came::Reset => Fault::Reset(difference()),
            Came::Nothing => Fault::Short(difference()),
        };
        Err(self.room.blame(fault))
    }

    fn expect_no_rest(&self, before: &[u8]) -> Result<(), Stop> {
        let read = self.read.borrow();
        if read.is_empty() {
            return Ok(());
        }
        let all = [before, &read[..]].concat();
        Err(Fault::TooMuch(Difference::between(before, &all)).into())
    }

    /// Whether something can be read before the patience ends.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn wait_readable(&self) -> Result<bool, Stop> {
        Ok(!self.read.borrow().is_empty() || self.wait_more()?)
    }

    fn wait_more(&self) -> Result<bool, Stop> {
        let socket = self.socket.inner();
        let ready = |time| {
            let ready = sys::poll(socket, Interest::Readable, time)?;
            Ok(ready.readable || ready.hangup || ready.error)
        };
        // What poll says while pausing, it says again when asked.
        self.room.wait(|time| drop(ready(time)), || ready(Duration::ZERO))
    }

    fn read_some(&self) -> Result<Came, Stop> {
        if !self.wait_more()? {
            return Ok(Came::Nothing);
        }
        if self.delays_acks.get() {
            sys::set_tcp_quickack(self.socket.inner(), false)?;
        }
        match self.socket.recv(READ) {
            Ok(bytes) if bytes.is_empty() => Ok(Came::End),
            Ok(bytes) => Ok(Came::Data(bytes)),
            Err(error) if is_gone(&error) => Ok(Came::Reset),
            Err(error) => Err(error.into()),
        }
    }

    /// How much was taken at once; 0 if nothing was for as long as the patience lasts, `None` if the connection is gone.
    fn try_send(&self, bytes: &[u8]) -> Result<Option<usize>, Stop> {
        let socket = self.socket.inner();
        let ready = |time| {
            let ready = sys::poll(socket, Interest::Writable, time)?;
            Ok(ready.writable || ready.hangup || ready.error)
        };
        loop {
            if !self.room.wait(|time| drop(ready(time)), || ready(Duration::ZERO))? {
                return Ok(Some(0));
            }
            match self.socket.send(bytes) {
                Ok(count) => return Ok(Some(count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) if is_gone(&error) => return Ok(None),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn far_end(&self) -> io::Result<Far> {
        let local = self.socket.inner().local_addr()?;
        if local.domain() == Domain::UNIX {
            return Ok(Far::Unknown);
        }
        let remote = self.socket.inner().peer_addr().ok();
        let (Some(local), Some(remote)) = (local.as_socket(), remote.and_then(|remote| remote.as_socket())) else {
            return Ok(Far::Gone);
        };
        Ok(self.room.tables()?.tcp_end(remote, local)?.map_or(Far::Gone, Far::End))
    }

    fn acknowledged(&self) -> bool {
        // A connection that is gone has nothing in flight.
        sys::send_queue(self.socket.inner()).unwrap_or(0) == 0
    }
}

/// The errors of a connection that the other side has torn down.
fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionAborted
    )
}
