//! A contract laid out for the terminal.

use super::{View, markdown};
use crate::exercise::{CONTRACT, Exercise};

/// Every section under its heading. Where the contract lacks one, which `dev check` reports, that is said instead.
#[must_use]
pub fn text(exercise: &Exercise, view: &View<'_>) -> String {
    let lang = view.messages.lang();
    match CONTRACT.sections(exercise.contract.get(lang), lang) {
        Err(error) => error.to_string(),
        Ok(bodies) => {
            let headings = CONTRACT.0.iter().map(|heading| heading.get(lang));
            headings.zip(bodies).map(|(heading, body)| markdown::section(heading, &body, view)).collect()
        }
    }
}
