//! A run event by event, with times and real addresses. For narrow terminals, and for whoever wants all of it.

use std::collections::HashSet;

use super::{
    View,
    flow::Flow,
    line::{BOLD, DIM, ITALIC, Line, PLAIN, WARN, block},
    rows,
    words::{Voice, Words},
};
use crate::{
    runner::SceneReport,
    say,
    trace::{Event, EventKind, Names, Trace},
};

/// Below this many columns, an event's text stands under its head instead of beside it.
const BESIDE: usize = 60;

/// Data is quoted up to this width.
const DATA: usize = 64;

/// The events of a scene, one after the other: number, milliseconds since its start, actor, and what happened.
///
/// Readable from 20 columns upward. The numbers are those that `[decided by #9]` refers to.
#[must_use]
pub fn scene(report: &SceneReport, view: &View<'_>) -> String {
    text_of(lines(report, view))
}

/// The same, each line with the number of its event.
pub(super) fn lines(report: &SceneReport, view: &View<'_>) -> Vec<(u32, Line)> {
    events(&report.run.trace, &rows::deciding(report), view, usize::MAX)
}

fn text_of(lines: Vec<(u32, Line)>) -> String {
    block(&lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>())
}

/// What the actors did and how their connections changed, without the counts: each call once, when it came back or, if it
/// never did, when it began. Only the last so many; how many are left out before them is said.
#[must_use]
pub fn calls(trace: &Trace, view: &View<'_>, most: usize) -> String {
    let open = rows::blocked(trace);
    let told = |event: &&Event| match &event.kind {
        EventKind::Entered { .. } => open.contains(&event.number),
        EventKind::Queues { .. } | EventKind::Segments { .. } => false,
        _ => true,
    };
    let told = Trace { events: trace.events.iter().filter(told).cloned().collect(), ..trace.clone() };
    text_of(events(&told, &HashSet::new(), view, most))
}

fn events(trace: &Trace, deciding: &HashSet<u32>, view: &View<'_>, most: usize) -> Vec<(u32, Line)> {
    let names = Names::of(trace);
    let flow = Flow::of(trace);
    let words = Words { voice: Voice::Steps(view.messages), names: &names, room: DATA.min(view.columns) };
    let open = rows::blocked(trace);
    let beside = view.columns >= BESIDE;
    // The last event has the longest number and the longest time.
    let widths =
        trace.events.last().filter(|_| beside).map_or((0, 0), |event| (number(event).len(), millis(event).len()));
    let actors = trace.events.iter().map(|event| Line::new().and(event.actor.to_string(), PLAIN).width()).max();
    let mut lines = Vec::new();
    let skipped = trace.events.len().saturating_sub(most);
    if skipped > 0 {
        let before = Line::new().and(say!(view.messages, "render-skipped", count = skipped), DIM);
        lines.extend(numbered(0, before.wrapped(view.columns, 2)));
    }
    for event in &trace.events[skipped..] {
        let mut text = text(event, &words, &flow, view);
        if open.contains(&event.number) {
            text = text.and(" .. ", DIM).and(say!(view.messages, "render-blocked"), WARN);
        }
        let style = if deciding.contains(&event.number) { BOLD } else { DIM };
        let head = Line::new().and(number(event), style).right(widths.0).and("  ", PLAIN);
        let head = head.then(&Line::new().and(millis(event), DIM).right(widths.1)).and("  ", PLAIN);
        let actor = Line::new().and(event.actor.to_string(), PLAIN);
        let head = head.then(&actor.padded(actors.filter(|_| beside).unwrap_or(0)));
        if beside {
            let head = head.and("  ", PLAIN);
            let hang = head.width();
            lines.extend(numbered(event.number, head.then(&text).wrapped(view.columns, hang + 2)));
        } else {
            lines.extend(numbered(event.number, head.wrapped(view.columns, 0)));
            let room = view.columns.saturating_sub(2);
            let indented = text.wrapped(room, 2).into_iter().map(|line| Line::new().and("  ", PLAIN).then(&line));
            lines.extend(numbered(event.number, indented));
        }
    }
    let last = trace.events.last().map_or(0, |event| event.number);
    if trace.dropped > 0 {
        let more = Line::new().and(say!(view.messages, "render-dropped", count = trace.dropped), WARN);
        lines.extend(numbered(last, more.wrapped(view.columns, 2)));
    }
    if trace.lost > 0 {
        let missing = Line::new().and(say!(view.messages, "render-lost", count = trace.lost), WARN);
        lines.extend(numbered(last, missing.wrapped(view.columns, 2)));
    }
    lines
}

fn numbered(number: u32, lines: impl IntoIterator<Item = Line>) -> impl Iterator<Item = (u32, Line)> {
    lines.into_iter().map(move |line| (number, line))
}

pub(super) fn number(event: &Event) -> String {
    format!("#{}", event.number)
}

/// The time since the scene began, to the microsecond.
pub(super) fn millis(event: &Event) -> String {
    format!("{:.3} ms", event.at.as_secs_f64() * 1000.0)
}

/// What happened, in one line.
pub(super) fn text(event: &Event, words: &Words<'_>, flow: &Flow, view: &View<'_>) -> Line {
    let messages = view.messages;
    let line = Line::new();
    match &event.kind {
        EventKind::Entered { call } => line.and(view.mark("→ ", "> "), DIM).then(&words.call(call, &[]).all(DIM)),
        EventKind::Returned { call, outcome } => {
            let returned = words.returned(call, outcome, flow.runs(event.number));
            line.and(view.mark("← ", "< "), DIM).then(&returned)
        }
        EventKind::Queues { recv, send } => {
            line.and(say!(messages, "render-queues", receive = *recv, send = *send), PLAIN)
        }
        EventKind::Segments { out } => line.and(say!(messages, "render-segments-out", count = *out), PLAIN),
        EventKind::State { state } => line.and(say!(messages, "render-state", state = state.name()), PLAIN),
        EventKind::Packet { packet } => line.and(view.mark("⇢ ", "~ "), DIM).then(&words.packet(packet)),
        EventKind::Note { text } => line.and(text.get(messages.lang()), ITALIC),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        render::testing::{Script, bare, chinese, english},
        trace::EventKind,
    };

    fn report() -> SceneReport {
        let mut script = Script::new();
        script.send_to("client", "你好, hello".as_bytes());
        script.event("server", EventKind::Queues { recv: 13, send: 0 });
        script.recv("server", 4, b"\xe4\xbd\xa0\xe5");
        script.event("server", EventKind::Entered { call: crate::trace::Call::Accept });
        script.report(Vec::new())
    }

    #[test]
    fn every_event_has_its_number_and_time() {
        let messages = english();
        let view = View { messages: &messages, columns: 90, unicode: true };
        insta::assert_snapshot!(bare(&scene(&report(), &view)), @r#"
        #1  1.000 ms  client  → sendto "你好, hello" to 127.0.0.1:9
        #2  2.000 ms  client  ← sendto "你好, hello" to 127.0.0.1:9 = 13
        #3  3.000 ms  server  queues: 13 B to read, 0 B not yet acknowledged
        #4  4.000 ms  server  → recv(4)
        #5  5.000 ms  server  ← recv(4) = 4 "你\xe5"
        #6  6.000 ms  server  → accept .. blocked here
        "#);
    }

    #[test]
    fn forty_columns_are_enough() {
        let messages = english();
        let view = View { messages: &messages, columns: 40, unicode: false };
        insta::assert_snapshot!(bare(&scene(&report(), &view)), @r#"
        #1  1.000 ms  client
          > sendto "你好, hello" to 127.0.0.1:9
        #2  2.000 ms  client
          < sendto "你好, hello" to 127.0.0.1:9
            = 13
        #3  3.000 ms  server
          queues: 13 B to read, 0 B not yet
            acknowledged
        #4  4.000 ms  server
          > recv(4)
        #5  5.000 ms  server
          < recv(4) = 4 "你\xe5"
        #6  6.000 ms  server
          > accept .. blocked here
        "#);
    }

    #[test]
    fn from_twenty_columns_upward_no_line_is_wider_than_the_view() {
        for columns in 20..120 {
            for messages in [english(), chinese()] {
                let text = bare(&scene(&report(), &View { messages: &messages, columns, unicode: true }));
                let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
                assert!(widest <= columns, "{columns}:\n{text}");
            }
        }
    }

    #[test]
    fn an_escape_sequence_in_a_payload_or_a_name_is_shown_and_not_sent() {
        let mut script = Script::new();
        script.send("a\x1b[2J", b"\x1b[31mred");
        let report = script.report(Vec::new());
        let messages = english();
        for columns in [50, 100] {
            let view = View { messages: &messages, columns, unicode: true };
            for text in [scene(&report, &view), crate::render::picture::scene(&report, &view)] {
                assert!(!text.contains("\x1b[31m") && !text.contains("\x1b[2J"), "{text:?}");
                assert!(text.contains(r"\x1b[31mred"), "{text:?}");
            }
            assert!(!crate::render::stable::scene(&report).contains('\x1b'));
        }
    }

    proptest! {
        #[test]
        fn no_byte_of_a_payload_reaches_the_terminal_as_a_command(bytes: Vec<u8>, columns in 0usize..130) {
            let mut script = Script::new();
            script.send("client", &bytes);
            script.recv("server", 1 << 16, &bytes);
            let report = script.report(Vec::new());
            let messages = english();
            let view = View { messages: &messages, columns, unicode: true };
            for text in [scene(&report, &view), crate::render::picture::scene(&report, &view)] {
                let control = |character: char| character.is_control() && character != '\n';
                prop_assert!(!bare(&text).contains(control), "{:?}", text);
            }
        }
    }
}
