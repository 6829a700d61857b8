//! The file of progress, as other versions and accidents leave it.

use std::time::Duration;

use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use Outcome::Passed;

use super::*;
use crate::{
    bench::{Fault, Finding, Obstacle},
    exercise::Exercise,
    trace::Trace,
    workspace::testing::KNOWN,
};

const UDP: &Exercise = KNOWN[0];
const TCP: &Exercise = KNOWN[1];

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = file(Some(folder.path())).unwrap();
    (folder, path)
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The names in the file's folder.
fn names(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A run with these outcomes, of as many checks as there are outcomes.
fn run(exercise: &'static Exercise, outcomes: &[Outcome]) -> ExerciseReport {
    let report = |(check, outcome): (_, &Outcome)| CheckReport {
        check,
        outcome: outcome.clone(),
        elapsed: Duration::ZERO,
        isolated: false,
        trace: Trace::default(),
    };
    ExerciseReport { exercise, seed: 7, checks: exercise.checks.iter().zip(outcomes).map(report).collect() }
}

fn failed() -> Outcome {
    Outcome::Failed(Finding { fault: Fault::NotClosed, chunks: None, said: Vec::new() })
}

fn unjudged() -> Outcome {
    Outcome::Unjudged(Obstacle("no port".to_owned()))
}

fn skipped() -> Outcome {
    Outcome::Skipped("echo-upper".to_owned())
}

#[test]
fn without_a_file_there_is_no_progress_yet_and_reading_makes_none() {
    let (folder, path) = place();
    let found = Progress::read(&path).unwrap();
    assert_eq!(found, Found { progress: Progress::default(), set_aside: None });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_is_kept_is_found_again_and_nothing_else_lies_beside_it() {
    let (_folder, path) = place();
    Progress::update(&path, |progress| {
        progress.record(&run(TCP, &[Passed, failed()]), 5);
        progress.show_hints("tcp-echo", "next-client", 2);
    })
    .unwrap();
    let progress = Progress::read(&path).unwrap().progress;
    assert_eq!(progress.verdict("tcp-echo", "next-client"), Some(&LastVerdict::Failed));
    assert_eq!(progress.hints_shown("tcp-echo", "next-client"), 2);
    assert!(!progress.has_passed("tcp-echo"));
    assert_eq!(names(&path), ["progress.json"]);
    assert_eq!(
        json_of(&path),
        json!({
            "format_version": 1,
            "exercises": {"tcp-echo": {"checks": {
                "echo-upper": {"verdict": "passed", "hints_shown": 0},
                "next-client": {"verdict": "failed", "hints_shown": 2},
            }}},
            "labs": {},
        })
    );
}

#[rstest]
#[case::all(&[Passed, Passed], true)]
#[case::one_failed(&[Passed, failed()], false)]
#[case::one_unjudged(&[unjudged(), Passed], false)]
#[case::one_skipped(&[Passed, skipped()], false)]
#[case::one_not_tried(&[Passed], false)]
fn an_exercise_has_passed_when_one_run_passed_every_check(#[case] outcomes: &[Outcome], #[case] passed: bool) {
    let mut progress = Progress::default();
    progress.record(&run(TCP, outcomes), 5);
    assert_eq!(progress.has_passed("tcp-echo"), passed);
}

#[test]
fn what_passed_once_has_passed_at_that_time_whatever_comes_later() {
    let mut progress = Progress::default();
    for (outcome, now) in [(Passed, 5), (failed(), 6), (Passed, 7)] {
        progress.record(&run(UDP, &[outcome]), now);
    }
    progress.begin_again("udp-echo");
    assert_eq!(progress.exercise("udp-echo").unwrap().passed_at, Some(5));
    assert_eq!(progress.verdict("udp-echo", "echo-upper"), None);
}

#[test]
fn what_this_version_does_not_know_is_kept_as_it_is() {
    let (_folder, path) = place();
    let theirs = json!({
        "format_version": 1,
        "mood": ["good"],
        "exercises": {
            "quic-echo": {"checks": {"zero-rtt": {"verdict": "postponed", "hints_shown": 1}}, "streak": 3},
            "tcp-echo": {"checks": {"echo-upper": {"verdict": "failed", "hints_shown": 1, "seconds": 1.5}}, "note": null},
        },
        "labs": {"loopback": {"predicted": "first", "run": 9, "stars": 5}},
    });
    put(&path, &theirs.to_string());
    Progress::update(&path, |progress| progress.record(&run(TCP, &[Passed]), 5)).unwrap();
    let mut expected = theirs;
    expected["exercises"]["tcp-echo"]["checks"]["echo-upper"]["verdict"] = json!("passed");
    assert_eq!(json_of(&path), expected);
}

#[test]
fn a_file_of_a_newer_form_is_read_as_far_as_it_is_understood_and_never_written() {
    let (_folder, path) = place();
    let theirs = json!({
        "format_version": 2,
        "exercises": {"tcp-echo": {"passed_at": 5, "checks": {}}, "udp-echo": {"passed_at": "yesterday"}},
        "labs": [],
    })
    .to_string();
    put(&path, &theirs);
    let found = Progress::read(&path).unwrap();
    assert!(found.progress.has_passed("tcp-echo") && !found.progress.has_passed("udp-echo"));
    assert_eq!(found.set_aside, None);
    let error = Progress::update(&path, |progress| progress.begin_again("tcp-echo")).unwrap_err();
    assert!(matches!(error, ProgressError::Newer { version: 2, .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[rstest]
#[case::empty("")]
#[case::torn("{\"format_version\": 1, \"exerci")]
#[case::not_ours("[1, 2]")]
#[case::without_a_version("{}")]
#[case::version_zero("{\"format_version\": 0}")]
#[case::wrong_type("{\"format_version\": 1, \"exercises\": 7}")]
#[case::wrong_inside("{\"format_version\": 1, \"exercises\": {\"a\": {\"passed_at\": \"x\"}}}")]
fn a_damaged_file_is_set_aside_and_said_to_be(#[case] text: &str) {
    let (_folder, path) = place();
    for number in 1..=2 {
        put(&path, text);
        let found = Progress::update(&path, |progress| progress.record(&run(UDP, &[Passed]), 5)).unwrap();
        let aside = found.set_aside.expect("a name");
        assert!(aside.ends_with(format!("progress.json.damaged-{number}")), "{}", aside.display());
        assert_eq!(fs::read_to_string(aside).unwrap(), text);
        assert!(Progress::read(&path).unwrap().progress.has_passed("udp-echo"));
    }
}

#[test]
fn a_change_that_changes_nothing_writes_nothing() {
    let (folder, path) = place();
    Progress::update(&path, |progress| progress.begin_again("tcp-echo")).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_cannot_be_written_says_which_and_why_and_the_old_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    // The folder for it is a file.
    fs::write(folder.path().join(".socklab"), "mine").unwrap();
    let path = file(Some(folder.path())).unwrap();
    let error = Progress::update(&path, |progress| progress.record(&run(UDP, &[Passed]), 5)).unwrap_err();
    assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join(".socklab")).unwrap(), "mine");
}

proptest! {
    #[test]
    fn whatever_is_kept_survives_the_file(
        exercises in prop::collection::vec(
            ("[a-z-]{1,6}", any::<Option<u64>>(), prop::collection::vec(("[a-z-]{1,6}", "[a-z]{0,8}|passed|failed", 0_usize..9), 0..4)),
            0..6,
        ),
    ) {
        let mut progress = Progress::default();
        for (slug, passed_at, checks) in exercises {
            let exercise = progress.exercises.entry(slug.clone()).or_default();
            exercise.passed_at = passed_at;
            for (id, verdict, shown) in checks {
                progress.show_hints(&slug, &id, shown);
                let exercise = progress.exercises.get_mut(&slug).unwrap();
                exercise.checks.get_mut(&id).unwrap().verdict = Some(LastVerdict::from(verdict));
            }
        }
        let bytes = serde_json::to_vec(&progress).unwrap();
        prop_assert_eq!(Progress::parse(&bytes), Some(progress));
    }

    #[test]
    fn a_file_cut_anywhere_is_damaged_and_no_panic(cut in 0_usize..400) {
        let mut progress = Progress::default();
        progress.record(&run(TCP, &[Passed, failed()]), 5);
        let bytes = serde_json::to_vec(&progress).unwrap();
        let cut = cut % bytes.len();
        prop_assert_eq!(Progress::parse(&bytes[..cut]), None);
    }
}
