//! The text of a run: each lab with its scenes, what they showed, and what that says of the claims.

use super::{
    View, claims,
    line::{BAD, BOLD, DIM, GOOD, Line, PLAIN, WARN, block},
    picture, steps, values, words,
};
use crate::{
    runner::{ClaimReport, Ending, LabReport, SceneReport, Summary, Verdict},
    say,
    sys::Os,
};

/// One lab's run: the heading, where it ran, and every scene with its picture and its claims. With `steps`, every scene
/// event by event instead of as a picture.
#[must_use]
pub fn lab(report: &LabReport, view: &View<'_>, steps: bool) -> String {
    let mut text = block(&heading(report, view));
    for scene in &report.scenes {
        text.push('\n');
        text += &self::scene(scene, view, steps);
    }
    text
}

/// One scene: its title, what it did, what went wrong with it if anything did, and its claims.
#[must_use]
pub fn scene(report: &SceneReport, view: &View<'_>, steps: bool) -> String {
    let mut text = block(&title(report, view));
    text += &if steps { steps::scene(report, view) } else { picture::scene(report, view) };
    text += &trouble(report, view);
    if !report.claims.is_empty() {
        text.push('\n');
        text += &claims::scene(report, view);
    }
    text
}

/// What went wrong with the scene itself; nothing if nothing did.
#[must_use]
pub fn trouble(report: &SceneReport, view: &View<'_>) -> String {
    let Some(trouble) = report.trouble().and_then(|ending| words::ending(ending, view.messages)) else {
        return String::new();
    };
    let style = if matches!(report.run.ending, Ending::NotStarted(_)) { WARN } else { BAD };
    block(&Line::new().and(" ", PLAIN).and(trouble, style).wrapped(view.columns, 3))
}

/// The heading and the scenes in which something did not hold; nothing at all where everything did.
#[must_use]
pub fn troubles(report: &LabReport, view: &View<'_>) -> String {
    let sound = |scene: &&SceneReport| {
        scene.trouble().is_none() && scene.claims.iter().all(|claim| claim.verdict == Verdict::Holds)
    };
    let troubled: Vec<_> = report.scenes.iter().filter(|scene| !sound(scene)).collect();
    if troubled.is_empty() {
        return String::new();
    }
    let scenes = troubled.into_iter().map(|scene| format!("\n{}", self::scene(scene, view, false)));
    block(&heading(report, view)) + &scenes.collect::<String>()
}

/// What was observed for a claim, in words; a dash if nothing was.
#[must_use]
pub fn observed(report: &ClaimReport, view: &View<'_>) -> String {
    let dash = || view.mark("—", "-").to_owned();
    report.observed.as_ref().map_or_else(dash, |value| values::value(value, Os::HERE, view.messages))
}

/// That a run's file of packets holds none, why, and what to do.
#[must_use]
pub fn nothing_captured(because: &str, view: &View<'_>) -> String {
    let remedy = words::how_to_get_wire(view.messages);
    say!(view.messages, "run-nothing-captured", because = because, remedy = remedy)
}

/// How many claims hold, and how many do not, for whatever reason. Kinds that did not occur are left out.
#[must_use]
pub fn summary(summary: &Summary, view: &View<'_>) -> String {
    let messages = view.messages;
    let Summary { holds, broken, unobservable, unrecorded, not_judged } = *summary;
    let parts = [
        (holds, say!(messages, "render-summary-holds", count = holds), if holds > 0 { GOOD } else { PLAIN }),
        (broken, say!(messages, "render-summary-broken", count = broken), BAD),
        (unobservable, say!(messages, "render-summary-unobservable", count = unobservable), WARN),
        (unrecorded, say!(messages, "render-summary-unrecorded", count = unrecorded), WARN),
        (not_judged, say!(messages, "render-summary-not-judged", count = not_judged), BOLD),
    ];
    let all = parts.iter().map(|(count, ..)| count).sum::<usize>();
    let shown = parts.into_iter().enumerate().filter(|(index, (count, ..))| *count > 0 || *index == 0 && all == 0);
    let line = shown.fold(Line::new(), |line, (_, (_, words, style))| {
        let line = if line.is_empty() { line } else { line.then(&values::dot(view)) };
        line.and(words, style)
    });
    block(&line.wrapped(view.columns, 2))
}

/// Number and title, where it ran, and the knobs that were turned.
fn heading(report: &LabReport, view: &View<'_>) -> Vec<Line> {
    let messages = view.messages;
    let number = Line::new().and(format!("{:02}  ", report.lab.number), BOLD);
    let mut lines = number.and(report.lab.title.get(messages.lang()), BOLD).wrapped(view.columns, 4);
    let place = match (report.isolated, &report.refused) {
        (true, _) => say!(messages, "render-isolated"),
        (false, Some(because)) => say!(messages, "render-host-refused", because = because.as_str()),
        (false, None) => say!(messages, "render-host"),
    };
    lines.extend(Line::new().and("    ", PLAIN).and(place, DIM).wrapped(view.columns, 4));
    if !report.turned.is_empty() {
        let turned = say!(messages, "render-turned", settings = report.settings().join(", "));
        lines.extend(Line::new().and("    ", PLAIN).and(turned, WARN).wrapped(view.columns, 4));
    }
    lines
}

/// The scene's title on a rule as wide as the picture.
fn title(report: &SceneReport, view: &View<'_>) -> Vec<Line> {
    let rule = view.mark("─", "-");
    let line = Line::new().and(format!("{rule}{rule} "), DIM).and(report.scene.slug, BOLD);
    let line = line.then(&values::dot(view)).and(report.scene.title.get(view.messages.lang()), BOLD);
    let width = view.columns.min(picture::NARROWEST);
    let rest = width.saturating_sub(line.width() + 1);
    let line = if rest > 1 { line.and(format!(" {}", rule.repeat(rest)), DIM) } else { line };
    line.wrapped(view.columns, 3)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::{
        lab::{Capability, Claim, Expect, Known, PerOs},
        render::testing::{Script, bare, chinese, english},
        runner::{Place, Plan, capability::Missing, run},
        text::Text,
        trace::{Call, Errno, Outcome, Value},
    };

    const TOO_LONG: Expect = Expect::Is(Value::Errno(Errno::MessageSize));

    /// The same row on every system, so that the tests say the same on each.
    static CLAIM: Claim = Claim {
        id: "size",
        says: Text::new("a datagram of 65508 bytes is refused", "65508 字节的数据报会被拒绝"),
        expected: PerOs { linux: Known::Measured(TOO_LONG), macos: Known::Measured(TOO_LONG), windows: Known::Unknown },
    };

    fn judged(verdict: Verdict, observed: Option<Value>, ending: Ending) -> SceneReport {
        let mut script = Script::new();
        let decided_by = observed.is_some().then(|| script.call("server", Call::Close, Outcome::Done));
        let mut report = script.report(vec![ClaimReport { claim: &CLAIM, observed, decided_by, verdict }]);
        report.run.ending = ending;
        report
    }

    #[test]
    fn a_broken_claim_shows_what_was_expected_what_was_observed_and_what_decided_it() {
        let (messages, observed) = (english(), Some(Value::Number(65508)));
        let broken = Verdict::Broken { expected: TOO_LONG, observed: observed.clone() };
        let report = judged(broken, observed, Ending::Failed("send: EPIPE".to_owned()));
        let view = View { messages: &messages, columns: 80, unicode: false };
        let text = bare(&scene(&report, &view, false));
        let own = text.lines().filter(|line| !line.contains("measured")).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(own, @r#"
        -- test | A test ---------------------------------------------------------------
         client app sendQ | wire | recvQ  server app
                          |      |        close      #2
         the scene failed: send: EPIPE

         x broken  a datagram of 65508 bytes is refused
                   expected EMSGSIZE | observed 65508  [decided by #2]
        "#);
    }

    #[test]
    fn what_cannot_be_observed_says_what_is_missing_and_why() {
        let messages = english();
        let missing = Missing { capability: Capability::Wire, because: "Operation not permitted".to_owned() };
        let unobservable = Verdict::Unobservable { needs: vec!["wire".to_owned()] };
        let report = judged(unobservable, None, Ending::NotStarted(vec![missing]));
        let text = bare(&scene(&report, &View { messages: &messages, columns: 100, unicode: true }, false));
        assert!(text.contains("this host lacks packet capture (Operation not permitted)"), "{text}");
        assert!(text.contains("? unobservable"), "{text}");
        assert!(text.contains("needs packet capture"), "{text}");
    }

    #[test]
    fn without_colour_every_verdict_still_has_its_own_word() {
        let verdicts = [
            Verdict::Holds,
            Verdict::Broken { expected: TOO_LONG, observed: None },
            Verdict::Unobservable { needs: Vec::new() },
            Verdict::Unrecorded { observed: None },
            Verdict::NotJudged,
        ];
        for (messages, unicode) in [(english(), true), (english(), false), (chinese(), true)] {
            let view = View { messages: &messages, columns: 80, unicode };
            let texts = verdicts.clone().map(|verdict| bare(&values::verdict(&verdict, &view).to_string()));
            let different: std::collections::BTreeSet<_> = texts.iter().collect();
            assert_eq!(different.len(), texts.len(), "{texts:?}");
        }
    }

    #[test]
    fn a_scene_that_hung_says_for_how_long() {
        let messages = chinese();
        let report =
            judged(Verdict::Unrecorded { observed: None }, None, Ending::Deadline(Duration::from_millis(1500)));
        let text = bare(&scene(&report, &View { messages: &messages, columns: 80, unicode: true }, false));
        assert!(text.contains("这个场景 1.5 秒后还没有结束"), "{text}");
    }

    #[test]
    fn a_real_run_fits_every_width_from_twenty_columns_and_panics_at_none() {
        let report = run(&crate::labs::ALL[0], &Plan::new(&crate::labs::ALL[0], Place::Host));
        for messages in [english(), chinese()] {
            for columns in (0..=30).chain([50, 79, 80, 81, 100, 120, 500]) {
                let view = View { messages: &messages, columns, unicode: true };
                for steps in [false, true] {
                    let text = bare(&(lab(&report, &view, steps) + &summary(&report.summary(), &view)));
                    let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
                    assert!(columns < 20 || widest <= columns, "{columns}: {text}");
                }
            }
        }
    }

    #[test]
    fn the_summary_counts_what_occurred() {
        let messages = english();
        let view = View { messages: &messages, columns: 80, unicode: false };
        let text = |counts: Summary| bare(&summary(&counts, &view));
        assert_eq!(text(Summary { holds: 1, broken: 2, ..Summary::default() }), "1 claim holds | 2 broken\n");
        assert_eq!(text(Summary::default()), "0 claims hold\n");
    }
}
