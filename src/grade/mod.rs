//! Grades a class: many students' submissions by the same checks.
//!
//! [`class`] says what comes of it. [`worker`] grades one submission, in a process of its own and, where the host allows it, in
//! a [`sandbox`].

pub mod class;
pub mod sandbox;
pub mod worker;
