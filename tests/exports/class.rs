//! A class that holds one of everything, by students who chose their names with care.

use std::path::Path;

use socklab::{
    bench::{Difference, Exit, Fault, Finding, Obstacle},
    grade::{
        class::{BuildEnd, CheckGrade, Class, ExerciseGrade, Isolation, Run, StudentGrade, Trouble, Verdict},
        export::{self, Refusal, Source},
        roster::Roster,
    },
    messages::Messages,
    render::View,
    text::{Lang, Text},
};

/// What a script that got through would make of the page's title.
pub(crate) const OWNED: &str = "owned";

/// Names that mean something to one reader or another.
pub(crate) const HOSTILE: [&str; 10] = [
    "<script>document.title='owned'</script>",
    "\"><img src=x onerror=\"document.title='owned'\">",
    "</title></style></bdi><svg onload=document.title='owned'>",
    "=HYPERLINK(\"http://example.org\",\"a\")",
    "@SUM(1+1)",
    "a,b\"c\"|d`e`*f*_g_",
    "]]><!-- & &lt;",
    "学生 \u{202e}drahcir",
    "-1",
    "\u{fffe}",
];

/// Every student of [`HOSTILE`], and alice, who wrote nothing.
pub(crate) fn hostile() -> Class {
    let mut students: Vec<StudentGrade> = HOSTILE.iter().map(|name| student(name, name.as_bytes())).collect();
    students.push(StudentGrade { student: "alice".to_owned(), exercises: vec![not_built()] });
    class(students)
}

pub(crate) fn class(students: Vec<StudentGrade>) -> Class {
    let run = Run { id: "0badcafe".to_owned(), socklab: "0.1.0".to_owned(), seed: 7 };
    Class { run, students }
}

/// A student whose program says these bytes wherever it can say something.
pub(crate) fn student(name: &str, says: &[u8]) -> StudentGrade {
    StudentGrade { student: name.to_owned(), exercises: vec![echo(says)] }
}

/// One check of each verdict, and one that is hidden and failed.
fn echo(says: &[u8]) -> ExerciseGrade {
    let words = String::from_utf8_lossy(says).into_owned();
    let wrong = Fault::WrongBytes(Difference::between(b"HELLO\n", says));
    let other = Fault::other("odd", Text { en: words.clone().into(), zh: words.clone().into() }).but(&words, &words);
    let finding = |fault| Some(Finding { fault, chunks: Some(vec![1, 5]), said: says.to_vec() });
    let checks = vec![
        check("echo-upper", Verdict::Passed),
        CheckGrade { finding: finding(wrong), trace: vec![words.clone(); 2], ..check("split-write", Verdict::Failed) },
        CheckGrade { finding: finding(other), ..check("half-close", Verdict::Flaky) },
        CheckGrade { obstacle: Some(Obstacle(words.clone())), ..check("many-clients", Verdict::Unjudged) },
        CheckGrade { skipped_for: Some("echo-upper".to_owned()), ..check("next-client", Verdict::Skipped) },
        CheckGrade {
            finding: finding(Fault::StrayFile { name: words }),
            hidden: true,
            demand: Text::new("The hidden demand.", "不公开的要求。"),
            ..check("hidden-check", Verdict::Failed)
        },
        CheckGrade { skipped_for: Some("hidden-check".to_owned()), ..check("last", Verdict::Skipped) },
    ];
    exercise("tcp-echo", None, checks)
}

fn not_built() -> ExerciseGrade {
    let output = vec!["error: <b>no</b>".to_owned()];
    let end = BuildEnd::Exited { exit: Exit::Code(1) };
    let checks = vec![check("echo-upper", Verdict::Skipped), check("split-write", Verdict::Skipped)];
    exercise("tcp-echo", Some(Trouble::NotBuilt { end, output, cut: false }), checks)
}

pub(crate) fn exercise(slug: &str, trouble: Option<Trouble>, checks: Vec<CheckGrade>) -> ExerciseGrade {
    ExerciseGrade {
        exercise: slug.to_owned(),
        title: Text::new("An echo server", "回显服务器"),
        points: checks.iter().map(|check| check.points).sum(),
        max_points: checks.iter().map(|check| check.max_points).sum(),
        trouble,
        seed: 11,
        isolation: Some(Isolation::Sandbox),
        checks,
    }
}

/// Two points, earned if it passed.
pub(crate) fn check(id: &str, verdict: Verdict) -> CheckGrade {
    CheckGrade {
        id: id.to_owned(),
        demand: Text::new("Answer everything that a client sends.", "客户端发来的都要回答。"),
        lab: 22,
        points: if verdict == Verdict::Passed { 2 } else { 0 },
        max_points: 2,
        hidden: false,
        verdict,
        finding: None,
        trace: Vec::new(),
        obstacle: None,
        skipped_for: None,
    }
}

/// The report in a format, in English.
pub(crate) fn export(class: &Class, format: &str) -> Result<String, Refusal> {
    with(class, "", format, Lang::En)
}

/// The report with a roster of these lines, in a language.
pub(crate) fn with(class: &Class, roster: &str, format: &str, lang: Lang) -> Result<String, Refusal> {
    let messages = Messages::new(lang);
    let roster = format!("student,idnumber,email\n{roster}");
    let roster = Roster::parse(roster.as_bytes(), Path::new("roster.csv")).unwrap();
    let view = View { messages: &messages, columns: 80, unicode: true };
    let format = export::format(format).unwrap_or_else(|| panic!("no format {format}"));
    let bytes = (format.export)(&Source { class, roster: &roster, view: &view })?;
    Ok(String::from_utf8(bytes).unwrap())
}

/// The summary for the page of a run at GitHub.
pub(crate) fn summary(class: &Class) -> String {
    let messages = Messages::new(Lang::En);
    let view = View { messages: &messages, columns: 80, unicode: true };
    export::github_summary(&Source { class, roster: &Roster::default(), view: &view })
}
