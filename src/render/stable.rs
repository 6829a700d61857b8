//! A run in words that are the same on every run: for snapshots. English only.

use std::collections::BTreeMap;

use super::{
    line::{Line, PLAIN},
    rows,
    words::{Voice, Words},
};
use crate::{
    lab::Capability,
    runner::{ClaimReport, SceneReport, Verdict},
    text::Lang,
    trace::{Event, EventKind, Names, Trace},
    wire::Flags,
};

/// Data is quoted up to this width.
const DATA: usize = 64;

/// The calls that returned or never did, the notes, and what was observed, without ANSI styles.
///
/// A scene that needs the wire has the packets too, behind the calls: their order against the calls means nothing.
///
/// Without times, event numbers, ports, and numbers of the kernel's own choosing. The lines of a run on several threads
/// are grouped by actor: the order between threads means nothing.
#[must_use]
pub fn scene(report: &SceneReport) -> String {
    let trace = &report.run.trace;
    let names = Names::of(trace);
    let words = Words { voice: Voice::Stable, names: &names, room: DATA };
    let blocked = rows::blocked(trace);
    let calls = trace.events.iter().filter_map(|event| Some((event, line(event, &words, &blocked)?)));
    let mut text = String::new();
    if trace.concurrent {
        let mut lanes: BTreeMap<String, String> = BTreeMap::new();
        for (event, line) in calls {
            lanes.entry(plain(&event.actor.0)).or_default().extend(["  ", &line, "\n"]);
        }
        text.extend(lanes.into_iter().map(|(actor, lines)| format!("{actor}:\n{lines}")));
    } else {
        text.extend(calls.map(|(event, line)| format!("{}: {line}\n", plain(&event.actor.0))));
    }
    if trace.dropped > 0 {
        text += "(more events than a trace keeps)\n";
    }
    if report.scene.needs.contains(&Capability::Wire) {
        text += &wire(report, &words);
    }
    text += "claims:\n";
    text.extend(report.claims.iter().map(|claim| format!("  {}: {}\n", claim.claim.id, observed(claim))));
    text
}

/// The last calls of a trace, so many at most, a line each; those of several threads grouped by actor.
#[must_use]
pub fn calls(trace: &Trace, most: usize) -> Vec<String> {
    let names = Names::of(trace);
    let words = Words { voice: Voice::Stable, names: &names, room: DATA };
    let blocked = rows::blocked(trace);
    let told = |event: &Event| Some((plain(&event.actor.0), line(event, &words, &blocked)?));
    let mut last: Vec<_> = trace.events.iter().rev().filter_map(told).take(most).collect();
    last.reverse();
    if trace.concurrent {
        last.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    last.into_iter().map(|(actor, line)| format!("{actor}: {line}")).collect()
}

/// Without control characters.
fn plain(text: &str) -> String {
    Line::new().and(text, PLAIN).text()
}

fn line(event: &Event, words: &Words<'_>, blocked: &[u32]) -> Option<String> {
    match &event.kind {
        // The colours are not shown, so nobody needs to know which message it was.
        EventKind::Returned { call, outcome } => Some(words.returned(call, outcome, &[]).text()),
        EventKind::Entered { call } if blocked.contains(&event.number) => {
            Some(format!("{} never returned", words.call(call, &[]).text()))
        }
        EventKind::Note { text } => Some(format!("({})", plain(text.get(Lang::En)))),
        EventKind::Entered { .. }
        | EventKind::Queues { .. }
        | EventKind::Segments { .. }
        | EventKind::State { .. }
        | EventKind::Packet { .. } => None,
    }
}

/// The packets, for a scene that is about them: one line each, in the order in which they were captured; with several
/// threads, in that of each sender.
///
/// Left out is what is the kernel's own choice: a bare ACK may be delayed or spared, and what is sent again is the same
/// packet once more.
fn wire(report: &SceneReport, words: &Words<'_>) -> String {
    let trace = &report.run.trace;
    let mut lines: Vec<(&str, String)> = Vec::new();
    for event in &trace.events {
        let EventKind::Packet { packet } = &event.kind else { continue };
        let line = format!("  {}\n", words.packet(packet).text());
        let bare = packet.segment().is_some_and(|segment| segment.flags == Flags::ACK && segment.length == 0);
        let again = packet.segment().is_some() && lines.iter().any(|(_, known)| *known == line);
        if !bare && !again {
            lines.push((&event.actor.0, line));
        }
    }
    if trace.concurrent {
        lines.sort_by_key(|(sender, _)| *sender);
    }
    let lines: String = lines.into_iter().map(|(_, line)| line).collect();
    if lines.is_empty() { lines } else { format!("wire:\n{lines}") }
}

/// The observed value where every run must observe the same one; otherwise the verdict on what was expected.
fn observed(report: &ClaimReport) -> String {
    let exact = report.claim.expected.here().value().filter(|expected| expected.is_exact());
    match (&report.verdict, &report.observed, exact) {
        (Verdict::Holds | Verdict::NotJudged, Some(observed), Some(_)) => observed.to_string(),
        (Verdict::Holds, _, _) => match report.claim.expected.here().value() {
            Some(expected) => format!("{expected} holds"),
            None => report.verdict.to_string(),
        },
        (Verdict::Broken { .. }, Some(observed), Some(_)) => format!("{observed} (broken)"),
        (verdict, _, _) => verdict.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runner::{Place, Plan, run};

    fn lab_08() -> Vec<String> {
        let lab = crate::labs::ALL.iter().find(|lab| lab.number == 8).unwrap();
        run(lab, &Plan::new(lab, Place::Host)).scenes.iter().map(scene).collect()
    }

    #[test]
    fn the_text_names_ports_after_their_owners() {
        insta::assert_snapshot!(lab_08()[0], @r#"
        server: socket udp
        server: bind 127.0.0.1:0
        client: socket udp
        client: sendto "hello" to server:S = 5
        client: sendto "world" to server:S = 5
        server: wait until readable
        server: recvfrom(4) = 4 "hell" from client:C
        server: wait until readable
        server: recvfrom(1024) = 5 "world" from client:C
        claims:
          first: "hell"
          second: "world"
        "#);
    }

    #[test]
    fn twenty_runs_have_one_text() {
        let first = lab_08();
        assert!(!first.is_empty());
        for _ in 1..20 {
            assert_eq!(lab_08(), first);
        }
    }

    #[test]
    fn a_scene_about_the_wire_lists_the_packets_that_every_run_has() {
        use crate::{lab::Scene, render::testing::Script};
        static WIRE: Scene = Scene {
            slug: "wire",
            title: crate::text::Text::new("", ""),
            needs: &[Capability::Wire],
            run: |_, _| Ok(()),
            claims: &[],
        };
        let mut script = Script::new();
        script.name("client", 40000);
        script.name("server", 9);
        script.segment("client", "S", 0, b"");
        script.segment("server", "S.", 0, b"");
        script.segment("client", ".", 1, b"");
        script.segment("client", "P.", 1, b"hello");
        script.segment("client", "P.", 1, b"hello");
        let report = script.report(Vec::new());
        assert_eq!(scene(&report), "claims:\n");
        insta::assert_snapshot!(scene(&SceneReport { scene: &WIRE, ..report }), @r"
        wire:
          S seq 0 client:C > server:S
          S. seq 0 ack 1 server:S > client:C
          P. 5 B seq 1 ack 1 client:C > server:S
        claims:
        ");
    }

    #[test]
    fn lanes_of_several_threads_stand_apart() {
        use crate::render::testing::Script;
        let text = |order: [&'static str; 3]| {
            let mut script = Script::new();
            for actor in order {
                script.send(actor, b"x");
            }
            script.trace.concurrent = true;
            scene(&script.report(Vec::new()))
        };
        assert_eq!(text(["a", "b", "a"]), "a:\n  send \"x\" = 1\n  send \"x\" = 1\nb:\n  send \"x\" = 1\nclaims:\n");
        assert_eq!(text(["b", "a", "a"]), text(["a", "a", "b"]));
    }
}
