//! From tries to verdicts: what failed is tried again with the same seed, and only what fails twice has failed.

use std::time::Duration;

use super::{
    class::{Isolation, Trouble},
    grader::{Grader, Request, Told, Try},
    journal::{Fact, Judged, Outcome},
};
use crate::{
    bench::Obstacle,
    checker::{self, Cancel},
    exercise::Check,
};

/// Judges what is wanted of one submission, and tells each fact that is settled. `failed` is the check on which all
/// others depend, if the journal says that the program failed it so that it cannot be tried further.
///
/// Of a cancelled run only what is certain is told: the rest is judged when the run goes on.
pub(super) fn judge(
    grader: &dyn Grader,
    request: &Request,
    failed: Option<&str>,
    cancel: &Cancel,
    settle: &mut dyn FnMut(Fact),
) {
    let mut wanted = request.checks.clone();
    let mut failed = failed.map(str::to_owned);
    while !wanted.is_empty() {
        if let Some(prerequisite) = failed {
            for check in wanted {
                settle(skipped(check, &prerequisite));
            }
            return;
        }
        let (again, skipped) = match first_round(grader, request, &wanted, cancel, settle) {
            Ok(round) => round,
            Err(trouble) => {
                if !(trouble.is_ours() && cancel.is_cancelled()) {
                    settle(Fact::Trouble(trouble));
                }
                return;
            }
        };
        failed = second_round(grader, request, again, cancel, settle);
        if cancel.is_cancelled() {
            return;
        }
        // The first check failed once, and not for good: now what depends on it can be tried.
        wanted = skipped;
    }
}

/// Tries the wanted checks once. Returns those that failed, with how, and those that depend on one of them.
fn first_round(
    grader: &dyn Grader,
    request: &Request,
    wanted: &[&'static Check],
    cancel: &Cancel,
    settle: &mut dyn FnMut(Fact),
) -> Result<(Vec<Try>, Vec<&'static Check>), Trouble> {
    let (mut failed, mut skipped, mut trouble) = (Vec::new(), Vec::new(), None);
    let mut missing = wanted.to_vec();
    grader.grade_submission(&Request { checks: wanted.to_vec(), ..request.clone() }, cancel, &mut |told| {
        let tried = match told {
            Told::Trouble(told) => return trouble = Some(told),
            Told::Tried(tried) => *tried,
        };
        // What nobody asked for, or is told twice, counts for nothing.
        let Some(place) = missing.iter().position(|check| check.id == tried.check.id) else { return };
        missing.remove(place);
        match tried.outcome {
            checker::Outcome::Passed => settle(judged(tried, Outcome::Passed)),
            checker::Outcome::Failed(_) => failed.push(tried),
            checker::Outcome::Skipped(_) => skipped.push(tried.check),
            checker::Outcome::Unjudged(ref obstacle) => {
                if !cancel.is_cancelled() {
                    let obstacle = obstacle.clone();
                    settle(judged(tried, Outcome::Unjudged { obstacle }));
                }
            }
        }
    });
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    if !cancel.is_cancelled() {
        for check in missing {
            settle(unjudged(check, "the grader told nothing of it"));
        }
    }
    Ok((failed, skipped))
}

/// Tries again what failed, with the same seed. Returns the check that ends all further tries, if one does.
fn second_round(
    grader: &dyn Grader,
    request: &Request,
    failed: Vec<Try>,
    cancel: &Cancel,
    settle: &mut dyn FnMut(Fact),
) -> Option<String> {
    if failed.is_empty() || cancel.is_cancelled() {
        return None;
    }
    let checks = failed.iter().map(|tried| tried.check).collect();
    let (mut second, mut trouble) = (Vec::new(), None);
    grader.grade_submission(&Request { checks, again: true, ..request.clone() }, cancel, &mut |told| match told {
        Told::Trouble(told) => trouble = Some(told),
        Told::Tried(tried) => second.push(*tried),
    });
    let mut ends_all = None;
    for mut first in failed {
        let checker::Outcome::Failed(finding) = first.outcome.clone() else { continue };
        let again = second.iter().find(|tried| tried.check.id == first.check.id);
        first.elapsed += again.map_or(Duration::ZERO, |tried| tried.elapsed);
        first.isolation = weakest(first.isolation, again.and_then(|tried| tried.isolation));
        let outcome = match (again.map(|tried| &tried.outcome), &trouble) {
            (Some(checker::Outcome::Passed), _) => Outcome::Flaky { finding },
            // Not built the second time, or not tried since the first check failed: it did not pass either.
            (Some(checker::Outcome::Failed(_) | checker::Outcome::Skipped(_)), _) => Outcome::Failed { finding },
            (None, Some(trouble)) if !trouble.is_ours() => Outcome::Failed { finding },
            _ if cancel.is_cancelled() => continue,
            (Some(checker::Outcome::Unjudged(obstacle)), _) | (None, Some(Trouble::Ours { obstacle })) => {
                Outcome::Unjudged { obstacle: obstacle.clone() }
            }
            (None, _) => Outcome::Unjudged { obstacle: Obstacle("the grader told nothing of it".to_owned()) },
        };
        if outcome.ends_all() && is_first(request, first.check) {
            ends_all = Some(first.check.id.to_owned());
        }
        settle(judged(first, outcome));
    }
    ends_all
}

fn is_first(request: &Request, check: &Check) -> bool {
    request.exercise.checks.first().is_some_and(|first| first.id == check.id)
}

fn weakest(one: Option<Isolation>, other: Option<Isolation>) -> Option<Isolation> {
    one.into_iter().chain(other).min()
}

fn judged(tried: Try, outcome: Outcome) -> Fact {
    let Try { check, isolation, elapsed, trace, .. } = tried;
    Fact::Judged(Box::new(Judged { check: check.id.to_owned(), outcome, isolation, elapsed, trace }))
}

fn untried(check: &Check, outcome: Outcome) -> Fact {
    let (check, elapsed, trace) = (check.id.to_owned(), Duration::ZERO, Vec::new());
    Fact::Judged(Box::new(Judged { check, outcome, isolation: None, elapsed, trace }))
}

fn skipped(check: &Check, prerequisite: &str) -> Fact {
    untried(check, Outcome::Skipped { prerequisite: prerequisite.to_owned() })
}

fn unjudged(check: &Check, because: &str) -> Fact {
    untried(check, Outcome::Unjudged { obstacle: Obstacle(because.to_owned()) })
}

#[cfg(test)]
#[path = "judging_tests.rs"]
mod tests;
