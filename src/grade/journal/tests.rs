use std::{
    fs::{self, OpenOptions},
    io::{Seek, SeekFrom, Write},
    time::Duration,
};

use proptest::prelude::*;

use super::{entry::line, *};
use crate::{
    bench::{Fault, Finding, Obstacle},
    checker,
    grade::{
        plan::{Place, Plan},
        settings::Settings,
        submissions::Submission,
    },
};

const STUDENTS: [&str; 3] = ["alice", "bob", "<script>\u{4f60}\\x0a"];

fn header() -> Header {
    let submissions = STUDENTS.map(|name| Submission { student: name.to_owned(), folder: name.into() });
    let exercises = ["tcp-echo", "udp-echo"].map(|slug| checker::exercise(slug).unwrap());
    let plan = Plan::new(7, &submissions, &exercises, &Settings::default());
    Header { form: FORM, shard: Shard::WHOLE, plan }
}

fn outcome(kind: usize) -> Outcome {
    let finding = Finding { fault: Fault::NotClosed, chunks: Some(vec![1, 2]), said: b"\xff\n\"}".to_vec() };
    match kind {
        0 => Outcome::Passed,
        1 => Outcome::Failed { finding },
        2 => Outcome::Flaky { finding },
        3 => Outcome::Skipped { prerequisite: "echo-upper".to_owned() },
        _ => Outcome::Unjudged { obstacle: Obstacle("no port\n".to_owned()) },
    }
}

fn entry(student: usize, exercise: usize, check: usize, kind: usize) -> Entry {
    let planned = &header().plan.exercises[exercise];
    let judged = Judged {
        check: planned.checks[check % planned.checks.len()].id.clone(),
        outcome: outcome(kind),
        isolation: None,
        elapsed: Duration::from_millis(3),
        trace: vec!["client: close".to_owned()],
    };
    let (student, exercise) = (STUDENTS[student].to_owned(), planned.exercise.clone());
    Entry { student, exercise, at: 1, fact: Fact::Judged(Box::new(judged)) }
}

/// Some lines, no check twice.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (0..STUDENTS.len(), 0..2_usize, 0..3_usize, 0..5_usize);
    proptest::collection::vec(one, 0..8).prop_map(|mut all| {
        all.sort_unstable();
        all.dedup_by_key(|(student, exercise, check, _)| (*student, *exercise, *check));
        all.into_iter().map(|(student, exercise, check, kind)| entry(student, exercise, check, kind)).collect()
    })
}

fn written(entries: &[Entry]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), Shard::WHOLE);
    let mut journal = Journal::begin(&path, &header()).unwrap();
    journal.write(entries).unwrap();
    (folder, path)
}

fn resumed(path: &Path) -> Result<(Journal, Vec<Entry>), JournalError> {
    let mut said = Vec::new();
    let journal = Journal::resume(path, &header(), &mut |_: Place, entry| said.push(entry))?;
    Ok((journal, said))
}

/// How many lines have their end in there.
fn lines_in(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

fn cut(path: &Path, length: usize) {
    OpenOptions::new().write(true).open(path).unwrap().set_len(length as u64).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    /// A run may be killed after any byte: what was whole is told, and nothing else.
    #[test]
    fn a_journal_that_is_cut_at_any_byte_says_what_its_whole_lines_say(entries in entries()) {
        let (_folder, path) = written(&entries);
        let whole = fs::read(&path).unwrap();
        for length in (0..=whole.len()).rev() {
            cut(&path, length);
            let lines = lines_in(&whole[..length]);
            let mut said = Vec::new();
            match Reader::open(&path).unwrap() {
                None => prop_assert_eq!(lines, 0),
                Some(reader) => drop(reader.read(&mut |_, entry| said.push(entry)).unwrap()),
            }
            prop_assert_eq!(&said, &entries[..lines.saturating_sub(1)]);
        }
    }

    /// .. and the run goes on behind its last whole line.
    #[test]
    fn a_journal_that_was_cut_goes_on_whole(entries in entries(), place: prop::sample::Index) {
        let (_folder, path) = written(&entries);
        cut(&path, place.index(fs::read(&path).unwrap().len() + 1));
        let (mut journal, said) = resumed(&path).unwrap();
        let next = entry(0, 0, 5, 0);
        journal.write([&next]).unwrap();
        drop(journal);
        let (_, again) = resumed(&path).unwrap();
        prop_assert_eq!(again, [said, vec![next]].concat());
    }

    /// A byte that is changed is told with its line, unless it hides the end of the last line: that line is torn then.
    #[test]
    fn a_journal_that_is_damaged_at_any_byte_is_refused_with_the_line(entries in entries(), bit in 0..8_u8) {
        let (_folder, path) = written(&entries);
        let whole = fs::read(&path).unwrap();
        for place in 0..whole.len() - 1 {
            let mut damaged = whole.clone();
            damaged[place] ^= 1_u8 << bit;
            fs::write(&path, &damaged).unwrap();
            let number = 1 + lines_in(&whole[..place]) as u64;
            match resumed(&path) {
                Err(JournalError::Damaged { line, .. }) => prop_assert_eq!(line, number),
                other => prop_assert!(false, "byte {} of {}: {:?}", place, whole.len(), other),
            }
        }
    }
}

#[test]
fn a_check_that_is_judged_twice_is_damage_and_an_unjudged_one_is_not() {
    let (_folder, path) = written(&[entry(0, 0, 0, 4), entry(0, 0, 0, 0)]);
    assert_eq!(resumed(&path).unwrap().1.len(), 2);
    let (_folder, path) = written(&[entry(0, 0, 0, 0), entry(0, 0, 0, 0)]);
    assert!(matches!(resumed(&path), Err(JournalError::Damaged { line: 3, .. })));
}

#[test]
fn a_line_about_nobody_in_the_run_is_damage() {
    let stranger = Entry { student: "eve".to_owned(), ..entry(0, 0, 0, 0) };
    let (_folder, path) = written(&[stranger]);
    assert!(matches!(resumed(&path), Err(JournalError::Damaged { line: 2, .. })));
}

#[test]
fn two_runs_never_write_one_journal() {
    let (_folder, path) = written(&[]);
    let first = resumed(&path).unwrap();
    assert!(matches!(resumed(&path), Err(JournalError::Locked { .. })));
    drop(first);
    resumed(&path).unwrap();
}

#[test]
fn a_journal_of_another_run_says_what_is_different() {
    let (_folder, path) = written(&[]);
    let part = |header: &Header| match Journal::resume(&path, header, &mut |_, _| {}) {
        Err(JournalError::Other { part, .. }) => part,
        other => panic!("{other:?}"),
    };
    let plan = header().plan;
    let other = |plan: Plan| part(&Header { plan, ..header() });
    assert_eq!(other(Plan { seed: 8, ..plan.clone() }), Part::Seed);
    assert_eq!(other(Plan { socklab: "0.0.1".to_owned(), ..plan.clone() }), Part::Version);
    assert_eq!(other(Plan { students: vec!["alice".to_owned()], ..plan.clone() }), Part::Students);
    let mut points = plan;
    points.exercises[0].checks[0].points += 1;
    assert_eq!(other(points), Part::Exercises);
    assert_eq!(part(&Header { shard: "1/2".parse().unwrap(), ..header() }), Part::Shards);
}

#[test]
fn a_journal_of_another_form_is_left_alone() {
    let (_folder, path) = written(&[]);
    let newer = line(&Header { form: FORM + 1, ..header() }).unwrap();
    fs::write(&path, &newer).unwrap();
    assert!(matches!(resumed(&path), Err(JournalError::Form { form, .. }) if form == FORM + 1));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn what_stands_behind_the_whole_lines_is_gone_after_a_resume() {
    let (_folder, path) = written(&[entry(0, 0, 0, 0)]);
    let whole = fs::read(&path).unwrap();
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::End(0)).unwrap();
    file.write_all(&vec![b'x'; 100_000]).unwrap();
    resumed(&path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), whole);
}
