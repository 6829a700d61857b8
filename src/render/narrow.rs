//! A run as a picture for half a screen: what the client did stands left, what the server did is indented, and what
//! crossed stands between them.

use super::{
    View,
    line::{BOLD, DIM, Line, PLAIN, WARN},
    picture::{across, titles},
    rows::{Column, Mark, Row, RowKind, Rows, Step},
};
use crate::{runner::SceneReport, say, trace::Side};

/// What the server did begins here.
const INDENT: usize = 6;

/// The lines, each with the number of the last event of its row; 0 for the lines above the first row. No line is wider than
/// the view from 30 columns upward.
pub(super) fn lines(report: &SceneReport, view: &View<'_>) -> Vec<(u32, Line)> {
    let rows = Rows::of(report, view, view.columns / 2);
    if rows.list.is_empty() {
        return Vec::new();
    }
    let [left, left_queue, _, right_queue, right] = titles(&rows, view);
    let mut head = Vec::new();
    if report.run.trace.concurrent {
        head.extend(across(&Line::new().and(say!(view.messages, "render-concurrent"), WARN), view.columns));
    }
    head.extend(left.wrapped(view.columns, 2));
    head.extend(indented(&right, view));
    let row = |row: &Row| {
        let lines = match &row.kind {
            RowKind::Across(line) => across(line, view.columns),
            RowKind::Step(step) => self::step(step, [&left_queue, &right_queue], view),
        };
        let until = row.until;
        lines.into_iter().map(move |line| (until, line)).collect::<Vec<_>>()
    };
    head.into_iter().map(|line| (0, line)).chain(rows.list.iter().flat_map(row)).collect()
}

fn step(step: &Step, [left_queue, right_queue]: [&Line; 2], view: &View<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = step.left.program.iter().flat_map(|line| line.wrapped(view.columns, 2)).collect();
    lines.extend(step.wire.iter().flat_map(|mark| self::mark(mark, view).wrapped(view.columns, 4)));
    lines.extend(step.right.program.iter().flat_map(|line| indented(line, view)));
    lines.extend(queues(&step.left, left_queue).iter().flat_map(|line| line.wrapped(view.columns, 2)));
    lines.extend(queues(&step.right, right_queue).iter().flat_map(|line| indented(line, view)));
    for number in &step.decides {
        let number = Line::new().and(format!(" #{number}"), BOLD);
        // Behind the last line, or under it.
        match lines.pop() {
            Some(last) if last.width() + number.width() <= view.columns => lines.push(last.then(&number)),
            last => lines.extend(last.into_iter().chain([number])),
        }
    }
    lines
}

/// The queues of a side that changed, under the name of its column.
fn queues(side: &Column, name: &Line) -> Vec<Line> {
    let line = |count: &Line| name.all(DIM).and(" ", PLAIN).then(count);
    side.queue.iter().map(line).collect()
}

fn mark(mark: &Mark, view: &View<'_>) -> Line {
    let line = Line::new().and("   ", PLAIN);
    match mark.from {
        None => line.then(&mark.what),
        Some(Side::Left) => line.then(&mark.what).and(view.mark(" ──▶", " -->"), DIM),
        Some(Side::Right) => line.and(view.mark("◀── ", "<-- "), DIM).then(&mark.what),
    }
}

fn indented(line: &Line, view: &View<'_>) -> Vec<Line> {
    let lines = line.wrapped(view.columns.saturating_sub(INDENT), 2);
    lines.iter().map(|line| Line::new().and(" ".repeat(INDENT), PLAIN).then(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        render::{
            line::block,
            testing::{Script, bare, english},
        },
        trace::{EventKind, TcpState},
    };

    #[test]
    fn client_wire_and_server_stand_one_below_the_other() {
        let mut script = Script::new();
        script.event("server", EventKind::State { state: TcpState::Listen });
        script.send_to("client", b"hello");
        script.event("server", EventKind::Queues { recv: 5, send: 0 });
        script.recv("server", 4, b"hell");
        let messages = english();
        let view = View { messages: &messages, columns: 36, unicode: true };
        let lines: Vec<Line> = lines(&script.report(Vec::new()), &view).into_iter().map(|(_, line)| line).collect();
        insta::assert_snapshot!(bare(&block(&lines)), @r#"
        client app
              server app
              [LISTEN]
        sendto "hello" = 5
           5 B ──▶
              recvQ 5
              recv(4) = 4 "hell"
        "#);
    }
}
