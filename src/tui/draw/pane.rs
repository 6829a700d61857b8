//! A part of the screen in a frame, with a text that may be longer than it.

use ratatui::{
    Frame,
    layout::Rect,
    style::{Modifier, Style},
    symbols::border,
    text::Line,
    widgets::{Block, Borders, Clear},
};

use super::text::clipped;
use crate::tui::app::Scroll;

/// Corners and lines for a terminal without Unicode.
const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// How a pane looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) unicode: bool,
    /// Whether the keys go here.
    pub(super) focused: bool,
}

/// The room for text in a pane of this size.
pub(super) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 2.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// The frame with its title. With the focus it is drawn in bold, and marked in the title: no colour is needed to see it.
pub(super) fn frame(target: &mut Frame<'_>, area: Rect, title: &str, look: Look, more: (bool, bool)) {
    let style =
        if look.focused { Style::new().add_modifier(Modifier::BOLD) } else { Style::new().add_modifier(Modifier::DIM) };
    let set = match (look.unicode, look.focused) {
        (false, _) => ASCII,
        (true, false) => border::PLAIN,
        (true, true) => border::THICK,
    };
    let mark = if look.focused { "*" } else { "" };
    let room = usize::from(area.width).saturating_sub(6);
    let title = clipped(&format!("{mark}{title}"), room);
    let mut block = Block::new().borders(Borders::ALL).border_set(set).border_style(style).title(format!(" {title} "));
    let (up, down) = if look.unicode { ("▲", "▼") } else { ("^", "v") };
    let arrows = [(more.0, up), (more.1, down)];
    let arrows: Vec<&str> = arrows.iter().filter(|(there, _)| *there).map(|(_, arrow)| *arrow).collect();
    if !arrows.is_empty() {
        block = block.title_bottom(Line::raw(format!(" {} ", arrows.join(" "))).right_aligned());
    }
    target.render_widget(Clear, area);
    target.render_widget(block, area);
}

/// A pane with a text, of which the part is shown that it is scrolled to.
pub(super) fn text(
    target: &mut Frame<'_>,
    area: Rect,
    title: &str,
    lines: &[Line<'_>],
    scroll: &mut Scroll,
    look: Look,
) {
    let room = inside(area);
    let top = scroll.show(lines.len(), room.height.into());
    frame(target, area, title, look, scroll.more());
    for (line, row) in lines.iter().skip(top).zip(room.rows()) {
        target.render_widget(line, row);
    }
}
