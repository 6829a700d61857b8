//! Any keys in any order, in a window of any size.

use std::{path::PathBuf, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use socklab::{
    checker::Outcome,
    text::Lang,
    tui::{Effect, Input, Setup, keys},
    workspace::watch::Told,
};

use super::Desk;

/// Something that may happen.
#[derive(Clone, Debug)]
enum Happening {
    Key(KeyCode),
    Size(u16, u16),
    /// Time passes, in milliseconds.
    Time(u64),
    /// News of the exercise that is open.
    Checking,
    Skipped(usize),
    Ended,
}

fn key() -> impl Strategy<Value = KeyCode> {
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(1),
    ]);
    let letter = prop::sample::select("?/ LqsckamnrpvehixX0123456789课\u{301}".chars().collect::<Vec<_>>());
    prop_oneof![3 => named, 4 => letter.prop_map(KeyCode::Char)]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        12 => key().prop_map(Happening::Key),
        1 => (0u16..200, 0u16..70).prop_map(|(columns, rows)| Happening::Size(columns, rows)),
        1 => (0u64..5000).prop_map(Happening::Time),
        1 => Just(Happening::Checking),
        1 => (0usize..20).prop_map(Happening::Skipped),
        1 => Just(Happening::Ended),
    ]
}

fn news(desk: &mut Desk, told: impl FnOnce(&'static socklab::exercise::Exercise) -> Option<Told>) {
    let watching = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Watch { ticket, exercise, .. } => Some((*ticket, *exercise)),
        _ => None,
    });
    if let Some((ticket, exercise)) = watching
        && let Some(told) = told(exercise)
    {
        desk.on(Input::Watched { ticket, told });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]
    #[test]
    fn no_sequence_of_keys_and_sizes_panics(
        unicode: bool,
        begin in prop::sample::select(vec![8u8, 22, 25]),
        happenings in prop::collection::vec(happening(), 0..60),
    ) {
        let setup = Setup { unicode, workspace: Some(PathBuf::from("/course")), ..Desk::setup(Lang::En) };
        let mut desk = Desk::new(setup, 80, 24);
        desk.open(begin);
        for happening in happenings {
            match happening {
                Happening::Key(code) => desk.press(code),
                Happening::Size(columns, rows) => {
                    desk.terminal.backend_mut().resize(columns, rows);
                    desk.on(Input::Resized);
                }
                Happening::Time(millis) => {
                    let _ = desk.app.on(Input::Woken, Duration::from_millis(millis));
                    desk.draw();
                }
                Happening::Checking => news(&mut desk, |exercise| Some(Told::Checking(exercise))),
                Happening::Skipped(index) => news(&mut desk, |exercise| {
                    let check = exercise.checks.get(index)?;
                    Some(Told::Checked(Box::new(socklab::checker::CheckReport {
                        check,
                        outcome: Outcome::Skipped(exercise.checks[0].id.to_owned()),
                        elapsed: Duration::ZERO,
                        isolated: false,
                        trace: socklab::trace::Trace::default(),
                    })))
                }),
                Happening::Ended => news(&mut desk, |exercise| Some(Told::Cancelled(exercise))),
            }
        }
        // Whatever happened, it can still be left.
        let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        let effects = desk.app.on(Input::Key(interrupt), Duration::ZERO);
        prop_assert!(matches!(effects.last(), Some(Effect::Leave)), "{effects:?}");
    }
}

/// The keys that a place has, on the screen that shows it.
#[track_caller]
fn check_shown(desk: &mut Desk, place: keys::Place) {
    let screen = desk.screen();
    for binding in keys::bindings(place) {
        let names = binding.names(true);
        assert!(screen.contains(&format!("{names} ")), "{place:?}: {names} is not on\n{screen}");
    }
}

#[test]
fn every_key_of_a_place_is_on_its_screen_at_eighty_columns_in_both_languages() {
    for lang in Lang::ALL {
        let setup = Setup { workspace: Some(PathBuf::from("/course")), ..Desk::setup(lang) };
        let mut desk = Desk::new(setup, 80, 24);
        check_shown(&mut desk, keys::Place::Path);
        desk.type_keys("/");
        check_shown(&mut desk, keys::Place::Search);
        desk.press(KeyCode::Esc);
        desk.open(22);
        check_shown(&mut desk, keys::Place::Question);
        desk.press(KeyCode::Enter);
        check_shown(&mut desk, keys::Place::Shown);
        desk.type_keys("?");
        check_shown(&mut desk, keys::Place::Help);
        desk.press(KeyCode::Esc);
        desk.type_keys("m");
        check_shown(&mut desk, keys::Place::Exercise);
        desk.press(KeyCode::Esc);
        desk.press(KeyCode::Esc);
        desk.open(8);
        desk.press(KeyCode::Enter);
        desk.type_keys("k");
        check_shown(&mut desk, keys::Place::Knobs);
        desk.press(KeyCode::Esc);
        desk.type_keys("c");
        check_shown(&mut desk, keys::Place::Compare);
        // A lab of which no run is recorded goes on running.
        desk.press(KeyCode::Esc);
        desk.press(KeyCode::Esc);
        desk.open(1);
        desk.type_keys("s");
        check_shown(&mut desk, keys::Place::Running);
        // Without a workspace.
        let mut desk = Desk::new(Desk::setup(lang), 80, 24);
        desk.open(22);
        desk.press(KeyCode::Enter);
        desk.type_keys("m");
        check_shown(&mut desk, keys::Place::Homeless);
    }
}

#[test]
fn a_run_that_plays_goes_on_by_the_clock_and_stops_at_its_end() {
    let mut desk = Desk::new(Desk::setup(Lang::En), 80, 24);
    desk.open(8);
    desk.press(KeyCode::Enter);
    desk.press(KeyCode::Char(' '));
    let mut wakes = 0;
    while let Some(wake) = desk.app.wakes_at() {
        // A moment too early changes nothing.
        let before = desk.screen();
        let _ = desk.app.on(Input::Woken, wake.saturating_sub(Duration::from_millis(1)));
        assert_eq!(desk.screen(), before);
        let _ = desk.app.on(Input::Woken, wake);
        wakes += 1;
        assert!(wakes < 100, "it never ends");
    }
    assert!(wakes > 0);
    assert!(desk.screen().contains("#22"), "{}", desk.screen());
}

#[test]
fn a_run_that_was_cancelled_is_not_shown_when_it_comes_late() {
    let mut desk = Desk::new(Desk::setup(Lang::En), 80, 24);
    desk.open(1);
    desk.type_keys("s");
    let Some(&Effect::Run { ticket, .. }) = desk.effects.last() else { panic!("{:?}", desk.effects) };
    desk.type_keys("c");
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::CancelRun)));
    let before = desk.screen();
    let report = Box::new(super::recorded::run(8, &socklab::lab::Settings::of(super::lab(8))));
    desk.on(Input::Ran { ticket, report });
    assert_eq!(desk.screen(), before);
}
