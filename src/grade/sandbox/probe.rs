//! Whether this host allows a sandbox: one is made, just as for a submission, and a program is started in it.

use std::{
    fmt,
    io::{self, Read, Write},
    path::Path,
    process::Command,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{Allowance, prepare};
use crate::{
    child::{self, Cancel},
    sys::{self, Launcher, Network, Streams},
};

/// The hidden command by which the program probes its host.
pub const COMMAND: &str = "probe-sandbox";

const DEADLINE: Duration = Duration::from_secs(30);

/// What a host offers for a sandbox, beside the sandbox itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    /// The version of landlock(7), if the kernel has it: a second wall around a program's files.
    pub landlock: Option<u32>,
}

/// What a host did not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{step}: {because}")]
pub struct Refused {
    /// Where it stopped.
    pub step: Step,
    /// What the system said.
    pub because: String,
}

/// The steps to a program in a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// To ask a child.
    Ask,
    /// A worker's namespaces and file system.
    Worker,
    /// A judge's namespaces inside a worker's.
    Judge,
    /// The sandbox inside a judge's namespaces, and a program in it.
    Program,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Ask => "ask what this host allows",
            Step::Worker => "move a worker apart",
            Step::Judge => "move a judge apart",
            Step::Program => "start a program",
        })
    }
}

impl Step {
    fn refused(self) -> impl FnOnce(io::Error) -> Refused {
        move |error| Refused { step: self, because: error.to_string() }
    }
}

/// What this host offers, as this `socklab` program finds out.
///
/// # Errors
/// It allows no sandbox.
pub fn probe(socklab: &Path) -> Result<Offers, Refused> {
    let answer = child::ask(socklab, COMMAND, &(), DEADLINE, &Cancel::default()).map_err(Step::Ask.refused())?;
    let none = |error: serde_json::Error| Refused { step: Step::Ask, because: format!("{}: {error}", answer.status) };
    serde_json::from_slice::<Result<Offers, Refused>>(&answer.bytes).map_err(none)?
}

/// The child's side.
///
/// # Errors
/// Nobody reads the answer.
pub fn reply() -> io::Result<()> {
    let answer = tried();
    let mut out = io::stdout().lock();
    out.write_all(&serde_json::to_vec(&answer)?)?;
    out.flush()
}

fn tried() -> Result<Offers, Refused> {
    let allowance = Allowance::usual();
    prepare(&allowance).and_then(|()| sys::give_up_root()).map_err(Step::Worker.refused())?;
    let tried = child::fork(Network::Own, &allowance.sandbox(allowance.program), DEADLINE, |launcher| {
        let launcher = launcher.map_err(Step::Judge.refused())?;
        started(&launcher).map_err(Step::Program.refused())
    });
    tried.map_err(Step::Judge.refused())??;
    Ok(Offers { landlock: sys::landlock_version().ok() })
}

/// A shell that says a word: it was found, it ran, and its streams are ours.
fn started(launcher: &Launcher) -> io::Result<()> {
    let (mut out, output) = io::pipe()?;
    let (_, errors) = io::pipe()?;
    let mut command = Command::new("sh");
    command.args(["-c", "echo here"]).current_dir(super::SUBMISSION);
    let streams = Streams { input: None, output, errors };
    let _running = launcher.start(&command, &[], streams).map_err(io::Error::other)?;
    let mut said = String::new();
    out.read_to_string(&mut said)?;
    if said == "here\n" { Ok(()) } else { Err(io::Error::other(format!("a shell said {said:?}"))) }
}
