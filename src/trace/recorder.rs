//! The list that every socket of a scene writes to.

use std::{
    io,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError, Weak},
    thread::{self, ThreadId},
    time::Instant,
};

use serde::{Deserialize, Serialize};

use super::{
    Actor, Address, Call, Event, EventKind, Outcome, TcpState, Until, Value,
    socket::{Kernel, Sample},
    tap::{self, Tap, Tapped},
};
use crate::{sys, wire::Packet};

/// How many events a trace holds. Those beyond are counted, not kept: a scene that loops cannot eat the memory.
pub const MAX_EVENTS: usize = 20_000;

/// How many closed connections are followed at once. A scene with more of them is not about their ends.
const MAX_PARTED: usize = 8;

/// The finished record of one scene.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What the scene filed under its claims.
    pub observations: Vec<Observation>,
    /// Which actor owned which address.
    pub names: Vec<Name>,
    /// Whether more than one thread wrote: then only the order within an actor means anything.
    pub concurrent: bool,
    /// Events beyond [`MAX_EVENTS`], which were not kept.
    pub dropped: u64,
    /// Packets that passed and were not captured.
    pub lost: u32,
}

impl Trace {
    /// What was observed for a claim.
    #[must_use]
    pub fn observed(&self, claim: &str) -> Option<&Value> {
        self.observations.iter().find(|observation| observation.claim == claim).map(|observation| &observation.value)
    }
}

/// A value that the scene filed under a claim's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The claim's id.
    pub claim: String,
    /// What the run showed.
    pub value: Value,
    /// The event that decided it: the last one before the observation; 0 if there was none.
    pub decided_by: u32,
}

/// An address and its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The owner.
    pub actor: Actor,
    /// The address.
    pub address: Address,
}

/// One end of a TCP connection, closed by its program and not yet done with by the kernel.
#[derive(Debug)]
pub(super) struct Parted {
    pub(super) actor: Actor,
    pub(super) local: SocketAddr,
    pub(super) remote: SocketAddr,
    pub(super) last: TcpState,
}

/// Shared by the tracer and its sockets, on any number of threads.
#[derive(Debug)]
pub(super) struct Recorder {
    began: Instant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    trace: Trace,
    first_thread: Option<ThreadId>,
    /// The live sockets, whose queues are counted after each call. Weak: the record keeps no socket open.
    sockets: Vec<Weak<Kernel>>,
    decided_by: u32,
    /// How many calls were entered and have not returned.
    open: usize,
    /// Connections whose socket was closed: their states are in the kernel's table alone.
    parted: Vec<Parted>,
    /// Where packets come from, if they are captured.
    tap: Option<Tap>,
}

impl Recorder {
    pub(super) fn new(tap: Option<Tap>) -> Recorder {
        Recorder { began: Instant::now(), state: Mutex::new(State { tap, ..State::default() }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic of another thread while it wrote leaves a whole list: each push is one step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn watch(&self, socket: Weak<Kernel>) {
        self.state().sockets.push(socket);
    }

    pub(super) fn name(&self, actor: &Actor, address: Address) {
        let mut state = self.state();
        let known = state.trace.names.iter().any(|name| name.actor == *actor && name.address == address);
        if !known {
            state.trace.names.push(Name { actor: actor.clone(), address });
        }
    }

    pub(super) fn record(&self, actor: &Actor, kind: EventKind) {
        let at = self.began.elapsed();
        self.state().push(Event { number: 0, at, actor: actor.clone(), kind });
    }

    /// Records a call that begins.
    pub(super) fn entered(&self, actor: &Actor, call: Call) {
        self.record(actor, EventKind::Entered { call });
        self.state().open += 1;
    }

    /// Records the return of a call with the packets that came until then, and every queue, segment count and state that
    /// is no longer what it was.
    pub(super) fn returned(&self, actor: &Actor, call: Call, outcome: Outcome) {
        let at = self.began.elapsed();
        let closes = matches!(call, Call::Close);
        let captured = matches!(call, Call::Wait { until: Until::Captured { .. } });
        let mut state = self.state();
        // An interface that went down has no more packets to give; a claim that needs them says what is missing.
        let packets = state.take_packets(self.began).unwrap_or_default();
        for packet in packets {
            // The kernel stamps a capture's first packets only as they are read: they came no later than this.
            state.push(Event { at: packet.at.min(at), ..packet });
        }
        state.push(Event { number: 0, at, actor: actor.clone(), kind: EventKind::Returned { call, outcome } });
        let last_packet = state.trace.events.iter().rfind(|event| matches!(event.kind, EventKind::Packet { .. }));
        // Waiting for packets ends with the packet that was waited for: that is the evidence.
        let evidence = last_packet.filter(|_| captured).or(state.trace.events.last());
        state.decided_by = evidence.map_or(0, |event| event.number);
        state.open = state.open.saturating_sub(1);
        // The host's own table may have thousands of rows, and reading it would take longer than the scene.
        let own_table = state.tap.as_ref().is_some_and(Tap::is_isolated);
        state.sockets.retain(|socket| socket.strong_count() > 0);
        let sockets: Vec<_> = state.sockets.iter().filter_map(Weak::upgrade).collect();
        drop(state);
        for socket in sockets {
            for change in Sample::changes(&socket) {
                let change = match change {
                    EventKind::State { state: TcpState::Closed } if own_table => {
                        EventKind::State { state: socket.remains() }
                    }
                    other => other,
                };
                self.record(&socket.actor, change);
            }
        }
        if own_table && (closes || captured) {
            self.look_after_parted();
        }
    }

    /// From now on the states of a connection are looked for in the kernel's table.
    pub(super) fn parted(&self, end: Parted) {
        let mut state = self.state();
        if state.parted.len() < MAX_PARTED {
            state.parted.push(end);
        }
    }

    /// Records the state that one end of a closed connection was waited for to reach, unless it is known already.
    pub(super) fn reached(&self, ends: (SocketAddr, SocketAddr), now: TcpState) {
        let mut state = self.state();
        let Some(place) = state.parted.iter().position(|end| (end.local, end.remote) == ends) else { return };
        let end = state.parted.swap_remove(place);
        if now != TcpState::Closed && now != end.last {
            let at = self.began.elapsed();
            state.push(Event { number: 0, at, actor: end.actor.clone(), kind: EventKind::State { state: now } });
        }
        if !matches!(now, TcpState::Closed | TcpState::TimeWait) {
            state.parted.push(Parted { last: now, ..end });
        }
    }

    /// Records where the connections are whose sockets were closed. Reading the table takes a few milliseconds, so it is
    /// read when a socket closes and when packets were waited for. Nobody is followed beyond `TIME_WAIT`.
    fn look_after_parted(&self) {
        let mut state = self.state();
        if state.parted.is_empty() {
            return;
        }
        let Ok(table) = sys::tcp_table() else { return };
        for mut end in std::mem::take(&mut state.parted) {
            let row = table.iter().find(|row| (row.local, row.remote) == (end.local, end.remote));
            let Some(now) = row.map(|row| row.state) else { continue };
            if now != end.last {
                let at = self.began.elapsed();
                state.push(Event { number: 0, at, actor: end.actor.clone(), kind: EventKind::State { state: now } });
            }
            if now != TcpState::TimeWait {
                end.last = now;
                state.parted.push(end);
            }
        }
    }

    pub(super) fn observe(&self, claim: &str, value: Value) {
        let mut state = self.state();
        let decided_by = state.decided_by;
        state.trace.observations.push(Observation { claim: claim.to_owned(), value, decided_by });
    }

    pub(super) fn is_tapped(&self) -> bool {
        self.state().tap.is_some()
    }

    /// The packets captured so far, those that just came included.
    pub(super) fn packets(&self) -> io::Result<Vec<Packet>> {
        let mut state = self.state();
        for packet in state.take_packets(self.began)? {
            state.push(packet);
        }
        let packet = |event: &Event| match &event.kind {
            EventKind::Packet { packet } => Some(packet.clone()),
            _ => None,
        };
        Ok(state.trace.events.iter().filter_map(packet).collect())
    }

    /// What has been recorded so far. A scene that hangs is reported from this.
    pub(super) fn snapshot(&self) -> Trace {
        self.state().trace.clone()
    }

    /// Ends the capture, if there is one. What came after the last call returned is left out: it belongs to sockets that
    /// the end of the scene closed. While a call is still blocked, nothing has ended.
    pub(super) fn untap(&self) -> Option<Tapped> {
        let mut state = self.state();
        if state.open > 0 {
            for packet in state.take_packets(self.began).unwrap_or_default() {
                state.push(packet);
            }
        }
        state.tap.take().map(Tap::end)
    }
}

impl State {
    /// The packets that came since the last time, as events.
    fn take_packets(&mut self, began: Instant) -> io::Result<Vec<Event>> {
        let Some(tap) = &mut self.tap else { return Ok(Vec::new()) };
        let packets = tap.take(&mut self.trace, began)?.into_iter();
        let event = |(at, packet)| {
            let actor = tap::sender(&packet, &self.trace);
            Event { number: 0, at, actor, kind: EventKind::Packet { packet } }
        };
        Ok(packets.map(event).collect())
    }

    fn push(&mut self, mut event: Event) {
        let thread = thread::current().id();
        // Packets and states are no thread's own: whoever happened to look saw them.
        let is_call = matches!(event.kind, EventKind::Entered { .. } | EventKind::Returned { .. });
        if is_call && *self.first_thread.get_or_insert(thread) != thread {
            self.trace.concurrent = true;
        }
        if self.trace.events.len() >= MAX_EVENTS {
            self.trace.dropped += 1;
            return;
        }
        event.number = u32::try_from(self.trace.events.len() + 1).unwrap_or(u32::MAX);
        self.trace.events.push(event);
    }
}
