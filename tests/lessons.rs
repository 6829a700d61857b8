//! The lessons as a reader gets them: filled from a run, in both languages.

use std::process::Command;

use rstest::rstest;
use socklab::{labs, lesson::Section, text::Lang};

fn shown(lab: u8, lang: Lang) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_socklab"))
        .args(["show", &lab.to_string(), "--lang", lang.tag()])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8 output")
}

#[rstest]
#[case::english(Lang::En)]
#[case::chinese(Lang::ZhCn)]
fn a_lesson_shows_every_section_with_everything_filled_in(#[case] lang: Lang) {
    for lab in labs::ALL {
        let text = shown(lab.number, lang);
        let headings: Vec<&str> = text.lines().filter(|line| is_heading(line, lang)).collect();
        let expected: Vec<&str> = Section::ALL.iter().map(|section| section.heading(lang)).collect();
        assert_eq!(headings, expected, "{}", lab.module());
        assert!(!text.contains("{{") && !text.contains("ANCHOR"), "{}: {text}", lab.module());
    }
}

fn is_heading(line: &str, lang: Lang) -> bool {
    Section::ALL.iter().any(|section| section.heading(lang) == line)
}

/// Shown text must speak of the run: a lesson whose explanation names no claim would say the same on every machine.
#[test]
fn every_explanation_uses_what_the_run_observed() {
    for lab in labs::ALL {
        for lang in Lang::ALL {
            let explain = &socklab::lesson::FORM.sections(lab.lesson.get(lang), lang).unwrap()[2];
            let used = lab.scenes.iter().flat_map(|scene| {
                scene.claims.iter().filter(|claim| explain.contains(&format!("{{{{{}.{}}}}}", scene.slug, claim.id)))
            });
            assert!(used.count() > 0, "{} {}", lab.module(), lang.tag());
        }
    }
}
