//! Markdown in two languages: the same sections in each, and each section of the translation stamped with what it translates.
//!
//! A text has one `##` heading for each section of its [`Form`], in that order. Under each heading of the translation
//! stands the hash of the English section that it translates, as `<!-- en: 1a2b3c4d -->`; when the English changes, the
//! hash no longer fits, and `socklab dev check` asks for a new translation.

use crate::text::Lang;

/// The headings of a kind of text, in their order, in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Form(pub &'static [Heading]);

/// One heading.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// In English.
    pub en: &'static str,
    /// In Simplified Chinese.
    pub zh: &'static str,
}

impl Heading {
    /// In one language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::ZhCn => self.zh,
        }
    }
}

/// What is wrong with a text's form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
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
}

struct Section {
    heading: &'static str,
    stamp: Option<String>,
    body: String,
}

impl Form {
    /// The bodies of a text's sections, in order, without stamps.
    ///
    /// # Errors
    /// A heading is missing, extra or out of order, or a section is empty.
    pub fn sections(self, text: &str, lang: Lang) -> Result<Vec<String>, FormError> {
        Ok(self.parse(text, lang)?.into_iter().map(|section| section.body).collect())
    }

    /// Checks that a translation has a valid stamp in each section.
    ///
    /// # Errors
    /// The first section that is missing, empty, not stamped, or stale.
    pub fn check(self, english: &str, translation: &str, lang: Lang) -> Result<(), FormError> {
        for (from, to) in self.parse(english, Lang::En)?.iter().zip(self.parse(translation, lang)?) {
            let (heading, hash) = (to.heading, hash(&from.body));
            match to.stamp {
                None => return Err(FormError::NoStamp(heading)),
                Some(stamp) if stamp != hash => return Err(FormError::Stale { heading, stamp, english: hash }),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// The translation with every stamp made anew from the English sections.
    ///
    /// # Errors
    /// Either text has not the right sections.
    pub fn stamped(self, english: &str, translation: &str, lang: Lang) -> Result<String, FormError> {
        let sections = self.parse(english, Lang::En)?.into_iter().zip(self.parse(translation, lang)?);
        let stamped =
            sections.map(|(from, to)| format!("## {}\n<!-- en: {} -->\n\n{}\n", to.heading, hash(&from.body), to.body));
        Ok(stamped.collect::<Vec<_>>().join("\n"))
    }

    fn parse(self, text: &str, lang: Lang) -> Result<Vec<Section>, FormError> {
        let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut in_code = false;
        for line in text.lines() {
            in_code ^= line.starts_with("```");
            match (line.strip_prefix("## ").filter(|_| !in_code), found.last_mut()) {
                (Some(heading), _) => found.push((heading.trim(), Vec::new())),
                (None, Some((_, body))) => body.push(line),
                (None, None) if line.trim().is_empty() => {}
                (None, None) => return Err(self.wrong_heading(0, lang, format!("{line:?}"))),
            }
        }
        for (index, heading) in self.0.iter().enumerate() {
            match found.get(index) {
                Some((there, _)) if *there == heading.get(lang) => {}
                Some((there, _)) => return Err(self.wrong_heading(index, lang, format!("`## {there}`"))),
                None => return Err(self.wrong_heading(index, lang, "the end".to_owned())),
            }
        }
        if let Some((extra, _)) = found.get(self.0.len()) {
            return Err(self.wrong_heading(self.0.len(), lang, format!("`## {extra}`")));
        }
        self.0.iter().zip(found).map(|(heading, (_, lines))| section(heading.get(lang), &lines)).collect()
    }

    fn wrong_heading(self, index: usize, lang: Lang, found: String) -> FormError {
        let expected = self.0.get(index).map_or("the end", |heading| heading.get(lang));
        FormError::Heading { number: index + 1, expected, found }
    }
}

fn section(heading: &'static str, lines: &[&str]) -> Result<Section, FormError> {
    let stamp = lines.iter().find_map(|line| line.strip_prefix("<!-- en: ")?.strip_suffix(" -->"));
    let words = lines.iter().filter(|line| !line.starts_with("<!-- en: ")).copied().collect::<Vec<_>>();
    // Blank lines go, and not the spaces that begin a block of code.
    let body = words.join("\n").trim_start_matches('\n').trim_end().to_owned();
    if body.is_empty() {
        return Err(FormError::Empty(heading));
    }
    Ok(Section { heading, stamp: stamp.map(str::to_owned), body })
}

/// Eight hexadecimal digits of CRC-32: enough to notice a change, short enough to stand in a comment.
fn hash(body: &str) -> String {
    format!("{:08x}", crc32fast::hash(body.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: Form = Form(&[Heading { en: "Idea", zh: "要点" }, Heading { en: "Code", zh: "代码" }]);
    const ENGLISH: &str = "## Idea\nA\n## Code\n```rust\n## not a heading\n```\n";
    const CHINESE: &str = "## 要点\n甲\n## 代码\n乙\n";

    #[test]
    fn a_stamped_translation_is_current_until_the_english_changes() {
        assert_eq!(FORM.check(ENGLISH, CHINESE, Lang::ZhCn), Err(FormError::NoStamp("要点")));
        let stamped = FORM.stamped(ENGLISH, CHINESE, Lang::ZhCn).unwrap();
        assert_eq!(FORM.check(ENGLISH, &stamped, Lang::ZhCn), Ok(()));
        let again = FORM.stamped(ENGLISH, &stamped, Lang::ZhCn);
        assert_eq!(again.as_deref(), Ok(stamped.as_str()), "stamping is stable");
        let changed = FORM.check(&ENGLISH.replace("\nA\n", "\nA!\n"), &stamped, Lang::ZhCn);
        assert!(matches!(changed, Err(FormError::Stale { heading: "要点", .. })), "{changed:?}");
    }

    #[test]
    fn a_section_that_begins_with_indented_code_keeps_its_indentation() {
        let indented = "## 要点\n<!-- en: 00000000 -->\n\n    $ nc\n    x\n## 代码\n乙\n";
        let stamped = FORM.stamped(ENGLISH, indented, Lang::ZhCn).unwrap();
        assert!(stamped.contains("\n\n    $ nc\n    x\n"), "{stamped}");
    }

    #[test]
    fn a_missing_an_extra_and_an_empty_section_are_errors() {
        let without = "## Idea\nA\n";
        assert!(matches!(FORM.sections(without, Lang::En), Err(FormError::Heading { number: 2, .. })));
        let extra = format!("{ENGLISH}## More\nF\n");
        assert!(matches!(
            FORM.sections(&extra, Lang::En),
            Err(FormError::Heading { number: 3, expected: "the end", .. })
        ));
        assert_eq!(FORM.sections(&ENGLISH.replace("\nA\n", "\n\n"), Lang::En), Err(FormError::Empty("Idea")));
        assert!(matches!(FORM.sections("A text", Lang::En), Err(FormError::Heading { number: 1, .. })));
    }
}
