//! A class on many machines, by an engine that is there already: the text of the job file that grades the shards, each on
//! a machine of its own, and merges them.
//!
//! Nothing here starts anything: the instructor reads the file, and hands it to the engine. All machines need the same
//! socklab and what the submissions need, and to see the class and the folder of reports under the same names.

mod github;
mod kubernetes;
mod quote;
mod slurm;

use std::path::{Path, PathBuf};

/// What runs jobs on many machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Slurm: an array of jobs, and one that waits for all of them.
    Slurm,
    /// GitHub Actions: a matrix of jobs, and one that needs them.
    Github,
    /// Kubernetes: an Indexed Job, and a Job that waits for it.
    Kubernetes,
}

/// What the engine is to grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    class: String,
    shards: u32,
    out: String,
    require_sandbox: bool,
}

/// Why a class cannot be named in a job file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// A job file is text.
    #[error("write {} into a job file: not UTF-8", .path.display())]
    NotText {
        /// The path.
        path: PathBuf,
    },
    /// There is nothing to run.
    #[error("a class has at least one shard")]
    NoShard,
    /// The engine runs no more jobs at once.
    #[error("github runs at most {} jobs of a matrix, and here are {shards} shards", Engine::MOST_AT_GITHUB)]
    TooManyShards {
        /// How many there are.
        shards: u32,
    },
}

impl Engine {
    /// The most jobs of one matrix of GitHub Actions ("Usage limits", in its documentation).
    pub const MOST_AT_GITHUB: u32 = 256;

    /// All of them.
    pub const ALL: [Engine; 3] = [Engine::Slurm, Engine::Github, Engine::Kubernetes];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Slurm => "slurm",
            Engine::Github => "github",
            Engine::Kubernetes => "kubernetes",
        }
    }

    /// The job file. Slurm's is a program for bash, which hands in the jobs; the others are YAML.
    ///
    /// # Errors
    /// There are more shards than the engine runs.
    pub fn file(self, job: &Job) -> Result<String, JobError> {
        match self {
            Engine::Slurm => Ok(slurm::file(job)),
            Engine::Github if job.shards > Engine::MOST_AT_GITHUB => {
                Err(JobError::TooManyShards { shards: job.shards })
            }
            Engine::Github => Ok(github::file(job)),
            Engine::Kubernetes => Ok(kubernetes::file(job)),
        }
    }
}

impl Job {
    /// A class in so many shards, graded into the folders `OUT/shard-I` and merged into `OUT/merged`.
    ///
    /// # Errors
    /// A path is not UTF-8; there is no shard.
    pub fn new(class: &Path, shards: u32, out: &Path) -> Result<Job, JobError> {
        if shards == 0 {
            return Err(JobError::NoShard);
        }
        Ok(Job { class: argument(class)?, shards, out: argument(out)?, require_sandbox: false })
    }

    /// Whether a machine that allows no sandbox is to grade nothing.
    #[must_use]
    pub fn require_sandbox(self, require_sandbox: bool) -> Job {
        Job { require_sandbox, ..self }
    }

    /// In any shell: grades the shard `$shard` of `$shards`. What had begun goes on. That checks failed (1), or that there was
    /// nothing to judge (3), is a result, and no failure of the job.
    fn grade(&self) -> String {
        let sandbox = if self.require_sandbox { " --require-sandbox" } else { "" };
        format!(
            r#"set -- grade "$class" --out "$out/shard-$shard" --shard "$shard/$shards"{sandbox}
if [ -e "$out/shard-$shard" ]; then set -- "$@" --resume; fi
code=0
socklab "$@" || code=$?
case $code in 0 | 1 | 3) ;; *) exit "$code" ;; esac
"#
        )
    }
}

/// The path as an argument that is neither an option nor a command: `-x` as `./-x`, `merge` as `./merge`.
fn argument(path: &Path) -> Result<String, JobError> {
    let text = path.to_str().ok_or_else(|| JobError::NotText { path: path.to_owned() })?;
    Ok(if path.is_absolute() || text.starts_with('.') { text.to_owned() } else { format!("./{text}") })
}

/// In any shell: brings the shards together, and shows the report. All of it is in the shards, so what was merged before is
/// made anew.
const MERGE: &str = r#"rm -rf "$out/merged"
code=0
socklab grade merge "$out"/shard-* --out "$out/merged" || code=$?
case $code in 0 | 1 | 3) ;; *) exit "$code" ;; esac
socklab grade export "$out/merged" --format text
"#;

/// The lines of a script, each behind so many spaces, for a block of YAML.
fn indented(script: &str, spaces: usize) -> String {
    let lines: Vec<String> = script.lines().map(|line| format!("{:spaces$}{line}\n", "")).collect();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_never_an_option_or_a_command() {
        for (path, argument) in [("/class", "/class"), ("merge", "./merge"), ("-x", "./-x"), ("../class", "../class")] {
            assert_eq!(super::argument(Path::new(path)).unwrap(), argument);
        }
    }

    #[test]
    fn a_class_without_shards_is_refused() {
        assert_eq!(Job::new(Path::new("class"), 0, Path::new("out")), Err(JobError::NoShard));
    }

    #[test]
    fn every_job_passes_on_that_a_sandbox_is_required() {
        for (required, word) in [(true, "\"$shard/$shards\" --require-sandbox\n"), (false, "\"$shard/$shards\"\n")] {
            let job = Job::new(Path::new("class"), 2, Path::new("out")).unwrap().require_sandbox(required);
            for engine in Engine::ALL {
                assert!(engine.file(&job).unwrap().contains(word), "{engine:?}");
            }
        }
    }

    #[test]
    fn more_shards_than_a_matrix_has_jobs_are_refused() {
        let job = |shards| Job::new(Path::new("class"), shards, Path::new("out")).unwrap();
        assert!(Engine::Github.file(&job(256)).is_ok());
        assert_eq!(Engine::Github.file(&job(257)), Err(JobError::TooManyShards { shards: 257 }));
        assert!(Engine::Slurm.file(&job(257)).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_text_is_refused() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        let path = Path::new(OsStr::from_bytes(b"\xff"));
        let refused = Job::new(path, 2, Path::new("out")).unwrap_err();
        assert_eq!(refused.to_string(), "write \u{fffd} into a job file: not UTF-8");
    }
}
