//! How far a run is: which checks are settled, how many came to what, and who took longest.
//!
//! It holds a few bytes a check, so that the memory of a run does not grow with what the programs did.

use std::time::Duration;

use super::{
    class::Verdict,
    journal::{Entry, Fact},
    plan::{Place, Places, Plan},
    shard::Shard,
};

/// What is known so far of the submissions of one shard.
#[derive(Clone, Debug)]
pub struct State {
    /// By the places of the students and of the exercises.
    students: Vec<Vec<Submitted>>,
    counts: [usize; Verdict::ALL.len()],
}

/// What is known so far of one exercise of one student.
#[derive(Clone, Debug, Default)]
pub(super) struct Submitted {
    checks: Vec<Option<Verdict>>,
    /// A trouble of theirs: nothing is left to be tried.
    pub(super) over: bool,
    /// The check that failed so that all others are skipped.
    pub(super) failed: Option<String>,
    elapsed: Duration,
}

impl Submitted {
    /// Whether something is left to be judged.
    pub(super) fn is_open(&self) -> bool {
        !self.over && (0..self.checks.len()).any(|check| self.wants(check))
    }

    /// Whether the check at this place is not judged, or nobody knew the last time.
    pub(super) fn wants(&self, check: usize) -> bool {
        matches!(self.checks.get(check), Some(None | Some(Verdict::Unjudged)))
    }
}

impl State {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(plan: &Plan) -> State {
        let checks = |count| Submitted { checks: vec![None; count], ..Submitted::default() };
        let student: Vec<_> = plan.exercises.iter().map(|exercise| checks(exercise.checks.len())).collect();
        State { students: vec![student; plan.students.len()], counts: [0; Verdict::ALL.len()] }
    }

    pub(super) fn submitted(&self, place: Place) -> &Submitted {
        &self.students[place.student][place.exercise]
    }

    /// Takes in one line of the journal.
    pub fn add(&mut self, place: Place, entry: &Entry, places: &Places<'_>) {
        let submitted = &mut self.students[place.student][place.exercise];
        match &entry.fact {
            Fact::Judged(judged) => {
                submitted.elapsed += judged.elapsed;
                if judged.outcome.ends_all() && places.check(place, &judged.check) == Some(0) {
                    submitted.failed = Some(judged.check.clone());
                }
                if let Some(check) = places.check(place, &judged.check) {
                    let verdict = judged.outcome.verdict();
                    let before = submitted.checks[check].replace(verdict);
                    self.change(before, verdict);
                }
            }
            Fact::Trouble(trouble) => {
                submitted.over = !trouble.is_ours();
                let verdict = if submitted.over { Verdict::Skipped } else { Verdict::Unjudged };
                let open: Vec<usize> = (0..submitted.checks.len()).filter(|check| submitted.wants(*check)).collect();
                for check in open {
                    let before = self.students[place.student][place.exercise].checks[check].replace(verdict);
                    self.change(before, verdict);
                }
            }
        }
    }

    fn change(&mut self, before: Option<Verdict>, now: Verdict) {
        if let Some(before) = before {
            self.counts[before as usize] -= 1;
        }
        self.counts[now as usize] += 1;
    }

    /// How many checks came to this.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.counts[verdict as usize]
    }

    /// How many checks of a shard nothing is known of.
    #[must_use]
    pub fn open(&self, plan: &Plan, shard: Shard) -> usize {
        let students = plan.students.iter().zip(&self.students).filter(|(name, _)| shard.has(name));
        let checks = students.flat_map(|(_, exercises)| exercises).flat_map(|exercise| &exercise.checks);
        checks.filter(|verdict| verdict.is_none()).count()
    }

    /// The students who took longest, with how long, the slowest first.
    #[must_use]
    pub fn slowest<'a>(&self, plan: &'a Plan, most: usize) -> Vec<(&'a str, Duration)> {
        let whole = |exercises: &Vec<Submitted>| exercises.iter().map(|exercise| exercise.elapsed).sum();
        let names = plan.students.iter().map(String::as_str);
        let mut all: Vec<(&str, Duration)> = names.zip(self.students.iter().map(whole)).collect();
        all.sort_by_key(|(_, elapsed)| std::cmp::Reverse(*elapsed));
        all.retain(|(_, elapsed)| !elapsed.is_zero());
        all.truncate(most);
        all
    }
}
