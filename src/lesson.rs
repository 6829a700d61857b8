//! Lessons: two Markdown files of the same sections, and what is filled into them.
//!
//! A lesson has one `##` heading for each [`Section`], in that order ([`FORM`]).
//!
//! Filled in, when a lesson is shown ([`Fill`]):
//! - `{{#include experiment.rs:plain}}`: the code between `// ANCHOR: plain` and `// ANCHOR_END: plain` (mdBook's syntax),
//! - `{{plain.first}}`: what the run observed for the claim `first` of the scene `plain`,
//! - `{{#systems}}` and `{{#sources}}`: what each system does, and the card's sources.

use crate::{
    text::Lang,
    translation::{Form, Heading},
};

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

/// The headings of a lesson, in both languages.
pub const FORM: Form = Form(&[
    Heading { en: "Idea", zh: "要点" },
    Heading { en: "Code", zh: "代码" },
    Heading { en: "Explain", zh: "解释" },
    Heading { en: "Modify", zh: "动手改" },
    Heading { en: "Sources", zh: "出处" },
]);

impl Section {
    /// All of them, in order.
    pub const ALL: [Section; 5] = [Section::Idea, Section::Code, Section::Explain, Section::Modify, Section::Sources];

    /// The heading.
    #[must_use]
    pub fn heading(self, lang: Lang) -> &'static str {
        FORM.0[self as usize].get(lang)
    }
}

/// A `{{..}}` that nothing can be filled into.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{{{{{0}}}}}: nothing to fill in")]
pub struct PlaceholderError(pub String);

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
pub fn filled(body: &str, fill: &dyn Fill) -> Result<String, PlaceholderError> {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            return Err(PlaceholderError(after.chars().take(20).collect()));
        };
        let value = value_of(name, fill).ok_or_else(|| PlaceholderError(name.to_owned()))?;
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
