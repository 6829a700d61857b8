//! What the formats say alike, in the user's language.

use crate::{
    bench::Exit,
    grade::class::{BuildEnd, CheckGrade, Isolation, Trouble, Verdict},
    messages::Messages,
    say,
};

/// A verdict in a word.
pub(super) fn verdict(verdict: Verdict, messages: &Messages) -> String {
    match verdict {
        Verdict::Passed => say!(messages, "grade-passed"),
        Verdict::Failed => say!(messages, "grade-failed"),
        Verdict::Flaky => say!(messages, "grade-flaky"),
        Verdict::Unjudged => say!(messages, "grade-unjudged"),
        Verdict::Skipped => say!(messages, "grade-skipped"),
    }
}

/// That programs ran outside of a sandbox, if they did: staff must know what their scores rest on.
pub(super) fn outside(isolation: Option<Isolation>, messages: &Messages) -> Option<String> {
    match isolation? {
        Isolation::Sandbox => None,
        Isolation::Network => Some(say!(messages, "grade-outside-network")),
        Isolation::Host => Some(say!(messages, "grade-outside-host")),
    }
}

/// Why there was no program to check, in a sentence. Without what a build wrote.
pub(super) fn trouble(trouble: &Trouble, messages: &Messages) -> String {
    match trouble {
        Trouble::NoManifest => say!(messages, "grade-no-manifest"),
        Trouble::Manifest { mistake } => say!(messages, "grade-manifest", mistake = mistake.as_str()),
        Trouble::NoEntry => say!(messages, "grade-no-entry"),
        Trouble::Folder { mistake } => say!(messages, "grade-folder", mistake = mistake.as_str()),
        Trouble::NotBuilt { end, .. } => say!(messages, "grade-not-built", how = build_end(end, messages)),
        Trouble::Ours { obstacle } => say!(messages, "check-unjudged", because = obstacle.to_string()),
    }
}

fn build_end(end: &BuildEnd, messages: &Messages) -> String {
    match end {
        BuildEnd::Exited { exit: Exit::Code(code) } => say!(messages, "check-exit-code", code = *code),
        BuildEnd::Exited { exit: Exit::Signal(signal) } => say!(messages, "check-exit-signal", signal = *signal),
        BuildEnd::Deadline { seconds } => say!(messages, "build-deadline", seconds = *seconds),
        BuildEnd::NotStarted { because } => because.clone(),
    }
}

/// Why a check was not judged, or not tried; `None` if it was.
pub(super) fn reason(check: &CheckGrade, messages: &Messages) -> Option<String> {
    let unjudged = |because: String| say!(messages, "check-unjudged", because = because);
    let obstacle = check.obstacle.as_ref().map(|obstacle| unjudged(obstacle.to_string()));
    obstacle.or_else(|| check.skipped_for.as_ref().map(|id| say!(messages, "check-skipped", check = id.as_str())))
}
