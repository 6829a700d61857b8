//! An exercise: its contract, its checks, its hints.

use std::{io, path::Path, sync::mpsc};

use super::{Break, Talk};
use crate::{
    exercise::{Check, Exercise},
    lab::Lab,
    messages::Messages,
    render, say,
    tui::{WORKSPACE, app::Memory, editor},
    workspace::{
        self, init,
        progress::{self, LastVerdict},
        watch::{self, Controls, Told, Watch},
    },
};

impl Talk<'_> {
    pub(super) fn make(&mut self, lab: &'static Lab) -> Result<(), Break> {
        if lab.exercises.is_empty() {
            return Ok(self.say(&say!(self.messages, "tui-no-exercise"))?);
        }
        let mut open = 0;
        self.contract(&lab.exercises[open])?;
        loop {
            let exercise = &lab.exercises[open];
            let Some(folder) = self.workspace.clone() else {
                match self.ask(|messages| say!(messages, "plain-no-workspace"), help)?.as_str() {
                    "i" => self.make_workspace()?,
                    "b" => return Ok(()),
                    other => self.say(&say!(self.messages, "plain-not-understood", text = other))?,
                }
                continue;
            };
            let answer = self.ask(|messages| say!(messages, "plain-exercise", slug = exercise.slug), help)?;
            match answer.as_str() {
                "" | "r" => self.check(exercise, &folder)?,
                "e" => self.edit(exercise, &folder)?,
                "h" => self.hint(exercise)?,
                "n" => {
                    open = (open + 1) % lab.exercises.len();
                    self.contract(&lab.exercises[open])?;
                }
                "b" => return Ok(()),
                other => self.say(&say!(self.messages, "plain-not-understood", text = other))?,
            }
        }
    }

    fn contract(&mut self, exercise: &Exercise) -> Result<(), Break> {
        self.print(&render::check::heading(exercise, &self.view()))?;
        Ok(self.print(&render::contract::text(exercise, &self.view()))?)
    }

    fn make_workspace(&mut self) -> Result<(), Break> {
        let folder = std::env::current_dir()?.join(WORKSPACE);
        if let Err(error) = init::init(&folder, &workspace::exercises(), self.messages.lang()) {
            return Ok(self.say(&render::workspace::not_made(&error, &self.messages))?);
        }
        self.say(&say!(self.messages, "tui-workspace-made", folder = folder.display().to_string()))?;
        self.file = progress::file(Some(&folder));
        self.workspace = Some(folder);
        Ok(())
    }

    /// Builds and checks once: a watch that ends with the first thing that it comes to.
    fn check(&mut self, exercise: &'static Exercise, folder: &Path) -> Result<(), Break> {
        let watch = Watch::one(exercise, folder);
        // Held until the end: without a sender the watch would be asked to quit.
        let (_keys, remote) = mpsc::channel();
        let mut came_to_something = false;
        let ended = watch::watch(&watch, Controls::Remote(remote), &mut |told| {
            came_to_something = self.told(told)?;
            if came_to_something { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
        });
        match ended {
            Err(_) if came_to_something => {}
            Err(error) => self.say(&say!(self.messages, "tui-trouble-watch", error = error.to_string()))?,
            Ok(()) => {}
        }
        Ok(())
    }

    /// Says what a check has to tell. Whether it is all that there is.
    fn told(&mut self, told: Told) -> io::Result<bool> {
        let text = match told {
            Told::Building(exercise) => say!(self.messages, "build-running", slug = exercise.slug) + "\n",
            Told::Checked(report) => render::check::check(&report, &self.view(), false),
            Told::Reported(report) => {
                self.known.record(&report, progress::now());
                let text = render::check::summary(&report, &self.view());
                self.print(&text)?;
                return Ok(true);
            }
            Told::NotBuilt(_, build) => {
                let text = render::build::text(&build, &self.view());
                self.print(&text)?;
                return Ok(true);
            }
            Told::Manifest(error) => {
                self.say(&render::workspace::document(&error, &self.messages))?;
                return Ok(true);
            }
            Told::NoEntry(exercise) | Told::Cancelled(exercise) => {
                self.say(&say!(self.messages, "watch-no-entry", slug = exercise.slug))?;
                return Ok(true);
            }
            Told::Trouble(error) => {
                self.say(&say!(self.messages, "watch-trouble", error = error.to_string()))?;
                return Ok(true);
            }
            Told::Progress(error) => render::workspace::progress(&error, &self.messages) + "\n",
            Told::SetAside(path) => render::workspace::set_aside(&path, &self.messages) + "\n",
            Told::Watching { .. } | Told::NothingLeft | Told::Checking(_) | Told::Deaf(_) => String::new(),
        };
        self.print(&text)?;
        Ok(false)
    }

    fn edit(&mut self, exercise: &Exercise, folder: &Path) -> Result<(), Break> {
        let edited = editor::edit(exercise, folder, |command| Ok::<_, Break>(command.status().map(drop)))?;
        if let Err(error) = edited {
            self.say(&error.words(&self.messages))?;
        }
        Ok(())
    }

    /// The next hint for the first check that did not pass.
    fn hint(&mut self, exercise: &'static Exercise) -> Result<(), Break> {
        let passed = |check: &&Check| self.known.verdict(exercise.slug, check.id) == Some(&LastVerdict::Passed);
        let Some(check) = exercise.checks.iter().find(|check| !passed(check)) else {
            return Ok(self.say(&say!(self.messages, "hint-all-passed", slug = exercise.slug))?);
        };
        let shown = self.known.hints_shown(exercise.slug, check.id);
        let text = render::hint::text(exercise, check, shown, &self.view());
        self.print(&text)?;
        if shown < check.hints.len() {
            self.remember(&Memory::Hinted { exercise: exercise.slug, check: check.id, shown: shown + 1 })?;
        }
        Ok(())
    }
}

fn help(messages: &Messages) -> Vec<String> {
    vec![say!(messages, "plain-help-exercise")]
}
