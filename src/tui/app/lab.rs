//! One lab: the question, the run, and the steps through it.

use std::{rc::Rc, time::Duration};

use crossterm::event::{KeyCode, KeyEvent};

use super::{App, Effect, KnobPanel, Memory, Page, Run, Scroll, Ticket};
use crate::{
    lab::{Choice, Lab, Settings},
    runner::SceneReport,
    say,
    tui::keys::{Action, Place},
    workspace::progress::Confidence,
};

/// While a run plays, one event follows another after so long.
const PACE: Duration = Duration::from_millis(700);

/// Where a lab stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Stage {
    /// It asks. Nothing of the run is shown before the answer.
    Asking {
        selected: usize,
        confidence: Option<Confidence>,
    },
    Running(Ticket),
    Shown,
}

/// What was predicted.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Answer {
    pub(in crate::tui) choice: &'static Choice,
    pub(in crate::tui) confidence: Option<Confidence>,
}

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Pane {
    Lesson,
    Timeline,
    Below,
}

/// What stands below a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Below {
    Verdicts,
    Event,
}

/// A lab that is open.
#[derive(Debug)]
pub(in crate::tui) struct LabPage {
    pub(in crate::tui) lab: &'static Lab,
    pub(in crate::tui) stage: Stage,
    /// What was answered before the run that is shown; nothing if that was skipped.
    pub(in crate::tui) answer: Option<Answer>,
    settings: Settings,
    /// The last run with every knob where the claims are judged. The lesson has its numbers from it.
    pub(in crate::tui) judged: Option<Rc<Run>>,
    /// The run on the screen: the judged one, or one with a knob turned.
    pub(in crate::tui) run: Option<Rc<Run>>,
    /// The scene on the screen, by its place in the lab.
    pub(in crate::tui) scene: usize,
    /// The event that is looked at, by its number; 0 before the first.
    pub(in crate::tui) event: u32,
    /// When the next event is due, while the run plays.
    pub(super) playing: Option<Duration>,
    pub(in crate::tui) pane: Pane,
    pub(in crate::tui) below: Below,
    pub(in crate::tui) knobs: Option<KnobPanel>,
    pub(in crate::tui) lesson_scroll: Scroll,
    pub(in crate::tui) timeline_scroll: Scroll,
    pub(in crate::tui) below_scroll: Scroll,
    /// Whether the timeline follows the event; not after it was scrolled by hand.
    pub(in crate::tui) follows: bool,
}

impl LabPage {
    pub(super) fn new(lab: &'static Lab) -> LabPage {
        LabPage {
            lab,
            stage: Stage::Asking { selected: 0, confidence: None },
            answer: None,
            settings: Settings::of(lab),
            judged: None,
            run: None,
            scene: 0,
            event: 0,
            playing: None,
            pane: Pane::Below,
            below: Below::Verdicts,
            knobs: None,
            lesson_scroll: Scroll::default(),
            timeline_scroll: Scroll::default(),
            below_scroll: Scroll::default(),
            follows: true,
        }
    }

    pub(super) fn place(&self) -> Place {
        match self.stage {
            _ if self.knobs.is_some() => Place::Knobs,
            Stage::Asking { .. } => Place::Question,
            Stage::Running(_) => Place::Running,
            Stage::Shown => Place::Shown,
        }
    }

    /// The scene that is shown.
    pub(in crate::tui) fn scene(&self) -> Option<&SceneReport> {
        self.run.as_ref()?.report.scenes.get(self.scene)
    }

    /// Whether the run plays by itself.
    pub(in crate::tui) fn plays(&self) -> bool {
        self.playing.is_some()
    }

    /// A run has come. If a knob was turned for it: the judged run, to compare with, and the new one.
    pub(super) fn ran(&mut self, run: Rc<Run>) -> (Option<Rc<Run>>, Option<Rc<Run>>) {
        self.stage = Stage::Shown;
        let first = self.judged.is_none();
        let turned = !run.report.turned.is_empty();
        if !turned {
            self.judged = Some(Rc::clone(&run));
        }
        self.run = Some(Rc::clone(&run));
        if first {
            self.lesson_scroll.reset();
            self.scene = run.report.asked_scene();
        }
        self.show_what_decided();
        let before = self.judged.clone().filter(|_| turned);
        (before, turned.then_some(run))
    }

    /// Back to where the run was asked from.
    pub(super) fn cancelled(&mut self) {
        self.stage = match (&self.run, self.answer) {
            (Some(_), _) => Stage::Shown,
            (None, answer) => {
                let same = |choice: &Choice| answer.is_some_and(|answer| answer.choice.value == choice.value);
                let selected = self.lab.prediction.choices.iter().position(same).unwrap_or(0);
                Stage::Asking { selected, confidence: answer.and_then(|answer| answer.confidence) }
            }
        };
    }

    /// To the event that decided the prediction, or else the last of the scene's claims.
    fn show_what_decided(&mut self) {
        let asked = self.lab.prediction.claim;
        let decided = self.scene().map_or(0, |scene| {
            let by = |id: Option<&str>| {
                let mut claims = scene.claims.iter().rev();
                claims.find(|claim| id.is_none_or(|id| claim.claim.id == id))?.decided_by
            };
            by(Some(asked)).or_else(|| by(None)).unwrap_or(0)
        });
        (self.event, self.below, self.playing) = (decided, Below::Verdicts, None);
        self.follows = true;
        self.below_scroll.reset();
        self.timeline_scroll.reset();
    }

    /// To another event, which is then looked at. Whether there was one.
    fn step(&mut self, to: impl Fn(&SceneReport, u32) -> Option<u32>) -> bool {
        let Some(number) = self.scene().and_then(|scene| to(scene, self.event)) else { return false };
        (self.event, self.below, self.follows) = (number, Below::Event, true);
        if self.pane == Pane::Lesson {
            // On a narrow screen the lesson hides the timeline.
            self.pane = Pane::Timeline;
        }
        self.below_scroll.reset();
        true
    }

    /// A moment of playing has passed.
    pub(super) fn played(&mut self, now: Duration) {
        let Some(due) = self.playing else { return };
        if now >= due {
            self.playing = self.step(forward).then_some(now + PACE);
        }
    }

    fn play(&mut self, now: Duration) {
        if self.playing.take().is_some() {
            return;
        }
        // From the beginning, if there is nothing behind the event that is looked at.
        if !self.step(forward) {
            self.event = 0;
            self.step(forward);
        }
        self.playing = Some(now + PACE);
    }

    pub(super) fn chosen_by_digit(&mut self, key: KeyEvent) {
        let Stage::Asking { selected, .. } = &mut self.stage else { return };
        let digit = if let KeyCode::Char(letter) = key.code { letter.to_digit(10) } else { None };
        let index = digit.and_then(|digit| (digit as usize).checked_sub(1));
        if let Some(index) = index.filter(|index| *index < self.lab.prediction.choices.len()) {
            *selected = index;
        }
    }

    pub(super) fn typed_into_knob(&mut self, key: KeyEvent) {
        if let Some(panel) = &mut self.knobs {
            panel.typed(key);
        }
    }

    /// The choices stand in the part that asks; elsewhere the same keys scroll.
    fn choose(&mut self, action: Action) -> bool {
        let Stage::Asking { selected, .. } = &mut self.stage else { return false };
        if self.pane != Pane::Below {
            return false;
        }
        let last = self.lab.prediction.choices.len().saturating_sub(1);
        *selected = match action {
            Action::Up => selected.saturating_sub(1),
            Action::Down => (*selected + 1).min(last),
            Action::Top => 0,
            Action::Bottom => last,
            _ => return false,
        };
        true
    }

    fn scroll(&mut self, action: Action) {
        match self.pane {
            Pane::Lesson => self.lesson_scroll.on(action),
            Pane::Below => self.below_scroll.on(action),
            Pane::Timeline => {
                self.follows = false;
                self.timeline_scroll.on(action);
            }
        }
    }
}

/// The next event of a scene.
pub(in crate::tui) fn forward(scene: &SceneReport, event: u32) -> Option<u32> {
    scene.run.trace.events.iter().map(|next| next.number).find(|number| *number > event)
}

/// The event before.
pub(in crate::tui) fn backward(scene: &SceneReport, event: u32) -> Option<u32> {
    scene.run.trace.events.iter().rev().map(|before| before.number).find(|number| *number < event)
}

/// The next event of the program that is looked at, or of whoever acts first.
pub(in crate::tui) fn same_actor(scene: &SceneReport, event: u32) -> Option<u32> {
    let events = &scene.run.trace.events;
    let now = events.iter().find(|now| now.number == event);
    let same = |next: &&crate::trace::Event| now.is_none_or(|now| now.actor == next.actor);
    events.iter().filter(|next| next.number > event).find(same).map(|next| next.number)
}

impl App {
    pub(super) fn on_lab(&mut self, action: Action) -> Vec<Effect> {
        let now = self.now;
        let Some(page) = &mut self.lab else { return Vec::new() };
        if page.knobs.is_some() {
            return self.on_knobs(action);
        }
        if action != Action::Play {
            page.playing = None;
        }
        match action {
            Action::Answer => return self.answer(),
            Action::Skip => return self.skip(),
            Action::Confidence => {
                if let Stage::Asking { confidence, .. } = &mut page.stage {
                    *confidence = next_confidence(*confidence);
                }
            }
            Action::Cancel => {
                page.cancelled();
                return vec![Effect::CancelRun];
            }
            Action::Run => return self.run_lab(),
            Action::Again => {
                page.stage = Stage::Asking { selected: 0, confidence: None };
                (page.pane, page.answer, page.run, page.judged) = (Pane::Below, None, None, None);
            }
            Action::Pane => {
                page.pane = match (page.pane, page.stage) {
                    (Pane::Lesson, Stage::Shown) => Pane::Timeline,
                    (Pane::Lesson | Pane::Timeline, _) => Pane::Below,
                    (Pane::Below, _) => Pane::Lesson,
                }
            }
            Action::Forward => drop(page.step(forward)),
            Action::Backward => drop(page.step(backward)),
            Action::SameActor => drop(page.step(same_actor)),
            Action::Play => page.play(now),
            Action::Verdicts => {
                page.below = Below::Verdicts;
                page.below_scroll.reset();
            }
            Action::Next => {
                let scenes = page.run.as_ref().map_or(1, |run| run.report.scenes.len().max(1));
                page.scene = (page.scene + 1) % scenes;
                page.show_what_decided();
            }
            Action::Knobs => return self.open_knobs(),
            Action::Compare => self.compare_scenes(),
            Action::Make => return self.make(),
            Action::Back => self.page = Page::Path,
            scrolling => {
                if !page.choose(scrolling) {
                    page.scroll(scrolling);
                }
            }
        }
        Vec::new()
    }

    fn answer(&mut self) -> Vec<Effect> {
        let Some(page) = &mut self.lab else { return Vec::new() };
        let Stage::Asking { selected, confidence } = page.stage else { return Vec::new() };
        let Some(choice) = page.lab.prediction.choices.get(selected) else { return Vec::new() };
        page.answer = Some(Answer { choice, confidence });
        let lab = page.lab.slug;
        let kept = self.remember(Memory::Predicted { lab, predicted: choice.value.to_string(), confidence });
        let mut effects = vec![kept];
        effects.extend(self.run_lab());
        effects
    }

    fn skip(&mut self) -> Vec<Effect> {
        if let Some(page) = &mut self.lab {
            page.answer = None;
        }
        self.run_lab()
    }

    /// Runs the lab with its knobs as they are.
    pub(super) fn run_lab(&mut self) -> Vec<Effect> {
        let ticket = self.next_ticket();
        let Some(page) = &mut self.lab else { return Vec::new() };
        page.stage = Stage::Running(ticket);
        vec![Effect::Run { ticket, lab: page.lab, settings: page.settings.clone() }]
    }

    fn open_knobs(&mut self) -> Vec<Effect> {
        let Some(page) = &mut self.lab else { return Vec::new() };
        if page.lab.knobs.is_empty() {
            self.notice = Some(say!(self.messages, "tui-no-knobs"));
        } else {
            page.knobs = Some(KnobPanel::new(page.lab, &page.settings));
        }
        Vec::new()
    }

    fn on_knobs(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.lab else { return Vec::new() };
        let Some(panel) = &mut page.knobs else { return Vec::new() };
        match action {
            Action::Back => page.knobs = None,
            Action::Run => match panel.settings(page.lab) {
                Ok(settings) => {
                    (page.knobs, page.settings) = (None, settings);
                    return self.run_lab();
                }
                Err(_) => panel.complain(),
            },
            action => panel.on(action),
        }
        Vec::new()
    }
}

fn next_confidence(now: Option<Confidence>) -> Option<Confidence> {
    match now {
        None => Confidence::ALL.first().copied(),
        Some(now) => Confidence::ALL.into_iter().skip_while(|known| *known != now).nth(1),
    }
}
