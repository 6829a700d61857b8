//! A student's program under test: how it is started, seen to be ready, talked to, and ended; and the nasty peers.
//!
//! A check is written on a [`Bench`]. It starts [`Program`]s, plays [`Peer`]s (streams) and [`Mailbox`]es (datagrams) on
//! the same traced sockets as the labs, and ends with a [`Stop`] as soon as something is wrong: a [`Fault`] of theirs or
//! an [`Obstacle`] of ours. Nothing waits for time to pass: it waits for a state that the kernel or the program shows, and
//! gives up when the program has done nothing for a while (`room.rs`).
//!
//! What goes wrong by design is data: [`Chunking`]s say where bytes are cut, [`Leaving`]s how a client goes. Whatever is
//! random comes from the check's seed.

mod chunking;
mod datagrams;
mod difference;
mod finding;
mod launch;
mod leaving;
mod program;
mod readiness;
mod room;
mod stream;
mod streams;

use std::{
    cell::RefCell,
    ffi::OsStr,
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    rc::Rc,
    time::Duration,
};

use fastrand::Rng;
use socket2::{Domain, Socket, Type};

pub use chunking::Chunking;
pub use datagrams::Mailbox;
pub use difference::{Difference, Excerpt};
pub use finding::{Exit, Fault, Finding, Obstacle, Stop, Wanted};
pub use launch::{Launch, Student};
pub use leaving::Leaving;
pub use program::Program;
pub use stream::Peer;

use crate::{
    sys::{self, Launcher, Transport},
    trace::{Address, LOOPBACK, Trace, TracedSocket, Tracer},
};
use room::Room;

/// What a check is written on: one student's program, one address, one seed.
#[derive(Debug)]
pub struct Bench {
    room: Rc<Room>,
    address: SocketAddr,
    rng: RefCell<Rng>,
}

impl Bench {
    /// A bench for one check. `isolated` says whether this process has the loopback, and the processes, for itself.
    ///
    /// # Errors
    /// No port is free; somebody else uses the student's own.
    pub fn new(student: Student, seed: u64, isolated: bool) -> io::Result<Bench> {
        Bench::with(student, seed, isolated, None)
    }

    /// The same, isolated, with a sandbox that every program is started in.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn in_sandbox(student: Student, seed: u64, sandbox: Launcher) -> io::Result<Bench> {
        Bench::with(student, seed, true, Some(sandbox))
    }

    fn with(student: Student, seed: u64, isolated: bool, sandbox: Option<Launcher>) -> io::Result<Bench> {
        let mut rng = Rng::with_seed(seed);
        let port = match student.port {
            Some(port) => {
                if !isolated {
                    free(port)?;
                }
                port
            }
            None if isolated => unused(&mut rng)?,
            None => free(0)?,
        };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let room = Rc::new(Room::new(student, Tracer::new(), isolated, sandbox));
        Ok(Bench { room, address, rng: RefCell::new(rng) })
    }

    // ---- what a check may use

    /// The address of the exercise: where a student's server listens, and what a student's client calls.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same on another address of the loopback network: 127.0.0.2 for 2. Linux has them all; other systems the first.
    #[must_use]
    pub fn neighbour(&self, last: u8) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::new(127, 0, 0, last), self.address.port()))
    }

    /// Opens sockets, for what has no method here.
    #[must_use]
    pub fn tracer(&self) -> &Tracer {
        &self.room.tracer
    }

    /// Random numbers from the check's seed.
    pub fn random<T>(&self, pick: impl FnOnce(&mut Rng) -> T) -> T {
        pick(&mut self.rng.borrow_mut())
    }

    /// So many random bytes.
    #[must_use]
    pub fn bytes(&self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.random(|rng| rng.fill(&mut bytes));
        bytes
    }

    /// A random word of so many lower-case letters.
    #[must_use]
    pub fn word(&self, letters: usize) -> String {
        self.random(|rng| (0..letters).map(|_| rng.lowercase()).collect())
    }

    /// A folder of the check's own, gone when the check ends.
    ///
    /// # Errors
    /// An obstacle: it cannot be made.
    pub fn scratch(&mut self) -> Result<PathBuf, Stop> {
        let mut scratch = self.room.scratch.borrow_mut();
        let folder = match scratch.take() {
            Some(made) => made,
            None => tempfile::Builder::new().prefix("socklab-").tempdir()?,
        };
        Ok(scratch.insert(folder).path().to_owned())
    }

    /// Waits until `seen`, by looking again and again; `false` if nothing happens for as long as the patience lasts.
    ///
    /// # Errors
    /// An obstacle: the first error of `seen`.
    pub fn wait(&self, seen: impl FnMut() -> io::Result<bool>) -> Result<bool, Stop> {
        self.room.wait_looking(seen)
    }

    /// The same fault, or a deeper one: that a program has crashed.
    #[must_use]
    pub fn blame(&self, fault: Fault) -> Stop {
        self.room.blame(fault)
    }

    // ---- a student's server

    /// A program that gets the exercise's address as `SOCKLAB_ADDR`, to be started.
    #[must_use]
    pub fn program(&self) -> Launch {
        self.program_at(self.address.to_string())
    }

    /// The same with another address: a UNIX path, a broadcast address.
    #[must_use]
    pub fn program_at(&self, address: impl AsRef<OsStr>) -> Launch {
        Launch::new(&self.room, address.as_ref())
    }

    /// Starts a TCP server, and waits until it listens.
    ///
    /// # Errors
    /// [`Fault::CannotStart`], [`Fault::ExitedEarly`], [`Fault::NotListening`] and the reasons for that.
    pub fn tcp_server(&self) -> Result<Program, Stop> {
        self.serving(self.program(), Transport::Tcp)
    }

    /// Starts a UDP server, and waits until it has bound its address.
    ///
    /// # Errors
    /// As [`tcp_server`](Self::tcp_server).
    pub fn udp_server(&self) -> Result<Program, Stop> {
        self.serving(self.program(), Transport::Udp)
    }

    /// Starts such a program, and waits until it listens on the exercise's address.
    ///
    /// # Errors
    /// As [`tcp_server`](Self::tcp_server).
    pub fn serving(&self, launch: Launch, transport: Transport) -> Result<Program, Stop> {
        // Without tables nothing is known, and nothing is said of what is new in them.
        let before = self.room.tables().and_then(|tables| tables.listeners(transport)).unwrap_or_default();
        let program = launch.start()?;
        readiness::wait_listens(&self.room, &program, self.address, transport, &before)?;
        Ok(program.serve())
    }

    /// Starts a server on a UNIX path, and waits until it listens.
    ///
    /// # Errors
    /// As [`tcp_server`](Self::tcp_server).
    pub fn unix_server(&self, path: &std::path::Path) -> Result<Program, Stop> {
        let program = self.program_at(path).start()?;
        readiness::wait_listens_at(&self.room, &program, path)?;
        Ok(program.serve())
    }

    /// A client of the student's TCP server.
    ///
    /// # Errors
    /// [`Fault::Refused`], [`Fault::Exited`]; [`Fault::Reset`] by a server that breaks off what it accepts.
    pub fn connect(&self, name: &'static str) -> Result<Peer, Stop> {
        let socket = self.room.tracer.tcp(name)?;
        self.connected(socket, &self.address.into())
    }

    /// A client with a receive buffer of so many bytes (`SO_RCVBUF`): one that makes the server wait.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn connect_narrow(&self, name: &'static str, bytes: usize) -> Result<Peer, Stop> {
        let socket = self.room.tracer.tcp(name)?;
        socket.set_recv_buffer_size(bytes)?;
        self.connected(socket, &self.address.into())
    }

    /// A client of the student's server on a UNIX path.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn connect_unix(&self, name: &'static str, path: &std::path::Path) -> Result<Peer, Stop> {
        let socket = self.room.tracer.socket(name, Domain::UNIX, Type::STREAM, None)?;
        self.connected(socket, &Address::Path(path.to_owned()))
    }

    fn connected(&self, socket: TracedSocket, to: &Address) -> Result<Peer, Stop> {
        /// A listener whose queue is full drops the request, and its client tries again after a second.
        const CONNECTS: Duration = Duration::from_secs(4);
        match socket.connect_timeout(to, CONNECTS) {
            Ok(()) => Peer::new(socket, &self.room),
            // It was taken, and broken off before this call had returned.
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {
                Err(self.room.blame(Fault::Reset(Difference::between(b"", b""))))
            }
            Err(_) => Err(self.room.blame(Fault::Refused { address: to.to_string() })),
        }
    }

    /// Plays this with a new client of the student's server for many ways of cutting `length` bytes: whole, at every place
    /// (up to 40 of them), byte by byte, and a few random ones. The first that fails is made as simple as it still fails.
    ///
    /// # Errors
    /// What `play` stops with, and [`Finding::chunks`].
    pub fn each_chunking(
        &self,
        length: usize,
        mut play: impl FnMut(&Chunking) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        const CUTS: usize = 40;
        const RANDOM: usize = 3;
        let step = length.div_ceil(CUTS).max(1);
        let cuts = (1..length).step_by(step).map(|place| Chunking::cut(length, [place]));
        let bytes = (length <= 2 * CUTS).then(|| Chunking::bytes(length));
        let random: Vec<_> = (0..RANDOM).map(|_| self.random(|rng| Chunking::random(length, 6, rng))).collect();
        // The simplest first: what fails one cut is shown with one cut.
        let all = std::iter::once(Chunking::whole(length)).chain(cuts).chain(bytes).chain(random);
        for chunking in all {
            match play(&chunking) {
                Err(Stop::Fault(first)) => return Err(self.simplest(chunking, *first, play)),
                other => other?,
            }
        }
        Ok(())
    }

    fn simplest(
        &self,
        chunking: Chunking,
        first: Finding,
        mut play: impl FnMut(&Chunking) -> Result<(), Stop>,
    ) -> Stop {
        const TRIES: usize = 12;
        const PATIENCE: Duration = Duration::from_millis(300);
        let mut finding = first;
        // A program that has ended cannot be tried again.
        let tries = if matches!(finding.fault, Fault::Exited { .. }) { 0 } else { TRIES };
        let patience = self.room.set_patience(PATIENCE);
        let code = finding.fault.code().to_owned();
        let shrunk = chunking.shrunk(tries, |simpler| match play(simpler) {
            Err(Stop::Fault(again)) if again.fault.code() == code => {
                finding = *again;
                true
            }
            _ => false,
        });
        // Once more, so that the trace ends with what fails.
        if tries > 0
            && let Err(Stop::Fault(again)) = play(&shrunk)
            && again.fault.code() == code
        {
            finding = *again;
        }
        self.room.set_patience(patience);
        finding.chunks = Some(shrunk.sizes().to_vec());
        Stop::Fault(Box::new(finding))
    }

    /// Has clients go away in these ways, each after none, one, half and all of the bytes that it was to send, and each
    /// time demands that the next client is served.
    ///
    /// # Errors
    /// What `next` stops with; [`Fault::Refused`], [`Fault::Exited`].
    pub fn each_leaving(
        &self,
        leavings: &[Leaving],
        bytes: &[u8],
        mut next: impl FnMut() -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        for leaving in leavings {
            for sent in [0, 1, bytes.len() / 2, bytes.len()] {
                let client = self.connect("leaving client")?;
                client.flood(&bytes[..sent])?;
                client.settle()?;
                leaving.play(client)?;
                next()?;
            }
        }
        Ok(())
    }

    // ---- a student's client

    /// A server for the student's client, listening on the exercise's address.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn listen(&self, name: &'static str) -> Result<Listener, Stop> {
        self.listen_with(name, None)
    }

    /// The same, with a receive buffer of so many bytes for each connection: a server that reads slowly.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn listen_with(&self, name: &'static str, receive_buffer: Option<usize>) -> Result<Listener, Stop> {
        let socket = self.room.tracer.tcp(name)?;
        socket.set_reuse_address(true)?;
        if let Some(bytes) = receive_buffer {
            socket.set_recv_buffer_size(bytes)?;
        }
        socket.bind(self.address)?;
        socket.listen(16)?;
        Ok(Listener { socket, room: Rc::clone(&self.room), address: self.address })
    }

    // ---- datagrams

    /// A UDP socket of 127.0.0.1 with a port of its own: a client.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn mailbox(&self, name: &'static str) -> Result<Mailbox, Stop> {
        self.mailbox_at(name, LOOPBACK)
    }

    /// A UDP socket of this address.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn mailbox_at(&self, name: &'static str, address: SocketAddr) -> Result<Mailbox, Stop> {
        let socket = self.room.tracer.udp(name)?;
        socket.bind(address)?;
        Mailbox::new(socket, &self.room)
    }

    // ---- the end

    /// Ends everything that the check has started. What it has found, with what the programs said; and the trace.
    pub fn end(self, outcome: Result<(), Stop>) -> (Result<(), Stop>, Trace) {
        let swept = self.room.sweep();
        let outcome = outcome.map_err(|stop| self.room.explained(stop)).and_then(|()| Ok(swept?));
        (outcome, self.room.tracer.trace())
    }
}

/// A server of the bench for a student's client.
#[derive(Debug)]
pub struct Listener {
    socket: TracedSocket,
    room: Rc<Room>,
    address: SocketAddr,
}

impl Listener {
    /// The program's next connection.
    ///
    /// # Errors
    /// [`Fault::NotConnected`], [`Fault::Exited`].
    pub fn accept(&self) -> Result<Peer, Stop> {
        let ready = |time| Ok(sys::poll(self.socket.inner(), sys::Interest::Readable, time)?.readable);
        if !self.room.wait(|time| drop(ready(time)), || ready(Duration::ZERO))? {
            return Err(self.room.blame(Fault::NotConnected { address: self.address.to_string() }));
        }
        let (socket, _) = self.socket.accept()?;
        Peer::new(socket, &self.room)
    }

    /// The socket itself, for a call that has no method here.
    pub fn socket(&self) -> &TracedSocket {
        &self.socket
    }
}

/// A port that nobody in this network has used for a while: not even a connection in `TIME_WAIT` is left of who had it, so that
/// a server need not set `SO_REUSEADDR` because of a check before this one.
fn unused(rng: &mut Rng) -> io::Result<u16> {
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        // Below those that the kernel picks by itself, and above those that need a privilege.
        let port = rng.u16(20_000..30_000);
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        match socket.bind(&SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)).into()) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound.map(|()| port),
        }
    }
    Err(io::Error::new(io::ErrorKind::AddrInUse, format!("{TRIES} ports, and somebody uses each")))
}

/// A port that nobody on this host uses, or this one if nobody does. Between this look and its use somebody may take it:
/// that is what isolation is for.
fn free(port: u16) -> io::Result<u16> {
    let taken =
        |error: io::Error| io::Error::new(error.kind(), format!("port {port}: somebody on this host uses it: {error}"));
    let tcp = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
    let port = tcp.local_addr()?.port();
    std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
    Ok(port)
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn a_port_with_a_connection_in_time_wait_is_not_taken_again() {
        let seeds = std::iter::repeat_with(|| fastrand::u64(..));
        let taken = seeds.take(100).find_map(|seed| {
            let port = unused(&mut Rng::with_seed(seed)).ok()?;
            Some((seed, TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()?))
        });
        let (seed, listener) = taken.expect("a free port");
        let address = listener.local_addr().unwrap();
        let client = TcpStream::connect(address).unwrap();
        // Who closes first keeps the port.
        drop(listener.accept().unwrap());
        drop(client);
        drop(listener);
        assert_ne!(unused(&mut Rng::with_seed(seed)).unwrap(), address.port());
    }
}
