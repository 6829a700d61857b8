//! What the interactive lab shows and does, as a function: inputs in, effects out. No clock, no thread, no terminal.

mod compare;
mod exercise;
mod knobs;
mod lab;
mod path;
mod scroll;

use std::{io, path::PathBuf, rc::Rc, time::Duration};

use crossterm::event::{KeyEvent, KeyEventKind};

use super::{
    editor::EditError,
    keys::{self, Action, Place},
};
use crate::{
    exercise::Exercise,
    lab::{Lab, Settings},
    messages::Messages,
    render,
    runner::LabReport,
    say,
    text::Lang,
    workspace::{
        init::InitError,
        progress::{Confidence, Progress, ProgressError},
        watch::{Key, Told, WatchError},
    },
};
pub(super) use compare::ComparePage;
pub(super) use exercise::{Activity, ExercisePage, Part as ExercisePart};
pub(super) use knobs::{KnobPanel, default_of};
pub(super) use lab::{Below, LabPage, Pane, Stage, backward, forward, same_actor};
pub(super) use path::{Entry, PathPage, is_called};
pub(super) use scroll::Scroll;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has another size. It is measured when the screen is drawn.
    Resized,
    /// It is the time that was asked for by [`App::wakes_at`].
    Woken,
    /// A run has ended.
    Ran {
        /// The number that the run was asked for with.
        ticket: Ticket,
        /// What it found.
        report: Box<LabReport>,
    },
    /// The watched exercise has news.
    Watched {
        /// The number that the watching was asked for with.
        ticket: Ticket,
        /// The news.
        told: Told,
    },
    /// The watching has ended, for this reason.
    Unwatched {
        /// The number that the watching was asked for with.
        ticket: Ticket,
        /// Why; nothing if it was asked to end.
        because: Option<WatchError>,
    },
    /// The editor could not be used.
    NotEdited(EditError),
    /// The workspace was made, or not.
    Made(Result<PathBuf, InitError>),
    /// No run could be started.
    NotRun {
        /// The number that the run was asked for with.
        ticket: Ticket,
        /// Why.
        error: io::Error,
    },
    /// A change to the file of progress was not kept.
    Forgotten(ProgressError),
}

/// Something to do. What it comes to is an [`Input`].
#[derive(Debug)]
pub enum Effect {
    /// Run a lab.
    Run {
        /// Comes back with the report.
        ticket: Ticket,
        /// The lab.
        lab: &'static Lab,
        /// Its knobs.
        settings: Settings,
    },
    /// End the run that is going on.
    CancelRun,
    /// Build and check an exercise, now and on every save.
    Watch {
        /// Comes back with the news.
        ticket: Ticket,
        /// The exercise.
        exercise: &'static Exercise,
        /// The workspace.
        folder: PathBuf,
    },
    /// Pass a key on to the watching.
    Control(Key),
    /// End the watching.
    Unwatch,
    /// Hand the terminal to the editor.
    Edit {
        /// The exercise whose source is opened.
        exercise: &'static Exercise,
        /// The workspace.
        folder: PathBuf,
    },
    /// Make a workspace in the current folder, in this language.
    MakeWorkspace(Lang),
    /// Keep this in the file of progress.
    Remember(Memory),
    /// End the program.
    Leave,
}

/// A change to the file of progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Memory {
    /// A lab was opened.
    Opened(&'static str),
    /// A prediction was made.
    Predicted {
        /// The lab's slug.
        lab: &'static str,
        /// The choice's value, as text.
        predicted: String,
        /// How sure the reader was.
        confidence: Option<Confidence>,
    },
    /// A lab was run.
    Ran(&'static str),
    /// So many hints of a check were shown.
    Hinted {
        /// The exercise's slug.
        exercise: &'static str,
        /// The check's id.
        check: &'static str,
        /// How many.
        shown: usize,
    },
}

impl Memory {
    /// Makes the change.
    pub fn apply(&self, progress: &mut Progress, now: u64) {
        match self {
            Memory::Opened(lab) => progress.last_lab = Some((*lab).to_owned()),
            Memory::Predicted { lab, predicted, confidence } => progress.predict(lab, predicted.clone(), *confidence),
            Memory::Ran(lab) => progress.run_lab(lab, now),
            Memory::Hinted { exercise, check, shown } => progress.show_hints(exercise, check, *shown),
        }
    }
}

/// What a run or a watching was asked for with: what comes back late, with another number, is passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket(pub u32);

/// A run that is on the screen.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) ticket: Ticket,
    pub(super) report: LabReport,
}

/// What the interactive lab begins with.
#[derive(Debug)]
pub struct Setup {
    /// The language to begin with.
    pub lang: Lang,
    /// Whether lines, arrows and ticks may be drawn.
    pub unicode: bool,
    /// Whether there are colours.
    pub colour: bool,
    /// What was kept from before.
    pub progress: Progress,
    /// The student's folder, if the program was started in one.
    pub workspace: Option<PathBuf>,
}

/// The page on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Path,
    Lab,
    Compare,
    Exercise,
}

/// The interactive lab.
#[derive(Debug)]
pub struct App {
    pub(super) messages: Messages,
    pub(super) unicode: bool,
    pub(super) colour: bool,
    pub(super) progress: Progress,
    pub(super) workspace: Option<PathBuf>,
    pub(super) page: Page,
    pub(super) path: PathPage,
    pub(super) lab: Option<LabPage>,
    pub(super) compare: Option<ComparePage>,
    pub(super) exercise: Option<ExercisePage>,
    pub(super) help: Option<Scroll>,
    /// Said once, until the next key.
    pub(super) notice: Option<String>,
    pub(super) cache: super::draw::Cache,
    ticket: Ticket,
    now: Duration,
}

impl App {
    /// The list of labs, at the lab that was open last.
    #[must_use]
    pub fn new(setup: Setup) -> App {
        let path = PathPage::new(setup.progress.last_lab.as_deref());
        App {
            messages: Messages::new(setup.lang),
            unicode: setup.unicode,
            colour: setup.colour,
            progress: setup.progress,
            workspace: setup.workspace,
            page: Page::Path,
            path,
            lab: None,
            compare: None,
            exercise: None,
            help: None,
            notice: None,
            cache: super::draw::Cache::default(),
            ticket: Ticket::default(),
            now: Duration::ZERO,
        }
    }

    /// Takes an input at the time `now`, counted from any beginning.
    pub fn on(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        self.now = now;
        match input {
            Input::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
            Input::Key(key) => self.key(key),
            Input::Resized => Vec::new(),
            Input::Woken => {
                if let Some(lab) = &mut self.lab {
                    lab.played(now);
                }
                Vec::new()
            }
            Input::Ran { ticket, report } => self.ran(ticket, *report),
            Input::Watched { ticket, told } => {
                self.watched(ticket, told);
                Vec::new()
            }
            Input::Unwatched { ticket, because } => {
                if self.exercise.as_ref().is_some_and(|page| page.ticket == ticket) {
                    self.notice = because.map(|error| self.not_watched(&error));
                }
                Vec::new()
            }
            Input::NotEdited(error) => {
                self.notice = Some(error.words(&self.messages));
                Vec::new()
            }
            Input::Made(made) => self.made(made),
            Input::NotRun { ticket, error } => {
                if let Some(lab) = self.lab.as_mut().filter(|lab| lab.stage == Stage::Running(ticket)) {
                    lab.cancelled();
                    self.notice = Some(say!(self.messages, "tui-trouble-run", error = error.to_string()));
                }
                Vec::new()
            }
            Input::Forgotten(error) => {
                self.notice = Some(render::workspace::progress(&error, &self.messages));
                Vec::new()
            }
        }
    }

    /// When [`Input::Woken`] is wanted; `None` if only another input can change anything.
    #[must_use]
    pub fn wakes_at(&self) -> Option<Duration> {
        self.lab.as_ref().filter(|_| self.page == Page::Lab).and_then(|lab| lab.playing)
    }

    /// Where the keys go.
    pub(super) fn place(&self) -> Place {
        if self.help.is_some() { Place::Help } else { self.place_below_help() }
    }

    /// The place that the help speaks of.
    pub(super) fn place_below_help(&self) -> Place {
        match (self.page, &self.lab, &self.exercise) {
            (Page::Path, ..) if self.path.search.is_some() => Place::Search,
            (Page::Lab, Some(lab), _) => lab.place(),
            (Page::Compare, ..) => Place::Compare,
            (Page::Exercise, _, Some(page)) if page.folder.is_some() => Place::Exercise,
            (Page::Exercise, ..) => Place::Homeless,
            _ => Place::Path,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.notice = None;
        let place = self.place();
        let Some(action) = keys::action(place, key) else { return self.typed(place, key) };
        match (action, place) {
            (Action::Quit, _) => return vec![Effect::CancelRun, Effect::Unwatch, Effect::Leave],
            (Action::Language, _) => {
                self.messages = Messages::new(self.messages.lang().other());
            }
            (Action::Help, _) => self.help = Some(Scroll::default()),
            (Action::Back, Place::Help) => self.help = None,
            (action, Place::Help) => {
                if let Some(scroll) = &mut self.help {
                    scroll.on(action);
                }
            }
            _ => return self.act(action, place),
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, place: Place) -> Vec<Effect> {
        match place {
            Place::Path | Place::Search => self.on_path(action),
            Place::Question | Place::Running | Place::Shown | Place::Knobs => self.on_lab(action),
            Place::Compare => self.on_compare(action),
            Place::Exercise | Place::Homeless => self.on_exercise(action),
            Place::Help => Vec::new(),
        }
    }

    /// A key that is no action: a letter of a name, the digit of a choice or of a number.
    fn typed(&mut self, place: Place, key: KeyEvent) -> Vec<Effect> {
        match (place, &mut self.lab) {
            (Place::Search, _) => self.path.typed(key),
            (Place::Question, Some(lab)) => lab.chosen_by_digit(key),
            (Place::Knobs, Some(lab)) => lab.typed_into_knob(key),
            _ => {}
        }
        Vec::new()
    }

    fn next_ticket(&mut self) -> Ticket {
        self.ticket.0 += 1;
        self.ticket
    }

    /// Keeps a change, here and in the file.
    fn remember(&mut self, memory: Memory) -> Effect {
        // Nothing that is shown depends on the time.
        memory.apply(&mut self.progress, 0);
        Effect::Remember(memory)
    }

    fn ran(&mut self, ticket: Ticket, report: LabReport) -> Vec<Effect> {
        let Some(lab) = self.lab.as_mut().filter(|lab| lab.stage == Stage::Running(ticket)) else { return Vec::new() };
        let slug = report.lab.slug;
        let turned = lab.ran(Rc::new(Run { ticket, report }));
        if let (Some(before), Some(now)) = turned {
            let scene = lab.scene;
            self.compare = Some(ComparePage::new((before, scene), (now, scene)));
            self.page = Page::Compare;
        }
        vec![self.remember(Memory::Ran(slug))]
    }

    fn not_watched(&self, error: &WatchError) -> String {
        match error {
            WatchError::Manifest(error) => render::workspace::document(error, &self.messages),
            WatchError::NoEntry { manifest, exercise } => {
                let path = manifest.display().to_string();
                say!(self.messages, "workspace-no-entry", path = path, slug = *exercise)
            }
            WatchError::Folder { folder, error } => render::workspace::not_watched(folder, error, &self.messages),
            WatchError::Own(error) => say!(self.messages, "tui-trouble-watch", error = error.to_string()),
        }
    }
}
