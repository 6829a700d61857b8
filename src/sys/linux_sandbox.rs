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
#![expect(unsafe_code, reason = "hakoniwa forks; waitpid, kill and prctl have no safe form in std")]

use std::{
    ffi::OsString,
    fs,
    io::{self, Read, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::process::ExitStatusExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use hakoniwa::{Container, Namespace, Rlimit, Runctl, landlock};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use socket2::{Domain, Socket, Type};
use tempfile::TempDir;

use super::{
    Folder, Limits, NotStarted, Sandbox, Streams,
    linux_handover::{receive, send},
    sandbox::ENTER,
    system::{failed, in_own_group},
};

/// This program, wherever it is and whoever may walk there (`proc_pid_exe(5)`).
const THIS: &str = "/proc/self/exe";

#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
pub(super) fn this_program() -> io::Result<PathBuf> {
    Ok(THIS.into())
}

/// How long a program's start may take: processes and mounts of a busy machine.
const START: Duration = Duration::from_secs(20);

/// Who a program is in its sandbox. Not root: an execve of anybody else gives up what a new user namespace grants.
const USER: u32 = 1000;

/// How the processes between the starter and the program count against its limit.
const OURS: u64 = 2;

/// The least that a PID namespace can be limited to (`RESERVED_PIDS`, linux/threads.h).
const LEAST_PROCESSES: u64 = 301;

/// Who is known in there.
const FILES: [(&str, &str); 4] = [
    ("/etc/passwd", "root:x:0:0:root:/:/usr/sbin/nologin\nstudent:x:1000:1000:student:/tmp:/bin/sh\n"),
    ("/etc/group", "root:x:0:\nstudent:x:1000:\n"),
    ("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"),
    ("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n"),
];

const DEVICES: [&str; 5] = ["null", "zero", "full", "random", "urandom"];

/// What the starter asks for.
#[derive(Serialize, Deserialize)]
struct Request {
    sandbox: Sandbox,
    words: Vec<OsString>,
    folder: PathBuf,
    environment: Vec<(OsString, OsString)>,
    folders: Vec<Folder>,
    /// An empty folder of our own, with `root`, `tmp` and `shm` in it.
    rooms: PathBuf,
}

/// What it is answered.
#[derive(Serialize, Deserialize)]
enum Answer {
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

fn standard_input() -> io::Result<Socket> {
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

fn container(request: &Request) -> io::Result<Container> {
    let mut container = Container::new();
    container.unshare(Namespace::Ipc).unshare(Namespace::Uts).hostname("sandbox");
    container.uidmap(USER).gidmap(USER);
    container.rootdir(request.rooms.join("root"));
    // In a nested user namespace a mount keeps the flags of the one that it shows.
    container.runctl(Runctl::MountFallback);
    for (path, text) in FILES {
        container.file(path, text);
    }
    for device in DEVICES.map(|device| format!("/dev/{device}")) {
        container.bindmount_rw(&device, &device);
    }
    for (link, to) in [("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")] {
        container.symlink(&format!("/proc/self/fd{to}"), &format!("/dev/{link}"));
    }
    let own = [("tmp", "/tmp"), ("shm", "/dev/shm")];
    let own = own.map(|(room, at)| Folder { at: at.into(), from: request.rooms.join(room), writable: true });
    let folders: Vec<&Folder> = own.iter().chain(&request.sandbox.folders).chain(&request.folders).collect();
    for folder in &folders {
        show(folder, &mut container)?;
    }
    if request.sandbox.landlock {
        container.landlock_ruleset(rules(&folders)?);
    }
    limit(&request.sandbox.limits, &mut container);
    Ok(container)
}

fn show(folder: &Folder, container: &mut Container) -> io::Result<()> {
    let (at, from) = (text(&folder.at)?, text(&folder.from)?);
    if folder.from.is_symlink() {
        container.symlink(text(&fs::read_link(&folder.from)?)?, at);
    } else if folder.writable {
        container.bindmount_rw(from, at);
    } else {
        container.bindmount_ro(from, at);
    }
    Ok(())
}

fn rules(folders: &[&Folder]) -> io::Result<landlock::Ruleset> {
    let mut rules = landlock::Ruleset::default();
    rules.restrict(landlock::Resource::FS, landlock::CompatMode::Enforce);
    let (read, write, execute) = (landlock::FsAccess::R, landlock::FsAccess::W, landlock::FsAccess::X);
    for own in ["/dev", "/proc"] {
        rules.allow_path(own, read | write);
    }
    rules.allow_path("/etc", read);
    for folder in folders.iter().filter(|folder| !folder.from.is_symlink()) {
        let access = if folder.writable { read | write | execute } else { read | execute };
        rules.allow_path(text(&folder.at)?, access);
    }
    Ok(rules)
}

fn limit(limits: &Limits, container: &mut Container) {
    let seconds = limits.cpu.as_secs() + u64::from(limits.cpu.subsec_nanos() > 0);
    let processes = limits.processes + OURS;
    let all = [
        (Rlimit::Cpu, seconds),
        (Rlimit::As, limits.address_space),
        (Rlimit::Nproc, processes),
        (Rlimit::Nofile, limits.open_files),
        (Rlimit::Fsize, limits.file_size),
        (Rlimit::Core, 0),
    ];
    for (resource, most) in all {
        container.setrlimit(resource, most, most);
    }
}

fn text(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| io::Error::other(format!("show {}: the path is not UTF-8", path.display())))
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

// ---- the first process

/// Starts the program, and writes to standard output how it ended. What is returned is for hakoniwa.
fn first_process(request: &Request) -> i32 {
    limit_namespace(request.sandbox.limits.processes);
    forget_keys();
    let ended = conceal()
        .and_then(|()| forbid_namespaces())
        .and_then(|()| program(request))
        .and_then(|ended| ended.map_or(Ok(()), |status| io::stdout().write_all(&status.into_raw().to_ne_bytes())));
    match ended.and_then(|()| io::stdout().flush()) {
        Ok(()) => 0,
        Err(error) => {
            // The wrapper reads it; if it cannot be written, hakoniwa's own words have to do.
            let _ = writeln!(io::stderr(), "{error}");
            1
        }
    }
}

/// Lets the student's program not look into this process: its memory, its environment, its files, what it is
/// (`ptrace_may_access`, ptrace(2)). Who wants to look into a process that is not dumpable needs a capability in the user
/// namespace in which that was started by execve, and this was started outside of the sandbox.
fn conceal() -> io::Result<()> {
    // SAFETY: this option takes a number.
    let done = unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0) };
    if done == 0 { Ok(()) } else { Err(failed("hide the first process", &io::Error::last_os_error())) }
}

/// Limits the processes and threads of this PID namespace (`proc_sys_kernel(5)`, `pid_max`; a namespace has its own since
/// Linux 6.14). The limit of the user, `RLIMIT_NPROC`, counts by user namespace since Linux 5.14, and stands alone before 6.14.
fn limit_namespace(processes: u64) {
    // Where the kernel has no such limit of the namespace's own, the setting belongs to the host, and is refused.
    let _ = fs::write("/proc/sys/kernel/pid_max", (processes + OURS).max(LEAST_PROCESSES).to_string());
}

/// Leaves the instructor's session keyring, which may hold tickets and passwords, for an empty one (`session-keyring(7)`).
fn forget_keys() {
    const JOIN_SESSION_KEYRING: libc::c_int = 1; // KEYCTL_JOIN_SESSION_KEYRING (linux/keyctl.h)
    // SAFETY: without a name the call takes no pointer. Where it is refused to this process, or the kernel has no keys, it is
    // so for the program too.
    unsafe { libc::syscall(libc::SYS_keyctl, JOIN_SESSION_KEYRING, std::ptr::null::<libc::c_char>()) };
}

/// Lets nobody in this user namespace make another, and so none of the other kinds either (namespaces(7)): what needs a
/// capability stays out of reach.
fn forbid_namespaces() -> io::Result<()> {
    const SETTING: &str = "/proc/sys/user/max_user_namespaces";
    fs::write(SETTING, "0").map_err(|error| failed(&format!("write 0 to {SETTING}"), &error))
}

/// Runs the program to its end; `None` if it was not started, and the starter knows why.
fn program(request: &Request) -> io::Result<Option<ExitStatus>> {
    let control = standard_input()?;
    let (_, files) = receive(&control)?;
    let mut files = files.into_iter().map(Stdio::from);
    let streams = files.next().zip(files.next());
    let (output, errors) = streams.ok_or_else(|| io::Error::other("no streams for the program"))?;
    let (name, arguments) = request.words.split_first().ok_or_else(|| io::Error::other("no program is named"))?;
    let mut command = Command::new(name);
    command.args(arguments).env_clear().envs(&request.sandbox.environment);
    command.envs(request.environment.iter().map(|(name, value)| (name, value)));
    command.stdin(files.next().unwrap_or_else(Stdio::null)).stdout(output).stderr(errors);
    let started = command.spawn();
    // It holds the program's streams.
    drop(command);
    let answer = match &started {
        Ok(_) => Answer::Started,
        Err(error) => Answer::NotStarted(error.raw_os_error().unwrap_or(libc::ENOENT)),
    };
    // The starter may have given up.
    let _ = send(&control, &serde_json::to_vec(&answer)?, &[]);
    started.ok().map(|child| reap_until(child.id())).transpose()
}

/// Reaps whatever ends in this namespace, until that one ends. The kernel kills the others when this process ends.
fn reap_until(program: u32) -> io::Result<ExitStatus> {
    loop {
        let mut status = 0;
        // SAFETY: the pointer is valid for writes of an int.
        let ended = unsafe { libc::waitpid(-1, &raw mut status, 0) };
        if u32::try_from(ended).is_ok_and(|ended| ended == program) {
            return Ok(ExitStatus::from_raw(status));
        }
        if ended == -1 && io::Error::last_os_error().kind() != io::ErrorKind::Interrupted {
            return Err(failed("wait for the program", &io::Error::last_os_error()));
        }
    }
}
