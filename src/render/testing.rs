//! Hand-made traces for the tests of this module.

use std::{net::SocketAddr, time::Duration};

use crate::{
    lab::Scene,
    messages::Messages,
    runner::{ClaimReport, Ending, SceneReport, SceneRun},
    text::{Lang, Text},
    trace::{Actor, Call, Event, EventKind, Outcome, Payload, Trace},
};

/// A trace, written call by call; 1 ms between two events.
pub(super) struct Script {
    pub(super) trace: Trace,
}

impl Script {
    pub(super) fn new() -> Script {
        Script { trace: Trace::default() }
    }

    pub(super) fn event(&mut self, actor: &'static str, kind: EventKind) -> u32 {
        let number = u32::try_from(self.trace.events.len() + 1).unwrap();
        let at = Duration::from_millis(number.into());
        self.trace.events.push(Event { number, at, actor: Actor::from(actor), kind });
        number
    }

    pub(super) fn call(&mut self, actor: &'static str, call: Call, outcome: Outcome) -> u32 {
        self.event(actor, EventKind::Entered { call: call.clone() });
        self.event(actor, EventKind::Returned { call, outcome })
    }

    pub(super) fn send(&mut self, actor: &'static str, bytes: &[u8]) -> u32 {
        let call = Call::Send { bytes: Payload::of(bytes) };
        self.call(actor, call, Outcome::Count { count: bytes.len() })
    }

    pub(super) fn send_to(&mut self, actor: &'static str, bytes: &[u8]) -> u32 {
        let to = SocketAddr::from(([127, 0, 0, 1], 9));
        let call = Call::SendTo { bytes: Payload::of(bytes), to: to.into() };
        self.call(actor, call, Outcome::Count { count: bytes.len() })
    }

    pub(super) fn recv(&mut self, actor: &'static str, size: usize, bytes: &[u8]) -> u32 {
        let outcome = Outcome::Data { bytes: Payload::of(bytes), from: None, truncated: None };
        self.call(actor, Call::Recv { size, flags: "".into() }, outcome)
    }

    /// The report on a scene that did this.
    pub(super) fn report(self, claims: Vec<ClaimReport>) -> SceneReport {
        static SCENE: Scene =
            Scene {
                slug: "test", title: Text::new("A test", "一次测试"), needs: &[], run: |_, _| Ok(()), claims: &[]
            };
        let run = SceneRun {
            scene: "test".to_owned(),
            ending: Ending::Complete,
            elapsed: Duration::from_millis(1),
            trace: self.trace,
        };
        SceneReport { scene: &SCENE, run, claims }
    }
}

/// The text without its styles.
pub(super) fn bare(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

pub(super) fn english() -> Messages {
    Messages::new(Lang::En)
}

pub(super) fn chinese() -> Messages {
    Messages::new(Lang::ZhCn)
}
