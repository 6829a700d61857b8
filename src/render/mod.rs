//! Shows traces and reports: pure functions to text and to JSON.
//!
//! Nothing here runs a lab, prints, or asks what the terminal is: a [`View`] says it. The text carries ANSI styles, which
//! the caller strips where colour is off; no meaning hangs on a colour alone. One file a format. Of a run: [`picture`],
//! [`steps`], [`timeline`], [`event`], [`stable`], [`claims`], [`report`], [`json`]. Of a lab: [`list`], [`lesson`], [`markdown`],
//! [`prediction`], [`systems`].
//! Of the host: [`doctor`]. Of a student's program: [`check`], [`finding`], [`build`],
//! [`contract`], [`hint`], [`workspace`].

pub mod build;
pub mod check;
pub mod claims;
pub mod contract;
pub mod doctor;
pub mod event;
pub mod finding;
pub mod hint;
mod flow;
pub mod json;
pub mod lesson;
mod line;
pub mod list;
pub mod markdown;
mod narrow;
pub mod picture;
pub mod prediction;
pub mod report;
mod rows;
pub mod stable;
pub mod steps;
pub mod systems;
pub mod timeline;
#[cfg(test)]
mod testing;
mod values;
mod words;
pub mod workspace;

use crate::messages::Messages;

/// What a text is made for.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The language.
    pub messages: &'a Messages,
    /// The width of the output, in terminal columns. Below 20 the text may be wider; it is never an error.
    pub columns: usize,
    /// Whether lines, arrows and ticks may be used; otherwise ASCII stands for them. The words themselves stay as they
    /// are.
    pub unicode: bool,
}

impl View<'_> {
    /// One mark, in the characters that the output can show.
    fn mark<'m>(&self, unicode: &'m str, ascii: &'m str) -> &'m str {
        if self.unicode { unicode } else { ascii }
    }
}
