//! Gradescope's and GitHub's formats, by what they document of their fields.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value as Json, json};
use socklab::grade::{
    class::{StudentGrade, Verdict},
    export::Refusal,
};

use crate::class::{self, check, exercise, export, student, summary};

fn keys(object: &Json) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn gradescope() -> Json {
    serde_json::from_str(&export(&class::class(vec![student("bob", b"x")]), "gradescope").unwrap()).unwrap()
}

#[test]
fn gradescope_gets_the_fields_that_it_knows() {
    let results = gradescope();
    let top = ["score", "execution_time", "output", "stdout_visibility", "tests"];
    assert_eq!(keys(&results), BTreeSet::from(top));
    assert_eq!([&results["score"], &results["stdout_visibility"]], [&json!(2), &json!("hidden")]);
    let all =
        BTreeSet::from(["name", "number", "score", "max_score", "status", "output", "output_format", "visibility"]);
    let tests = results["tests"].as_array().unwrap();
    for test in tests {
        assert!(keys(test).is_subset(&all), "{test}");
        assert!(test["max_score"].is_u64() && test["name"].is_string() && test["number"].is_string(), "{test}");
        assert_eq!(test["output_format"], "text");
    }
    let statuses: Vec<&str> = tests.iter().map(|test| test["status"].as_str().unwrap_or("none")).collect();
    assert_eq!(statuses, ["passed", "failed", "failed", "none", "failed", "failed", "failed"]);
    let sum: u64 = tests.iter().filter_map(|test| test["score"].as_u64()).sum();
    assert_eq!(results["score"], sum);
}

#[test]
fn gradescope_shows_no_zero_for_what_was_not_judged_and_hides_what_is_hidden() {
    let results = gradescope();
    assert!(results["tests"][3].get("score").is_none(), "{results}");
    assert_eq!(results["output"], "1 not judged");
    let visible = |test: &&Json| test["visibility"] == "visible";
    let tests = results["tests"].as_array().unwrap();
    assert_eq!(tests.iter().filter(visible).count(), 6);
    for test in tests.iter().filter(visible) {
        assert!(!test.to_string().contains("hidden"), "{test}");
    }
}

#[test]
fn gradescope_reads_one_student_at_a_time() {
    let students = class::hostile().students.len();
    assert_eq!(export(&class::hostile(), "gradescope"), Err(Refusal::NotOneStudent { students }));
}

/// The lines as a workflow has them after `>> $GITHUB_OUTPUT`, decoded as the reporter decodes them.
fn runners(text: &str) -> Vec<(&str, Json)> {
    let decoded = |line| -> (&str, Json) {
        let (name, value): (&str, &str) = str::split_once(line, '=').unwrap();
        (name, serde_json::from_slice(&STANDARD.decode(value).unwrap()).unwrap())
    };
    text.lines().map(decoded).collect()
}

#[test]
fn github_s_reporter_gets_a_result_for_each_check_with_a_score_in_each() {
    let lines = export(&class::class(vec![student("bob", b"x")]), "github").unwrap();
    let runners = runners(&lines);
    let names: Vec<&str> = runners.iter().map(|(name, _)| *name).collect();
    assert_eq!(names[..2], ["tcp-echo_echo-upper", "tcp-echo_split-write"]);
    let statuses: Vec<&str> = runners.iter().map(|(_, result)| result["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["pass", "fail", "fail", "error", "fail", "fail", "fail"]);
    let mut score = 0;
    for (_, result) in &runners {
        assert_eq!(keys(result), BTreeSet::from(["version", "status", "max_score", "tests"]));
        assert_eq!([&result["version"], &result["max_score"]], [1, 2]);
        let [test] = result["tests"].as_array().unwrap().as_slice() else { panic!("{result}") };
        let fields = ["name", "status", "score", "message", "test_code", "filename", "line_no", "duration"];
        assert_eq!(keys(test), BTreeSet::from(fields));
        assert_eq!(test["message"].is_null(), test["status"] == "pass");
        score += test["score"].as_u64().unwrap();
    }
    assert_eq!(score, 2);
}

#[test]
fn github_s_names_are_of_letters_digits_and_hyphens_whatever_the_students_are_called() {
    let text = export(&class::hostile(), "github").unwrap();
    let names: BTreeSet<&str> = runners(&text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), text.lines().count());
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    assert!(names.iter().all(|name| name.chars().all(plain)), "{names:?}");
}

#[test]
fn a_summary_shows_names_and_no_markup_of_theirs() {
    let text = summary(&class::hostile());
    assert!(text.contains("&#60;script&#62;") && !text.contains('<') && !text.contains('`'), "{text}");
    // Every row has the cells of its head.
    for line in text.lines().filter(|line| line.starts_with('|')) {
        assert!([4, 6].contains(&line.matches('|').count()), "{line}");
    }
}

#[test]
fn a_summary_of_any_class_is_below_a_mebibyte_and_counts_what_it_leaves_out() {
    let students: Vec<_> = (0..12_000).map(|number| student(&format!("student-{number}"), b"x")).collect();
    let text = summary(&class::class(students));
    assert!(text.len() < 1 << 20 && text.len() > 1 << 19, "{}", text.len());
    let rows = text.lines().filter(|line| line.starts_with("| student-")).count();
    // A row for each exercise, and one for each of six checks that did not pass.
    let left_out = 12_000 * 7 - rows;
    assert!(text.contains(&format!(".. {left_out} more rows do not fit here")), "{left_out}");
}

#[test]
fn a_class_that_passed_has_no_table_of_what_did_not() {
    let bob = StudentGrade {
        student: "bob".to_owned(),
        exercises: vec![exercise("tcp-echo", None, vec![check("echo-upper", Verdict::Passed)])],
    };
    insta::assert_snapshot!(summary(&class::class(vec![bob])), @"
    ## The class, graded

    | Student | Exercise | Points |
    | --- | --- | --- |
    | bob | tcp-echo | 2/2 |
    ");
}
