//! CSV, for spreadsheets: a row for each exercise of a student, and in it a column for each check, with its verdict.

use super::{
    Source,
    table::{self, defused},
};
use crate::grade::class::{CheckGrade, Class, ExerciseGrade, StudentGrade};

/// `student,exercise,points,max` and the ids of the checks, as scripts name all of them: in English.
///
/// A check of the same id in two exercises has one column. A cell is empty where the exercise has no such check.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let ids = ids(source.class);
    let fixed = ["student", "exercise", "points", "max"].map(str::to_owned);
    let head: Vec<String> = fixed.into_iter().chain(ids.iter().map(|id| defused(id))).collect();
    let students = source.class.students.iter();
    let rows = students.flat_map(|student| student.exercises.iter().map(|exercise| row(student, exercise, &ids)));
    table::text([head].into_iter().chain(rows))
}

fn row(student: &StudentGrade, exercise: &ExerciseGrade, ids: &[&str]) -> Vec<String> {
    let ExerciseGrade { exercise: slug, points, max_points, checks, .. } = exercise;
    let verdict = |id: &&str| {
        let check = checks.iter().find(|check| check.id == *id);
        check.map_or_else(String::new, |check| check.verdict.name().to_owned())
    };
    let fixed = [defused(&student.student), defused(slug), points.to_string(), max_points.to_string()];
    fixed.into_iter().chain(ids.iter().map(verdict)).collect()
}

/// The ids of all checks, in the order in which the report first names them.
fn ids(class: &Class) -> Vec<&str> {
    let mut ids = Vec::new();
    for CheckGrade { id, .. } in class.checks() {
        if !ids.contains(&id.as_str()) {
            ids.push(id.as_str());
        }
    }
    ids
}
