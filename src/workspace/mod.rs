//! A student's folder: what is in it, how its programs are built and started, and how far the student has come.
//!
//! [`manifest`] reads `socklab.toml`, [`build`] runs its build commands, [`init`] writes the whole folder, [`starter`]
//! one program of it anew, [`progress`] remembers what passed, and [`watch`] checks again on every save. [`files`] says what
//! the system refused, [`document`] what is wrong in a file that a person wrote.

pub mod build;
pub mod document;
pub mod files;
pub mod init;
pub mod manifest;
pub mod progress;
pub mod starter;
pub mod watch;

use crate::{checker, exercise::Exercise};

#[cfg(test)]
mod testing;

/// Every exercise, in the order of the labs.
#[must_use]
pub fn exercises() -> Vec<&'static Exercise> {
    checker::exercises().map(|(_, exercise)| exercise).collect()
}
