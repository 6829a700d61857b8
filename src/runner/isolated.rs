//! The same scenes in a child process of their own, with a network of their own.
//!
//! The parent starts `socklab` again with [`COMMAND`]; the child moves itself into a fresh user and network namespace
//! before it has a second thread, plays, writes one JSON document to standard output, and ends. The namespace ends
//! with it: no `TIME_WAIT` stays on the host. A refusal comes back as such, and the parent plays on the host instead.

use std::{
    io::{self, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{Ending, Place, Plan, SceneRun, capability, scene};
use crate::{
    lab::{Capability, Lab},
    sys,
};

/// The hidden command by which the program starts its own child.
pub const COMMAND: &str = "play-isolated";

/// What the child may take beyond the deadlines of its scenes before it is killed.
const GRACE: Duration = Duration::from_secs(5);

/// The largest answer that the parent reads: far above the largest trace.
const MAX_ANSWER: u64 = 64 << 20;

/// The scenes of one lab, played.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Played {
    /// Whether in a network namespace of their own.
    pub isolated: bool,
    /// Why not, if that was asked for and refused.
    pub refused: Option<String>,
    /// Whether packets could be captured there.
    pub wire: bool,
    /// What became of each scene.
    pub scenes: Vec<SceneRun>,
}

impl Played {
    /// Plays in this process, on the network that it is in.
    #[must_use]
    pub fn on_host(lab: &Lab, plan: &Plan, refused: Option<String>) -> Played {
        Played { refused, ..here(lab, plan, false) }
    }
}

fn here(lab: &Lab, plan: &Plan, isolated: bool) -> Played {
    let wanted = lab.scenes.iter().filter(|scene| plan.scene.is_none_or(|slug| slug == scene.slug));
    let scenes = wanted.map(|scene| scene::play(scene, &plan.settings, isolated, plan.deadline)).collect();
    let wire = capability::probe(Capability::Wire, isolated).is_ok();
    Played { isolated, refused: None, wire, scenes }
}

/// What the child answers.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Played(Played),
    Refused(String),
}

/// The parent's side: plays the lab in a child of `program`; on the host where the child is refused a namespace.
pub(super) fn play(program: &Path, lab: &'static Lab, plan: &Plan) -> Played {
    let scenes = lab.scenes.iter().filter(|scene| plan.scene.is_none_or(|slug| slug == scene.slug)).count();
    let deadline = plan.deadline * u32::try_from(scenes).unwrap_or(u32::MAX) + GRACE;
    match ask(program, lab, plan, deadline) {
        Ok(Answer::Played(played)) => played,
        Ok(Answer::Refused(because)) => Played::on_host(lab, plan, Some(because)),
        Err(error) => lost(lab, plan, &error),
    }
}

/// Without an answer from the child nothing was observed: every scene has failed, and says why.
fn lost(lab: &Lab, plan: &Plan, error: &io::Error) -> Played {
    let wanted = lab.scenes.iter().filter(|scene| plan.scene.is_none_or(|slug| slug == scene.slug));
    let failed = |scene: &crate::lab::Scene| SceneRun {
        scene: scene.slug.to_owned(),
        ending: Ending::Failed(format!("the isolated child gave no answer: {error}")),
        elapsed: Duration::ZERO,
        trace: crate::trace::Trace::default(),
    };
    Played { isolated: false, refused: None, wire: false, scenes: wanted.map(failed).collect() }
}

fn ask(program: &Path, lab: &Lab, plan: &Plan, deadline: Duration) -> io::Result<Answer> {
    let mut command = Command::new(program);
    command.arg(COMMAND).arg(lab.number.to_string());
    command.arg(plan.deadline.as_millis().to_string());
    command.arg(plan.scene.unwrap_or_default());
    command.args(plan.settings.turned().map(|(knob, value)| format!("{knob}={value}")));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let answer = read_answer(&mut child, deadline);
    if answer.is_err() {
        // It may have ended already; the error that counts is the answer's.
        let _ = child.kill();
    }
    child.wait()?;
    serde_json::from_slice(&answer?).map_err(io::Error::other)
}

fn read_answer(child: &mut Child, deadline: Duration) -> io::Result<Vec<u8>> {
    let Some(stdout) = child.stdout.take() else { return Err(io::Error::other("no pipe to the child")) };
    let (done, answer) = mpsc::channel();
    let read = move || {
        let mut bytes = Vec::new();
        let outcome = stdout.take(MAX_ANSWER).read_to_end(&mut bytes).map(|_| bytes);
        // After the deadline nobody listens any more.
        let _ = done.send(outcome);
    };
    thread::Builder::new().name("isolated child".to_owned()).spawn(read)?;
    answer
        .recv_timeout(deadline)
        .map_err(|_| io::Error::new(io::ErrorKind::TimedOut, format!("none in {deadline:?}")))?
}

/// The child's side: isolates this process, which must have a single thread, plays, and returns the answer to write.
///
/// # Errors
/// The answer does not serialise.
pub fn answer(lab: &'static Lab, plan: &Plan) -> serde_json::Result<String> {
    debug_assert_eq!(plan.place, Place::Host, "a child does not start another");
    let answer = match sys::isolate() {
        Ok(()) => Answer::Played(here(lab, plan, true)),
        Err(error) => Answer::Refused(error.to_string()),
    };
    serde_json::to_string(&answer)
}
