//! The page, as a browser builds it.

use std::{fs, process::Command};

use rstest::rstest;
use serde_json::Value as Json;
use socklab::{grade::class::Class, text::Lang};

use crate::{
    class::{self, HOSTILE, OWNED, with},
    programs::{answer, has, python},
};

/// What a browser made of a page: its title, the tags in it, attributes that are code or fetch something, and the rows of
/// the first table, cell by cell.
const DOM: &str = "import html.parser, json, sys
class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.title, self.tags, self.code, self.rows, self.open = '', set(), [], [], []
        self.tables = 0
    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.code += [name for name, value in attributes if name.startswith('on') or name in ('src', 'style')
                      or name == 'href' and not value.startswith('#')]
        self.tables += tag == 'table'
        if tag == 'tr' and self.tables == 1: self.rows.append([])
        if tag in ('td', 'th') and self.tables == 1: self.rows[-1].append('')
        if tag not in ('meta', 'br', 'img', 'link', 'input'): self.open.append(tag)
    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag: pass
    def handle_data(self, data):
        if 'title' in self.open: self.title += data
        if self.tables == 1 and ('td' in self.open or 'th' in self.open): self.rows[-1][-1] += data
reader = Reader()
reader.feed(sys.stdin.buffer.read().decode())
print(json.dumps({'title': reader.title, 'tags': sorted(reader.tags), 'code': reader.code, 'rows': reader.rows}))";

/// The tags that the page is made of.
const OURS: [&str; 35] = [
    "a", "article", "b", "bdi", "body", "code", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "head", "header",
    "html", "li", "main", "meta", "ol", "p", "pre", "section", "span", "style", "summary", "table", "tbody", "td",
    "th", "thead", "title", "tr", "ul",
];

/// The page as the browser has it after every script has run; `None` without a browser.
fn dom(page: &str) -> Option<Json> {
    if !has("chromium", &["--version"]) {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, page).unwrap();
    let flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --dump-dom";
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    // A browser that hangs is ended, and fails the test.
    let mut chromium = Command::new("timeout");
    chromium.args(["120", "chromium"]).args(flags.split(' ')).arg(profile).arg(format!("file://{}", file.display()));
    python(DOM, &answer(&mut chromium, ""))
}

fn page(class: &Class, lang: Lang) -> String {
    with(class, "", "html", lang).unwrap()
}

#[rstest]
#[case::english(Lang::En, "The class, graded")]
#[case::chinese(Lang::ZhCn, "班级成绩")]
fn a_browser_sees_the_class_and_nothing_that_students_made(#[case] lang: Lang, #[case] title: &str) {
    let Some(seen) = dom(&page(&class::hostile(), lang)) else { return };
    assert_eq!(seen["title"], title);
    assert_eq!(seen["code"], Json::Array(Vec::new()));
    let tags: Vec<&str> = seen["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
    assert!(tags.iter().all(|tag| OURS.contains(tag)), "{tags:?}");
    let rows = seen["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1 + HOSTILE.len() + 1);
    for (row, name) in rows[1..].iter().zip(HOSTILE.into_iter().chain(["alice"])) {
        assert_eq!(row[0], name);
        assert_eq!(row.as_array().unwrap().len(), 3);
    }
    assert!(rows[1][1].as_str().unwrap().starts_with("2/14"), "{rows:?}");
    assert_eq!(rows.last().unwrap()[2], "0/4");
}

#[test]
fn the_names_would_have_run_in_this_browser_had_they_not_been_escaped() {
    for name in &HOSTILE[..2] {
        let Some(seen) = dom(&format!("<!DOCTYPE html><title>page</title><table><tr><td>{name}</table>")) else {
            return;
        };
        assert_eq!(seen["title"], OWNED, "{name}");
    }
}

#[test]
fn the_page_needs_nothing_else_and_forbids_itself_scripts() {
    let page = page(&class::hostile(), Lang::En);
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    let styles = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert!(!styles.contains("url(") && !styles.contains("@import"), "{styles}");
}

#[test]
fn the_page_shows_expected_actual_the_cuts_the_program_s_words_and_the_trace() {
    let page = page(&class::class(vec![class::student("bob", b"HELlO\x1b[31m")]), Lang::En);
    let holds = |text: &str| assert!(page.contains(text), "{text}");
    holds("<dt>expected</dt><dd><code>&quot;HELLO\\n&quot; (6 B)</code></dd>");
    holds("<dt>actual</dt>");
    holds("The bytes were sent in pieces of 1 + 5.");
    holds("<pre>HELlO\u{241b}[31m</pre>");
    holds("<ol><li><code>HELlO");
    holds("The hidden demand.");
    holds("ran in a sandbox");
}
