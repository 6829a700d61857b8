//! The file of progress, as other versions and accidents leave it.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::*;
use crate::workspace::testing::{KNOWN, TCP_ECHO, UDP_ECHO};

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

use LastVerdict::{Failed, Passed, Skipped, Unjudged};

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
        progress.record(&TCP_ECHO, [("echo-upper", Passed), ("next-client", Failed)], 5);
        progress.show_hints("tcp-echo", "next-client", 2);
    })
    .unwrap();
    let progress = Progress::read(&path).unwrap().progress;
    assert_eq!(progress.verdict("tcp-echo", "next-client"), Some(&Failed));
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
#[case::all(&[("echo-upper", Passed), ("next-client", Passed)], true)]
#[case::one_failed(&[("echo-upper", Passed), ("next-client", Failed)], false)]
#[case::one_unjudged(&[("echo-upper", Unjudged), ("next-client", Passed)], false)]
#[case::one_skipped(&[("echo-upper", Passed), ("next-client", Skipped)], false)]
#[case::one_not_tried(&[("next-client", Passed)], false)]
#[case::none_tried(&[], false)]
fn an_exercise_has_passed_when_one_run_passed_every_check(
    #[case] verdicts: &[(&str, LastVerdict)],
    #[case] passed: bool,
) {
    let mut progress = Progress::default();
    progress.record(&TCP_ECHO, verdicts.iter().cloned(), 5);
    assert_eq!(progress.has_passed("tcp-echo"), passed);
}

#[test]
fn what_passed_once_has_passed_at_that_time_whatever_comes_later() {
    let mut progress = Progress::default();
    for (verdict, now) in [(Passed, 5), (Failed, 6), (Passed, 7)] {
        progress.record(&UDP_ECHO, [("echo-upper", verdict)], now);
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
    Progress::update(&path, |progress| progress.record(&TCP_ECHO, [("echo-upper", Passed)], 5)).unwrap();
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
        let found =
            Progress::update(&path, |progress| progress.record(&UDP_ECHO, [("echo-upper", Passed)], 5)).unwrap();
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
    let error =
        Progress::update(&path, |progress| progress.record(&UDP_ECHO, [("echo-upper", Passed)], 5)).unwrap_err();
    assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join(".socklab")).unwrap(), "mine");
}

fn verdict() -> impl Strategy<Value = LastVerdict> {
    let known = prop_oneof![Just(Passed), Just(Failed), Just(Unjudged), Just(Skipped)];
    prop_oneof![known, "[a-z]{1,8}".prop_map(LastVerdict::from)]
}

proptest! {
    #[test]
    fn whatever_is_recorded_survives_the_file(
        runs in prop::collection::vec((0..KNOWN.len(), prop::collection::vec(("[a-z-]{1,6}", verdict()), 0..4), any::<u64>()), 0..6),
        hints in prop::collection::vec(("[a-z-]{1,6}", "[a-z-]{1,6}", 0_usize..9), 0..4),
    ) {
        let mut progress = Progress::default();
        for (exercise, verdicts, now) in &runs {
            let verdicts = verdicts.iter().map(|(check, verdict)| (check.as_str(), verdict.clone()));
            progress.record(KNOWN[*exercise], verdicts, *now);
        }
        for (exercise, check, shown) in &hints {
            progress.show_hints(exercise, check, *shown);
        }
        let bytes = serde_json::to_vec(&progress).unwrap();
        prop_assert_eq!(Progress::parse(&bytes), Some(progress));
    }

    #[test]
    fn a_file_cut_anywhere_is_damaged_and_no_panic(cut in 0_usize..200) {
        let mut progress = Progress::default();
        progress.record(&TCP_ECHO, [("echo-upper", Passed), ("next-client", Failed)], 5);
        let bytes = serde_json::to_vec(&progress).unwrap();
        let cut = cut % bytes.len();
        prop_assert_eq!(Progress::parse(&bytes[..cut]), None);
    }
}
