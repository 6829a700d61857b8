//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_01_socket_kinds;
mod lab_02_names_and_addresses;
mod lab_03_udp_send_recv;
mod lab_05_bind_vs_ephemeral;
mod lab_08_truncated_datagrams;
mod lab_24_reuseaddr;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;
mod lab_38_dual_stack;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[
    lab_01_socket_kinds::LAB,
    lab_02_names_and_addresses::LAB,
    lab_03_udp_send_recv::LAB,
    lab_05_bind_vs_ephemeral::LAB,
    lab_08_truncated_datagrams::LAB,
    lab_24_reuseaddr::LAB,
    lab_25_sticky_packets::LAB,
    lab_26_nagle_coalescing::LAB,
    lab_38_dual_stack::LAB,
];
