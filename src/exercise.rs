//! What an exercise is: a program for a student to write, and the checks that it must pass.

use crate::{
    bench::{Bench, Stop},
    text::Text,
    translation::{Form, Heading},
};

/// The headings of a contract.
pub const CONTRACT: Form = Form(&[
    Heading { en: "Task", zh: "任务" },
    Heading { en: "Start", zh: "启动" },
    Heading { en: "Example", zh: "例子" },
    Heading { en: "Checks", zh: "检查" },
]);

/// One program to write, in any language. The checker starts it with `SOCKLAB_ADDR` in its environment and plays its
/// peers.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Its name on the command line and in manifests, in lower case with hyphens. It never changes.
    pub slug: &'static str,
    /// A title of a few words.
    pub title: Text,
    /// What the program is to do, in Markdown.
    pub contract: Text,
    /// A Rust program to begin with: it compiles, and it does not pass.
    pub starter: &'static str,
    /// A program that passes every check, in Rust.
    pub solution: &'static str,
    /// The same in Python, for the exercises of the Python tutorials.
    pub python: Option<&'static str>,
    /// What is tried, in the order in which it is reported. The first is the prerequisite of all others: a program that
    /// does not even start there is not tried further.
    pub checks: &'static [Check],
}

impl Exercise {
    /// The check of that id.
    #[must_use]
    pub fn check(&self, id: &str) -> Option<&'static Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// What a program earns that passes every check.
    #[must_use]
    pub fn max_points(&self) -> u32 {
        self.checks.iter().map(|check| check.points).sum()
    }
}

/// One thing that is tried with the program, in a process and a network of its own.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its name within the exercise. It never changes.
    pub id: &'static str,
    /// What the program must do: one sentence that the student can act on.
    pub demand: Text,
    /// What passing earns.
    pub points: u32,
    /// The number of the lab that shows why.
    pub lab: u8,
    /// From a nudge to the line of code that is missing, one step each.
    pub hints: &'static [Text],
    /// Plays the peers.
    ///
    /// # Errors
    /// [`Stop::Fault`] for what the program did wrong, [`Stop::Obstacle`] for what kept us from finding out.
    pub run: fn(&mut Bench) -> Result<(), Stop>,
}
