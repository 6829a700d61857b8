//! A program's start in a sandbox, by the hakoniwa crate.
//!
//! Four processes take part. The *starter* (a judge) starts the *wrapper*, which is this program again and stands for the
//! student's program: it ends as that ends. hakoniwa forks the *container* from it, which makes the namespaces and mounts, and
//! from that the *first process* of the new PID namespace. hakoniwa would have the student's program be that; but a first
//! process ignores every signal that it does not handle (`pid_namespaces(7)`), so that a program that would die of SIGPIPE lives
//! on. So the first process is ours: it starts the student's program, and reaps.
//!
//! The starter and the first process speak over a UNIX socket, which is the standard input of all processes in between;
//! over it go the program's own streams, since hakoniwa closes every other file.
#![expect(unsafe_code, reason = "hakoniwa forks; getuid, signal and kill have no safe form in std")]

use std::{
    ffi::OsString,
    fs,
    io::{self, Read},
    os::{
        fd::{AsFd, OwnedFd},
        unix::process::ExitStatusExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use socket2::{Domain, Socket, Type};
use tempfile::TempDir;

use super::{
    Folder, NotStarted, Sandbox, Streams,
    linux_container::container,
    linux_first_process::first_process,
    linux_handover::{receive, send},
    sandbox::ENTER,
    system::in_own_group,
};

/// This program, wherever it is and whoever may walk there (`proc_pid_exe(5)`).
const THIS: &str = "/proc/self/exe";

#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
pub(super) fn this_program() -> io::Result<PathBuf> {
    Ok(THIS.into())
}

/// How long a program's start may take: processes and mounts of a busy machine.
const START: Duration = Duration::from_secs(20);

/// What the starter asks for.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) sandbox: Sandbox,
    pub(super) words: Vec<OsString>,
    pub(super) folder: PathBuf,
    pub(super) environment: Vec<(OsString, OsString)>,
    pub(super) folders: Vec<Folder>,
    /// An empty folder of our own, with `root`, `tmp` and `shm` in it.
    pub(super) rooms: PathBuf,
}

/// What it is answered.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    Started,
    /// What execve said: an errno.
    NotStarted(i32),
    NoSandbox(String),
}

// ---- the starter

pub(super) fn start_in_sandbox(
    sandbox: &Sandbox,
    command: &Command,
    folders: &[Folder],
    streams: Streams,
) -> Result<(Child, TempDir), NotStarted> {
    let rooms = prepared(&sandbox.rooms).map_err(NotStarted::Sandbox)?;
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let set = command.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    let request = Request {
        sandbox: sandbox.clone(),
        words: words.map(OsString::from).collect(),
        folder: command.get_current_dir().unwrap_or(Path::new("/")).to_owned(),
        environment: set.collect(),
        folders: folders.to_vec(),
        rooms: rooms.path().to_owned(),
    };
    let (control, mut wrapper) = wrapper().map_err(NotStarted::Sandbox)?;
    let answer = ask(&control, &request, streams);
    let refused = match answer {
        Ok(Answer::Started) => return Ok((wrapper, rooms)),
        Ok(Answer::NotStarted(errno)) => NotStarted::Program(io::Error::from_raw_os_error(errno)),
        Ok(Answer::NoSandbox(why)) => NotStarted::Sandbox(io::Error::other(why)),
        Err(error) => NotStarted::Sandbox(error),
    };
    // It may have ended by itself; the error that counts is the one above.
    let _ = wrapper.kill();
    let _ = wrapper.wait();
    Err(refused)
}

fn prepared(rooms: &Path) -> io::Result<TempDir> {
    let rooms = tempfile::Builder::new().prefix("sandbox-").tempdir_in(rooms)?;
    for room in ["root", "tmp", "shm"] {
        fs::create_dir(rooms.path().join(room))?;
    }
    Ok(rooms)
}

fn wrapper() -> io::Result<(Socket, Child)> {
    let (control, theirs) = Socket::pair(Domain::UNIX, Type::SEQPACKET, None)?;
    let mut command = Command::new(THIS);
    command.args([ENTER, "-"]).env_clear().stdin(Stdio::from(OwnedFd::from(theirs))).stdout(Stdio::null());
    in_own_group(&mut command);
    Ok((control, command.spawn()?))
}

fn ask(control: &Socket, request: &Request, streams: Streams) -> io::Result<Answer> {
    control.set_read_timeout(Some(START))?;
    send(control, &serde_json::to_vec(request)?, &[])?;
    let mut files = vec![streams.output.as_fd(), streams.errors.as_fd()];
    files.extend(streams.input.as_ref().map(AsFd::as_fd));
    send(control, b"streams", &files)?;
    // What the program has, nobody else may have, or the end of a stream would never come.
    drop(streams);
    Ok(message(control)?.0)
}

fn message<T: DeserializeOwned>(socket: &Socket) -> io::Result<(T, Vec<OwnedFd>)> {
    let (bytes, files) = receive(socket)?;
    if bytes.is_empty() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the other end is gone"));
    }
    Ok((serde_json::from_slice(&bytes)?, files))
}

// ---- the wrapper

pub(super) fn enter_sandbox() -> io::Result<()> {
    let control = standard_input()?;
    let (request, _): (Request, _) = message(&control)?;
    match run(request) {
        Ok(status) => end_as(status),
        Err(error) => {
            let answer = Answer::NoSandbox(error.to_string());
            send(&control, &serde_json::to_vec(&answer)?, &[])
        }
    }
}

/// The socket to the starter.
pub(super) fn standard_input() -> io::Result<Socket> {
    Ok(Socket::from(io::stdin().as_fd().try_clone_to_owned()?))
}

/// Runs the program to its end.
fn run(request: Request) -> io::Result<ExitStatus> {
    // SAFETY: getuid has no preconditions.
    if unsafe { libc::getuid() } == 0 {
        return Err(io::Error::other("a student's program does not run as root"));
    }
    let container = container(&request)?;
    let folder = request.folder.clone();
    // SAFETY: this process has a single thread, so the closure may do in the forked process whatever this one could.
    let mut command = unsafe { container.command_from_closure(move || first_process(&request)) };
    command.current_dir(folder).stdin(hakoniwa::Stdio::inherit());
    command.stdout(hakoniwa::Stdio::piped()).stderr(hakoniwa::Stdio::piped());
    let mut child = command.spawn().map_err(io::Error::other)?;
    let (mut said, mut status) = (String::new(), Vec::new());
    let streams = child.stdout.take().zip(child.stderr.take());
    let (mut out, mut err) = streams.ok_or_else(|| io::Error::other("a container without its pipes"))?;
    out.read_to_end(&mut status)?;
    if let Some(status) = status.first_chunk() {
        // The container takes its mounts down, which takes the kernel longer than the start of a program did. Who waits for
        // the program need not wait for that.
        return Ok(ExitStatus::from_raw(i32::from_ne_bytes(*status)));
    }
    err.read_to_string(&mut said)?;
    let ended = child.wait().map_err(io::Error::other)?;
    if ended.code == 128 + libc::SIGKILL {
        // Nobody is left who could have said it: the kernel has killed them all (`oom_kill_process`).
        return Ok(ExitStatus::from_raw(libc::SIGKILL));
    }
    Err(io::Error::other(format!("{} {}", ended.reason, said.trim())))
}

/// Ends this process as the program ended.
fn end_as(status: ExitStatus) -> ! {
    if let Some(signal) = status.signal() {
        // SAFETY: each call takes numbers only. The signal's default, which has just ended another process, ends this one;
        // the standard library has set SIGPIPE aside.
        unsafe {
            libc::signal(signal, libc::SIG_DFL);
            libc::kill(libc::getpid(), signal);
        }
    }
    // SAFETY: _exit has no preconditions, and nothing is left to be flushed.
    unsafe { libc::_exit(status.code().unwrap_or(128 + status.signal().unwrap_or(0))) }
}
