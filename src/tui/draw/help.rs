//! The words for the keys: a label of a word or two on every screen, a sentence in the help.

use ratatui::{
    Frame,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    pane::{self, Look},
    text::{styled, width},
};
use crate::{
    messages::Messages,
    render::markdown,
    say,
    tui::{
        app::App,
        keys::{self, Action, Place},
    },
};

impl App {
    pub(super) fn draw_help(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let room = pane::inside(area);
        let view = super::view(&self.messages, self.unicode, room.width.into());
        let mut lines = Vec::new();
        for binding in keys::bindings(self.place_below_help()) {
            let names = binding.names(self.unicode);
            let mark = format!("{names}{}", " ".repeat(12usize.saturating_sub(width(&names)).max(2)));
            let sentence = sentence(binding.action(), self.place_below_help(), &self.messages);
            let mut item = styled(&markdown::item(&mark, &sentence, &view));
            if let Some(first) = item.first_mut() {
                first.spans.iter_mut().take(1).for_each(|span| span.style = span.style.add_modifier(Modifier::BOLD));
            }
            lines.extend(item);
        }
        lines.push(Line::default());
        let about = say!(self.messages, "tui-help-about");
        lines.extend(styled(&markdown::paragraph(&about, &view)).into_iter().map(dim));
        let title = say!(self.messages, "tui-help");
        let Some(scroll) = &mut self.help else { return };
        pane::text(frame, area, &title, &lines, scroll, Look { unicode: self.unicode, focused: true });
    }
}

fn dim(line: Line<'static>) -> Line<'static> {
    let spans: Vec<Span<'_>> = line.spans;
    Line::from(spans).style(Style::new().add_modifier(Modifier::DIM))
}

/// What a key does, in a word or two.
pub(super) fn label(action: Action, place: Place, messages: &Messages) -> String {
    match action {
        Action::Help => say!(messages, "tui-key-help"),
        Action::Language => say!(messages, "tui-key-language"),
        Action::Quit => say!(messages, "tui-key-quit"),
        Action::Back => say!(messages, "tui-key-back"),
        Action::Up | Action::Down => say!(messages, "tui-key-move"),
        Action::PageUp | Action::PageDown => say!(messages, "tui-key-page"),
        Action::Top | Action::Bottom => say!(messages, "tui-key-ends"),
        Action::Open => say!(messages, "tui-key-open"),
        Action::Search => say!(messages, "tui-key-search"),
        Action::Answer => say!(messages, "tui-key-answer"),
        Action::Confidence => say!(messages, "tui-key-confidence"),
        Action::Skip => say!(messages, "tui-key-skip"),
        Action::Run => say!(messages, "tui-key-run"),
        Action::Cancel => say!(messages, "tui-key-cancel"),
        Action::Pane => say!(messages, "tui-key-pane"),
        Action::Next if matches!(place, Place::Exercise | Place::Homeless) => say!(messages, "tui-key-other-exercise"),
        Action::Next => say!(messages, "tui-key-scene"),
        Action::Forward | Action::Backward => say!(messages, "tui-key-step"),
        Action::SameActor => say!(messages, "tui-key-actor"),
        Action::Play => say!(messages, "tui-key-play"),
        Action::Verdicts => say!(messages, "tui-key-verdicts"),
        Action::Again => say!(messages, "tui-key-again"),
        Action::Knobs => say!(messages, "tui-key-knobs"),
        Action::Less | Action::More => say!(messages, "tui-key-turn"),
        Action::Compare => say!(messages, "tui-key-compare"),
        Action::Make => say!(messages, "tui-key-make"),
        Action::Edit => say!(messages, "tui-key-edit"),
        Action::Check => say!(messages, "tui-key-check"),
        Action::Hint => say!(messages, "tui-key-hint"),
        Action::Workspace => say!(messages, "tui-key-workspace"),
    }
}

/// What a key does, in a sentence.
fn sentence(action: Action, place: Place, messages: &Messages) -> String {
    match action {
        Action::Help => say!(messages, "tui-does-help"),
        Action::Language => say!(messages, "tui-does-language"),
        Action::Quit => say!(messages, "tui-does-quit"),
        Action::Back => say!(messages, "tui-does-back"),
        Action::Up | Action::Down => say!(messages, "tui-does-move"),
        Action::PageUp | Action::PageDown => say!(messages, "tui-does-page"),
        Action::Top | Action::Bottom => say!(messages, "tui-does-ends"),
        Action::Open => say!(messages, "tui-does-open"),
        Action::Search => say!(messages, "tui-does-search"),
        Action::Answer => say!(messages, "tui-does-answer"),
        Action::Confidence => say!(messages, "tui-does-confidence"),
        Action::Skip => say!(messages, "tui-does-skip"),
        Action::Run => say!(messages, "tui-does-run"),
        Action::Cancel => say!(messages, "tui-does-cancel"),
        Action::Pane => say!(messages, "tui-does-pane"),
        Action::Next if matches!(place, Place::Exercise | Place::Homeless) => say!(messages, "tui-does-other-exercise"),
        Action::Next => say!(messages, "tui-does-scene"),
        Action::Forward | Action::Backward => say!(messages, "tui-does-step"),
        Action::SameActor => say!(messages, "tui-does-actor"),
        Action::Play => say!(messages, "tui-does-play"),
        Action::Verdicts => say!(messages, "tui-does-verdicts"),
        Action::Again => say!(messages, "tui-does-again"),
        Action::Knobs => say!(messages, "tui-does-knobs"),
        Action::Less | Action::More => say!(messages, "tui-does-turn"),
        Action::Compare => say!(messages, "tui-does-compare"),
        Action::Make => say!(messages, "tui-does-make"),
        Action::Edit => say!(messages, "tui-does-edit"),
        Action::Check => say!(messages, "tui-does-check"),
        Action::Hint => say!(messages, "tui-does-hint"),
        Action::Workspace => say!(messages, "tui-does-workspace"),
    }
}
