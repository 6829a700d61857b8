//! Two timelines side by side, each with what its claims observed.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{
    pane::{self, Look},
    text::{Key, Timeline, styled},
    view,
};
use crate::{
    render::{View, markdown, report, timeline},
    runner::{ClaimReport, LabReport, SceneReport},
    say,
    tui::app::{App, Scroll},
};

impl App {
    pub(super) fn draw_compare(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let Some(page) = &mut self.compare else { return };
        let mut scroll = page.scroll;
        let Some(scenes) = page.scenes() else { return };
        let halves: [Rect; 2] = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas(area);
        let look = Look { unicode: self.unicode, focused: true };
        let columns = usize::from(pane::inside(halves[0]).width);
        let view = view(&self.messages, self.unicode, columns);
        let [(_, left), (_, right)] = scenes;
        let observed = [styled(&observed(left, right, &view)), styled(&observed(right, left, &view))];
        let tallest = observed.iter().map(Vec::len).max().unwrap_or(0) + 2;
        let below = u16::try_from(tallest).unwrap_or(u16::MAX).min(area.height / 3);
        let areas = halves.map(|half| {
            let rows: [Rect; 2] = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(half);
            rows
        });
        let mut longest = scroll;
        for ((index, (run, scene)), [upper, lower]) in scenes.into_iter().enumerate().zip(areas) {
            let lang = self.messages.lang();
            let place = run.report.scenes.iter().position(|known| known.scene.slug == scene.scene.slug).unwrap_or(0);
            let key = Key { run: Some(run.ticket), lab: run.report.lab.number, scene: place, lang, columns };
            let make = || Timeline::of(timeline::lines(scene, &view));
            let timeline = self.cache.compared[index].get(key, make);
            let lines: Vec<_> = timeline.lines.iter().map(|(_, line)| line.clone()).collect();
            let title = format!("{}  {}", scene.scene.slug, settings(&run.report, &view));
            // Both are scrolled together, as far as the longer one goes.
            let mut own = scroll;
            pane::text(frame, upper, &title, &lines, &mut own, look);
            if lines.len() > longest.lines() || index == 0 {
                longest = own;
            }
            let title = say!(self.messages, "tui-observed");
            pane::text(frame, lower, &title, &observed[index], &mut Scroll::default(), Look { focused: false, ..look });
        }
        scroll = longest;
        page.scroll = scroll;
    }
}

/// The knobs that were turned for a run; where none was, that.
fn settings(run: &LabReport, view: &View<'_>) -> String {
    if run.turned.is_empty() { say!(view.messages, "tui-as-it-is") } else { run.settings().join(" ") }
}

/// What a scene's claims observed, a line each; marked where the other side observed something else for the same claim.
fn observed(scene: &SceneReport, other: &SceneReport, view: &View<'_>) -> String {
    let line = |claim: &ClaimReport| {
        let same = other.claims.iter().find(|known| known.claim.id == claim.claim.id);
        let mark = match same.is_some_and(|same| same.observed != claim.observed) {
            true if view.unicode => "≠ ",
            true => "! ",
            false => "  ",
        };
        markdown::item(&format!("{mark}{} = ", claim.claim.id), &report::observed(claim, view), view)
    };
    scene.claims.iter().map(line).collect()
}
