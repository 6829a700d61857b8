//! `results.json`, as Gradescope's autograder harness reads it from `/autograder/results`
//! (<https://gradescope-autograders.readthedocs.io/en/latest/specs/>).

use serde_json::{Value, json};

use super::{Refusal, Source, details, words};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, StudentGrade, Verdict},
    messages::Messages,
    say,
};

/// The results of one student. A report of several is refused.
///
/// A hidden check is there for staff, `hidden` from the student, and its points count. A check that was not judged has
/// neither a status nor a score: Gradescope knows of no other that is not the student's.
pub(super) fn export(source: &Source<'_>) -> Result<Vec<u8>, Refusal> {
    let [student] = source.class.students.as_slice() else {
        return Err(Refusal::NotOneStudent { students: source.class.students.len() });
    };
    let messages = source.view.messages;
    // What the student may see of each check: no word of those that are hidden.
    let own = source.class.for_student(&student.student);
    let shown: Vec<&ExerciseGrade> =
        own.iter().flat_map(|class| &class.students).flat_map(|own| &own.exercises).collect();
    let tests = student.exercises.iter().enumerate().flat_map(|(place, exercise)| {
        let shown = shown.get(place).copied();
        let test = move |(index, check): (usize, &CheckGrade)| {
            let seen = shown.and_then(|shown| shown.checks.iter().find(|seen| seen.id == check.id));
            let number = format!("{}.{}", place + 1, index + 1);
            test(&number, seen.unwrap_or(check), exercise, messages)
        };
        exercise.checks.iter().enumerate().map(test)
    });
    let document = json!({
        "score": student.points(),
        // A report has no times: the same outcomes give the same report.
        "execution_time": 0,
        "output": output(student, messages),
        // What the harness prints itself is for staff.
        "stdout_visibility": "hidden",
        "tests": tests.collect::<Vec<_>>(),
    });
    Ok(format!("{document:#}\n").into_bytes())
}

fn test(number: &str, check: &CheckGrade, exercise: &ExerciseGrade, messages: &Messages) -> Value {
    let mut test = json!({
        "name": format!("{}: {}", exercise.exercise, check.id),
        "number": number,
        "max_score": check.max_points,
        "output": details::text(check, exercise, messages),
        "output_format": "text",
        "visibility": if check.hidden { "hidden" } else { "visible" },
    });
    if check.verdict != Verdict::Unjudged {
        test["score"] = check.points.into();
        test["status"] = if check.verdict == Verdict::Passed { "passed" } else { "failed" }.into();
    }
    test
}

/// What concerns no check alone: why there was no program, and how many checks of those that the student sees nobody judged.
fn output(student: &StudentGrade, messages: &Messages) -> String {
    let mut lines = Vec::new();
    for exercise in &student.exercises {
        if let Some(trouble) = &exercise.trouble {
            lines.push(format!("{}: {}", exercise.exercise, words::trouble(trouble, messages)));
            lines.extend(details::build_output(exercise).iter().map(|line| format!("  {line}")));
        }
    }
    let unjudged = student.checks().filter(|check| check.verdict == Verdict::Unjudged && !check.hidden).count();
    if unjudged > 0 {
        lines.push(say!(messages, "check-summary-unjudged", count = unjudged));
    }
    lines.join("\n")
}
