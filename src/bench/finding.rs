//! What a program did wrong, and what kept us from finding out.

use std::{borrow::Cow, fmt, io, process::ExitStatus, time::Duration};

use serde::{Deserialize, Serialize};

use super::{Chunking, Difference};
use crate::text::Text;

/// Why a check ended before its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Theirs: the program did not do what the check demands.
    Fault(Box<Finding>),
    /// Ours, or the host's: nothing can be said of the program.
    Obstacle(Obstacle),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(Box::new(Finding { fault, chunks: None, said: Vec::new() }))
    }
}

impl Stop {
    /// The same, with the pieces that the data was sent in: for a check that cuts it in its own way.
    #[must_use]
    pub fn cut_as(self, chunking: &Chunking) -> Stop {
        match self {
            Stop::Fault(finding) => {
                Stop::Fault(Box::new(Finding { chunks: Some(chunking.sizes().to_vec()), ..*finding }))
            }
            obstacle @ Stop::Obstacle(_) => obstacle,
        }
    }
}

/// A call of our own that failed, and was not expected to: no word about the program.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Obstacle(Obstacle(error.to_string()))
    }
}

/// What kept a check from judging: operation, object, cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle(pub String);

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a program did wrong, with its circumstances.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it was.
    pub fault: Fault,
    /// The pieces that the data was sent in, in bytes, if that decided: the simplest ones that still fail.
    pub chunks: Option<Vec<usize>>,
    /// The last lines that the program wrote to standard error.
    pub said: Vec<u8>,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    /// By itself, with this code.
    Code(i32),
    /// By this signal.
    Signal(i32),
}

impl From<ExitStatus> for Exit {
    fn from(status: ExitStatus) -> Exit {
        // Without a code a signal ended it; only Unix knows of that.
        status.code().map_or_else(|| Exit::Signal(crate::sys::signal(status).unwrap_or(0)), Exit::Code)
    }
}

/// How a program should have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// With code 0.
    Success,
    /// By itself, with any other code.
    Failure,
}

/// One kind of wrong, with its facts. The names of the kinds are codes that scripts rely on ([`Fault::code`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Fault {
    /// It could not be started: no such file, not executable.
    CannotStart { because: String },
    /// It ended before it listened.
    ExitedEarly { exit: Exit },
    /// It runs, and does not listen.
    NotListening { address: String },
    /// It listens, on another port.
    WrongPort { address: String, actual: Vec<String> },
    /// It listens on the right port of another address.
    WrongAddress { address: String, actual: Vec<String> },
    /// It has the right port, in UDP where TCP was asked for, or the other way round.
    WrongProtocol { address: String, wanted: String, actual: String },
    /// It ended when it was still needed.
    Exited { exit: Exit },
    /// It ended in another way than it should.
    WrongExit { wanted: Wanted, exit: Exit },
    /// It should have ended.
    StillRunning { waited: Duration },
    /// It never called the peer.
    NotConnected { address: String },
    /// Its port refuses connections, though it had listened there.
    Refused { address: String },
    /// It closed the connection, and bytes are missing.
    ClosedEarly(Difference),
    /// It reset the connection.
    Reset(Difference),
    /// The rest of an answer never came.
    Short(Difference),
    /// Other bytes came.
    WrongBytes(Difference),
    /// More came than the answer.
    TooMuch(Difference),
    /// It did not close the connection.
    NotClosed,
    /// It does not take what is sent to it.
    NotReading { taken: usize, of: usize },
    /// No datagram came.
    NoAnswer { expected: Difference },
    /// The answer went to another client.
    WrongReceiver { expected: String, actual: String },
    /// The datagram came from another address.
    WrongSource { expected: String, actual: String },
    /// Its standard output lacks something.
    MissingOutput(Difference),
    /// Its standard output says something else.
    WrongOutput(Difference),
    /// Its standard output says more.
    ExtraOutput(Difference),
    /// It said nothing, neither on standard error nor on standard output.
    Silent,
    /// It was too slow.
    Late { limit: Duration, took: Option<Duration> },
    /// It works without having anything to do.
    Busy { cpu: Duration, wall: Duration },
    /// It held too much memory, in bytes.
    TooMuchMemory { limit: u64, peak: u64 },
    /// A file is there that must not be.
    StrayFile { name: String },
    /// Something that only this exercise knows of.
    Other { name: Cow<'static, str>, says: Text, expected: Option<Text>, actual: Option<Text> },
}

impl Fault {
    /// A kind of wrong of one exercise alone. The name is a code as those of the other kinds.
    #[must_use]
    pub fn other(name: &'static str, says: Text) -> Fault {
        Fault::Other { name: Cow::Borrowed(name), says, expected: None, actual: None }
    }

    /// The same, with what was expected and what came.
    #[must_use]
    pub fn but(self, wanted: impl Into<String>, came: impl Into<String>) -> Fault {
        let both = |words: String| Some(Text { en: Cow::Owned(words.clone()), zh: Cow::Owned(words) });
        match self {
            Fault::Other { name, says, .. } => {
                Fault::Other { name, says, expected: both(wanted.into()), actual: both(came.into()) }
            }
            known => known,
        }
    }

    /// The code that scripts see.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Fault::CannotStart { .. } => "cannot-start",
            Fault::ExitedEarly { .. } => "exited-early",
            Fault::NotListening { .. } => "not-listening",
            Fault::WrongPort { .. } => "wrong-port",
            Fault::WrongAddress { .. } => "wrong-address",
            Fault::WrongProtocol { .. } => "wrong-protocol",
            Fault::Exited { .. } => "exited",
            Fault::WrongExit { .. } => "wrong-exit",
            Fault::StillRunning { .. } => "still-running",
            Fault::NotConnected { .. } => "not-connected",
            Fault::Refused { .. } => "refused",
            Fault::ClosedEarly(_) => "closed-early",
            Fault::Reset(_) => "reset",
            Fault::Short(_) => "short",
            Fault::WrongBytes(_) => "wrong-bytes",
            Fault::TooMuch(_) => "too-much",
            Fault::NotClosed => "not-closed",
            Fault::NotReading { .. } => "not-reading",
            Fault::NoAnswer { .. } => "no-answer",
            Fault::WrongReceiver { .. } => "wrong-receiver",
            Fault::WrongSource { .. } => "wrong-source",
            Fault::MissingOutput(_) => "missing-output",
            Fault::WrongOutput(_) => "wrong-output",
            Fault::ExtraOutput(_) => "extra-output",
            Fault::Silent => "silent",
            Fault::Late { .. } => "late",
            Fault::Busy { .. } => "busy",
            Fault::TooMuchMemory { .. } => "too-much-memory",
            Fault::StrayFile { .. } => "stray-file",
            Fault::Other { name, .. } => name,
        }
    }

    /// Whether the program never got as far as to be tried: what else it would do wrong is not known.
    #[must_use]
    pub fn never_ready(&self) -> bool {
        matches!(
            self,
            Fault::CannotStart { .. }
                | Fault::ExitedEarly { .. }
                | Fault::NotListening { .. }
                | Fault::WrongPort { .. }
                | Fault::WrongAddress { .. }
                | Fault::WrongProtocol { .. }
                | Fault::NotConnected { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_keeps_what_it_is_when_its_cuts_are_told_and_an_obstacle_has_none() {
        let fault = Fault::NotReading { taken: 1, of: 5 };
        let Stop::Fault(finding) = Stop::from(fault.clone()).cut_as(&Chunking::cut(5, [2])) else { panic!("a fault") };
        assert_eq!((finding.fault, finding.chunks), (fault, Some(vec![2, 3])));
        let obstacle = Stop::Obstacle(Obstacle("no python3".to_owned()));
        assert_eq!(obstacle.clone().cut_as(&Chunking::whole(5)), obstacle);
    }
}
