//! What a program did wrong, in words: the fact first, then the cause.

use super::{
    View,
    line::{BAD, BOLD, DIM, Line, PLAIN, block},
};
use crate::{
    bench::{Difference, Excerpt, Exit, Fault, Finding, Wanted},
    messages::Messages,
    say,
    trace::Payload,
};

/// Bytes in one row of hexadecimal digits.
const ROW: usize = 16;

/// The finding as a student reads it: expected and actual with a mark under the first byte that differs, what happened,
/// how the bytes were cut, and what the program said.
#[must_use]
pub fn text(finding: &Finding, view: &View<'_>, indent: usize) -> String {
    let mut lines = Vec::new();
    if let Some(difference) = difference(&finding.fault) {
        lines.extend(compared(difference, view));
    } else {
        let (expected, actual) = (expected(&finding.fault, view.messages), actual(&finding.fault, view.messages));
        lines.extend(named(expected, actual, view));
    }
    lines.push(Line::new().and(message(&finding.fault, view.messages), BOLD));
    if let Some(chunks) = pieces(finding) {
        lines.push(Line::new().and(say!(view.messages, "check-chunks", sizes = chunks), PLAIN));
    }
    if !finding.said.is_empty() {
        lines.push(Line::new().and(say!(view.messages, "check-said"), DIM));
        let said = String::from_utf8_lossy(&finding.said);
        lines.extend(said.lines().map(|line| Line::new().and("  ", PLAIN).and(line, PLAIN)));
    }
    let room = view.columns.saturating_sub(indent);
    let indented = |line: Line| Line::new().and(" ".repeat(indent), PLAIN).then(&line);
    block(&lines.iter().flat_map(|line| line.wrapped(room, 2)).map(indented).collect::<Vec<_>>())
}

/// The sizes of the pieces that the bytes came in, if the cuts decided: `4 + 19`.
#[must_use]
pub fn pieces(finding: &Finding) -> Option<String> {
    let chunks = finding.chunks.as_ref()?;
    Some(chunks.iter().map(usize::to_string).collect::<Vec<_>>().join(" + "))
}

/// Expected and actual as text, and as digits around the first difference.
fn compared(difference: &Difference, view: &View<'_>) -> Vec<Line> {
    if difference.expected.total == 0 && difference.actual.total == 0 {
        return Vec::new();
    }
    let (expected, actual) = (&difference.expected, &difference.actual);
    let mut lines = named(Some(quoted(expected)), Some(quoted(actual)), view);
    // The row of digits that holds the first difference.
    let start = difference.at.saturating_sub(expected.from) / ROW * ROW;
    let digits = |excerpt: &Excerpt| {
        let row = excerpt.bytes.iter().skip(start).take(ROW);
        row.map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
    };
    let place = format!("{:06x}  ", expected.from + start);
    let blank = " ".repeat(place.len());
    lines.push(Line::new().and(place, DIM).and(digits(expected), PLAIN));
    if start < actual.bytes.len() {
        lines.push(Line::new().and(&blank, PLAIN).and(digits(actual), PLAIN));
    }
    let before = difference.at.saturating_sub(expected.from) - start;
    let caret = Line::new().and(blank, PLAIN).and(" ".repeat(before * 3), PLAIN).and("^^ ", BAD);
    lines.push(caret.and(say!(view.messages, "check-differs", at = difference.at), DIM));
    lines
}

fn named(expected: Option<String>, actual: Option<String>, view: &View<'_>) -> Vec<Line> {
    let names = [say!(view.messages, "check-expected"), say!(view.messages, "check-actual")];
    let wide = names.iter().map(|name| Line::new().and(name, PLAIN).width()).max().unwrap_or(0) + 2;
    let line = |(name, value): (&String, Option<String>)| {
        value.map(|value| Line::new().and(name, DIM).padded(wide).and(value, PLAIN))
    };
    names.iter().zip([expected, actual]).filter_map(line).collect()
}

/// The part as text, and how long the whole is.
fn quoted(excerpt: &Excerpt) -> String {
    let quoted = Payload::of(&excerpt.bytes).to_string();
    let before = if excerpt.from > 0 { ".." } else { "" };
    let after = if excerpt.from + excerpt.bytes.len() < excerpt.total { ".." } else { "" };
    format!("{before}{quoted}{after} ({} B)", excerpt.total)
}

fn difference(fault: &Fault) -> Option<&Difference> {
    match fault {
        Fault::ClosedEarly(difference)
        | Fault::Reset(difference)
        | Fault::Short(difference)
        | Fault::WrongBytes(difference)
        | Fault::TooMuch(difference)
        | Fault::NoAnswer { expected: difference }
        | Fault::MissingOutput(difference)
        | Fault::WrongOutput(difference)
        | Fault::ExtraOutput(difference) => Some(difference),
        _ => None,
    }
}

/// What was expected, in a few words; `None` where the message says all there is.
#[must_use]
pub fn expected(fault: &Fault, messages: &Messages) -> Option<String> {
    match fault {
        Fault::NotListening { address }
        | Fault::WrongPort { address, .. }
        | Fault::WrongAddress { address, .. }
        | Fault::NotConnected { address } => Some(address.clone()),
        Fault::WrongProtocol { address, wanted, .. } => Some(format!("{wanted} {address}")),
        Fault::WrongExit { wanted: Wanted::Success, .. } => Some(say!(messages, "check-exit-success")),
        Fault::WrongExit { wanted: Wanted::Failure, .. } => Some(say!(messages, "check-exit-failure")),
        Fault::WrongReceiver { expected, .. } | Fault::WrongSource { expected, .. } => Some(expected.clone()),
        Fault::Late { limit, .. } => Some(say!(messages, "check-at-most-ms", ms = millis(*limit))),
        Fault::TooMuchMemory { limit, .. } => Some(say!(messages, "check-below-mib", mib = mebibytes(*limit))),
        Fault::Other { expected, .. } => expected.as_ref().map(|text| text.get(messages.lang()).to_owned()),
        known => difference(known).filter(|known| known.expected.total > 0).map(|known| quoted(&known.expected)),
    }
}

/// What came instead.
#[must_use]
pub fn actual(fault: &Fault, messages: &Messages) -> Option<String> {
    match fault {
        Fault::WrongPort { actual, .. } | Fault::WrongAddress { actual, .. } => Some(actual.join(", ")),
        Fault::WrongProtocol { address, actual, .. } => Some(format!("{actual} {address}")),
        Fault::WrongExit { exit, .. } => Some(self::exit(*exit, messages)),
        Fault::WrongReceiver { actual, .. } | Fault::WrongSource { actual, .. } => Some(actual.clone()),
        Fault::Late { took: Some(took), .. } => Some(say!(messages, "check-ms", ms = millis(*took))),
        Fault::TooMuchMemory { peak, .. } => Some(say!(messages, "check-mib", mib = mebibytes(*peak))),
        Fault::Other { actual, .. } => actual.as_ref().map(|text| text.get(messages.lang()).to_owned()),
        known => difference(known).filter(|known| known.actual.total > 0).map(|known| quoted(&known.actual)),
    }
}

fn exit(exit: Exit, messages: &Messages) -> String {
    match exit {
        Exit::Code(code) => say!(messages, "check-exit-code", code = code),
        Exit::Signal(signal) => say!(messages, "check-exit-signal", signal = signal),
    }
}

/// What happened, as a sentence.
#[must_use]
pub fn message(fault: &Fault, messages: &Messages) -> String {
    match fault {
        Fault::CannotStart { because } => say!(messages, "finding-cannot-start", because = because.as_str()),
        Fault::ExitedEarly { exit } => say!(messages, "finding-exited-early", how = self::exit(*exit, messages)),
        Fault::NotListening { .. } => say!(messages, "finding-not-listening"),
        Fault::WrongPort { .. } => say!(messages, "finding-wrong-port"),
        Fault::WrongAddress { .. } => say!(messages, "finding-wrong-address"),
        Fault::WrongProtocol { wanted, actual, .. } => {
            say!(messages, "finding-wrong-protocol", wanted = wanted.as_str(), actual = actual.as_str())
        }
        Fault::Exited { exit } => say!(messages, "finding-exited", how = self::exit(*exit, messages)),
        Fault::WrongExit { .. } => say!(messages, "finding-wrong-exit"),
        Fault::StillRunning { waited } => say!(messages, "finding-still-running", ms = millis(*waited)),
        Fault::NotConnected { .. } => say!(messages, "finding-not-connected"),
        Fault::Refused { address } => say!(messages, "finding-refused", address = address.as_str()),
        Fault::ClosedEarly(difference) => say!(messages, "finding-closed-early", missing = difference.missing()),
        Fault::Reset(_) => say!(messages, "finding-reset"),
        Fault::Short(difference) => say!(messages, "finding-short", missing = difference.missing()),
        Fault::WrongBytes(_) => say!(messages, "finding-wrong-bytes"),
        Fault::TooMuch(difference) => {
            let more = difference.actual.total.saturating_sub(difference.expected.total);
            say!(messages, "finding-too-much", more = more)
        }
        Fault::NotClosed => say!(messages, "finding-not-closed"),
        Fault::NotReading { taken, of } => say!(messages, "finding-not-reading", taken = *taken, of = *of),
        Fault::NoAnswer { .. } => say!(messages, "finding-no-answer"),
        Fault::WrongReceiver { .. } => say!(messages, "finding-wrong-receiver"),
        Fault::WrongSource { .. } => say!(messages, "finding-wrong-source"),
        Fault::MissingOutput(difference) => say!(messages, "finding-missing-output", missing = difference.missing()),
        Fault::WrongOutput(_) => say!(messages, "finding-wrong-output"),
        Fault::ExtraOutput(_) => say!(messages, "finding-extra-output"),
        Fault::Silent => say!(messages, "finding-silent"),
        Fault::Late { .. } => say!(messages, "finding-late"),
        Fault::Busy { cpu, wall } => say!(messages, "finding-busy", cpu = millis(*cpu), wall = millis(*wall)),
        Fault::TooMuchMemory { .. } => say!(messages, "finding-too-much-memory"),
        Fault::StrayFile { name } => say!(messages, "finding-stray-file", name = name.as_str()),
        Fault::Other { says, .. } => says.get(messages.lang()).to_owned(),
    }
}

fn millis(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}
