//! JSON, `format_version` 1: for scripts.

use serde_json::{Value, json};

use super::{Source, words};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, StudentGrade},
    messages::Messages,
    render,
};

/// The version of this form.
const FORMAT_VERSION: u32 = 1;

/// One document, indented, with an end of line.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let class = source.class;
    let messages = source.view.messages;
    let document = json!({
        "format_version": FORMAT_VERSION,
        "run": class.run,
        "students": class.students.iter().map(|one| student(one, messages)).collect::<Vec<_>>(),
    });
    // The alternate form of a Value is indented JSON (serde_json's Display).
    format!("{document:#}\n").into_bytes()
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
    match (&grade.finding, &grade.obstacle) {
        (Some(finding), _) => render::json::finding(finding, grade.lab, messages),
        (None, Some(obstacle)) => json!({ "code": "obstacle", "message": obstacle.0, "lab": grade.lab }),
        (None, None) => Value::Null,
    }
}
