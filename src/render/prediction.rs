//! The question before a run, and the answer after it.

use super::{View, line::BOLD, picture, report};
use crate::{
    lab::{Choice, Lab},
    runner::LabReport,
    say,
};

/// The question with its choices, numbered from 1.
#[must_use]
pub fn question(lab: &Lab, view: &View<'_>) -> String {
    let lang = view.messages.lang();
    let asked = &lab.prediction;
    let mut text = format!("{BOLD}{:02}  {}{BOLD:#}\n\n", lab.number, lab.title.get(lang));
    text += &super::markdown::paragraph(asked.asks.get(lang), view);
    text += "\n";
    for (number, choice) in (1..).zip(asked.choices) {
        text += &super::markdown::item(&format!("  {number}  "), choice.says.get(lang), view);
    }
    text + "\n" + &say!(view.messages, "predict-ask")
}

/// What the run showed beside what was said, and what becomes of the belief. The run is that of the prediction's scene.
#[must_use]
pub fn answer(run: &LabReport, said: &Choice, view: &View<'_>) -> String {
    let lang = view.messages.lang();
    let asked = &run.lab.prediction;
    let mut text = String::new();
    for scene in &run.scenes {
        text += &(picture::scene(scene, view) + "\n");
    }
    let seen = run.claim(asked.scene, asked.claim);
    let Some((claim, value)) = seen.and_then(|claim| Some((claim, claim.observed.as_ref()?))) else {
        return text + &say!(view.messages, "predict-nothing-seen") + "\n" + &report::troubles(run, view);
    };
    let decided =
        claim.decided_by.map(|number| format!("  [{}]", say!(view.messages, "predict-decided", number = number)));
    text += &say!(view.messages, "predict-you-said", said = said.says.get(lang));
    text += "\n";
    text += &say!(view.messages, "predict-it-did", seen = report::observed(claim, view));
    text += &(decided.unwrap_or_default() + "\n\n");
    let right = asked.choices.iter().find(|choice| choice.value == *value);
    if said.value == *value {
        text += &(say!(view.messages, "predict-right") + "\n");
    } else if right.is_none() {
        text += &(say!(view.messages, "predict-no-choice-right") + "\n");
    }
    text += &super::markdown::paragraph(said.belief.get(lang), view);
    if let Some(right) = right.filter(|right| right.value != said.value) {
        text += &super::markdown::paragraph(right.belief.get(lang), view);
    }
    text
}
