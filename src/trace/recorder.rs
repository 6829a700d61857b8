//! The list that every socket of a scene writes to.

use std::{
    sync::{Mutex, MutexGuard, PoisonError, Weak},
    thread::{self, ThreadId},
    time::Instant,
};

use serde::{Deserialize, Serialize};

use super::{
    Actor, Address, Call, Event, EventKind, Outcome, Value,
    socket::{Kernel, Sample},
};

/// How many events a trace holds. Those beyond are counted, not kept: a scene that loops cannot eat the memory.
pub const MAX_EVENTS: usize = 20_000;

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
}

impl Recorder {
    pub(super) fn new() -> Recorder {
        Recorder { began: Instant::now(), state: Mutex::default() }
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

    /// Records the return of a call, and then every queue, segment count and state that is no longer what it was.
    pub(super) fn returned(&self, actor: &Actor, call: Call, outcome: Outcome) {
        self.record(actor, EventKind::Returned { call, outcome });
        let mut state = self.state();
        state.decided_by = state.trace.events.last().map_or(0, |event| event.number);
        state.sockets.retain(|socket| socket.strong_count() > 0);
        let sockets: Vec<_> = state.sockets.iter().filter_map(Weak::upgrade).collect();
        drop(state);
        for socket in sockets {
            for change in Sample::changes(&socket) {
                self.record(&socket.actor, change);
            }
        }
    }

    pub(super) fn observe(&self, claim: &str, value: Value) {
        let mut state = self.state();
        let decided_by = state.decided_by;
        state.trace.observations.push(Observation { claim: claim.to_owned(), value, decided_by });
    }

    /// What has been recorded so far. A scene that hangs is reported from this.
    pub(super) fn snapshot(&self) -> Trace {
        self.state().trace.clone()
    }
}

impl State {
    fn push(&mut self, mut event: Event) {
        let thread = thread::current().id();
        if *self.first_thread.get_or_insert(thread) != thread {
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
