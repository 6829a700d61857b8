//! A lab: the lesson, the timeline beside it where both fit, and below what is asked or what came of it.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    cursor, dot,
    pane::{self, Look},
    text::{Cache, Key, Timeline, folded, styled},
    view,
};
use crate::{
    messages::Messages,
    render::{View, claims, event, lesson, markdown, prediction, report, timeline},
    runner::{LabReport, SceneReport},
    say,
    tui::app::{App, Below, LabPage, Pane, Scroll, Stage, default_of},
    workspace::progress::Confidence,
};

/// From so many columns on, lesson and timeline stand side by side.
const SIDE_BY_SIDE: u16 = 110;

/// The timeline leaves so many columns to the lesson beside it, and takes so many at most.
const LESSON: u16 = 40;
const TIMELINE: u16 = 104;

/// What a pane is drawn with, besides its page.
struct Painter<'a> {
    messages: &'a Messages,
    unicode: bool,
    cache: &'a mut Cache,
}

impl App {
    pub(super) fn draw_lab(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let Some(page) = &mut self.lab else { return };
        let mut painter = Painter { messages: &self.messages, unicode: self.unicode, cache: &mut self.cache };
        let below = painter.below(page, area.width);
        let most = if matches!(page.stage, Stage::Asking { .. }) { 60 } else { 45 };
        let tall = (below.len() + 2).clamp(5, usize::from(area.height) * most / 100);
        let rows = u16::try_from(tall).unwrap_or(u16::MAX);
        let [upper, lower] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
        if area.width >= SIDE_BY_SIDE {
            let wide = area.width.saturating_sub(LESSON).min(TIMELINE);
            let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(wide)]).areas(upper);
            painter.lesson(frame, left, page);
            painter.timeline(frame, right, page);
        } else if page.pane == Pane::Lesson || page.run.is_none() {
            painter.lesson(frame, upper, page);
        } else {
            painter.timeline(frame, upper, page);
        }
        let title = painter.title_below(page);
        let look = painter.look(page.pane == Pane::Below);
        keep_in_sight(page, &below, pane::inside(lower).height.into());
        pane::text(frame, lower, &title, &below, &mut page.below_scroll, look);
        if page.knobs.is_some() {
            painter.knobs(frame, area, page);
        }
    }
}

/// A choice that is out of sight cannot be chosen.
fn keep_in_sight(page: &mut LabPage, lines: &[Line<'_>], rows: usize) {
    if let Stage::Asking { .. } = page.stage {
        let chosen = lines.iter().position(|line| line.style.add_modifier.contains(Modifier::REVERSED));
        if let Some(line) = chosen {
            page.below_scroll.reveal(line, lines.len(), rows);
        }
    }
}

impl Painter<'_> {
    fn view(&self, columns: usize) -> View<'_> {
        view(self.messages, self.unicode, columns)
    }

    fn look(&self, focused: bool) -> Look {
        Look { unicode: self.unicode, focused }
    }

    fn lesson(&mut self, frame: &mut Frame<'_>, area: Rect, page: &mut LabPage) {
        let columns = usize::from(pane::inside(area).width);
        let run = page.judged.as_deref();
        let key =
            Key { run: run.map(|run| run.ticket), lab: page.lab.number, scene: 0, lang: self.messages.lang(), columns };
        let (title, look) = (say!(self.messages, "tui-lesson"), self.look(page.pane == Pane::Lesson));
        let view = view(self.messages, self.unicode, columns);
        let make = || {
            let text = match run {
                Some(run) => lesson::whole(&run.report, &view),
                None => lesson::beforehand(page.lab, &view),
            };
            folded(&text.unwrap_or_else(|error| error.to_string()), columns)
        };
        pane::text(frame, area, &title, self.cache.lesson.get(key, make), &mut page.lesson_scroll, look);
    }

    fn timeline(&mut self, frame: &mut Frame<'_>, area: Rect, page: &mut LabPage) {
        let look = self.look(page.pane == Pane::Timeline);
        let run = page.run.clone();
        let shown = run.as_ref().and_then(|run| Some((run.ticket, run.report.scenes.get(page.scene)?)));
        let Some((run, scene)) = shown else {
            let words = if let Stage::Running(_) = page.stage {
                say!(self.messages, "tui-running")
            } else {
                say!(self.messages, "tui-sealed")
            };
            let room = pane::inside(area);
            let lines = styled(&markdown::paragraph(&words, &self.view(room.width.into())));
            let title = say!(self.messages, "tui-timeline");
            return pane::text(frame, area, &title, &lines, &mut Scroll::default(), look);
        };
        let title =
            format!("{} {} {}", scene.scene.slug, dot(self.unicode), scene.scene.title.get(self.messages.lang()));
        // The first column is the cursor's.
        let columns = usize::from(pane::inside(area).width).saturating_sub(1);
        let lang = self.messages.lang();
        let key = Key { run: Some(run), lab: page.lab.number, scene: page.scene, lang, columns };
        let view = view(self.messages, self.unicode, columns);
        let timeline = self.cache.timeline.get(key, || Timeline::of(timeline::lines(scene, &view)));
        let current = timeline.line_of(page.event);
        let room = pane::inside(area);
        if let Some(line) = current.filter(|_| page.follows) {
            page.timeline_scroll.reveal(line, timeline.lines.len(), room.height.into());
        }
        let top = page.timeline_scroll.show(timeline.lines.len(), room.height.into());
        pane::frame(frame, area, &title, look, page.timeline_scroll.more());
        let cursor = cursor(self.unicode);
        timeline_rows(frame, room, &timeline.lines[top..], current.map(|line| (line.wrapping_sub(top), cursor)));
    }

    fn title_below(&self, page: &LabPage) -> String {
        match (page.stage, page.below) {
            (Stage::Asking { .. }, _) => say!(self.messages, "tui-predict"),
            (Stage::Running(_), _) => say!(self.messages, "tui-running-title"),
            (Stage::Shown, _) if page.plays() => say!(self.messages, "tui-playing"),
            (Stage::Shown, Below::Event) => say!(self.messages, "tui-event"),
            (Stage::Shown, Below::Verdicts) => say!(self.messages, "tui-verdicts"),
        }
    }

    fn below(&self, page: &LabPage, columns: u16) -> Vec<Line<'static>> {
        let view = self.view(usize::from(columns).saturating_sub(4));
        match (page.stage, &page.run, page.scene()) {
            (Stage::Asking { selected, confidence }, ..) => self.question(page, selected, confidence, &view),
            (Stage::Running(_), ..) => styled(&markdown::paragraph(&say!(self.messages, "tui-running"), &view)),
            (Stage::Shown, _, Some(scene)) if page.below == Below::Event => {
                styled(&event::detail(scene, page.event, &view))
            }
            (Stage::Shown, Some(run), Some(scene)) => styled(&self.verdicts(page, &run.report, scene, &view)),
            (Stage::Shown, ..) => Vec::new(),
        }
    }

    fn question(
        &self,
        page: &LabPage,
        selected: usize,
        confidence: Option<Confidence>,
        view: &View<'_>,
    ) -> Vec<Line<'static>> {
        let lang = self.messages.lang();
        let asked = &page.lab.prediction;
        let mut lines = styled(&markdown::paragraph(asked.asks.get(lang), view));
        lines.push(Line::default());
        let cursor = cursor(self.unicode);
        for (index, choice) in asked.choices.iter().enumerate() {
            let mark = if index == selected { cursor } else { " " };
            let item = markdown::item(&format!("{mark} {}  ", index + 1), choice.says.get(lang), view);
            let style = if index == selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            lines.extend(styled(&item).into_iter().map(|line| line.style(style)));
        }
        lines.push(Line::default());
        let sure = if let Some(sure) = confidence {
            say!(self.messages, "tui-how-sure", sure = prediction::confidence(sure, self.messages))
        } else {
            say!(self.messages, "tui-how-sure-open")
        };
        lines.extend(styled(&markdown::paragraph(&sure, view)));
        lines
    }

    /// "You said / it did" on the scene that was asked about; on every scene its claims.
    fn verdicts(&self, page: &LabPage, run: &LabReport, scene: &SceneReport, view: &View<'_>) -> String {
        let mut text = String::new();
        if !run.turned.is_empty() {
            let words = say!(self.messages, "render-turned", settings = run.settings().join(", "));
            text += &(markdown::paragraph(&words, view) + "\n");
        } else if let Some(answer) = page.answer.filter(|_| scene.scene.slug == page.lab.prediction.scene) {
            text += &prediction::verdict(run, answer.choice, answer.confidence, view);
            text.push('\n');
        }
        if let Some(because) = &run.refused {
            let words = say!(self.messages, "render-host-refused", because = because.as_str());
            text += &(markdown::paragraph(&words, view) + "\n");
        }
        text + &report::trouble(scene, view) + &claims::scene(scene, view)
    }

    /// The knobs in a box of their own, in the middle.
    fn knobs(&self, frame: &mut Frame<'_>, area: Rect, page: &LabPage) {
        let Some(panel) = &page.knobs else { return };
        let lang = self.messages.lang();
        let columns = usize::from(area.width.min(76)).saturating_sub(6);
        let view = self.view(columns);
        let mut lines = Vec::new();
        let cursor = cursor(self.unicode);
        for (index, (knob, value)) in panel.values.iter().enumerate() {
            let selected = index == panel.selected;
            let style = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            let mark = if selected { cursor } else { " " };
            let now = Span::styled(format!("{mark} {} = {value}", knob.name), style.add_modifier(Modifier::BOLD));
            let rest =
                say!(self.messages, "tui-knob-range", range = knob.range.to_string(), default = default_of(knob));
            lines.push(Line::from(vec![
                now,
                Span::styled(format!("  {rest}"), Style::new().add_modifier(Modifier::DIM)),
            ]));
            lines.extend(styled(&markdown::item("    ", knob.title.get(lang), &view)));
        }
        if panel.refused {
            let words = say!(self.messages, "tui-knob-refused");
            lines
                .extend(styled(&markdown::paragraph(&words, &view)).into_iter().map(|line| line.style(Modifier::BOLD)));
        }
        let high = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
        let wide = u16::try_from(columns + 4).unwrap_or(u16::MAX);
        let middle = area.centered(Constraint::Length(wide), Constraint::Length(high));
        let mut scroll = Scroll::default();
        let chosen =
            lines.iter().position(|line| line.spans.first().is_some_and(|span| span.content.starts_with(cursor)));
        scroll.reveal(chosen.unwrap_or(0), lines.len(), usize::from(high).saturating_sub(2));
        pane::text(frame, middle, &say!(self.messages, "tui-knobs"), &lines, &mut scroll, self.look(true));
    }
}

/// The lines with the cursor: the row of the event that is looked at is marked, and what comes after it is dim.
fn timeline_rows(frame: &mut Frame<'_>, room: Rect, lines: &[(u32, Line<'_>)], cursor: Option<(usize, &str)>) {
    let until = cursor.and_then(|(at, _)| lines.get(at)).map(|(until, _)| *until);
    for ((index, (number, line)), row) in lines.iter().enumerate().zip(room.rows()) {
        let text = Rect { x: row.x + 1, width: row.width.saturating_sub(1), ..row };
        frame.render_widget(line, text);
        if let Some((_, mark)) = cursor.filter(|(at, _)| *at == index) {
            frame.render_widget(Line::styled(mark.to_owned(), Modifier::BOLD), Rect { width: 1, ..row });
        }
        let style = Style::new().add_modifier(match until {
            Some(until) if *number == until => Modifier::REVERSED,
            Some(until) if *number > until => Modifier::DIM,
            _ => continue,
        });
        frame.buffer_mut().set_style(text, style);
    }
}
