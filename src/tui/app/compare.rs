//! Two timelines side by side: before a knob was turned and after, or two scenes of one lab.

use std::rc::Rc;

use super::{App, Effect, Page, Run, Scroll};
use crate::{runner::SceneReport, say, tui::keys::Action};

/// A scene of a run, by its place in the lab.
type Side = (Rc<Run>, usize);

/// What stands left and right.
#[derive(Debug)]
pub(in crate::tui) struct ComparePage {
    sides: [Side; 2],
    pub(in crate::tui) scroll: Scroll,
}

impl ComparePage {
    pub(super) fn new(left: Side, right: Side) -> ComparePage {
        ComparePage { sides: [left, right], scroll: Scroll::default() }
    }

    /// The two scenes, each with the run that it is from. None if a run has no such scene.
    pub(in crate::tui) fn scenes(&self) -> Option<[(&Run, &SceneReport); 2]> {
        let [left, right] = &self.sides;
        Some([scene(left)?, scene(right)?])
    }

    /// Whether both sides are of one run: two scenes, and not before and after.
    fn is_of_one_run(&self) -> bool {
        self.sides[0].0.ticket == self.sides[1].0.ticket
    }

    /// The next scene: on both sides, or on the right where two scenes of one run are compared.
    fn next(&mut self) {
        let one_run = self.is_of_one_run();
        let [(_, left), (run, right)] = &mut self.sides;
        let scenes = run.report.scenes.len().max(1);
        *right = (*right + 1) % scenes;
        if !one_run {
            *left = *right;
        } else if *left == *right {
            *right = (*right + 1) % scenes;
        }
        self.scroll.reset();
    }
}

fn scene((run, index): &Side) -> Option<(&Run, &SceneReport)> {
    Some((run, run.report.scenes.get(*index)?))
}

impl App {
    pub(super) fn compare_scenes(&mut self) {
        let Some(page) = &self.lab else { return };
        let Some(run) = &page.run else { return };
        let scenes = run.report.scenes.len();
        if scenes < 2 {
            self.notice = Some(say!(self.messages, "tui-one-scene"));
            return;
        }
        let other = (page.scene + 1) % scenes;
        self.compare = Some(ComparePage::new((Rc::clone(run), page.scene), (Rc::clone(run), other)));
        self.page = Page::Compare;
    }

    pub(super) fn on_compare(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.compare else { return Vec::new() };
        match action {
            Action::Back => {
                (self.page, self.compare) = (Page::Lab, None);
            }
            Action::Next => page.next(),
            scrolling => page.scroll.on(scrolling),
        }
        Vec::new()
    }
}
