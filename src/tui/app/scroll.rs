//! How far a text is scrolled.

use crate::tui::keys::Action;

/// The first line that is shown. How long the text is, and how much of it fits, is known when it is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tui) struct Scroll {
    top: usize,
    page: usize,
    lines: usize,
}

impl Scroll {
    /// Moves as a key asks.
    pub(in crate::tui) fn on(&mut self, action: Action) {
        let page = self.page.saturating_sub(1).max(1);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top.saturating_add(1),
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top.saturating_add(page),
            Action::Top => 0,
            Action::Bottom => usize::MAX,
            _ => self.top,
        };
        self.top = self.top.min(self.lines.saturating_sub(self.page));
    }

    /// To the beginning of another text.
    pub(in crate::tui) fn reset(&mut self) {
        self.top = 0;
    }

    /// The first line to show of a text of so many lines, of which so many fit.
    pub(in crate::tui) fn show(&mut self, lines: usize, page: usize) -> usize {
        (self.lines, self.page) = (lines, page);
        self.top = self.top.min(lines.saturating_sub(page));
        self.top
    }

    /// Scrolls as little as brings a line into sight, with a little around it.
    pub(in crate::tui) fn reveal(&mut self, line: usize, lines: usize, page: usize) {
        let margin = (page / 4).min(3);
        let (low, high) = ((line + 1 + margin).saturating_sub(page), line.saturating_sub(margin));
        self.top = self.top.clamp(low.min(high), high);
        self.show(lines, page);
    }

    /// How long the text was when it was drawn last.
    pub(in crate::tui) fn lines(&self) -> usize {
        self.lines
    }

    /// Whether there is more above and below.
    pub(in crate::tui) fn more(&self) -> (bool, bool) {
        (self.top > 0, self.top + self.page < self.lines)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_scrolled_to_its_end_and_not_beyond() {
        let mut scroll = Scroll::default();
        assert_eq!(scroll.show(10, 4), 0);
        scroll.on(Action::Bottom);
        assert_eq!(scroll.show(10, 4), 6);
        scroll.on(Action::PageUp);
        assert_eq!(scroll.show(10, 4), 3);
        // The window has grown.
        assert_eq!(scroll.show(10, 20), 0);
    }

    proptest! {
        #[test]
        fn a_line_that_is_revealed_is_in_sight(start in 0usize..300, line in 0usize..200, page in 1usize..50) {
            let lines = 200;
            let mut scroll = Scroll { top: start, page, lines };
            scroll.reveal(line, lines, page);
            let top = scroll.show(lines, page);
            prop_assert!((top..top + page).contains(&line), "{top} {page} {line}");
        }
    }
}
