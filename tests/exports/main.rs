//! The formats of a class's report and the job files of the engines, read by those that they are written for, or by what
//! those publish of what they read.

mod class;
#[cfg(unix)]
mod command;
#[cfg(unix)]
mod engines;
mod html;
#[path = "../support/interpreter.rs"]
mod interpreter;
mod junit;
mod programs;
mod properties;
mod services;
#[path = "../support/mod.rs"]
mod support;
mod tables;
