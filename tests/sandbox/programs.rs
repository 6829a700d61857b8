//! Programs that overstep their bounds, are held, and serve.

use std::{fs, path::Path, time::Duration};

use rstest::rstest;
use socklab::{
    checker::Cancel,
    grade::{
        class::Isolation,
        sandbox::Allowance,
        worker::{self, Submission},
    },
};

use crate::class::{Class, Graded, SERVES, SOCKLAB, allowance, possible, task};

/// The program tries this, and serves if that was refused: it passes.
#[rstest]
#[case::forks_until_it_may_not(
    "
import os, signal
count = 0
try:
    while count < 1000:
        if not os.fork(): signal.pause()
        count += 1
except OSError: pass
if count > 80: raise SystemExit(f'hole: {count} processes')
os.kill(-1, signal.SIGKILL)
while count: os.wait(); count -= 1
"
)]
#[case::leaves_a_daemon_behind(
    "
import os, signal
if not os.fork():
    os.setsid()
    if not os.fork():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True: signal.pause()
    os._exit(0)
os.wait()
"
)]
#[case::ignores_every_signal("import signal\nfor s in (1, 2, 3, 15): signal.signal(s, signal.SIG_IGN)\n")]
#[case::floods_its_output(
    "
import os, threading
def flood():
    while True: os.write(1, b'\\0\\x1b[2J\\xff\\xfe' * 10000)
threading.Thread(target=flood, daemon=True).start()
"
)]
#[case::fills_the_disk(
    "
import os
written = 0
try:
    for number in range(200):
        with open(f'file-{number}', 'wb') as file: written += file.write(bytes(1 << 20))
except OSError: pass
if written > 64 << 20: raise SystemExit(f'hole: {written} bytes')
"
)]
#[case::writes_a_file_without_end(
    "
import os, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
written = 0
try:
    with open('/tmp/file', 'wb', buffering=0) as file:
        while written < 100 << 20: written += file.write(bytes(1 << 20))
except OSError: pass
if written > 8 << 20: raise SystemExit(f'hole: {written} bytes')
"
)]
#[case::makes_files_without_end(
    "
import os
count = 0
try:
    while count < 5000:
        open(f'/dev/shm/{count}', 'w').close()
        count += 1
except OSError: pass
if count > 2000: raise SystemExit(f'hole: {count} files')
"
)]
#[case::eats_memory(
    "
eaten = []
try:
    while len(eaten) < 40: eaten.append(bytearray(64 << 20))
except MemoryError: pass
if len(eaten) > 16: raise SystemExit(f'hole: {len(eaten)} times 64 MiB')
eaten.clear()
"
)]
#[case::opens_every_descriptor(
    "
opened = []
try:
    while len(opened) < 5000: opened.append(open('/dev/null'))
except OSError: pass
if len(opened) > 1100: raise SystemExit(f'hole: {len(opened)} files')
opened.clear()
"
)]
#[case::signals_everybody("import os, signal\ntry: os.kill(-1, signal.SIGKILL)\nexcept OSError: pass\n")]
#[case::signals_the_first_process("import os, signal\nfor s in (1, 9, 15, 19): os.kill(1, s)\n")]
#[case::looks_into_the_first_process(
    "
import os
for name in ('environ', 'mem', 'maps', 'fd', 'exe', 'cwd', 'root', 'fdinfo', 'ns/net'):
    path = f'/proc/1/{name}'
    try:
        if os.path.islink(path): os.readlink(path)
        elif os.path.isdir(path): os.listdir(path)
        else: open(path, 'rb').read(1)
    except OSError: continue
    raise SystemExit(f'hole: {path}')
"
)]
#[case::traces_the_first_process(
    "
import ctypes
if ctypes.CDLL(None).ptrace(16, 1, None, None) == 0: raise SystemExit('hole: PTRACE_ATTACH')
"
)]
#[case::makes_namespaces(
    "
import ctypes
libc = ctypes.CDLL(None)
for flag in (0x10000000, 0x10020000, 0x00020000, 0x20000000, 0x40000000, 0x04000000, 0x08000000):
    if libc.unshare(flag) == 0: raise SystemExit(f'hole: unshare({flag:#x})')
"
)]
#[case::enters_namespaces(
    "
import ctypes, os
libc = ctypes.CDLL(None)
for name in os.listdir('/proc/self/ns'):
    if name.endswith('_for_children'): continue
    if libc.setns(os.open(f'/proc/self/ns/{name}', os.O_RDONLY), 0) == 0: raise SystemExit(f'hole: setns({name})')
"
)]
#[case::mounts(
    "
import ctypes
libc = ctypes.CDLL(None)
for arguments in ((b'tmpfs', b'/tmp', b'tmpfs', 0, None), (b'/usr', b'/tmp', None, 4096, None),
                  (None, b'/usr', None, 32 | 4096, None), (None, b'/', None, 32, None)):
    if libc.mount(*arguments) == 0: raise SystemExit(f'hole: mount{arguments}')
if libc.umount2(b'/etc/passwd', 2) == 0 or libc.umount2(b'/proc', 2) == 0: raise SystemExit('hole: umount2')
if libc.chroot(b'/tmp') == 0: raise SystemExit('hole: chroot')
"
)]
#[case::changes_the_kernels_settings(
    "
for path in ('/proc/sys/kernel/core_pattern', '/proc/sys/kernel/pid_max', '/proc/sys/user/max_user_namespaces',
             '/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/sys/net/ipv4/ip_local_port_range'):
    try: open(path, 'w').close()
    except OSError: continue
    raise SystemExit(f'hole: {path}')
"
)]
#[case::changes_the_network(
    "
import fcntl, socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try: fcntl.ioctl(s, 0x8914, struct.pack('16sh14x', b'lo', 0))  # SIOCSIFFLAGS
except OSError: pass
else: raise SystemExit('hole: lo is down')
for family, kind in ((socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW)):
    try: socket.socket(family, kind, 1)
    except OSError: continue
    raise SystemExit('hole: a raw socket')
"
)]
#[case::calls_an_address_outside(
    "
import socket
with open('/proc/net/dev') as table: names = [line.split(':')[0].strip() for line in table if ':' in line]
if set(names) != {'lo'}: raise SystemExit(f'hole: {names}')
for address in ('192.0.2.1', '8.8.8.8', '10.0.0.1'):
    s = socket.socket()
    s.settimeout(5)
    try: s.connect((address, 80))
    except TimeoutError: raise SystemExit('hole: packets went somewhere')
    except OSError: continue
    raise SystemExit(f'hole: {address}')
"
)]
#[case::looks_for_others_processes(
    "
import os
others = [name for name in os.listdir('/proc') if name.isdigit() and int(name) not in (1, os.getpid())]
if others: raise SystemExit(f'hole: {others}')
"
)]
#[case::looks_for_files_left_open(
    "
import os
left = [name for name in os.listdir('/proc/self/fd') if int(name) > 3]
if left: raise SystemExit(f'hole: {left}')
"
)]
#[case::looks_for_the_testers_environment(
    "
import os
known = {'PATH', 'HOME', 'LANG', 'SOCKLAB_ADDR', 'LC_CTYPE'}
if set(os.environ) - known: raise SystemExit(f'hole: {set(os.environ) - known}')
"
)]
fn a_program_that_oversteps_its_bounds_is_held_and_serves(#[case] tries: &str) {
    if !possible() {
        return;
    }
    let class = Class::new();
    let (verdict, said, isolation) = class.program(&format!("{tries}{SERVES}")).graded(&["echo-upper"]).only();
    assert_eq!((verdict.as_str(), isolation), ("passed", Some(Isolation::Sandbox)), "{said}");
}

#[test]
fn nothing_of_the_host_can_be_read_or_written() {
    if !possible() {
        return;
    }
    let class = Class::new();
    let other = class.other().join("server.py");
    let closed = [Path::new(SOCKLAB), &other, Path::new("/etc/shadow"), Path::new("/root"), Path::new("/home")];
    let open = [
        Path::new("/"),
        Path::new("/usr"),
        Path::new("/etc"),
        Path::new("/sys"),
        Path::new("/dev"),
        Path::new("/proc"),
    ];
    let tries = format!(
        "
import os
for path in {closed:?}:
    try: os.listdir(path) if os.path.isdir(path) else open(path, 'rb').read(1)
    except OSError: continue
    raise SystemExit(f'hole: read {{path}}')
for path in {open:?} + {closed:?} + ['/usr/bin', '/etc/passwd', '/var/tmp', '/run']:
    target = path if os.path.isfile(path) else os.path.join(path, 'written-by-a-student')
    try: open(target, 'a').close()
    except OSError: continue
    raise SystemExit(f'hole: wrote {{target}}')
"
    );
    let (verdict, said, _) = class.program(&format!("{tries}{SERVES}")).graded(&["echo-upper"]).only();
    assert_eq!(verdict, "passed", "{said}");
}

/// As one that is installed where the system has its programs.
#[test]
fn the_checks_are_not_read_where_programs_may_look() {
    if !possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let socklab = folder.path().join("socklab");
    fs::copy(SOCKLAB, &socklab).unwrap();
    fs::write(folder.path().join("beside"), "seen").unwrap();
    let tries = format!(
        "
import os
if open({:?}).read() != 'seen': raise SystemExit('hole: the folder is not shown')
try: found = open({socklab:?}, 'rb').read(4)
except OSError: found = b''
if found: raise SystemExit(f'hole: read {{found}}')
",
        folder.path().join("beside")
    );
    let class = Class::new();
    class.program(&format!("{tries}{SERVES}"));
    let allowance = Allowance { tools: vec![folder.path().to_owned()], ..allowance() };
    let tasks = vec![task(&["echo-upper"])];
    let submission = Submission { folder: class.student(), tasks, sandbox: true, allowance };
    let mut told = Vec::new();
    worker::grade(&socklab, &submission, &Cancel::default(), &mut |said| told.push(said));
    let graded = Graded { told, elapsed: Duration::ZERO };
    let (verdict, said, _) = graded.only();
    assert_eq!(verdict, "passed", "{said}");
}

#[test]
fn a_daemon_that_keeps_a_port_keeps_it_from_nobody() {
    if !possible() {
        return;
    }
    let daemon = "import signal\nif not os.fork():\n    os.setsid()\n    while True: signal.pause()\nwhile True:";
    let class = Class::new();
    let graded = class.program(&SERVES.replace("while True:\n    threading", &format!("{daemon}\n    threading")));
    assert_eq!(graded.graded(&["echo-upper", "next-client"]).verdicts(), ["passed", "passed"]);
}
