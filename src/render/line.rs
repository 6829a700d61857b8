//! Lines of styled text that know their width in terminal columns.

use std::fmt;

pub(super) use anstyle::Style;
use anstyle::{AnsiColor, Effects};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No style.
pub(super) const PLAIN: Style = Style::new();
/// Headings.
pub(super) const BOLD: Style = Style::new().effects(Effects::BOLD);
/// What may be skipped.
pub(super) const DIM: Style = Style::new().effects(Effects::DIMMED);
/// The narrator.
pub(super) const ITALIC: Style = Style::new().effects(Effects::ITALIC);
/// Errors, and claims that do not hold.
pub(super) const BAD: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Claims that hold.
pub(super) const GOOD: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);
/// What wants attention and is no error.
pub(super) const WARN: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// The colours that messages take turns in. Neither red nor green: those are verdicts.
const MESSAGES: [Style; 4] = [
    AnsiColor::Cyan.on_default(),
    AnsiColor::Yellow.on_default(),
    AnsiColor::Magenta.on_default(),
    AnsiColor::BrightBlue.on_default(),
];

/// The colour of a scene's message of this index, from 0.
pub(super) fn of_message(index: usize) -> Style {
    MESSAGES[index % MESSAGES.len()]
}

/// A space at which no line is broken; shown as any other.
pub(super) const JOINT: char = '\u{a0}';

/// One line, as runs of one style each. No character in it moves the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    runs: Vec<(String, Style)>,
}

impl Line {
    pub(super) fn new() -> Line {
        Line::default()
    }

    /// The line with more text at its end. A control character becomes U+FFFD, a line break a space: what is shown comes
    /// from programs under test as well, and must not reach the terminal as a command.
    pub(super) fn and(mut self, text: impl AsRef<str>, style: Style) -> Line {
        let text = text.as_ref();
        if text.chars().all(|character| harmless(character) == character) {
            self.put_all(text, style);
        } else {
            let text: String = text.chars().map(harmless).collect();
            self.put_all(&text, style);
        }
        self
    }

    /// The line followed by another one.
    pub(super) fn then(mut self, other: &Line) -> Line {
        self.runs.extend(other.runs.iter().cloned());
        self
    }

    /// The line at the start of so many columns; as it is if it is wider.
    pub(super) fn padded(self, columns: usize) -> Line {
        let missing = columns.saturating_sub(self.width());
        self.and(" ".repeat(missing), PLAIN)
    }

    /// The line at the end of so many columns; as it is if it is wider.
    pub(super) fn right(self, columns: usize) -> Line {
        let missing = columns.saturating_sub(self.width());
        Line::new().and(" ".repeat(missing), PLAIN).then(&self)
    }

    /// The same text in one style.
    pub(super) fn all(&self, style: Style) -> Line {
        Line { runs: self.runs.iter().map(|(text, _)| (text.clone(), style)).collect() }
    }

    /// In terminal columns: a Chinese character takes two.
    pub(super) fn width(&self) -> usize {
        self.runs.iter().map(|(text, _)| text.width()).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.is_empty())
    }

    /// The text without its styles.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|(text, _)| text.replace(JOINT, " ")).collect()
    }

    /// The line broken at spaces and between Chinese characters, every line but the first indented by `hang`. A word that
    /// is longer than a line is broken anywhere.
    pub(super) fn wrapped(&self, columns: usize, hang: usize) -> Vec<Line> {
        let hang = hang.min(columns / 2);
        let characters: Vec<(char, Style)> =
            self.runs.iter().flat_map(|(text, style)| text.chars().map(|character| (character, *style))).collect();
        let mut lines = Vec::new();
        let mut rest = characters.as_slice();
        while !rest.is_empty() {
            let indent = if lines.is_empty() { 0 } else { hang };
            let (taken, after) = rest.split_at(first_line(rest, columns.saturating_sub(indent)));
            let mut line = Line::new().and(" ".repeat(indent), PLAIN);
            let end = taken.iter().rposition(|(character, _)| *character != ' ').map_or(0, |last| last + 1);
            for (character, style) in &taken[..end] {
                line.put(*character, *style);
            }
            lines.push(line);
            let spaces = after.iter().take_while(|(character, _)| *character == ' ').count();
            rest = &after[spaces..];
        }
        if lines.is_empty() {
            lines.push(Line::new());
        }
        lines
    }

    fn put_all(&mut self, text: &str, style: Style) {
        match self.runs.last_mut() {
            Some((run, last)) if *last == style => run.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push((text.to_owned(), style)),
        }
    }

    fn put(&mut self, character: char, style: Style) {
        match self.runs.last_mut() {
            Some((text, last)) if *last == style => text.push(character),
            _ => self.runs.push((character.to_string(), style)),
        }
    }
}

/// With ANSI styles, and without the spaces that end it.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.runs.iter().rposition(|(text, _)| !text.trim_end_matches(' ').is_empty());
        let Some(last) = last else { return Ok(()) };
        for (text, style) in &self.runs[..last] {
            write!(f, "{style}{}{style:#}", text.replace(JOINT, " "))?;
        }
        let (text, style) = &self.runs[last];
        write!(f, "{style}{}{style:#}", text.trim_end_matches(' ').replace(JOINT, " "))
    }
}

/// The lines as one text, each ended by a line break.
pub(super) fn block(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [line.to_string(), "\n".to_owned()]).collect()
}

fn harmless(character: char) -> char {
    match character {
        '\n' | '\t' => ' ',
        // The second group: direction marks and overrides, which reorder what stands around them.
        _ if character.is_control() => char::REPLACEMENT_CHARACTER,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// How many characters go on a line of so many columns: at least one.
fn first_line(characters: &[(char, Style)], columns: usize) -> usize {
    let mut width = 0;
    let fits = characters.iter().take_while(|(character, _)| {
        width += character.width().unwrap_or(0);
        width <= columns
    });
    let fits = fits.count();
    if fits == characters.len() {
        return fits;
    }
    let breakable = |&at: &usize| may_break(characters[at - 1].0, characters[at].0);
    (1..=fits).rev().find(breakable).unwrap_or(fits).max(1)
}

/// Whether a line may end between two characters. Chinese breaks between any two, except that a line does not begin with
/// closing punctuation or end with an opening one (GB/T 15834, 5.1).
fn may_break(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return true;
    }
    let wide = |character: char| character.width() == Some(2);
    (wide(before) || wide(after))
        && !"，。、：；！？）】」』》”’,.:;!?)]}\"".contains(after)
        && !"（【「『《“‘([{\"".contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<String> {
        Line::new().and(text, PLAIN).wrapped(columns, 2).iter().map(Line::text).collect()
    }

    #[test]
    fn a_chinese_character_takes_two_columns() {
        let line = Line::new().and("数据报", PLAIN);
        assert_eq!(line.width(), 6);
        assert_eq!(line.clone().padded(8).text(), "数据报  ");
        assert_eq!(line.right(8).text(), "  数据报");
    }

    #[test]
    fn a_line_breaks_at_spaces_and_what_follows_is_indented() {
        assert_eq!(wrapped("one two three", 8), ["one two", "  three"]);
        assert_eq!(wrapped("one =\u{a0}2", 6), ["one", "  = 2"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "  ef", "  gh", "  ij"]);
    }

    #[test]
    fn no_chinese_line_begins_with_a_full_stop() {
        assert_eq!(wrapped("放不下就丢了。完", 12), ["放不下就丢", "  了。完"]);
    }

    #[test]
    fn nothing_that_moves_the_cursor_stays_in_a_line() {
        assert_eq!(Line::new().and("a\x1b[2J\r\nb\u{202e}", PLAIN).text(), "a\u{fffd}[2J\u{fffd} b\u{fffd}");
    }
}
