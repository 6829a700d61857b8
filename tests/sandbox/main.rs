//! Submissions that a grader must survive. Each has its pinned verdict; after each no process is left, and no file has changed.
//!
//! What a program tries that it must not be able to do, it tries itself, and ends with `hole: ..` if it could: then it never
//! serves, and its verdict is another. Whatever takes something up (processes, memory, disk) is bounded by its own hand too, so
//! that a broken sandbox shows as a failed test and not as a dead machine.
#![cfg(target_os = "linux")]

mod beside;
mod class;
mod folders;
mod programs;
#[path = "../support/programs.rs"]
#[expect(dead_code, reason = "the solutions in Rust are enough here")]
mod solution;
mod solutions;
#[path = "../support/mod.rs"]
mod support;
mod verdicts;
mod workers;
