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

use std::{collections::BTreeMap, fs, io, path::Path};

use toml::de::DeTable;

use super::plan::{PlannedCheck, PlannedExercise};
use crate::{
    checker,
    exercise::{Check, Exercise},
    workspace::{
        document::{self, DocumentError, Key, Misplaced, Mistake, Value, in_order, no_key, start, table},
        files::Operation,
    },
};

/// The file's name in a class.
pub const FILE: &str = "grading.toml";

/// The most that a check may earn, and that a weight may be: sums of them are far from what a number can hold.
const MAX: u32 = 1000;

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

impl Settings {
    /// Reads the file; without a name, the class's own, which need not be there.
    ///
    /// # Errors
    /// The file cannot be read; the first mistake in it.
    pub fn read(class: &Path, named: Option<&Path>) -> Result<Settings, DocumentError> {
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
    pub fn parse(source: &str, path: &Path) -> Result<Settings, DocumentError> {
        document::read(source, path, settings)
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

fn settings(top: &DeTable<'_>) -> Result<Settings, Misplaced> {
    let mut settings = Settings::default();
    for (key, value) in in_order(top) {
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
            _ => return no_key(key, TOP),
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
            _ => return no_key(key, KEYS),
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

fn names<'a>(key: &Key<'_>, value: &'a Value<'_>) -> Result<Vec<&'a str>, Misplaced> {
    let not_a_list = || (start(value), Mistake::NotAList(key.get_ref().to_string()));
    document::strings(value).ok_or_else(not_a_list)
}

fn number(value: &Value<'_>) -> Result<u32, Misplaced> {
    let number = document::number(value).filter(|number| *number <= MAX);
    number.ok_or_else(|| (start(value), Mistake::NotANumber { said: document::repeated(value), most: MAX }))
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
