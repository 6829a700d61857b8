//! A CSV file for Moodle's gradebook: two columns that say who a student is, then for each exercise a grade and a feedback.
//!
//! Moodle reads it at Grades, Import, CSV file (`grade/import/csv/classes/load_data.php`). There an empty grade is none, so
//! what is not judged yet is no zero; and a row whose student cell is empty goes to the student of the row before, so
//! such a cell is refused here. Feedback is read as `FORMAT_MOODLE`: as HTML that keeps its line breaks.

use maud::Render;

use super::{
    Refusal, Source, details,
    table::{self, defused},
    words,
};
use crate::{
    grade::{
        class::{CheckGrade, Class, ExerciseGrade, StudentGrade, Verdict},
        roster::Entry,
    },
    messages::Messages,
};

/// `idnumber,email`, and for each exercise `<exercise>,<exercise> feedback`.
///
/// Students read the feedback, so it says nothing of hidden checks; the points are those of all checks.
pub(super) fn export(source: &Source<'_>) -> Result<Vec<u8>, Refusal> {
    let slugs = slugs(source.class);
    let columns = slugs.iter().flat_map(|slug| [defused(slug), defused(&format!("{slug} feedback"))]);
    let head: Vec<String> = ["idnumber", "email"].map(str::to_owned).into_iter().chain(columns).collect();
    let mut rows = vec![head];
    for (entry, student) in entries(source)?.into_iter().zip(&source.class.students) {
        let own = source.class.for_student(&student.student);
        let shown = own.iter().flat_map(|class| &class.students).next();
        // By these two Moodle finds the student, so they stay as the instructor wrote them.
        let mut row = vec![entry.idnumber.clone(), entry.email.clone()];
        for slug in &slugs {
            row.push(exercise(student, slug).and_then(points).unwrap_or_default());
            let feedback = shown.and_then(|shown| exercise(shown, slug));
            row.push(feedback.map(|exercise| self::feedback(exercise, source.view.messages)).unwrap_or_default());
        }
        rows.push(row);
    }
    Ok(table::text(rows))
}

/// What the roster says of each student, in the report's order.
fn entries<'a>(source: &Source<'a>) -> Result<Vec<&'a Entry>, Refusal> {
    let students = source.class.students.iter().map(|student| student.student.as_str());
    let unknown = students.clone().filter(|student| source.roster.entry(student).is_none());
    let unknown: Vec<String> = unknown.map(str::to_owned).collect();
    if !unknown.is_empty() {
        return Err(Refusal::NotInRoster { students: unknown });
    }
    let entries: Vec<&Entry> = students.filter_map(|student| source.roster.entry(student)).collect();
    blank(&entries, "idnumber", |entry| &entry.idnumber)?;
    blank(&entries, "email", |entry| &entry.email)?;
    Ok(entries)
}

/// Refuses a column that is half filled. A course that does without the whole of it finds its students by the other one.
fn blank(entries: &[&Entry], column: &'static str, cell: fn(&Entry) -> &str) -> Result<(), Refusal> {
    let (empty, filled): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| cell(entry).is_empty());
    match empty.first() {
        Some(entry) if !filled.is_empty() => Err(Refusal::Blank { student: entry.student.clone(), column }),
        _ => Ok(()),
    }
}

/// The exercises of the class, in the order in which the report first names them.
fn slugs(class: &Class) -> Vec<&str> {
    let mut slugs = Vec::new();
    for exercise in class.students.iter().flat_map(|student| &student.exercises) {
        if !slugs.contains(&exercise.exercise.as_str()) {
            slugs.push(exercise.exercise.as_str());
        }
    }
    slugs
}

fn exercise<'a>(student: &'a StudentGrade, slug: &str) -> Option<&'a ExerciseGrade> {
    student.exercises.iter().find(|exercise| exercise.exercise == slug)
}

/// What was earned; nothing is known of an exercise that is not judged to the end.
fn points(exercise: &ExerciseGrade) -> Option<String> {
    let unjudged = exercise.checks.iter().any(|check| check.verdict == Verdict::Unjudged);
    (!unjudged).then(|| exercise.points.to_string())
}

/// A line a check, as HTML.
fn feedback(exercise: &ExerciseGrade, messages: &Messages) -> String {
    let line = |check: &CheckGrade| {
        let verdict = words::verdict(check.verdict, messages);
        let line = format!("{} {}/{} {verdict}", check.id, check.points, check.max_points);
        details::message(check, exercise, messages).map_or(line.clone(), |why| format!("{line}: {why}"))
    };
    let lines: Vec<String> = exercise.checks.iter().map(line).collect();
    defused(&lines.join("\n").render().into_string())
}
