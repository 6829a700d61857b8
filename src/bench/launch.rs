//! The start of a student's program.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    rc::Rc,
    time::Instant,
};

use super::{
    Fault, Program, Stop,
    program::Process,
    room::Room,
    streams::{Input, Output},
};
use crate::sys::Spawned;

/// The command that starts a student's program.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Student {
    /// The program and its arguments. No shell reads them.
    pub command: Vec<OsString>,
    /// Where it is started.
    pub folder: PathBuf,
    /// The port that it always uses, if it cannot be told one.
    pub port: Option<u16>,
}

impl Student {
    /// The same command for another working folder: what names a file here is made absolute.
    fn words_from_elsewhere(&self) -> Vec<OsString> {
        let absolute = |(place, word): (usize, &OsString)| {
            let path = self.folder.join(word);
            // The program itself is looked for in PATH if it has no slash in it.
            let named = place > 0 || Path::new(word).components().count() > 1;
            let found = named && path.is_file();
            let whole = if found { path.canonicalize().ok() } else { None };
            whole.map_or_else(|| word.clone(), PathBuf::into_os_string)
        };
        self.command.iter().enumerate().map(absolute).collect()
    }
}

/// How a program is to be started: [`Bench::program`](super::Bench::program) begins one.
#[derive(Debug)]
pub struct Launch {
    room: Rc<Room>,
    command: Command,
    input: bool,
}

impl Launch {
    pub(super) fn new(room: &Rc<Room>, address: &OsStr) -> Launch {
        let student = &room.student;
        let (program, arguments) = student.command.split_first().map_or((None, &[][..]), |(p, a)| (Some(p), a));
        let mut command = Command::new(program.map_or(OsStr::new(""), OsString::as_os_str));
        command.args(arguments).current_dir(&student.folder).env("SOCKLAB_ADDR", address);
        Launch { room: Rc::clone(room), command, input: false }
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Launch {
        self.command.env(name, value);
        self
    }

    /// Gives it standard input to read. Without, its standard input is at its end from the beginning.
    #[must_use]
    pub fn with_input(mut self) -> Launch {
        self.input = true;
        self
    }

    /// Starts it in another folder than the student's: for programs that write files.
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Launch {
        let words = self.room.student.words_from_elsewhere();
        let mut command = Command::new(words.first().map_or(OsStr::new(""), OsString::as_os_str));
        command.args(words.iter().skip(1)).current_dir(folder);
        for (name, value) in self.command.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        self.command = command;
        self
    }

    /// Starts it, and does not wait for anything that it does.
    ///
    /// # Errors
    /// [`Fault::CannotStart`].
    pub fn start(mut self) -> Result<Program, Stop> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.stdin(if self.input { Stdio::piped() } else { Stdio::null() });
        let started = Instant::now();
        let mut spawned = Spawned::start(&mut self.command).map_err(|error| self.not_started(&error))?;
        let child = spawned.child();
        let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(io::Error::other("a child without its pipes").into());
        };
        let input = child.stdin.take().map(Input::feed).transpose()?;
        let process = Process::new(spawned, Output::capture(out)?, Output::capture(err)?, started);
        Ok(Program::new(process, self.room, input))
    }

    fn not_started(&self, error: &io::Error) -> Fault {
        let name = self.command.get_program();
        let folder = self.room.student.folder.join(name).is_dir();
        let because = if folder { "it is a folder".to_owned() } else { error.to_string() };
        Fault::CannotStart { because: format!("start {}: {because}", name.to_string_lossy()) }
    }
}
