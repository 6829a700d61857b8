//! socklab: what the tutorials say of sockets, decided by this machine's own kernel.
//!
//! The modules, in reading order: [`lab`] says what a lab is, [`labs`] holds them, [`trace`] records a run and [`wire`] its
//! packets, [`runner`] runs and judges, [`render`] shows. [`exercise`] says what an exercise is, [`mod@bench`] tries a student's
//! program, [`checker`] runs the checks, [`workspace`] is the student's folder, [`grade`] grades a class. [`lesson`],
//! [`translation`] and [`lint`] handle the words. [`sys`] is the system.

pub mod lab;
#[path = "../labs/mod.rs"]
pub mod labs;
pub mod exercise;
pub mod bench;
pub mod trace;
pub mod wire;
pub mod child;
pub mod runner;
pub mod checker;
pub mod workspace;
pub mod grade;
pub mod render;
pub mod lesson;
pub mod lint;
pub mod cli;
pub mod messages;
pub mod translation;
pub mod text;
pub mod wrap;
pub mod sys;
