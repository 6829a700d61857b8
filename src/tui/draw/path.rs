//! The list of labs, and what is known of the one that the cursor is on.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::Line,
};

use super::{
    cursor,
    pane::{self, Look},
    text::{clipped, styled, width},
    view,
};
use crate::{
    lab::Lab,
    labs,
    render::{list, markdown},
    say,
    tui::app::{App, Entry},
};

/// The columns for the three marks of a lab.
const MARKS: usize = 9;

impl App {
    pub(super) fn draw_path(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let below = if area.height >= 30 { 10 } else { 7 };
        let [list, detail] = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(area);
        self.draw_list(frame, list);
        self.draw_selected(frame, detail);
    }

    fn draw_list(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let entries = self.path.entries();
        let room = pane::inside(area);
        let columns = usize::from(room.width);
        let cursor =
            entries.iter().position(|entry| matches!(entry, Entry::Lab(index) if *index == self.path.selected));
        let lines: Vec<Line<'_>> = entries.iter().map(|entry| self.entry(*entry, columns)).collect();
        let title = match &self.path.search {
            Some(search) => say!(self.messages, "tui-searching", text = format!("{search}_")),
            None => {
                say!(self.messages, "tui-path", predicted = self.predicted(), run = self.run(), passed = self.passed())
            }
        };
        if let Some(cursor) = cursor {
            // The name of its part, if it is the first.
            let line = if cursor == 1 { 0 } else { cursor };
            self.path.scroll.reveal(line, lines.len(), room.height.into());
            self.path.scroll.reveal(cursor, lines.len(), room.height.into());
        }
        let look = Look { unicode: self.unicode, focused: true };
        pane::text(frame, area, &title, &lines, &mut self.path.scroll, look);
        if lines.is_empty() {
            let nothing = say!(self.messages, "tui-nothing-found");
            frame.render_widget(Line::raw(nothing), room);
        }
    }

    fn entry(&self, entry: Entry, columns: usize) -> Line<'static> {
        match entry {
            Entry::Part(part) => Line::styled(
                list::part(part, &view(&self.messages, self.unicode, columns)),
                Style::new().add_modifier(Modifier::BOLD),
            ),
            Entry::Lab(index) => {
                let lab = &labs::ALL[index];
                let selected = index == self.path.selected;
                let cursor = if selected { cursor(self.unicode) } else { " " };
                let room = columns.saturating_sub(MARKS + 2);
                let title =
                    clipped(&format!("{cursor} {:02}  {}", lab.number, lab.title.get(self.messages.lang())), room);
                let gap = room.saturating_sub(width(&title)) + 2;
                let line = format!("{title}{}{}", " ".repeat(gap), self.marks(lab));
                let style = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
                Line::styled(line, style)
            }
        }
    }

    /// Predicted, run, and of how many exercises each passed; a dot for what is still to do.
    fn marks(&self, lab: &Lab) -> String {
        let (done, open) = if self.unicode { ("✓", "·") } else { ("x", ".") };
        let mark = |is: bool| if is { done } else { open };
        let known = self.progress.lab(lab.slug);
        let predicted = mark(known.is_some_and(|known| known.predicted.is_some()));
        let run = mark(known.is_some_and(|known| known.run.is_some()));
        let exercises = lab.exercises.iter().map(|exercise| mark(self.progress.has_passed(exercise.slug)));
        let exercises: String = exercises.collect();
        let marks = format!("{predicted}  {run}  {exercises}");
        let rest = MARKS.saturating_sub(width(&marks));
        marks + &" ".repeat(rest)
    }

    fn predicted(&self) -> usize {
        count(|lab| self.progress.lab(lab.slug).is_some_and(|known| known.predicted.is_some()))
    }

    fn run(&self) -> usize {
        count(|lab| self.progress.lab(lab.slug).is_some_and(|known| known.run.is_some()))
    }

    fn passed(&self) -> usize {
        let exercises = labs::ALL.iter().flat_map(|lab| lab.exercises);
        exercises.filter(|exercise| self.progress.has_passed(exercise.slug)).count()
    }

    fn draw_selected(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let room = pane::inside(area);
        let (messages, lang) = (&self.messages, self.messages.lang());
        let look = Look { unicode: self.unicode, focused: false };
        let Some(lab) = self.path.selected() else {
            return pane::frame(frame, area, "", look, (false, false));
        };
        let view = view(messages, self.unicode, room.width.into());
        let mut text = markdown::paragraph(lab.prediction.asks.get(lang), &view);
        let exercises: Vec<&str> = lab.exercises.iter().map(|exercise| exercise.slug).collect();
        if !exercises.is_empty() {
            text += "\n";
            text += &markdown::paragraph(&say!(messages, "tui-exercises", names = exercises.join(", ")), &view);
        }
        let legend = say!(messages, "tui-legend");
        let title = format!("{:02} {}", lab.number, lab.slug);
        pane::frame(frame, area, &title, look, (false, false));
        let lines = styled(&text);
        let shown = usize::from(room.height).saturating_sub(1);
        for (line, row) in lines.iter().take(shown).zip(room.rows()) {
            frame.render_widget(line, row);
        }
        if let Some(last) = room.rows().next_back() {
            frame.render_widget(Line::styled(legend, Style::new().add_modifier(Modifier::DIM)), last);
        }
    }
}

fn count(is: impl Fn(&Lab) -> bool) -> usize {
    labs::ALL.iter().filter(|lab| is(lab)).count()
}
