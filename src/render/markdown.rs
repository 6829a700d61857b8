//! A lesson's Markdown laid out for a terminal: headings stand out, paragraphs are wrapped, code and tables stay as
//! they are.

use anstyle::{AnsiColor, Style};
use textwrap::{
    Options, WordSeparator, WrapAlgorithm,
    core::{Word, display_width},
};
use unicode_width::UnicodeWidthChar;

use super::{View, line::BOLD};

/// Code of the scene.
const CODE: Style = AnsiColor::Cyan.on_default();

/// The lesson's first line.
#[must_use]
pub fn title(number: u8, title: &str, view: &View<'_>) -> String {
    format!("{BOLD}{}{BOLD:#}\n", wrapped(&format!("{number:02}  {title}"), "    ", view.columns))
}

/// One section under its heading.
#[must_use]
pub fn section(heading: &str, body: &str, view: &View<'_>) -> String {
    let mut out = vec![String::new(), format!("{BOLD}{heading}{BOLD:#}"), String::new()];
    let mut in_code = false;
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code && line.is_empty() {
            out.push(String::new());
        } else if in_code {
            out.push(format!("    {CODE}{line}{CODE:#}"));
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            rows.extend(std::iter::from_fn(|| lines.next_if(|line| line.starts_with('|'))));
            out.extend(table(&rows));
        } else if line.starts_with(' ') {
            out.push(line.to_owned());
        } else {
            let indent = if line.starts_with("- ") { "  " } else { "" };
            out.push(wrapped(&emphasised(line), indent, view.columns));
        }
    }
    out.join("\n") + "\n"
}

/// A table with its columns aligned, and without the row of dashes that only Markdown needs.
fn table(rows: &[&str]) -> Vec<String> {
    let cells = |row: &&str| row.trim_matches('|').split('|').map(|cell| emphasised(cell.trim())).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> =
        rows.iter().filter(|row| row.contains(|mark| !"|-: ".contains(mark))).map(cells).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let padded = row.iter().zip(&widths).map(|(cell, width)| {
            let gap = " ".repeat(width.saturating_sub(display_width(cell)));
            format!("{cell}{gap}")
        });
        format!("  {}", padded.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// `**words**` in bold; the marks go, since they are read aloud and drawn where nobody needs them.
fn emphasised(line: &str) -> String {
    let parts: Vec<&str> = line.split("**").collect();
    if parts.len().is_multiple_of(2) {
        return line.to_owned(); // a mark without its partner is no mark
    }
    let styled = parts.iter().enumerate().map(|(index, part)| match index % 2 {
        0 => (*part).to_owned(),
        _ => format!("{BOLD}{part}{BOLD:#}"),
    });
    styled.collect()
}

/// A paragraph, and the end of its line.
#[must_use]
pub fn paragraph(words: &str, view: &View<'_>) -> String {
    wrapped(words, "", view.columns) + "\n"
}

/// A text behind a mark, its further lines under its first word. The mark may carry styles.
#[must_use]
pub fn item(mark: &str, words: &str, view: &View<'_>) -> String {
    let width = display_width(mark);
    let lines = wrapped(words, "", view.columns.saturating_sub(width).max(8));
    format!("{mark}{}\n", lines.replace('\n', &format!("\n{}", " ".repeat(width))))
}

fn wrapped(line: &str, indent: &str, columns: usize) -> String {
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
    fn a_table_is_aligned_and_emphasis_is_styled() {
        let body = "| on | 结果 |\n|---|---|\n| neither | EADDRINUSE |\n| 两个都设 | **ok** |";
        let messages = crate::render::testing::english();
        let view = View { messages: &messages, columns: 80, unicode: true };
        let text = section("Explain", body, &view);
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain, "\nExplain\n\n  on        结果\n  neither   EADDRINUSE\n  两个都设  ok\n");
        assert!(text.contains("\u{1b}[1mok\u{1b}[0m"), "{text:?}");
        assert_eq!(emphasised("2 ** 3"), "2 ** 3");
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
