//! The report of a class in the formats of those who read it: one file a format, each a pure function.
//!
//! A new format is a file with such a function, and its line in [`FORMATS`]. What one student may see is decided before:
//! [`Class::for_student`] leaves out everybody else and the hidden checks, for any format.

mod csv;
mod details;
mod github;
mod gradescope;
mod html;
mod json;
mod junit;
mod moodle;
mod summary;
mod table;
mod text;
mod words;

pub use summary::github_summary;

use super::{class::Class, roster::Roster};
use crate::render::View;

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What came of the class.
    pub class: &'a Class,
    /// Who the students are elsewhere; empty without a `roster.csv`.
    pub roster: &'a Roster,
    /// The language. Of its width no report depends: the same class gives the same bytes.
    pub view: &'a View<'a>,
}

/// One format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The file that holds it in a folder of reports.
    pub file: &'static str,
    /// Makes the report.
    pub export: fn(&Source<'_>) -> Result<Vec<u8>, Refusal>,
}

/// The name of the format for GitHub Classroom; [`github_summary`] goes with it.
pub const GITHUB: &str = "github";

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "text", file: "report.txt", export: |source| Ok(text::export(source)) },
    Format { name: "json", file: "report.json", export: |source| Ok(json::export(source)) },
    Format { name: "csv", file: "report.csv", export: |source| Ok(csv::export(source)) },
    Format { name: "moodle", file: "moodle.csv", export: moodle::export },
    Format { name: "junit", file: "junit.xml", export: |source| Ok(junit::export(source)) },
    Format { name: "gradescope", file: "results.json", export: gradescope::export },
    Format { name: GITHUB, file: "github.txt", export: |source| Ok(github::export(source)) },
    Format { name: "html", file: "report.html", export: |source| Ok(html::export(source)) },
];

/// Why a format cannot hold this class. What it cannot hold is never left out in silence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The reader takes the results of one submission at a time.
    #[error("gradescope reads one student's results, and here are those of {students}: name one with --student")]
    NotOneStudent {
        /// How many there are.
        students: usize,
    },
    /// The reader knows students by what the roster says of them.
    #[error("roster.csv does not name {}", .students.join(", "))]
    NotInRoster {
        /// Those whom the roster lacks.
        students: Vec<String>,
    },
    /// The roster leaves a cell empty in a column that others have filled.
    #[error("roster.csv gives others an {column}, and none to {student}")]
    Blank {
        /// Whose cell it is.
        student: String,
        /// The column's name.
        column: &'static str,
    },
}

/// The format of that name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
