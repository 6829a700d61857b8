//! A student's program under test.

use std::{
    ffi::OsString,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// What a check is written on.
#[derive(Debug)]
pub struct Bench;

/// Why a check ended before its end.
#[derive(Debug)]
pub enum Stop {}

/// How a student's program is started: in its folder, without a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    /// The program and its arguments.
    pub command: Vec<OsString>,
    /// Where it is started.
    pub folder: PathBuf,
    /// The port that it has written into itself; `None` if it reads `SOCKLAB_ADDR`.
    pub port: Option<u16>,
}

/// Asks a check to end before its time, from another thread.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it was asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
