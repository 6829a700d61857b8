//! Grades a class: many students' submissions by the same checks.
//!
//! What is graded: [`submissions`] finds the students' folders, [`settings`] and [`roster`] read what the instructor says
//! of them, and a [`plan`] holds what all machines have in common, each of which grades a [`shard`]. How it is graded:
//! [`run`] asks a [`grader`] to try programs and writes the [`journal`]; [`state`] is how far it is. What comes of it: [`out`]
//! is a folder of journals, [`report`] makes a [`class`] of them, and [`export`] writes that in the formats of its readers.
//! [`engine`] writes the job file by which many machines do all this. A [`worker`] grades one submission, in a process of its
//! own and, where the host allows it, in a [`sandbox`].
//!
//! The journal is the truth: a report derives from it alone, so it does not depend on who finished first, on which
//! machine, or after how many interruptions.

pub mod class;
pub mod engine;
pub mod export;
pub mod grader;
pub mod journal;
mod judging;
pub mod out;
pub mod plan;
pub mod report;
pub mod roster;
pub mod run;
pub mod sandbox;
pub mod settings;
pub mod shard;
pub mod state;
pub mod submissions;
pub mod worker;
