//! Runs a lab's scenes, in this process or in an isolated child, and judges the claims.
//!
//! A run goes one way: [`run`] has the scenes played ([`scene`], in an [`isolated`] child where the host allows it),
//! [`judge`]s what they observed, and returns a [`LabReport`].

pub mod capability;
pub mod isolated;
mod judge;
mod report;
pub mod scene;
pub mod soak;

use std::{path::PathBuf, time::Duration};

pub use crate::child::Cancel;
use crate::lab::{Lab, Scene, Settings};

pub use isolated::Played;
pub use judge::{Verdict, judge};
pub use report::{ClaimReport, LabReport, SceneReport, Summary};
pub use scene::{Ending, SceneRun};

/// How long one scene may take before it is ended and reported with its trace so far.
pub const SCENE_DEADLINE: Duration = Duration::from_secs(20);

/// How a lab is to be run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The one scene to play; `None` plays all of them.
    pub scene: Option<&'static str>,
    /// The positions of the knobs.
    pub settings: Settings,
    /// Where.
    pub place: Place,
    /// The longest that one scene may take.
    pub deadline: Duration,
    /// Whether the packets are wanted for a file.
    pub pcap: bool,
}

impl Plan {
    /// Every scene, with the knobs where the claims are judged.
    #[must_use]
    pub fn new(lab: &Lab, place: Place) -> Plan {
        Plan { scene: None, settings: Settings::of(lab), place, deadline: SCENE_DEADLINE, pcap: false }
    }

    /// The scenes to play, in the lab's order.
    pub fn scenes(&self, lab: &Lab) -> impl Iterator<Item = &'static Scene> {
        lab.scenes.iter().filter(|scene| self.scene.is_none_or(|slug| slug == scene.slug))
    }
}

/// Where a lab's scenes are played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a child process with a network namespace of its own, by this `socklab` program. Where the host refuses, on
    /// the host's loopback, and the report says so.
    Isolated(PathBuf),
    /// In this process, on the host's loopback.
    Host,
}

/// Runs a lab and judges its claims.
#[must_use]
pub fn run(lab: &'static Lab, plan: &Plan) -> LabReport {
    run_until(lab, plan, &Cancel::default())
}

/// The same, but it ends soon after it is cancelled, and then has judged nothing. On the host's own loopback the scene that is
/// being played comes to its end first.
#[must_use]
pub fn run_until(lab: &'static Lab, plan: &Plan, cancel: &Cancel) -> LabReport {
    let played = match &plan.place {
        Place::Isolated(program) => isolated::play(program, lab, plan, cancel),
        Place::Host => Played::on_host(lab, plan, None, cancel),
    };
    LabReport::of(lab, plan, played)
}
