//! `roster.csv`: who the students are in the course's own system. `student,idnumber,email`, with that line at its head.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::workspace::files::{FileError, Operation};

/// The file's name, in a class and beside its journals.
pub const FILE: &str = "roster.csv";

/// The students of a course, by the names of their folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    entries: BTreeMap<String, Entry>,
}

/// One student of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The name of the student's folder.
    pub student: String,
    /// The number in the course's system.
    pub idnumber: String,
    /// The address of mail.
    pub email: String,
}

/// Why there is no roster.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
    /// A line is not what it should be.
    #[error("{}:{line}: {mistake}", path.display())]
    Mistaken {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong there.
        mistake: String,
    },
}

impl Roster {
    /// Reads the roster of a folder, which need not have one.
    ///
    /// # Errors
    /// The file cannot be read; the first mistake in it.
    pub fn read(folder: &Path) -> Result<Roster, RosterError> {
        let path = folder.join(FILE);
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Roster::default()),
            read => Roster::parse(&read.map_err(Operation::Read.refused(&path))?, &path),
        }
    }

    /// Reads a roster's text. `path` is where it is said to stand.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn parse(source: &[u8], path: &Path) -> Result<Roster, RosterError> {
        // Spreadsheets put a byte order mark before the first name.
        let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
        let mistaken = |line, mistake| RosterError::Mistaken { path: path.to_owned(), line, mistake };
        let mut entries = BTreeMap::new();
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(source);
        let headers = reader.headers().map_err(|error| mistaken(1, words(&error)))?.clone();
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(Roster { entries }),
                Err(error) => return Err(mistaken(line, words(&error))),
            }
            let line = record.position().map_or(line, csv::Position::line);
            let entry: Entry = record.deserialize(Some(&headers)).map_err(|error| mistaken(line, words(&error)))?;
            let student = entry.student.clone();
            if entries.insert(student.clone(), entry).is_some() {
                return Err(mistaken(line, format!("{student} stands here for the second time")));
            }
        }
    }

    /// The student of this folder.
    #[must_use]
    pub fn entry(&self, student: &str) -> Option<&Entry> {
        self.entries.get(student)
    }

    /// Every student, by the names of the folders.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }
}

/// The mistake without its place, which csv counts its own way.
fn words(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells instead of {expected_len}"),
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Roster, String> {
        Roster::parse(source.as_bytes(), Path::new("roster.csv")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_spreadsheet_s_roster_is_read_with_its_quotes_and_its_byte_order_mark() {
        let roster = parse("\u{feff}student,idnumber,email\r\n\"li, wei\",007,li@example.org\r\n").unwrap();
        assert_eq!(roster.entry("li, wei").unwrap().idnumber, "007");
        assert!(roster.entry("bob").is_none());
    }

    #[test]
    fn a_mistake_comes_with_its_line() {
        let head = "student,idnumber,email\n";
        assert_eq!(parse(&format!("{head}a,1\n")).unwrap_err(), "roster.csv:2: 2 cells instead of 3");
        let twice = parse(&format!("{head}a,1,x\nb,2,y\na,3,z\n")).unwrap_err();
        assert_eq!(twice, "roster.csv:4: a stands here for the second time");
        let unknown = parse("student,number,email\na,1,x\n").unwrap_err();
        assert!(unknown.starts_with("roster.csv:2: ") && unknown.contains("number"), "{unknown}");
    }
}
