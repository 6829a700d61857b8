//! `socklab predict`: asks, runs, and answers. Never graded.

use std::io::{self, IsTerminal};

use super::{Exit, Failure, Session, find, session::place};
use crate::{
    lab::{Choice, Prediction},
    render,
    runner::{self, Plan},
    say,
};

pub(super) fn run(name: &str, session: &mut Session) -> Result<Exit, Failure> {
    let lab = find::lab(name, &session.messages)?;
    let asked = &lab.prediction;
    let question = render::prediction::question(lab, &session.view());
    session.print(&question)?;
    let choice = answer(asked, session)?;

    let mut plan = Plan::new(lab, place(false)?);
    plan.scene = lab.scene(asked.scene).map(|scene| scene.slug);
    let report = runner::run(lab, &plan);
    let text = render::prediction::answer(&report, choice, &session.view());
    session.print(&text)?;
    Ok(report.summary().into())
}

/// Reads one choice. A person may try again; a script gets an error.
fn answer(asked: &Prediction, session: &mut Session) -> Result<&'static Choice, Failure> {
    let choices = asked.choices;
    let offered = || (1..=choices.len()).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    loop {
        let mut line = String::new();
        if io::stdin().read_line(&mut line)? == 0 {
            return Err(Failure::Usage(say!(session.messages, "predict-no-answer", offered = offered())));
        }
        let number = line.trim().parse::<usize>().ok();
        if let Some(choice) = number.and_then(|number| choices.get(number.checked_sub(1)?)) {
            return Ok(choice);
        }
        let wrong = say!(session.messages, "predict-no-choice", text = line.trim(), offered = offered());
        if !io::stdin().is_terminal() {
            return Err(Failure::Usage(wrong));
        }
        session.say(&wrong);
    }
}
