//! A run as a picture: client, its send queue, the wire, the receive queue, server; time downwards.

use super::{
    View,
    line::{BOLD, DIM, Line, PLAIN, WARN, block},
    rows::{Mark, Row, RowKind, Rows, Step},
    steps, words,
};
use crate::{runner::SceneReport, say, trace::Side};

/// The narrowest picture of a report, in columns. Below, the run is shown by steps.
pub const NARROWEST: usize = 80;

/// Below so many columns, no picture can be read: each program has room for a word.
pub(super) const NARROW: usize = 64;

/// The widest. Beyond it the eye loses the row.
pub const WIDEST: usize = 120;

/// The picture of a scene in five columns.
///
/// An arrow is a captured packet, with a segment's flags as tcpdump(8) prints them. Where nothing was captured, it is a
/// datagram that a call returned as sent, or data segments that the kernel counted. `r 5` is a receive queue that stands left, `s 5` a send queue that stands
/// right. `[FIN_WAIT1]` is the state that a connection of the program above it went to. A row that decided a claim ends
/// with its number.
#[must_use]
pub fn scene(report: &SceneReport, view: &View<'_>) -> String {
    if view.columns < NARROWEST {
        return steps::scene(report, view);
    }
    block(&lines(report, view).into_iter().map(|(_, line)| line).collect::<Vec<_>>())
}

/// The picture's lines, each with the number of the last event of its row; 0 for the lines above the first row.
pub(super) fn lines(report: &SceneReport, view: &View<'_>) -> Vec<(u32, Line)> {
    let columns = view.columns.min(WIDEST);
    let rows = Rows::of(report, view, columns / 4);
    if rows.list.is_empty() {
        return Vec::new();
    }
    let titles = titles(&rows, view);
    let layout = Layout::of(&titles, &rows.list, columns);
    let mut head = Vec::new();
    if report.run.trace.concurrent {
        let warning = Line::new().and(say!(view.messages, "render-concurrent"), WARN);
        head.extend(across(&warning, columns));
    }
    head.extend(layout.row(&titles.map(|title| vec![title]), &[], view));
    let row = |row: &Row| {
        let lines = match &row.kind {
            RowKind::Step(step) => layout.step(step, view),
            RowKind::Across(line) => across(line, columns),
        };
        let until = row.until;
        lines.into_iter().map(move |line| (until, line)).collect::<Vec<_>>()
    };
    head.into_iter().map(|line| (0, line)).chain(rows.list.iter().flat_map(row)).collect()
}

/// What stands above the columns, from left to right.
pub(super) fn titles(rows: &Rows<'_>, view: &View<'_>) -> [Line; 5] {
    let messages = view.messages;
    let titles = [
        words::side(Side::Left, &rows.left, messages),
        say!(messages, "render-send-queue"),
        say!(messages, "render-wire"),
        say!(messages, "render-receive-queue"),
        words::side(Side::Right, &rows.right, messages),
    ];
    titles.map(|title| Line::new().and(title, BOLD))
}

/// A line across the width of the picture.
pub(super) fn across(line: &Line, columns: usize) -> Vec<Line> {
    let indent = |line: &Line| Line::new().and(" ", PLAIN).then(line);
    line.wrapped(columns - 1, 2).iter().map(indent).collect()
}

/// The widths of the five columns, from left to right.
#[derive(Debug)]
struct Layout {
    widths: [usize; 5],
}

impl Layout {
    /// As wide as their content, as far as it fits; what is too wide for a program's column is wrapped in it.
    fn of(titles: &[Line; 5], rows: &[Row], columns: usize) -> Layout {
        let mut widths = titles.each_ref().map(Line::width);
        let mut numbers = 0;
        for row in rows {
            let RowKind::Step(step) = &row.kind else { continue };
            let programs = [&step.left.program, &step.left.queue, &step.right.queue, &step.right.program];
            for (column, lines) in [0, 1, 3, 4].into_iter().zip(programs) {
                widths[column] = lines.iter().map(Line::width).chain([widths[column]]).max().unwrap_or(0);
            }
            let marks = step.wire.iter().map(|mark| mark.what.width() + " -->".len());
            widths[2] = marks.chain([widths[2]]).max().unwrap_or(0);
            let widest = step.decides.iter().map(|number| format!(" #{number}").len()).max();
            numbers = numbers.max(widest.unwrap_or(0));
        }
        let margins = " ".len() + " ".len() + " | ".len() + " | ".len() + "  ".len() + numbers;
        let room = columns.saturating_sub(margins + widths[1] + widths[2] + widths[3]);
        (widths[0], widths[4]) = shared(room, widths[0], widths[4]);
        Layout { widths }
    }

    /// The lines of one row.
    fn step(&self, step: &Step, view: &View<'_>) -> Vec<Line> {
        let program = |lines: &[Line], columns: usize| lines.iter().flat_map(|line| line.wrapped(columns, 2)).collect();
        let cells = [
            program(&step.left.program, self.widths[0]),
            step.left.queue.clone(),
            step.wire.iter().map(|mark| self.mark(mark, view)).collect(),
            step.right.queue.clone(),
            program(&step.right.program, self.widths[4]),
        ];
        self.row(&cells, &step.decides, view)
    }

    /// The cells side by side, and the numbers of the deciding events behind them.
    fn row(&self, cells: &[Vec<Line>; 5], numbers: &[u32], view: &View<'_>) -> Vec<Line> {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(numbers.len());
        let bar = Line::new().and(view.mark(" │ ", " | "), DIM);
        let line = |index: usize| {
            let cell = |column: usize| cells[column].get(index).cloned().unwrap_or_default();
            let [left, left_queue, wire, right_queue, right] = self.widths;
            let line = Line::new().and(" ", PLAIN).then(&cell(0).padded(left)).and(" ", PLAIN);
            let line = line.then(&cell(1).right(left_queue)).then(&bar).then(&cell(2).padded(wire)).then(&bar);
            let line = line.then(&cell(3).right(right_queue)).and("  ", PLAIN).then(&cell(4).padded(right));
            match numbers.get(index) {
                Some(number) => line.and(format!(" #{number}"), BOLD),
                None => line,
            }
        };
        (0..height).map(line).collect()
    }

    /// A mark as an arrow from its side to the other, as long as the column is wide.
    fn mark(&self, mark: &Mark, view: &View<'_>) -> Line {
        let shaft = view.mark("─", "-").repeat(self.widths[2].saturating_sub(mark.what.width() + " >".len()));
        match mark.from {
            None => mark.what.clone(),
            Some(Side::Left) => mark.what.clone().and(format!(" {shaft}{}", view.mark("▶", ">")), DIM),
            Some(Side::Right) => Line::new().and(format!("{}{shaft} ", view.mark("◀", "<")), DIM).then(&mark.what),
        }
    }
}

/// A program's column wider than this, or than half of the room, is wrapped: one long call does not push the rest apart.
const COMFORTABLE: usize = 36;

/// Room for two columns that need so much: what the one does not need, the other may have.
fn shared(room: usize, left: usize, right: usize) -> (usize, usize) {
    let half = room / 2;
    let [left, right] = [left, right].map(|needed| needed.min(half.max(COMFORTABLE)));
    if left + right <= room {
        (left, right)
    } else if left <= half {
        (left, room - left)
    } else if right <= half {
        (room - right, right)
    } else {
        (half, room - half)
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::{
        render::testing::{Script, bare, chinese, english},
        trace::{EventKind, TcpState},
    };

    fn stream() -> SceneReport {
        let mut script = Script::new();
        script.send("client", b"one");
        script.event("client", EventKind::Segments { out: 1 });
        script.event("server", EventKind::Queues { recv: 3, send: 0 });
        script.send("client", "二".as_bytes());
        script.event("client", EventKind::Segments { out: 2 });
        script.event("server", EventKind::Queues { recv: 6, send: 0 });
        script.recv("server", 1024, "one二".as_bytes());
        script.event("server", EventKind::Queues { recv: 0, send: 0 });
        script.event("client", EventKind::State { state: TcpState::CloseWait });
        script.event("server", EventKind::Entered { call: crate::trace::Call::Accept });
        script.report(Vec::new())
    }

    #[test]
    fn two_sends_are_one_receive_and_the_blocked_call_is_last() {
        let messages = english();
        let view = View { messages: &messages, columns: 80, unicode: true };
        insta::assert_snapshot!(bare(&scene(&stream(), &view)), @r#"
        client app     sendQ │ wire       │ recvQ  server app
        send "one" = 3       │ +1 seg ──▶ │     3
        send "二" = 3        │ +1 seg ──▶ │     6
        [CLOSE_WAIT]         │            │     0  recv(1024) = 6 "one二"
                             │            │        accept .. blocked here
        "#);
    }

    #[test]
    fn in_ascii_no_line_needs_more_than_ascii_for_its_own_marks() {
        let messages = english();
        let mut script = Script::new();
        script.send_to("client", b"hello");
        let view = View { messages: &messages, columns: 80, unicode: false };
        assert!(scene(&script.report(Vec::new()), &view).is_ascii());
    }

    #[test]
    fn the_bars_align_when_titles_and_data_are_chinese() {
        let messages = chinese();
        for columns in [80, 100, 120] {
            let view = View { messages: &messages, columns, unicode: true };
            let picture = bare(&scene(&stream(), &view));
            let bars =
                |line: &str| -> Vec<usize> { line.match_indices('│').map(|(at, _)| line[..at].width()).collect() };
            let first = bars(picture.lines().next().unwrap());
            assert_eq!(first.len(), 2);
            for line in picture.lines() {
                assert_eq!(bars(line), first, "{picture}");
                assert!(line.width() <= columns, "{picture}");
            }
        }
    }

    #[test]
    fn each_message_keeps_its_colour_in_the_receive() {
        let messages = english();
        let view = View { messages: &messages, columns: 80, unicode: true };
        let picture = scene(&stream(), &view);
        let one = format!("{0}one{0:#}", super::super::line::of_message(0));
        let two = format!("{0}二{0:#}", super::super::line::of_message(1));
        assert!(picture.contains(&format!("{one}{two}")), "{picture:?}");
    }
}
