//! The rows of a picture: the calls that returned, each with what the kernel counted until the next call.

use std::collections::{HashMap, HashSet};

use super::{
    View,
    flow::{Flow, Given, Run},
    line::{DIM, ITALIC, Line, PLAIN, WARN, of_message},
    words::{self, Voice, Words},
};
use crate::{
    messages::Messages,
    runner::SceneReport,
    say,
    trace::{Actor, Call, Event, EventKind, Names, Outcome, Side, Trace},
    wire::{Packet, PacketKind},
};

/// The longest picture, in rows. A scene that sends a thousand datagrams keeps its beginning, its end, and every row that
/// decided a claim.
const MAX_ROWS: usize = 160;

/// The most packets that one row shows.
const MAX_MARKS: usize = 12;

/// One row of a picture.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The number of the last event that it shows. No row below has a smaller one.
    pub(super) until: u32,
    pub(super) kind: RowKind,
}

/// What a row shows.
#[derive(Clone, Debug)]
pub(super) enum RowKind {
    /// A call, or what the kernel counted on its own.
    Step(Step),
    /// A sentence across the width.
    Across(Line),
}

/// A row with columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Step {
    /// The numbers of its events that decided a claim.
    pub(super) decides: Vec<u32>,
    pub(super) left: Column,
    pub(super) wire: Vec<Mark>,
    pub(super) right: Column,
}

/// One side of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// The call, and the states that the connection went to.
    pub(super) program: Vec<Line>,
    /// Whose line the last one is.
    speaker: Option<Actor>,
    /// The queues that changed.
    pub(super) queue: Vec<Line>,
}

/// Something that crossed: captured, or else returned by a call or counted by the kernel.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// What.
    pub(super) what: Line,
    /// The side that it came from; `None` for a word about marks that are left out.
    pub(super) from: Option<Side>,
}

/// The rows of a scene, and who acts in them.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    /// From the first to the last; a long run without its middle.
    pub(super) list: Vec<Row>,
    pub(super) left: Vec<&'a Actor>,
    pub(super) right: Vec<&'a Actor>,
}

impl<'a> Rows<'a> {
    /// The rows of a scene. `room` is the width of quoted data, in columns.
    pub(super) fn of(report: &'a SceneReport, view: &View<'a>, room: usize) -> Rows<'a> {
        let trace = &report.run.trace;
        let names = Names::of(trace);
        let flow = Flow::of(trace);
        let (left, right) = actors(trace).into_iter().partition(|actor: &&Actor| actor.side() == Side::Left);
        let mut builder = Builder {
            view,
            trace,
            words: Words { voice: Voice::Picture(view.messages), names: &names, room },
            flow: &flow,
            deciding: deciding(report),
            counted: HashMap::new(),
            captured: trace.events.iter().any(|event| matches!(event.kind, EventKind::Packet { .. })),
            crossing: Vec::new(),
            deciding_crossing: Vec::new(),
            coloured: Given::default(),
            folding: false,
            at: 0,
            calls_left: trace.events.iter().filter(|event| is_seen(event)).count(),
            done: Rows { list: Vec::new(), left, right },
        };
        for event in &trace.events {
            builder.event(event);
        }
        builder.finish()
    }

    /// The actors of one side.
    pub(super) fn actors(&self, side: Side) -> &[&'a Actor] {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// The numbers of the events that decided a claim.
pub(super) fn deciding(report: &SceneReport) -> HashSet<u32> {
    report.claims.iter().filter_map(|claim| claim.decided_by).collect()
}

/// The numbers of the calls that were entered and never returned. None if the trace was too long to tell.
pub(super) fn blocked(trace: &Trace) -> Vec<u32> {
    let mut open: Vec<(&Event, &Call)> = Vec::new();
    for event in trace.events.iter().filter(|_| trace.dropped == 0) {
        match &event.kind {
            EventKind::Entered { call } => open.push((event, call)),
            EventKind::Returned { call, .. } => {
                let entered = open.iter().rposition(|(entry, open)| entry.actor == event.actor && *open == call);
                entered.map(|at| open.remove(at));
            }
            _ => {}
        }
    }
    open.into_iter().map(|(event, _)| event.number).collect()
}

impl Step {
    fn column(&mut self, side: Side) -> &mut Column {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }
}

struct Builder<'a, 'w> {
    view: &'w View<'a>,
    trace: &'a Trace,
    words: Words<'w>,
    flow: &'w Flow,
    deciding: HashSet<u32>,
    counted: HashMap<&'a Actor, Counted>,
    /// Whether packets were captured. Then nothing else is drawn on the wire.
    captured: bool,
    /// Packets that crossed while a call was under way; they stand in its row.
    crossing: Vec<Mark>,
    /// Those of them that decided a claim.
    deciding_crossing: Vec<u32>,
    /// The messages whose colour a packet has.
    coloured: Given,
    /// Whether the next sample belongs to the last row.
    folding: bool,
    /// The number of the event that is being shown.
    at: u32,
    /// Calls that are still to return, each in a row of its own.
    calls_left: usize,
    done: Rows<'a>,
}

/// What was last counted of an actor.
#[derive(Clone, Copy, Default)]
struct Counted {
    recv: u32,
    send: u32,
    segments: u32,
}

impl<'a> Builder<'a, '_> {
    fn event(&mut self, event: &'a Event) {
        self.at = event.number;
        self.calls_left -= usize::from(is_seen(event));
        let actor = &event.actor;
        match &event.kind {
            EventKind::Entered { .. } => self.folding = false,
            EventKind::Returned { call, outcome } => self.returned(event, call, outcome),
            EventKind::Queues { recv, send } => self.queues(actor, *recv, *send),
            EventKind::Segments { out } => self.segments(actor, *out),
            EventKind::State { state } => {
                let state = Line::new().and(format!("[{state}]"), PLAIN);
                self.say(actor, &state);
            }
            EventKind::Packet { packet } => {
                let mark = self.packet(event, packet);
                self.crossing.push(mark);
                self.deciding_crossing.extend(self.decides(event));
                if self.folding {
                    self.crossed();
                }
            }
            EventKind::Note { text } => {
                let mark = self.view.mark("▸ ", "> ");
                let words = text.get(self.view.messages.lang());
                self.across(Line::new().and(mark, DIM).and(words, ITALIC));
            }
        }
    }

    fn returned(&mut self, event: &Event, call: &Call, outcome: &Outcome) {
        let decides = self.decides(event);
        // Making a socket and socklab's own waiting go without saying, unless they are the point.
        let silent = matches!(call, Call::Socket { .. } | Call::Wait { .. }) && *outcome == Outcome::Done;
        self.folding = false;
        if silent && decides.is_none() {
            if !self.crossing.is_empty() {
                self.crossed();
            }
            return;
        }
        let runs = self.flow.runs(event.number);
        let left_out = decides.is_none() && self.is_left_out();
        let line = if left_out { Line::new() } else { self.words.returned(call, outcome, runs) };
        let side = event.actor.side();
        if let Some(bytes) = self.flow.datagram(event.number).filter(|_| !self.captured) {
            self.crossing.push(Mark { what: Line::new().and(format!("{bytes} B"), style(runs)), from: Some(side) });
        }
        self.step().decides.extend(decides);
        self.crossed();
        self.say(&event.actor, &line);
    }

    /// Whether the row that comes now is in the middle of a long run, where only a row that decided something is shown: then
    /// its words need not be found.
    fn is_left_out(&self) -> bool {
        self.done.list.len() > MAX_ROWS / 2 && self.calls_left > MAX_ROWS / 2
    }

    /// The event's number, if it decided a claim.
    fn decides(&self, event: &Event) -> Option<u32> {
        self.deciding.contains(&event.number).then_some(event.number)
    }

    /// Puts the packets that crossed meanwhile into the row that is being filled.
    fn crossed(&mut self) {
        let (marks, decides) = (std::mem::take(&mut self.crossing), std::mem::take(&mut self.deciding_crossing));
        let step = self.step();
        step.wire.extend(marks);
        step.decides.extend(decides);
    }

    /// Left stands what waits to leave, right what waits to be read; the other queue of a side says which it is.
    fn queues(&mut self, actor: &'a Actor, recv: u32, send: u32) {
        let last = self.counted.entry(actor).or_default();
        let changed = (last.recv != recv, last.send != send);
        (last.recv, last.send) = (recv, send);
        // An actor with two sockets may count the same for the second as for the first.
        let changed = if changed == (false, false) { (recv > 0 || send == 0, send > 0) } else { changed };
        let side = actor.side();
        let (expected, other) = match side {
            Side::Left => (changed.1.then(|| send.to_string()), changed.0.then(|| format!("r {recv}"))),
            Side::Right => (changed.0.then(|| recv.to_string()), changed.1.then(|| format!("s {send}"))),
        };
        for count in [expected, other].into_iter().flatten() {
            let mut line = Line::new().and(count, PLAIN);
            if self.done.actors(side).len() > 1 {
                let letters = words::letters(self.trace, self.words.names, actor);
                line = Line::new().and(format!("{letters}: "), DIM).then(&line);
            }
            self.step().column(side).queue.push(line);
        }
    }

    fn segments(&mut self, actor: &'a Actor, out: u32) {
        let last = std::mem::replace(&mut self.counted.entry(actor).or_default().segments, out);
        // Fewer than before: another socket of the same actor, whose segments are all new.
        let more = if out > last { out - last } else { out };
        let what = Line::new().and(format!("+{}", say!(self.view.messages, "render-segments", count = more)), PLAIN);
        if !self.captured {
            self.step().wire.push(Mark { what, from: Some(actor.side()) });
        }
    }

    /// A packet in the colour of its message, coming from the side of its sender; if nobody in the trace sent it, from the
    /// side that it does not go to.
    fn packet(&mut self, event: &Event, packet: &Packet) -> Mark {
        let what = self.words.packet(packet);
        let message = self.flow.message(&event.actor, packet, &self.coloured);
        if let Some(message) = message {
            self.coloured.add(message);
        }
        let owner = |port: u16| self.words.names.owner(port).map(Actor::side);
        let from = match (&packet.kind, packet.ports()) {
            (PacketKind::Icmp(_), Some((source, _))) => owner(source).map(Side::other),
            (_, Some((source, destination))) => owner(source).or_else(|| owner(destination).map(Side::other)),
            (_, None) => None,
        };
        let what = message.map_or(what.clone(), |index| what.all(of_message(index)));
        Mark { what, from: Some(from.unwrap_or(Side::Left)) }
    }

    /// A line in the column of an actor: with its name where the side has several, indented under a line of its own.
    fn say(&mut self, actor: &Actor, line: &Line) {
        let several = self.done.actors(actor.side()).len() > 1;
        let column = self.step().column(actor.side());
        let before = if column.speaker.as_ref() == Some(actor) {
            "  ".to_owned()
        } else if several {
            format!("{actor}: ")
        } else {
            String::new()
        };
        column.speaker = Some(actor.clone());
        column.program.push(Line::new().and(before, DIM).then(line));
    }

    /// The row that is being filled; a new one after each call.
    fn step(&mut self) -> &mut Step {
        let last = self.done.list.last();
        if !self.folding || !matches!(last, Some(Row { kind: RowKind::Step(_), .. })) {
            self.done.list.push(Row { until: self.at, kind: RowKind::Step(Step::default()) });
            self.folding = true;
        }
        let Some(Row { until, kind: RowKind::Step(step) }) = self.done.list.last_mut() else {
            unreachable!("a step was just pushed")
        };
        *until = self.at;
        step
    }

    fn across(&mut self, line: Line) {
        self.done.list.push(Row { until: self.at, kind: RowKind::Across(line) });
        self.folding = false;
    }

    fn finish(mut self) -> Rows<'a> {
        let messages = self.view.messages;
        if self.trace.dropped > 0 {
            self.across(Line::new().and(say!(messages, "render-dropped", count = self.trace.dropped), WARN));
        }
        let blocked = blocked(self.trace);
        for event in self.trace.events.iter().filter(|event| blocked.contains(&event.number)) {
            let EventKind::Entered { call } = &event.kind else { continue };
            let line = self.words.call(call, &[]).and(" .. ", DIM).and(say!(messages, "render-blocked"), WARN);
            self.folding = false;
            self.say(&event.actor, &line);
        }
        if !self.crossing.is_empty() {
            self.folding = false;
            self.crossed();
        }
        for row in &mut self.done.list {
            if let RowKind::Step(step) = &mut row.kind {
                few(&mut step.wire, messages);
            }
        }
        if self.trace.lost > 0 {
            self.across(Line::new().and(say!(messages, "render-lost", count = self.trace.lost), WARN));
        }
        self.done.list = shortened(self.done.list, self.view);
        self.done
    }
}

/// Whether it is the return of a call that surely has a row.
fn is_seen(event: &Event) -> bool {
    matches!(&event.kind, EventKind::Returned { call, .. } if !matches!(call, Call::Socket { .. } | Call::Wait { .. }))
}

/// The colour of data that is one message.
fn style(runs: &[Run]) -> anstyle::Style {
    match runs {
        [Run { message: Some(index), .. }] => of_message(*index),
        _ => PLAIN,
    }
}

/// The actors whose calls a picture may show, in order of appearance.
fn actors(trace: &Trace) -> Vec<&Actor> {
    let mut actors = Vec::new();
    for event in &trace.events {
        let speaks = !matches!(event.kind, EventKind::Note { .. } | EventKind::Packet { .. });
        if speaks && event.actor != Actor::WIRE && !actors.contains(&&event.actor) {
            actors.push(&event.actor);
        }
    }
    actors
}

/// Leaves out the middle of many packets that crossed during one call.
fn few(marks: &mut Vec<Mark>, messages: &Messages) {
    if marks.len() <= MAX_MARKS {
        return;
    }
    let middle = MAX_MARKS / 2..marks.len() - (MAX_MARKS - MAX_MARKS / 2 - 1);
    let words = say!(messages, "render-packets-left-out", count = middle.len());
    marks.splice(middle, [Mark { what: Line::new().and(words, DIM), from: None }]);
}

fn shortened(rows: Vec<Row>, view: &View<'_>) -> Vec<Row> {
    if rows.len() <= MAX_ROWS {
        return rows;
    }
    let (head, tail) = (MAX_ROWS / 2, rows.len() - MAX_ROWS / 2);
    let mut kept = Vec::new();
    let (mut left_out, mut until) = (0, 0);
    for (index, row) in rows.into_iter().enumerate() {
        let decides = matches!(&row.kind, RowKind::Step(step) if !step.decides.is_empty());
        if index >= head && index < tail && !decides {
            (left_out, until) = (left_out + 1, row.until);
            continue;
        }
        if left_out > 0 {
            let words = say!(view.messages, "render-rows-left-out", count = std::mem::take(&mut left_out));
            kept.push(Row { until, kind: RowKind::Across(Line::new().and(words, DIM)) });
        }
        kept.push(row);
    }
    kept
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
