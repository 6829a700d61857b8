//! The submissions: the folders of a class, one a student.

use std::{
    collections::HashMap,
    ffi::OsStr,
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    exercise::Exercise,
    workspace::{
        self,
        files::{FileError, Operation},
        manifest::{self, Manifest},
    },
};

/// The largest manifest that is read, in bytes: a person's has some hundred.
const MAX_MANIFEST: u64 = 64 << 10;

/// One student's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The student: the folder's name, [`shown`].
    pub student: String,
    /// The folder, as an absolute path: whoever reads it may stand elsewhere.
    pub folder: PathBuf,
}

/// Why a folder is no class.
#[derive(Debug, thiserror::Error)]
pub enum ClassError {
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no folder in it.
    #[error("{} holds no submission", folder.display())]
    Empty {
        /// The folder.
        folder: PathBuf,
    },
    /// Two names that are one on some systems, and for people.
    #[error("{first} and {second} differ in capitals only")]
    Alike {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// A symbolic link stands where a folder should.
    #[error("{student} is a symbolic link, which is not followed")]
    Link {
        /// Its name.
        student: String,
    },
    /// The reports would be a submission.
    #[error("{} lies in {}", out.display(), folder.display())]
    OutInside {
        /// Where the reports were to go.
        out: PathBuf,
        /// The class.
        folder: PathBuf,
    },
}

/// The submissions of a class, by the names of the students. Files and folders whose names begin with a dot are none.
///
/// # Errors
/// See [`ClassError`].
pub fn submissions(class: &Path) -> Result<Vec<Submission>, ClassError> {
    let refused = || Operation::Read.refused(class);
    let mut found = Vec::new();
    let whole = std::path::absolute(class).map_err(refused())?;
    for entry in fs::read_dir(whole).map_err(refused())? {
        let entry = entry.map_err(refused())?;
        let (name, kind) = (entry.file_name(), entry.file_type().map_err(refused())?);
        let student = shown(&name);
        if student.starts_with('.') {
            continue;
        }
        if kind.is_symlink() {
            return Err(ClassError::Link { student });
        }
        if kind.is_dir() {
            found.push(Submission { student, folder: entry.path() });
        }
    }
    if found.is_empty() {
        return Err(ClassError::Empty { folder: class.to_owned() });
    }
    found.sort_by(|one, other| one.student.cmp(&other.student));
    let mut names: HashMap<String, &str> = HashMap::new();
    for submission in &found {
        if let Some(first) = names.insert(submission.student.to_lowercase(), &submission.student) {
            return Err(ClassError::Alike { first: first.to_owned(), second: submission.student.clone() });
        }
    }
    Ok(found)
}

/// The exercises that any of the submissions has a program for, in the order of the labs.
#[must_use]
pub fn exercises(submissions: &[Submission]) -> Vec<&'static Exercise> {
    let manifests: Vec<Manifest> = submissions.iter().filter_map(|one| manifest(&one.folder).ok()).collect();
    let named = |exercise: &&Exercise| manifests.iter().any(|manifest| manifest.entry(exercise.slug).is_some());
    workspace::exercises().into_iter().filter(named).collect()
}

/// Refuses reports inside a class.
///
/// # Errors
/// [`ClassError::OutInside`]; the class is not there.
pub fn is_outside(out: &Path, class: &Path) -> Result<(), ClassError> {
    let whole = class.canonicalize().map_err(Operation::Read.refused(class))?;
    // The folder may not be there yet; then what counts is the nearest one above it that is.
    let absolute = std::path::absolute(out).map_err(Operation::Read.refused(out))?;
    let nearest = absolute.ancestors().find_map(|folder| folder.canonicalize().ok());
    if nearest.is_some_and(|folder| folder.starts_with(&whole)) {
        return Err(ClassError::OutInside { out: out.to_owned(), folder: class.to_owned() });
    }
    Ok(())
}

/// The name of a folder as text: bytes that are not UTF-8, control characters and backslashes stand as `\xNN`, so that
/// two names never look alike.
#[must_use]
pub fn shown(name: &OsStr) -> String {
    let mut text = String::new();
    let escaped = |text: &mut String, bytes: &[u8]| {
        for byte in bytes {
            // Writing to a string does not fail.
            let _ = write!(text, "\\x{byte:02x}");
        }
    };
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for letter in chunk.valid().chars() {
            if letter.is_control() || letter == '\\' {
                escaped(&mut text, letter.encode_utf8(&mut [0; 4]).as_bytes());
            } else {
                text.push(letter);
            }
        }
        escaped(&mut text, chunk.invalid());
    }
    text
}

/// Why a submission's manifest is of no use.
#[derive(Debug)]
pub(super) enum ManifestTrouble {
    /// Theirs: there is none, or something else has its name.
    None,
    /// Theirs: it cannot be meant so.
    Mistake(String),
    /// Ours.
    Unreadable(io::Error),
}

/// Reads a submission's manifest. A link is none: it may lead anywhere.
pub(super) fn manifest(folder: &Path) -> Result<Manifest, ManifestTrouble> {
    let path = folder.join(manifest::FILE);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(ManifestTrouble::Mistake(format!("{} is not a file", manifest::FILE))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ManifestTrouble::None),
        Err(error) => return Err(ManifestTrouble::Unreadable(error)),
    }
    let mut source = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(MAX_MANIFEST + 1).read_to_end(&mut source));
    read.map_err(ManifestTrouble::Unreadable)?;
    if source.len() as u64 > MAX_MANIFEST {
        let limit = MAX_MANIFEST >> 10;
        return Err(ManifestTrouble::Mistake(format!("{} is larger than {limit} KiB", manifest::FILE)));
    }
    let mistake = |what: String| ManifestTrouble::Mistake(what);
    let source =
        String::from_utf8(source).map_err(|error| mistake(format!("{}: {}", manifest::FILE, error.utf8_error())))?;
    let parsed = Manifest::parse(&source, Path::new(manifest::FILE), &workspace::exercises());
    // The path in a mistake is the student's own; the one that commands are resolved by is the folder's.
    parsed.map(|manifest| manifest.at(path)).map_err(|error| mistake(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn no_two_names_look_alike_and_none_has_a_byte_that_a_terminal_obeys() {
        use std::os::unix::ffi::OsStrExt;

        let names: [&[u8]; 8] =
            [b"a", b"\xff", b"\\xff", b"\\\\xff", b"a\nb", b"a\x1b[2Jb", "\u{85}".as_bytes(), b"<script>"];
        let texts: Vec<String> = names.iter().map(|name| shown(OsStr::from_bytes(name))).collect();
        assert_eq!(
            texts,
            ["a", "\\xff", "\\x5cxff", "\\x5c\\x5cxff", "a\\x0ab", "a\\x1b[2Jb", "\\xc2\\x85", "<script>"]
        );
    }

    fn class(folders: &[&str]) -> tempfile::TempDir {
        let class = tempfile::tempdir().unwrap();
        for folder in folders {
            fs::create_dir(class.path().join(folder)).unwrap();
        }
        class
    }

    #[test]
    fn folders_are_students_by_name_and_nothing_else_is() {
        let class = class(&["bob", "alice", ".git"]);
        fs::write(class.path().join("grading.toml"), "").unwrap();
        let found = submissions(class.path()).unwrap();
        assert_eq!(found.iter().map(|one| one.student.as_str()).collect::<Vec<_>>(), ["alice", "bob"]);
    }

    #[test]
    fn two_students_whose_names_differ_in_capitals_only_are_refused_by_name() {
        let error = submissions(class(&["bob", "alice", "Alice"]).path()).unwrap_err();
        assert_eq!(error.to_string(), "Alice and alice differ in capitals only");
    }

    #[test]
    fn reports_inside_the_class_would_be_a_submission() {
        let class = class(&["alice"]);
        assert!(is_outside(&class.path().join("out/deeper"), class.path()).is_err());
        assert!(is_outside(class.path(), class.path()).is_err());
        let beside = class.path().with_extension("out");
        is_outside(&beside, class.path()).unwrap();
    }
}
