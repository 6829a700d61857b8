//! Lines broken where a reader of either language breaks them.

use textwrap::{Options, WordSeparator, WrapAlgorithm, core::Word};
use unicode_width::UnicodeWidthChar;

/// A line broken into lines of so many columns at most, every one but the first behind the indent.
#[must_use]
pub fn wrapped(line: &str, indent: &str, columns: usize) -> String {
    let options = Options::new(columns)
        .subsequent_indent(indent)
        .word_separator(WordSeparator::Custom(words))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(true);
    textwrap::fill(line, options)
}

/// Words as a reader of either language breaks them: at spaces, and between two wide characters, but never before a
/// closing or after an opening punctuation mark.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (index, character) in line.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            words.push(Word::from(&line[start..index]));
            start = index;
        }
        before = Some(character);
    }
    if start < line.len() {
        words.push(Word::from(&line[start..]));
    }
    Box::new(words.into_iter())
}

fn may_break(before: char, after: char) -> bool {
    const NEVER_FIRST: &str = "，。、；：？！）》」』”’…,.;:?!)]}%";
    const NEVER_LAST: &str = "（《「『“‘([{";
    if after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    let wide = |character: char| character.width() == Some(2);
    (wide(before) || wide(after)) && !NEVER_FIRST.contains(after) && !NEVER_LAST.contains(before)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[track_caller]
    fn check(line: &str, columns: usize, lines: &[&str]) {
        assert_eq!(wrapped(line, "", columns).lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn english_breaks_at_spaces_and_chinese_between_characters() {
        check("one two three", 8, &["one two", "three"]);
        check("队列里有两个数据报", 8, &["队列里有", "两个数据", "报"]);
        check("调用 recvfrom(4) 得到", 10, &["调用", "recvfrom(4", ") 得到"]);
    }

    #[test]
    fn a_line_never_begins_with_a_closing_mark() {
        check("数据丢了，没有声音", 8, &["数据丢", "了，没有", "声音"]);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let line = "UDP 套接字的队列里排的是一个个数据报，不是字节。a-very-long-word-without-any-space-in-it-at-all";
        for columns in 2..40 {
            for wrapped in wrapped(line, "", columns).lines() {
                assert!(wrapped.width() <= columns.max(4), "{columns}: {wrapped}");
            }
        }
    }
}
