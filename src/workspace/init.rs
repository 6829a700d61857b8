//! A new workspace: one Cargo package, one program an exercise.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    files::{FileError, Operation},
    manifest, starter,
};
use crate::{
    exercise::Exercise,
    text::{Lang, Text},
};

/// The files of a new workspace that are not one exercise's.
static CARGO: Text = Text::new(
    r#"[package]
name = "socklab-exercises"
version = "0.1.0"
edition = "2024"
publish = false

# What a solution may use beside the standard library.
[dependencies]
socket2 = { version = "0.6", features = ["all"] }
serde_json = "1"
md-5 = { version = "0.11", default-features = false }
encoding_rs = "0.8"

# This package belongs to no Cargo workspace, even if one stands in a folder above.
[workspace]
"#,
    r#"[package]
name = "socklab-exercises"
version = "0.1.0"
edition = "2024"
publish = false

# 除标准库之外，练习里可以用的库。
[dependencies]
socket2 = { version = "0.6", features = ["all"] }
serde_json = "1"
md-5 = { version = "0.11", default-features = false }
encoding_rs = "0.8"

# 即使上层文件夹里有 Cargo 工作区，这个包也不属于它。
[workspace]
"#,
);

const IGNORED: &str = "/target/\n/.socklab/\n*.bak-*\n";

static README: Text = Text::new(include_str!("readme.en.md"), include_str!("readme.zh-CN.md"));

static MANIFEST_HEAD: Text = Text::new(
    r#"# How socklab builds and starts your program of each exercise. Both commands run in this folder, without a shell.
#
# Any language will do. To write an exercise in Python, put its program beside this file and change the entry to:
#
#     [exercise.tcp-echo]
#     run = ["python3", "tcp_echo.py"]
#
# A program that always listens on one fixed port says so with, for example, `port = 8080`.
"#,
    r#"# socklab 怎样构建和启动你的每个练习程序。两条命令都在这个文件夹里运行，不经过 shell。
#
# 用什么语言写都可以。想用 Python 写某个练习，就把程序放在这个文件旁边，并把它那一段改成：
#
#     [exercise.tcp-echo]
#     run = ["python3", "tcp_echo.py"]
#
# 如果程序总是监听一个写死的端口，就再加一行，例如 `port = 8080`。
"#,
);

/// Why there is no new workspace, or only a part of one.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The folder is not empty. Nothing was written.
    #[error("{} is not empty: it holds {}", folder.display(), holds.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// The first of the names in it.
        holds: PathBuf,
    },
    /// Something that is no folder has that name. Nothing was written.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused.
    #[error("{refused}")]
    File {
        /// What it refused.
        refused: FileError,
        /// The files that are there by now, within the folder.
        written: Vec<PathBuf>,
    },
}

/// The files of a new workspace, by their path within it, in the order in which they are written.
#[must_use]
pub fn files(exercises: &[&'static Exercise], lang: Lang) -> Vec<(PathBuf, String)> {
    let mut files = vec![
        (PathBuf::from("README.md"), README.get(lang).to_owned()),
        (PathBuf::from(".gitignore"), IGNORED.to_owned()),
        (PathBuf::from("Cargo.toml"), CARGO.get(lang).to_owned()),
    ];
    let programs = exercises.iter();
    files.extend(programs.map(|exercise| (starter::path(Path::new(""), exercise.slug), starter::text(exercise, lang))));
    // The manifest makes the folder a workspace, so it comes last.
    files.push((PathBuf::from(manifest::FILE), manifest_text(exercises, lang)));
    files
}

fn manifest_text(exercises: &[&'static Exercise], lang: Lang) -> String {
    let entry = |Exercise { slug, title, .. }: &&'static Exercise| {
        // Cargo is told where to build: a CARGO_TARGET_DIR of the host would have it build where `run` does not look.
        format!(
            r#"
# {title}
[exercise.{slug}]
run = ["target/debug/{slug}"]
build = ["cargo", "build", "--quiet", "--bin", "{slug}", "--target-dir", "target"]
"#,
            title = title.get(lang),
        )
    };
    let entries: Vec<String> = exercises.iter().map(entry).collect();
    format!("{}{}", MANIFEST_HEAD.get(lang), entries.concat())
}

/// Writes a new workspace into `folder`, which is made if it is not there, and returns the files' paths within it.
///
/// # Errors
/// The folder holds something already; the system refuses a file.
pub fn init(folder: &Path, exercises: &[&'static Exercise], lang: Lang) -> Result<Vec<PathBuf>, InitError> {
    must_be_empty(folder)?;
    let mut written = Vec::new();
    for (path, text) in files(exercises, lang) {
        let whole = folder.join(&path);
        let parent = whole.parent().unwrap_or(folder);
        let tried = fs::create_dir_all(parent).and_then(|()| fs::write(&whole, text));
        match tried.map_err(Operation::Write.refused(&whole)) {
            Ok(()) => written.push(path),
            Err(refused) => return Err(InitError::File { refused, written }),
        }
    }
    Ok(written)
}

fn must_be_empty(folder: &Path) -> Result<(), InitError> {
    let refused = |error| InitError::File { refused: Operation::Read.refused(folder)(error), written: Vec::new() };
    let names = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(InitError::NotAFolder(folder.to_owned()));
        }
        Err(error) => return Err(refused(error)),
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<Vec<_>>>(),
    };
    match names.map_err(refused)?.into_iter().min() {
        None => Ok(()),
        Some(name) => Err(InitError::NotEmpty { folder: folder.to_owned(), holds: name.into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{manifest::Manifest, testing::KNOWN};

    #[test]
    fn a_new_workspace_has_a_program_and_an_entry_for_every_exercise() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        let written = init(&folder, KNOWN, Lang::En).unwrap();
        for path in &written {
            assert!(folder.join(path).is_file(), "{}", path.display());
        }
        let manifest = Manifest::read(&folder.join(manifest::FILE), KNOWN).unwrap();
        for exercise in KNOWN {
            let entry = manifest.entry(exercise.slug).unwrap();
            let program = Path::new("target").join("debug").join(exercise.slug);
            assert_eq!(entry.student(&folder).command, [folder.join(program)]);
            assert_eq!(entry.build(&folder).unwrap()[..3], ["cargo", "build", "--quiet"]);
            let source = fs::read_to_string(starter::path(&folder, exercise.slug)).unwrap();
            assert!(source.ends_with(exercise.starter), "{source}");
        }
    }

    #[test]
    fn the_example_of_python_in_the_manifest_is_a_manifest() {
        for lang in Lang::ALL {
            let example: Vec<&str> =
                MANIFEST_HEAD.get(lang).lines().filter_map(|line| line.strip_prefix("#     ")).collect();
            let manifest = Manifest::parse(&example.join("\n"), Path::new(manifest::FILE), KNOWN).unwrap();
            assert_eq!(manifest.entry("tcp-echo").unwrap().run, ["python3", "tcp_echo.py"]);
        }
    }

    #[test]
    fn both_languages_have_the_same_package() {
        let keys = |lang| {
            let text = CARGO.get(lang).to_owned();
            text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(keys(Lang::En), keys(Lang::ZhCn));
    }

    #[test]
    fn an_empty_folder_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(init(folder.path(), KNOWN, Lang::ZhCn).is_ok());
    }

    #[test]
    fn a_folder_that_holds_something_is_left_alone_and_what_it_holds_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.txt"), "dear").unwrap();
        fs::write(folder.path().join("zebra"), "").unwrap();
        match init(folder.path(), KNOWN, Lang::En).unwrap_err() {
            InitError::NotEmpty { holds, .. } => assert_eq!(holds, Path::new("thesis.txt")),
            other => panic!("{other}"),
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_of_that_name_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes");
        fs::write(&path, "dear").unwrap();
        assert!(matches!(init(&path, KNOWN, Lang::En), Err(InitError::NotAFolder(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "dear");
    }

    #[test]
    fn a_failure_half_way_says_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        // A name longer than any file system takes (NAME_MAX).
        let long = Box::leak(Box::new(Exercise { slug: "x".repeat(300).leak(), ..KNOWN[0].clone() }));
        match init(folder.path(), &[KNOWN[0], long], Lang::En).unwrap_err() {
            InitError::File { refused, written } => {
                assert_eq!(refused.operation, Operation::Write);
                assert!(refused.path.ends_with(starter::path(Path::new(""), long.slug)));
                let program = starter::path(Path::new(""), KNOWN[0].slug);
                assert_eq!(
                    written,
                    ["README.md", ".gitignore", "Cargo.toml"]
                        .map(PathBuf::from)
                        .into_iter()
                        .chain([program])
                        .collect::<Vec<_>>()
                );
                assert!(Manifest::find(folder.path()).is_none(), "half a workspace is none");
            }
            other => panic!("{other}"),
        }
    }
}
