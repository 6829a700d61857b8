//! JUnit XML, as continuous integration reads it: a suite a student, a class an exercise, a case a check.
//!
//! It is valid by the schemas of Jenkins, the strictest of its readers: `jenkins-junit.xsd`, which JUnit itself is tested
//! by, and `junit-10.xsd` of the plug-in xUnit.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Source, details};
use crate::{
    grade::class::{CheckGrade, ExerciseGrade, StudentGrade, Verdict},
    messages::Messages,
};

/// One document. The names of its cases are unique in it, and it holds no character that XML 1.0 forbids.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let mut report = Report::new("socklab");
    report.add_test_suites(source.class.students.iter().map(|student| suite(student, source.view.messages)));
    let mut xml = report.to_string().expect("memory takes what is written");
    // The schemas know this attribute of a suite, and not of the document, whose head is the first that has it.
    let skipped = format!(" skipped=\"{}\"", report.skipped);
    if let Some(at) = xml.find(&skipped) {
        xml.replace_range(at..at + skipped.len(), "");
    }
    xml.into_bytes()
}

fn suite(student: &StudentGrade, messages: &Messages) -> TestSuite {
    let mut suite = TestSuite::new(name(&student.student));
    for exercise in &student.exercises {
        suite.add_test_cases(exercise.checks.iter().map(|check| case(student, exercise, check, messages)));
    }
    suite
}

fn case(student: &StudentGrade, exercise: &ExerciseGrade, check: &CheckGrade, messages: &Messages) -> TestCase {
    let message = details::message(check, exercise, messages).unwrap_or_default();
    let non_success = |kind, category: &str| {
        let mut status = TestCaseStatus::non_success(kind);
        status.set_type(allowed(category));
        status.set_message(allowed(&message));
        status.set_description(allowed(&details::text(check, exercise, messages)));
        status
    };
    let status = match check.verdict {
        Verdict::Passed => TestCaseStatus::success(),
        Verdict::Failed => {
            let code = check.finding.as_ref().map_or("failed", |finding| finding.fault.code());
            non_success(NonSuccessKind::Failure, code)
        }
        Verdict::Flaky => non_success(NonSuccessKind::Failure, "flaky"),
        Verdict::Unjudged => non_success(NonSuccessKind::Error, "unjudged"),
        Verdict::Skipped => {
            // As text alone: the older schema gives this element no attributes.
            let mut status = TestCaseStatus::skipped();
            status.set_description(allowed(&message));
            status
        }
    };
    let name = name(&format!("{}/{}/{}", student.student, exercise.exercise, check.id));
    let mut case = TestCase::new(name, status);
    case.set_classname(allowed(&exercise.exercise));
    case
}

/// Without the characters that XML 1.0 forbids (section 2.2). Tabs as spaces, since `quick_junit` takes them out.
fn allowed(text: &str) -> String {
    text.replace('\t', "    ").chars().filter(|character| is_allowed(*character)).collect()
}

/// With those characters written out, so that two names stay two.
fn name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for character in text.chars() {
        if is_allowed(character) && !character.is_control() {
            name.push(character);
        } else {
            name.extend(character.escape_unicode());
        }
    }
    name
}

/// A `char` is no surrogate.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => other >= ' ',
    }
}
