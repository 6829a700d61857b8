//! From the lines of journals, in any order, to the report of a class.

use std::collections::BTreeMap;

use super::{
    class::{CheckGrade, Class, ExerciseGrade, Run, StudentGrade, Trouble, Verdict},
    journal::{Entry, Fact, Judged, Outcome},
    plan::{Place, Plan, PlannedCheck, PlannedExercise},
};
use crate::{bench::Obstacle, exercise::Check};

/// What the journals say, by its place.
#[derive(Debug)]
pub struct Ledger<'a> {
    plan: &'a Plan,
    pages: BTreeMap<Place, Page>,
}

/// What they say of one exercise of one student.
#[derive(Debug, Default)]
struct Page {
    trouble: Option<Trouble>,
    checks: BTreeMap<String, Judged>,
}

impl<'a> Ledger<'a> {
    /// Nothing is said yet.
    #[must_use]
    pub fn new(plan: &'a Plan) -> Ledger<'a> {
        Ledger { plan, pages: BTreeMap::new() }
    }

    /// Takes in one line of a journal. Of several about the same, the last counts.
    pub fn add(&mut self, place: Place, entry: Entry) {
        let page = self.pages.entry(place).or_default();
        match entry.fact {
            Fact::Trouble(trouble) => page.trouble = Some(trouble),
            Fact::Judged(judged) => {
                // There was a program after all.
                page.trouble.take_if(|trouble| trouble.is_ours());
                page.checks.insert(judged.check.clone(), *judged);
            }
        }
    }

    /// The report. Of what the journals do not say, nobody knows.
    #[must_use]
    pub fn class(mut self) -> Class {
        let plan = self.plan;
        let mut students = Vec::with_capacity(plan.students.len());
        for (student, name) in plan.students.iter().enumerate() {
            let grade = |(exercise, planned): (usize, &PlannedExercise)| {
                let page = self.pages.remove(&Place { student, exercise }).unwrap_or_default();
                page.grade(planned, plan.seed_of(name, &planned.exercise))
            };
            let exercises = plan.exercises.iter().enumerate().filter_map(grade).collect();
            students.push(StudentGrade { student: name.clone(), exercises });
        }
        let run = Run { id: plan.id(), socklab: plan.socklab.clone(), seed: plan.seed };
        Class { run, students }
    }
}

impl Page {
    fn grade(mut self, planned: &PlannedExercise, seed: u64) -> Option<ExerciseGrade> {
        let exercise = planned.known()?;
        let isolation = self.checks.values().filter_map(|judged| judged.isolation).min();
        let grade = |(planned, check): (&PlannedCheck, &Check)| {
            let judged = self.checks.remove(check.id);
            let (outcome, trace) = judged.map_or((None, Vec::new()), |judged| (Some(judged.outcome), judged.trace));
            graded(planned, check, outcome, trace, self.trouble.as_ref())
        };
        let checks: Vec<CheckGrade> = planned.known_checks().map(grade).collect();
        Some(ExerciseGrade {
            exercise: exercise.slug.to_owned(),
            title: exercise.title.clone(),
            points: checks.iter().map(|check| check.points).sum(),
            max_points: checks.iter().map(|check| check.max_points).sum(),
            trouble: self.trouble,
            seed,
            isolation,
            checks,
        })
    }
}

fn graded(
    planned: &PlannedCheck,
    check: &Check,
    outcome: Option<Outcome>,
    trace: Vec<String>,
    trouble: Option<&Trouble>,
) -> CheckGrade {
    let mut grade = CheckGrade {
        id: check.id.to_owned(),
        demand: check.demand.clone(),
        lab: check.lab,
        points: 0,
        max_points: planned.points,
        hidden: planned.hidden,
        verdict: Verdict::Unjudged,
        finding: None,
        trace,
        obstacle: None,
        skipped_for: None,
    };
    // A trouble is about what is open, and what nobody knew is open.
    let outcome = outcome.filter(|outcome| trouble.is_none() || outcome.verdict() != Verdict::Unjudged);
    grade.verdict = match (outcome, trouble) {
        (Some(outcome), _) => {
            let verdict = outcome.verdict();
            match outcome {
                Outcome::Passed => grade.points = planned.points,
                Outcome::Failed { finding } | Outcome::Flaky { finding } => grade.finding = Some(finding),
                Outcome::Unjudged { obstacle } => grade.obstacle = Some(obstacle),
                Outcome::Skipped { prerequisite } => grade.skipped_for = Some(prerequisite),
            }
            verdict
        }
        (None, Some(Trouble::Ours { obstacle })) => {
            grade.obstacle = Some(obstacle.clone());
            Verdict::Unjudged
        }
        (None, Some(_)) => Verdict::Skipped,
        (None, None) => {
            grade.obstacle = Some(Obstacle("not graded yet".to_owned()));
            Verdict::Unjudged
        }
    };
    grade
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
