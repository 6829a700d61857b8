//! A student's source file: the contract as a comment, and below it a program to begin with.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use unicode_width::UnicodeWidthStr;

use super::files::{FileError, Operation};
use crate::{exercise::Exercise, text::Lang, wrap::wrapped};

/// The file of an exercise within a Rust workspace.
#[must_use]
pub fn path(folder: &Path, slug: &str) -> PathBuf {
    let mut path = folder.to_owned();
    path.extend(["src", "bin"]);
    path.push(format!("{slug}.rs"));
    path
}

/// What the file holds before the student has touched it.
#[must_use]
pub fn text(exercise: &Exercise, lang: Lang) -> String {
    let colon = match lang {
        Lang::En => ": ",
        Lang::ZhCn => "：",
    };
    let mut text = format!("//! # {}{colon}{}\n//!\n", exercise.slug, exercise.title.get(lang));
    let contract = exercise.contract.get(lang);
    let mut in_code = false;
    // The stamps of a translation are the authors' business.
    for line in contract.trim_matches('\n').lines().filter(|line| !line.starts_with("<!--")) {
        in_code ^= line.starts_with("```");
        let code = in_code || line.starts_with("    ");
        let lines = if code { line.to_owned() } else { narrowed(line) };
        for line in lines.split('\n') {
            text += format!("//! {line}").trim_end();
            text.push('\n');
        }
    }
    text.push('\n');
    text + exercise.starter
}

/// A paragraph that its author wrote as one long line, in lines of a source file's width.
fn narrowed(line: &str) -> String {
    /// A contract's own lines are no longer.
    const COLUMNS: usize = 100;
    if line.width() <= COLUMNS {
        return line.to_owned();
    }
    wrapped(line, if line.starts_with("- ") { "  " } else { "" }, COLUMNS)
}

/// What became of a file that was to be written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reset {
    /// There was none before.
    Written(PathBuf),
    /// It was as it is to be.
    Untouched(PathBuf),
    /// The student's own is kept aside.
    Kept {
        /// The file written.
        path: PathBuf,
        /// What it held before.
        backup: PathBuf,
    },
}

/// Why a file could not be written anew.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// The starter is a Rust program, and the folder holds no Cargo package.
    #[error("no Cargo.toml in {}", .0.display())]
    NotRust(PathBuf),
    /// The student's own is where it was, or in its backup, or both.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Writes an exercise's file anew, after a copy of what it holds is safe under a name that was free.
///
/// # Errors
/// The folder is no Rust workspace; a file cannot be read or written.
pub fn reset(folder: &Path, exercise: &Exercise, lang: Lang) -> Result<Reset, ResetError> {
    if !folder.join("Cargo.toml").is_file() {
        return Err(ResetError::NotRust(folder.to_owned()));
    }
    let (path, text) = (path(folder, exercise.slug), text(exercise, lang));
    match fs::read(&path) {
        Ok(now) if now == text.as_bytes() => Ok(Reset::Untouched(path)),
        Ok(now) => {
            let backup = keep_aside(&path, &now)?;
            fs::write(&path, text).map_err(Operation::Write.refused(&path))?;
            Ok(Reset::Kept { path, backup })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
            folder.and_then(|()| fs::write(&path, text)).map_err(Operation::Write.refused(&path))?;
            Ok(Reset::Written(path))
        }
        Err(error) => Err(Operation::Read.refused(&path)(error).into()),
    }
}

/// Writes the bytes beside the file under the first free name: `tcp-echo.rs.bak-1`, which Cargo takes for no program.
fn keep_aside(path: &Path, bytes: &[u8]) -> Result<PathBuf, FileError> {
    for number in 1_u32.. {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".bak-{number}"));
        let backup = PathBuf::from(name);
        let written = match OpenOptions::new().write(true).create_new(true).open(&backup) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            opened => opened.and_then(|file| write_through(file, bytes)),
        };
        return written.map(|()| backup.clone()).map_err(Operation::Write.refused(&backup));
    }
    unreachable!("a folder holds fewer files than there are numbers")
}

fn write_through(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, workspace::testing::TCP_ECHO};

    fn rust_folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), "").unwrap();
        folder
    }

    #[test]
    fn the_contract_stands_above_the_starter_in_the_language_of_the_session() {
        insta::assert_snapshot!(text(&TCP_ECHO, Lang::En), @r#"
        //! # tcp-echo: A server that answers in capitals
        //!
        //! ## Task
        //!
        //! Answer the stream.
        //!
        //! ## Start
        //!
        //! Listen on `SOCKLAB_ADDR`.

        fn main() {
            println!("not yet");
        }
        "#);
    }

    #[test]
    fn the_stamps_of_a_translation_are_left_out() {
        insta::assert_snapshot!(text(&TCP_ECHO, Lang::ZhCn), @r#"
        //! # tcp-echo：用大写回答的服务器
        //!
        //! ## 任务
        //!
        //! 回答字节流。
        //!
        //! ## 启动
        //!
        //! 监听 `SOCKLAB_ADDR`。

        fn main() {
            println!("not yet");
        }
        "#);
    }

    #[test]
    fn no_line_of_the_comment_is_wider_than_a_source_file_and_code_stays_as_it_is() {
        let code = "$ nc 127.0.0.1 7000 ".repeat(9);
        let long = "word ".repeat(40);
        let short = "x".repeat(100);
        let contract = format!("    {code}\n```sh\n{code}\n```\n- `one`: {long}\n{long}\n\n{short}");
        let contract = Text::new(contract.leak(), "");
        let text = text(&Exercise { contract, ..TCP_ECHO }, Lang::En);
        let comment: Vec<&str> = text.lines().skip(2).map_while(|line| line.strip_prefix("//!")).collect();
        let (word, code) = (|count| "word ".repeat(count).trim().to_owned(), code.trim());
        let expected = [
            format!("     {code}"),
            " ```sh".to_owned(),
            format!(" {code}"),
            " ```".to_owned(),
            format!(" - `one`: {}", word(18)),
            format!("   {}", word(19)),
            format!("   {}", word(3)),
            format!(" {}", word(20)),
            format!(" {}", word(20)),
            String::new(),
            format!(" {short}"),
        ];
        assert_eq!(comment, expected);
    }

    #[test]
    fn a_reset_keeps_what_the_student_wrote_each_time_under_a_name_of_its_own() {
        let folder = rust_folder();
        let path = path(folder.path(), "tcp-echo");
        let reset = || reset(folder.path(), &TCP_ECHO, Lang::En).unwrap();
        assert_eq!(reset(), Reset::Written(path.clone()));
        assert_eq!(reset(), Reset::Untouched(path.clone()));
        for number in 1..=3 {
            fs::write(&path, format!("attempt {number}")).unwrap();
            let backup = path.with_file_name(format!("tcp-echo.rs.bak-{number}"));
            assert_eq!(reset(), Reset::Kept { path: path.clone(), backup: backup.clone() });
            assert_eq!(fs::read_to_string(backup).unwrap(), format!("attempt {number}"));
            assert_eq!(fs::read_to_string(&path).unwrap(), text(&TCP_ECHO, Lang::En));
        }
    }

    #[test]
    fn a_folder_without_a_cargo_package_gets_no_rust_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = reset(folder.path(), &TCP_ECHO, Lang::En).unwrap_err();
        assert!(matches!(error, ResetError::NotRust(_)), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_as_it_is() {
        let folder = rust_folder();
        fs::create_dir_all(path(folder.path(), "tcp-echo")).unwrap();
        let error = reset(folder.path(), &TCP_ECHO, Lang::En).unwrap_err();
        assert!(matches!(error, ResetError::File(FileError { operation: Operation::Read, .. })), "{error}");
    }
}
