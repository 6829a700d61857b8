//! The labs as a list.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::View;
use crate::{
    lab::{Lab, Part},
    say,
};

/// One line a lab, under the heading of its part.
#[must_use]
pub fn labs(labs: &[Lab], view: &View<'_>) -> String {
    let bold = Style::new().bold();
    let lang = view.messages.lang();
    let widest = labs.iter().map(|lab| lab.slug.width()).max().unwrap_or(0);
    let mut text = String::new();
    let mut last = None;
    for lab in labs {
        if last != Some(lab.part) {
            let gap = if last.is_some() { "\n" } else { "" };
            text += &format!("{gap}{bold}{}{bold:#}\n", part(lab.part, view));
            last = Some(lab.part);
        }
        text += &format!("  {:02}  {:widest$}  {}\n", lab.number, lab.slug, lab.title.get(lang));
    }
    text
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
