//! The report of a class in the formats of those who read it: one file a format, each a pure function.
//!
//! A new format is a file with such a function, and its line in [`FORMATS`].

mod json;
mod text;
mod words;

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
    pub export: fn(&Source<'_>) -> Vec<u8>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "text", file: "report.txt", export: text::export },
    Format { name: "json", file: "report.json", export: json::export },
];

/// The format of that name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
