//! One page that holds everything it needs: the class as a table, then each student's checks.
//!
//! Whatever comes from students stands in it as text: the templates escape all that they are given, no attribute holds a
//! student's words, and the page forbids itself scripts and foreign resources, so a browser refuses what would get through.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Source, details, words};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, Isolation, StudentGrade, Verdict},
    messages::Messages,
    render::finding,
    say,
};

/// Its styles; no script.
const STYLES: &str = include_str!("html.css");

/// The page, in UTF-8.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let messages = source.view.messages;
    let title = say!(messages, "export-title");
    let run = &source.class.run;
    let page = html! {
        (DOCTYPE)
        html lang=(messages.lang().tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLES)) }
            }
            body {
                header {
                    h1 { (title) }
                    p { (say!(messages, "export-run", id = run.id.as_str(), version = run.socklab.as_str(), seed = run.seed.to_string())) }
                    (counts(source))
                    @if let Some(outside) = words::outside(source.class.isolation(), messages) { p.trouble { (outside) } }
                }
                main {
                    (table(source))
                    @for (place, student) in source.class.students.iter().enumerate() { (self::student(place, student, messages)) }
                }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text.into_bytes()
}

/// How many checks came to what.
fn counts(source: &Source<'_>) -> Markup {
    html! {
        ul.counts {
            @for verdict in Verdict::ALL {
                li class=(verdict.name()) { (mark(verdict)) " " (words::verdict(verdict, source.view.messages)) " " b { (source.class.count(verdict)) } }
            }
        }
    }
}

/// A row a student, a column an exercise.
fn table(source: &Source<'_>) -> Markup {
    let messages = source.view.messages;
    let exercises = source.class.students.first().map_or(&[][..], |student| &student.exercises);
    html! {
        div.wide {
            table {
                thead { tr {
                    th scope="col" { (say!(messages, "export-student")) }
                    @for exercise in exercises { th scope="col" title=(exercise.title.get(messages.lang())) { (exercise.exercise) } }
                    th scope="col" { (say!(messages, "export-total")) }
                } }
                tbody {
                    @for (place, student) in source.class.students.iter().enumerate() {
                        tr {
                            th scope="row" { a href=(format!("#student-{}", place + 1)) { (name(student)) } }
                            @for exercise in &student.exercises { td { (points(exercise.points, exercise.max_points)) (attention(exercise, messages)) } }
                            td { (points(student.points(), student.max_points())) }
                        }
                    }
                }
            }
        }
    }
}

fn points(points: u32, max: u32) -> Markup {
    html! { span.points { b { (points) } "/" (max) } }
}

/// What staff must look at.
fn attention(exercise: &ExerciseGrade, messages: &Messages) -> Markup {
    let count = |verdict| exercise.checks.iter().filter(|check| check.verdict == verdict).count();
    html! {
        @for verdict in [Verdict::Flaky, Verdict::Unjudged] {
            @if count(verdict) > 0 {
                " " span class=(verdict.name()) { (mark(verdict)) " " (words::verdict(verdict, messages)) " " (count(verdict)) }
            }
        }
    }
}

fn student(place: usize, student: &StudentGrade, messages: &Messages) -> Markup {
    html! {
        section id=(format!("student-{}", place + 1)) {
            h2 { (name(student)) " " (points(student.points(), student.max_points())) }
            @for exercise in &student.exercises { (self::exercise(exercise, messages)) }
        }
    }
}

fn exercise(exercise: &ExerciseGrade, messages: &Messages) -> Markup {
    let seed = say!(messages, "grade-seed", seed = exercise.seed.to_string());
    html! {
        article {
            h3 { (exercise.title.get(messages.lang())) " " code { (exercise.exercise) } " " (points(exercise.points, exercise.max_points)) }
            p.facts {
                (seed)
                @if let Some(isolation) = exercise.isolation { " · " (kept_apart(isolation, messages)) }
            }
            @if let Some(trouble) = &exercise.trouble {
                p.trouble { (visible(&words::trouble(trouble, messages))) }
                @let output = details::build_output(exercise);
                @if !output.is_empty() { pre { (visible(&output.join("\n"))) } }
            }
            @for check in &exercise.checks { (self::check(check, exercise, messages)) }
        }
    }
}

/// One check: what did not pass is open, with all that is known of it.
fn check(check: &CheckGrade, exercise: &ExerciseGrade, messages: &Messages) -> Markup {
    let open = matches!(check.verdict, Verdict::Failed | Verdict::Flaky | Verdict::Unjudged);
    html! {
        details.check open[open] {
            summary {
                span class=(check.verdict.name()) { (mark(check.verdict)) " " (words::verdict(check.verdict, messages)) }
                " " code { (check.id) } " " (points(check.points, check.max_points))
                @if check.hidden { " " span.hidden { (say!(messages, "grade-hidden")) } }
            }
            p { (check.demand.get(messages.lang())) }
            @if let Some(message) = details::message(check, exercise, messages) { p.message { (visible(&message)) } }
            (found(check, messages))
        }
    }
}

/// Expected, actual, and what the program and its peer did.
fn found(check: &CheckGrade, messages: &Messages) -> Markup {
    let Some(what) = &check.finding else { return html! {} };
    let compared = [
        (say!(messages, "check-expected"), finding::expected(&what.fault, messages)),
        (say!(messages, "check-actual"), finding::actual(&what.fault, messages)),
    ];
    html! {
        @if compared.iter().any(|(_, value)| value.is_some()) {
            dl {
                @for (name, value) in &compared {
                    @if let Some(value) = value { dt { (name) } dd { code { (visible(value)) } } }
                }
            }
        }
        @if let Some(sizes) = finding::pieces(what) { p { (say!(messages, "check-chunks", sizes = sizes)) } }
        @if !what.said.is_empty() {
            p { (say!(messages, "check-said")) }
            pre { (visible(&check.said())) }
        }
        @if !check.trace.is_empty() {
            p { (say!(messages, "check-peer-did")) }
            ol { @for line in &check.trace { li { code { (visible(line)) } } } }
        }
        p.lab { (say!(messages, "check-see-lab", lab = check.lab)) }
    }
}

/// The student by name. What is written from right to left does not turn its surroundings round.
fn name(student: &StudentGrade) -> Markup {
    html! { bdi { (visible(&student.student)) } }
}

fn kept_apart(isolation: Isolation, messages: &Messages) -> String {
    match isolation {
        Isolation::Host => say!(messages, "export-host"),
        Isolation::Network => say!(messages, "export-network"),
        Isolation::Sandbox => say!(messages, "export-sandbox"),
    }
}

/// A verdict without its colour.
fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "✓",
        Verdict::Failed => "✗",
        Verdict::Flaky => "≈",
        Verdict::Unjudged => "?",
        Verdict::Skipped => "·",
    }
}

/// The text with its control characters as the pictures that Unicode has of them; HTML allows none of them.
fn visible(text: &str) -> String {
    let picture = |character: char| match character {
        '\n' | '\t' => character,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        control if control.is_control() => '\u{fffd}',
        other => other,
    };
    text.chars().map(picture).collect()
}
