//! What `watch` does when, as a function: events in, actions out.

use std::time::Duration;

use super::{Key, Saved};

/// How long no further save may come before a check begins: an editor's save is several changes to the folder.
const QUIET: Duration = Duration::from_millis(60);

/// How long saves that never pause can put a check off.
const PATIENCE: Duration = Duration::from_millis(500);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A source was saved.
    Saved(Saved),
    /// A key was pressed.
    Key(Key),
    /// The check that was started has ended, in whatever way.
    Ended,
    /// It is time that was asked for by [`Machine::wakes_at`].
    Woken,
}

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Build and check this exercise. [`Event::Ended`] must follow.
    Start(&'static str),
    /// Ask the running check to end.
    Cancel,
    /// End `watch`. Nothing follows.
    Leave,
}

/// At most one check runs at a time. What is saved meanwhile is checked after it: each exercise once, in the order of the
/// saves.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The one exercise to check, if the user named one.
    only: Option<&'static str>,
    /// What is checked again by the key, and on the save of a file that belongs to no exercise in particular.
    current: Option<&'static str>,
    running: bool,
    waiting: Vec<Waiting>,
    left: bool,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    exercise: &'static str,
    /// When the first of its saves came.
    since: Duration,
    /// When it is time, if no further save comes.
    due: Duration,
}

impl Machine {
    /// Nothing runs yet. `first` is the exercise that the student is at; of no account if there is only one.
    #[must_use]
    pub fn new(only: Option<&'static str>, first: Option<&'static str>) -> Machine {
        Machine { only, current: only.or(first), running: false, waiting: Vec::new(), left: false }
    }

    /// Takes one event at the time `now`, counted from any beginning.
    pub fn on(&mut self, event: Event, now: Duration) -> Vec<Action> {
        if self.left {
            return Vec::new();
        }
        let mut actions = Vec::new();
        match event {
            Event::Saved(saved) => {
                if let Some(exercise) = self.meant(&saved) {
                    self.put_off(exercise, now);
                }
            }
            Event::Key(Key::Again) => {
                if let Some(exercise) = self.current {
                    self.waiting.retain(|waiting| waiting.exercise != exercise);
                    self.waiting.insert(0, Waiting { exercise, since: now, due: now });
                }
            }
            Event::Key(Key::Cancel) => {
                self.waiting.clear();
                actions.extend(self.running.then_some(Action::Cancel));
            }
            Event::Key(Key::Quit) => {
                self.left = true;
                actions.extend(self.running.then_some(Action::Cancel));
                actions.push(Action::Leave);
                return actions;
            }
            Event::Ended => self.running = false,
            Event::Woken => {}
        }
        actions.extend(self.begin(now).map(Action::Start));
        actions
    }

    /// When [`Event::Woken`] is wanted; `None` if only another event can change anything.
    #[must_use]
    pub fn wakes_at(&self) -> Option<Duration> {
        let due = self.waiting.iter().map(|waiting| waiting.due).min();
        due.filter(|_| !self.running && !self.left)
    }

    /// The exercise that a save asks to be checked.
    fn meant(&self, saved: &Saved) -> Option<&'static str> {
        match saved {
            Saved::Shared => self.current,
            Saved::Of(exercises) => {
                let wanted = self.only.or(self.current).filter(|wanted| exercises.contains(wanted));
                wanted.or_else(|| exercises.first().copied().filter(|_| self.only.is_none()))
            }
        }
    }

    fn put_off(&mut self, exercise: &'static str, now: Duration) {
        if let Some(waiting) = self.waiting.iter_mut().find(|waiting| waiting.exercise == exercise) {
            waiting.due = (now + QUIET).min(waiting.since + PATIENCE);
        } else {
            self.waiting.push(Waiting { exercise, since: now, due: now + QUIET });
        }
    }

    /// The next exercise whose time has come, if nothing runs.
    fn begin(&mut self, now: Duration) -> Option<&'static str> {
        if self.running {
            return None;
        }
        let next = self.waiting.iter().position(|waiting| waiting.due <= now)?;
        let exercise = self.waiting.remove(next).exercise;
        (self.running, self.current) = (true, Some(exercise));
        Some(exercise)
    }
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
