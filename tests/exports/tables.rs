//! The two CSV formats, as Python reads them.

use rstest::rstest;
use serde_json::{Value as Json, json};
use socklab::{
    grade::{class::Verdict, export::Refusal},
    text::Lang,
};

use crate::{
    class::{self, HOSTILE, check, exercise, export, student, with},
    programs::python,
};

/// Every record, as Python's csv module has it.
const RECORDS: &str = "import csv, io, json, sys
text = sys.stdin.buffer.read().decode()
print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), strict=True))))";

/// Two students by one roster.
const ROSTER: &str = "bob,=7,bob@example.org\neve,8,+eve@example.org\n";

#[test]
fn a_spreadsheet_has_a_row_an_exercise_and_a_column_a_check_and_no_formula() {
    let class = class::hostile();
    let Some(records) = python(RECORDS, &export(&class, "csv").unwrap()) else { return };
    let records = records.as_array().unwrap();
    let ids = ["echo-upper", "split-write", "half-close", "many-clients", "next-client", "hidden-check", "last"];
    let head: Vec<&str> = ["student", "exercise", "points", "max"].into_iter().chain(ids).collect();
    assert_eq!(records[0], json!(head));
    assert_eq!(records.len(), 1 + HOSTILE.len() + 1);
    for (record, name) in records[1..].iter().zip(HOSTILE) {
        let cell = record[0].as_str().unwrap();
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), name);
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        let verdicts = ["passed", "failed", "flaky", "unjudged", "skipped", "failed", "skipped"];
        let rest: Vec<&str> = ["tcp-echo", "2", "14"].into_iter().chain(verdicts).collect();
        assert_eq!(record.as_array().unwrap()[1..], *json!(rest).as_array().unwrap());
    }
    let alice = json!(["alice", "tcp-echo", "0", "4", "skipped", "skipped", "", "", "", "", ""]);
    assert_eq!(*records.last().unwrap(), alice);
}

#[test]
fn lines_of_a_spreadsheet_end_with_cr_lf() {
    let text = export(&class::hostile(), "csv").unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.ends_with("\r\n"), "{text:?}");
}

fn moodle(lang: Lang) -> Option<Json> {
    let mut bob = student("bob", b"<b>&\n");
    bob.exercises.push(exercise("udp-echo", None, vec![check("answer", Verdict::Passed)]));
    let mut eve = student("eve", b"x");
    eve.exercises.push(exercise("udp-echo", None, vec![check("answer", Verdict::Failed)]));
    python(RECORDS, &with(&class::class(vec![bob, eve]), ROSTER, "moodle", lang).unwrap())
}

#[test]
fn moodle_finds_its_students_by_the_roster_as_it_is_and_gets_no_grade_of_what_is_not_judged() {
    let Some(records) = moodle(Lang::En) else { return };
    let head = ["idnumber", "email", "tcp-echo", "tcp-echo feedback", "udp-echo", "udp-echo feedback"];
    assert_eq!(records[0], json!(head));
    assert_eq!([&records[1][0], &records[1][1]], ["=7", "bob@example.org"]);
    assert_eq!([&records[2][0], &records[2][1]], ["8", "+eve@example.org"]);
    // One check of tcp-echo is unjudged: no grade, which is not a zero.
    assert_eq!([&records[1][2], &records[1][4], &records[2][4]], ["", "2", "0"]);
    assert_eq!(records[1][5], "answer 2/2 passed");
}

#[rstest]
#[case::english(Lang::En)]
#[case::chinese(Lang::ZhCn)]
fn moodle_s_feedback_is_a_line_a_check_and_says_nothing_of_hidden_ones(#[case] lang: Lang) {
    let Some(records) = moodle(lang) else { return };
    let feedback = records[1][3].as_str().unwrap();
    assert!(!feedback.contains("hidden") && !feedback.contains("不公开"), "{feedback}");
    assert!(!feedback.contains('<') && feedback.contains("&lt;b&gt;&amp;"), "{feedback}");
    let begins = |id: &&str| feedback.lines().any(|line| line.starts_with(id));
    assert!(["echo-upper 2/2", "split-write 0/2", "half-close 0/2", "last 0/2"].iter().all(begins), "{feedback}");
}

#[rstest]
#[case::nobody_is_in_it("", Refusal::NotInRoster { students: vec!["bob".to_owned(), "eve".to_owned()] })]
#[case::one_is_not_in_it("bob,7,b\n", Refusal::NotInRoster { students: vec!["eve".to_owned()] })]
#[case::a_cell_is_empty("bob,7,b\neve,,e\n", Refusal::Blank { student: "eve".to_owned(), column: "idnumber" })]
fn moodle_gets_nothing_where_the_roster_would_lose_or_mix_up_a_grade(#[case] roster: &str, #[case] refusal: Refusal) {
    let class = class::class(vec![student("bob", b"x"), student("eve", b"x")]);
    assert_eq!(with(&class, roster, "moodle", Lang::En), Err(refusal));
}

#[test]
fn a_course_may_do_without_one_of_the_two_columns() {
    let class = class::class(vec![student("bob", b"x"), student("eve", b"x")]);
    assert!(with(&class, "bob,,b\neve,,e\n", "moodle", Lang::En).is_ok());
}
