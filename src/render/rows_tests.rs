//! What becomes a row, and what does not.

use super::*;
use crate::{
    lab::{Claim, Known, PerOs},
    render::testing::{Script, bare, english},
    runner::{ClaimReport, Verdict},
    text::Text,
    trace::{Payload, TcpState, Until},
    wire::{About, IcmpMessage},
};

/// The picture of a script in 100 columns, without colour.
fn picture(script: Script) -> String {
    let messages = english();
    let view = View { messages: &messages, columns: 100, unicode: true };
    bare(&super::super::picture::scene(&script.report(Vec::new()), &view))
}

#[test]
fn what_flows_back_says_which_queue_is_meant() {
    let mut script = Script::new();
    script.send("server", b"pong");
    script.event("server", EventKind::Segments { out: 1 });
    script.event("server", EventKind::Queues { recv: 0, send: 4 });
    script.event("client", EventKind::Queues { recv: 4, send: 0 });
    script.recv("client", 9, b"pong");
    insta::assert_snapshot!(picture(script), @r#"
    client app         sendQ │ wire       │ recvQ  server app
                         r 4 │ ◀── +1 seg │   s 4  send "pong" = 4
    recv(9) = 4 "pong"       │            │
    "#);
}

/// A client that connects and says hello, captured.
fn captured() -> Script {
    let mut script = Script::new();
    script.name("client", 40000);
    script.name("server", 9);
    let connect = Call::Connect { to: std::net::SocketAddr::from(([127, 0, 0, 1], 9)).into() };
    script.event("client", EventKind::Entered { call: connect.clone() });
    script.segment("client", "S", 0, b"");
    script.segment("server", "S.", 0, b"");
    script.segment("client", ".", 1, b"");
    script.event("client", EventKind::Returned { call: connect, outcome: Outcome::Done });
    script.event("client", EventKind::State { state: TcpState::Established });
    let send = Call::Send { bytes: Payload::of(b"hello") };
    script.event("client", EventKind::Entered { call: send.clone() });
    script.segment("client", "P.", 1, b"hello");
    script.event("client", EventKind::Returned { call: send, outcome: Outcome::Count { count: 5 } });
    script.event("client", EventKind::Segments { out: 1 });
    script.event("server", EventKind::Queues { recv: 5, send: 0 });
    script
}

#[test]
fn packets_stand_in_the_row_of_their_call_and_no_count_stands_beside_them() {
    insta::assert_snapshot!(picture(captured()), @r#"
    client app       sendQ │ wire       │ recvQ  server app
    connect server:S       │ S ───────▶ │
      [ESTABLISHED]        │ ◀────── S. │
                           │ . ───────▶ │
    send "hello" = 5       │ P. 5 B ──▶ │     5
    "#);
}

#[test]
fn a_packet_has_the_colour_of_its_message() {
    let messages = english();
    let view = View { messages: &messages, columns: 100, unicode: true };
    let picture = super::super::picture::scene(&captured().report(Vec::new()), &view);
    let style = of_message(0);
    assert!(picture.contains(&format!("{style}P. 5 B{style:#}")), "{picture:?}");
}

#[test]
fn an_icmp_error_goes_to_whom_it_is_about_and_a_fragment_says_its_place() {
    let mut script = Script::new();
    script.name("client", 40000);
    script.send_to("client", b"x");
    let about = About {
        protocol: 17,
        source: std::net::SocketAddr::from(([127, 0, 0, 1], 40000)),
        destination: std::net::SocketAddr::from(([127, 0, 0, 1], 9)),
    };
    let message = IcmpMessage { kind: 3, code: 3, what: "port unreachable".into(), about: Some(about) };
    script.packet("wire", PacketKind::Icmp(message));
    let (identification, ports) = (7, Some((40000, 9)));
    let fragment = PacketKind::Fragment { protocol: 17, identification, offset: 0, more: true, length: 1480, ports };
    script.packet("client", fragment);
    insta::assert_snapshot!(picture(script), @r#"
    client app     sendQ │ wire                      │ recvQ  server app
    sendto "x" = 1       │ ◀── ICMP port unreachable │
                         │ frag 1480 B at 0 ───────▶ │
    "#);
}

#[test]
fn of_many_packets_in_one_call_the_first_and_the_last_are_shown() {
    let mut script = Script::new();
    for number in 0..500 {
        script.segment("client", ".", 1 + number, &[b'x'; 7]);
    }
    script.send("client", b"the rest");
    let text = picture(script);
    assert_eq!(text.matches("7 B").count(), 11, "{text}");
    assert!(text.contains(".. 489 more"), "{text}");
}

#[test]
fn no_arrow_is_drawn_for_a_stream_that_the_kernel_did_not_count() {
    let mut script = Script::new();
    script.send("client", b"hello");
    let text = picture(script);
    assert!(!text.contains('▶'), "{text}");
}

#[test]
fn two_clients_are_told_apart_and_a_state_stands_under_its_own() {
    let mut script = Script::new();
    script.send("client 1", b"a");
    script.send("client 2", b"b");
    script.event("client 2", EventKind::State { state: TcpState::Established });
    script.event("client 1", EventKind::Queues { recv: 0, send: 1 });
    insta::assert_snapshot!(picture(script), @r#"
    client app                   sendQ │ wire │ recvQ  server app
    client 1: send "a" = 1             │      │
    client 2: send "b" = 1 client 1: 1 │      │
      [ESTABLISHED]                    │      │
    "#);
}

#[test]
fn waiting_is_left_out_unless_the_kernel_counted_something_or_it_never_ended() {
    let mut script = Script::new();
    let wait = || Call::Wait { until: Until::Readable };
    script.call("server", wait(), Outcome::Done);
    script.call("server", wait(), Outcome::Done);
    script.event("client", EventKind::Queues { recv: 0, send: 7 });
    script.event("server", EventKind::Entered { call: wait() });
    insta::assert_snapshot!(picture(script), @r#"
    client app sendQ │ wire │ recvQ  server app
                   7 │      │
                     │      │        waits until readable .. blocked here
    "#);
}

#[test]
fn a_long_run_keeps_its_beginning_its_end_and_what_decided_a_claim() {
    static CLAIM: Claim = Claim {
        id: "test",
        says: Text::new("a test", "一次测试"),
        expected: PerOs { linux: Known::Unknown, macos: Known::Unknown, windows: Known::Unknown },
    };
    let mut script = Script::new();
    let mut decided_by = None;
    for number in 0..2500 {
        let event = script.send_to("client", format!("{number}").as_bytes());
        decided_by = decided_by.or((number == 1234).then_some(event));
    }
    for number in 0..2500 {
        let bytes = format!("{number}");
        script.recv("server", 9, bytes.as_bytes());
    }
    let claim = ClaimReport { claim: &CLAIM, observed: None, decided_by, verdict: Verdict::NotJudged };
    let messages = english();
    let view = View { messages: &messages, columns: 100, unicode: true };
    let text = bare(&super::super::picture::scene(&script.report(vec![claim]), &view));
    for number in [0, 79, 1234] {
        assert!(text.contains(&format!("sendto \"{number}\" = ")), "{number}: {text}");
    }
    assert!(text.contains(r#"= 4 "2420""#) && text.contains(r#"= 4 "2499""#), "{text}");
    assert!(text.contains("1154 rows left out") && text.contains("3685 rows left out"), "{text}");
    assert!(!text.contains(r#""1000""#));
}

#[test]
fn a_call_whose_return_was_not_kept_is_not_called_blocked() {
    let mut script = Script::new();
    script.event("client", EventKind::Entered { call: Call::Send { bytes: Payload::of(b"x") } });
    script.trace.dropped = 3;
    let text = picture(script);
    assert!(text.contains("3 more events") && !text.contains("blocked"), "{text}");
}
