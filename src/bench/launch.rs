//! The start of a student's program.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::Command,
    rc::Rc,
    time::Instant,
};

use super::{
    Fault, Program, Stop,
    program::Process,
    room::Room,
    streams::{Input, Output},
};
use crate::sys::{Folder, NotStarted, Spawned, Streams};

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
    /// [`Fault::CannotStart`]; an obstacle: no sandbox can be made.
    pub fn start(mut self) -> Result<Program, Stop> {
        let (out, output) = io::pipe()?;
        let (err, errors) = io::pipe()?;
        let (input, feed) = if self.input { Some(io::pipe()?) } else { None }.unzip();
        let streams = Streams { input, output, errors };
        let started = Instant::now();
        let spawned = match &self.room.sandbox {
            None => Spawned::start_with(&mut self.command, streams).map_err(NotStarted::Program),
            Some(sandbox) => sandbox.start(&self.command, &self.folders(), streams),
        };
        let spawned = spawned.map_err(|error| self.not_started(error))?;
        let input = feed.map(Input::feed).transpose()?;
        let process = Process::new(spawned, Output::capture(out)?, Output::capture(err)?, started);
        Ok(Program::new(process, self.room, input))
    }

    /// What the program may see and change beside what its sandbox says: what the check has made for it.
    fn folders(&self) -> Vec<Folder> {
        self.room.scratch.borrow().iter().map(|folder| Folder::write(folder.path())).collect()
    }

    fn not_started(&self, error: NotStarted) -> Stop {
        let error = match error {
            NotStarted::Program(error) => error,
            NotStarted::Sandbox(_) => return io::Error::other(error).into(),
        };
        let name = self.command.get_program();
        let folder = self.room.student.folder.join(name).is_dir();
        let because = if folder { "it is a folder".to_owned() } else { error.to_string() };
        Fault::CannotStart { because: format!("start {}: {because}", name.to_string_lossy()) }.into()
    }
}
