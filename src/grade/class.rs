//! What came of grading a class: the one report that every format is made from.
//!
//! It holds no times, and everything in it has a fixed order (students by name, exercises and checks as they are taught),
//! so that the same outcomes give the same bytes, whoever finished first.

use serde::{Deserialize, Serialize};

use crate::{
    bench::{Exit, Finding, Obstacle},
    text::Text,
};

/// A class, graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Which run it was.
    pub run: Run,
    /// Every student of the run, by name.
    pub students: Vec<StudentGrade>,
}

/// What identifies a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The same for all shards of a run, and another for other students, exercises, points or seeds.
    pub id: String,
    /// The version of socklab that judged.
    pub socklab: String,
    /// What the seed of every submission was made from.
    pub seed: u64,
}

/// One student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentGrade {
    /// The name of the student's folder. Bytes that are not UTF-8, control characters and backslashes stand as `\xNN`;
    /// anything else is as the student named it, markup included.
    pub student: String,
    /// The exercises of the run, in the order of the labs.
    pub exercises: Vec<ExerciseGrade>,
}

/// One exercise of one student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExerciseGrade {
    /// The exercise's slug.
    pub exercise: String,
    /// The exercise's title.
    pub title: Text,
    /// What was earned.
    pub points: u32,
    /// What could have been earned.
    pub max_points: u32,
    /// Why no program could be checked, if that is so. Then every check is skipped or, if it is our trouble, unjudged.
    pub trouble: Option<Trouble>,
    /// What everything random in the checks came from: the same seed cuts at the same places again.
    pub seed: u64,
    /// How the program was kept apart; `None` if it never ran. Of several ways, the weakest.
    pub isolation: Option<Isolation>,
    /// Each check, in the exercise's order.
    pub checks: Vec<CheckGrade>,
}

/// One check of one student's program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckGrade {
    /// The check's name within the exercise.
    pub id: String,
    /// What the program must do, in one sentence.
    pub demand: Text,
    /// The number of the lab that shows why.
    pub lab: u8,
    /// What was earned: nothing, but for a check that passed.
    pub points: u32,
    /// What passing earns.
    pub max_points: u32,
    /// For staff alone: no student's own report has it.
    pub hidden: bool,
    /// What came of it.
    pub verdict: Verdict,
    /// What the program did wrong: of a failed check, and of a flaky one the time that it failed.
    pub finding: Option<Finding>,
    /// The last calls of the peer before the program went wrong, a line each, without times and ports. English.
    pub trace: Vec<String>,
    /// What kept us from judging, of an unjudged check.
    pub obstacle: Option<Obstacle>,
    /// The check that failed, so that this one was skipped. Nothing where there was no program to check.
    pub skipped_for: Option<String>,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The program did what the check demands. The only verdict that earns anything.
    Passed,
    /// It did not, twice.
    Failed,
    /// It did not, and with the same seed it did: staff must look.
    Flaky,
    /// Nobody knows, through no fault of the program; `--resume` judges it again.
    Unjudged,
    /// It was not tried: there is no program, or it failed a check on which this one depends.
    Skipped,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 5] =
        [Verdict::Passed, Verdict::Failed, Verdict::Flaky, Verdict::Unjudged, Verdict::Skipped];

    /// The name that scripts see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed => "failed",
            Verdict::Flaky => "flaky",
            Verdict::Unjudged => "unjudged",
            Verdict::Skipped => "skipped",
        }
    }
}

/// How a student's program was kept apart from the host and from other students; the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    /// Not at all: it ran as one of the host's own processes.
    Host,
    /// It had a network of its own, and saw the host's files.
    Network,
    /// It had a network, processes and files of its own.
    Sandbox,
}

/// Why there was no program to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "trouble", rename_all = "kebab-case")]
pub enum Trouble {
    /// Theirs: the folder has no `socklab.toml`.
    NoManifest,
    /// Theirs: `socklab.toml` cannot be meant so.
    Manifest {
        /// The line and the mistake, in English.
        mistake: String,
    },
    /// Theirs: `socklab.toml` does not speak of the exercise.
    NoEntry,
    /// Theirs: the folder is too large, or holds what no submission may hold.
    Folder {
        /// What it holds, in English.
        mistake: String,
    },
    /// Theirs: the program was not built.
    NotBuilt {
        /// How the build ended.
        end: BuildEnd,
        /// The last lines that it wrote.
        output: Vec<String>,
        /// Whether there was more before them.
        cut: bool,
    },
    /// Ours: the submission could not be read, copied or built for want of something on our side.
    Ours {
        /// What was in the way.
        obstacle: Obstacle,
    },
}

/// How a build came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum BuildEnd {
    /// It ended by itself or by a signal.
    Exited {
        /// How.
        exit: Exit,
    },
    /// It still ran at its deadline.
    Deadline {
        /// The deadline, in seconds.
        seconds: u64,
    },
    /// It could not be started.
    NotStarted {
        /// The program and what the system said, in English.
        because: String,
    },
}

impl Trouble {
    /// Whether it says nothing of the student: then the checks are unjudged, and not lost.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        matches!(self, Trouble::Ours { .. })
    }
}

impl Class {
    /// Every check of every student.
    pub fn checks(&self) -> impl Iterator<Item = &CheckGrade> {
        self.students.iter().flat_map(StudentGrade::checks)
    }

    /// How many checks came to this.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.checks().filter(|check| check.verdict == verdict).count()
    }

    /// What one student may see: nobody else, and no hidden check. `None` if there is no such student.
    #[must_use]
    pub fn for_student(&self, name: &str) -> Option<Class> {
        let student = self.students.iter().find(|student| student.student == name)?;
        let exercises = student.exercises.iter().map(ExerciseGrade::without_hidden).collect();
        let students = vec![StudentGrade { student: student.student.clone(), exercises }];
        Some(Class { run: self.run.clone(), students })
    }
}

impl StudentGrade {
    /// What was earned in all exercises.
    #[must_use]
    pub fn points(&self) -> u32 {
        self.exercises.iter().map(|exercise| exercise.points).sum()
    }

    /// What could have been earned in all exercises.
    #[must_use]
    pub fn max_points(&self) -> u32 {
        self.exercises.iter().map(|exercise| exercise.max_points).sum()
    }

    /// Every check of every exercise.
    pub fn checks(&self) -> impl Iterator<Item = &CheckGrade> {
        self.exercises.iter().flat_map(|exercise| &exercise.checks)
    }
}

impl ExerciseGrade {
    /// The same as if there were no hidden checks: they leave no trace, in the points neither.
    fn without_hidden(&self) -> ExerciseGrade {
        let hidden = |id: &str| self.checks.iter().any(|check| check.hidden && check.id == id);
        let mut shown: Vec<CheckGrade> = self.checks.iter().filter(|check| !check.hidden).cloned().collect();
        for check in &mut shown {
            check.skipped_for.take_if(|prerequisite| hidden(prerequisite));
        }
        ExerciseGrade {
            points: shown.iter().map(|check| check.points).sum(),
            max_points: shown.iter().map(|check| check.max_points).sum(),
            checks: shown,
            ..self.clone()
        }
    }
}

impl CheckGrade {
    /// The last lines that the program wrote to standard error, if it failed; what is not UTF-8 is replaced.
    #[must_use]
    pub fn said(&self) -> String {
        self.finding.as_ref().map(|finding| String::from_utf8_lossy(&finding.said).into_owned()).unwrap_or_default()
    }
}
