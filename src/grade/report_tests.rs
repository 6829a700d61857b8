use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::{
    bench::{Fault, Finding},
    checker,
    grade::{plan::Places, settings::Settings, state::State, submissions::Submission},
};

fn plan() -> Plan {
    let submissions = ["alice", "bob"].map(|name| Submission { student: name.to_owned(), folder: name.into() });
    Plan::new(7, &submissions, &[checker::exercise("tcp-echo").unwrap()], &Settings::default())
}

fn entry(student: usize, fact: Fact) -> Entry {
    Entry { student: plan().students[student].clone(), exercise: "tcp-echo".to_owned(), at: 0, fact }
}

fn judged(student: usize, check: usize, kind: u8) -> Entry {
    let finding = Finding { fault: Fault::NotClosed, chunks: None, said: Vec::new() };
    let outcome = match kind {
        0 => Outcome::Passed,
        1 => Outcome::Failed { finding },
        2 => Outcome::Flaky { finding },
        3 => Outcome::Unjudged { obstacle: Obstacle("no port".to_owned()) },
        _ => Outcome::Skipped { prerequisite: "echo-upper".to_owned() },
    };
    let check = plan().exercises[0].checks[check].id.clone();
    let judged = Judged { check, outcome, isolation: None, elapsed: Duration::ZERO, trace: Vec::new() };
    entry(student, Fact::Judged(Box::new(judged)))
}

fn class_of(entries: &[Entry]) -> Class {
    let plan = plan();
    let places = Places::of(&plan);
    let mut ledger = Ledger::new(&plan);
    for entry in entries {
        ledger.add(places.place(&entry.student, &entry.exercise).unwrap(), entry.clone());
    }
    ledger.class()
}

fn state_of(entries: &[Entry]) -> State {
    let plan = plan();
    let places = Places::of(&plan);
    let mut state = State::new(&plan);
    for entry in entries {
        state.add(places.place(&entry.student, &entry.exercise).unwrap(), entry, &places);
    }
    state
}

/// A verdict for some of the checks, in any order; for some students, a trouble too, which comes last.
fn entries() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>)> {
    let kinds = proptest::collection::vec(proptest::option::of(0..5_u8), 20);
    let troubles = proptest::collection::vec(proptest::option::of(any::<bool>()), 2);
    (kinds, troubles).prop_flat_map(|(kinds, troubles)| {
        let one = |(place, kind): (usize, &Option<u8>)| kind.map(|kind| judged(place / 10, place % 10, kind));
        let judged: Vec<Entry> = kinds.iter().enumerate().filter_map(one).collect();
        let trouble = |(student, ours): (usize, &Option<bool>)| {
            let obstacle = Obstacle("no memory".to_owned());
            ours.map(|ours| {
                entry(student, Fact::Trouble(if ours { Trouble::Ours { obstacle } } else { Trouble::NoManifest }))
            })
        };
        let troubles: Vec<Entry> = troubles.iter().enumerate().filter_map(trouble).collect();
        (Just(judged).prop_shuffle(), Just(troubles).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn the_report_does_not_depend_on_who_finished_first((first, last) in entries()) {
        let mut sorted = first.clone();
        sorted.sort_by_key(|entry| format!("{entry:?}"));
        prop_assert_eq!(class_of(&[first, last.clone()].concat()), class_of(&[sorted, last].concat()));
    }

    #[test]
    fn points_are_earned_by_what_passed_and_by_nothing_else((first, last) in entries()) {
        let class = class_of(&[first.clone(), last].concat());
        let passed = first.iter().filter(|entry| {
            matches!(&entry.fact, Fact::Judged(judged) if judged.outcome == Outcome::Passed)
        });
        prop_assert_eq!(class.count(Verdict::Passed), passed.count());
        for check in class.checks() {
            let earned = if check.verdict == Verdict::Passed { check.max_points } else { 0 };
            prop_assert_eq!(check.points, earned);
        }
    }

    #[test]
    fn what_a_run_counts_is_what_its_report_says((first, last) in entries()) {
        let all = [first, last].concat();
        let (class, state) = (class_of(&all), state_of(&all));
        for verdict in Verdict::ALL {
            let open = if verdict == Verdict::Unjudged { state.open(&plan(), crate::grade::shard::Shard::WHOLE) } else { 0 };
            prop_assert_eq!(class.count(verdict), state.count(verdict) + open);
        }
    }
}

#[test]
fn what_no_journal_speaks_of_is_unjudged_and_never_a_zero_of_the_student_s() {
    let class = class_of(&[]);
    assert_eq!(class.count(Verdict::Unjudged), 20);
    assert!(class.checks().all(|check| check.obstacle.is_some()));
}

#[test]
fn a_trouble_of_ours_is_forgotten_once_there_was_a_program() {
    let ours = Trouble::Ours { obstacle: Obstacle("no memory".to_owned()) };
    let class = class_of(&[entry(0, Fact::Trouble(ours)), judged(0, 0, 0)]);
    assert_eq!(class.students[0].exercises[0].trouble, None);
    assert_eq!(class.students[0].points(), 1);
}
