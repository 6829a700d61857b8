//! What a run found, ready to be shown.

use super::{Ending, Plan, Played, SceneRun, Verdict, judge};
use crate::{
    lab::{Claim, Lab, Scene},
    trace::Value,
};

/// One lab's run, judged.
#[derive(Clone, Debug)]
pub struct LabReport {
    /// The lab.
    pub lab: &'static Lab,
    /// Whether it ran in a network namespace of its own.
    pub isolated: bool,
    /// Why it did not, if that was asked for and refused.
    pub refused: Option<String>,
    /// Why the run could not capture packets; `None` where it could.
    pub no_wire: Option<String>,
    /// The packets as a file of pcapng holds them, if that was asked for.
    pub pcapng: Vec<u8>,
    /// The knobs that were turned, with their values; then nothing is judged.
    pub turned: Vec<(&'static str, String)>,
    /// The scenes that were played, in the lab's order.
    pub scenes: Vec<SceneReport>,
}

/// One scene's run, judged.
#[derive(Clone, Debug)]
pub struct SceneReport {
    /// The scene.
    pub scene: &'static Scene,
    /// What happened.
    pub run: SceneRun,
    /// Each claim of the scene, in its order.
    pub claims: Vec<ClaimReport>,
}

/// One claim, judged.
#[derive(Clone, Debug)]
pub struct ClaimReport {
    /// The claim.
    pub claim: &'static Claim,
    /// What the run observed.
    pub observed: Option<Value>,
    /// The event that decided it.
    pub decided_by: Option<u32>,
    /// The verdict.
    pub verdict: Verdict,
}

/// How many verdicts of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Observed as expected.
    pub holds: usize,
    /// Observed otherwise.
    pub broken: usize,
    /// Not observable on this host.
    pub unobservable: usize,
    /// Observed, and nothing known to compare it with.
    pub unrecorded: usize,
    /// Shown, not judged: a knob was turned.
    pub not_judged: usize,
}

impl LabReport {
    /// What was played, judged.
    #[must_use]
    pub fn of(lab: &'static Lab, plan: &Plan, played: Played) -> LabReport {
        let turned: Vec<_> = plan.settings.turned().map(|(name, value)| (name, value.to_owned())).collect();
        let judged = turned.is_empty();
        let report = |run: SceneRun| {
            let scene = lab.scene(&run.scene)?;
            Some(SceneReport::of(scene, run, judged))
        };
        LabReport {
            lab,
            isolated: played.isolated,
            refused: played.refused,
            no_wire: played.no_wire,
            pcapng: played.pcapng,
            scenes: played.scenes.into_iter().filter_map(report).collect(),
            turned,
        }
    }

    /// The verdicts of every scene, counted.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for claim in self.scenes.iter().flat_map(|scene| &scene.claims) {
            summary.count(&claim.verdict);
        }
        summary
    }

    /// The knobs that were turned, as `--set` takes them: `recv_size=5`.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        self.turned.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }

    /// The place of the scene that the lab's prediction asks about; of the first, if that was not played.
    #[must_use]
    pub fn asked_scene(&self) -> usize {
        let asked = |scene: &SceneReport| scene.scene.slug == self.lab.prediction.scene;
        self.scenes.iter().position(asked).unwrap_or(0)
    }

    /// The report on one claim of one scene.
    #[must_use]
    pub fn claim(&self, scene: &str, id: &str) -> Option<&ClaimReport> {
        let scene = self.scenes.iter().find(|report| report.scene.slug == scene)?;
        scene.claims.iter().find(|report| report.claim.id == id)
    }
}

impl SceneReport {
    fn of(scene: &'static Scene, run: SceneRun, judged: bool) -> SceneReport {
        let claim = |claim: &'static Claim| {
            let observation = run.trace.observations.iter().find(|observation| observation.claim == claim.id);
            let verdict = if judged { judge(claim, claim.expected.here(), &run) } else { Verdict::NotJudged };
            ClaimReport {
                claim,
                observed: observation.map(|observation| observation.value.clone()),
                decided_by: observation.map(|observation| observation.decided_by).filter(|&number| number > 0),
                verdict,
            }
        };
        SceneReport { scene, claims: scene.claims.iter().map(claim).collect(), run }
    }

    /// What went wrong with the scene itself, if anything did.
    #[must_use]
    pub fn trouble(&self) -> Option<&Ending> {
        (self.run.ending != Ending::Complete).then_some(&self.run.ending)
    }
}

impl Summary {
    /// Adds one verdict.
    pub fn count(&mut self, verdict: &Verdict) {
        *match verdict {
            Verdict::Holds => &mut self.holds,
            Verdict::Broken { .. } => &mut self.broken,
            Verdict::Unobservable { .. } => &mut self.unobservable,
            Verdict::Unrecorded { .. } => &mut self.unrecorded,
            Verdict::NotJudged => &mut self.not_judged,
        } += 1;
    }
}

impl std::iter::Sum for Summary {
    fn sum<I: Iterator<Item = Summary>>(summaries: I) -> Summary {
        summaries.fold(Summary::default(), |sum, next| Summary {
            holds: sum.holds + next.holds,
            broken: sum.broken + next.broken,
            unobservable: sum.unobservable + next.unobservable,
            unrecorded: sum.unrecorded + next.unrecorded,
            not_judged: sum.not_judged + next.not_judged,
        })
    }
}
