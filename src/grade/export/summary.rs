//! The class in Markdown, for the page of a run at GitHub Actions.

use super::{Source, details, words};
use crate::{grade::class::Verdict, say};

/// GitHub refuses a summary of more bytes ("Step isolation and limits", in its documentation of workflow commands).
const ROOM: usize = 1 << 20;

/// What of it is left for the headings and the last line.
const FOR_THE_REST: usize = 4096;

/// To be appended to the file that `$GITHUB_STEP_SUMMARY` names: the points of each student, and what did not pass.
///
/// Below 1 MiB. Where that is too little, the text says how many rows it leaves out.
#[must_use]
pub fn github_summary(source: &Source<'_>) -> String {
    let messages = source.view.messages;
    let [student, exercise] = [say!(messages, "export-student"), say!(messages, "export-exercise")];
    let earned =
        Table { head: vec![student.clone(), exercise.clone(), say!(messages, "export-points")], rows: earned(source) };
    let check = say!(messages, "export-check");
    let head = vec![student, exercise, check, say!(messages, "export-verdict"), say!(messages, "export-why")];
    let mut text = format!("## {}\n", say!(messages, "export-title"));
    if let Some(outside) = words::outside(source.class.isolation(), messages) {
        text.extend(["\n", &literal(&outside), "\n"]);
    }
    let tables = [earned, Table { head, rows: not_passed(source) }];
    let left_out: usize = tables.iter().map(|table| table.append(&mut text)).sum();
    if left_out > 0 {
        text.extend(["\n", &say!(messages, "export-left-out", count = left_out), "\n"]);
    }
    text
}

fn earned(source: &Source<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for student in &source.class.students {
        rows.extend(student.exercises.iter().map(|exercise| {
            let points = format!("{}/{}", exercise.points, exercise.max_points);
            vec![student.student.clone(), exercise.exercise.clone(), points]
        }));
    }
    rows
}

fn not_passed(source: &Source<'_>) -> Vec<Vec<String>> {
    let messages = source.view.messages;
    let mut rows = Vec::new();
    for student in &source.class.students {
        for exercise in &student.exercises {
            let checks = exercise.checks.iter().filter(|check| check.verdict != Verdict::Passed);
            rows.extend(checks.map(|check| {
                let verdict = words::verdict(check.verdict, messages);
                let why = details::message(check, exercise, messages).unwrap_or_default();
                vec![student.student.clone(), exercise.exercise.clone(), check.id.clone(), verdict, why]
            }));
        }
    }
    rows
}

/// A table, its cells as plain text.
struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Writes as many rows as there is room for; how many it did not. A table without rows is not written.
    fn append(&self, text: &mut String) -> usize {
        if self.rows.is_empty() {
            return 0;
        }
        text.push('\n');
        text.push_str(&row(&self.head));
        text.extend(["|", &" --- |".repeat(self.head.len()), "\n"]);
        let mut left = self.rows.iter();
        for cells in left.by_ref() {
            let row = row(cells);
            if text.len() + row.len() > ROOM - FOR_THE_REST {
                return left.len() + 1;
            }
            text.push_str(&row);
        }
        0
    }
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| literal(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Text that is shown as it is: ASCII punctuation as character references, which are never markup ([GFM], section 6.2).
///
/// [GFM]: https://github.github.com/gfm/#entity-and-numeric-character-references
fn literal(text: &str) -> String {
    let escaped = |character: char| match character {
        // They mean nothing within a cell, and most words need them.
        '-' | ',' | '/' | '(' | ')' | '"' => character.to_string(),
        punctuation if punctuation.is_ascii_punctuation() => format!("&#{};", u32::from(punctuation)),
        control if control.is_control() => " ".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(escaped).collect()
}
