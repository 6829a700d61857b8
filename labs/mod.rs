//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_03_udp_send_recv;
mod lab_05_bind_vs_ephemeral;
mod lab_08_truncated_datagrams;
mod lab_18_three_way_handshake;
mod lab_19_four_way_close;
mod lab_24_reuseaddr;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[
    lab_03_udp_send_recv::LAB,
    lab_05_bind_vs_ephemeral::LAB,
    lab_08_truncated_datagrams::LAB,
    lab_18_three_way_handshake::LAB,
    lab_19_four_way_close::LAB,
    lab_24_reuseaddr::LAB,
    lab_25_sticky_packets::LAB,
    lab_26_nagle_coalescing::LAB,
];
