//! Grades a class: many students' submissions by the same checks.
//!
//! [`class`] says what comes of it.

pub mod class;
