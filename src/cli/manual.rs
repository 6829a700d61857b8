//! `socklab completions` and `socklab man`: what is made from the definition of the command line itself.

use clap_complete::Shell;

use super::{Exit, Failure, Session, arguments};
use crate::{nearest::nearest, say};

pub(super) fn completions(shell: Shell, session: &mut Session) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut arguments::command(&session.messages), "socklab", &mut script);
    session.print_bytes(&script)?;
    Ok(Exit::Success)
}

/// The page of the program, or of one of its commands: `socklab-run(1)` is printed by `socklab man run`.
pub(super) fn page(name: Option<&str>, session: &mut Session) -> Result<Exit, Failure> {
    let mut program = arguments::command(&session.messages);
    program.build();
    let command = match name {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let near = nearest(name, program.get_subcommands().map(clap::Command::get_name)).join(", ");
            Failure::Usage(say!(session.messages, "usage-no-page", name = name, near = near))
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    session.print_bytes(&page)?;
    Ok(Exit::Success)
}
