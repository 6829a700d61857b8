//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_03_udp_send_recv;
mod lab_05_bind_vs_ephemeral;
mod lab_08_truncated_datagrams;
mod lab_23_peer_disconnect;
mod lab_24_reuseaddr;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;
mod lab_29_send_vs_sendall;
mod lab_30_backpressure;
mod lab_31_blocking_and_timeouts;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[
    lab_03_udp_send_recv::LAB,
    lab_05_bind_vs_ephemeral::LAB,
    lab_08_truncated_datagrams::LAB,
    lab_23_peer_disconnect::LAB,
    lab_24_reuseaddr::LAB,
    lab_25_sticky_packets::LAB,
    lab_26_nagle_coalescing::LAB,
    lab_29_send_vs_sendall::LAB,
    lab_30_backpressure::LAB,
    lab_31_blocking_and_timeouts::LAB,
];
