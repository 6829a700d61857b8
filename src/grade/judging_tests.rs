use std::sync::Mutex;

use super::*;
use crate::{
    bench::{Fault, Finding},
    exercise::Exercise,
    grade::class::Verdict,
};

/// What one call tells: outcomes by the places of the checks.
type Call = Result<Vec<(usize, checker::Outcome)>, Trouble>;

/// A grader whose tries were written down before: each call takes the next of them.
struct Scripted {
    calls: Mutex<std::vec::IntoIter<Call>>,
}

impl Grader for Scripted {
    fn grade_submission(&self, request: &Request, _: &Cancel, told: &mut dyn FnMut(Told)) {
        let call = self.calls.lock().unwrap().next().expect("no more calls than were written down");
        match call {
            Err(trouble) => told(Told::Trouble(trouble)),
            Ok(outcomes) => {
                let asked: Vec<&str> = request.checks.iter().map(|check| check.id).collect();
                for (check, outcome) in outcomes {
                    let check = &echo().checks[check];
                    assert!(asked.contains(&check.id), "{} was not asked for: {asked:?}", check.id);
                    let (isolation, elapsed) = (Some(Isolation::Sandbox), Duration::from_millis(1));
                    told(Told::Tried(Box::new(Try { check, outcome, isolation, elapsed, trace: Vec::new() })));
                }
            }
        }
    }
}

fn echo() -> &'static Exercise {
    checker::exercise("tcp-echo").unwrap()
}

const PASSED: checker::Outcome = checker::Outcome::Passed;

fn failed() -> checker::Outcome {
    checker::Outcome::Failed(Finding { fault: Fault::NotClosed, chunks: None, said: Vec::new() })
}

fn never_ready() -> checker::Outcome {
    let fault = Fault::NotListening { address: "127.0.0.1:7".to_owned() };
    checker::Outcome::Failed(Finding { fault, chunks: None, said: Vec::new() })
}

fn skipped() -> checker::Outcome {
    checker::Outcome::Skipped(echo().checks[0].id.to_owned())
}

fn unknown() -> checker::Outcome {
    checker::Outcome::Unjudged(Obstacle("no port".to_owned()))
}

/// The verdicts of the first three checks by the places of those, in the order of the exercise; and the troubles.
#[track_caller]
fn judge_all(calls: Vec<Call>, cancel: &Cancel, known: Option<&str>) -> (Vec<(usize, Verdict)>, usize) {
    let tester = Scripted { calls: Mutex::new(calls.into_iter()) };
    let request = Request {
        folder: "alice".into(),
        exercise: echo(),
        checks: echo().checks.iter().take(3).collect(),
        again: false,
        seed: 1,
    };
    let (mut verdicts, mut troubles) = (Vec::new(), 0);
    judge(&tester, &request, known, cancel, &mut |fact| match fact {
        Fact::Trouble(_) => troubles += 1,
        Fact::Judged(judged) => {
            let place = echo().checks.iter().position(|check| check.id == judged.check).unwrap();
            verdicts.push((place, judged.outcome.verdict()));
        }
    });
    assert_eq!(tester.calls.lock().unwrap().len(), 0, "calls that were expected and not made");
    verdicts.sort_unstable();
    (verdicts, troubles)
}

#[track_caller]
fn check(calls: Vec<Vec<(usize, checker::Outcome)>>, expected: [Verdict; 3]) {
    let (verdicts, troubles) = judge_all(calls.into_iter().map(Ok).collect(), &Cancel::default(), None);
    assert_eq!(verdicts, expected.into_iter().enumerate().collect::<Vec<_>>());
    assert_eq!(troubles, 0);
}

use Verdict::{Failed, Flaky, Passed, Skipped, Unjudged};

#[test]
fn what_passes_is_tried_once() {
    check(vec![vec![(0, PASSED), (1, PASSED), (2, PASSED)]], [Passed; 3]);
}

#[test]
fn only_what_fails_twice_has_failed_and_what_disagrees_is_flaky() {
    let first = vec![(0, PASSED), (1, failed()), (2, failed())];
    check(vec![first, vec![(1, failed()), (2, PASSED)]], [Passed, Failed, Flaky]);
}

#[test]
fn a_failure_that_cannot_be_tried_again_is_not_judged() {
    let first = vec![(0, PASSED), (1, failed()), (2, failed())];
    check(vec![first, vec![(1, unknown())]], [Passed, Unjudged, Unjudged]);
}

#[test]
fn what_the_grader_does_not_tell_is_not_judged_and_never_passed() {
    check(vec![vec![(1, PASSED)]], [Unjudged, Passed, Unjudged]);
}

#[test]
fn a_check_that_is_told_twice_counts_once() {
    check(vec![vec![(0, PASSED), (0, failed()), (1, PASSED), (2, PASSED)]], [Passed; 3]);
}

#[test]
fn a_program_that_never_listens_is_not_tried_further() {
    let first = vec![(0, never_ready()), (1, skipped()), (2, skipped())];
    check(vec![first, vec![(0, never_ready())]], [Failed, Skipped, Skipped]);
}

#[test]
fn a_program_that_listens_the_second_time_is_tried_further() {
    let first = vec![(0, never_ready()), (1, skipped()), (2, skipped())];
    check(vec![first, vec![(0, PASSED)], vec![(1, PASSED), (2, PASSED)]], [Flaky, Passed, Passed]);
}

#[test]
fn what_depends_on_a_failure_in_the_journal_is_not_tried_again() {
    let (verdicts, _) = judge_all(vec![], &Cancel::default(), Some(echo().checks[0].id));
    assert!(verdicts.iter().all(|(_, verdict)| *verdict == Skipped), "{verdicts:?}");
}

#[test]
fn a_trouble_is_told_once_and_says_all() {
    assert_eq!(judge_all(vec![Err(Trouble::NoManifest)], &Cancel::default(), None), (vec![], 1));
}

#[test]
fn a_build_that_fails_the_second_time_does_not_save_what_failed_the_first_time() {
    let first = Ok(vec![(0, PASSED), (1, failed()), (2, PASSED)]);
    let (verdicts, troubles) = judge_all(vec![first, Err(Trouble::NoEntry)], &Cancel::default(), None);
    assert_eq!((verdicts, troubles), (vec![(0, Passed), (1, Failed), (2, Passed)], 0));
}

#[test]
fn of_a_cancelled_run_only_what_is_certain_is_told() {
    let cancel = Cancel::default();
    cancel.cancel();
    let (verdicts, _) = judge_all(vec![Ok(vec![(0, PASSED), (1, failed()), (2, unknown())])], &cancel, None);
    assert_eq!(verdicts, [(0, Passed)]);
}
