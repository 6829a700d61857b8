//! Text from `render` as styled lines, kept as long as nothing about it changes.

use ansi_to_tui::IntoText;
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{render::timeline::TimelineLine, text::Lang, tui::app::Ticket};

/// A text with ANSI styles as lines.
pub(in crate::tui) fn styled(text: &str) -> Vec<Line<'static>> {
    // Only what is no UTF-8 is refused, and this is.
    text.into_text().map(|text| text.lines).unwrap_or_default()
}

/// The same, and what is wider than the pane goes on below, further in: code is laid out for wider screens.
pub(super) fn folded(text: &str, columns: usize) -> Vec<Line<'static>> {
    styled(text).into_iter().flat_map(|line| fold(line, columns)).collect()
}

fn fold(line: Line<'static>, columns: usize) -> Vec<Line<'static>> {
    const INDENT: usize = 6;
    if line.width() <= columns || columns < 2 * INDENT {
        return vec![line];
    }
    let mut lines = vec![Line::default().style(line.style)];
    let mut room = columns;
    for span in line.spans {
        for letter in span.content.chars() {
            let wide = letter.width().unwrap_or(0);
            if wide > room {
                lines.push(Line::raw(" ".repeat(INDENT)).style(line.style));
                room = columns - INDENT;
            }
            room -= wide.min(room);
            if let Some(last) = lines.last_mut() {
                last.push_span(Span::styled(letter.to_string(), span.style));
            }
        }
    }
    lines
}

/// In terminal columns.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// As much of a text as fits.
pub(super) fn clipped(text: &str, columns: usize) -> String {
    let mut used = 0;
    let fits = |letter: &char| {
        used += letter.width().unwrap_or(0);
        used <= columns
    };
    text.chars().take_while(fits).collect()
}

/// A text of somebody else, such as an error of the system, without what would move the cursor.
pub(super) fn harmless(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// What a laid-out text depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Key {
    /// The run, and nothing before it.
    pub(super) run: Option<Ticket>,
    /// The lab.
    pub(super) lab: u8,
    /// The scene, by its place in the lab.
    pub(super) scene: usize,
    pub(super) lang: Lang,
    pub(super) columns: usize,
}

/// A timeline, laid out.
#[derive(Debug, Default)]
pub(in crate::tui) struct Timeline {
    pub(super) lines: Vec<(u32, Line<'static>)>,
}

impl Timeline {
    pub(super) fn of(lines: Vec<TimelineLine>) -> Timeline {
        let one = |line: TimelineLine| (line.until, styled(&line.text).into_iter().next().unwrap_or_default());
        Timeline { lines: lines.into_iter().map(one).collect() }
    }

    /// The first line that shows an event; none for what is before the first.
    pub(super) fn line_of(&self, event: u32) -> Option<usize> {
        if event == 0 {
            return None;
        }
        let line = self.lines.partition_point(|(until, _)| *until < event);
        // What is not shown belongs to the last line.
        (!self.lines.is_empty()).then(|| line.min(self.lines.len() - 1))
    }
}

/// The last laid-out text of one place.
#[derive(Debug)]
pub(in crate::tui) struct Kept<T>(Option<(Key, T)>);

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept(None)
    }
}

impl<T> Kept<T> {
    /// The text for this key, made anew if the last one was for another.
    pub(super) fn get(&mut self, key: Key, make: impl FnOnce() -> T) -> &T {
        if self.0.as_ref().is_none_or(|(known, _)| *known != key) {
            self.0 = Some((key, make()));
        }
        match &self.0 {
            Some((_, text)) => text,
            None => unreachable!("it was just put there"),
        }
    }
}

/// The texts that are worth keeping from one frame to the next.
#[derive(Debug, Default)]
pub(in crate::tui) struct Cache {
    pub(super) lesson: Kept<Vec<Line<'static>>>,
    pub(super) timeline: Kept<Timeline>,
    pub(super) compared: [Kept<Timeline>; 2],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_wide_goes_on_below() {
        let lines = folded("    let (客户端, server) = connected();\nshort", 20);
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(text, ["    let (客户端, ser", "      ver) = connect", "      ed();", "short"]);
    }
}
