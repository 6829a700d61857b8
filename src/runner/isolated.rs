//! The same scenes in a child process of their own, with a network of their own.
//!
//! The parent starts `socklab` again with a hidden command; the child moves itself into a fresh user and network namespace
//! before it has a second thread, plays, writes one JSON document to standard output, with the packets behind it if they
//! are wanted, and ends. The namespace ends
//! with it: no `TIME_WAIT` stays on the host. A refusal comes back as such, and the parent plays on the host instead.

use std::{
    io::{self, Write},
    path::Path,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{
    Ending, Place, Plan, SceneRun,
    capability::{self, Missing},
    scene::Stage,
};
use crate::{
    child::{self, Cancel},
    lab::{Capability, Lab, Scene},
    labs, sys,
};

/// The hidden command by which the program starts its own child.
pub const COMMAND: &str = "play-isolated";

/// What the child may take beyond the deadlines of its scenes before it is killed.
const GRACE: Duration = Duration::from_secs(5);

/// The scenes of one lab, played.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Played {
    /// Whether in a network namespace of their own.
    pub isolated: bool,
    /// Why not, if that was asked for and refused.
    pub refused: Option<String>,
    /// Why packets could not be captured there; `None` where they could.
    pub no_wire: Option<String>,
    /// What became of each scene.
    pub scenes: Vec<SceneRun>,
    /// The packets as a file of pcapng holds them, if that was asked for. Behind the JSON document, not in it.
    #[serde(skip)]
    pub pcapng: Vec<u8>,
}

impl Played {
    /// Plays in this process, on the network that it is in.
    #[must_use]
    pub fn on_host(lab: &Lab, plan: &Plan, refused: Option<String>, cancel: &Cancel) -> Played {
        Played { refused, ..here(lab, plan, false, cancel) }
    }
}

fn here(lab: &Lab, plan: &Plan, isolated: bool, cancel: &Cancel) -> Played {
    let stage = Stage::new(isolated);
    let mut stage = if plan.pcap { stage.recording(lab) } else { stage };
    let scenes = plan.scenes(lab).take_while(|_| !cancel.is_cancelled());
    let scenes = scenes.map(|scene| stage.play(scene, &plan.settings, plan.deadline)).collect();
    Played { isolated, refused: None, no_wire: stage.no_wire(), scenes, pcapng: stage.pcapng() }
}

/// What the parent asks of the child: the one argument of [`COMMAND`], as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    /// Play the scenes of a lab.
    Play {
        /// The lab's number.
        lab: u8,
        /// One scene; all of them without.
        scene: Option<String>,
        /// The longest that one scene may take.
        deadline: Duration,
        /// The knobs that are turned.
        knobs: Vec<(String, String)>,
        /// Whether the packets are wanted for a file.
        pcap: bool,
    },
    /// Probe every capability.
    Survey,
}

/// What the child answers.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Played(Played),
    Surveyed(Vec<Missing>),
    Refused(String),
}

/// What a host offers to an isolated run, or to a run on its own loopback where isolation is refused.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Why there is no isolation; `None` where there is.
    pub refused: Option<String>,
    /// What is missing.
    pub missing: Vec<Missing>,
}

/// Probes every capability where a run would take place.
///
/// # Errors
/// The child cannot be started, or gives no answer.
pub fn survey(place: &Place) -> io::Result<Survey> {
    let Place::Isolated(program) = place else {
        return Ok(Survey { refused: None, missing: capability::missing(&Capability::ALL, false) });
    };
    match ask(program, &Request::Survey, GRACE, &Cancel::default())? {
        Answer::Surveyed(missing) => Ok(Survey { refused: None, missing }),
        Answer::Refused(because) => {
            Ok(Survey { refused: Some(because), missing: capability::missing(&Capability::ALL, false) })
        }
        Answer::Played(_) => Err(io::Error::other("the child answered another question")),
    }
}

/// The parent's side: plays the lab in a child of `program`; on the host where the child is refused a namespace.
pub(super) fn play(program: &Path, lab: &'static Lab, plan: &Plan, cancel: &Cancel) -> Played {
    let scenes = plan.scenes(lab).count();
    let deadline = plan.deadline * u32::try_from(scenes).unwrap_or(u32::MAX) + GRACE;
    let request = Request::Play {
        lab: lab.number,
        scene: plan.scene.map(str::to_owned),
        deadline: plan.deadline,
        knobs: plan.settings.turned().map(|(knob, value)| (knob.to_owned(), value.to_owned())).collect(),
        pcap: plan.pcap,
    };
    match ask(program, &request, deadline, cancel) {
        Ok(Answer::Played(played)) => played,
        Ok(Answer::Refused(because)) => Played::on_host(lab, plan, Some(because), cancel),
        Ok(Answer::Surveyed(_)) => lost(lab, plan, &io::Error::other("it answered another question")),
        Err(error) => lost(lab, plan, &error),
    }
}

/// Without an answer from the child nothing was observed: every scene has failed, and says why.
fn lost(lab: &Lab, plan: &Plan, error: &io::Error) -> Played {
    let failed = |scene: &Scene| SceneRun {
        scene: scene.slug.to_owned(),
        ending: Ending::Failed(format!("the isolated child gave no answer: {error}")),
        elapsed: Duration::ZERO,
        trace: crate::trace::Trace::default(),
    };
    let no_wire = Some(error.to_string());
    Played {
        isolated: false,
        refused: None,
        no_wire,
        scenes: plan.scenes(lab).map(failed).collect(),
        pcapng: Vec::new(),
    }
}

fn ask(program: &Path, request: &Request, deadline: Duration, cancel: &Cancel) -> io::Result<Answer> {
    let child::Answer { bytes, status } = child::ask(program, COMMAND, request, deadline, cancel)?;
    read(&bytes).map_err(|error| io::Error::other(format!("{status}, {} bytes of an answer: {error}", bytes.len())))
}

/// The JSON document, and the packets behind it if there are any.
fn read(bytes: &[u8]) -> serde_json::Result<Answer> {
    let mut documents = serde_json::Deserializer::from_slice(bytes).into_iter();
    // Of nothing at all, the error of a document that ends before it begins.
    let mut answer = documents.next().unwrap_or_else(|| serde_json::from_slice(bytes))?;
    if let Answer::Played(played) = &mut answer {
        played.pcapng = bytes[documents.byte_offset()..].to_vec();
    }
    Ok(answer)
}

/// The child's side: isolates this process, does what the request asks, and writes the answer to standard output.
///
/// # Errors
/// The request is none that this program's parent makes, or the answer cannot be written.
pub fn reply(request: &str) -> io::Result<()> {
    let answer = answer(serde_json::from_str(request)?)?;
    let mut out = io::stdout().lock();
    out.write_all(&serde_json::to_vec(&answer)?)?;
    if let Answer::Played(played) = &answer {
        out.write_all(&played.pcapng)?;
    }
    out.flush()
}

fn answer(request: Request) -> io::Result<Answer> {
    Ok(match (sys::isolate(), request) {
        (Err(error), _) => Answer::Refused(error.to_string()),
        (Ok(()), Request::Survey) => Answer::Surveyed(capability::missing(&Capability::ALL, true)),
        (Ok(()), Request::Play { lab, scene, deadline, knobs, pcap }) => {
            let unknown = |what: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("no such {what}"));
            let lab = labs::ALL.iter().find(|known| known.number == lab).ok_or_else(|| unknown("lab"))?;
            let mut plan = Plan { deadline, pcap, ..Plan::new(lab, Place::Host) };
            if let Some(slug) = scene {
                plan.scene = Some(lab.scene(&slug).ok_or_else(|| unknown("scene"))?.slug);
            }
            for (knob, value) in knobs {
                plan.settings = plan.settings.with(&knob, &value).map_err(io::Error::other)?;
            }
            Answer::Played(here(lab, &plan, true, &Cancel::default()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runner::{Verdict, run};

    /// A program that is no socklab ends, or never starts, without an answer.
    #[track_caller]
    fn check_broken(program: &str, because: &str) {
        let lab = &labs::ALL[0];
        let report = run(lab, &Plan::new(lab, Place::Isolated(program.into())));
        assert!(!report.isolated);
        assert_eq!(report.scenes.len(), lab.scenes.len());
        for scene in &report.scenes {
            let Ending::Failed(what) = &scene.run.ending else { panic!("{:?}", scene.run.ending) };
            assert!(what.starts_with("the isolated child gave no answer: ") && what.contains(because), "{what}");
            assert!(scene.claims.iter().all(|claim| matches!(claim.verdict, Verdict::Broken { observed: None, .. })));
        }
    }

    #[test]
    fn a_child_that_says_nothing_breaks_every_claim_and_tells_how_it_ended() {
        check_broken("/bin/false", "exit status: 1, 0 bytes");
    }

    #[test]
    fn a_child_that_cannot_be_started_breaks_every_claim_and_tells_why() {
        check_broken("/no/such/program", "No such file");
    }

    #[test]
    fn a_child_that_says_too_much_or_something_else_is_not_believed() {
        check_broken("/bin/echo", "bytes of an answer");
    }
}
