//! The screens: what the state looks like in so many cells. Nothing here decides anything.

mod compare;
mod exercise;
mod help;
mod lab;
mod pane;
mod path;
mod text;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Constraint, Layout, Rect},
    style::{Color, Modifier, Style},
    text::{Line, Span, Text},
};

use super::{
    app::{App, Page},
    keys::{self, Action},
};
use crate::{messages::Messages, render::View, say};
pub(super) use text::Cache;
use text::{clipped, width};

/// The smallest screen that everything can be read on. On a smaller one that is said instead.
pub const SMALLEST: (u16, u16) = (60, 20);

impl App {
    /// Draws the whole screen. How far a text is scrolled is set right on the way: only here it is known how much of it fits.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            self.too_small(frame, area);
        } else {
            self.pages(frame, area);
        }
        if !self.colour {
            without_colour(frame.buffer_mut());
        }
    }

    fn pages(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let footer = self.footer(area.width);
        let rows = u16::try_from(footer.lines.len()).unwrap_or(u16::MAX);
        let [head, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
        frame.render_widget(self.header(head.width), head);
        match self.page {
            _ if self.help.is_some() => self.draw_help(frame, body),
            Page::Path => self.draw_path(frame, body),
            Page::Lab => self.draw_lab(frame, body),
            Page::Compare => self.draw_compare(frame, body),
            Page::Exercise => self.draw_exercise(frame, body),
        }
        frame.render_widget(footer, foot);
    }

    /// Where one is.
    fn header(&self, columns: u16) -> Line<'static> {
        let lang = self.messages.lang();
        let lab = self.lab.as_ref().map(|page| format!("{:02} {}", page.lab.number, page.lab.title.get(lang)));
        let at = match (self.page, lab, &self.exercise) {
            (Page::Path, ..) | (_, None, _) => say!(self.messages, "tui-title"),
            (Page::Exercise, _, Some(page)) => {
                format!("{:02} {} {}", page.lab.number, dot(self.unicode), page.exercise.slug)
            }
            (_, Some(lab), _) => lab,
        };
        let text = clipped(&format!(" socklab {} {at}", dot(self.unicode)), columns.into());
        let rest = usize::from(columns).saturating_sub(width(&text));
        Line::styled(text + &" ".repeat(rest), Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD))
    }

    /// What was last said, and every key of the place with its label, as many lines as that takes.
    fn footer(&self, columns: u16) -> Text<'static> {
        let columns = usize::from(columns);
        let mut lines = vec![Line::default()];
        let mut used = 0;
        for binding in keys::bindings(self.place()) {
            let (names, label) = (binding.names(self.unicode), self.label(binding.action()));
            let wide = width(&names) + 1 + width(&label);
            let gap = if used == 0 { 1 } else { 2 };
            if used > 0 && used + gap + wide > columns {
                lines.push(Line::default());
                used = 0;
            }
            let gap = if used == 0 { 1 } else { gap };
            let Some(line) = lines.last_mut() else { continue };
            line.push_span(Span::raw(" ".repeat(gap)));
            line.push_span(Span::styled(names, Style::new().add_modifier(Modifier::BOLD)));
            line.push_span(Span::styled(format!(" {label}"), Style::new().add_modifier(Modifier::DIM)));
            used += gap + wide;
        }
        if let Some(notice) = &self.notice {
            let shown = crate::wrap::wrapped(&text::harmless(notice), "  ", columns.saturating_sub(2).max(8));
            let style = Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD);
            let notices = shown.lines().take(4).map(|line| Line::styled(format!(" {line}"), style));
            lines.splice(0..0, notices.collect::<Vec<_>>());
        }
        Text::from(lines)
    }

    /// A language is called by its own name, where that can be shown.
    fn label(&self, action: Action) -> String {
        match action {
            Action::Language if !self.unicode => self.messages.lang().other().tag().to_owned(),
            _ => help::label(action, self.place(), &self.messages),
        }
    }

    fn too_small(&self, frame: &mut Frame<'_>, area: Rect) {
        let (columns, rows) = SMALLEST;
        let words = say!(self.messages, "tui-too-small", columns = columns, rows = rows);
        let wrapped = crate::wrap::wrapped(&words, "", usize::from(area.width).max(1));
        let lines: Vec<Line<'_>> = wrapped.lines().map(|line| Line::raw(clipped(line, area.width.into()))).collect();
        frame.render_widget(Text::from(lines), area);
    }
}

/// What stands before the line that is chosen, in the characters that the terminal can show.
fn cursor(unicode: bool) -> &'static str {
    if unicode { "▶" } else { ">" }
}

/// What stands between two parts of a title.
fn dot(unicode: bool) -> &'static str {
    if unicode { "·" } else { "-" }
}

/// A view of these words in so many columns.
fn view(messages: &Messages, unicode: bool, columns: usize) -> View<'_> {
    View { messages, columns, unicode }
}

/// What is bold or reversed stays so.
fn without_colour(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
    }
}
