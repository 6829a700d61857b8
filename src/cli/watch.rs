//! `socklab watch`: checks on every save.

use std::io::{self, IsTerminal};

use super::{Exit, Failure, Session, arguments::WatchArguments, find, session::Talk, trouble::mistake};
use crate::{
    checker::{Outcome, Place},
    render, say,
    workspace::{
        self,
        watch::{self, Controls, Polling, Told, Watch, WatchError},
    },
};

pub(super) fn run(arguments: &WatchArguments, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let only = arguments.exercise.as_deref().map(|name| find::exercise(name, messages)).transpose()?;
    let Some(path) = find::manifest()? else {
        return Err(Failure::Usage(say!(messages, "workspace-none")));
    };
    let watch = Watch {
        manifest: path,
        known: workspace::exercises(),
        only,
        place: if arguments.no_isolate { Place::Host } else { Place::Isolated },
        poll: arguments.poll,
    };
    // Single keys need a terminal that echoes nothing, which whoever reads our output from a pipe would not expect.
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let controls = if terminal { Controls::Terminal } else { Controls::Lines };
    let ended = watch::watch(&watch, controls, &mut |told| Screen { session, terminal }.show(&told));
    match ended {
        Ok(()) => Ok(Exit::Success),
        Err(WatchError::Own(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Success),
        Err(WatchError::Own(error)) => Err(error.into()),
        Err(WatchError::Manifest(error)) => Err(mistake(&error, &session.messages)),
        Err(WatchError::NoEntry { manifest, exercise }) => {
            let path = manifest.display().to_string();
            Err(Failure::Usage(say!(session.messages, "workspace-no-entry", path = path, slug = exercise)))
        }
        Err(WatchError::Folder { folder, error }) => {
            Err(Failure::own(render::workspace::not_watched(&folder, &error, &session.messages)))
        }
    }
}

/// Where `watch` tells what happens.
struct Screen<'a> {
    session: &'a mut Session,
    terminal: bool,
}

impl Screen<'_> {
    fn show(&mut self, told: &Told) -> io::Result<()> {
        match self.result(told) {
            Some(text) => self.print(&text)?,
            None => self.talk(told),
        }
        if matches!(told, Told::Watching { .. } | Told::Reported(_) | Told::NotBuilt(..) | Told::Cancelled(_)) {
            self.keys();
        }
        // With nobody left to read it, a watch would go on for ever.
        if self.session.is_heard() { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
    }

    /// What a save came to, for standard output; `None` for talk beside it.
    fn result(&self, told: &Told) -> Option<String> {
        let (messages, view, talk) = (&self.session.messages, self.session.view(), self.session.talk);
        let line = |text: String| text + "\n";
        Some(match told {
            Told::Checking(_) if talk == Talk::Quiet => String::new(),
            Told::Checking(exercise) => render::check::heading(exercise, &view),
            Told::Checked(check) if talk == Talk::Quiet && check.outcome == Outcome::Passed => String::new(),
            Told::Checked(check) => render::check::check(check, &view, talk == Talk::Verbose),
            Told::Reported(report) => line(render::check::summary(report, &view)),
            Told::NotBuilt(_, build) => line(render::build::text(build, &view)),
            Told::Cancelled(exercise) => line(say!(messages, "watch-cancelled", slug = exercise.slug)),
            Told::NoEntry(exercise) => line(say!(messages, "watch-no-entry", slug = exercise.slug)),
            Told::Manifest(error) => line(render::workspace::document(error, messages)),
            _ => return None,
        })
    }

    fn talk(&self, told: &Told) {
        let messages = &self.session.messages;
        match told {
            Told::Watching { folder, polls } => {
                self.say(&say!(messages, "watch-watching", folder = folder.display().to_string()));
                match polls {
                    None => {}
                    Some(Polling::Asked) => self.say(&say!(messages, "watch-polls")),
                    Some(Polling::Refused(because)) => {
                        self.say(&say!(messages, "watch-polls-refused", because = because.as_str()));
                    }
                }
            }
            Told::NothingLeft => self.say(&say!(messages, "watch-nothing-left")),
            Told::Building(exercise) => self.say(&say!(messages, "build-running", slug = exercise.slug)),
            Told::Progress(error) => self.warn(&render::workspace::progress(error, messages)),
            Told::SetAside(path) => self.warn(&render::workspace::set_aside(path, messages)),
            Told::Trouble(error) => self.warn(&say!(messages, "watch-trouble", error = error.to_string())),
            Told::Deaf(because) => self.warn(&say!(messages, "watch-deaf", because = because.as_str())),
            // These are results.
            Told::Checking(_)
            | Told::Checked(_)
            | Told::Reported(_)
            | Told::NotBuilt(..)
            | Told::Cancelled(_)
            | Told::NoEntry(_)
            | Told::Manifest(_) => {}
        }
    }

    fn keys(&self) {
        let messages = &self.session.messages;
        let keys = if self.terminal { say!(messages, "watch-keys") } else { say!(messages, "watch-keys-lines") };
        self.say(&keys);
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        let text = if self.terminal { text.replace('\n', "\r\n") } else { text.to_owned() };
        self.session.print_bytes(text.as_bytes())
    }

    fn say(&self, text: &str) {
        self.session.say(&self.line(text));
    }

    fn warn(&self, text: &str) {
        Session::warn(&self.line(text));
    }

    /// A line for standard error, which ends it with `\n`. While single keys are read, that moves the cursor down, and
    /// not to the left.
    fn line(&self, text: &str) -> String {
        if self.terminal { text.replace('\n', "\r\n") + "\r" } else { text.to_owned() }
    }
}
