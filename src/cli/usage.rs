//! What was wrong with a command line, in the user's language.

use clap::{
    CommandFactory,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::arguments::Arguments;
use crate::{messages::Messages, nearest::nearest, say};

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
