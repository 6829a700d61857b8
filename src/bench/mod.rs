//! A student's program under test.

/// What a check is written on.
#[derive(Debug)]
pub struct Bench;

/// Why a check ended before its end.
#[derive(Debug)]
pub enum Stop {}
