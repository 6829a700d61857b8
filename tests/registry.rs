//! The labs as a set: what the types cannot say.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use socklab::{
    checker,
    exercise::Exercise,
    lab::Lab,
    labs, lint,
    runner::{self, Ending, Place, Plan, Verdict},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_lab_satisfies_every_rule() {
    let problems = lint::check(labs::ALL);
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn every_claim_is_observed_once_and_every_observation_is_a_claim() {
    for lab in labs::ALL {
        let report = runner::run(lab, &Plan::new(lab, Place::Isolated(env!("CARGO_BIN_EXE_socklab").into())));
        for scene in &report.scenes {
            let place = format!("{} {}", lab.module(), scene.scene.slug);
            if matches!(scene.run.ending, Ending::NotStarted(_)) {
                continue; // tests/claims.rs counts its claims as ignored, and says why
            }
            let mut claimed: Vec<&str> = scene.scene.claims.iter().map(|claim| claim.id).collect();
            let mut observed: Vec<&str> =
                scene.run.trace.observations.iter().map(|observation| observation.claim.as_str()).collect();
            claimed.sort_unstable();
            observed.sort_unstable();
            assert_eq!(observed, claimed, "{place} ended {:?}", scene.run.ending);
        }
    }
}

#[test]
fn the_right_answer_of_every_prediction_is_one_of_its_choices() {
    for lab in labs::ALL {
        let report = runner::run(lab, &Plan::new(lab, Place::Isolated(env!("CARGO_BIN_EXE_socklab").into())));
        let asked = &lab.prediction;
        let seen = report.claim(asked.scene, asked.claim).expect("a claim of the lab");
        if matches!(seen.verdict, Verdict::Unobservable { .. }) {
            continue; // tests/claims.rs counts it as ignored, and says why
        }
        let value = seen.observed.as_ref().expect("an observation");
        let offered: Vec<_> = asked.choices.iter().map(|choice| &choice.value).collect();
        assert!(offered.contains(&value), "{}: {value} is not among {offered:?}", lab.module());
    }
}

#[test]
fn every_lab_has_a_folder_and_a_file_of_tests_and_no_other_has() {
    let numbers: BTreeSet<String> = labs::ALL.iter().map(socklab::lab::Lab::module).collect();
    let folders: BTreeSet<String> = names("labs")
        .into_iter()
        .filter_map(|name| Some(name.get(..6)?.to_owned()))
        .filter(|name| name != "mod.rs")
        .collect();
    let tests: BTreeSet<String> = names("tests/labs")
        .into_iter()
        .filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()))
        .filter(|name| name != "main")
        .collect();
    assert_eq!(folders, numbers);
    assert_eq!(tests, numbers);
    for lab in labs::ALL {
        let folder = format!("{}_{}", lab.module(), lab.slug.replace('-', "_"));
        assert!(root().join("labs").join(&folder).is_dir(), "{folder}");
    }
}

#[test]
fn no_snapshot_is_orphaned() {
    let mut expected: BTreeSet<String> = labs::ALL
        .iter()
        .flat_map(|lab| lab.scenes.iter().map(|scene| format!("{}_{}.snap", lab.module(), scene.slug)))
        .collect();
    // The command line's snapshots carry the names that tests/cli.rs gives them.
    let cli = fs::read_to_string(root().join("tests/cli.rs")).unwrap();
    expected.extend(
        cli.split("snapshot(\"").skip(1).filter_map(|call| Some(format!("cli_{}.snap", call.split('"').next()?))),
    );
    // And so do those of the interactive lab, each in both sizes and languages.
    let screens = fs::read_to_string(root().join("tests/tui/screens.rs")).unwrap();
    for name in screens.split("check(\"").skip(1).filter_map(|call| call.split('"').next()) {
        for size in ["80x24", "120x40"] {
            expected.extend(["en", "zh-CN"].map(|lang| format!("tui_{name}_{size}_{lang}.snap")));
        }
    }
    assert_eq!(names("snapshots"), expected);
}

#[test]
fn labs_know_nothing_of_terminals_and_reports() {
    for lab in labs::ALL {
        for forbidden in ["render::", "cli::", "runner::", "sleep(", "cfg("] {
            let found =
                lab.experiment.lines().find(|line| line.contains(forbidden) && !line.trim_start().starts_with("//"));
            assert_eq!(found, None, "{}", lab.module());
        }
    }
}

#[test]
fn the_readme_lists_every_exercise_as_the_registry_does() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let exercises = readme.split("\n## Exercises\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or("");
    let listed: Vec<&str> = exercises.lines().filter(|line| line.starts_with("| `")).collect();
    let row = |(lab, exercise): (&Lab, &Exercise)| {
        let languages = if exercise.python.is_some() { "Rust, Python" } else { "Rust" };
        let (title, checks) = (&exercise.title, exercise.checks.len());
        format!("| `{}` | {:02} | {} | {} | {checks} | {languages} |", exercise.slug, lab.number, title.en, title.zh)
    };
    assert_eq!(listed, checker::exercises().map(row).collect::<Vec<_>>());
}

#[test]
fn the_readme_lists_every_lab_as_the_registry_does() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let is_row =
        |line: &&str| line.strip_prefix("| ").is_some_and(|row| row.starts_with(|first: char| first.is_ascii_digit()));
    let listed: Vec<&str> = readme.lines().filter(is_row).collect();
    let rows: Vec<String> = labs::ALL
        .iter()
        .map(|lab| format!("| {:02} | {} | {} | {} |", lab.number, lab.slug, lab.title.en, lab.title.zh))
        .collect();
    assert_eq!(listed, rows);
}

/// What the two programs of a picture did, without what depends on the moment: queues, packets, event numbers.
fn calls(picture: &str) -> BTreeSet<String> {
    let columns = picture.lines().filter(|line| line.contains('│')).flat_map(|line| {
        let columns: Vec<&str> = line.split('│').collect();
        [columns[0], columns[columns.len() - 1]]
    });
    let quiet = |column: &str| column.split(" #").next().unwrap_or("").trim_matches(|c: char| c == ' ').to_owned();
    let call = |column: &str| quiet(column).trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned();
    columns.map(call).filter(|call| !call.is_empty()).collect()
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let picture = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a picture");
    let run = Command::new(env!("CARGO_BIN_EXE_socklab"))
        .args(["run", "25", "--scene", "plain"])
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    assert_eq!(calls(picture), calls(&printed));
    assert!(calls(picture).len() > 5, "{:?}", calls(picture));
}
