//! The text of a build that came to nothing: the end of what it wrote, and how it ended.

use super::{
    View,
    line::{BAD, DIM, Line, PLAIN, WARN, block},
};
use crate::{
    bench::Exit,
    messages::Messages,
    say,
    workspace::build::{Build, Output},
};

/// Why the program was not checked; nothing of a build that is done.
#[must_use]
pub fn text(build: &Build, view: &View<'_>) -> String {
    if matches!(build, Build::Done) {
        return String::new();
    }
    let messages = view.messages;
    let why = Line::new().and(say!(messages, "check-build-failed"), BAD).and(" ", PLAIN);
    let mut lines = why.and(how(build, messages), WARN).wrapped(view.columns, 2);
    if let Some(Output { lines: last, cut }) = written(build) {
        if *cut {
            lines.push(Line::new().and("  ", PLAIN).and(say!(messages, "build-output-cut"), DIM));
        }
        // As wide as it is: a compiler's picture broken into lines points nowhere.
        lines.extend(last.iter().map(|line| Line::new().and("  ", PLAIN).and(line, PLAIN)));
    }
    block(&lines)
}

/// How it ended, in a few words.
pub(super) fn how(build: &Build, messages: &Messages) -> String {
    match build {
        Build::Done => say!(messages, "check-exit-success"),
        Build::Cancelled => say!(messages, "build-cancelled"),
        Build::NotStarted { program, error } => {
            let (program, error) = (program.to_string_lossy().into_owned(), error.to_string());
            say!(messages, "build-not-started", program = program, error = error)
        }
        Build::Deadline { after, .. } => say!(messages, "build-deadline", seconds = after.as_secs()),
        Build::Failed { status, .. } => match Exit::from(*status) {
            Exit::Code(code) => say!(messages, "check-exit-code", code = code),
            Exit::Signal(signal) => say!(messages, "check-exit-signal", signal = signal),
        },
    }
}

/// The last lines that it wrote.
pub(super) fn output(build: &Build) -> &[String] {
    written(build).map_or(&[], |output| &output.lines)
}

fn written(build: &Build) -> Option<&Output> {
    match build {
        Build::Failed { output, .. } | Build::Deadline { output, .. } => Some(output),
        Build::Done | Build::Cancelled | Build::NotStarted { .. } => None,
    }
}
