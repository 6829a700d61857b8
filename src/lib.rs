//! socklab: what the tutorials say of sockets, decided by this machine's own kernel.
//!
//! The modules, in reading order: [`lab`] says what a lab is, [`labs`] holds them, [`trace`] records a run,
//! [`runner`] runs and judges, [`render`] shows. [`lesson`] and [`lint`] handle the words. [`sys`] is the system.

pub mod cli;
pub mod lab;
#[path = "../labs/mod.rs"]
pub mod labs;
pub mod lesson;
pub mod lint;
pub mod messages;
pub mod render;
pub mod runner;
pub mod sys;
pub mod text;
pub mod trace;
pub mod wire;
