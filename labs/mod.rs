//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_08_truncated_datagrams;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[lab_08_truncated_datagrams::LAB, lab_25_sticky_packets::LAB, lab_26_nagle_coalescing::LAB];
