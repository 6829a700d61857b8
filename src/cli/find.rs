//! From a name on the command line to what it names; a misspelt one comes back with the nearest.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::exit::Failure;
use crate::{
    checker,
    exercise::{Check, Exercise},
    lab::{Lab, Scene, SettingError, Settings},
    labs,
    messages::Messages,
    nearest::nearest,
    say,
    workspace::manifest::Manifest,
};

/// A lab by its number (`8`, `08`) or its slug.
pub(super) fn lab(name: &str, messages: &Messages) -> Result<&'static Lab, Failure> {
    let number = name.parse::<u8>().ok();
    if let Some(lab) = labs::ALL.iter().find(|lab| lab.slug == name || Some(lab.number) == number) {
        return Ok(lab);
    }
    let near = match number {
        Some(number) => nearest_numbers(number),
        None => nearest(name, labs::ALL.iter().map(|lab| lab.slug)).join(", "),
    };
    Err(Failure::Usage(say!(messages, "usage-no-lab", name = name, near = near)))
}

fn nearest_numbers(number: u8) -> String {
    let mut numbers: Vec<u8> = labs::ALL.iter().map(|lab| lab.number).collect();
    numbers.sort_by_key(|known| known.abs_diff(number));
    numbers.iter().take(3).map(u8::to_string).collect::<Vec<_>>().join(", ")
}

/// Several labs, in the order asked for; `all` is every one.
pub(super) fn labs(names: &[String], messages: &Messages) -> Result<Vec<&'static Lab>, Failure> {
    if names.iter().any(|name| name == "all") {
        return Ok(labs::ALL.iter().collect());
    }
    names.iter().map(|name| lab(name, messages)).collect()
}

/// A scene of one of the labs.
pub(super) fn scene(name: &str, labs: &[&'static Lab], messages: &Messages) -> Result<&'static Scene, Failure> {
    labs.iter().find_map(|lab| lab.scene(name)).ok_or_else(|| {
        let names = labs.iter().flat_map(|lab| lab.scenes).map(|scene| scene.slug);
        Failure::Usage(say!(messages, "usage-no-scene", name = name, near = nearest(name, names).join(", ")))
    })
}

/// The settings of each lab with the knobs turned that it has. A knob that none of them has is an error.
pub(super) fn settings(set: &[String], labs: &[&'static Lab], messages: &Messages) -> Result<Vec<Settings>, Failure> {
    let mut all: Vec<Settings> = labs.iter().map(|lab| Settings::of(lab)).collect();
    for pair in set {
        let Some((knob, value)) = pair.split_once('=') else {
            return Err(Failure::Usage(say!(messages, "usage-not-a-setting", text = pair.as_str())));
        };
        let mut known = false;
        for settings in &mut all {
            match settings.clone().with(knob, value) {
                Ok(turned) => (*settings, known) = (turned, true),
                Err(SettingError::Unknown { .. }) => {}
                Err(SettingError::OutOfRange { name, value, range }) => {
                    let what = say!(messages, "usage-knob-range", name = name, value = value, range = range);
                    return Err(Failure::Usage(what));
                }
            }
        }
        if !known {
            let names: Vec<_> = labs.iter().flat_map(|lab| lab.knobs).map(|knob| knob.name).collect();
            let what = if names.is_empty() {
                say!(messages, "usage-no-knobs", name = knob)
            } else {
                say!(messages, "usage-no-knob", name = knob, near = nearest(knob, names).join(", "))
            };
            return Err(Failure::Usage(what));
        }
    }
    Ok(all)
}

/// An exercise by its slug.
pub(super) fn exercise(name: &str, messages: &Messages) -> Result<&'static Exercise, Failure> {
    checker::exercise(name).ok_or_else(|| {
        let names = checker::exercises().map(|(_, exercise)| exercise.slug);
        Failure::Usage(say!(messages, "usage-no-exercise", name = name, near = nearest(name, names).join(", ")))
    })
}

/// A check of an exercise by its id.
pub(super) fn check(id: &str, exercise: &Exercise, messages: &Messages) -> Result<&'static Check, Failure> {
    exercise.check(id).ok_or_else(|| {
        let near = nearest(id, exercise.checks.iter().map(|check| check.id)).join(", ");
        Failure::Usage(say!(messages, "usage-no-check", name = id, slug = exercise.slug, near = near))
    })
}

/// The manifest of the workspace that the current folder is in, if it is in one.
pub(super) fn manifest() -> io::Result<Option<PathBuf>> {
    Ok(Manifest::find(&std::env::current_dir()?))
}

/// The folder of that workspace.
pub(super) fn workspace() -> io::Result<Option<PathBuf>> {
    Ok(manifest()?.as_deref().and_then(Path::parent).map(Path::to_owned))
}
