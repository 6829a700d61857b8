//! What there is to say of one check, as plain text in the user's language.

use super::words;
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, Trouble, Verdict},
    messages::Messages,
    render::finding,
    say,
};

/// Why the check did not pass, in a sentence; `None` if it did.
pub(super) fn message(check: &CheckGrade, exercise: &ExerciseGrade, messages: &Messages) -> Option<String> {
    if check.verdict == Verdict::Passed {
        return None;
    }
    let found = check.finding.as_ref().map(|finding| finding::message(&finding.fault, messages));
    let trouble = || exercise.trouble.as_ref().map(|trouble| words::trouble(trouble, messages));
    let why = found.or_else(|| words::reason(check, messages)).or_else(trouble);
    let why = why.unwrap_or_else(|| words::verdict(check.verdict, messages));
    Some(if check.verdict == Verdict::Flaky { format!("{} {why}", say!(messages, "export-flaky")) } else { why })
}

/// Why the check did not pass, if so, what it demands, and what was seen: lines, the last one without an end.
pub(super) fn text(check: &CheckGrade, exercise: &ExerciseGrade, messages: &Messages) -> String {
    let mut lines: Vec<String> = message(check, exercise, messages).into_iter().collect();
    lines.push(check.demand.get(messages.lang()).to_owned());
    let named = |name: String, value: String| format!("{name}: {value}");
    if let Some(what) = &check.finding {
        let expected = finding::expected(&what.fault, messages);
        lines.extend(expected.map(|value| named(say!(messages, "check-expected"), value)));
        let actual = finding::actual(&what.fault, messages);
        lines.extend(actual.map(|value| named(say!(messages, "check-actual"), value)));
        lines.extend(finding::pieces(what).map(|sizes| say!(messages, "check-chunks", sizes = sizes)));
        if !what.said.is_empty() {
            lines.push(say!(messages, "check-said"));
            lines.extend(check.said().lines().map(indented));
        }
        if !check.trace.is_empty() {
            lines.push(say!(messages, "check-peer-did"));
            lines.extend(check.trace.iter().map(|line| indented(line)));
        }
        lines.push(say!(messages, "check-see-lab", lab = check.lab));
    }
    lines.join("\n")
}

/// What a build wrote last, if that is why there was no program.
pub(super) fn build_output(exercise: &ExerciseGrade) -> &[String] {
    match &exercise.trouble {
        Some(Trouble::NotBuilt { output, .. }) => output,
        _ => &[],
    }
}

fn indented(line: &str) -> String {
    format!("  {line}")
}
