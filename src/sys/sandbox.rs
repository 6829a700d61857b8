//! The sandbox of a program that nobody trusts: what it sees, what it may use, and its start in there.
//!
//! Programs in a sandbox are started from a fork of this process ([`fork_apart`]), which has a [`Launcher`] for them.

use std::{
    collections::BTreeMap,
    fs::FileType,
    io::{self, PipeReader, PipeWriter},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::{Spawned, system};

/// What a program sees and may use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sandbox {
    /// What it sees of the file system, beside a /tmp, a /dev and a /proc of its own.
    pub folders: Vec<Folder>,
    /// Its whole environment, but for what each start adds.
    pub environment: BTreeMap<String, String>,
    /// What it may use.
    pub limits: Limits,
    /// Whether the kernel is also told to refuse every access outside the folders (landlock(7)): a second wall.
    pub landlock: bool,
    /// Where each start makes a folder for what the program sees as /, /tmp and /dev/shm.
    pub rooms: PathBuf,
}

/// A file or a folder that is seen in a sandbox. A symbolic link is seen as the link that it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// Where it is seen: an absolute path.
    pub at: PathBuf,
    /// What is seen there: an absolute path outside.
    pub from: PathBuf,
    /// Whether it may be changed.
    pub writable: bool,
}

/// What a program in a sandbox may use (getrlimit(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Time on a processor, of each process. Rounded up to seconds.
    pub cpu: Duration,
    /// Virtual memory of each process, in bytes. All together may use as much as there may be processes times this.
    pub address_space: u64,
    /// Processes and threads at a time.
    pub processes: u64,
    /// Open files of each process.
    pub open_files: u64,
    /// The longest file that it may write, in bytes.
    pub file_size: u64,
}

/// The standard streams of a program.
#[derive(Debug)]
pub struct Streams {
    /// What it reads; nothing, if there is none.
    pub input: Option<PipeReader>,
    /// What it writes.
    pub output: PipeWriter,
    /// What it writes of errors.
    pub errors: PipeWriter,
}

/// Why a program was not started.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// There is no such program, or it is none.
    #[error("{0}")]
    Program(io::Error),
    /// There is no sandbox for it.
    #[error("make a sandbox: {0}")]
    Sandbox(io::Error),
}

impl Folder {
    /// What may be read there, as it stands outside.
    #[must_use]
    pub fn read(path: impl Into<PathBuf>) -> Folder {
        let at = path.into();
        Folder { from: at.clone(), at, writable: false }
    }

    /// What may be changed there, as it stands outside.
    #[must_use]
    pub fn write(path: impl Into<PathBuf>) -> Folder {
        Folder { writable: true, ..Folder::read(path) }
    }
}

/// Starts programs in a sandbox.
#[derive(Debug)]
pub struct Launcher(pub(super) system::Launcher);

impl Launcher {
    /// Starts the command in the sandbox, with these folders beside the sandbox's own. Of the command count its words, its
    /// folder and the variables that were set. It does not return before the program runs (execve(2)).
    ///
    /// # Errors
    /// [`NotStarted`]; everywhere but on Linux there is no sandbox.
    pub fn start(&self, command: &Command, folders: &[Folder], streams: Streams) -> Result<Spawned, NotStarted> {
        self.0.start(command, folders, streams).map(Spawned::in_sandbox)
    }
}

/// What a fork does: with a launcher, or with the reason why it has none.
pub(super) type Work<'a> = Box<dyn FnOnce(io::Result<Launcher>) -> Vec<u8> + 'a>;

/// The network of a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// A network namespace of its own: every port is free.
    Own,
    /// That of this process. The kernel makes and takes down a network in the time of some forks.
    Shared,
}

/// Forks this process, has the fork do this work in a user and a PID namespace of its own, as their first process
/// ([`become_first_process`](super::become_first_process)), and in this network, and waits for its answer, of so many bytes at
/// most. What it has started ends with it, a moment after the answer. This process must have a single thread.
///
/// # Errors
/// There is no answer by the deadline; [`io::ErrorKind::Interrupted`]: standard input has ended, and with it the parent.
/// Unsupported on macOS and Windows.
pub fn fork_apart(
    network: Network,
    sandbox: &Sandbox,
    most: usize,
    deadline: Instant,
    work: impl FnOnce(io::Result<Launcher>) -> Vec<u8>,
) -> io::Result<Vec<u8>> {
    system::fork_apart(network, sandbox, most, deadline, Box::new(work))
}

/// Moves this process into a network namespace, a PID namespace (as [`become_first_process`](super::become_first_process))
/// and a mount namespace of its own, and mounts an empty file system at `store` that takes so many bytes and so many files
/// (tmpfs(5)). Unless it is root it moves into a user namespace first. Call it first: the process must have a single thread.
///
/// # Errors
/// The host refuses; then the process may be half moved: end it. Unsupported on macOS and Windows.
pub fn seclude(store: &Path, bytes: u64, files: u64) -> io::Result<()> {
    system::seclude(store, bytes, files)
}

/// Shows a folder at another place too (mount(2), `MS_BIND`): for what [`give_up_root`] would put out of reach.
///
/// # Errors
/// Those of mount(2); unsupported on macOS and Windows.
pub fn show_also(folder: &Path, at: &Path) -> io::Result<()> {
    system::show_also(folder, at)
}

/// Gives a file to whom [`give_up_root`] makes of this process; nothing happens if that is who it is already, as on
/// macOS and Windows.
///
/// # Errors
/// Those of lchown(2).
pub fn give_away(path: &Path) -> io::Result<()> {
    system::give_away(path)
}

/// From root, makes of this process the user whom no file belongs to (65534, nobody), for good. Root's files and settings
/// are the host's, in a namespace too (`user_namespaces(7)`). Anybody else stays who they are.
///
/// # Errors
/// Those of setresuid(2); unsupported on macOS and Windows.
pub fn give_up_root() -> io::Result<()> {
    system::give_up_root()
}

/// Makes a symbolic link (symlink(2)).
///
/// # Errors
/// Those of symlink(2); unsupported on Windows, which has two kinds of them.
pub fn make_link(target: &Path, link: &Path) -> io::Result<()> {
    system::make_link(target, link)
}

/// Whether it is a named pipe (fifo(7)); never on Windows, where none are files.
#[must_use]
pub fn is_fifo(kind: FileType) -> bool {
    system::is_fifo(kind)
}

/// This program, in a way that works for its children wherever its file is and whoever may walk there
/// (`proc_pid_exe(5)`). On macOS and Windows by its path.
///
/// # Errors
/// Its path is not known.
pub fn this_program() -> io::Result<PathBuf> {
    system::this_program()
}

/// The version of landlock(7) that the kernel has.
///
/// # Errors
/// It has none, or it is turned off; unsupported on macOS and Windows.
pub fn landlock_version() -> io::Result<u32> {
    system::landlock_version()
}
