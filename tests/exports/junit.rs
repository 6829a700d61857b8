//! JUnit XML, by the schema that Jenkins publishes and as Python reads it.

use std::{collections::BTreeSet, path::Path, process::Command};

use crate::{
    class::{self, HOSTILE, export},
    programs::{answer, has, python, run},
    support::skipped,
};

/// The schema of Jenkins' xunit plugin. It is not ours: `.ci/run` fetches it.
const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/schemas/junit-10.xsd");

/// Every case: its suite, class, name, and what stands in it: the element, its attributes, its text.
const CASES: &str = "import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
counts = lambda element: [element.get(key) for key in ('tests', 'failures', 'errors', 'skipped')]
cases = [[suite.get('name'), case.get('classname'), case.get('name'),
          [[inner.tag, inner.get('type'), inner.get('message'), inner.text] for inner in case]]
         for suite in root for case in suite]
print(json.dumps({'root': counts(root), 'suites': [counts(suite) for suite in root], 'cases': cases}))";

/// `None`, and said, where it or the schema is missing.
fn xmllint() -> Option<Command> {
    if !Path::new(SCHEMA).is_file() {
        skipped("junit-schema", &format!("there is no {SCHEMA}"));
        return None;
    }
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--nonet", "--schema", SCHEMA, "-"]);
    has("xmllint", &["--version"]).then_some(xmllint)
}

#[test]
fn what_jenkins_publishes_of_its_input_allows_the_report() {
    for class in [class::hostile(), class::class(Vec::new())] {
        let Some(mut xmllint) = xmllint() else { return };
        answer(&mut xmllint, &export(&class, "junit").unwrap());
    }
}

#[test]
fn the_schema_refuses_what_jenkins_refuses() {
    let good = export(&class::hostile(), "junit").unwrap();
    for (from, to) in [("<skipped>", "<skipped reason=\"x\">"), (" classname=", " klass="), (" failures=", " failed=")]
    {
        let Some(mut xmllint) = xmllint() else { return };
        let output = run(&mut xmllint, &good.replacen(from, to, 1));
        assert!(!output.status.success(), "{from} as {to}");
    }
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
