//! An exercise: the contract, the checks with their verdicts, and what is known of the one that is looked at.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::Line,
};

use super::{
    cursor,
    pane::{self, Look},
    text::{clipped, folded, width},
    view,
};
use crate::{
    render::{self, View, markdown},
    say,
    text::Lang,
    tui::app::{Activity, App, ExercisePage, ExercisePart as Part},
    workspace::progress::{LastVerdict, Progress},
};

/// From so many columns on, the contract stands beside the checks.
const SIDE_BY_SIDE: u16 = 100;

impl App {
    pub(super) fn draw_exercise(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let (messages, unicode, progress) = (&self.messages, self.unicode, &self.progress);
        let Some(page) = &mut self.exercise else { return };
        let focus = page.part;
        let look = |part: Part| Look { unicode, focused: focus == part };
        let [contract, checks, detail] = areas(area, page);
        if let Some(area) = contract {
            let view = view(messages, unicode, pane::inside(area).width.into());
            let lines = folded(&self::contract(page, &view), view.columns);
            let title = say!(messages, "tui-contract");
            pane::text(frame, area, &title, &lines, &mut page.contract_scroll, look(Part::Contract));
        }
        if let Some(area) = checks {
            let room = pane::inside(area);
            let view = view(messages, unicode, room.width.into());
            let lines = check_lines(page, progress, &view);
            let mut scroll = crate::tui::app::Scroll::default();
            scroll.reveal(page.selected, lines.len(), room.height.into());
            let title = match (page.activity, &page.folder) {
                (_, None) => say!(messages, "tui-checks"),
                (Activity::Idle, _) => say!(messages, "tui-checks-waiting"),
                (Activity::Building, _) => say!(messages, "tui-checks-building"),
                (Activity::Checking, _) => say!(messages, "tui-checks-running"),
            };
            pane::text(frame, area, &title, &lines, &mut scroll, look(Part::Checks));
        }
        if let Some(area) = detail {
            let view = view(messages, unicode, pane::inside(area).width.into());
            let lines = folded(&self::detail(page, progress, &view), view.columns);
            let title = page.check().map_or_else(String::new, |check| check.id.to_owned());
            pane::text(frame, area, &title, &lines, &mut page.detail_scroll, look(Part::Detail));
        }
    }
}

/// Where contract, checks and detail stand. On a narrow screen the contract takes the place of the two others.
fn areas(area: Rect, page: &ExercisePage) -> [Option<Rect>; 3] {
    let checks = u16::try_from(page.exercise.checks.len() + 2).unwrap_or(u16::MAX);
    if area.width >= SIDE_BY_SIDE {
        let [left, right] = Layout::horizontal([Constraint::Percentage(45), Constraint::Fill(1)]).areas(area);
        let most = checks.min(area.height / 2);
        let [upper, lower] = Layout::vertical([Constraint::Length(most), Constraint::Fill(1)]).areas(right);
        return [Some(left), Some(upper), Some(lower)];
    }
    if page.part == Part::Contract {
        return [Some(area), None, None];
    }
    let most = checks.min(area.height * 2 / 5);
    let [upper, lower] = Layout::vertical([Constraint::Length(most), Constraint::Fill(1)]).areas(area);
    [None, Some(upper), Some(lower)]
}

/// The contract as Markdown laid out; without a workspace, how to get one.
fn contract(page: &ExercisePage, view: &View<'_>) -> String {
    let lang = view.messages.lang();
    let mut text = markdown::title(page.lab.number, page.exercise.title.get(lang), view);
    if page.folder.is_none() {
        text.push('\n');
        text += &markdown::paragraph(&say!(view.messages, "tui-homeless"), view);
    }
    text + &render::contract::text(page.exercise, view)
}

fn check_lines(page: &ExercisePage, progress: &Progress, view: &View<'_>) -> Vec<Line<'static>> {
    let line = |(index, check): (usize, &'static crate::exercise::Check)| {
        let selected = index == page.selected;
        let cursor = if selected { cursor(view.unicode) } else { " " };
        let (word, points) = match &page.results[index] {
            Some(report) => {
                (render::check::word(&report.outcome, view), format!("{}/{}", report.points(), check.points))
            }
            None if page.activity == Activity::Checking => (say!(view.messages, "tui-check-running"), String::new()),
            None => (remembered(progress.verdict(page.exercise.slug, check.id), view), format!("-/{}", check.points)),
        };
        let name = format!("{cursor} {}", check.id);
        let gap = 28usize.saturating_sub(width(&name)).max(1);
        let text = clipped(&format!("{name}{}{points:>5}  {word}", " ".repeat(gap)), view.columns);
        let style = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        Line::styled(text, style)
    };
    page.exercise.checks.iter().enumerate().map(line).collect()
}

/// The verdict of another day.
fn remembered(verdict: Option<&LastVerdict>, view: &View<'_>) -> String {
    let messages = view.messages;
    match verdict {
        Some(LastVerdict::Passed) => say!(messages, "tui-passed-last-time"),
        Some(LastVerdict::Failed) => say!(messages, "tui-failed-last-time"),
        _ => String::new(),
    }
}

/// What is known of the check: the build's words if there was nothing to check, the verdict, and the hints so far.
fn detail(page: &ExercisePage, progress: &Progress, view: &View<'_>) -> String {
    let messages = view.messages;
    let lang: Lang = messages.lang();
    if let Some(build) = &page.not_built {
        return render::build::text(build, view);
    }
    let Some(check) = page.check() else { return String::new() };
    let mut text = match &page.results[page.selected] {
        Some(report) => render::check::check(report, view, true),
        None => markdown::paragraph(check.demand.get(lang), view),
    };
    let all = check.hints.len();
    let shown = progress.hints_shown(page.exercise.slug, check.id).min(all);
    for (step, hint) in check.hints.iter().enumerate().take(shown) {
        text.push('\n');
        text += &markdown::paragraph(&say!(messages, "hint-step", step = step + 1, all = all), view);
        text += &markdown::paragraph(hint.get(lang), view);
    }
    text
}
