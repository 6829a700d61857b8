//! Whole sessions: the real program in a real pseudo-terminal, its keys pressed and its screen read.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    process::Command,
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use socklab::tui::Screen;

/// A defect takes longer; nothing else does.
const DEADLINE: Duration = Duration::from_secs(30);

/// A program in a terminal.
struct Session {
    terminal: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<(Mutex<vt100::Parser>, Condvar)>,
    /// The terminal's settings before the program was started.
    before: String,
}

impl Session {
    fn start(mut command: CommandBuilder, columns: u16, rows: u16) -> Session {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let before = settings(pair.master.as_ref());
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(count(rows), count(columns), 0);
        let screen = Arc::new((Mutex::new(parser), Condvar::new()));
        let (mut output, shown) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&screen));
        let read = move || {
            let mut bytes = [0; 4096];
            // The terminal is at its end when nobody has it open any more; Linux calls that EIO.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shown.0.lock().unwrap().process(&bytes[..count]);
                shown.1.notify_all();
            }
        };
        thread::Builder::new().spawn(read).unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        Session { terminal: pair.master, keyboard, child, screen, before }
    }

    /// socklab on a terminal, with its progress in `folder`.
    fn socklab(folder: &Path, columns: u16, rows: u16) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_socklab"));
        command.cwd(folder);
        command.env("XDG_DATA_HOME", folder);
        Session::start(command, columns, rows)
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits until the screen is as it should be.
    #[track_caller]
    fn wait(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let began = Instant::now();
        let mut parser = self.screen.0.lock().unwrap();
        while !is(parser.screen()) {
            let Some(left) = DEADLINE.checked_sub(began.elapsed()) else {
                panic!("{what} does not come:\n{}", parser.screen().contents());
            };
            parser = self.screen.1.wait_timeout(parser, left).unwrap().0;
        }
    }

    #[track_caller]
    fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits for the end of the program, whose terminal must then be as it was before. Its exit code.
    #[track_caller]
    fn ended(mut self) -> u32 {
        let status = self.child.wait().unwrap();
        self.wait("the first screen", |screen| !screen.alternate_screen());
        self.wait("the cursor", |screen| !screen.hide_cursor());
        assert_eq!(settings(self.terminal.as_ref()), self.before);
        status.exit_code()
    }

    fn signal(&self, signal: libc::c_int) {
        let process = self.child.process_id().unwrap();
        // kill(1) needs no unsafe code.
        let sent = Command::new("kill").args([format!("-{signal}"), process.to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

fn count(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Session {
    /// Waits until the program has stopped: who continues it before that continues nothing.
    #[track_caller]
    fn wait_until_stopped(&self) {
        let began = Instant::now();
        let process = self.child.process_id().unwrap().to_string();
        let state = || Command::new("ps").args(["-o", "state=", "-p", &process]).output().unwrap().stdout;
        while !state().starts_with(b"T") {
            assert!(began.elapsed() < DEADLINE, "it does not stop");
        }
    }
}

/// Raw or not, with echo or without: everything that stty(1) shows.
fn settings(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

const LEFT: &str = "\u{1b}[D";
const RIGHT: &str = "\u{1b}[C";
const DOWN: &str = "\u{1b}[B";
const ESCAPE: &str = "\u{1b}";

#[test]
fn a_whole_session_from_the_path_to_the_end_leaves_the_terminal_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::socklab(folder.path(), 80, 24);
    session.wait_for("Sockets and names");
    session.wait("a raw terminal", |screen| screen.alternate_screen() && screen.hide_cursor());
    // Start.
    session.press("/8");
    session.wait_for("Find: 8_");
    session.press("\r");
    session.wait_for("gets \"hell\"");
    // Predict.
    session.press(DOWN);
    session.press("c");
    session.wait_for("a guess");
    session.press("\r");
    // Run.
    session.wait_for("You said: \"world\", the next datagram (a guess)");
    session.wait_for("[decided by #21]");
    // Step.
    session.press(LEFT);
    session.wait_for("#20");
    session.press(LEFT);
    session.wait_for("#19");
    session.press(RIGHT);
    session.wait_for("#20");
    // Turn a knob.
    session.press("k");
    session.wait_for("recv_size = 4");
    session.press("5\r");
    session.wait_for("first = \"hello\"");
    session.wait_for("first = \"hell\"");
    session.press(ESCAPE);
    session.wait_for("not judged");
    // Switch the language.
    session.press("L");
    session.wait_for("比缓冲区还长的数据报");
    // Resize.
    // The glass before the program: what it draws for the new size must find it.
    session.screen.0.lock().unwrap().screen_mut().set_size(count(40), count(120));
    session.terminal.resize(size(120, 40)).unwrap();
    session.wait("both sides", |screen| {
        let text = screen.contents();
        text.contains("要点") && text.contains("recvfrom(5)")
    });
    // Leave.
    session.press("q");
    assert_eq!(session.ended(), 0);
    // Begin again where it was left.
    let session = Session::socklab(folder.path(), 80, 24);
    session.wait_for("▶ 08");
    session.wait_for("1 predicted, 1 run");
}

#[test]
fn an_exercise_is_edited_and_checked_on_save() {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("course");
    std::fs::create_dir(&course).unwrap();
    let manifest = "[exercise.tcp-echo]\nrun = [\"sh\", \"server.sh\"]\n";
    std::fs::write(course.join("socklab.toml"), manifest).unwrap();
    std::fs::write(course.join("server.sh"), "exit 3\n").unwrap();
    // An editor that changes the file, which is the last of its arguments.
    let editor = course.join("editor");
    std::fs::write(&editor, "#!/bin/sh\necho 'exit 4' > \"$2\"\n").unwrap();
    Command::new("chmod").arg("+x").arg(&editor).status().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_socklab"));
    command.cwd(&course);
    command.env("XDG_DATA_HOME", folder.path());
    command.env("VISUAL", format!("{} --wait", editor.display()));
    let mut session = Session::start(command, 120, 40);
    session.wait_for("Sockets and names");
    session.press("/22\r");
    session.wait_for("Your prediction");
    session.press("s");
    session.wait_for("What came of it");
    session.press("m");
    session.wait_for("exit code 3");
    session.wait_for("not tried");
    session.press("e");
    session.wait_for("exit code 4");
    session.press("h");
    session.wait_for("Hint 1 of");
    session.press("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(std::fs::read_to_string(course.join("server.sh")).unwrap(), "exit 4\n");
}

#[test]
fn a_run_can_be_cancelled_and_the_lab_asks_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::socklab(folder.path(), 80, 24);
    session.wait_for("Sockets and names");
    // Its retries take a second.
    session.press("/20\r");
    session.wait_for("Your prediction");
    session.press("sc");
    session.wait_for("Your prediction");
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn signals_that_end_the_program_give_the_terminal_back() {
    for signal in [libc::SIGTERM, libc::SIGINT, libc::SIGHUP] {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::socklab(folder.path(), 80, 24);
        session.wait_for("Sockets and names");
        session.signal(signal);
        assert_eq!(session.ended(), 0, "signal {signal}");
    }
}

#[test]
fn put_aside_by_key_or_signal_it_gives_the_terminal_back_and_takes_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::socklab(folder.path(), 80, 24);
    for by_key in [true, false] {
        session.wait_for("Sockets and names");
        session.wait("the second screen", vt100::Screen::alternate_screen);
        if by_key {
            session.press("\u{1a}");
        } else {
            session.signal(libc::SIGTSTP);
        }
        session.wait("the first screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        assert_eq!(settings(session.terminal.as_ref()), session.before);
        session.wait_until_stopped();
        session.signal(libc::SIGCONT);
        session.wait("the second screen", vt100::Screen::alternate_screen);
    }
    session.wait_for("Sockets and names");
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn nothing_of_an_earlier_screen_is_left_on_a_later_one() {
    const FOOTER: &str = " ↑↓ 移动  PgUp/PgDn 翻页  Home/End 首尾  Esc 返回  L English  ? 帮助  q 退出";
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::socklab(folder.path(), 120, 40);
    session.wait_for("Sockets and names");
    session.press("L/25\r");
    session.wait_for("你的预测");
    session.press("s");
    session.wait_for("结果");
    session.press(&LEFT.repeat(5));
    session.wait_for("#82");
    session.press("c");
    session.wait_for("观察到的");
    session.press(ESCAPE);
    // Of a frame, the last row comes last.
    session.wait("a whole screen", |screen| {
        let text = screen.contents();
        text.contains("#82") && text.lines().last().is_some_and(|line| line.trim_end() == FOOTER)
    });
    // A cell that was never written looks like a blank.
    let shown =
        |screen: &vt100::Screen| screen.contents().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let before = shown(session.screen.0.lock().unwrap().screen());
    // Taken again, the terminal is drawn from nothing.
    session.signal(libc::SIGTSTP);
    session.wait("the first screen", |screen| !screen.alternate_screen());
    session.wait_until_stopped();
    session.signal(libc::SIGCONT);
    session.wait("the same screen", |screen| screen.alternate_screen() && shown(screen) == before);
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_says_what_happened() {
    const INSIDE: &str = "SOCKLAB_TEST_PANICS";
    if std::env::var_os(INSIDE).is_some() {
        let _screen = Screen::open().unwrap();
        panic!("on purpose");
    }
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "terminal::a_panic_gives_the_terminal_back_before_it_says_what_happened", "--nocapture"]);
    command.env(INSIDE, "1");
    command.env("RUST_BACKTRACE", "0");
    let session = Session::start(command, 100, 24);
    // Said on the first screen, where it stays.
    session.wait("its words", |screen| !screen.alternate_screen() && screen.contents().contains("on purpose"));
    assert_ne!(session.ended(), 0);
}
