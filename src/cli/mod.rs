//! The commands: one file each, which parses, calls and prints. What they do stands in the modules below.

mod arguments;
mod check;
mod dev;
mod doctor;
mod exit;
mod find;
mod grade;
mod grade_engine;
mod grade_text;
mod hint;
mod init;
mod list;
mod manual;
mod overview;
mod predict;
mod reset;
mod run;
mod session;
mod show;
mod solution;
mod trouble;
mod usage;
mod watch;

use std::{ffi::OsString, io, process::ExitCode};

use clap::FromArgMatches;

use self::{
    arguments::{Arguments, Command},
    exit::{Exit, Failure},
    session::Session,
};
use crate::{
    checker, child,
    grade::{sandbox::probe, worker},
    messages::Messages,
    runner::isolated,
    say,
    text::Lang,
};

/// Runs the program with its arguments, on its standard streams.
#[must_use]
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    if let Some(done) = as_a_child(&words) {
        return match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => Failure::from(error).report(),
        };
    }
    let messages = Messages::new(language(&words));
    let parsed = arguments::command(&messages)
        .try_get_matches_from(&words)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(arguments) => {
            // The language was found before, for the errors; here it is as clap understood it.
            let messages = arguments.lang.map_or(messages, |choice| Messages::new(choice.lang()));
            let mut session = Session::new(messages, &arguments);
            dispatch(arguments, &mut session)
        }
        Err(error) => before_a_command(&error, &messages),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => failure.report(),
    }
}

/// What this process was started for, if it was started by its own program. It is no command of the user's.
fn as_a_child(words: &[OsString]) -> Option<io::Result<()>> {
    let request = |command| child::request(words, command);
    let play = request(isolated::COMMAND).map(isolated::reply);
    let judge = || request(checker::COMMAND).map(checker::reply);
    let grade = || request(worker::COMMAND).map(worker::reply);
    let probe = || request(probe::COMMAND).map(|_| probe::reply());
    play.or_else(judge).or_else(grade).or_else(probe)
}

fn dispatch(arguments: Arguments, session: &mut Session) -> Result<Exit, Failure> {
    if arguments.plain && arguments.command.is_some() {
        return Err(Failure::Usage(say!(session.messages, "usage-plain-command")));
    }
    match arguments.command {
        None => overview::run(arguments.plain, session),
        Some(Command::List { format }) => list::run(format, session),
        Some(Command::Show { lab }) => show::run(&lab, session),
        Some(Command::Predict { lab }) => predict::run(&lab, session),
        Some(Command::Run(arguments)) => run::run(&arguments, session),
        Some(Command::Check(arguments)) => check::run(&arguments, session),
        Some(Command::Init { dir }) => init::run(&dir, session),
        Some(Command::Watch(arguments)) => watch::run(&arguments, session),
        Some(Command::Hint { exercise, check }) => hint::run(&exercise, check.as_deref(), session),
        Some(Command::Solution { exercise, language, anyway }) => solution::run(&exercise, language, anyway, session),
        Some(Command::Reset { exercise }) => reset::run(&exercise, session),
        Some(Command::Grade(arguments)) => grade::run(arguments, session),
        Some(Command::Doctor { format }) => doctor::run(format, session),
        Some(Command::Dev { command }) => dev::run(command, session),
        Some(Command::Completions { shell }) => manual::completions(shell, session),
        Some(Command::Man { command }) => manual::page(command.as_deref(), session),
    }
}

/// Help and version are answers; everything else that clap stops at is a usage error.
fn before_a_command(error: &clap::Error, messages: &Messages) -> Result<Exit, Failure> {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match error.print() {
            Err(broken) if broken.kind() != io::ErrorKind::BrokenPipe => Err(broken.into()),
            _ => Ok(Exit::Success),
        },
        _ => Err(Failure::Usage(usage::explained(error, messages))),
    }
}

/// The language of the messages, known before the command line is read: errors in it are messages too.
fn language(words: &[OsString]) -> Lang {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let tag = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(lang) = tag.and_then(|tag| Lang::ALL.into_iter().find(|lang| lang.tag() == tag)) {
            return lang;
        }
    }
    Lang::of_locale(&session::locale())
}
