//! How the program ends.

use std::{io, process::ExitCode};

use crate::runner::Summary;

/// The exit codes that scripts rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// All judged claims hold, or the command did what was asked.
    Success = 0,
    /// Some claim is broken, or a check of the authors' failed.
    Broken = 1,
    /// Nothing could be judged.
    Unjudged = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

impl From<Summary> for Exit {
    fn from(summary: Summary) -> Exit {
        match summary {
            Summary { broken: 1.., .. } => Exit::Broken,
            Summary { holds: 1.., .. } => Exit::Success,
            _ => Exit::Unjudged,
        }
    }
}

/// Why a command did not come to its end.
#[derive(Debug)]
pub(super) enum Failure {
    /// The user asked for something that does not exist: exit code 2.
    Usage(String),
    /// Our own trouble: exit code 70 (`EX_SOFTWARE` of sysexits(3)).
    Own(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Own(error)
    }
}

impl Failure {
    /// Our own trouble, in words for the user.
    pub(super) fn own(what: String) -> Failure {
        Failure::Own(io::Error::other(what))
    }

    /// Says it on standard error, and gives the exit code.
    #[expect(clippy::print_stderr, reason = "the program's last words, in the layer that may print")]
    pub(super) fn report(&self) -> ExitCode {
        match self {
            Failure::Usage(what) => {
                eprintln!("socklab: {what}");
                ExitCode::from(2)
            }
            Failure::Own(error) => {
                eprintln!("socklab: {error}");
                ExitCode::from(70)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_broken_claim_outweighs_every_other_and_nothing_judged_is_no_success() {
        let broken = Summary { holds: 40, broken: 1, ..Summary::default() };
        assert_eq!(Exit::from(broken), Exit::Broken);
        assert_eq!(Exit::from(Summary { holds: 1, unobservable: 9, ..Summary::default() }), Exit::Success);
        assert_eq!(Exit::from(Summary { unobservable: 9, unrecorded: 1, ..Summary::default() }), Exit::Unjudged);
        assert_eq!(Exit::from(Summary { not_judged: 3, ..Summary::default() }), Exit::Unjudged);
        assert_eq!(Exit::from(Summary::default()), Exit::Unjudged);
    }
}
