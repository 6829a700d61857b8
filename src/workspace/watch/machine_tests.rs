//! What `watch` decides, moment by moment.

use proptest::prelude::*;

use super::*;

const TCP: &str = "tcp-echo";
const UDP: &str = "udp-echo";

fn at(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn saved(exercise: &'static str) -> Event {
    Event::Saved(Saved::Of(vec![exercise]))
}

/// One line of a script: when, what, and the actions that must follow.
type Line = (u64, Event, &'static [Action]);

#[track_caller]
fn check(mut machine: Machine, script: &[Line]) {
    for (number, (millis, event, expected)) in script.iter().enumerate() {
        assert_eq!(machine.on(event.clone(), at(*millis)), *expected, "line {number}: {event:?} at {millis} ms");
    }
}

fn any() -> Machine {
    Machine::new(None, Some(UDP))
}

#[test]
fn a_save_is_checked_once_it_is_quiet() {
    check(any(), &[(0, saved(TCP), &[]), (59, Event::Woken, &[]), (60, Event::Woken, &[Action::Start(TCP)])]);
}

#[test]
fn the_changes_of_one_save_are_one_check() {
    let script: &[Line] = &[
        (0, saved(TCP), &[]),
        (10, saved(TCP), &[]),
        (60, Event::Woken, &[]),
        (70, Event::Woken, &[Action::Start(TCP)]),
        (80, Event::Ended, &[]),
        (900, Event::Woken, &[]),
    ];
    check(any(), script);
}

#[test]
fn saves_that_never_pause_do_not_put_the_check_off_for_ever() {
    let mut machine = any();
    let start = (0..100).map(|step| step * 10).find(|now| !machine.on(saved(TCP), at(*now)).is_empty());
    assert_eq!(start, Some(500));
}

#[test]
fn a_save_during_a_check_is_checked_after_it_and_only_once() {
    let script: &[Line] = &[
        (0, Event::Key(Key::Again), &[Action::Start(UDP)]),
        (10, saved(UDP), &[]),
        (300, saved(UDP), &[]),
        (800, Event::Woken, &[]),
        (1000, Event::Ended, &[Action::Start(UDP)]),
        (1500, Event::Ended, &[]),
    ];
    check(any(), script);
}

#[test]
fn two_exercises_saved_together_are_checked_one_after_the_other() {
    let script: &[Line] = &[
        (0, saved(TCP), &[]),
        (1, saved(UDP), &[]),
        (61, Event::Woken, &[Action::Start(TCP)]),
        (90, Event::Ended, &[Action::Start(UDP)]),
        (99, Event::Ended, &[]),
    ];
    check(any(), script);
}

#[test]
fn a_file_of_several_exercises_is_of_the_one_that_the_student_is_at() {
    let both = || Event::Saved(Saved::Of(vec![TCP, UDP]));
    check(any(), &[(0, both(), &[]), (60, Event::Woken, &[Action::Start(UDP)])]);
    check(Machine::new(None, None), &[(0, both(), &[]), (60, Event::Woken, &[Action::Start(TCP)])]);
}

#[test]
fn a_file_that_all_share_is_of_the_exercise_that_was_checked_last() {
    let shared = || Event::Saved(Saved::Shared);
    let script: &[Line] = &[
        (0, shared(), &[]),
        (60, Event::Woken, &[Action::Start(UDP)]),
        (70, Event::Ended, &[]),
        (100, saved(TCP), &[]),
        (160, Event::Woken, &[Action::Start(TCP)]),
        (170, Event::Ended, &[]),
        (200, shared(), &[]),
        (260, Event::Woken, &[Action::Start(TCP)]),
    ];
    check(any(), script);
    check(Machine::new(None, None), &[(0, shared(), &[]), (60, Event::Woken, &[])]);
}

#[test]
fn with_one_exercise_named_the_saves_of_others_are_nothing() {
    let script: &[Line] = &[
        (0, saved(TCP), &[]),
        (60, Event::Woken, &[]),
        (100, Event::Saved(Saved::Of(vec![TCP, UDP])), &[]),
        (160, Event::Woken, &[Action::Start(UDP)]),
    ];
    check(Machine::new(Some(UDP), None), script);
}

#[test]
fn cancel_ends_the_check_and_forgets_what_waits() {
    let script: &[Line] = &[
        (0, Event::Key(Key::Cancel), &[]),
        (1, Event::Key(Key::Again), &[Action::Start(UDP)]),
        (2, saved(UDP), &[]),
        (3, Event::Key(Key::Cancel), &[Action::Cancel]),
        (900, Event::Ended, &[]),
        (999, Event::Woken, &[]),
    ];
    check(any(), script);
}

#[test]
fn quit_leaves_at_once_even_in_the_middle_of_a_check() {
    check(any(), &[(0, Event::Key(Key::Quit), &[Action::Leave])]);
    let script: &[Line] = &[
        (0, Event::Key(Key::Again), &[Action::Start(UDP)]),
        (1, Event::Key(Key::Quit), &[Action::Cancel, Action::Leave]),
        (2, saved(UDP), &[]),
        (99, Event::Ended, &[]),
    ];
    check(any(), script);
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => Just(saved(TCP)),
        4 => Just(saved(UDP)),
        1 => Just(Event::Saved(Saved::Shared)),
        1 => Just(Event::Saved(Saved::Of(vec![TCP, UDP]))),
        1 => Just(Event::Key(Key::Again)),
        1 => Just(Event::Key(Key::Cancel)),
        1 => Just(Event::Key(Key::Quit)),
        3 => Just(Event::Ended),
        3 => Just(Event::Woken),
    ]
}

proptest! {
    /// Every order of events, with any pauses between them.
    #[test]
    fn never_two_checks_at_once_and_no_save_is_forgotten(script in prop::collection::vec((event(), 0_u64..200), 0..60)) {
        let (mut machine, mut now, mut running, mut left) = (any(), 0, false, false);
        // The exercises that were saved since their last start.
        let mut owed: Vec<&str> = Vec::new();
        let finale = (0..10).map(|_| (Event::Woken, 600)).flat_map(|woken| [woken, (Event::Ended, 0)]);
        for (event, pause) in script.into_iter().chain(finale) {
            now += pause;
            if event == Event::Ended && !running {
                continue; // the driver never says so
            }
            running &= event != Event::Ended;
            if let (Event::Saved(Saved::Of(exercises)), false) = (&event, left)
                && let [exercise] = exercises[..]
            {
                owed.push(exercise);
            }
            if matches!(event, Event::Key(Key::Cancel | Key::Quit)) {
                owed.clear();
            }
            for action in machine.on(event, at(now)) {
                prop_assert!(!left, "{action:?} after leaving");
                match action {
                    Action::Start(exercise) => {
                        prop_assert!(!running, "two at once");
                        running = true;
                        owed.retain(|owed| *owed != exercise);
                    }
                    Action::Cancel => prop_assert!(running),
                    Action::Leave => left = true,
                }
            }
            prop_assert_eq!(machine.wakes_at().is_some() && (running || left), false);
            prop_assert!(running || left || owed.is_empty() || machine.wakes_at().is_some(), "{:?} owed, asleep", owed);
        }
        prop_assert!(owed.is_empty() || left, "{owed:?} was never checked");
    }
}
