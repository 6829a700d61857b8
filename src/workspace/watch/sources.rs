//! Whose source a saved file is.

use std::path::{Component, Path, PathBuf};

use crate::workspace::manifest::Manifest;

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The source of these exercises; at least one.
    Of(Vec<&'static str>),
    /// A source or a manifest that may belong to any of them.
    Shared,
}

/// The files that belong to an exercise: those named as Cargo names a program's, and those that its commands name.
#[derive(Clone, Debug)]
pub struct Sources {
    folder: PathBuf,
    exercises: Vec<&'static str>,
    /// By their paths within the folder.
    named: Vec<(PathBuf, &'static str)>,
}

/// Folders that hold no sources, wherever they stand, beside those whose name begins with a dot.
const MADE: &[&str] = &["__pycache__", "node_modules", "venv"];

/// Endings of files that a person saves and a program is made of. A program under test may write any other file beside
/// itself; were that a save, each check would start the next.
const SOURCES: &[&str] = &[
    "rs", "toml", "py", "c", "h", "cc", "cpp", "hpp", "go", "java", "kt", "js", "mjs", "ts", "rb", "pl", "php", "lua",
    "cs", "zig", "swift", "hs", "ml", "sh", "mk",
];

impl Sources {
    /// Those of a manifest's exercises, below `folder`.
    #[must_use]
    pub fn of(manifest: &Manifest, folder: &Path) -> Sources {
        let (mut exercises, mut named) = (Vec::new(), Vec::new());
        for (slug, entry) in manifest.entries() {
            exercises.push(slug);
            // What a build makes is no source, though both commands may name it.
            let made = entry.build.is_some().then(|| plain(&entry.run[0]));
            let words = entry.run.iter().chain(entry.build.iter().flatten()).map(|word| plain(word));
            named.extend(words.filter(|word| Some(word) != made.as_ref()).map(|word| (word, slug)));
        }
        Sources { folder: folder.to_owned(), exercises, named }
    }

    /// What the change of a file saves; `None` if it is no source.
    #[must_use]
    pub fn saved(&self, path: &Path) -> Option<Saved> {
        let within = path.strip_prefix(&self.folder).ok()?;
        if is_ignored(within) {
            return None;
        }
        let program = program(within);
        let own = self.exercises.iter().copied().filter(|slug| program == Some(slug));
        let named = self.named.iter().filter(|(named, _)| named == within).map(|(_, slug)| *slug);
        let mut exercises: Vec<_> = own.chain(named).collect();
        exercises.dedup();
        if !exercises.is_empty() {
            return Some(Saved::Of(exercises));
        }
        let ending = within.extension().and_then(|ending| ending.to_str());
        let shared = ending.is_some_and(|ending| SOURCES.contains(&ending)) || within.ends_with("Makefile");
        shared.then_some(Saved::Shared)
    }
}

/// Whether nobody saves a source there: folders of tools, and what editors write beside the file that they save.
#[must_use]
pub(super) fn is_ignored(within: &Path) -> bool {
    let mut names = within.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    if within.starts_with("target") {
        return true;
    }
    // Emacs locks with `.#x`, saves automatically to `#x#`; vim swaps to `.x.swp`, backs up to `x~`, tries with `4913`.
    names.any(|name| name.starts_with(['.', '#']) || name.ends_with('~') || name == "4913" || MADE.contains(&name))
}

/// The program that Cargo makes of a file: of `src/bin/x.rs` and of every file below `src/bin/x/`, the program `x`.
fn program(within: &Path) -> Option<&str> {
    let rest = within.strip_prefix("src").ok()?.strip_prefix("bin").ok()?;
    let mut parts = rest.components();
    let first = Path::new(parts.next()?.as_os_str());
    match parts.next() {
        Some(_) => first.to_str(),
        None if first.extension()? == "rs" => first.file_stem()?.to_str(),
        None => None,
    }
}

/// A word of a command as a path within the folder, without `./`.
fn plain(word: &str) -> PathBuf {
    Path::new(word).components().filter(|part| !matches!(part, Component::CurDir)).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::workspace::testing::KNOWN;

    const RUST: &str = r#"
        [exercise.tcp-echo]
        run = ["target/debug/tcp-echo"]
        build = ["cargo", "build", "--bin", "tcp-echo"]
    "#;
    const PYTHON: &str = r#"
        [exercise.tcp-echo]
        run = ["python3", "./server.py", "--tcp"]
        [exercise.udp-echo]
        run = ["python3", "server.py", "--udp"]
    "#;
    const C: &str = r#"
        [exercise.tcp-echo]
        run = ["./server"]
        build = ["cc", "-o", "server", "net/server.c"]
    "#;
    const SCRIPT: &str = r#"
        [exercise.tcp-echo]
        run = ["./server", "x"]
    "#;

    fn tcp() -> Saved {
        Saved::Of(vec!["tcp-echo"])
    }

    #[rstest]
    #[case::of_cargo(RUST, "src/bin/tcp-echo.rs", Some(tcp()))]
    #[case::below_its_folder(RUST, "src/bin/tcp-echo/main.rs", Some(tcp()))]
    #[case::of_the_library(RUST, "src/lib.rs", Some(Saved::Shared))]
    #[case::of_the_package(RUST, "Cargo.toml", Some(Saved::Shared))]
    #[case::the_manifest(RUST, "socklab.toml", Some(Saved::Shared))]
    #[case::another_program(RUST, "src/bin/try.rs", Some(Saved::Shared))]
    #[case::what_cargo_makes(RUST, "target/debug/tcp-echo", None)]
    #[case::made_by_cargo_for_itself(RUST, "target/debug/build/x/out/gen.rs", None)]
    #[case::what_cargo_writes(RUST, "Cargo.lock", None)]
    #[case::named_by_two(PYTHON, "server.py", Some(Saved::Of(vec!["tcp-echo", "udp-echo"])))]
    #[case::imported(PYTHON, "framing.py", Some(Saved::Shared))]
    #[case::what_python_makes(PYTHON, "__pycache__/framing.cpython-311.pyc", None)]
    #[case::in_a_venv(PYTHON, ".venv/lib/site.py", None)]
    #[case::named_by_the_build(C, "net/server.c", Some(tcp()))]
    #[case::made_by_the_build(C, "server", None)]
    #[case::without_a_build(SCRIPT, "server", Some(tcp()))]
    #[case::our_own(RUST, ".socklab/progress.json", None)]
    #[case::of_git(RUST, ".git/index.rs", None)]
    #[case::a_swap_file(RUST, "src/bin/.tcp-echo.rs.swp", None)]
    #[case::a_backup(RUST, "src/bin/tcp-echo.rs~", None)]
    #[case::kept_aside(RUST, "src/bin/tcp-echo.rs.bak-1", None)]
    #[case::a_lock(RUST, "src/bin/.#tcp-echo.rs", None)]
    #[case::tried_by_vim(RUST, "src/bin/4913", None)]
    #[case::written_by_a_program(RUST, "received.bin", None)]
    #[case::notes(RUST, "notes.md", None)]
    fn a_saved_file_belongs_to(#[case] manifest: &str, #[case] file: &str, #[case] expected: Option<Saved>) {
        let folder = Path::new("/course");
        let manifest = Manifest::parse(manifest, &folder.join("socklab.toml"), KNOWN).unwrap();
        let path: PathBuf = file.split('/').fold(folder.to_owned(), |path, part| path.join(part));
        assert_eq!(Sources::of(&manifest, folder).saved(&path), expected);
    }

    #[test]
    fn a_file_elsewhere_is_no_source() {
        let manifest = Manifest::parse(RUST, Path::new("/course/socklab.toml"), KNOWN).unwrap();
        assert_eq!(Sources::of(&manifest, Path::new("/course")).saved(Path::new("/tmp/src/bin/tcp-echo.rs")), None);
    }
}
