//! What went wrong with a class, in the user's language.

use super::Failure;
use crate::{
    grade::{
        export::Refusal, journal::JournalError, out::OutError, plan::Part, roster::RosterError, run::RunError,
        shard::Shard, submissions::ClassError,
    },
    messages::Messages,
    render::workspace::refused,
    say,
};

/// Why a folder is no class. What the instructor can mend is a usage error.
pub(super) fn class_error(error: &ClassError, messages: &Messages) -> Failure {
    Failure::Usage(match error {
        ClassError::File(error) => refused(error, messages),
        ClassError::Empty { folder } => say!(messages, "class-empty", folder = folder.display().to_string()),
        ClassError::Alike { first, second } => {
            say!(messages, "class-alike", first = first.as_str(), second = second.as_str())
        }
        ClassError::Link { student } => say!(messages, "class-link", student = student.as_str()),
        ClassError::OutInside { out, folder } => {
            let (out, folder) = (out.display().to_string(), folder.display().to_string());
            say!(messages, "class-out-inside", out = out, folder = folder)
        }
    })
}

/// Why a format cannot hold the class.
pub(super) fn refusal(refusal: &Refusal, messages: &Messages) -> String {
    match refusal {
        Refusal::NotOneStudent { students } => say!(messages, "export-not-one-student", students = *students),
        Refusal::NotInRoster { students } => say!(messages, "export-not-in-roster", students = students.join(", ")),
        Refusal::Blank { student, column } => {
            say!(messages, "export-blank", student = student.as_str(), column = *column)
        }
    }
}

/// Why there is no roster. What csv says is English.
pub(super) fn roster_error(error: &RosterError) -> Failure {
    Failure::Usage(error.to_string())
}

/// Why a folder of reports is of no use.
pub(super) fn out_error(error: &OutError, messages: &Messages) -> Failure {
    match error {
        OutError::Journal(error) => journal_error(error, messages),
        OutError::Roster(error) => roster_error(error),
        OutError::File(error) => Failure::own(refused(error, messages)),
    }
}

/// Why a run did not come to its end.
pub(super) fn run_error(error: &RunError, messages: &Messages) -> Failure {
    match error {
        RunError::Out(error) => out_error(error, messages),
        RunError::Journal(error) => journal_error(error, messages),
        RunError::Write(error) => Failure::own(say!(messages, "journal-write", why = refused(error, messages))),
        RunError::Thread(_) => Failure::own(error.to_string()),
    }
}

/// A disk and a damaged file are our trouble; a wrong folder is the user's.
fn journal_error(error: &JournalError, messages: &Messages) -> Failure {
    match error {
        JournalError::File(error) => Failure::own(refused(error, messages)),
        JournalError::Damaged { path, line, damage } => {
            let path = path.display().to_string();
            Failure::own(say!(messages, "journal-damaged", path = path, line = *line, damage = damage.as_str()))
        }
        JournalError::Form { path, form } => {
            Failure::Usage(say!(messages, "journal-form", path = path.display().to_string(), form = *form))
        }
        JournalError::Exists { path } => {
            Failure::Usage(say!(messages, "journal-exists", path = path.display().to_string()))
        }
        JournalError::Other { path, part } => {
            let (path, part) = (path.display().to_string(), part_name(*part, messages));
            Failure::Usage(say!(messages, "journal-other", path = path, part = part))
        }
        JournalError::Locked { path } => {
            Failure::Usage(say!(messages, "journal-locked", path = path.display().to_string()))
        }
        JournalError::None { folder } => {
            Failure::Usage(say!(messages, "journal-none", folder = folder.display().to_string()))
        }
        JournalError::Missing { missing } => {
            let shards = missing.iter().map(Shard::to_string).collect::<Vec<_>>().join(", ");
            Failure::Usage(say!(messages, "journal-missing", shards = shards))
        }
        JournalError::Overlap { shard, first, second } => {
            let (first, second) = (first.display().to_string(), second.display().to_string());
            Failure::Usage(say!(messages, "journal-overlap", shard = shard.to_string(), first = first, second = second))
        }
    }
}

fn part_name(part: Part, messages: &Messages) -> String {
    match part {
        Part::Version => say!(messages, "part-version"),
        Part::Seed => say!(messages, "part-seed"),
        Part::Exercises => say!(messages, "part-exercises"),
        Part::Students => say!(messages, "part-students"),
        Part::Shards => say!(messages, "part-shards"),
    }
}
