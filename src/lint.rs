//! What a lab must satisfy beyond the types. `socklab dev check` and the tests ask the same questions here.

use std::{collections::BTreeSet, fmt};

use crate::{
    exercise,
    lab::{Claim, Expect, KnobRange, Known, Lab},
    lesson::{self, Fill, Section},
    text::{Lang, Text},
};

/// Something that an author has to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The lab, as `lab_08`.
    pub lab: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.lab, self.what)
    }
}

/// Everything that is wrong with a list of labs; empty when all is well.
#[must_use]
pub fn check(labs: &'static [Lab]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut slugs = BTreeSet::new();
    let mut exercises = BTreeSet::new();
    let mut last = 0;
    for lab in labs {
        let mut lint = Lint { lab, problems: &mut problems };
        lint.demand(lab.number > last, || format!("number {} does not come after {last}", lab.number));
        lint.demand(slugs.insert(lab.slug), || format!("slug {:?} is taken", lab.slug));
        lint.card();
        lint.scenes();
        lint.prediction();
        lint.lessons();
        lint.exercises(&mut exercises);
        last = lab.number;
    }
    problems
}

struct Lint<'a> {
    lab: &'static Lab,
    problems: &'a mut Vec<Problem>,
}

impl Lint<'_> {
    fn demand(&mut self, satisfied: bool, what: impl FnOnce() -> String) {
        if !satisfied {
            self.problems.push(Problem { lab: self.lab.module(), what: what() });
        }
    }

    fn text(&mut self, name: &str, text: &Text) {
        self.demand(!text.en.trim().is_empty(), || format!("{name}: no English"));
        self.demand(is_chinese(&text.zh), || format!("{name}: {:?} is not Chinese", text.zh));
    }

    fn card(&mut self) {
        let lab = self.lab;
        self.demand(is_kebab(lab.slug), || format!("slug {:?} is not in lower case with hyphens", lab.slug));
        self.text("title", &lab.title);
        self.demand(!lab.sources.is_empty(), || "no sources".to_owned());
        let mut names = BTreeSet::new();
        for knob in lab.knobs {
            self.text(knob.name, &knob.title);
            self.demand(names.insert(knob.name), || format!("knob {} twice", knob.name));
            let default_fits = match knob.range {
                KnobRange::Number { default, min, max } => (min..=max).contains(&default),
                KnobRange::Word { default, choices } => choices.contains(&default),
            };
            self.demand(default_fits, || format!("knob {}: its default is out of its range", knob.name));
        }
    }

    fn scenes(&mut self) {
        let mut slugs = BTreeSet::new();
        self.demand(!self.lab.scenes.is_empty(), || "no scenes".to_owned());
        for scene in self.lab.scenes {
            self.demand(slugs.insert(scene.slug), || format!("scene {} twice", scene.slug));
            self.demand(is_kebab(scene.slug), || format!("scene {:?} is not in lower case with hyphens", scene.slug));
            self.text(scene.slug, &scene.title);
            self.demand(!scene.claims.is_empty(), || format!("scene {} decides nothing", scene.slug));
            let mut ids = BTreeSet::new();
            for claim in scene.claims {
                self.demand(ids.insert(claim.id), || format!("claim {}.{} twice", scene.slug, claim.id));
                self.text(claim.id, &claim.says);
                self.rows(scene.slug, claim);
            }
        }
    }

    /// Only Linux has been run on: any other row is somebody else's word, and names who.
    fn rows(&mut self, scene: &str, claim: &Claim) {
        let rows = &claim.expected;
        for (system, known) in [("macos", &rows.macos), ("windows", &rows.windows)] {
            self.demand(!matches!(known, Known::Measured(_)), || {
                format!("claim {scene}.{}: {system} is not measured by our tests", claim.id)
            });
        }
        for known in [&rows.linux, &rows.macos, &rows.windows] {
            if let Known::Cited(_, source) = known {
                self.demand(!source.trim().is_empty(), || format!("claim {scene}.{}: cited from nowhere", claim.id));
            }
        }
    }

    fn prediction(&mut self) {
        let lab = self.lab;
        let asked = &lab.prediction;
        self.text("prediction", &asked.asks);
        let claim = lab.scene(asked.scene).and_then(|scene| scene.claims.iter().find(|claim| claim.id == asked.claim));
        let Some(claim) = claim else {
            let what = format!("prediction: no claim {}.{}", asked.scene, asked.claim);
            return self.demand(false, || what);
        };
        self.demand(asked.choices.len() >= 2, || "prediction: fewer than two choices".to_owned());
        for (index, choice) in asked.choices.iter().enumerate() {
            self.text("choice", &choice.says);
            self.text("belief", &choice.belief);
            let distinct = asked.choices[..index].iter().all(|other| other.value != choice.value);
            self.demand(distinct, || format!("prediction: {} is offered twice", choice.value));
        }
        if let Known::Measured(Expect::Is(value)) = &claim.expected.linux {
            let offered = asked.choices.iter().any(|choice| choice.value == *value);
            self.demand(offered, || format!("prediction: no choice is {value}, which Linux shows"));
        }
    }

    fn lessons(&mut self) {
        let lab = self.lab;
        for lang in Lang::ALL {
            match lesson::FORM.sections(lab.lesson.get(lang), lang) {
                Ok(bodies) => self.bodies(lang, &bodies),
                Err(error) => self.demand(false, || format!("lesson.{}.md: {error}", lang.tag())),
            }
        }
        if let Err(error) = lesson::FORM.check(&lab.lesson.en, &lab.lesson.zh, Lang::ZhCn) {
            self.demand(false, || format!("lesson.zh-CN.md: {error}"));
        }
    }

    fn bodies(&mut self, lang: Lang, bodies: &[String]) {
        for (section, body) in Section::ALL.iter().zip(bodies) {
            let file = format!("lesson.{}.md, {}", lang.tag(), section.heading(lang));
            if let Err(error) = lesson::filled(body, &Card(self.lab)) {
                self.demand(false, || format!("{file}: {error}"));
            }
            match section {
                Section::Code => {
                    self.demand(body.contains("{{#include "), || format!("{file}: no code included from the scene"));
                }
                Section::Explain => {
                    self.demand(body.contains("{{#systems}}"), || format!("{file}: no {{{{#systems}}}}"));
                }
                Section::Modify => {
                    for knob in self.lab.knobs {
                        let set = format!("--set {}=", knob.name);
                        self.demand(body.contains(&set), || format!("{file}: does not use {set}"));
                    }
                }
                Section::Sources => {
                    self.demand(body.contains("{{#sources}}"), || format!("{file}: no {{{{#sources}}}}"));
                }
                Section::Idea => {}
            }
        }
    }
}

impl Lint<'_> {
    fn exercises(&mut self, slugs: &mut BTreeSet<&'static str>) {
        for exercise in self.lab.exercises {
            let slug = exercise.slug;
            self.demand(is_kebab(slug), || format!("exercise {slug:?} is not in lower case with hyphens"));
            self.demand(slugs.insert(slug), || format!("exercise {slug} twice"));
            self.text(slug, &exercise.title);
            let (english, chinese) = (&exercise.contract.en, &exercise.contract.zh);
            if let Err(error) = exercise::CONTRACT.check(english, chinese, Lang::ZhCn) {
                self.demand(false, || format!("{slug}: contract: {error}"));
            }
            for (what, code) in [("starter", exercise.starter), ("solution", exercise.solution)] {
                self.demand(!code.trim().is_empty(), || format!("{slug}: no {what}"));
            }
            for lang in Lang::ALL {
                let link = format!("socklab check {slug}");
                let linked = self.lab.lesson.get(lang).contains(&link);
                self.demand(linked, || format!("lesson.{}.md does not name `{link}`", lang.tag()));
            }
            self.demand(!exercise.checks.is_empty(), || format!("{slug}: no checks"));
            let mut ids = BTreeSet::new();
            for check in exercise.checks {
                let name = format!("{slug}.{}", check.id);
                self.demand(is_kebab(check.id) && ids.insert(check.id), || format!("{name}: not a new id"));
                self.text(&name, &check.demand);
                self.demand(check.points > 0, || format!("{name}: earns nothing"));
                self.demand((1..=40).contains(&check.lab), || format!("{name}: no lab {}", check.lab));
                self.demand(!check.hints.is_empty(), || format!("{name}: no hints"));
                for hint in check.hints {
                    self.text(&name, hint);
                }
                let named = |text: &str| text.contains(&format!("`{}`", check.id));
                self.demand(named(english) && named(chinese), || format!("{name}: the contract does not name it"));
            }
        }
    }
}

/// A card without a run: every claim can be named, none has a value.
struct Card(&'static Lab);

impl Fill for Card {
    fn observed(&self, scene: &str, claim: &str) -> Option<String> {
        self.0.scene(scene)?.claims.iter().find(|known| known.id == claim).map(|_| String::new())
    }
    fn systems(&self) -> String {
        String::new()
    }
    fn sources(&self) -> String {
        String::new()
    }
    fn experiment(&self) -> &str {
        self.0.experiment
    }
}

fn is_kebab(slug: &str) -> bool {
    !slug.is_empty()
        && slug.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

/// Holds at least one Chinese character: a translation that was forgotten is English.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}
