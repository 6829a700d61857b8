//! For GitHub Classroom: what its grading reporter reads.
//!
//! The reporter (<https://github.com/classroom-resources/autograding-grading-reporter>) takes the results of each runner, as
//! base64 of JSON, from an environment variable that a step's output fills:
//!
//!     - id: grade
//!       run: socklab grade export out --format github >> "$GITHUB_OUTPUT"
//!     - uses: classroom-resources/autograding-grading-reporter@v1
//!       env:
//!         TCP-ECHO_ECHO-UPPER_RESULTS: ${{ steps.grade.outputs.tcp-echo_echo-upper }}
//!       with:
//!         runners: tcp-echo_echo-upper

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{Source, details};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, Verdict},
    messages::Messages,
};

/// A line for each check, as `$GITHUB_OUTPUT` takes it: `<exercise>_<check>=<runner result>`. Where there are several
/// students, their place in the report stands before it, from 1: `3_tcp-echo_echo-upper=..`.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let students = &source.class.students;
    let mut lines = String::new();
    for (place, student) in students.iter().enumerate() {
        let prefix = if students.len() == 1 { String::new() } else { format!("{}_", place + 1) };
        for exercise in &student.exercises {
            for check in &exercise.checks {
                lines.extend([&prefix, &exercise.exercise, "_", &check.id, "="]);
                STANDARD.encode_string(result(check, exercise, source.view.messages), &mut lines);
                lines.push('\n');
            }
        }
    }
    lines.into_bytes()
}

/// One runner's result. The reporter adds up `score`, so it stands there whatever came of the check.
fn result(check: &CheckGrade, exercise: &ExerciseGrade, messages: &Messages) -> String {
    let status = match check.verdict {
        Verdict::Passed => "pass",
        Verdict::Unjudged => "error",
        Verdict::Failed | Verdict::Flaky | Verdict::Skipped => "fail",
    };
    let passed = check.verdict == Verdict::Passed;
    let result = json!({
        "version": 1,
        "status": status,
        "max_score": check.max_points,
        "tests": [{
            "name": format!("{}: {}", exercise.exercise, check.id),
            "status": status,
            "score": check.points,
            "message": (!passed).then(|| details::text(check, exercise, messages)),
            "test_code": check.demand.get(messages.lang()),
            "filename": "",
            "line_no": 0,
            // A report has no times: the same outcomes give the same report.
            "duration": 0,
        }],
    });
    result.to_string()
}
