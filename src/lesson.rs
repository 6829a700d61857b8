//! Lessons: two Markdown files of the same sections, and what is filled into them.
//!
//! A lesson has one `##` heading for each [`Section`], in that order. Under each heading of the translation stands the
//! hash of the English section that it translates, as `<!-- en: 1a2b3c4d -->`; when the English changes, the hash no
//! longer fits, and `socklab dev check` asks for a new translation.
//!
//! Filled in, when a lesson is shown ([`Fill`]):
//! - `{{#include experiment.rs:plain}}`: the code between `// ANCHOR: plain` and `// ANCHOR_END: plain` (mdBook's syntax),
//! - `{{plain.first}}`: what the run observed for the claim `first` of the scene `plain`,
//! - `{{#systems}}` and `{{#sources}}`: what each system does, and the card's sources.

use crate::text::Lang;

/// The parts of a lesson, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What the tutorials say, and what to watch for.
    Idea,
    /// The scene's code.
    Code,
    /// What happened and why, with the run's own numbers.
    Explain,
    /// What to change and run again.
    Modify,
    /// Where it can be read.
    Sources,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Section; 5] = [Section::Idea, Section::Code, Section::Explain, Section::Modify, Section::Sources];

    /// The heading.
    #[must_use]
    pub fn heading(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, Section::Idea) => "Idea",
            (Lang::En, Section::Code) => "Code",
            (Lang::En, Section::Explain) => "Explain",
            (Lang::En, Section::Modify) => "Modify",
            (Lang::En, Section::Sources) => "Sources",
            (Lang::ZhCn, Section::Idea) => "要点",
            (Lang::ZhCn, Section::Code) => "代码",
            (Lang::ZhCn, Section::Explain) => "解释",
            (Lang::ZhCn, Section::Modify) => "动手改",
            (Lang::ZhCn, Section::Sources) => "出处",
        }
    }
}

/// What is wrong with a lesson's form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LessonError {
    /// A section is missing, extra or out of order.
    #[error("section {number}: expected `## {expected}`, found {found}")]
    Heading {
        /// Its place, from 1.
        number: usize,
        /// The heading that belongs there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A section says nothing.
    #[error("`## {0}` is empty")]
    Empty(&'static str),
    /// A section of the translation does not say what it translates.
    #[error("`## {0}` has no stamp; run `socklab dev stamp` when the translation is right")]
    NoStamp(&'static str),
    /// The English section has changed since it was translated.
    #[error("`## {heading}` is stale: it translates {stamp}, the English is {english}")]
    Stale {
        /// The heading of the translation.
        heading: &'static str,
        /// The hash that it carries.
        stamp: String,
        /// The hash of the English section.
        english: String,
    },
    /// A `{{..}}` that nothing can be filled into.
    #[error("{{{{{0}}}}}: nothing to fill in")]
    Placeholder(String),
}

/// The bodies of a lesson's sections, in the order of [`Section::ALL`], without stamps.
///
/// # Errors
/// A heading is missing, extra or out of order, or a section is empty.
pub fn sections(lesson: &str, lang: Lang) -> Result<Vec<String>, LessonError> {
    Ok(parse(lesson, lang)?.into_iter().map(|part| part.body).collect())
}

/// Checks that a translation has a valid stamp in each section.
///
/// # Errors
/// The first section that is missing, empty, not stamped, or stale.
pub fn check_translation(english: &str, translation: &str, lang: Lang) -> Result<(), LessonError> {
    let english = parse(english, Lang::En)?;
    for ((section, from), to) in Section::ALL.iter().zip(&english).zip(parse(translation, lang)?) {
        let (heading, hash) = (section.heading(lang), hash(&from.body));
        match to.stamp {
            None => return Err(LessonError::NoStamp(heading)),
            Some(stamp) if stamp != hash => return Err(LessonError::Stale { heading, stamp, english: hash }),
            Some(_) => {}
        }
    }
    Ok(())
}

/// The translation with every stamp made anew from the English sections.
///
/// # Errors
/// Either lesson has not the right sections.
pub fn stamped(english: &str, translation: &str, lang: Lang) -> Result<String, LessonError> {
    let english = parse(english, Lang::En)?;
    let mut out = Vec::new();
    for ((section, from), to) in Section::ALL.iter().zip(&english).zip(parse(translation, lang)?) {
        out.push(format!("## {}\n<!-- en: {} -->\n\n{}\n", section.heading(lang), hash(&from.body), to.body));
    }
    Ok(out.join("\n"))
}

struct Part {
    stamp: Option<String>,
    body: String,
}

fn parse(lesson: &str, lang: Lang) -> Result<Vec<Part>, LessonError> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut in_code = false;
    for line in lesson.lines() {
        in_code ^= line.starts_with("```");
        match (line.strip_prefix("## ").filter(|_| !in_code), found.last_mut()) {
            (Some(heading), _) => found.push((heading.trim(), Vec::new())),
            (None, Some((_, body))) => body.push(line),
            (None, None) if line.trim().is_empty() => {}
            (None, None) => return Err(wrong_heading(0, lang, &format!("{line:?}"))),
        }
    }
    for (index, section) in Section::ALL.iter().enumerate() {
        match found.get(index) {
            Some((heading, _)) if *heading == section.heading(lang) => {}
            Some((heading, _)) => return Err(wrong_heading(index, lang, &format!("`## {heading}`"))),
            None => return Err(wrong_heading(index, lang, "the end")),
        }
    }
    if let Some((extra, _)) = found.get(Section::ALL.len()) {
        return Err(LessonError::Heading {
            number: Section::ALL.len() + 1,
            expected: "the end",
            found: format!("`## {extra}`"),
        });
    }
    let part = |(section, (_, lines)): (&Section, (&str, Vec<&str>))| {
        let stamp = lines.iter().find_map(|line| line.strip_prefix("<!-- en: ")?.strip_suffix(" -->"));
        let words = lines.iter().filter(|line| !line.starts_with("<!-- en: ")).copied().collect::<Vec<_>>();
        let body = words.join("\n").trim().to_owned();
        if body.is_empty() {
            return Err(LessonError::Empty(section.heading(lang)));
        }
        Ok(Part { stamp: stamp.map(str::to_owned), body })
    };
    Section::ALL.iter().zip(found).map(part).collect()
}

fn wrong_heading(index: usize, lang: Lang, found: &str) -> LessonError {
    LessonError::Heading { number: index + 1, expected: Section::ALL[index].heading(lang), found: found.to_owned() }
}

/// Eight hexadecimal digits of CRC-32: enough to notice a change, short enough to stand in a comment.
fn hash(body: &str) -> String {
    format!("{:08x}", crc32fast::hash(body.as_bytes()))
}

/// What is filled into a lesson's `{{..}}`.
pub trait Fill {
    /// The value that the run observed for a claim of a scene; `None` if the lab has no such claim.
    fn observed(&self, scene: &str, claim: &str) -> Option<String>;
    /// What each system does.
    fn systems(&self) -> String;
    /// Where it can be read.
    fn sources(&self) -> String;
    /// The text of `experiment.rs`.
    fn experiment(&self) -> &str;
}

/// A section's body with every `{{..}}` filled in.
///
/// # Errors
/// The first placeholder that names nothing.
pub fn filled(body: &str, fill: &dyn Fill) -> Result<String, LessonError> {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            return Err(LessonError::Placeholder(after.chars().take(20).collect()));
        };
        let value = value_of(name, fill).ok_or_else(|| LessonError::Placeholder(name.to_owned()))?;
        out.push_str(&value);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn value_of(name: &str, fill: &dyn Fill) -> Option<String> {
    match name.strip_prefix('#') {
        Some("systems") => Some(fill.systems()),
        Some("sources") => Some(fill.sources()),
        Some(include) => anchored(fill.experiment(), include.strip_prefix("include experiment.rs:")?),
        None => {
            let (scene, claim) = name.split_once('.')?;
            fill.observed(scene, claim)
        }
    }
}

/// The lines between `// ANCHOR: name` and `// ANCHOR_END: name`; `None` if either is missing.
fn anchored(code: &str, name: &str) -> Option<String> {
    let (begin, end) = (format!("// ANCHOR: {name}"), format!("// ANCHOR_END: {name}"));
    let mut lines = code.lines();
    lines.by_ref().find(|line| line.trim() == begin)?;
    let mut body = Vec::new();
    for line in lines {
        if line.trim() == end {
            return Some(body.join("\n"));
        }
        if !line.trim_start().starts_with("// ANCHOR") {
            body.push(line);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str =
        "## Idea\nA\n## Code\n```rust\n## not a heading\n```\n## Explain\nC\n## Modify\nD\n## Sources\nE\n";
    const CHINESE: &str = "## 要点\n甲\n## 代码\n乙\n## 解释\n丙\n## 动手改\n丁\n## 出处\n戊\n";

    #[test]
    fn a_stamped_translation_is_current_until_the_english_changes() {
        assert_eq!(check_translation(ENGLISH, CHINESE, Lang::ZhCn), Err(LessonError::NoStamp("要点")));
        let stamped = stamped(ENGLISH, CHINESE, Lang::ZhCn).unwrap();
        assert_eq!(check_translation(ENGLISH, &stamped, Lang::ZhCn), Ok(()));
        assert_eq!(
            super::stamped(ENGLISH, &stamped, Lang::ZhCn).as_deref(),
            Ok(stamped.as_str()),
            "stamping is stable"
        );
        let changed = check_translation(&ENGLISH.replace("\nC\n", "\nC!\n"), &stamped, Lang::ZhCn);
        assert!(matches!(changed, Err(LessonError::Stale { heading: "解释", .. })), "{changed:?}");
    }

    #[test]
    fn a_missing_an_extra_and_an_empty_section_are_errors() {
        let without = ENGLISH.replace("## Modify\nD\n", "");
        assert!(matches!(sections(&without, Lang::En), Err(LessonError::Heading { number: 4, .. })));
        let extra = format!("{ENGLISH}## More\nF\n");
        assert!(matches!(sections(&extra, Lang::En), Err(LessonError::Heading { number: 6, .. })));
        assert_eq!(sections(&ENGLISH.replace("\nA\n", "\n\n"), Lang::En), Err(LessonError::Empty("Idea")));
        assert!(matches!(sections("A lesson", Lang::En), Err(LessonError::Heading { number: 1, .. })));
    }

    struct Filled;

    impl Fill for Filled {
        fn observed(&self, scene: &str, claim: &str) -> Option<String> {
            (scene == "plain" && claim == "first").then(|| "\"hell\"".to_owned())
        }
        fn systems(&self) -> String {
            "table".to_owned()
        }
        fn sources(&self) -> String {
            "list".to_owned()
        }
        fn experiment(&self) -> &'static str {
            "use io;\n// ANCHOR: plain\nfn plain() {\n    // ANCHOR: inner\n    send();\n    // ANCHOR_END: inner\n}\n// ANCHOR_END: plain\n"
        }
    }

    #[test]
    fn placeholders_are_filled_from_the_run_the_code_and_the_card() {
        let body = "{{plain.first}}: {{#systems}} {{#sources}}\n{{#include experiment.rs:plain}}";
        assert_eq!(filled(body, &Filled).unwrap(), "\"hell\": table list\nfn plain() {\n    send();\n}");
    }

    #[test]
    fn a_placeholder_that_names_nothing_is_an_error() {
        for body in
            ["{{plain.second}}", "{{#include experiment.rs:none}}", "{{#include other.rs:plain}}", "{{x", "{{}}"]
        {
            assert!(filled(body, &Filled).is_err(), "{body}");
        }
    }
}
