//! The question before a run, and the answer after it.

use super::{View, line::BOLD, markdown, picture, report};
use crate::{
    lab::{Choice, Lab},
    messages::Messages,
    runner::LabReport,
    say,
    workspace::progress::Confidence,
};

/// The question with its choices, numbered from 1.
#[must_use]
pub fn question(lab: &Lab, view: &View<'_>) -> String {
    let title = lab.title.get(view.messages.lang());
    let text = format!("{BOLD}{:02}  {title}{BOLD:#}\n\n{}", lab.number, choices(lab, view));
    text + "\n" + &say!(view.messages, "predict-ask")
}

/// The question and its choices alone.
#[must_use]
pub fn choices(lab: &Lab, view: &View<'_>) -> String {
    let lang = view.messages.lang();
    let asked = &lab.prediction;
    let mut text = markdown::paragraph(asked.asks.get(lang), view);
    text += "\n";
    for (number, choice) in (1..).zip(asked.choices) {
        text += &markdown::item(&format!("  {number}  "), choice.says.get(lang), view);
    }
    text
}

/// What the run showed, and beside it what was said and what becomes of the belief. The run is that of the prediction's
/// scene.
#[must_use]
pub fn answer(run: &LabReport, said: &Choice, view: &View<'_>) -> String {
    let pictures = run.scenes.iter().map(|scene| picture::scene(scene, view) + "\n");
    pictures.collect::<String>() + &verdict(run, said, None, view)
}

/// What was said, how surely if that is known, what the run observed, and what becomes of the belief.
#[must_use]
pub fn verdict(run: &LabReport, said: &Choice, sure: Option<Confidence>, view: &View<'_>) -> String {
    let (messages, lang) = (view.messages, view.messages.lang());
    let asked = &run.lab.prediction;
    let seen = run.claim(asked.scene, asked.claim);
    let Some((claim, value)) = seen.and_then(|claim| Some((claim, claim.observed.as_ref()?))) else {
        return say!(messages, "predict-nothing-seen") + "\n" + &report::troubles(run, view);
    };
    let decided = claim.decided_by.map(|number| format!("  [{}]", say!(messages, "predict-decided", number = number)));
    let words = said.says.get(lang);
    let you_said = match sure {
        None => say!(messages, "predict-you-said", said = words),
        Some(sure) => say!(messages, "predict-you-said-surely", said = words, sure = confidence(sure, messages)),
    };
    let it_did = say!(messages, "predict-it-did", seen = report::observed(claim, view));
    let mut text = markdown::paragraph(&you_said, view);
    text += &markdown::paragraph(&(it_did + &decided.unwrap_or_default()), view);
    text.push('\n');
    let right = asked.choices.iter().find(|choice| choice.value == *value);
    if said.value == *value {
        text += &(say!(messages, "predict-right") + "\n");
    } else if right.is_none() {
        text += &markdown::paragraph(&say!(messages, "predict-no-choice-right"), view);
    }
    text += &markdown::paragraph(said.belief.get(lang), view);
    if let Some(right) = right.filter(|right| right.value != said.value) {
        text += &markdown::paragraph(right.belief.get(lang), view);
    }
    text
}

/// How sure somebody is.
#[must_use]
pub fn confidence(confidence: Confidence, messages: &Messages) -> String {
    match confidence {
        Confidence::Guess => say!(messages, "predict-guess"),
        Confidence::FairlySure => say!(messages, "predict-fairly-sure"),
        Confidence::Certain => say!(messages, "predict-certain"),
    }
}
