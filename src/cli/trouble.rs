//! How a command goes on, or ends, when a workspace is in the way.

use super::{Failure, Session};
use crate::{
    messages::Messages,
    render::workspace::{document, refused, set_aside},
    workspace::{document::DocumentError, progress::Found},
};

/// How the program ends for want of a manifest: a mistake in it is the user's, a disk is not.
pub(super) fn mistake(error: &DocumentError, messages: &Messages) -> Failure {
    match error {
        DocumentError::Unreadable(error) => Failure::own(refused(error, messages)),
        DocumentError::Mistaken { .. } => Failure::Usage(document(error, messages)),
    }
}

/// Says that a damaged file was set aside, if it was.
pub(super) fn said_of_damage(found: &Found, messages: &Messages) {
    if let Some(path) = &found.set_aside {
        Session::warn(&set_aside(path, messages));
    }
}
