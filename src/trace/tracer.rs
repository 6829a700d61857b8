//! What a scene is written on.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::Arc,
};

use socket2::{Domain, Protocol, Socket, Type};

use super::{
    Actor, Address, Call, EventKind, Observable, Outcome, Packets, Tapped, TcpState, Trace, TracedSocket, Until,
    recorder::Recorder, socket::described, tap::Tap, wait,
};
use crate::{sys, text::Text, wire::Capture};

/// 127.0.0.1 with a port of the system's choice: what every lab binds to.
pub const LOOPBACK: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0));

/// Opens the sockets of a scene and files what they show. Clones write to the same trace, from any thread.
#[derive(Clone, Debug)]
pub struct Tracer {
    recorder: Arc<Recorder>,
}

impl Tracer {
    /// An empty trace whose clock starts now.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a clock that starts is not a default")]
    pub fn new() -> Tracer {
        Tracer { recorder: Arc::new(Recorder::new(None)) }
    }

    /// An empty trace that takes in the captured packets of its own sockets. `isolated` says whether the loopback is this
    /// trace's alone; then packets without ports are its own too.
    #[must_use]
    pub fn capturing(capture: Capture, isolated: bool) -> Tracer {
        Tracer { recorder: Arc::new(Recorder::new(Some(Tap::new(capture, isolated)))) }
    }

    /// An IPv4 UDP socket of this actor, neither bound nor connected (udp(7)).
    ///
    /// # Errors
    /// Those of socket(2).
    pub fn udp(&self, actor: impl Into<Actor>) -> io::Result<TracedSocket> {
        self.socket(actor, Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))
    }

    /// An IPv4 TCP socket of this actor, neither bound nor connected (tcp(7)).
    ///
    /// # Errors
    /// Those of socket(2).
    pub fn tcp(&self, actor: impl Into<Actor>) -> io::Result<TracedSocket> {
        self.socket(actor, Domain::IPV4, Type::STREAM, Some(Protocol::TCP))
    }

    /// A socket of any family and type.
    ///
    /// # Errors
    /// Those of socket(2): the family, the type or the protocol is not supported, or needs a privilege.
    pub fn socket(
        &self,
        actor: impl Into<Actor>,
        domain: Domain,
        kind: Type,
        protocol: Option<Protocol>,
    ) -> io::Result<TracedSocket> {
        let actor = actor.into();
        let call = Call::Socket { what: described(domain, kind, protocol).into() };
        let made = self.call(&actor, call, || Socket::new(domain, kind, protocol), |_| Outcome::Done)?;
        Ok(TracedSocket::new(made, actor, self.clone()))
    }

    /// Files what a call or a computation showed under the id of one of the scene's claims.
    ///
    /// The event that decided it is the last call that returned.
    pub fn observe(&self, claim: &'static str, seen: impl Observable) {
        self.recorder.observe(claim, seen.into_value());
    }

    /// A sentence of the narrator, to be read between the calls.
    pub fn note(&self, actor: impl Into<Actor>, text: Text) {
        self.recorder.record(&actor.into(), EventKind::Note { text });
    }

    /// Waits until the kernel shows something, and records the waiting as a call of `actor`.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] after [`wait::DEADLINE`], or the first error of `seen`.
    pub fn wait_until(
        &self,
        actor: impl Into<Actor>,
        until: Until,
        seen: impl FnMut() -> io::Result<bool>,
    ) -> io::Result<()> {
        let what = format!("{until:?}");
        self.call(&actor.into(), Call::Wait { until }, || wait::until(&what, seen), |()| Outcome::Done)
    }

    /// Waits until the packets captured since the scene began satisfy `seen`. A packet may be on the wire a moment after
    /// the call that caused it has returned; an ACK waits up to 40 ms for company.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] that names `what` after [`wait::DEADLINE`]; unsupported where nothing is captured.
    pub fn wait_packets(&self, what: &'static str, seen: impl Fn(&Packets) -> bool) -> io::Result<()> {
        if !self.recorder.is_tapped() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "no packets are captured"));
        }
        let call = Call::Wait { until: Until::Captured { what: what.into() } };
        let seen = || Ok(seen(&self.recorder.packets()?.into()));
        self.call(&Actor::WIRE, call, || wait::until(what, seen), |()| Outcome::Done)
    }

    /// The packets captured since the scene began; none where nothing is captured.
    #[must_use]
    pub fn packets(&self) -> Packets {
        self.recorder.packets().unwrap_or_default().into()
    }

    /// The state of one end of a TCP connection in the kernel's table, without a line in the trace:
    /// [`TcpState::Closed`] once the table has no such end. `TIME_WAIT` shows here alone, when no socket is left to ask.
    ///
    /// # Errors
    /// The table cannot be read; unsupported on macOS and Windows.
    pub fn tcp_state(&self, local: impl Into<Address>, remote: impl Into<Address>) -> io::Result<TcpState> {
        let end = match (local.into().socket(), remote.into().socket()) {
            (Some(local), Some(remote)) => sys::Tables::open()?.tcp_end(local, remote)?,
            _ => None,
        };
        Ok(end.map_or(TcpState::Closed, |end| end.state))
    }

    /// Waits until one end of a TCP connection, which `actor` has or had, reaches a state in the kernel's table.
    ///
    /// # Errors
    /// As [`wait_until`](Self::wait_until) and [`tcp_state`](Self::tcp_state).
    pub fn wait_tcp_state(
        &self,
        actor: impl Into<Actor>,
        local: impl Into<Address>,
        remote: impl Into<Address>,
        state: TcpState,
    ) -> io::Result<()> {
        let (actor, local, remote) = (actor.into(), local.into(), remote.into());
        let reached = || Ok(self.tcp_state(&local, &remote)? == state);
        self.wait_until(actor, Until::Reached { tcp: state }, reached)?;
        if let (Some(local), Some(remote)) = (local.socket(), remote.socket()) {
            self.recorder.reached((local, remote), state);
        }
        Ok(())
    }

    /// What has been recorded so far.
    #[must_use]
    pub fn trace(&self) -> Trace {
        self.recorder.snapshot()
    }

    /// Ends the capture, if there is one: the trace takes in no more packets.
    #[must_use]
    pub fn untap(&self) -> Option<Tapped> {
        self.recorder.untap()
    }

    pub(super) fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// Makes one call: recorded as entered, made, recorded as returned.
    pub(super) fn call<T>(
        &self,
        actor: &Actor,
        call: Call,
        make: impl FnOnce() -> io::Result<T>,
        outcome: impl FnOnce(&T) -> Outcome,
    ) -> io::Result<T> {
        self.recorder.entered(actor, call.clone());
        let answer = make();
        let outcome = match &answer {
            Ok(value) => outcome(value),
            Err(error) => Outcome::Failed { failure: error.into() },
        };
        self.recorder.returned(actor, call, outcome);
        answer
    }
}
