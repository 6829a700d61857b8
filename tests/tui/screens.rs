//! What the screens look like, in both languages, small and large.

use std::{path::PathBuf, time::Duration};

use crossterm::event::KeyCode;
use ratatui::style::{Color, Modifier};
use rstest::rstest;
use socklab::{
    bench::{Difference, Fault, Finding},
    checker::{CheckReport, ExerciseReport, Outcome},
    text::Lang,
    trace::Trace,
    tui::{Effect, Input, SMALLEST, Setup},
    workspace::{progress::Progress, watch::Told},
};

use super::Desk;

const EN: Lang = Lang::En;
const ZH: Lang = Lang::ZhCn;

/// Compares the screen with the stored one.
#[track_caller]
fn check(name: &str, desk: &mut Desk, lang: Lang) {
    let size = desk.terminal.size().unwrap();
    let name = format!("tui_{name}_{}x{}_{}", size.width, size.height, lang.tag());
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, desk.screen());
    });
}

fn desk(lang: Lang, (columns, rows): (u16, u16)) -> Desk {
    Desk::new(Desk::setup(lang), columns, rows)
}

/// A lab that was answered wrongly, with confidence.
fn answered(lang: Lang, size: (u16, u16), number: u8) -> Desk {
    let mut desk = desk(lang, size);
    desk.open(number);
    desk.type_keys("1cc");
    desk.press(KeyCode::Enter);
    desk
}

#[rstest]
fn the_path_shows_what_was_done(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut progress = Progress::default();
    progress.predict("socket-kinds", "EPROTOTYPE".to_owned(), None);
    progress.run_lab("socket-kinds", 1);
    progress.run_lab("udp-send-recv", 1);
    progress.last_lab = Some("udp-hello".to_owned());
    let mut desk = Desk::new(Setup { progress, ..Desk::setup(lang) }, size.0, size.1);
    check("path", &mut desk, lang);
}

#[rstest]
fn a_lab_asks_before_it_shows(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut desk = desk(lang, size);
    desk.open(25);
    check("question", &mut desk, lang);
    // Sealed until answered: no queue, no verdict.
    let screen = desk.screen();
    assert!(!screen.contains("recvQ") && !screen.contains("#87"), "{screen}");
}

#[rstest]
fn you_said_and_it_did_with_the_event_that_decided(
    #[values(EN, ZH)] lang: Lang,
    #[values((80, 24), (120, 40))] size: (u16, u16),
) {
    let mut desk = answered(lang, size, 25);
    check("verdict", &mut desk, lang);
}

#[rstest]
fn an_event_has_its_bytes(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut desk = answered(lang, size, 8);
    desk.press(KeyCode::Left);
    check("event", &mut desk, lang);
}

#[rstest]
fn knobs_stand_above_the_lab(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut desk = answered(lang, size, 8);
    desk.type_keys("k");
    check("knobs", &mut desk, lang);
}

#[rstest]
fn before_and_after_stand_side_by_side(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut desk = answered(lang, size, 8);
    desk.type_keys("k5");
    desk.press(KeyCode::Enter);
    check("compare", &mut desk, lang);
}

#[rstest]
fn the_help_has_every_key(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut desk = answered(lang, size, 8);
    desk.type_keys("?");
    check("help", &mut desk, lang);
}

#[rstest]
fn a_check_that_failed_says_what_came(#[values(EN, ZH)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let setup = Setup { workspace: Some(PathBuf::from("/course")), ..Desk::setup(lang) };
    let mut desk = Desk::new(setup, size.0, size.1);
    desk.open(22);
    desk.press(KeyCode::Enter);
    desk.type_keys("m");
    let Some(&Effect::Watch { ticket, exercise, .. }) = desk.effects.last() else { panic!("{:?}", desk.effects) };
    let wrong = Fault::WrongBytes(Difference::between(b"HELLO\n", b"HELlO"));
    let failed = Outcome::Failed(Finding { fault: wrong, chunks: Some(vec![1, 5]), said: b"ready\n".to_vec() });
    let outcomes = [Outcome::Passed, failed];
    let report = |(check, outcome)| CheckReport {
        check,
        outcome,
        elapsed: Duration::ZERO,
        isolated: true,
        trace: Trace::default(),
    };
    let checks: Vec<CheckReport> = exercise.checks.iter().zip(outcomes).map(report).collect();
    desk.on(Input::Watched { ticket, told: Told::Checking(exercise) });
    for check in checks.clone() {
        desk.on(Input::Watched { ticket, told: Told::Checked(Box::new(check)) });
    }
    let report = Box::new(ExerciseReport { exercise, seed: 7, checks });
    desk.on(Input::Watched { ticket, told: Told::Reported(report) });
    desk.type_keys("h");
    check("exercise", &mut desk, lang);
    assert!(desk.screen().contains("HELlO"));
}

#[test]
fn news_of_an_exercise_that_was_left_are_passed_over() {
    let setup = Setup { workspace: Some(PathBuf::from("/course")), ..Desk::setup(EN) };
    let mut desk = Desk::new(setup, 80, 24);
    desk.open(22);
    desk.press(KeyCode::Enter);
    desk.type_keys("m");
    let Some(&Effect::Watch { ticket, exercise, .. }) = desk.effects.last() else { panic!("{:?}", desk.effects) };
    desk.press(KeyCode::Esc);
    let before = desk.screen();
    desk.on(Input::Watched { ticket, told: Told::Cancelled(exercise) });
    assert_eq!(desk.screen(), before);
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    for (columns, rows) in [(59, 40), (120, 19), (10, 3), (1, 1)] {
        let mut desk = desk(EN, (columns, rows));
        let text = desk.screen();
        assert!(!text.contains("Sockets and names"), "{columns}x{rows}: {text}");
        assert!(columns < 20 || text.contains("too small"), "{columns}x{rows}: {text}");
    }
    let mut smallest = desk(EN, SMALLEST);
    assert!(smallest.screen().contains("Sockets and names"));
}

#[test]
fn without_unicode_every_drawn_character_is_ascii() {
    for number in [8, 25] {
        let mut desk = Desk::new(Setup { unicode: false, ..Desk::setup(EN) }, 120, 40);
        desk.open(number);
        assert_drawn_in_ascii(&mut desk);
        desk.press(KeyCode::Enter);
        assert_drawn_in_ascii(&mut desk);
        desk.press(KeyCode::Right);
        assert_drawn_in_ascii(&mut desk);
        desk.type_keys("c");
        assert_drawn_in_ascii(&mut desk);
        desk.type_keys("?");
        assert_drawn_in_ascii(&mut desk);
    }
}

/// The words stay as they are: the names of the languages, and what a lesson quotes.
#[track_caller]
fn assert_drawn_in_ascii(desk: &mut Desk) {
    let text = desk.screen();
    let drawn = |letter: char| matches!(letter, '\u{2190}'..='\u{27ff}' | '·' | '…');
    assert!(!text.contains(drawn), "{text}");
}

#[test]
fn without_colour_no_cell_has_one_and_the_cursor_can_still_be_seen() {
    let mut desk = Desk::new(Setup { colour: false, ..Desk::setup(EN) }, 120, 40);
    desk.open(25);
    desk.press(KeyCode::Enter);
    desk.draw();
    let cells = &desk.terminal.backend().buffer().content;
    assert!(cells.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    assert!(cells.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED) && cell.symbol() != " "));
    assert!(desk.screen().contains('▶'));
}

#[test]
fn the_language_changes_in_place() {
    let mut desk = answered(EN, (80, 24), 8);
    desk.type_keys("L");
    assert!(desk.screen().contains("比缓冲区还长的数据报"));
    desk.type_keys("L");
    assert!(desk.screen().contains("A datagram longer than the buffer"));
}

#[test]
fn the_readme_shows_a_real_screen() {
    let readme = include_str!("../../README.md");
    let shown = readme.split("```text\n").find(|block| block.starts_with(" socklab · "));
    let shown = shown.and_then(|block| block.split("```").next()).expect("a screen in the README");
    assert_eq!(shown, answered(EN, (96, 28), 8).screen());
}
