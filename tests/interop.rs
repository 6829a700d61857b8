//! The solutions talk to one another: the client of one exercise with the server of another, in Rust and in Python.
//!
//! Each pair has an address of the loopback network for itself, so that no port is anybody else's.
#![cfg(target_os = "linux")]

#[path = "support/interpreter.rs"]
mod interpreter;
#[path = "support/programs.rs"]
mod programs;
mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU8, Ordering},
    time::{Duration, Instant},
};

use rstest::rstest;
use socklab::{
    checker,
    sys::{Tables, Transport},
};
use support::skipped;

/// The language of a solution.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Rust,
    Python,
}

/// Ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The command of a solution; `None` where there is no interpreter.
fn solution(slug: &str, language: Language) -> Option<Command> {
    let exercise = checker::exercise(slug).unwrap_or_else(|| panic!("no exercise {slug}"));
    match language {
        Language::Rust => Some(Command::new(programs::rust(slug).unwrap())),
        Language::Python => {
            let mut command = match interpreter::interpreter() {
                Ok(python) => Command::new(python),
                Err(because) => {
                    skipped("python3", &because);
                    return None;
                }
            };
            command.arg(programs::python(exercise).unwrap());
            Some(command)
        }
    }
}

/// An address that no other test of this or any other process uses: 127.x.y.z, from the process's number and a count.
fn address() -> SocketAddr {
    static COUNT: AtomicU8 = AtomicU8::new(1);
    let [.., high, low] = std::process::id().to_be_bytes();
    (Ipv4Addr::new(127, high, low, COUNT.fetch_add(1, Ordering::Relaxed)), 7000).into()
}

fn serve(mut server: Command, address: SocketAddr, transport: Transport) -> Running {
    let running = Running(server.env("SOCKLAB_ADDR", address.to_string()).stdout(Stdio::null()).spawn().unwrap());
    let deadline = Instant::now() + Duration::from_secs(20);
    let tables = Tables::open().unwrap();
    while !tables.listens(address, transport).unwrap() {
        assert!(Instant::now() < deadline, "{server:?} does not listen");
        std::thread::yield_now();
    }
    running
}

/// What the client prints when it is given this to read.
fn ask(mut client: Command, address: SocketAddr, folder: &Path, input: &str) -> String {
    let client = client.env("SOCKLAB_ADDR", address.to_string()).current_dir(folder);
    let mut running = client.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success(), "{client:?}: {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

#[rstest]
#[case::udp_echo("udp-client", "udp-echo", Transport::Udp, "one\ntwo, 三\n", "ONE\nTWO, 三\n")]
#[case::udp_hello("udp-client", "udp-hello", Transport::Udp, "Michael\n", "Hello, Michael!\n")]
#[case::tcp_echo("tcp-client", "tcp-echo", Transport::Tcp, "one\n\ntwo\n", "ONE\n\nTWO\n")]
#[case::remote_command(
    "remote-client",
    "remote-command",
    Transport::Tcp,
    "echo hi; echo oh >&2\ntrue\nseq 3\n",
    "hi\noh\n1\n2\n3\n"
)]
fn the_client_understands_the_server_of_either_language(
    #[case] client: &str,
    #[case] server: &str,
    #[case] transport: Transport,
    #[case] input: &str,
    #[case] expected: &str,
    #[values(Language::Rust, Language::Python)] language: Language,
) {
    let Some(server) = solution(server, language) else { return };
    let Some(client) = solution(client, Language::Rust) else { return };
    let address = address();
    let _server = serve(server, address, transport);
    assert_eq!(ask(client, address, Path::new("."), input), expected);
}

#[rstest]
fn a_file_arrives_as_it_was(#[values(Language::Rust, Language::Python)] language: Language) {
    let (Some(mut server), Some(client)) = (solution("file-server", language), solution("file-client", Language::Rust))
    else {
        return;
    };
    let (served, fetched) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bytes: Vec<u8> = (0..300_000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect();
    fs::write(served.path().join("数据.bin"), &bytes).unwrap();
    let address = address();
    server.env("SOCKLAB_DIR", served.path());
    let _server = serve(server, address, Transport::Tcp);
    ask(client, address, fetched.path(), "数据.bin\n");
    assert_eq!(fs::read(fetched.path().join("数据.bin")).unwrap(), bytes);
}

#[test]
fn two_chats_hear_each_other() {
    let (one, other) = (address(), address());
    let start = |own: SocketAddr, peer: SocketAddr| {
        let mut chat = Command::new(programs::rust("chat").unwrap());
        chat.env("SOCKLAB_ADDR", own.to_string()).env("SOCKLAB_PEER", peer.to_string());
        let running = chat.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        let tables = Tables::open().unwrap();
        while !tables.listens(own, Transport::Udp).unwrap() {
            assert!(Instant::now() < deadline, "the chat does not listen");
            std::thread::yield_now();
        }
        Running(running)
    };
    let (mut first, mut second) = (start(one, other), start(other, one));
    let said = |from: &mut Running, to: &mut Running, line: &str| {
        from.0.stdin.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
        let mut heard = String::new();
        BufReader::with_capacity(1, to.0.stdout.as_mut().unwrap()).read_line(&mut heard).unwrap();
        assert_eq!(heard, line);
    };
    said(&mut first, &mut second, "你好\n");
    said(&mut second, &mut first, "hello\n");
    for mut chat in [first, second] {
        chat.0.stdin.as_mut().unwrap().write_all(b"q\n").unwrap();
        assert!(chat.0.wait().unwrap().success());
    }
}
