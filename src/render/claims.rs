//! The claims of a scene, judged: what each says, what was expected and observed, and what other systems do.

use super::{
    View,
    line::{BOLD, DIM, JOINT, Line, PLAIN, block},
    values,
};
use crate::{
    lab::Capability,
    runner::{ClaimReport, SceneReport, Verdict},
    say,
    trace::Os,
};

/// Every system, in the order of a claim's rows.
pub(super) const SYSTEMS: [Os; 3] = [Os::Linux, Os::MacOs, Os::Windows];

/// The claims of a scene, in its order.
///
/// Each begins with its verdict; under it stand what was expected and observed, the event that decided it, and a line for
/// the other systems.
#[must_use]
pub fn scene(report: &SceneReport, view: &View<'_>) -> String {
    let verdicts: Vec<Line> = report.claims.iter().map(|claim| values::verdict(&claim.verdict, view)).collect();
    // The sentences begin in one column, unless that leaves no room for them.
    let widest = verdicts.iter().map(Line::width).max().unwrap_or(0);
    let hang = if view.columns < 60 { 2 } else { widest + 3 };
    let mut lines = Vec::new();
    for (claim, verdict) in report.claims.iter().zip(verdicts) {
        let verdict = Line::new().and(" ", PLAIN).then(&verdict).padded(hang.saturating_sub(2)).and("  ", PLAIN);
        let says = verdict.and(claim.claim.says.get(view.messages.lang()), BOLD);
        lines.extend(says.wrapped(view.columns, hang));
        for line in [Some(outcome(claim, view)), others(claim, view)].into_iter().flatten() {
            let line = Line::new().and(" ".repeat(hang), PLAIN).then(&line);
            lines.extend(line.wrapped(view.columns, hang + 2));
        }
    }
    block(&lines)
}

/// Expected and observed on this system.
fn outcome(report: &ClaimReport, view: &View<'_>) -> Line {
    let messages = view.messages;
    let known = report.claim.expected.here();
    let observed = report.observed.as_ref().map(|value| values::value(value, Os::HERE, messages));
    let exact = known.value().is_some_and(crate::lab::Expect::is_exact);
    let measured = matches!(known, crate::lab::Known::Measured(_));
    let mut parts = Vec::new();
    match (&report.verdict, &observed) {
        // One value, said once.
        (Verdict::Holds, Some(observed)) if exact && measured => {
            parts.push(say!(messages, "render-as-expected", value = observed.as_str()));
        }
        _ => {
            parts.push(match values::expected(known, Os::HERE, messages) {
                Some(value) if measured => say!(messages, "render-expected", value = value),
                Some(value) => {
                    let evidence = values::evidence(known, messages);
                    say!(messages, "render-expected-here", value = value, evidence = evidence)
                }
                None => say!(messages, "render-nothing-known", system = Os::HERE.name()),
            });
            parts.push(match (&report.verdict, observed) {
                (Verdict::Unobservable { needs }, _) => say!(messages, "render-needs", what = named(needs, view)),
                (_, Some(observed)) => say!(messages, "render-observed", value = observed),
                (_, None) => say!(messages, "render-observed-nothing"),
            });
        }
    }
    let line = joined(parts.into_iter().map(|part| Line::new().and(part, PLAIN)), view);
    match report.decided_by {
        Some(number) => {
            let decided = say!(messages, "render-decided-by", number = number).replace(' ', &JOINT.to_string());
            line.and("  ", PLAIN).and(decided, BOLD)
        }
        None => line,
    }
}

/// What the other systems do.
fn others(report: &ClaimReport, view: &View<'_>) -> Option<Line> {
    let messages = view.messages;
    let row = |os: Os| {
        let known = report.claim.expected.on(os);
        let evidence = values::evidence(known, messages);
        let text = match values::expected(known, os, messages) {
            Some(value) => format!("{} {value} [{evidence}]", os.name()),
            None => format!("{} {evidence}", os.name()),
        };
        Line::new().and(text, DIM)
    };
    let others = SYSTEMS.into_iter().filter(|os| *os != Os::HERE).map(row);
    let line = joined(others, view);
    (!line.is_empty()).then_some(line)
}

/// Capabilities by their slugs, in words.
fn named(slugs: &[String], view: &View<'_>) -> String {
    let named = slugs.iter().map(|slug| {
        let known = Capability::ALL.into_iter().find(|capability| capability.slug() == slug);
        known.map_or_else(|| slug.clone(), |capability| values::capability(capability, view.messages))
    });
    named.collect::<Vec<_>>().join(", ")
}

fn joined(parts: impl Iterator<Item = Line>, view: &View<'_>) -> Line {
    parts.fold(Line::new(), |line, part| if line.is_empty() { part } else { line.then(&values::dot(view)).then(&part) })
}
