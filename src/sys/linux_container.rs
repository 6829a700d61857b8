//! What a sandbox is made of, in the terms of the hakoniwa crate: its mounts, its limits, its landlock rules.

use std::{fs, io, path::Path};

use hakoniwa::{Container, Namespace, Rlimit, Runctl, landlock};

use super::{Folder, Limits, Sandbox, linux_sandbox::Request};

/// Who a program is in its sandbox. Not root: an execve of anybody else gives up what a new user namespace grants.
const USER: u32 = 1000;

/// How the processes between the starter and the program count against its limit.
pub(super) const OURS: u64 = 2;

/// Who is known in there.
const FILES: [(&str, &str); 4] = [
    ("/etc/passwd", "root:x:0:0:root:/:/usr/sbin/nologin\nstudent:x:1000:1000:student:/tmp:/bin/sh\n"),
    ("/etc/group", "root:x:0:\nstudent:x:1000:\n"),
    ("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"),
    ("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n"),
];

const DEVICES: [&str; 5] = ["null", "zero", "full", "random", "urandom"];

/// The sandbox that was asked for.
///
/// # Errors
/// A path that is to be shown is not UTF-8.
pub(super) fn container(sandbox: &Sandbox, request: &Request) -> io::Result<Container> {
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
    let folders: Vec<&Folder> = own.iter().chain(&sandbox.folders).chain(&request.folders).collect();
    for folder in &folders {
        show(folder, &mut container)?;
    }
    if sandbox.landlock {
        container.landlock_ruleset(rules(&folders)?);
    }
    limit(&sandbox.limits, &mut container);
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
