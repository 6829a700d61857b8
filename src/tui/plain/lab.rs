//! One lab: what is read before, the question, the run, and what one may ask about it.

use super::{Break, Talk};
use crate::{
    lab::{Choice, Lab, SettingError, Settings},
    messages::Messages,
    render::{claims, event, lesson, markdown, prediction, report, steps},
    runner::{self, LabReport, Plan, SceneReport},
    say,
    tui::app::{Memory, backward, forward, same_actor},
    workspace::progress::Confidence,
};

/// What has come of a lab so far.
struct Visit {
    lab: &'static Lab,
    said: Option<(&'static Choice, Option<Confidence>)>,
    /// The run with every knob where the claims are judged.
    judged: LabReport,
    /// The run that is spoken of: that one, or one with a knob turned.
    run: LabReport,
    scene: usize,
    event: u32,
}

impl Visit {
    fn scene(&self) -> Option<&SceneReport> {
        self.run.scenes.get(self.scene)
    }
}

impl Talk<'_> {
    pub(super) fn lab(&mut self, lab: &'static Lab) -> Result<(), Break> {
        self.remember(&Memory::Opened(lab.slug))?;
        let text = lesson::beforehand(lab, &self.view()).unwrap_or_else(|error| error.to_string());
        self.print(&text)?;
        loop {
            let said = self.predict(lab)?;
            self.say(&say!(self.messages, "tui-running"))?;
            let judged = self.run(lab, Settings::of(lab))?;
            let scene = judged.asked_scene();
            let mut visit = Visit { lab, said, run: judged.clone(), judged, scene, event: 0 };
            self.verdicts(&visit)?;
            if !self.explore(&mut visit)? {
                return Ok(());
            }
        }
    }

    fn run(&mut self, lab: &'static Lab, settings: Settings) -> Result<LabReport, Break> {
        let run = runner::run(lab, &Plan { settings, ..Plan::new(lab, self.place.clone()) });
        self.remember(&Memory::Ran(lab.slug))?;
        Ok(run)
    }

    /// The answer, and how sure the reader is; nothing if the question was passed over.
    fn predict(&mut self, lab: &'static Lab) -> Result<Option<(&'static Choice, Option<Confidence>)>, Break> {
        let text = prediction::choices(lab, &self.view());
        self.print(&text)?;
        let help = |messages: &Messages| vec![say!(messages, "plain-help-answer")];
        let choice = loop {
            let answer = self.ask(|messages| say!(messages, "plain-your-answer"), help)?;
            if answer.is_empty() {
                return Ok(None);
            }
            let number = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some(choice) = number.and_then(|number| lab.prediction.choices.get(number)) {
                break choice;
            }
        };
        let sure = loop {
            let answer = self.ask(|messages| say!(messages, "plain-how-sure"), help)?;
            if answer.is_empty() {
                break None;
            }
            let number = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some(sure) = number.and_then(|number| Confidence::ALL.get(number)) {
                break Some(*sure);
            }
        };
        self.remember(&Memory::Predicted { lab: lab.slug, predicted: choice.value.to_string(), confidence: sure })?;
        Ok(Some((choice, sure)))
    }

    fn verdicts(&mut self, visit: &Visit) -> Result<(), Break> {
        let Some(scene) = visit.scene() else { return Ok(()) };
        let view = self.view();
        let mut text = String::new();
        if let Some((choice, sure)) = visit.said.filter(|_| visit.run.turned.is_empty()) {
            text += &prediction::verdict(&visit.run, choice, sure, &view);
            text.push('\n');
        }
        text += &markdown::paragraph(
            &format!("{}: {}", scene.scene.slug, scene.scene.title.get(view.messages.lang())),
            &view,
        );
        text += &report::trouble(scene, &view);
        text += &claims::scene(scene, &view);
        Ok(self.print(&text)?)
    }

    /// What one may ask after a run. Whether the lab is to begin again.
    fn explore(&mut self, visit: &mut Visit) -> Result<bool, Break> {
        loop {
            let answer = self.ask(|messages| say!(messages, "plain-what-next"), help)?;
            let (command, rest) = answer.split_once(' ').unwrap_or((&answer, ""));
            match command {
                "" => self.step(visit, forward)?,
                "<" => self.step(visit, backward)?,
                "a" => self.step(visit, same_actor)?,
                "s" => {
                    let text = visit.scene().map(|scene| steps::scene(scene, &self.view())).unwrap_or_default();
                    self.print(&text)?;
                }
                "v" => self.verdicts(visit)?,
                "n" => {
                    (visit.scene, visit.event) = ((visit.scene + 1) % visit.run.scenes.len().max(1), 0);
                    self.verdicts(visit)?;
                }
                "k" => self.turn(visit, rest.trim())?,
                "c" => {
                    let text = visit.run.scenes.iter().map(|scene| observed(scene, "", self)).collect::<String>();
                    self.print(&text)?;
                }
                "t" => {
                    let text = lesson::whole(&visit.judged, &self.view()).unwrap_or_else(|error| error.to_string());
                    self.print(&text)?;
                }
                "m" => self.make(visit.lab)?,
                "p" => return Ok(true),
                "b" => return Ok(false),
                other => {
                    let number = other.parse::<u32>().ok();
                    let is_there = |number: &u32| visit.scene().is_some_and(|scene| has(scene, *number));
                    match number.filter(is_there) {
                        Some(number) => self.step(visit, |_, _| Some(number))?,
                        None => self.say(&say!(self.messages, "plain-not-understood", text = other))?,
                    }
                }
            }
        }
    }

    fn step(&mut self, visit: &mut Visit, to: impl Fn(&SceneReport, u32) -> Option<u32>) -> Result<(), Break> {
        let Some(scene) = visit.scene() else { return Ok(()) };
        match to(scene, visit.event) {
            None => self.say(&say!(self.messages, "plain-no-event"))?,
            Some(number) => {
                let text = event::detail(scene, number, &self.view());
                visit.event = number;
                self.print(&text)?;
            }
        }
        Ok(())
    }

    /// `NAME=VALUE`: runs with the knob turned and says what was observed before and after. Without one: the knobs.
    fn turn(&mut self, visit: &mut Visit, setting: &str) -> Result<(), Break> {
        let lang = self.messages.lang();
        let turned =
            setting.split_once('=').map(|(name, value)| Settings::of(visit.lab).with(name.trim(), value.trim()));
        match turned {
            None if visit.lab.knobs.is_empty() => self.say(&say!(self.messages, "tui-no-knobs"))?,
            None => {
                for knob in visit.lab.knobs {
                    self.say(&format!("k {}={}: {}", knob.name, knob.range, knob.title.get(lang)))?;
                }
            }
            Some(Err(SettingError::Unknown { name })) => {
                let near = visit.lab.knobs.iter().map(|knob| knob.name).collect::<Vec<_>>().join(", ");
                self.say(&say!(self.messages, "usage-no-knob", name = name, near = near))?;
            }
            Some(Err(SettingError::OutOfRange { name, value, range })) => {
                self.say(&say!(self.messages, "usage-knob-range", name = name, value = value, range = range))?;
            }
            Some(Ok(settings)) => {
                let before = visit.run.clone();
                visit.run = self.run(visit.lab, settings)?;
                visit.event = 0;
                for run in [&before, &visit.run] {
                    let text =
                        run.scenes.get(visit.scene).map(|scene| observed(scene, &knobs(run, &self.messages), self));
                    self.print(&text.unwrap_or_default())?;
                }
            }
        }
        Ok(())
    }
}

fn has(scene: &SceneReport, number: u32) -> bool {
    scene.run.trace.events.iter().any(|event| event.number == number)
}

/// The knobs of a run as they were turned.
fn knobs(run: &LabReport, messages: &Messages) -> String {
    if run.turned.is_empty() { say!(messages, "tui-as-it-is") } else { run.settings().join(" ") }
}

/// What a scene's claims observed.
fn observed(scene: &SceneReport, knobs: &str, talk: &Talk<'_>) -> String {
    let view = talk.view();
    let claims = scene.claims.iter().map(|claim| format!("{} = {}", claim.claim.id, report::observed(claim, &view)));
    let title = [scene.scene.slug, knobs].join(" ");
    markdown::item(&format!("{}: ", title.trim()), &claims.collect::<Vec<_>>().join("; "), &view)
}

fn help(messages: &Messages) -> Vec<String> {
    vec![
        say!(messages, "plain-help-step"),
        say!(messages, "plain-help-scene"),
        say!(messages, "plain-help-knob"),
        say!(messages, "plain-help-lab"),
    ]
}
