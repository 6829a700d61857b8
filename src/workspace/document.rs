//! A TOML file that a person writes, a student's manifest or an instructor's settings: read by hand from `toml`'s tree, whose
//! every key and value knows its place, so that each mistake is reported with its line and, where it is a name, with the names
//! that there are.

use std::{
    borrow::Cow,
    ops::Range,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::files::FileError;

/// Why a file says nothing.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It cannot be read, or is not UTF-8.
    #[error(transparent)]
    Unreadable(#[from] FileError),
    /// It says something that cannot be meant.
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

/// What is wrong in a file.
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
    #[error("{said} is not a number from 0 to {most}")]
    NotANumber {
        /// What stands there.
        said: String,
        /// The largest.
        most: u32,
    },
    /// No `run`.
    #[error("exercise {0} has no key run")]
    NoRun(&'static str),
    /// A command is no list of strings.
    #[error("{0} is not a list of strings")]
    NotACommand(&'static str),
    /// A command names no program.
    #[error("{0} names no program")]
    EmptyCommand(&'static str),
    /// Not a number from 1 to 65535.
    #[error("{0} is not a port")]
    NotAPort(String),
}

/// A mistake, with its place in the text.
pub(crate) type Misplaced = (usize, Mistake);
pub(crate) type Key<'i> = Spanned<Cow<'i, str>>;
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// What `walk` finds in the text. `path` is where that is said to stand.
///
/// # Errors
/// The first mistake in it.
pub(crate) fn read<T>(
    source: &str,
    path: &Path,
    walk: impl FnOnce(&DeTable<'_>) -> Result<T, Misplaced>,
) -> Result<T, DocumentError> {
    let document = DeTable::parse(source).map_err(|error| {
        let words = error.message().lines().map(str::trim).collect::<Vec<_>>().join("; ");
        (error.span().map_or(0, |span| span.start), Mistake::Syntax(words))
    });
    document.and_then(|document| walk(document.get_ref())).map_err(|(at, mistake)| DocumentError::Mistaken {
        path: path.to_owned(),
        line: source.get(..at).map_or(1, |before| 1 + before.matches('\n').count()),
        mistake,
    })
}

/// The entries as they stand in the file, so that the first mistake is the first that a reader meets.
pub(crate) fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| start(key));
    entries
}

/// The table that the key holds.
pub(crate) fn table<'a, 'i>(key: &Key<'i>, value: &'a Value<'i>) -> Result<&'a DeTable<'i>, Misplaced> {
    let mistake = || (start(key), Mistake::NotATable(key.get_ref().to_string()));
    value.get_ref().as_table().ok_or_else(mistake)
}

/// The strings of a list, if it is one.
pub(crate) fn strings<'a>(value: &'a Value<'_>) -> Option<Vec<&'a str>> {
    value.get_ref().as_array()?.iter().map(|string| string.get_ref().as_str()).collect()
}

/// A whole number, if it is one that this type holds.
pub(crate) fn number<T: TryFrom<i64>>(value: &Value<'_>) -> Option<T> {
    let integer = value.get_ref().as_integer()?;
    T::try_from(i64::from_str_radix(integer.as_str(), integer.radix()).ok()?).ok()
}

/// A value as it is repeated to who wrote it: what it is, where that says more.
pub(crate) fn repeated(value: &Value<'_>) -> String {
    match value.get_ref() {
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::String(text) => format!("{text:?}"),
        other => other.type_str().to_owned(),
    }
}

/// There is no such key here.
pub(crate) fn no_key<T>(key: &Key<'_>, known: &'static [&'static str]) -> Result<T, Misplaced> {
    Err((start(key), Mistake::Key { key: key.get_ref().to_string(), known }))
}

/// Where a key or a value begins, in bytes.
pub(crate) fn start<T>(spanned: &Spanned<T>) -> usize {
    let Range { start, .. } = spanned.span();
    start
}
