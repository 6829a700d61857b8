//! How far a student has come: a small JSON file that outlives upgrades of socklab.
//!
//! Exercises and checks are named by their slugs and ids, which never change, and not by numbers, which do. What this
//! version does not know (exercises, checks, fields, verdicts) is kept as it is when the file is rewritten. A file of a
//! newer form is read as far as it can be and never written. A file that is damaged is set aside and said to be.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use etcetera::{BaseStrategy, base_strategy};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use tempfile::NamedTempFile;

use super::files::{FileError, Operation};
use crate::checker::{CheckReport, ExerciseReport, Outcome};

/// The form of the file that this version reads and writes.
pub const FORMAT_VERSION: u64 = 1;

/// The whole file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    format_version: u64,
    /// By the exercises' slugs.
    #[serde(default)]
    pub exercises: BTreeMap<String, ExerciseProgress>,
    /// By the labs' slugs.
    #[serde(default)]
    pub labs: BTreeMap<String, LabProgress>,
    /// The slug of the lab that was open last in the interactive lab.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_lab: Option<String>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// What is known of one exercise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExerciseProgress {
    /// When every check passed for the first time, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_at: Option<u64>,
    /// By the checks' ids.
    #[serde(default)]
    pub checks: BTreeMap<String, CheckProgress>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// What is known of one check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckProgress {
    /// The verdict when it was tried last; `None` if it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<LastVerdict>,
    /// How many of its hints were shown.
    #[serde(default)]
    pub hints_shown: usize,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// What is known of one lab.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LabProgress {
    /// What was predicted: the value of the choice, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<String>,
    /// How sure the reader was, if that was said: a [`Confidence`]'s slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
    /// When it was run last, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<u64>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// How sure a reader is of a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// It may as well be otherwise.
    Guess,
    /// Rather so than otherwise.
    FairlySure,
    /// It cannot be otherwise.
    Certain,
}

impl Confidence {
    /// From the least to the most.
    pub const ALL: [Confidence; 3] = [Confidence::Guess, Confidence::FairlySure, Confidence::Certain];

    /// The name in the file.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Confidence::Guess => "guess",
            Confidence::FairlySure => "fairly-sure",
            Confidence::Certain => "certain",
        }
    }
}

/// A verdict, as the file remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum LastVerdict {
    /// The program did what was demanded.
    Passed,
    /// It did not.
    Failed,
    /// We could not find out.
    Unjudged,
    /// It was not tried, for want of another check.
    Skipped,
    /// A word of another version.
    Other(String),
}

impl From<&Outcome> for LastVerdict {
    fn from(outcome: &Outcome) -> LastVerdict {
        match outcome {
            Outcome::Passed => LastVerdict::Passed,
            Outcome::Failed(_) => LastVerdict::Failed,
            Outcome::Unjudged(_) => LastVerdict::Unjudged,
            Outcome::Skipped(_) => LastVerdict::Skipped,
        }
    }
}

impl From<String> for LastVerdict {
    fn from(word: String) -> LastVerdict {
        match word.as_str() {
            "passed" => LastVerdict::Passed,
            "failed" => LastVerdict::Failed,
            "unjudged" => LastVerdict::Unjudged,
            "skipped" => LastVerdict::Skipped,
            _ => LastVerdict::Other(word),
        }
    }
}

impl From<LastVerdict> for String {
    fn from(verdict: LastVerdict) -> String {
        match verdict {
            LastVerdict::Passed => "passed".to_owned(),
            LastVerdict::Failed => "failed".to_owned(),
            LastVerdict::Unjudged => "unjudged".to_owned(),
            LastVerdict::Skipped => "skipped".to_owned(),
            LastVerdict::Other(word) => word,
        }
    }
}

/// Why progress could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum ProgressError {
    /// The system has no folder for it.
    #[error("no folder for data: {0}")]
    NoFolder(String),
    /// The file was written by a newer socklab. It is left as it is.
    #[error("{} has the form {version}, newer than {FORMAT_VERSION}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        version: u64,
    },
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
}

/// What was found in a file's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What could be read of it.
    pub progress: Progress,
    /// Where the damaged file is now, if it was damaged.
    pub set_aside: Option<PathBuf>,
}

impl Default for Progress {
    fn default() -> Progress {
        Progress {
            format_version: FORMAT_VERSION,
            exercises: BTreeMap::new(),
            labs: BTreeMap::new(),
            last_lab: None,
            unknown: Map::new(),
        }
    }
}

/// The file of a workspace; outside of every workspace, that of the user.
///
/// # Errors
/// The user has no home.
pub fn file(workspace: Option<&Path>) -> Result<PathBuf, ProgressError> {
    const NAME: &str = "progress.json";
    if let Some(folder) = workspace {
        return Ok(folder.join(".socklab").join(NAME));
    }
    let user = base_strategy::choose_native_strategy().map_err(|error| ProgressError::NoFolder(error.to_string()))?;
    Ok(user.data_dir().join("socklab").join(NAME))
}

/// Now, as the file writes times.
#[must_use]
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Progress {
    /// Reads the file. Without one there is no progress yet. A damaged one is renamed.
    ///
    /// # Errors
    /// The file cannot be read, or is damaged and cannot be renamed.
    pub fn read(path: &Path) -> Result<Found, ProgressError> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Found { progress: Progress::default(), set_aside: None });
            }
            read => read.map_err(Operation::Read.refused(path))?,
        };
        if let Some(progress) = Progress::parse(&bytes) {
            return Ok(Found { progress, set_aside: None });
        }
        let aside = free_name(path);
        fs::rename(path, &aside).map_err(Operation::SetAside.refused(path))?;
        Ok(Found { progress: Progress::default(), set_aside: Some(aside) })
    }

    /// `None` of what no version of socklab writes.
    fn parse(bytes: &[u8]) -> Option<Progress> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        match value.get("format_version")?.as_u64()? {
            0 => None,
            version if version <= FORMAT_VERSION => serde_json::from_value(value).ok(),
            version => Some(Progress {
                format_version: version,
                exercises: as_far_as_understood(value.get("exercises")),
                labs: as_far_as_understood(value.get("labs")),
                last_lab: value.get("last_lab").and_then(Value::as_str).map(str::to_owned),
                unknown: Map::new(),
            }),
        }
    }

    /// Reads the file, changes what it holds, and writes it so that a reader, even after a loss of power, finds either
    /// the old file or the new one.
    ///
    /// Two programs that do this in the same millisecond lose one of the two changes, never the file.
    ///
    /// # Errors
    /// The file cannot be read or written, or is of a newer form.
    pub fn update(path: &Path, change: impl FnOnce(&mut Progress)) -> Result<Found, ProgressError> {
        let mut found = Progress::read(path)?;
        let version = found.progress.format_version;
        if version > FORMAT_VERSION {
            return Err(ProgressError::Newer { path: path.to_owned(), version });
        }
        let before = found.progress.clone();
        change(&mut found.progress);
        if found.progress != before || found.set_aside.is_some() {
            found.progress.write(path).map_err(Operation::Write.refused(path))?;
        }
        Ok(found)
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        // The new name is on the disk once the folder is. Not every system opens a folder, and then it is its own affair.
        File::open(folder).and_then(|folder| folder.sync_all()).or(Ok(()))
    }

    /// Adds what another file knows and this one does not: a student's workspace is not the only place of learning.
    #[must_use]
    pub fn and_from(mut self, other: &Progress) -> Progress {
        for (slug, known) in &other.exercises {
            let exercise = self.exercises.entry(slug.clone()).or_default();
            exercise.passed_at = exercise.passed_at.or(known.passed_at);
            for (id, check) in &known.checks {
                exercise.checks.entry(id.clone()).or_insert_with(|| check.clone());
            }
        }
        for (slug, known) in &other.labs {
            let lab = self.labs.entry(slug.clone()).or_default();
            lab.run = lab.run.or(known.run);
            if lab.predicted.is_none() {
                (lab.predicted, lab.confidence) = (known.predicted.clone(), known.confidence.clone());
            }
        }
        self.last_lab = self.last_lab.or_else(|| other.last_lab.clone());
        self
    }

    /// What is known of an exercise.
    #[must_use]
    pub fn exercise(&self, slug: &str) -> Option<&ExerciseProgress> {
        self.exercises.get(slug)
    }

    /// Whether every check of the exercise passed once.
    #[must_use]
    pub fn has_passed(&self, slug: &str) -> bool {
        self.exercise(slug).is_some_and(|exercise| exercise.passed_at.is_some())
    }

    /// How many hints of a check were shown.
    #[must_use]
    pub fn hints_shown(&self, exercise: &str, check: &str) -> usize {
        self.exercise(exercise).and_then(|exercise| exercise.checks.get(check)).map_or(0, |check| check.hints_shown)
    }

    /// The last verdict on a check.
    #[must_use]
    pub fn verdict(&self, exercise: &str, check: &str) -> Option<&LastVerdict> {
        self.exercise(exercise)?.checks.get(check)?.verdict.as_ref()
    }

    /// Files the verdicts of one run. If it tried every check and all passed, the exercise has passed.
    pub fn record(&mut self, report: &ExerciseReport, now: u64) {
        let exercise = self.exercises.entry(report.exercise.slug.to_owned()).or_default();
        for CheckReport { check, outcome, .. } in &report.checks {
            exercise.checks.entry(check.id.to_owned()).or_default().verdict = Some(outcome.into());
        }
        if report.passed() {
            exercise.passed_at.get_or_insert(now);
        }
    }

    /// Files that so many hints of a check were shown.
    pub fn show_hints(&mut self, exercise: &str, check: &str, shown: usize) {
        let exercise = self.exercises.entry(exercise.to_owned()).or_default();
        exercise.checks.entry(check.to_owned()).or_default().hints_shown = shown;
    }

    /// What is known of a lab.
    #[must_use]
    pub fn lab(&self, slug: &str) -> Option<&LabProgress> {
        self.labs.get(slug)
    }

    /// Files what was predicted. A later prediction takes the place of an earlier one.
    pub fn predict(&mut self, lab: &str, predicted: String, confidence: Option<Confidence>) {
        let lab = self.labs.entry(lab.to_owned()).or_default();
        (lab.predicted, lab.confidence) = (Some(predicted), confidence.map(|confidence| confidence.slug().to_owned()));
    }

    /// Files that a lab was run.
    pub fn run_lab(&mut self, lab: &str, now: u64) {
        self.labs.entry(lab.to_owned()).or_default().run = Some(now);
    }

    /// Forgets the verdicts and hints of an exercise that is begun again. That it passed once stays true.
    pub fn begin_again(&mut self, exercise: &str) {
        if let Some(exercise) = self.exercises.get_mut(exercise) {
            for check in exercise.checks.values_mut() {
                (check.verdict, check.hints_shown) = (None, 0);
            }
        }
    }
}

/// Those entries of an object that are what this version takes them for.
fn as_far_as_understood<T: DeserializeOwned>(object: Option<&Value>) -> BTreeMap<String, T> {
    let entries = object.and_then(Value::as_object).into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.clone(), serde_json::from_value(value.clone()).ok()?))).collect()
}

/// The first name that is free, such as `progress.json.damaged-1`.
fn free_name(path: &Path) -> PathBuf {
    let numbered = |number: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{number}"));
        PathBuf::from(name)
    };
    let taken = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    (1..=u32::MAX).map(numbered).find(|path| !taken(path)).unwrap_or_else(|| numbered(0))
}

#[cfg(test)]
#[path = "progress_tests.rs"]
mod tests;
