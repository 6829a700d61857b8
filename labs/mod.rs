//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_08_truncated_datagrams;
mod lab_24_reuseaddr;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[lab_08_truncated_datagrams::LAB, lab_24_reuseaddr::LAB];
