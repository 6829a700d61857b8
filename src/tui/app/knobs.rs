//! The knobs of a lab, while they are turned.

use crossterm::event::{KeyCode, KeyEvent};

use crate::{
    lab::{Knob, KnobRange, Lab, SettingError, Settings},
    tui::keys::Action,
};

/// The knobs with the values that are set for the next run.
#[derive(Debug)]
pub(in crate::tui) struct KnobPanel {
    pub(in crate::tui) selected: usize,
    /// Each knob with its value as text: what is typed may not be one yet.
    pub(in crate::tui) values: Vec<(&'static Knob, String)>,
    /// Whether a run was asked for with a value that the knob does not accept.
    pub(in crate::tui) refused: bool,
    /// Whether the next digit begins a new number.
    fresh: bool,
}

/// The value that a knob has where the claims are judged.
pub(in crate::tui) fn default_of(knob: &Knob) -> String {
    match knob.range {
        KnobRange::Number { default, .. } => default.to_string(),
        KnobRange::Word { default, .. } => default.to_owned(),
    }
}

impl KnobPanel {
    pub(super) fn new(lab: &'static Lab, settings: &Settings) -> KnobPanel {
        let value = |knob: &'static Knob| {
            let turned = settings.turned().find(|(name, _)| *name == knob.name);
            (knob, turned.map_or_else(|| default_of(knob), |(_, value)| value.to_owned()))
        };
        KnobPanel { selected: 0, values: lab.knobs.iter().map(value).collect(), refused: false, fresh: true }
    }

    /// The values as the settings of a run.
    pub(super) fn settings(&self, lab: &Lab) -> Result<Settings, SettingError> {
        self.values.iter().try_fold(Settings::of(lab), |settings, (knob, value)| settings.with(knob.name, value))
    }

    pub(super) fn complain(&mut self) {
        self.refused = true;
    }

    pub(super) fn on(&mut self, action: Action) {
        let last = self.values.len().saturating_sub(1);
        (self.refused, self.fresh) = (false, true);
        match action {
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(last),
            Action::Less => self.turn(false),
            Action::More => self.turn(true),
            _ => {}
        }
    }

    /// One step up or down: a number by about a tenth of itself, a word to its neighbour.
    fn turn(&mut self, up: bool) {
        let Some((knob, value)) = self.values.get_mut(self.selected) else { return };
        *value = match knob.range {
            KnobRange::Number { default, min, max } => {
                let now = value.parse::<u32>().unwrap_or(default).clamp(min, max);
                let step = (now / 10).max(1);
                let next = if up { now.saturating_add(step) } else { now - step.min(now) };
                next.clamp(min, max).to_string()
            }
            KnobRange::Word { choices, .. } => {
                let now = choices.iter().position(|choice| choice == value).unwrap_or(0);
                let next = if up { now + 1 } else { now + choices.len() - 1 } % choices.len();
                choices[next].to_owned()
            }
        };
    }

    /// A digit of a number, or the key that takes the last one back.
    pub(super) fn typed(&mut self, key: KeyEvent) {
        let Some((Knob { range: KnobRange::Number { .. }, .. }, value)) = self.values.get_mut(self.selected) else {
            return;
        };
        self.refused = false;
        match key.code {
            KeyCode::Char(digit) if digit.is_ascii_digit() && (self.fresh || value.len() < 10) => {
                if std::mem::take(&mut self.fresh) {
                    value.clear();
                }
                value.push(digit);
            }
            KeyCode::Backspace => {
                self.fresh = false;
                value.pop();
            }
            _ => {}
        }
    }
}
