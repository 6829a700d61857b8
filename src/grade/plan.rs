//! What a run is to grade: everything that its outcomes depend on, and that all shards of it have in common.

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};

use super::{settings::Settings, submissions::Submission};
use crate::{
    checker,
    exercise::{Check, Exercise},
};

/// The plan of a run. It stands at the head of every journal; two journals belong together if it is the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of socklab that judges: another may have other checks.
    pub socklab: String,
    /// What the seed of every submission is made from.
    pub seed: u64,
    /// What is graded, in the order of the labs.
    pub exercises: Vec<PlannedExercise>,
    /// The names of all students, of other shards too, sorted.
    pub students: Vec<String>,
}

/// One exercise, and what its checks earn here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedExercise {
    /// Its slug.
    pub exercise: String,
    /// Its checks, in its own order.
    pub checks: Vec<PlannedCheck>,
}

/// One check of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCheck {
    /// Its id.
    pub id: String,
    /// What passing earns, the exercise's weight included.
    pub points: u32,
    /// Whether it is for staff alone.
    pub hidden: bool,
}

/// A part of a plan: what two runs may differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The version of socklab.
    Version,
    /// The seed.
    Seed,
    /// The exercises, their points, or what is hidden.
    Exercises,
    /// The students.
    Students,
    /// The number of shards.
    Shards,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Part::Version => "version of socklab",
            Part::Seed => "seed",
            Part::Exercises => "exercises or points",
            Part::Students => "students",
            Part::Shards => "number of shards",
        })
    }
}

impl Plan {
    /// A plan for these students and exercises.
    #[must_use]
    pub fn new(seed: u64, submissions: &[Submission], exercises: &[&'static Exercise], settings: &Settings) -> Plan {
        Plan {
            socklab: env!("CARGO_PKG_VERSION").to_owned(),
            seed,
            exercises: exercises.iter().map(|exercise| settings.planned(exercise)).collect(),
            students: submissions.iter().map(|submission| submission.student.clone()).collect(),
        }
    }

    /// A name for the run, from all of the plan (CRC-32 of its JSON). For people: plans are compared as a whole.
    #[must_use]
    pub fn id(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        format!("{:08x}", crc32fast::hash(&json))
    }

    /// The first part in which another plan differs.
    #[must_use]
    pub fn differs(&self, other: &Plan) -> Option<Part> {
        let same = [
            (Part::Version, self.socklab == other.socklab),
            (Part::Seed, self.seed == other.seed),
            (Part::Exercises, self.exercises == other.exercises),
            (Part::Students, self.students == other.students),
        ];
        same.into_iter().find(|(_, same)| !same).map(|(part, _)| part)
    }

    /// The seed of one submission: the same on every machine, for any shard and order.
    #[must_use]
    pub fn seed_of(&self, student: &str, exercise: &str) -> u64 {
        let mut hasher = crc32fast::Hasher::new();
        for part in [&self.seed.to_le_bytes()[..], student.as_bytes(), &[0], exercise.as_bytes()] {
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

impl PlannedExercise {
    /// The exercise as this socklab knows it; `None` of another version's.
    #[must_use]
    pub fn known(&self) -> Option<&'static Exercise> {
        checker::exercise(&self.exercise)
    }

    /// Its checks as this socklab knows them, with what is planned for them.
    pub fn known_checks(&self) -> impl Iterator<Item = (&PlannedCheck, &'static Check)> {
        let exercise = self.known();
        self.checks.iter().filter_map(move |planned| Some((planned, exercise?.check(&planned.id)?)))
    }
}

/// Where a check, or a whole exercise, stands in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The student's place.
    pub student: usize,
    /// The exercise's place.
    pub exercise: usize,
}

/// Finds the places of names.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    plan: &'a Plan,
    students: HashMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    /// Of one plan.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Places<'a> {
        let students = plan.students.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
        Places { plan, students }
    }

    /// The place of one exercise of a student; `None` if the plan has no such.
    #[must_use]
    pub fn place(&self, student: &str, exercise: &str) -> Option<Place> {
        let student = *self.students.get(student)?;
        let exercise = self.plan.exercises.iter().position(|planned| planned.exercise == exercise)?;
        Some(Place { student, exercise })
    }

    /// The place of a check within an exercise of the plan.
    #[must_use]
    pub fn check(&self, place: Place, id: &str) -> Option<usize> {
        self.plan.exercises.get(place.exercise)?.checks.iter().position(|check| check.id == id)
    }
}
