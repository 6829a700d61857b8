//! The path: the labs by part, with what was done of each.

use crossterm::event::{KeyCode, KeyEvent};

use super::{App, Effect, LabPage, Memory, Page, Scroll};
use crate::{
    lab::{Lab, Part},
    labs,
    text::Lang,
    tui::keys::Action,
};

/// The list of labs.
#[derive(Debug)]
pub(in crate::tui) struct PathPage {
    /// The lab that the cursor is on, by its place among all.
    pub(in crate::tui) selected: usize,
    /// What is looked for, while it is typed.
    pub(in crate::tui) search: Option<String>,
    pub(in crate::tui) scroll: Scroll,
}

/// A line of the list.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) enum Entry {
    Part(Part),
    /// A lab, by its place among all.
    Lab(usize),
}

impl PathPage {
    pub(super) fn new(last_lab: Option<&str>) -> PathPage {
        let selected = last_lab.and_then(|slug| labs::ALL.iter().position(|lab| lab.slug == slug)).unwrap_or(0);
        PathPage { selected, search: None, scroll: Scroll::default() }
    }

    /// The lines: every lab under its part, or those that are looked for.
    pub(in crate::tui) fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut part = None;
        for (index, lab) in labs::ALL.iter().enumerate().filter(|(_, lab)| self.is_wanted(lab)) {
            if part.replace(lab.part) != Some(lab.part) {
                entries.push(Entry::Part(lab.part));
            }
            entries.push(Entry::Lab(index));
        }
        entries
    }

    pub(in crate::tui) fn selected(&self) -> Option<&'static Lab> {
        labs::ALL.get(self.selected).filter(|lab| self.is_wanted(lab))
    }

    fn is_wanted(&self, lab: &Lab) -> bool {
        self.search.as_ref().is_none_or(|search| is_called(lab, search))
    }

    pub(super) fn typed(&mut self, key: KeyEvent) {
        let Some(search) = &mut self.search else { return };
        match key.code {
            KeyCode::Char(letter) if search.chars().count() < 40 => search.push(letter),
            KeyCode::Backspace => drop(search.pop()),
            _ => return,
        }
        if self.selected().is_none() {
            self.go(|_, _| 0);
        }
    }

    /// Moves the cursor among the labs that are shown: from its place, to that of so many.
    fn go(&mut self, to: impl Fn(usize, usize) -> usize) {
        let shown: Vec<usize> = self.entries().into_iter().filter_map(Entry::lab).collect();
        let Some(last) = shown.len().checked_sub(1) else { return };
        let now = shown.iter().position(|index| *index == self.selected).unwrap_or(0);
        self.selected = shown[to(now, last).min(last)];
    }
}

/// A lab is found by its number, and by any part of its name, its titles and its exercises' names.
pub(in crate::tui) fn is_called(lab: &Lab, search: &str) -> bool {
    let search = search.trim().to_lowercase();
    let titles = Lang::ALL.map(|lang| lab.title.get(lang).to_lowercase());
    search.parse() == Ok(lab.number)
        || lab.slug.contains(&search)
        || titles.iter().any(|title| title.contains(&search))
        || lab.exercises.iter().any(|exercise| exercise.slug.contains(&search))
}

impl Entry {
    fn lab(self) -> Option<usize> {
        match self {
            Entry::Part(_) => None,
            Entry::Lab(index) => Some(index),
        }
    }
}

/// How far a page key goes.
const PAGE: usize = 10;

impl App {
    pub(super) fn on_path(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Up => self.path.go(|now, _| now.saturating_sub(1)),
            Action::Down => self.path.go(|now, _| now + 1),
            Action::PageUp => self.path.go(|now, _| now.saturating_sub(PAGE)),
            Action::PageDown => self.path.go(|now, _| now + PAGE),
            Action::Top => self.path.go(|_, _| 0),
            Action::Bottom => self.path.go(|_, last| last),
            Action::Search => self.path.search = Some(String::new()),
            Action::Back => self.path.search = None,
            Action::Open => {
                if let Some(lab) = self.path.selected() {
                    return self.open(lab);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn open(&mut self, lab: &'static Lab) -> Vec<Effect> {
        self.path.search = None;
        self.page = Page::Lab;
        // A lab that is open already is as it was left.
        if self.lab.as_ref().is_none_or(|page| page.lab.number != lab.number) {
            self.lab = Some(LabPage::new(lab));
        }
        vec![self.remember(Memory::Opened(lab.slug))]
    }
}
