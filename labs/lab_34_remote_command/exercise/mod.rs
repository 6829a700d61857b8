//! The exercises of lab 34: the server that runs commands, and its client.

mod remote_client;
mod remote_command;
mod reply;

use crate::exercise::Exercise;

/// Both of them: who has written the server can try the client on it.
pub(super) const ALL: &[Exercise] = &[remote_command::EXERCISE, remote_client::EXERCISE];
