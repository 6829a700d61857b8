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
const STEPS: usize = 12;

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
            return block(&[line
                .and("  ", PLAIN)
                .and(say!(messages, "check-skipped", check = prerequisite.as_str()), DIM)]);
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
                let steps = steps::calls(&report.trace, &narrow, last);
                for line in steps.lines() {
                    text += &" ".repeat(INDENT);
                    text += line;
                    text.push('\n');
                }
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

/// The verdict in a word, with its mark.
#[must_use]
pub fn word(outcome: &Outcome, view: &View<'_>) -> String {
    let messages = view.messages;
    let word = match outcome {
        Outcome::Passed => say!(messages, "check-word-passed"),
        Outcome::Failed(_) => say!(messages, "check-word-failed"),
        Outcome::Unjudged(_) => say!(messages, "check-word-unjudged"),
        Outcome::Skipped(_) => say!(messages, "check-word-skipped"),
    };
    format!("{} {word}", mark(outcome, view).0)
}

fn mark<'a>(outcome: &Outcome, view: &View<'a>) -> (&'a str, Style) {
    match outcome {
        Outcome::Passed => (view.mark("✓", "ok"), GOOD),
        Outcome::Failed(_) => (view.mark("✗", "x "), BAD),
        Outcome::Unjudged(_) => (view.mark("?", "? "), WARN),
        Outcome::Skipped(_) => (view.mark("·", "- "), DIM),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        bench::{Bench, Difference, Exit, Fault, Finding, Obstacle, Wanted},
        exercise::Check,
        render::testing::{Script, bare, chinese, english},
        text::Text,
    };

    const CHECK: Check = Check {
        id: "echo-again",
        demand: Text::new("Answer everything that a client sends.", "客户端发来的都要回答。"),
        points: 2,
        lab: 22,
        hints: &[],
        run: |_: &mut Bench| Ok(()),
    };
    static EXERCISE: Exercise = Exercise {
        slug: "tcp-echo",
        title: Text::new("An echo server", "回显服务器"),
        contract: Text::new("", ""),
        starter: "",
        solution: "",
        python: None,
        checks: &[CHECK],
    };

    fn report(outcome: Outcome) -> CheckReport {
        let mut script = Script::new();
        script.send("client", b"hello\n");
        script.recv("client", 65536, b"HELlO");
        script.recv("client", 65536, b"");
        let elapsed = Duration::from_millis(3);
        CheckReport { check: &EXERCISE.checks[0], outcome, elapsed, isolated: true, trace: script.trace }
    }

    fn failed(fault: Fault) -> Outcome {
        Outcome::Failed(Finding { fault, chunks: Some(vec![1, 5]), said: b"Traceback:\n  \x1b[31mline 3\n".to_vec() })
    }

    fn faults() -> Vec<Fault> {
        let difference = || Difference::between(b"HELLO\n", b"HELlO");
        let address = || "127.0.0.1:7000".to_owned();
        let time = Duration::from_millis(1500);
        vec![
            Fault::CannotStart { because: "start x: No such file".to_owned() },
            Fault::ExitedEarly { exit: Exit::Signal(11) },
            Fault::NotListening { address: address() },
            Fault::WrongPort { address: address(), actual: vec![address(), address()] },
            Fault::WrongAddress { address: address(), actual: vec![address()] },
            Fault::WrongProtocol { address: address(), wanted: "TCP".to_owned(), actual: "UDP".to_owned() },
            Fault::Exited { exit: Exit::Code(1) },
            Fault::WrongExit { wanted: Wanted::Success, exit: Exit::Code(1) },
            Fault::WrongExit { wanted: Wanted::Failure, exit: Exit::Code(0) },
            Fault::StillRunning { waited: time },
            Fault::NotConnected { address: address() },
            Fault::Refused { address: address() },
            Fault::ClosedEarly(difference()),
            Fault::Reset(Difference::between(b"", b"")),
            Fault::Short(difference()),
            Fault::WrongBytes(difference()),
            Fault::TooMuch(difference()),
            Fault::NotClosed,
            Fault::NotReading { taken: 1, of: 2 },
            Fault::NoAnswer { expected: difference() },
            Fault::WrongReceiver { expected: address(), actual: address() },
            Fault::WrongSource { expected: address(), actual: address() },
            Fault::MissingOutput(difference()),
            Fault::WrongOutput(difference()),
            Fault::ExtraOutput(difference()),
            Fault::Silent,
            Fault::Late { limit: time, took: Some(time) },
            Fault::Busy { cpu: time, wall: time },
            Fault::TooMuchMemory { limit: 64 << 20, peak: 80 << 20 },
            Fault::StrayFile { name: "../secret".to_owned() },
            Fault::other("stalled", Text::new("It stalled.", "它卡住了。")).but("0", "20"),
        ]
    }

    #[test]
    fn a_failed_check_says_the_demand_the_fact_the_cause_and_the_lab_in_this_order() {
        let messages = english();
        let view = View { messages: &messages, columns: 80, unicode: true };
        let wrong = failed(Fault::WrongBytes(Difference::between(b"HELLO\n", b"HELlO")));
        insta::assert_snapshot!(bare(&check(&report(wrong), &view, false)), @r#"
        ✗ echo-again                0/2
            Answer everything that a client sends.
            expected  "HELLO\n" (6 B)
            actual    "HELlO" (5 B)
            000000  48 45 4c 4c 4f 0a
                    48 45 4c 6c 4f
                             ^^ differs at byte 3
            The program sent other bytes than expected.
            The bytes were sent in pieces of 1 + 5.
            It said on standard error:
              Traceback:
                �[31mline 3
            What the peer did and saw:
            #2  2.000 ms  client  ← send "hello\n" = 6
            #4  4.000 ms  client  ← recv(65536) = 5 "HELlO"
            #6  6.000 ms  client  ← recv(65536) = 0
            Lab 22 shows why: socklab run 22
        "#);
    }

    #[test]
    fn the_same_in_chinese_and_in_ascii() {
        let messages = chinese();
        let view = View { messages: &messages, columns: 60, unicode: false };
        let wrong = failed(Fault::Short(Difference::between(b"HELLO\n", b"HEL")));
        insta::assert_snapshot!(bare(&check(&report(wrong), &view, false)), @r#"
        x  echo-again               0/2
            客户端发来的都要回答。
            应为  "HELLO\n" (6 B)
            实际  "HEL" (3 B)
            000000  48 45 4c 4c 4f 0a
                    48 45 4c
                             ^^ 从第 3 个字节开始不同
            对方还在等 3 个字节，程序却没有再做任何事。
            这些字节是分块发送的：1 + 5。
            程序的标准错误输出：
              Traceback:
                �[31mline 3
            对方做了什么、看到了什么：
            #2  2.000 ms  client
              < send "hello\n" = 6
            #4  4.000 ms  client
              < recv(65536) = 5 "HELlO"
            #6  6.000 ms  client
              < recv(65536) = 0
            原因看第 22 课：socklab run 22
        "#);
    }

    #[test]
    fn a_check_that_was_not_judged_or_not_tried_says_why() {
        let messages = english();
        let view = View { messages: &messages, columns: 80, unicode: true };
        let reports = [
            report(Outcome::Passed),
            report(Outcome::Unjudged(Obstacle("bind 127.0.0.1:7000: address in use".to_owned()))),
            report(Outcome::Skipped("echo-upper".to_owned())),
        ];
        let mut text: String = reports.iter().map(|report| check(report, &view, false)).collect();
        text += &summary(&ExerciseReport { exercise: &EXERCISE, seed: 7, checks: reports.into() }, &view);
        insta::assert_snapshot!(bare(&text), @r#"
          ✓ echo-again                2/2
          ? echo-again                0/2
              Answer everything that a client sends.
              Not judged, through no fault of the program: bind 127.0.0.1:7000: address
                in use
          · echo-again                0/2  not tried: echo-upper comes first
        1 of 3 checks passed, 2 of 6 points, 1 not judged
        "#);
    }

    #[test]
    fn every_kind_of_finding_has_its_words_in_both_languages_and_stays_within_the_view() {
        for fault in faults() {
            for messages in [english(), chinese()] {
                assert!(!finding::message(&fault, &messages).is_empty());
                for columns in [40, 80, 120] {
                    let view = View { messages: &messages, columns, unicode: true };
                    let text = bare(&check(&report(failed(fault.clone())), &view, true));
                    let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
                    // A row of digits is not broken.
                    assert!(widest <= columns.max(64), "{columns}:\n{text}");
                    assert!(!text.contains('\x1b'), "{text:?}");
                }
            }
        }
    }
}
