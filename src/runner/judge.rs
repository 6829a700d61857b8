//! From an observation to a verdict.

use std::fmt;

use super::{Ending, SceneRun};
use crate::{
    lab::{Claim, Expect, Known},
    trace::Value,
};

/// What a run says of a claim. Only [`Verdict::Holds`] is a pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Observed as expected.
    Holds,
    /// Observed otherwise, or not observed at all although the scene was started.
    Broken {
        /// What was expected.
        expected: Expect,
        /// What was observed; `None` if the scene ended before.
        observed: Option<Value>,
    },
    /// The host lacks what the scene needs.
    Unobservable {
        /// The capabilities that are missing, by name.
        needs: Vec<String>,
    },
    /// Nothing is known of this system: the run says what it saw, so that it can be recorded.
    Unrecorded {
        /// What was observed; `None` if the scene ended before.
        observed: Option<Value>,
    },
    /// The knobs are turned: the claims speak of another experiment.
    NotJudged,
}

impl Verdict {
    /// The name in JSON.
    #[must_use]
    pub fn slug(&self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Broken { .. } => "broken",
            Verdict::Unobservable { .. } => "unobservable",
            Verdict::Unrecorded { .. } => "unrecorded",
            Verdict::NotJudged => "not-judged",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// Judges one claim by what a run of its scene observed, against what is known of this system.
#[must_use]
pub fn judge(claim: &Claim, known: &Known<Expect>, run: &SceneRun) -> Verdict {
    if let Ending::NotStarted(missing) = &run.ending {
        return Verdict::Unobservable { needs: missing.iter().map(|lack| lack.capability.slug().to_owned()).collect() };
    }
    let observed = run.trace.observed(claim.id);
    match (known.value(), observed) {
        (Some(expected), Some(value)) if expected.met_by(value) => Verdict::Holds,
        (Some(expected), observed) => Verdict::Broken { expected: expected.clone(), observed: observed.cloned() },
        (None, observed) => Verdict::Unrecorded { observed: observed.cloned() },
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        lab::{Capability, PerOs},
        runner::capability::Missing,
        text::Text,
        trace::{Observation, Trace},
    };

    const CLAIM: Claim = Claim {
        id: "count",
        says: Text::new("", ""),
        expected: PerOs { linux: Known::Unknown, macos: Known::Unknown, windows: Known::Unknown },
    };

    fn run(ending: Ending, observed: Option<i64>) -> SceneRun {
        let observation =
            |number| Observation { claim: "count".to_owned(), value: Value::Number(number), decided_by: 1 };
        let trace = Trace { observations: observed.map(observation).into_iter().collect(), ..Trace::default() };
        SceneRun { scene: "test".to_owned(), ending, elapsed: Duration::ZERO, trace }
    }

    #[track_caller]
    fn check(known: &Known<Expect>, run: &SceneRun, slug: &str) {
        assert_eq!(judge(&CLAIM, known, run).slug(), slug);
    }

    #[test]
    fn only_an_observation_that_meets_the_expectation_holds() {
        let known = Known::Measured(Expect::AtMost(5));
        check(&known, &run(Ending::Complete, Some(5)), "holds");
        check(&known, &run(Ending::Complete, Some(6)), "broken");
        check(&known, &run(Ending::Complete, None), "broken");
        check(&known, &run(Ending::Deadline(Duration::ZERO), None), "broken");
        check(&known, &run(Ending::Failed("bind".to_owned()), None), "broken");
        check(&Known::Cited(Expect::Between(1, 2), "a page"), &run(Ending::Complete, Some(2)), "holds");
    }

    #[test]
    fn what_is_unknown_or_cannot_be_seen_never_holds() {
        check(&Known::Unknown, &run(Ending::Complete, Some(1)), "unrecorded");
        let missing = Missing { capability: Capability::Wire, because: "EPERM".to_owned() };
        check(&Known::Measured(Expect::AtLeast(0)), &run(Ending::NotStarted(vec![missing]), None), "unobservable");
    }

    #[test]
    fn a_value_that_is_no_number_meets_no_inequality() {
        assert!(!Expect::AtLeast(0).met_by(&Value::Yes));
        assert!(!Expect::AtMost(9).met_by(&Value::bytes(b"1")));
    }
}
