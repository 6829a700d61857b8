//! `socklab watch`: checks on every save.

use std::io::{self, IsTerminal};

use super::{
    Exit, Failure, Session,
    arguments::WatchArguments,
    find,
    session::Talk,
    workspace_text::{mistake, progress_trouble, refused, set_aside},
};
use crate::{
    checker::{Outcome, Place},
    render, say,
    workspace::{
        self,
        manifest::ManifestError,
        watch::{self, Polling, Told, Watch, WatchError},
    },
};

pub(super) fn run(arguments: &WatchArguments, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let only = arguments.exercise.as_deref().map(|name| find::exercise(name, messages)).transpose()?;
    let Some(manifest) = find::manifest()? else {
        return Err(Failure::Usage(say!(messages, "workspace-none")));
    };
    let watch = Watch {
        manifest,
        known: workspace::exercises(),
        only,
        place: if arguments.no_isolate { Place::Host } else { Place::Isolated },
        poll: arguments.poll,
        // Single keys need a terminal that echoes nothing, which whoever reads our output from a pipe would not expect.
        terminal: io::stdin().is_terminal() && io::stdout().is_terminal(),
    };
    let ended = watch::watch(&watch, &mut |told| Screen { session, terminal: watch.terminal }.show(told));
    match ended {
        Ok(()) => Ok(Exit::Success),
        Err(WatchError::Own(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Success),
        Err(WatchError::Own(error)) => Err(error.into()),
        Err(WatchError::Manifest(error)) => Err(mistake(&error, &session.messages)),
        Err(WatchError::NoEntry { manifest, exercise }) => {
            let path = manifest.display().to_string();
            Err(Failure::Usage(say!(session.messages, "workspace-no-entry", path = path, slug = exercise)))
        }
        Err(error @ WatchError::Folder { .. }) => Err(Failure::own(error.to_string())),
    }
}

/// Where `watch` tells what happens.
struct Screen<'a> {
    session: &'a mut Session,
    terminal: bool,
}

impl Screen<'_> {
    fn show(&mut self, told: Told<'_>) -> io::Result<()> {
        let messages = &self.session.messages;
        let view = self.session.view();
        match told {
            Told::Watching { folder, polls } => {
                let folder = folder.display().to_string();
                self.say(&say!(messages, "watch-watching", folder = folder));
                match polls {
                    None => {}
                    Some(Polling::Asked) => self.say(&say!(messages, "watch-polls")),
                    Some(Polling::Refused(because)) => {
                        self.say(&say!(messages, "watch-polls-refused", because = because.as_str()));
                    }
                }
                self.keys();
            }
            Told::NothingLeft => self.say(&say!(messages, "watch-nothing-left")),
            Told::Building(exercise) => self.say(&say!(messages, "watch-building", slug = exercise.slug)),
            Told::Checking(exercise) if self.session.talk > Talk::Quiet => {
                let heading = render::check::heading(exercise, &view);
                self.print(&heading)?;
            }
            Told::Checking(_) => {}
            Told::Checked(check) if self.session.talk > Talk::Quiet || check.outcome != Outcome::Passed => {
                let text = render::check::check(check, &view, self.session.talk == Talk::Verbose);
                self.print(&text)?;
            }
            Told::Checked(_) => {}
            Told::Reported(report) => {
                let summary = render::check::summary(report, &view);
                self.print(&summary)?;
                self.keys();
            }
            Told::NotBuilt(_, build) => {
                let text = render::build::text(build, &view);
                self.print(&text)?;
                self.keys();
            }
            Told::Cancelled(exercise) => {
                let text = say!(messages, "watch-cancelled", slug = exercise.slug);
                self.print_line(&text)?;
            }
            Told::NoEntry(exercise) => {
                let text = say!(messages, "watch-no-entry", slug = exercise.slug);
                self.print_line(&text)?;
            }
            Told::Manifest(error) => {
                let text = match error {
                    ManifestError::Unreadable(error) => refused(error, messages),
                    mistaken => super::workspace_text::manifest(mistaken, messages),
                };
                self.print_line(&text)?;
            }
            Told::Progress(error) => self.warn(&progress_trouble(error, messages)),
            Told::SetAside(path) => self.warn(&set_aside(path, messages)),
            Told::Trouble(error) => self.warn(&say!(messages, "watch-trouble", error = error.to_string())),
            Told::Deaf(because) => self.warn(&say!(messages, "watch-deaf", because = because)),
        }
        // With nobody left to read it, a watch would go on for ever.
        if self.session.is_heard() { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
    }

    fn keys(&self) {
        let messages = &self.session.messages;
        let keys = if self.terminal { say!(messages, "watch-keys") } else { say!(messages, "watch-keys-lines") };
        self.say(&keys);
    }

    fn print_line(&mut self, text: &str) -> io::Result<()> {
        self.print(&format!("{text}\n"))
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
