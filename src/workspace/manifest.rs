//! `socklab.toml`: how the program of each exercise is started, and built before that.
//!
//! The file is read by hand from `toml`'s tree, whose every key and value knows its place, so that each mistake is reported
//! with its line and, where it is a name, with the names that there are.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    ffi::OsString,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    files::{FileError, Operation},
    starter,
};
use crate::{bench::Student, exercise::Exercise};

/// The file's name.
pub const FILE: &str = "socklab.toml";

/// The one key at the top of the file.
const TOP: &[&str] = &["exercise"];
/// The keys of an exercise.
const KEYS: &[&str] = &["run", "build", "port"];

/// A manifest that holds no mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    path: PathBuf,
    entries: BTreeMap<&'static str, Entry>,
}

/// What the manifest says of one exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The program and its arguments.
    pub run: Vec<String>,
    /// What is to be run once before it.
    pub build: Option<Vec<String>>,
    /// The port that the program has written into itself; `None` if it reads `SOCKLAB_ADDR`.
    pub port: Option<u16>,
}

/// Why there is no manifest.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
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

/// What is wrong in a manifest.
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
    /// An exercise is no table of keys.
    #[error("{0} is not a table")]
    NotATable(String),
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

impl Manifest {
    /// The manifest of `folder` or of the nearest folder above it, as Cargo looks for its own.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
    }

    /// Reads the file. `known` are the exercises that there are.
    ///
    /// # Errors
    /// The file cannot be read; the first mistake in it.
    pub fn read(path: &Path, known: &[&'static Exercise]) -> Result<Manifest, ManifestError> {
        let source = fs::read_to_string(path).map_err(Operation::Read.refused(path))?;
        Manifest::parse(&source, path, known)
    }

    /// Reads a manifest's text. `path` is where it is said to stand.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn parse(source: &str, path: &Path, known: &[&'static Exercise]) -> Result<Manifest, ManifestError> {
        let entries = entries(source, known).map_err(|(at, mistake)| ManifestError::Mistaken {
            path: path.to_owned(),
            line: source.get(..at).map_or(1, |before| 1 + before.matches('\n').count()),
            mistake,
        })?;
        Ok(Manifest { path: path.to_owned(), entries })
    }

    /// The same manifest as the one of another place: for a text that was read by other means.
    #[must_use]
    pub(crate) fn at(self, path: PathBuf) -> Manifest {
        Manifest { path, ..self }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that the programs are built and started in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        // A file's name joined to a folder has a parent.
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// What it says of an exercise; `None` if nothing.
    #[must_use]
    pub fn entry(&self, slug: &str) -> Option<&Entry> {
        self.entries.get(slug)
    }

    /// Every exercise that it speaks of.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.entries.iter().map(|(slug, entry)| (*slug, entry))
    }
}

impl Entry {
    /// The student's program, started in `folder`.
    #[must_use]
    pub fn student(&self, folder: &Path) -> Student {
        Student { command: command(&self.run, folder), folder: folder.to_owned(), port: self.port }
    }

    /// The source of the exercise's program in `folder`: that of a Rust workspace, or a file that the commands name.
    #[must_use]
    pub fn source(&self, slug: &str, folder: &Path) -> Option<PathBuf> {
        let rust = starter::path(folder, slug);
        let is_built = self.build.is_some() && rust.is_file();
        if is_built { Some(rust) } else { named_source(self, folder) }
    }

    /// The build command, run in `folder`.
    #[must_use]
    pub fn build(&self, folder: &Path) -> Option<Vec<OsString>> {
        self.build.as_ref().map(|words| command(words, folder))
    }
}

/// The file that the student writes, as far as the entry tells: the first word of a command that names a file of the folder
/// which is no product of a build.
fn named_source(entry: &Entry, folder: &Path) -> Option<PathBuf> {
    let build = entry.build.iter().flatten();
    let product = entry.build.as_ref().and_then(|_| entry.run.first());
    let words = build.chain(&entry.run).filter(|word| Some(*word) != product);
    words.map(|word| folder.join(word)).find(|path| path.starts_with(folder) && path.is_file())
}

/// A program named by a path is the one in the folder. Systems differ in whether they look for a relative path before or
/// after they have changed into it (`std::process::Command::current_dir`). A bare name is looked for in PATH.
fn command(words: &[String], folder: &Path) -> Vec<OsString> {
    let mut words: Vec<OsString> = words.iter().map(OsString::from).collect();
    if let Some(program) = words.first_mut()
        && Path::new(&*program).components().count() > 1
    {
        *program = folder.join(&*program).into_os_string();
    }
    words
}

/// A mistake, with its place in the text.
type Misplaced = (usize, Mistake);
pub(crate) type Key<'i> = Spanned<Cow<'i, str>>;
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

fn entries(source: &str, known: &[&'static Exercise]) -> Result<BTreeMap<&'static str, Entry>, Misplaced> {
    let document = DeTable::parse(source).map_err(|error| {
        let words = error.message().lines().map(str::trim).collect::<Vec<_>>().join("; ");
        (error.span().map_or(0, |span| span.start), Mistake::Syntax(words))
    })?;
    let mut entries = BTreeMap::new();
    for (key, value) in in_order(document.get_ref()) {
        if key.get_ref() != TOP[0] {
            return Err((start(key), Mistake::Key { key: key.get_ref().to_string(), known: TOP }));
        }
        for (name, value) in in_order(table(key, value)?) {
            let exercise = known.iter().find(|exercise| exercise.slug == name.get_ref()).ok_or_else(|| {
                let known = known.iter().map(|exercise| exercise.slug).collect();
                (start(name), Mistake::Exercise { name: name.get_ref().to_string(), known })
            })?;
            entries.insert(exercise.slug, entry(exercise.slug, name, value)?);
        }
    }
    Ok(entries)
}

fn entry(slug: &'static str, name: &Key<'_>, value: &Value<'_>) -> Result<Entry, Misplaced> {
    let (mut run, mut build, mut port) = (None, None, None);
    for (key, value) in in_order(table(name, value)?) {
        match key.get_ref().as_ref() {
            "run" => run = Some(words("run", value)?),
            "build" => build = Some(words("build", value)?),
            "port" => port = Some(port_number(value)?),
            other => return Err((start(key), Mistake::Key { key: other.to_owned(), known: KEYS })),
        }
    }
    let run = run.ok_or_else(|| (start(name), Mistake::NoRun(slug)))?;
    Ok(Entry { run, build, port })
}

/// The entries as they stand in the file, so that the first mistake is the first that a reader meets.
pub(crate) fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| start(key));
    entries
}

fn table<'a, 'i>(key: &Key<'i>, value: &'a Value<'i>) -> Result<&'a DeTable<'i>, Misplaced> {
    let mistake = || (start(key), Mistake::NotATable(key.get_ref().to_string()));
    value.get_ref().as_table().ok_or_else(mistake)
}

fn words(key: &'static str, value: &Value<'_>) -> Result<Vec<String>, Misplaced> {
    let word = |word: &Value<'_>| word.get_ref().as_str().map(str::to_owned);
    let words = value.get_ref().as_array().and_then(|words| words.iter().map(word).collect::<Option<Vec<_>>>());
    match words {
        None => Err((start(value), Mistake::NotACommand(key))),
        Some(words) if words.first().is_none_or(String::is_empty) => Err((start(value), Mistake::EmptyCommand(key))),
        Some(words) => Ok(words),
    }
}

fn port_number(value: &Value<'_>) -> Result<u16, Misplaced> {
    let integer = value.get_ref().as_integer();
    let port = integer.and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
    port.filter(|port| *port != 0).ok_or_else(|| {
        let said = match (integer, value.get_ref()) {
            (Some(number), _) => number.as_str().to_owned(),
            (None, DeValue::String(text)) => format!("{text:?}"),
            (None, other) => other.type_str().to_owned(),
        };
        (start(value), Mistake::NotAPort(said))
    })
}

/// Where a key or a value begins, in bytes.
pub(crate) fn start<T>(spanned: &Spanned<T>) -> usize {
    let Range { start, .. } = spanned.span();
    start
}

#[cfg(test)]
#[path = "manifest_tests.rs"]
mod tests;
