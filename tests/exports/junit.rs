//! JUnit XML, by the schema that Jenkins publishes and as Python reads it.

use std::{collections::BTreeSet, path::Path, process::Command};

use rstest::rstest;

use crate::{
    class::{self, HOSTILE, export},
    programs::{answer, has, python, run},
    support::skipped,
};

/// What Jenkins' xunit plugin publishes. It is not ours: `.ci/run` fetches it.
const JUNIT_10: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/schemas/junit-10.xsd");

/// What an older schema allows beside that, said in our words: no attribute of `skipped`, and counts that are numbers.
const OLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports/junit.rng");

/// Every case: its suite, class, name, and what stands in it: the element, its attributes, its text.
const CASES: &str = "import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
counts = lambda element: [element.get(key) for key in ('tests', 'failures', 'errors', 'skipped')]
cases = [[suite.get('name'), case.get('classname'), case.get('name'),
          [[inner.tag, inner.get('type'), inner.get('message'), inner.text] for inner in case]]
         for suite in root for case in suite]
print(json.dumps({'root': counts(root), 'suites': [counts(suite) for suite in root], 'cases': cases}))";

/// The one that reads by this schema; `None`, and said, where it or the schema is missing.
fn xmllint(kind: &str, schema: &str) -> Option<Command> {
    if !Path::new(schema).is_file() {
        skipped("junit-schema", &format!("there is no {schema}"));
        return None;
    }
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--nonet", kind, schema, "-"]);
    has("xmllint", &["--version"]).then_some(xmllint)
}

#[rstest]
#[case::junit_10("--schema", JUNIT_10)]
#[case::older("--relaxng", OLDER)]
fn what_jenkins_publishes_of_its_input_allows_the_report(#[case] kind: &str, #[case] schema: &str) {
    for class in [class::hostile(), class::class(Vec::new())] {
        let Some(mut xmllint) = xmllint(kind, schema) else { return };
        answer(&mut xmllint, &export(&class, "junit").unwrap());
    }
}

#[rstest]
#[case::of_a_case("--schema", JUNIT_10, " classname=", " klass=")]
#[case::of_a_suite("--schema", JUNIT_10, " failures=", " failed=")]
#[case::of_a_skip("--schema", JUNIT_10, "<skipped>", "<skipped reason=\"x\">")]
#[case::of_an_older_skip("--relaxng", OLDER, "<skipped>", "<skipped message=\"x\">")]
#[case::of_an_older_count("--relaxng", OLDER, "tests=\"", "tests=\"x")]
fn the_schema_refuses_what_jenkins_refuses(
    #[case] kind: &str,
    #[case] schema: &str,
    #[case] from: &str,
    #[case] to: &str,
) {
    let Some(mut xmllint) = xmllint(kind, schema) else { return };
    let output = run(&mut xmllint, &export(&class::hostile(), "junit").unwrap().replacen(from, to, 1));
    assert!(!output.status.success(), "{from} as {to}");
}

#[test]
fn each_check_is_a_case_of_its_own_name_with_its_verdict_as_an_element() {
    let Some(read) = python(CASES, &export(&class::hostile(), "junit").unwrap()) else { return };
    let cases = read["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 7 * HOSTILE.len() + 2);
    let names: BTreeSet<&str> = cases.iter().map(|case| case[2].as_str().unwrap()).collect();
    assert_eq!(names.len(), cases.len());
    for (of_student, name) in cases.chunks(7).zip(HOSTILE) {
        let name = name.replace('\u{fffe}', "\\u{fffe}");
        let tag = |place: usize| of_student[place][3][0][0].as_str();
        assert_eq!(of_student[0][0], name);
        assert_eq!([&of_student[0][1], &of_student[0][2]], ["tcp-echo", &*format!("{name}/tcp-echo/echo-upper")]);
        let tags: Vec<Option<&str>> = (0..7).map(tag).collect();
        let [failure, error, skipped] = ["failure", "error", "skipped"].map(Some);
        assert_eq!(tags, [None, failure, failure, error, skipped, failure, skipped]);
        assert_eq!([&of_student[1][3][0][1], &of_student[2][3][0][1]], ["wrong-bytes", "flaky"]);
    }
    let students = HOSTILE.len();
    let [tests, failures, skipped] = [7 * students + 2, 3 * students, 2 * students + 2].map(|count| count.to_string());
    assert_eq!([&read["root"][0], &read["root"][1], &read["root"][2]], [&*tests, &failures, &students.to_string()]);
    let sum: usize = read["suites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|suite| suite[3].as_str().unwrap().parse::<usize>().unwrap())
        .sum();
    assert_eq!(sum.to_string(), skipped);
}

#[test]
fn the_message_is_an_attribute_and_text() {
    let Some(read) = python(CASES, &export(&class::hostile(), "junit").unwrap()) else { return };
    for case in read["cases"].as_array().unwrap() {
        for inner in case[3].as_array().unwrap().iter().filter(|inner| inner[0] != "skipped") {
            let (message, text) = (inner[2].as_str().unwrap(), inner[3].as_str().unwrap());
            assert!(!message.is_empty() && text.starts_with(message), "{message:?} {text:?}");
        }
    }
}

#[test]
fn what_xml_forbids_is_taken_out_and_an_indent_by_a_tab_stays_an_indent() {
    let xml = export(&class::class(vec![class::student("bob", b"one\x1b[31m\x00\n\ttwo\xff")]), "junit").unwrap();
    assert!(xml.contains("\n  one[31m\n      two\u{fffd}\n"), "{xml}");
}
