//! The commands `grade export` and `grade engine`, on a class that was graded.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;

use crate::programs::run;

const PROGRAM: &str = env!("CARGO_BIN_EXE_socklab");

/// A class of these students, graded into `out`: their programs end before they listen.
fn graded(students: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for student in students {
        let own = folder.path().join("class").join(student);
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("socklab.toml"), "[exercise.tcp-echo]\nrun = [\"false\"]\n").unwrap();
    }
    let (code, _, error) = socklab(folder.path(), &["grade", "class", "--out", "out"], None);
    assert_eq!(code, 1, "{error}");
    folder
}

/// How it ended, and what it wrote. `summary` is the file for the page of a run at GitHub.
fn socklab(folder: &Path, arguments: &[&str], summary: Option<&Path>) -> (i32, String, String) {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").env_remove("GITHUB_STEP_SUMMARY");
    if let Some(path) = summary {
        command.env("GITHUB_STEP_SUMMARY", path);
    }
    let output = run(&mut command, "");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_report_in_the_folder_is_the_one_that_export_shows() {
    let folder = graded(&["alice", "bob"]);
    let files = [("csv", "report.csv"), ("junit", "junit.xml"), ("html", "report.html"), ("github", "github.txt")];
    for (format, file) in files {
        let (code, shown, error) = socklab(folder.path(), &["grade", "export", "out", "--format", format], None);
        assert_eq!((code, error.as_str()), (0, ""), "{format}");
        assert!(shown.contains("tcp-echo"), "{shown}");
        assert_eq!(shown, fs::read_to_string(folder.path().join("out").join(file)).unwrap(), "{format}");
    }
}

#[test]
fn a_format_that_cannot_hold_the_class_is_refused_in_words_and_has_no_file() {
    let folder = graded(&["alice", "bob"]);
    for (format, file, why) in [
        ("gradescope", "results.json", "gradescope reads one student's results, and here are those of 2"),
        ("moodle", "moodle.csv", "roster.csv does not name alice, bob"),
    ] {
        let (code, shown, error) = socklab(folder.path(), &["grade", "export", "out", "--format", format], None);
        assert_eq!((code, shown.as_str()), (2, ""), "{format}");
        assert!(error.contains(why), "{error}");
        assert!(!folder.path().join("out").join(file).exists());
    }
    let alone = ["grade", "export", "out", "--format", "gradescope", "--student", "bob"];
    assert_eq!(socklab(folder.path(), &alone, None).0, 0);
}

#[test]
fn gradescope_s_results_are_a_file_where_the_class_is_one_submission() {
    let folder = graded(&["alice"]);
    let results = fs::read_to_string(folder.path().join("out/results.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&results).unwrap();
    assert_eq!(results["score"], 0);
}

#[test]
fn the_page_of_a_run_at_github_gets_the_summary_behind_what_it_has() {
    let folder = graded(&["alice"]);
    let page = folder.path().join("page.md");
    fs::write(&page, "before\n").unwrap();
    let (code, ..) = socklab(folder.path(), &["grade", "export", "out", "--format", "github"], Some(&page));
    let page = fs::read_to_string(page).unwrap();
    assert_eq!(code, 0);
    assert!(page.starts_with("before\n## The class, graded\n") && page.contains("| alice | tcp-echo |"), "{page}");
}

#[test]
fn a_job_file_is_printed_or_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let slurm = ["grade", "engine", "slurm", "class", "--shards", "7", "--out", "reports"];
    let (code, file, error) = socklab(folder.path(), &slurm, None);
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(file.contains("--array=1-7 ") && file.contains("\nclass='./class'\nout='./reports'\n"), "{file}");
    let many = ["grade", "engine", "github", "class", "--shards", "257"];
    let (code, file, error) = socklab(folder.path(), &many, None);
    assert_eq!((code, file.as_str()), (2, ""));
    assert!(error.contains("github runs at most 256 jobs of a matrix, and these would be 257"), "{error}");
    assert_eq!(socklab(folder.path(), &["grade", "engine", "cron", "class"], None).0, 2);
}
