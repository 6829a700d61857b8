//! What was wrong with a command line, in the user's language.

use clap::{
    CommandFactory,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::arguments::Arguments;
use crate::{messages::Messages, say};

/// Up to three names from a list that are near a misspelt one, the nearest first: those that contain it, and otherwise
/// those a few letters away. Where none is near, the first three of the list, so that the user sees what names look like.
pub(super) fn nearest<'a>(misspelt: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let distance = |name: &str| {
        let contained = !misspelt.is_empty() && name.contains(misspelt);
        if contained { 0 } else { strsim::damerau_levenshtein(misspelt, name) }
    };
    let names: Vec<&str> = names.into_iter().collect();
    let mut near: Vec<_> = names.iter().map(|name| (distance(name), *name)).collect();
    near.sort_by_key(|(distance, _)| *distance);
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.retain(|(distance, name)| *distance <= best + 2 && *distance <= name.len().max(misspelt.len()) / 2);
    let near = near.into_iter().map(|(_, name)| name);
    let near: Vec<_> = near.take(3).collect();
    if near.is_empty() { names.into_iter().take(3).collect() } else { near }
}

/// What clap found wrong, and where to read more.
pub(super) fn explained(error: &clap::Error, messages: &Messages) -> String {
    format!("{}\n{}", explanation(error, messages), say!(messages, "usage-more"))
}

fn explanation(error: &clap::Error, messages: &Messages) -> String {
    let context = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = context(ContextKind::SuggestedArg);
            say!(messages, "usage-unknown-argument", argument = argument) + &suggestion(&near, messages)
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            let commands = Arguments::command();
            let near = nearest(&name, commands.get_subcommands().map(clap::Command::get_name)).join(", ");
            say!(messages, "usage-unknown-command", name = name) + &suggestion(&near, messages)
        }
        ErrorKind::MissingRequiredArgument => say!(messages, "usage-missing", argument = argument),
        ErrorKind::MissingSubcommand => {
            let valid = context(ContextKind::ValidSubcommand);
            say!(messages, "usage-missing-command", valid = valid)
        }
        ErrorKind::InvalidValue if value.is_empty() => say!(messages, "usage-missing-value", argument = argument),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue);
            say!(messages, "usage-invalid-value", argument = argument, value = value, valid = valid)
        }
        ErrorKind::ValueValidation => {
            say!(messages, "usage-out-of-range", argument = argument, value = value)
        }
        ErrorKind::ArgumentConflict => say!(messages, "usage-twice", argument = argument),
        // The rest cannot be reached by the definition as it stands; clap's own words, in English, if it changes.
        _ => error.to_string(),
    }
}

fn suggestion(near: &str, messages: &Messages) -> String {
    if near.is_empty() { String::new() } else { say!(messages, "usage-nearest", names = near) }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(many) => many.join(", "),
        other => other.to_string(),
    }
}
