//! The text of a check's report: for a check that failed, what it demands, what came, why, and the lab that explains it.

use super::{
    View, finding,
    line::{BAD, BOLD, DIM, GOOD, Line, PLAIN, Style, WARN, block},
    steps,
};
use crate::{
    checker::{CheckReport, ExerciseReport, Outcome},
    exercise::Exercise,
    say,
};

/// What stands under a check begins here.
const INDENT: usize = 6;

/// The last events of a trace that are shown: those before the program went wrong.
const STEPS: usize = 16;

/// The exercise by name.
#[must_use]
pub fn heading(exercise: &Exercise, view: &View<'_>) -> String {
    let title = exercise.title.get(view.messages.lang());
    block(&Line::new().and(exercise.slug, BOLD).and(format!("  {title}"), PLAIN).wrapped(view.columns, 2))
}

/// One check; with `whole`, every event of its trace.
#[must_use]
pub fn check(report: &CheckReport, view: &View<'_>, whole: bool) -> String {
    let messages = view.messages;
    let (mark, style) = mark(&report.outcome, view);
    let points = format!("{}/{}", report.points(), report.check.points);
    let line = Line::new().and("  ", PLAIN).and(mark, style).and(" ", PLAIN).and(report.check.id, PLAIN);
    let line = line.padded(30).and(points, DIM);
    let mut text = match &report.outcome {
        Outcome::Passed => return block(&[line]),
        Outcome::Skipped(prerequisite) => {
            return block(&[line.and("  ", PLAIN).and(say!(messages, "check-skipped", check = prerequisite.as_str()), DIM)]);
        }
        _ => block(&[line]),
    };
    let under = |words: String, style: Style| {
        let line = Line::new().and(" ".repeat(INDENT), PLAIN).and(words, style);
        block(&line.wrapped(view.columns, INDENT + 2))
    };
    text += &under(report.check.demand.get(messages.lang()).to_owned(), PLAIN);
    match &report.outcome {
        Outcome::Failed(what) => {
            text += &finding::text(what, view, INDENT);
            if !report.trace.events.is_empty() {
                text += &under(say!(messages, "check-peer-did"), DIM);
                let narrow = View { columns: view.columns.saturating_sub(INDENT), ..*view };
                let last = if whole { usize::MAX } else { STEPS };
                let steps = steps::last_events(&report.trace, &narrow, last);
                text += &steps.lines().map(|line| format!("{}{line}\n", " ".repeat(INDENT))).collect::<String>();
            }
            text += &under(say!(messages, "check-see-lab", lab = report.check.lab), BOLD);
        }
        Outcome::Unjudged(obstacle) => {
            text += &under(say!(messages, "check-unjudged", because = obstacle.to_string()), WARN);
        }
        Outcome::Passed | Outcome::Skipped(_) => {}
    }
    text
}

/// How many checks passed, what they earned, and what to do next.
#[must_use]
pub fn summary(report: &ExerciseReport, view: &View<'_>) -> String {
    let messages = view.messages;
    let count = |name| report.checks.iter().filter(|check| check.outcome.name() == name).count();
    let (passed, all) = (count("passed"), report.checks.len());
    let style = if passed == all { GOOD } else { BOLD };
    let sum = say!(
        messages,
        "check-summary",
        passed = passed,
        all = all,
        points = report.points(),
        max = report.max_points()
    );
    let mut line = Line::new().and(sum, style);
    let unjudged = count("unjudged");
    if unjudged > 0 {
        line = line.and(", ", PLAIN).and(say!(messages, "check-summary-unjudged", count = unjudged), WARN);
    }
    let mut lines = line.wrapped(view.columns, 2);
    if count("failed") > 0 {
        let again = say!(messages, "check-again", slug = report.exercise.slug, seed = report.seed.to_string());
        lines.extend(Line::new().and(again, DIM).wrapped(view.columns, 2));
    }
    block(&lines)
}

fn mark<'a>(outcome: &Outcome, view: &View<'a>) -> (&'a str, Style) {
    match outcome {
        Outcome::Passed => (view.mark("✓", "ok"), GOOD),
        Outcome::Failed(_) => (view.mark("✗", "x "), BAD),
        Outcome::Unjudged(_) => (view.mark("?", "? "), WARN),
        Outcome::Skipped(_) => (view.mark("·", "- "), DIM),
    }
}
