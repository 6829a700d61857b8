//! A process apart, with a file system of its own: where a submission is graded.
#![expect(unsafe_code, reason = "unshare, mount, setresuid and landlock have no safe form in std")]

use std::{
    ffi::CString,
    fs, io,
    os::unix::{ffi::OsStrExt, fs::lchown},
    path::Path,
    ptr,
};

use super::{
    linux_process::{become_first_process, set_parent_death_signal},
    system::{bring_loopback_up, failed, isolate},
};

/// The user and the group whom no file belongs to: the kernel's own choice for whom it cannot name
/// (`proc_sys_kernel(5)`, `overflowuid`).
const NOBODY: u32 = 65534;

pub(super) fn seclude(store: &Path, bytes: u64, files: u64) -> io::Result<()> {
    // Root may have a network and mounts of its own without a user namespace; in one it could not become anybody else.
    if is_root() {
        unshare(libc::CLONE_NEWNET, "a network namespace")?;
        bring_loopback_up()?;
    } else {
        isolate()?;
    }
    become_first_process()?;
    unshare(libc::CLONE_NEWNS, "a mount namespace")?;
    // Nothing that is mounted here is seen outside (mount_namespaces(7)).
    mount(None, Path::new("/"), None, libc::MS_PRIVATE | libc::MS_REC, None)?;
    let options = format!("size={bytes},nr_inodes={files},mode=755");
    mount(None, store, Some("tmpfs"), libc::MS_NOSUID | libc::MS_NODEV, Some(&options))?;
    give_away(store)
}

pub(super) fn show_also(folder: &Path, at: &Path) -> io::Result<()> {
    mount(Some(folder), at, None, libc::MS_BIND | libc::MS_REC, None)
}

pub(super) fn give_away(path: &Path) -> io::Result<()> {
    if !is_root() {
        return Ok(());
    }
    lchown(path, Some(NOBODY), Some(NOBODY)).map_err(|error| failed(&format!("give away {}", path.display()), &error))
}

pub(super) fn give_up_root() -> io::Result<()> {
    if !is_root() {
        return Ok(());
    }
    let fail = |what: &str| Err(failed(what, &io::Error::last_os_error()));
    // SAFETY: an empty list is read from nowhere.
    if unsafe { libc::setgroups(0, ptr::null()) } != 0 {
        return fail("give up root's groups");
    }
    // SAFETY: the call takes numbers only.
    if unsafe { libc::setresgid(NOBODY, NOBODY, NOBODY) } != 0 {
        return fail("give up root's group");
    }
    // SAFETY: the call takes numbers only.
    if unsafe { libc::setresuid(NOBODY, NOBODY, NOBODY) } != 0 {
        return fail("give up root");
    }
    // With the user the kernel forgets this signal, and keeps the process's own files in /proc for root (prctl(2)).
    set_parent_death_signal()?;
    // SAFETY: this option takes a number.
    if unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 1) } != 0 {
        return fail("own this process's files in /proc");
    }
    Ok(())
}

pub(super) fn landlock_version() -> io::Result<u32> {
    const VERSION: libc::c_int = 1; // LANDLOCK_CREATE_RULESET_VERSION (linux/landlock.h)
    // SAFETY: with this flag the call takes no pointer and answers with a number.
    let version = unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, ptr::null::<u8>(), 0usize, VERSION) };
    u32::try_from(version).map_err(|_| failed("ask for landlock", &io::Error::last_os_error()))
}

/// Whether this process is root and could become nobody. Root of a user namespace that has nobody else in it cannot.
fn is_root() -> bool {
    // SAFETY: geteuid has no preconditions.
    unsafe { libc::geteuid() == 0 && fs::read_to_string("/proc/self/uid_map").is_ok_and(|map| has(&map, NOBODY)) }
}

/// Whether a user is in a map of users: lines of the first inside, the first outside, and how many (`user_namespaces(7)`).
fn has(map: &str, user: u32) -> bool {
    map.lines().any(|line| {
        let numbers: Vec<u32> = line.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        matches!(numbers[..], [first, _, count] if user.checked_sub(first).is_some_and(|at| at < count))
    })
}

fn unshare(flags: libc::c_int, what: &str) -> io::Result<()> {
    // SAFETY: unshare takes flags only.
    if unsafe { libc::unshare(flags) } == 0 {
        return Ok(());
    }
    Err(failed(&format!("unshare {what}"), &io::Error::last_os_error()))
}

fn mount(
    from: Option<&Path>,
    at: &Path,
    kind: Option<&str>,
    flags: libc::c_ulong,
    options: Option<&str>,
) -> io::Result<()> {
    let whole = |bytes: &[u8]| CString::new(bytes).map_err(io::Error::from);
    let from = from.map(|path| whole(path.as_os_str().as_bytes())).transpose()?;
    let to = whole(at.as_os_str().as_bytes())?;
    let kind = kind.map(|kind| whole(kind.as_bytes())).transpose()?;
    let options = options.map(|options| whole(options.as_bytes())).transpose()?;
    let pointer = |text: &Option<CString>| text.as_ref().map_or(ptr::null(), |text| text.as_ptr());
    // SAFETY: each pointer is null or of a text that ends with a NUL and outlives the call.
    let done = unsafe { libc::mount(pointer(&from), to.as_ptr(), pointer(&kind), flags, pointer(&options).cast()) };
    if done == 0 {
        return Ok(());
    }
    Err(failed(&format!("mount {}", at.display()), &io::Error::last_os_error()))
}
