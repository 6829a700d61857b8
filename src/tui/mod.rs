//! The interactive lab: predict, run, explain, modify, make.
//!
//! [`App`] is a function of its inputs: keys and news in, effects out, no clock, no thread and no terminal. `draw` shows
//! its state in so many cells, `keys` says which key does what. The driver gives it a terminal and threads ([`run`]).
//! What a lab, a run or a check is stands in the modules below; nothing is decided here.

mod app;
mod draw;
mod driver;
mod editor;
pub mod plain;
pub mod keys;

pub use app::{App, Effect, Input, Memory, Setup, Ticket};
pub use draw::SMALLEST;
pub use driver::{Screen, run};
pub use editor::EditError;

/// The folder of a workspace that is made at the user's wish.
const WORKSPACE: &str = "socklab-workspace";
