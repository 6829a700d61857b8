//! JSON, `format_version` 1: for scripts.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{Source, words};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, Run, StudentGrade, Verdict},
    messages::Messages,
    render,
};

/// The version of this form.
const FORMAT_VERSION: u32 = 1;

/// One document, indented, with an end of line. A student's part is made when its turn comes: a large class would not fit
/// into memory twice.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let document = Document { format_version: FORMAT_VERSION, run: &source.class.run, students: Students(source) };
    // Everything in it has a form in JSON, and a vector takes what is written.
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Document<'a> {
    format_version: u32,
    run: &'a Run,
    students: Students<'a>,
}

struct Students<'a>(&'a Source<'a>);

impl Serialize for Students<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Source { class, view, .. } = self.0;
        serializer.collect_seq(class.students.iter().map(|one| student(one, view.messages)))
    }
}

fn student(grade: &StudentGrade, messages: &Messages) -> Value {
    json!({
        "student": grade.student,
        "points": grade.points(),
        "max_points": grade.max_points(),
        "exercises": grade.exercises.iter().map(|one| exercise(one, messages)).collect::<Vec<_>>(),
    })
}

fn exercise(grade: &ExerciseGrade, messages: &Messages) -> Value {
    json!({
        "exercise": grade.exercise,
        "points": grade.points,
        "max_points": grade.max_points,
        "seed": grade.seed,
        "isolation": grade.isolation,
        "trouble": grade.trouble.as_ref().map(|known| {
            let mut value = json!(known);
            value["message"] = words::trouble(known, messages).into();
            value
        }),
        "checks": grade.checks.iter().map(|one| check(one, messages)).collect::<Vec<_>>(),
    })
}

fn check(grade: &CheckGrade, messages: &Messages) -> Value {
    json!({
        "id": grade.id,
        "demand": grade.demand.get(messages.lang()),
        "points": grade.points,
        "max_points": grade.max_points,
        "hidden": grade.hidden,
        "verdict": grade.verdict.name(),
        "finding": finding(grade, messages),
        "trace": grade.trace,
    })
}

/// As `socklab check` says it.
fn finding(grade: &CheckGrade, messages: &Messages) -> Value {
    let simple = |code: &str, message: String| json!({ "code": code, "message": message, "expected": null, "actual": null, "lab": grade.lab });
    match (&grade.finding, words::reason(grade, messages)) {
        (Some(finding), _) => render::json::finding(finding, grade.lab, messages),
        (None, Some(reason)) if grade.verdict == Verdict::Skipped => simple("skipped", reason),
        (None, Some(reason)) => simple("obstacle", reason),
        (None, None) => Value::Null,
    }
}
