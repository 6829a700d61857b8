//! The text of a hint: what the check demands, and one step towards it.

use super::{
    View,
    line::{BOLD, DIM, Line, PLAIN, block},
};
use crate::{
    exercise::{Check, Exercise},
    say,
};

/// The step that comes after those `shown`. After the last, all of them once more.
#[must_use]
pub fn text(exercise: &Exercise, check: &Check, shown: usize, view: &View<'_>) -> String {
    let (messages, lang) = (view.messages, view.messages.lang());
    let heading = Line::new().and(exercise.slug, BOLD).and(" ", PLAIN).and(check.id, BOLD);
    let demand = Line::new().and(check.demand.get(lang), PLAIN);
    let mut lines = [heading.wrapped(view.columns, 2), demand.wrapped(view.columns, 0)].concat();
    let all = check.hints.len();
    let steps = if shown < all { shown..shown + 1 } else { 0..all };
    for (step, hint) in check.hints.iter().enumerate().take(steps.end).skip(steps.start) {
        let number = say!(messages, "hint-step", step = step + 1, all = all);
        lines.push(Line::new());
        lines.extend(Line::new().and(number, DIM).wrapped(view.columns, 2));
        lines.extend(Line::new().and(hint.get(lang), PLAIN).wrapped(view.columns, 0));
    }
    let after =
        if shown + 1 < all { say!(messages, "hint-more") } else { say!(messages, "hint-end", slug = exercise.slug) };
    lines.push(Line::new());
    lines.extend(Line::new().and(after, DIM).wrapped(view.columns, 0));
    block(&lines)
}
