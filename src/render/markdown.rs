//! A lesson's Markdown laid out for a terminal: headings stand out, paragraphs are wrapped, code and tables stay as
//! they are.

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use super::{View, line::BOLD};
use crate::wrap::wrapped;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
