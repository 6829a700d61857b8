//! What stands in a journal, a line each.
//!
//! A line is `{"crc":"xxxxxxxx","entry":..}` and its end. The checksum is that of the entry's bytes, so that damage
//! anywhere is noticed, in a digit of a score too.

use std::time::Duration;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    bench::{Finding, Obstacle},
    grade::{
        class::{Isolation, Trouble, Verdict},
        plan::Plan,
        shard::Shard,
    },
};

/// The form of the journals that this version writes and reads.
pub const FORM: u32 = 1;

/// The first line: what is graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORM`].
    pub form: u32,
    /// Which part of the plan.
    pub shard: Shard,
    /// The plan of the whole run.
    pub plan: Plan,
}

/// Every other line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The student.
    pub student: String,
    /// The exercise.
    pub exercise: String,
    /// When it was written, in seconds since 1970. No report has it.
    pub at: u64,
    /// What became known.
    #[serde(flatten)]
    pub fact: Fact,
}

/// What became known of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// A check was judged.
    Judged(Box<Judged>),
    /// There is no program to check.
    Trouble(Trouble),
}

/// One check, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The check's id.
    pub check: String,
    /// What came of it.
    pub outcome: Outcome,
    /// How the program was kept apart; `None` if it did not run.
    pub isolation: Option<Isolation>,
    /// How long it took, all tries together.
    pub elapsed: Duration,
    /// What the peer did and saw before a failure.
    pub trace: Vec<String>,
}

/// What came of a check, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
#[expect(missing_docs, reason = "the fields are named after what they hold; the variants are those of Verdict")]
pub enum Outcome {
    /// [`Verdict::Passed`].
    Passed,
    /// [`Verdict::Failed`].
    Failed { finding: Finding },
    /// [`Verdict::Flaky`].
    Flaky { finding: Finding },
    /// [`Verdict::Unjudged`].
    Unjudged { obstacle: Obstacle },
    /// [`Verdict::Skipped`], for want of this check.
    Skipped { prerequisite: String },
}

impl Outcome {
    /// The verdict without its reason.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Outcome::Passed => Verdict::Passed,
            Outcome::Failed { .. } => Verdict::Failed,
            Outcome::Flaky { .. } => Verdict::Flaky,
            Outcome::Unjudged { .. } => Verdict::Unjudged,
            Outcome::Skipped { .. } => Verdict::Skipped,
        }
    }

    /// Whether the program cannot be tried further: the other checks are skipped.
    #[must_use]
    pub fn ends_all(&self) -> bool {
        matches!(self, Outcome::Failed { finding } if finding.fault.never_ready())
    }
}

const BEFORE_CRC: &str = "{\"crc\":\"";
const BEFORE_ENTRY: &str = "\",\"entry\":";
const AFTER: &str = "}";

/// A line with its end.
pub(super) fn line(content: &impl Serialize) -> serde_json::Result<String> {
    let json = serde_json::to_string(content)?;
    Ok(format!("{BEFORE_CRC}{:08x}{BEFORE_ENTRY}{json}{AFTER}\n", crc32fast::hash(json.as_bytes())))
}

/// What a line without its end says.
///
/// # Errors
/// What is wrong with it.
pub(super) fn content<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    let line = str::from_utf8(line).map_err(|error| error.to_string())?;
    let parts = line.strip_prefix(BEFORE_CRC).and_then(|rest| rest.split_once(BEFORE_ENTRY));
    let parts = parts.and_then(|(crc, rest)| Some((crc, rest.strip_suffix(AFTER)?)));
    let (crc, json) = parts.ok_or("not a line of a journal")?;
    if crc != format!("{:08x}", crc32fast::hash(json.as_bytes())) {
        return Err("its checksum is wrong".to_owned());
    }
    serde_json::from_str(json).map_err(|error| error.to_string())
}
