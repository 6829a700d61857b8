//! One event with everything that is known of it: the call, how it is known, what waited in the queues, and the bytes.

use super::{
    View,
    flow::Flow,
    line::{BOLD, DIM, Line, PLAIN, block},
    steps,
    words::{Voice, Words},
};
use crate::{
    messages::Messages,
    runner::SceneReport,
    say,
    trace::{Actor, Call, Event, EventKind, Names, Outcome, Trace},
    wire::PacketKind,
};

/// One event of a scene, by its number: when and by whom, what, the evidence, the queues of every program at that moment as
/// they were last counted, and the first bytes as hexadecimal digits and as text. Nothing if there is no such event.
#[must_use]
pub fn detail(report: &SceneReport, number: u32, view: &View<'_>) -> String {
    let trace = &report.run.trace;
    let Some(event) = trace.events.iter().find(|event| event.number == number) else { return String::new() };
    let messages = view.messages;
    let head = Line::new().and(steps::number(event), BOLD).and("  ", PLAIN).and(steps::millis(event), DIM);
    let head = head.and("  ", PLAIN).and(event.actor.to_string(), PLAIN);
    let mut lines = head.wrapped(view.columns, 2);
    let names = Names::of(trace);
    let words = Words { voice: Voice::Steps(messages), names: &names, room: view.columns.clamp(16, 64) };
    lines.extend(steps::text(event, &words, &Flow::of(trace), view).wrapped(view.columns, 4));
    let evidence = Line::new().and(evidence(&event.kind, messages), DIM);
    lines.extend(evidence.wrapped(view.columns, 2));
    lines.extend(queues(trace, event, messages).iter().flat_map(|line| line.wrapped(view.columns, 2)));
    if let Some((bytes, length)) = bytes(&event.kind) {
        lines.extend(dump(bytes, view));
        if bytes.len() < length {
            let more = say!(messages, "event-more-bytes", shown = bytes.len(), all = length);
            lines.extend(Line::new().and(more, DIM).wrapped(view.columns, 2));
        }
    }
    block(&lines)
}

/// How it is known that this happened.
fn evidence(kind: &EventKind, messages: &Messages) -> String {
    match kind {
        EventKind::Entered { .. } => say!(messages, "event-evidence-entered"),
        EventKind::Returned { call: Call::Wait { .. }, .. } => say!(messages, "event-evidence-waited"),
        EventKind::Returned { .. } => say!(messages, "event-evidence-returned"),
        EventKind::Queues { .. } | EventKind::Segments { .. } | EventKind::State { .. } => {
            say!(messages, "event-evidence-counted")
        }
        EventKind::Packet { .. } => say!(messages, "event-evidence-captured"),
        EventKind::Note { .. } => say!(messages, "event-evidence-said"),
    }
}

/// What waited in the queues of each program when the event happened.
fn queues(trace: &Trace, event: &Event, messages: &Messages) -> Vec<Line> {
    let mut counted: Vec<(&Actor, u32, u32)> = Vec::new();
    for before in trace.events.iter().take_while(|before| before.number <= event.number) {
        let EventKind::Queues { recv, send } = before.kind else { continue };
        match counted.iter_mut().find(|(actor, ..)| **actor == before.actor) {
            Some(known) => (known.1, known.2) = (recv, send),
            None => counted.push((&before.actor, recv, send)),
        }
    }
    let line = |(actor, recv, send): &(&Actor, u32, u32)| {
        let words = say!(messages, "event-queues", actor = actor.to_string(), receive = *recv, send = *send);
        Line::new().and(words, PLAIN)
    };
    counted.iter().map(line).collect()
}

/// The bytes that are kept of what the event moved, and how many there were.
fn bytes(kind: &EventKind) -> Option<(&[u8], usize)> {
    let (bytes, length) = match kind {
        EventKind::Returned { outcome: Outcome::Data { bytes, .. }, .. }
        | EventKind::Entered { call: Call::Send { bytes } | Call::SendTo { bytes, .. } }
        | EventKind::Returned { call: Call::Send { bytes } | Call::SendTo { bytes, .. }, .. } => {
            (bytes.head(), bytes.length())
        }
        EventKind::Packet { packet } => match &packet.kind {
            PacketKind::Tcp(segment) => (segment.head.as_slice(), segment.length as usize),
            PacketKind::Udp { head, length, .. } => (head.as_slice(), *length as usize),
            _ => return None,
        },
        _ => return None,
    };
    (length > 0).then_some((bytes, length))
}

/// Rows of an offset, hexadecimal digits, and the same bytes as ASCII, a dot for what is not printable.
fn dump(bytes: &[u8], view: &View<'_>) -> Vec<Line> {
    // An offset, two columns and a text beside it: 76 columns for 16 bytes, 44 for 8, 28 for 4.
    let row = [16, 8].into_iter().find(|row| 10 + row * 4 + 2 <= view.columns).unwrap_or(4);
    let line = |(index, part): (usize, &[u8])| {
        let digits: Vec<String> = part.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = part.iter().map(|byte| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' });
        let line = Line::new().and(format!("{:06x}  ", index * row), DIM).and(digits.join(" "), PLAIN);
        line.padded(8 + row * 3).and(" ", PLAIN).and(text.collect::<String>(), BOLD)
    };
    bytes.chunks(row).enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::{Script, bare, chinese, english};

    fn report() -> SceneReport {
        let mut script = Script::new();
        script.send("client", "你好, hello, more than a row".as_bytes());
        script.event("server", EventKind::Queues { recv: 30, send: 0 });
        script.recv("server", 4, b"\xe4\xbd\xa0\xe5");
        script.report(Vec::new())
    }

    #[test]
    fn an_event_has_its_call_its_evidence_the_queues_and_its_bytes() {
        let messages = english();
        let view = View { messages: &messages, columns: 80, unicode: true };
        insta::assert_snapshot!(bare(&detail(&report(), 5, &view)), @r#"
        #5  5.000 ms  server
        ← recv(4) = 4 "你\xe5"
        Known from the call's own result.
        server, when counted last: 30 B to read, 0 B sent and not acknowledged
        000000  e4 bd a0 e5                                      ....
        "#);
        assert_eq!(detail(&report(), 99, &view), "");
    }

    #[test]
    fn the_same_in_chinese_on_a_narrow_screen() {
        let messages = chinese();
        let view = View { messages: &messages, columns: 36, unicode: false };
        insta::assert_snapshot!(bare(&detail(&report(), 2, &view)), @r#"
        #2  2.000 ms  client
        < send "你好, hello, more than a
            row" = 30
        依据：调用自己的返回值。
        000000  e4 bd a0 e5  ....
        000004  a5 bd 2c 20  ..,
        000008  68 65 6c 6c  hell
        00000c  6f 2c 20 6d  o, m
        000010  6f 72 65 20  ore
        000014  74 68 61 6e  than
        000018  20 61 20 72   a r
        00001c  6f 77        ow
        "#);
    }
}
