//! `socklab.toml`: how the program of each exercise is started, and built before that.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use toml::de::DeTable;

use super::{
    document::{self, DocumentError, Key, Misplaced, Mistake, Value, in_order, no_key, start, table},
    files::Operation,
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
    pub fn read(path: &Path, known: &[&'static Exercise]) -> Result<Manifest, DocumentError> {
        let source = fs::read_to_string(path).map_err(Operation::Read.refused(path))?;
        Manifest::parse(&source, path, known)
    }

    /// Reads a manifest's text. `path` is where it is said to stand.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn parse(source: &str, path: &Path, known: &[&'static Exercise]) -> Result<Manifest, DocumentError> {
        let entries = document::read(source, path, |top| entries(top, known))?;
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

fn entries(top: &DeTable<'_>, known: &[&'static Exercise]) -> Result<BTreeMap<&'static str, Entry>, Misplaced> {
    let mut entries = BTreeMap::new();
    for (key, value) in in_order(top) {
        if key.get_ref() != TOP[0] {
            return no_key(key, TOP);
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
            _ => return no_key(key, KEYS),
        }
    }
    let run = run.ok_or_else(|| (start(name), Mistake::NoRun(slug)))?;
    Ok(Entry { run, build, port })
}

fn words(key: &'static str, value: &Value<'_>) -> Result<Vec<String>, Misplaced> {
    match document::strings(value) {
        None => Err((start(value), Mistake::NotACommand(key))),
        Some(words) if words.first().is_none_or(|word| word.is_empty()) => {
            Err((start(value), Mistake::EmptyCommand(key)))
        }
        Some(words) => Ok(words.into_iter().map(str::to_owned).collect()),
    }
}

fn port_number(value: &Value<'_>) -> Result<u16, Misplaced> {
    let port = document::number(value).filter(|port| *port != 0);
    port.ok_or_else(|| (start(value), Mistake::NotAPort(document::repeated(value))))
}

#[cfg(test)]
#[path = "manifest_tests.rs"]
mod tests;
