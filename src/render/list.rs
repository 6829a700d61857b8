//! The labs as a list.

use unicode_width::UnicodeWidthStr;

use super::{
    View,
    line::{BOLD, DIM, Line, PLAIN, block},
};
use crate::{
    lab::{Lab, Part},
    say,
};

/// One line a lab, under the heading of its part.
#[must_use]
pub fn labs(labs: &[Lab], view: &View<'_>) -> String {
    let lang = view.messages.lang();
    let widest = labs.iter().map(|lab| lab.slug.width()).max().unwrap_or(0);
    let mut lines = Vec::new();
    let mut last = None;
    for lab in labs {
        if last != Some(lab.part) {
            lines.extend(last.map(|_| Line::new()));
            lines.push(Line::new().and(part(lab.part, view), BOLD));
            last = Some(lab.part);
        }
        let row = format!("  {:02}  {:widest$}  {}", lab.number, lab.slug, lab.title.get(lang));
        let row = Line::new().and(row, PLAIN).then(&exercises(lab, view));
        lines.extend(row.wrapped(view.columns, 6));
    }
    block(&lines)
}

/// The programs to write, if the lab has any.
fn exercises(lab: &Lab, view: &View<'_>) -> Line {
    let slugs: Vec<&str> = lab.exercises.iter().map(|exercise| exercise.slug).collect();
    if slugs.is_empty() {
        return Line::new();
    }
    Line::new().and("  ", PLAIN).and(say!(view.messages, "list-exercises", slugs = slugs.join(", ")), DIM)
}

/// The name of a part of the curriculum.
#[must_use]
pub fn part(part: Part, view: &View<'_>) -> String {
    match part {
        Part::Sockets => say!(view.messages, "list-part-sockets"),
        Part::Udp => say!(view.messages, "list-part-udp"),
        Part::Tcp => say!(view.messages, "list-part-tcp"),
        Part::Stream => say!(view.messages, "list-part-stream"),
        Part::Messages => say!(view.messages, "list-part-messages"),
        Part::Neighbours => say!(view.messages, "list-part-neighbours"),
    }
}
