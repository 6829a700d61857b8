//! `grading.toml`: which exercises are graded and by which of their checks, what these earn, and which are for staff alone.
//!
//!     exercises = ["tcp-echo", "udp-echo"]
//!
//!     [exercise.tcp-echo]
//!     checks = ["echo-upper", "next-client", "split-write"]   # without this line, all of them
//!     weight = 2                 # every check earns twice as much
//!     hidden = ["split-write"]   # for staff alone
//!
//!     [exercise.tcp-echo.points]
//!     split-write = 5            # before the weight
//!
//! It lies in the class, where no submission can reach it, or anywhere else. It is read as a student's manifest is: each
//! mistake comes with its line and with the names that there are.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

use super::plan::{PlannedCheck, PlannedExercise};
use crate::{
    checker,
    exercise::{Check, Exercise},
    workspace::{
        files::{FileError, Operation},
        manifest::{Key, Value, in_order, start},
    },
};

/// The file's name in a class.
pub const FILE: &str = "grading.toml";

/// The most that a check may earn, and that a weight may be: sums of them are far from what a number can hold.
const MAX: i64 = 1000;

const TOP: &[&str] = &["exercises", "exercise"];
const KEYS: &[&str] = &["checks", "weight", "hidden", "points"];

/// Settings that hold no mistake.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    exercises: Option<Vec<&'static str>>,
    changes: BTreeMap<&'static str, Changes>,
}

/// What is different about one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Changes {
    checks: Option<Vec<&'static str>>,
    weight: Option<u32>,
    hidden: Vec<&'static str>,
    points: BTreeMap<&'static str, u32>,
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read, or is not UTF-8.
    #[error(transparent)]
    Unreadable(#[from] FileError),
    /// The file says something that cannot be meant.
    #[error("{}:{line}: {mistake}", path.display())]
    Mistaken {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        mistake: Mistake,
    },
}

/// What is wrong in settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// Not TOML.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// A key that means nothing here.
    #[error("no such key: {key}")]
    Key {
        /// The key.
        key: String,
        /// Those that there are.
        known: &'static [&'static str],
    },
    /// An exercise that there is not.
    #[error("no exercise {name:?}")]
    Exercise {
        /// The name.
        name: String,
        /// Those that there are.
        known: Vec<&'static str>,
    },
    /// A check that the exercise does not have.
    #[error("no check {name:?} in {exercise}")]
    Check {
        /// The name.
        name: String,
        /// The exercise.
        exercise: &'static str,
        /// Those that there are.
        known: Vec<&'static str>,
    },
    /// The checks that are chosen lack the one on which all others depend.
    #[error("{name} is missing: all checks of {exercise} depend on it")]
    WithoutFirst {
        /// The check.
        name: &'static str,
        /// The exercise.
        exercise: &'static str,
    },
    /// A key holds no table.
    #[error("{0} is not a table")]
    NotATable(String),
    /// A key holds no list of names.
    #[error("{0} is not a list of strings")]
    NotAList(String),
    /// Not a number from 0 to the largest.
    #[error("{0} is not a number from 0 to {MAX}")]
    NotANumber(String),
}

impl Settings {
    /// Reads the file; without a name, the class's own, which need not be there.
    ///
    /// # Errors
    /// The file cannot be read; the first mistake in it.
    pub fn read(class: &Path, named: Option<&Path>) -> Result<Settings, SettingsError> {
        let path = named.map_or_else(|| class.join(FILE), Path::to_owned);
        match fs::read_to_string(&path) {
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => Ok(Settings::default()),
            read => Settings::parse(&read.map_err(Operation::Read.refused(&path))?, &path),
        }
    }

    /// Reads the text of settings. `path` is where it is said to stand.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn parse(source: &str, path: &Path) -> Result<Settings, SettingsError> {
        settings(source).map_err(|(at, mistake)| SettingsError::Mistaken {
            path: path.to_owned(),
            line: source.get(..at).map_or(1, |before| 1 + before.matches('\n').count()),
            mistake,
        })
    }

    /// The exercises that are to be graded, if the settings say which.
    #[must_use]
    pub fn exercises(&self) -> Option<Vec<&'static Exercise>> {
        self.exercises.as_ref().map(|slugs| slugs.iter().filter_map(|slug| checker::exercise(slug)).collect())
    }

    /// By which checks an exercise is graded, what they earn, and which are hidden.
    #[must_use]
    pub fn planned(&self, exercise: &Exercise) -> PlannedExercise {
        let none = Changes::default();
        let changes = self.changes.get(exercise.slug).unwrap_or(&none);
        let planned = |check: &Check| PlannedCheck {
            id: check.id.to_owned(),
            points: changes.points.get(check.id).copied().unwrap_or(check.points) * changes.weight.unwrap_or(1),
            hidden: changes.hidden.contains(&check.id),
        };
        let chosen = |check: &&Check| changes.checks.as_ref().is_none_or(|chosen| chosen.contains(&check.id));
        let checks = exercise.checks.iter().filter(chosen).map(planned).collect();
        PlannedExercise { exercise: exercise.slug.to_owned(), checks }
    }
}

/// A mistake, with its place in the text.
type Misplaced = (usize, Mistake);

fn settings(source: &str) -> Result<Settings, Misplaced> {
    let document = DeTable::parse(source).map_err(|error| {
        let words = error.message().lines().map(str::trim).collect::<Vec<_>>().join("; ");
        (error.span().map_or(0, |span| span.start), Mistake::Syntax(words))
    })?;
    let mut settings = Settings::default();
    for (key, value) in in_order(document.get_ref()) {
        match key.get_ref().as_ref() {
            "exercises" => {
                let named = names(key, value)?.into_iter().map(|name| exercise(start(value), name));
                settings.exercises = Some(named.map(|found| Ok(found?.slug)).collect::<Result<_, Misplaced>>()?);
            }
            "exercise" => {
                for (name, value) in in_order(table(key, value)?) {
                    let exercise = exercise(start(name), name.get_ref())?;
                    settings.changes.insert(exercise.slug, changes(exercise, table(name, value)?)?);
                }
            }
            other => return Err((start(key), Mistake::Key { key: other.to_owned(), known: TOP })),
        }
    }
    Ok(settings)
}

fn changes(exercise: &'static Exercise, keys: &DeTable<'_>) -> Result<Changes, Misplaced> {
    let mut changes = Changes::default();
    for (key, value) in in_order(keys) {
        match key.get_ref().as_ref() {
            "weight" => changes.weight = Some(number(value)?),
            "checks" => changes.checks = Some(chosen(key, value, exercise)?),
            "hidden" => changes.hidden = checks(key, value, exercise)?,
            "points" => {
                for (name, value) in in_order(table(key, value)?) {
                    changes.points.insert(check(start(name), name.get_ref(), exercise)?, number(value)?);
                }
            }
            other => return Err((start(key), Mistake::Key { key: other.to_owned(), known: KEYS })),
        }
    }
    Ok(changes)
}

fn exercise(at: usize, name: &str) -> Result<&'static Exercise, Misplaced> {
    checker::exercise(name).ok_or_else(|| {
        let known = checker::exercises().map(|(_, exercise)| exercise.slug).collect();
        (at, Mistake::Exercise { name: name.to_owned(), known })
    })
}

fn checks(key: &Key<'_>, value: &Value<'_>, exercise: &'static Exercise) -> Result<Vec<&'static str>, Misplaced> {
    names(key, value)?.into_iter().map(|name| check(start(value), name, exercise)).collect()
}

/// Those by which an exercise is graded: among them the one on which all others depend.
fn chosen(key: &Key<'_>, value: &Value<'_>, exercise: &'static Exercise) -> Result<Vec<&'static str>, Misplaced> {
    let chosen = checks(key, value, exercise)?;
    match exercise.checks.first() {
        Some(first) if !chosen.contains(&first.id) => {
            Err((start(value), Mistake::WithoutFirst { name: first.id, exercise: exercise.slug }))
        }
        _ => Ok(chosen),
    }
}

fn check(at: usize, name: &str, exercise: &'static Exercise) -> Result<&'static str, Misplaced> {
    exercise.check(name).map(|check| check.id).ok_or_else(|| {
        let known = exercise.checks.iter().map(|check| check.id).collect();
        (at, Mistake::Check { name: name.to_owned(), exercise: exercise.slug, known })
    })
}

fn table<'a, 'i>(key: &Key<'i>, value: &'a Value<'i>) -> Result<&'a DeTable<'i>, Misplaced> {
    let mistake = || (start(key), Mistake::NotATable(key.get_ref().to_string()));
    value.get_ref().as_table().ok_or_else(mistake)
}

fn names<'a>(key: &Key<'_>, value: &'a Value<'_>) -> Result<Vec<&'a str>, Misplaced> {
    let list = value.get_ref().as_array();
    let names = list.and_then(|list| list.iter().map(|name| name.get_ref().as_str()).collect());
    names.ok_or_else(|| (start(value), Mistake::NotAList(key.get_ref().to_string())))
}

fn number(value: &Value<'_>) -> Result<u32, Misplaced> {
    let integer = value.get_ref().as_integer();
    let number = integer.and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
    let number = number.filter(|number| (0..=MAX).contains(number)).and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| {
        let said = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            other => other.type_str().to_owned(),
        };
        (start(value), Mistake::NotANumber(said))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(source: &str) -> String {
        Settings::parse(source, Path::new("grading.toml")).unwrap_err().to_string()
    }

    #[test]
    fn points_are_replaced_before_the_weight_multiplies_them() {
        let echo = checker::exercise("tcp-echo").unwrap();
        let (first, second) = (echo.checks[0].id, echo.checks[1].id);
        let source = format!(
            "exercises = [\"tcp-echo\"]\n[exercise.tcp-echo]\nweight = 3\nhidden = [\"{second}\"]\n\
             [exercise.tcp-echo.points]\n{first} = 7\n"
        );
        let settings = Settings::parse(&source, Path::new("x")).unwrap();
        let planned = settings.planned(echo);
        assert_eq!((planned.checks[0].points, planned.checks[0].hidden), (21, false));
        assert_eq!((planned.checks[1].points, planned.checks[1].hidden), (3 * echo.checks[1].points, true));
        assert_eq!(settings.exercises().unwrap().len(), 1);
    }

    #[test]
    fn only_the_chosen_checks_are_made_in_the_order_of_the_exercise() {
        let echo = checker::exercise("tcp-echo").unwrap();
        let chosen = "[exercise.tcp-echo]\nchecks = [\"large\", \"echo-upper\"]\n";
        let planned = Settings::parse(chosen, Path::new("x")).unwrap().planned(echo);
        let ids: Vec<_> = planned.checks.iter().map(|check| check.id.as_str()).collect();
        assert_eq!(ids, ["echo-upper", "large"]);
    }

    #[test]
    fn a_mistake_comes_with_its_line() {
        assert_eq!(mistake("x = 1"), "grading.toml:1: no such key: x");
        assert_eq!(mistake("\nexercises = [\"tcp-ecko\"]"), "grading.toml:2: no exercise \"tcp-ecko\"");
        assert_eq!(mistake("exercises = 1"), "grading.toml:1: exercises is not a list of strings");
        let in_echo = |line: &str| mistake(&format!("[exercise.tcp-echo]\n{line}"));
        assert_eq!(in_echo("wait = 1"), "grading.toml:2: no such key: wait");
        assert_eq!(in_echo("weight = -1"), "grading.toml:2: -1 is not a number from 0 to 1000");
        assert_eq!(in_echo("weight = 1.5"), "grading.toml:2: float is not a number from 0 to 1000");
        assert_eq!(in_echo("hidden = [\"no\"]"), "grading.toml:2: no check \"no\" in tcp-echo");
        assert_eq!(in_echo("checks = [\"no\"]"), "grading.toml:2: no check \"no\" in tcp-echo");
        let without = "grading.toml:2: echo-upper is missing: all checks of tcp-echo depend on it";
        assert_eq!(in_echo("checks = [\"large\"]"), without);
        assert_eq!(in_echo("points = 3"), "grading.toml:2: points is not a table");
        assert_eq!(in_echo("[exercise.tcp-echo.points]\nno = 1"), "grading.toml:3: no check \"no\" in tcp-echo");
        assert!(mistake("[").starts_with("grading.toml:1: not TOML: "));
    }
}
