//! For GitHub Actions: what GitHub Classroom's grading reporter reads, and a summary for the page of a run.
//!
//! The reporter (<https://github.com/classroom-resources/autograding-grading-reporter>) takes the results of each runner, as
//! base64 of JSON, from an environment variable that a step's output fills.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{Source, details, words};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, StudentGrade, Verdict},
    messages::Messages,
    say,
};

/// GitHub refuses a summary of more bytes: "Step isolation and limits", in the documentation of workflow commands.
const SUMMARY_ROOM: usize = 1 << 20;

/// A line for each check, as `$GITHUB_OUTPUT` takes it: `<exercise>_<check>=<runner result>`. Where there are several
/// students, their place in the report stands before it, from 1: `3_tcp-echo_echo-upper=..`.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let students = &source.class.students;
    let mut text = String::new();
    for (place, student) in students.iter().enumerate() {
        let prefix = if students.len() == 1 { String::new() } else { format!("{}_", place + 1) };
        for exercise in &student.exercises {
            for check in &exercise.checks {
                let result = STANDARD.encode(result(check, exercise, source.view.messages));
                text += &format!("{prefix}{}_{}={result}\n", exercise.exercise, check.id);
            }
        }
    }
    text.into_bytes()
}

/// One runner's result. The reporter adds up `score`, so it stands there whatever came of the check.
fn result(check: &CheckGrade, exercise: &ExerciseGrade, messages: &Messages) -> String {
    let status = match check.verdict {
        Verdict::Passed => "pass",
        Verdict::Unjudged => "error",
        Verdict::Failed | Verdict::Flaky | Verdict::Skipped => "fail",
    };
    let message = details::message(check, exercise, messages).map(|_| details::text(check, exercise, messages));
    let result = json!({
        "version": 1,
        "status": status,
        "max_score": check.max_points,
        "tests": [{
            "name": format!("{}: {}", exercise.exercise, check.id),
            "status": status,
            "score": check.points,
            "message": message,
            "test_code": check.demand.get(messages.lang()),
            "filename": "",
            "line_no": 0,
            // A report has no times: the same outcomes give the same report.
            "duration": 0,
        }],
    });
    result.to_string()
}

/// The class in Markdown, to be appended to the file that `$GITHUB_STEP_SUMMARY` names: the points of each student, and
/// what did not pass. Below 1 MiB; how many rows are left out is said.
#[must_use]
pub fn summary(source: &Source<'_>) -> String {
    let messages = source.view.messages;
    let mut rows = Vec::new();
    for student in &source.class.students {
        rows.extend(student.exercises.iter().map(|exercise| earned(student, exercise)));
    }
    let mut wrong = Vec::new();
    for (student, exercise, check) in not_passed(source) {
        let verdict = words::verdict(check.verdict, messages);
        let why = details::message(check, exercise, messages).unwrap_or_default();
        wrong.push(row(&[&student.student, &exercise.exercise, &check.id, &verdict, &why]));
    }
    let [student, exercise] = [say!(messages, "export-student"), say!(messages, "export-exercise")];
    let points = say!(messages, "export-points");
    let heads = [
        vec![student.clone(), exercise.clone(), points],
        vec![student, exercise, say!(messages, "export-check"), String::new(), String::new()],
    ];
    let [points, checks] = heads.map(|head| {
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        format!("\n{}|{}\n", row(&head), " --- |".repeat(head.len()))
    });
    let mut text = format!("## {}\n", say!(messages, "export-title"));
    let mut left_out = 0;
    for (head, rows) in [(points, rows), (checks, wrong)] {
        if !rows.is_empty() {
            left_out += append(&mut text, &head, &rows);
        }
    }
    if left_out > 0 {
        text += &format!("\n{}\n", say!(messages, "export-left-out", count = left_out));
    }
    text
}

/// Adds as many rows as there is room for, with some left for what follows; how many it did not.
fn append(text: &mut String, head: &str, rows: &[String]) -> usize {
    const FOR_THE_REST: usize = 4096;
    text.push_str(head);
    let mut taken = 0;
    for row in rows {
        if text.len() + row.len() > SUMMARY_ROOM - FOR_THE_REST {
            break;
        }
        text.push_str(row);
        taken += 1;
    }
    rows.len() - taken
}

fn earned(student: &StudentGrade, exercise: &ExerciseGrade) -> String {
    let points = format!("{}/{}", exercise.points, exercise.max_points);
    row(&[&student.student, &exercise.exercise, &points])
}

fn not_passed<'a>(source: &Source<'a>) -> impl Iterator<Item = (&'a StudentGrade, &'a ExerciseGrade, &'a CheckGrade)> {
    let exercises = |student: &'a StudentGrade| student.exercises.iter().map(move |exercise| (student, exercise));
    let all = source.class.students.iter().flat_map(exercises);
    let checks =
        all.flat_map(|(student, exercise)| exercise.checks.iter().map(move |check| (student, exercise, check)));
    checks.filter(|(_, _, check)| check.verdict != Verdict::Passed)
}

/// A row of a table in GitHub's Markdown, with nothing in it that is markup.
fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!(" {} |", literal(cell))).collect();
    format!("|{cells}\n")
}

/// Text that is shown as it is: ASCII punctuation as character references, which are never markup ([GFM], section 6.2).
///
/// [GFM]: https://github.github.com/gfm/#entity-and-numeric-character-references
fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // They mean nothing within a cell, and most words need them.
            '-' | ',' | '/' | '(' | ')' | '"' => escaped.push(character),
            punctuation if punctuation.is_ascii_punctuation() => {
                escaped.push_str(&format!("&#{};", u32::from(punctuation)));
            }
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
