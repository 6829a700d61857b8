//! What a scene is written on.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::Arc,
};

use socket2::{Domain, Protocol, Socket, Type};

use super::{
    Actor, Call, EventKind, Observable, Outcome, Trace, TracedSocket, Until, recorder::Recorder, socket::described,
    wait,
};
use crate::text::Text;

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
        Tracer { recorder: Arc::new(Recorder::new()) }
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

    /// What has been recorded so far.
    #[must_use]
    pub fn trace(&self) -> Trace {
        self.recorder.snapshot()
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
        self.recorder.record(actor, EventKind::Entered { call: call.clone() });
        let result = make();
        let outcome = match &result {
            Ok(value) => outcome(value),
            Err(error) => Outcome::Failed { failure: error.into() },
        };
        self.recorder.returned(actor, call, outcome);
        result
    }
}
