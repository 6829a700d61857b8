//! A program's start in a sandbox, by the hakoniwa crate.
//!
//! Four processes take part. The *starter* (a judge) asks its launcher (`linux_fork.rs`) for a *wrapper*, which heads the
//! process group of all that follow. hakoniwa forks the *container* from it, which makes the namespaces and mounts, and from
//! that the *first process* of the new PID namespace. hakoniwa would have the student's program be that; but a first process
//! ignores every signal that it does not handle (`pid_namespaces(7)`), so that a program that would die of SIGPIPE lives on.
//! So the first process is ours: it starts the student's program, reaps, and tells how it ended.
//!
//! The starter and the others speak over a UNIX socket, which is their standard input; over it go the program's own streams,
//! since hakoniwa closes every other file.
#![expect(unsafe_code, reason = "hakoniwa forks; getuid, setpgid and dup2 have no safe form in std")]

use std::{
    ffi::OsString,
    fs,
    io::{self, Read},
    os::{
        fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd},
        unix::process::ExitStatusExt,
    },
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
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
    linux_process::set_parent_death_signal,
    process::GroupSignal,
    system::{failed, signal_group_of},
};

#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
pub(super) fn this_program() -> io::Result<PathBuf> {
    Ok("/proc/self/exe".into())
}

/// How long a program's start may take: processes and mounts of a busy machine.
const START: Duration = Duration::from_secs(20);

/// What the starter asks for.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) words: Vec<OsString>,
    pub(super) folder: PathBuf,
    pub(super) environment: Vec<(OsString, OsString)>,
    pub(super) folders: Vec<Folder>,
    /// An empty folder of our own, with `root`, `tmp` and `shm` in it.
    pub(super) rooms: PathBuf,
}

/// What it is told, in this order.
#[derive(Serialize, Deserialize)]
pub(super) enum Told {
    /// By the wrapper: the number of its process group.
    Group(u32),
    /// By the wrapper: there is no sandbox.
    NoSandbox(String),
    /// By the first process: what execve said, an errno.
    NotStarted(i32),
    Started,
    /// How the program ended, as waitpid(2) says it.
    Ended(i32),
}

// ---- the starter

#[derive(Debug)]
pub(super) struct Launcher {
    /// To the process that forks for this one.
    asks: Socket,
    rooms: PathBuf,
}

impl Launcher {
    /// For the sandbox that the process at the other end makes.
    pub(super) fn new(asks: Socket, sandbox: &Sandbox) -> Launcher {
        Launcher { asks, rooms: sandbox.rooms.clone() }
    }

    pub(super) fn start(
        &self,
        command: &Command,
        folders: &[Folder],
        streams: Streams,
    ) -> Result<Sandboxed, NotStarted> {
        let rooms = prepared(&self.rooms).map_err(NotStarted::Sandbox)?;
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let set = command.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
        let request = Request {
            words: words.map(OsString::from).collect(),
            folder: command.get_current_dir().unwrap_or(Path::new("/")).to_owned(),
            environment: set.collect(),
            folders: folders.to_vec(),
            rooms: rooms.path().to_owned(),
        };
        let control = wrapper_of(&self.asks).map_err(NotStarted::Sandbox)?;
        let group = group(&control).map_err(NotStarted::Sandbox)?;
        let sandboxed = Sandboxed { control, group, _rooms: rooms };
        let refused = match ask(&sandboxed.control, &request, streams) {
            Ok(Told::Started) => return Ok(sandboxed),
            Ok(Told::NotStarted(errno)) => NotStarted::Program(io::Error::from_raw_os_error(errno)),
            Ok(Told::NoSandbox(why)) => NotStarted::Sandbox(io::Error::other(why)),
            Ok(_) => NotStarted::Sandbox(io::Error::other("the wrapper said what it was not asked")),
            Err(error) => NotStarted::Sandbox(error),
        };
        // They may have ended by themselves; the error that counts is the one above.
        let _ = sandboxed.signal(GroupSignal::Kill);
        Err(refused)
    }
}

/// A program that was started in a sandbox.
#[derive(Debug)]
pub(super) struct Sandboxed {
    /// Tells how it ended, and ends with it.
    control: Socket,
    group: u32,
    /// What its sandbox was made in: gone when nobody looks after it any more.
    _rooms: TempDir,
}

impl Sandboxed {
    /// The number of its process group.
    pub(super) fn group(&self) -> u32 {
        self.group
    }

    pub(super) fn ended(&self) -> io::Result<Option<ExitStatus>> {
        match message(&self.control) {
            Ok((Told::Ended(status), _)) => Ok(Some(ExitStatus::from_raw(status))),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            // Nobody is left who could have said it: all were killed, by the starter or by the kernel (`oom_kill_process`).
            Ok(_) => Ok(Some(ExitStatus::from_raw(libc::SIGKILL))),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Some(ExitStatus::from_raw(libc::SIGKILL))),
            Err(error) => Err(error),
        }
    }

    pub(super) fn signal(&self, signal: GroupSignal) -> io::Result<()> {
        signal_group_of(libc::pid_t::try_from(self.group).map_err(io::Error::other)?, signal)
    }
}

fn prepared(rooms: &Path) -> io::Result<TempDir> {
    let rooms = tempfile::Builder::new().prefix("sandbox-").tempdir_in(rooms)?;
    for room in ["root", "tmp", "shm"] {
        fs::create_dir(rooms.path().join(room))?;
    }
    Ok(rooms)
}

/// A socket to a new wrapper.
fn wrapper_of(launcher: &Socket) -> io::Result<Socket> {
    let (control, theirs) = Socket::pair(Domain::UNIX, Type::SEQPACKET, None)?;
    control.set_read_timeout(Some(START))?;
    send(launcher, b"a wrapper", &[theirs.as_fd()])?;
    Ok(control)
}

fn group(control: &Socket) -> io::Result<u32> {
    match message(control)? {
        (Told::Group(group), _) => Ok(group),
        _ => Err(io::Error::other("the wrapper did not say its number")),
    }
}

fn ask(control: &Socket, request: &Request, streams: Streams) -> io::Result<Told> {
    send(control, &serde_json::to_vec(request)?, &[])?;
    let mut files = vec![streams.output.as_fd(), streams.errors.as_fd()];
    files.extend(streams.input.as_ref().map(AsFd::as_fd));
    send(control, b"streams", &files)?;
    // What the program has, nobody else may have, or the end of a stream would never come.
    drop(streams);
    let told = message(control)?.0;
    // From now on it is looked at, and not waited for.
    control.set_nonblocking(true)?;
    Ok(told)
}

fn message<T: DeserializeOwned>(socket: &Socket) -> io::Result<(T, Vec<OwnedFd>)> {
    let (bytes, files) = receive(socket)?;
    if bytes.is_empty() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the other end is gone"));
    }
    Ok((serde_json::from_slice(&bytes)?, files))
}

// ---- the wrapper

/// Makes the sandbox, has the program run in it, and ends with it. The process has a single thread.
pub(super) fn wrapper(sandbox: &Sandbox, control: &Socket) -> io::Result<()> {
    // SAFETY: setpgid takes two numbers.
    if unsafe { libc::setpgid(0, 0) } != 0 {
        return Err(failed("head a process group", &io::Error::last_os_error()));
    }
    set_parent_death_signal()?;
    become_stream(control.as_fd(), libc::STDIN_FILENO)?;
    tell(control, &Told::Group(std::process::id()))?;
    run(sandbox, message(control)?.0).or_else(|error| tell(control, &Told::NoSandbox(error.to_string())))
}

/// Puts a file in the place of a standard stream.
pub(super) fn become_stream(file: BorrowedFd<'_>, stream: libc::c_int) -> io::Result<()> {
    // SAFETY: dup2 takes two numbers; nobody owns a standard stream.
    if unsafe { libc::dup2(file.as_raw_fd(), stream) } == -1 {
        return Err(failed("replace a standard stream", &io::Error::last_os_error()));
    }
    Ok(())
}

pub(super) fn tell(control: &Socket, told: &Told) -> io::Result<()> {
    send(control, &serde_json::to_vec(told)?, &[])
}

/// Runs the program to its end.
fn run(sandbox: &Sandbox, request: Request) -> io::Result<()> {
    // SAFETY: getuid has no preconditions.
    if unsafe { libc::getuid() } == 0 {
        return Err(io::Error::other("a student's program does not run as root"));
    }
    let container = container(sandbox, &request)?;
    let (folder, sandbox) = (request.folder.clone(), sandbox.clone());
    // SAFETY: this process has a single thread, so the closure may do in the forked process whatever this one could.
    let mut command = unsafe { container.command_from_closure(move || first_process(&sandbox, &request)) };
    command.current_dir(folder).stdin(hakoniwa::Stdio::inherit());
    command.stdout(hakoniwa::Stdio::inherit()).stderr(hakoniwa::Stdio::piped());
    let mut child = command.spawn().map_err(io::Error::other)?;
    let mut said = String::new();
    let mut err = child.stderr.take().ok_or_else(|| io::Error::other("a container without its pipe"))?;
    err.read_to_string(&mut said)?;
    let ended = child.wait().map_err(io::Error::other)?;
    if ended.success() { Ok(()) } else { Err(io::Error::other(format!("{} {}", ended.reason, said.trim()))) }
}
