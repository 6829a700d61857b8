//! Which key does what, where: one table a place, which dispatches the keys, and is shown on the screen and in the help.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Show what every key here does.
    Help,
    /// Speak the other language.
    Language,
    /// End the program.
    Quit,
    /// To where one came from.
    Back,
    /// One line or choice up.
    Up,
    /// One line or choice down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
    /// Open what is chosen.
    Open,
    /// Look for a lab.
    Search,
    /// Give the chosen answer; then the lab runs.
    Answer,
    /// Say how sure one is.
    Confidence,
    /// Run without an answer.
    Skip,
    /// Run again.
    Run,
    /// End what is running.
    Cancel,
    /// To the next part of the screen.
    Pane,
    /// The next scene of the lab, or the other exercise.
    Next,
    /// One event on.
    Forward,
    /// One event back.
    Backward,
    /// To the next event of the same program.
    SameActor,
    /// Step on by itself, or stop that.
    Play,
    /// The prediction and the claims instead of the event.
    Verdicts,
    /// Ask the question once more.
    Again,
    /// Turn the knobs.
    Knobs,
    /// A knob's value down.
    Less,
    /// A knob's value up.
    More,
    /// Two scenes side by side.
    Compare,
    /// Write the program of the exercise.
    Make,
    /// Open the editor.
    Edit,
    /// Check again.
    Check,
    /// One hint more.
    Hint,
    /// Make a workspace.
    Workspace,
}

/// A place where keys have a meaning of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of labs.
    Path,
    /// The same, while a name is typed.
    Search,
    /// A lab that asks.
    Question,
    /// A lab that runs.
    Running,
    /// A lab that has run.
    Shown,
    /// The knobs of a lab.
    Knobs,
    /// Two timelines.
    Compare,
    /// An exercise in a workspace.
    Exercise,
    /// An exercise without a workspace.
    Homeless,
    /// The help.
    Help,
}

/// Keys that belong together, with the action of each; they share a label.
#[derive(Clone, Copy, Debug)]
pub struct Binding(pub &'static [(KeyCode, Action)]);

impl Binding {
    /// The action that stands for all of them.
    #[must_use]
    pub fn action(&self) -> Action {
        self.0[0].1
    }

    /// The keys as a keyboard names them.
    #[must_use]
    pub fn names(&self, unicode: bool) -> String {
        let mut names: Vec<String> = self.0.iter().map(|(key, _)| name(*key, unicode)).collect();
        names.dedup();
        // Arrows stand together; words do not.
        let arrows = names.iter().all(|name| !name.is_ascii());
        names.join(if arrows { "" } else { "/" })
    }
}

fn name(key: KeyCode, unicode: bool) -> String {
    let arrow = |arrow: &str, word: &str| if unicode { arrow } else { word }.to_owned();
    match key {
        KeyCode::Up => arrow("↑", "Up"),
        KeyCode::Down => arrow("↓", "Down"),
        KeyCode::Left => arrow("←", "Left"),
        KeyCode::Right => arrow("→", "Right"),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        other => format!("{other:?}"),
    }
}

use Action as A;
use KeyCode as K;

const HELP: Binding = Binding(&[(K::Char('?'), A::Help)]);
const LANGUAGE: Binding = Binding(&[(K::Char('L'), A::Language)]);
const QUIT: Binding = Binding(&[(K::Char('q'), A::Quit)]);
const BACK: Binding = Binding(&[(K::Esc, A::Back)]);
const MOVE: Binding = Binding(&[(K::Up, A::Up), (K::Down, A::Down)]);
const PAGE: Binding = Binding(&[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)]);
const ENDS: Binding = Binding(&[(K::Home, A::Top), (K::End, A::Bottom)]);
const PANE: Binding = Binding(&[(K::Tab, A::Pane)]);
const NEXT: Binding = Binding(&[(K::Char('n'), A::Next)]);
const OPEN: Binding = Binding(&[(K::Enter, A::Open)]);

/// The keys of a place, in the order in which they are shown.
#[must_use]
pub fn bindings(place: Place) -> &'static [Binding] {
    match place {
        Place::Path => &[OPEN, MOVE, PAGE, ENDS, Binding(&[(K::Char('/'), A::Search)]), LANGUAGE, HELP, QUIT],
        Place::Search => &[OPEN, MOVE, BACK],
        Place::Question => &[
            Binding(&[(K::Enter, A::Answer)]),
            MOVE,
            Binding(&[(K::Char('c'), A::Confidence)]),
            Binding(&[(K::Char('s'), A::Skip)]),
            PANE,
            PAGE,
            ENDS,
            BACK,
            LANGUAGE,
            HELP,
            QUIT,
        ],
        Place::Running => &[Binding(&[(K::Char('c'), A::Cancel), (K::Esc, A::Cancel)]), LANGUAGE, HELP, QUIT],
        Place::Shown => &[
            Binding(&[(K::Left, A::Backward), (K::Right, A::Forward)]),
            Binding(&[(K::Char('a'), A::SameActor)]),
            Binding(&[(K::Char(' '), A::Play)]),
            Binding(&[(K::Char('v'), A::Verdicts)]),
            NEXT,
            Binding(&[(K::Char('k'), A::Knobs)]),
            Binding(&[(K::Char('c'), A::Compare)]),
            Binding(&[(K::Char('m'), A::Make)]),
            Binding(&[(K::Char('r'), A::Run)]),
            Binding(&[(K::Char('p'), A::Again)]),
            PANE,
            MOVE,
            PAGE,
            ENDS,
            BACK,
            LANGUAGE,
            HELP,
            QUIT,
        ],
        Place::Knobs => {
            &[MOVE, Binding(&[(K::Left, A::Less), (K::Right, A::More)]), Binding(&[(K::Enter, A::Run)]), BACK]
        }
        Place::Compare => &[NEXT, MOVE, PAGE, ENDS, BACK, LANGUAGE, HELP, QUIT],
        Place::Exercise => &[
            Binding(&[(K::Char('e'), A::Edit)]),
            Binding(&[(K::Char('r'), A::Check)]),
            Binding(&[(K::Char('c'), A::Cancel)]),
            Binding(&[(K::Char('h'), A::Hint)]),
            NEXT,
            PANE,
            MOVE,
            PAGE,
            ENDS,
            BACK,
            LANGUAGE,
            HELP,
            QUIT,
        ],
        Place::Homeless => {
            &[Binding(&[(K::Char('i'), A::Workspace)]), NEXT, PANE, MOVE, PAGE, ENDS, BACK, LANGUAGE, HELP, QUIT]
        }
        Place::Help => &[MOVE, PAGE, ENDS, Binding(&[(K::Esc, A::Back), (K::Char('?'), A::Back)]), LANGUAGE, QUIT],
    }
}

/// What a key asks for in a place; nothing if it has no meaning there. Ctrl-C quits everywhere.
#[must_use]
pub fn action(place: Place, key: KeyEvent) -> Option<Action> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return (key.code == KeyCode::Char('c')).then_some(Action::Quit);
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let keys = bindings(place).iter().flat_map(|binding| binding.0);
    keys.copied().find(|(code, _)| *code == key.code).map(|(_, action)| action)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    pub(crate) const PLACES: [Place; 10] = [
        Place::Path,
        Place::Search,
        Place::Question,
        Place::Running,
        Place::Shown,
        Place::Knobs,
        Place::Compare,
        Place::Exercise,
        Place::Homeless,
        Place::Help,
    ];

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in PLACES {
            let keys: Vec<_> = bindings(place).iter().flat_map(|binding| binding.0).map(|(key, _)| *key).collect();
            let different: HashSet<_> = keys.iter().collect();
            assert_eq!(different.len(), keys.len(), "{place:?}: {keys:?}");
        }
    }

    #[test]
    fn every_place_can_be_left() {
        for place in PLACES {
            let leaves = |binding: &Binding| matches!(binding.action(), Action::Back | Action::Quit | Action::Cancel);
            assert!(bindings(place).iter().any(leaves), "{place:?}");
            let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
            assert_eq!(action(place, interrupt), Some(Action::Quit), "{place:?}");
        }
    }

    #[test]
    fn without_unicode_the_arrows_are_words() {
        assert_eq!(MOVE.names(true), "↑↓");
        assert_eq!(MOVE.names(false), "Up/Down");
        assert_eq!(PAGE.names(true), "PgUp/PgDn");
    }
}
