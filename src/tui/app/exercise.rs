//! An exercise: its contract, the checks as they are judged, and what went wrong.

use std::path::PathBuf;

use super::{App, Effect, Memory, Page, Scroll, Ticket};
use crate::{
    checker::{CheckReport, Outcome},
    exercise::{Check, Exercise},
    lab::Lab,
    render, say,
    tui::keys::Action,
    workspace::{
        build::Build,
        init::InitError,
        watch::{Key, Told},
    },
};

/// What happens to the program right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Activity {
    /// Nothing: the next save is waited for.
    Idle,
    Building,
    Checking,
}

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Part {
    Contract,
    Checks,
    Detail,
}

/// An exercise that is open.
#[derive(Debug)]
pub(in crate::tui) struct ExercisePage {
    pub(in crate::tui) lab: &'static Lab,
    pub(in crate::tui) exercise: &'static Exercise,
    /// What the news of its checks are asked for with.
    pub(super) ticket: Ticket,
    /// The workspace; `None` if there is none, and nothing to check.
    pub(in crate::tui) folder: Option<PathBuf>,
    pub(in crate::tui) activity: Activity,
    /// The verdict on each check, as far as it is known.
    pub(in crate::tui) results: Vec<Option<CheckReport>>,
    /// The last build, if it came to nothing.
    pub(in crate::tui) not_built: Option<Build>,
    /// The check that is looked at, by its place.
    pub(in crate::tui) selected: usize,
    pub(in crate::tui) part: Part,
    pub(in crate::tui) contract_scroll: Scroll,
    pub(in crate::tui) detail_scroll: Scroll,
}

impl ExercisePage {
    fn new(lab: &'static Lab, exercise: &'static Exercise, ticket: Ticket, folder: Option<PathBuf>) -> ExercisePage {
        // Without a workspace there is nothing to check, but something to read.
        let part = if folder.is_some() { Part::Checks } else { Part::Contract };
        ExercisePage {
            lab,
            exercise,
            ticket,
            folder,
            activity: Activity::Idle,
            results: vec![None; exercise.checks.len()],
            not_built: None,
            selected: 0,
            part,
            contract_scroll: Scroll::default(),
            detail_scroll: Scroll::default(),
        }
    }

    /// The check that is looked at.
    pub(in crate::tui) fn check(&self) -> Option<&'static Check> {
        self.exercise.checks.get(self.selected)
    }

    fn begin(&mut self, activity: Activity) {
        self.activity = activity;
        self.not_built = None;
        self.results.iter_mut().for_each(|result| *result = None);
        self.detail_scroll.reset();
    }

    fn judged(&mut self, report: CheckReport) {
        if let Some(index) = self.exercise.checks.iter().position(|check| check.id == report.check.id) {
            self.results[index] = Some(report);
        }
    }

    /// The first check that did not pass is what one wants to look at.
    fn ended(&mut self) {
        self.activity = Activity::Idle;
        let failed = |result: &Option<CheckReport>| {
            result.as_ref().is_some_and(|report| matches!(report.outcome, Outcome::Failed(_)))
        };
        if let Some(first) = self.results.iter().position(failed) {
            self.select(first);
        }
    }

    fn select(&mut self, index: usize) {
        self.selected = index.min(self.exercise.checks.len().saturating_sub(1));
        self.detail_scroll.reset();
    }

    fn moved(&mut self, action: Action) {
        match (self.part, action) {
            (Part::Checks, Action::Up) => self.select(self.selected.saturating_sub(1)),
            (Part::Checks, Action::Down) => self.select(self.selected + 1),
            (Part::Checks, Action::Top) => self.select(0),
            (Part::Checks, Action::Bottom) => self.select(usize::MAX),
            (Part::Contract, action) => self.contract_scroll.on(action),
            (Part::Detail | Part::Checks, action) => self.detail_scroll.on(action),
        }
    }
}

impl App {
    /// To the lab's first exercise; without one, that is said.
    pub(super) fn make(&mut self) -> Vec<Effect> {
        let Some(page) = &self.lab else { return Vec::new() };
        if let Some(first) = page.lab.exercises.first() {
            return self.open_exercise(page.lab, first);
        }
        self.notice = Some(say!(self.messages, "tui-no-exercise"));
        Vec::new()
    }

    fn open_exercise(&mut self, lab: &'static Lab, exercise: &'static Exercise) -> Vec<Effect> {
        let ticket = self.next_ticket();
        let folder = self.workspace.clone();
        let mut effects = vec![Effect::Unwatch];
        effects.extend(folder.clone().map(|folder| Effect::Watch { ticket, exercise, folder }));
        self.exercise = Some(ExercisePage::new(lab, exercise, ticket, folder));
        self.page = Page::Exercise;
        effects
    }

    pub(super) fn on_exercise(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.exercise else { return Vec::new() };
        let exercise = page.exercise;
        match action {
            Action::Back => {
                (self.page, self.exercise) = (Page::Lab, None);
                return vec![Effect::Unwatch];
            }
            Action::Next => {
                let mut all = page.lab.exercises.iter().cycle();
                let next = all.by_ref().find(|known| known.slug == exercise.slug).and_then(|_| all.next());
                if let Some(next) = next.filter(|next| next.slug != exercise.slug) {
                    let lab = page.lab;
                    return self.open_exercise(lab, next);
                }
                self.notice = Some(say!(self.messages, "tui-one-exercise"));
            }
            Action::Pane => {
                page.part = match page.part {
                    Part::Contract => Part::Checks,
                    Part::Checks => Part::Detail,
                    Part::Detail => Part::Contract,
                }
            }
            Action::Check => return vec![Effect::Control(Key::Again)],
            Action::Cancel => return vec![Effect::Control(Key::Cancel)],
            Action::Edit => {
                return page.folder.clone().map(|folder| Effect::Edit { exercise, folder }).into_iter().collect();
            }
            Action::Hint => return self.hint(),
            Action::Workspace => return vec![Effect::MakeWorkspace(self.messages.lang())],
            moving => page.moved(moving),
        }
        Vec::new()
    }

    fn hint(&mut self) -> Vec<Effect> {
        let Some(page) = &mut self.exercise else { return Vec::new() };
        let Some(check) = page.check() else { return Vec::new() };
        page.part = Part::Detail;
        let exercise = page.exercise.slug;
        let shown = self.progress.hints_shown(exercise, check.id);
        if shown >= check.hints.len() {
            self.notice = Some(say!(self.messages, "tui-no-more-hints", slug = exercise));
            return Vec::new();
        }
        // The newest stands last.
        page.detail_scroll.on(Action::Bottom);
        vec![self.remember(Memory::Hinted { exercise, check: check.id, shown: shown + 1 })]
    }

    pub(super) fn watched(&mut self, ticket: Ticket, told: Told) {
        let Some(page) = self.exercise.as_mut().filter(|page| page.ticket == ticket) else { return };
        let messages = &self.messages;
        match told {
            Told::Watching { .. } | Told::NothingLeft => {}
            Told::Building(_) => page.begin(Activity::Building),
            Told::Checking(_) => page.begin(Activity::Checking),
            Told::Checked(report) => page.judged(*report),
            Told::Reported(report) => {
                page.ended();
                // Nothing that is shown depends on the time.
                self.progress.record(&report, 0);
            }
            Told::NotBuilt(_, build) => {
                page.ended();
                page.not_built = Some(build);
            }
            Told::Cancelled(exercise) => {
                page.ended();
                self.notice = Some(say!(messages, "watch-cancelled", slug = exercise.slug));
            }
            Told::NoEntry(exercise) => {
                page.ended();
                self.notice = Some(say!(messages, "watch-no-entry", slug = exercise.slug));
            }
            Told::Manifest(error) => {
                page.ended();
                self.notice = Some(render::workspace::document(&error, messages));
            }
            Told::Trouble(error) => {
                page.ended();
                self.notice = Some(say!(messages, "watch-trouble", error = error.to_string()));
            }
            Told::Progress(error) => self.notice = Some(render::workspace::progress(&error, messages)),
            Told::SetAside(path) => self.notice = Some(render::workspace::set_aside(&path, messages)),
            Told::Deaf(because) => self.notice = Some(say!(messages, "watch-deaf", because = because)),
        }
    }

    pub(super) fn made(&mut self, made: Result<PathBuf, InitError>) -> Vec<Effect> {
        match made {
            Err(error) => {
                self.notice = Some(render::workspace::not_made(&error, &self.messages));
                Vec::new()
            }
            Ok(folder) => {
                self.notice = Some(say!(self.messages, "tui-workspace-made", folder = folder.display().to_string()));
                self.workspace = Some(folder);
                let open = self.exercise.as_ref().map(|page| (page.lab, page.exercise));
                open.map_or_else(Vec::new, |(lab, exercise)| self.open_exercise(lab, exercise))
            }
        }
    }
}
