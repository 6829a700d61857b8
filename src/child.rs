//! This program again, as a child that does one thing and answers with one document.
//!
//! A hidden command of one argument, a request as JSON, starts it ([`ask`]); it is looked for before the command line is
//! parsed, while the process has a single thread and can still move into namespaces of its own. The child holds the reading
//! end of a pipe as its standard input: when that ends, its parent is gone. A child that keeps its single thread has
//! children in turn by [`fork`], which loads and links nothing.

use std::{
    ffi::OsString,
    io::{self, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::sys::{self, Launcher, Network, Sandbox};

/// The largest answer that a parent reads: far above the largest trace.
const MAX_ANSWER: usize = 64 << 20;

/// How soon a cancelled wait ends.
const LOOK: Duration = Duration::from_millis(20);

/// Lets another thread end what is going on.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Ends it, as soon as it looks.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How a child was left, and what it wrote to standard output.
#[derive(Debug)]
pub struct Answer {
    /// What it wrote.
    pub bytes: Vec<u8>,
    /// How it ended, in words.
    pub status: String,
}

/// Starts `program` with the hidden `command`, and waits for what it answers.
///
/// # Errors
/// It cannot be started, or gives no answer in time; [`io::ErrorKind::Interrupted`] if the wait was cancelled. Then it is
/// killed.
pub fn ask(
    program: &Path,
    command: &str,
    request: &impl Serialize,
    deadline: Duration,
    cancel: &Cancel,
) -> io::Result<Answer> {
    let request = serde_json::to_string(request).map_err(io::Error::other)?;
    let mut child =
        Command::new(program).args([command, &request]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let answer = read_answer(&mut child, deadline, cancel);
    if answer.is_err() {
        // It may have ended already; the error that counts is the answer's.
        let _ = child.kill();
    }
    let status = child.wait()?.to_string();
    Ok(Answer { bytes: answer?, status })
}

fn read_answer(child: &mut Child, deadline: Duration, cancel: &Cancel) -> io::Result<Vec<u8>> {
    let Some(stdout) = child.stdout.take() else { return Err(io::Error::other("no pipe to the child")) };
    let (done, answer) = mpsc::channel();
    let read = move || {
        let mut bytes = Vec::new();
        let outcome = stdout.take(MAX_ANSWER as u64).read_to_end(&mut bytes).map(|_| bytes);
        // After the deadline nobody listens any more.
        let _ = done.send(outcome);
    };
    thread::Builder::new().name("child".to_owned()).spawn(read)?;
    let began = Instant::now();
    loop {
        match answer.recv_timeout(LOOK) {
            Ok(answer) => return answer,
            Err(_) if cancel.is_cancelled() => return Err(io::Error::new(io::ErrorKind::Interrupted, "cancelled")),
            Err(_) if began.elapsed() > deadline => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, format!("none in {deadline:?}")));
            }
            Err(_) => {}
        }
    }
}

/// From now on, ends this process and all that it has started when its parent lets go of the pipe between them. For a child
/// that [`ask`] has started, before it starts anything itself.
///
/// # Errors
/// No thread can be started.
pub fn end_with_the_parent() -> io::Result<()> {
    let watch = || {
        let mut byte = [0];
        // The parent writes nothing: whatever ends the read, it is gone.
        let _ = io::stdin().read(&mut byte);
        // A first process ends its namespace; elsewhere what was started has to be found.
        let _ = sys::kill_children();
        end_alone()
    };
    thread::Builder::new().name("parent's end".to_owned()).spawn(watch).map(drop)
}

#[expect(clippy::exit, clippy::disallowed_methods, reason = "nobody is left whom this process could answer")]
fn end_alone() -> ! {
    std::process::exit(70)
}

/// Has a fork of this process do this work, as [`sys::fork_apart`] says it, and waits for what it returns. The work gets a
/// launcher of programs in the sandbox, or the reason why there is none. When this process's own parent is gone, it ends.
///
/// # Errors
/// There is no answer in time.
pub fn fork<T: Serialize + DeserializeOwned>(
    network: Network,
    sandbox: &Sandbox,
    deadline: Duration,
    work: impl FnOnce(io::Result<Launcher>) -> T,
) -> io::Result<T> {
    // An answer that is no JSON is none.
    let answer = |launcher| serde_json::to_vec(&work(launcher)).unwrap_or_default();
    match sys::fork_apart(network, sandbox, MAX_ANSWER, Instant::now() + deadline, answer) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => end_alone(),
        answer => {
            let answer = answer?;
            serde_json::from_slice(&answer)
                .map_err(|error| io::Error::other(format!("{} bytes: {error}", answer.len())))
        }
    }
}

/// The request among a program's arguments, if it was started with this hidden command.
#[must_use]
pub fn request<'a>(words: &'a [OsString], command: &str) -> Option<&'a str> {
    match words {
        [_, word, request] if word == command => request.to_str(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_found_only_as_the_one_argument_of_the_hidden_command() {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let found = |given: &[&str]| request(&words(given), "play").map(str::to_owned);
        assert_eq!(found(&["socklab", "play", "{}"]), Some("{}".to_owned()));
        assert_eq!(found(&["socklab", "play"]), None);
        assert_eq!(found(&["socklab", "run", "play"]), None);
    }

    #[test]
    fn a_cancelled_wait_ends_at_once_and_kills_the_child() {
        let cancel = Cancel::default();
        cancel.cancel();
        // cat reads its standard input, which nobody ends, for as long as it lives.
        let error = ask(Path::new("/bin/cat"), "-", &"", Duration::from_secs(60), &cancel).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Interrupted);
    }
}
