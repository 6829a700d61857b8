//! The text of a build that came to nothing: the end of what it wrote, and how it ended.

use super::{
    View,
    line::{BAD, DIM, Line, PLAIN, WARN, block},
};
use crate::{bench::Exit, say, workspace::build::Build};

/// Why the program was not checked; nothing of a build that is done.
#[must_use]
pub fn text(build: &Build, view: &View<'_>) -> String {
    let messages = view.messages;
    let (how, output) = match build {
        Build::Done => return String::new(),
        Build::Cancelled => (say!(messages, "build-cancelled"), None),
        Build::NotStarted { program, error } => {
            let (program, error) = (program.to_string_lossy().into_owned(), error.to_string());
            (say!(messages, "build-not-started", program = program, error = error), None)
        }
        Build::Failed { status, output } => {
            let how = match Exit::from(*status) {
                Exit::Code(code) => say!(messages, "check-exit-code", code = code),
                Exit::Signal(signal) => say!(messages, "check-exit-signal", signal = signal),
            };
            (how, Some(output))
        }
        Build::Deadline { after, output } => {
            (say!(messages, "build-deadline", seconds = after.as_secs()), Some(output))
        }
    };
    let mut lines = Vec::new();
    lines.extend(
        Line::new()
            .and(say!(messages, "check-build-failed"), BAD)
            .and(" ", PLAIN)
            .and(how, WARN)
            .wrapped(view.columns, 2),
    );
    if let Some(output) = output {
        if output.cut {
            lines.push(Line::new().and("  ", PLAIN).and(say!(messages, "build-output-cut"), DIM));
        }
        lines.extend(output.lines.iter().map(|line| Line::new().and(format!("  {line}"), PLAIN)));
    }
    block(&lines)
}
