//! The words for what is expected and observed, and for how far it can be trusted.

use anstyle::Style;

use super::{
    View,
    line::{BAD, BOLD, DIM, GOOD, Line, PLAIN, WARN},
};
use crate::{
    lab::{Capability, Expect, Known},
    messages::Messages,
    runner::Verdict,
    say,
    trace::{Os, Value},
};

/// A value as a person reads it. On Windows an error has the number that Winsock's documents list it by as well.
pub(super) fn value(value: &Value, os: Os, messages: &Messages) -> String {
    match value {
        Value::Yes => say!(messages, "render-yes"),
        Value::No => say!(messages, "render-no"),
        Value::Word(word) if word == "ok" => say!(messages, "render-ok"),
        Value::Errno(errno) => match errno.winsock().filter(|_| os == Os::Windows) {
            Some(number) => format!("{errno} ({number})"),
            None => errno.to_string(),
        },
        Value::Bytes(_) | Value::Number(_) | Value::Word(_) => value.to_string(),
    }
}

/// An expectation in words.
pub(super) fn expect(expect: &Expect, os: Os, messages: &Messages) -> String {
    match expect {
        Expect::Is(expected) => value(expected, os, messages),
        Expect::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|one| value(one, os, messages)).collect();
            values.join(&format!(" {} ", say!(messages, "render-or")))
        }
        Expect::AtLeast(low) => say!(messages, "render-at-least", number = low.to_string()),
        Expect::AtMost(high) => say!(messages, "render-at-most", number = high.to_string()),
        Expect::Between(low, high) => say!(messages, "render-between", low = low.to_string(), high = high.to_string()),
    }
}

/// What a system's row expects; `None` if nothing is known.
pub(super) fn expected(known: &Known<Expect>, os: Os, messages: &Messages) -> Option<String> {
    known.value().map(|one| expect(one, os, messages))
}

/// How far a row can be trusted: measured, cited with its source, or unknown.
pub(super) fn evidence(known: &Known<Expect>, messages: &Messages) -> String {
    match known {
        Known::Measured(_) => say!(messages, "render-measured"),
        Known::Cited(_, source) => say!(messages, "render-cited", source = *source),
        Known::Unknown => say!(messages, "render-unknown"),
    }
}

/// A verdict's mark and word.
pub(super) fn verdict(verdict: &Verdict, view: &View<'_>) -> Line {
    let messages = view.messages;
    let (mark, word, style): (_, _, Style) = match verdict {
        Verdict::Holds => (view.mark("✓", "+"), say!(messages, "render-holds"), GOOD),
        Verdict::Broken { .. } => (view.mark("✗", "x"), say!(messages, "render-broken"), BAD),
        Verdict::Unobservable { .. } => ("?", say!(messages, "render-unobservable"), WARN),
        Verdict::Unrecorded { .. } => ("!", say!(messages, "render-unrecorded"), WARN),
        Verdict::NotJudged => ("-", say!(messages, "render-not-judged"), BOLD),
    };
    Line::new().and(mark, style).and(" ", PLAIN).and(word, style)
}

/// What a host may lack, in words.
pub(super) fn capability(capability: Capability, messages: &Messages) -> String {
    match capability {
        Capability::Isolation => say!(messages, "render-capability-isolation"),
        Capability::Wire => say!(messages, "render-capability-wire"),
        Capability::Ipv6 => say!(messages, "render-capability-ipv6"),
        Capability::TcpInfo => say!(messages, "render-capability-tcp-info"),
        Capability::TcpTable => say!(messages, "render-capability-tcp-table"),
        Capability::Cork => say!(messages, "render-capability-cork"),
        Capability::ReusePort => say!(messages, "render-capability-reuse-port"),
        Capability::TrueLength => say!(messages, "render-capability-true-length"),
    }
}

/// A mark between two things on a line.
pub(super) fn dot(view: &View<'_>) -> Line {
    Line::new().and(view.mark(" · ", " | "), DIM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        render::testing::{chinese, english},
        trace::Errno,
    };

    #[test]
    fn an_error_has_its_winsock_number_on_windows_alone() {
        let too_long = Value::Errno(Errno::MessageSize);
        assert_eq!(value(&too_long, Os::Windows, &english()), "EMSGSIZE (10040)");
        assert_eq!(value(&too_long, Os::Linux, &english()), "EMSGSIZE");
    }

    #[test]
    fn words_are_translated_and_data_is_not() {
        assert_eq!(value(&Value::Yes, Os::Linux, &chinese()), "是");
        assert_eq!(value(&Value::bytes(b"yes"), Os::Linux, &chinese()), r#""yes""#);
        assert_eq!(expect(&Expect::AtLeast(123_456), Os::Linux, &english()), "at least 123456");
        assert_eq!(expect(&Expect::Between(1, 2), Os::Linux, &chinese()), "1 到 2");
    }
}
