//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_03_udp_send_recv;
mod lab_05_bind_vs_ephemeral;
mod lab_08_truncated_datagrams;
mod lab_16_tcp_connect_accept;
mod lab_17_connect_refused;
mod lab_20_listen_backlog;
mod lab_21_conversation_loop;
mod lab_22_accept_loop;
mod lab_24_reuseaddr;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[
    lab_03_udp_send_recv::LAB,
    lab_05_bind_vs_ephemeral::LAB,
    lab_08_truncated_datagrams::LAB,
    lab_16_tcp_connect_accept::LAB,
    lab_17_connect_refused::LAB,
    lab_20_listen_backlog::LAB,
    lab_21_conversation_loop::LAB,
    lab_22_accept_loop::LAB,
    lab_24_reuseaddr::LAB,
    lab_25_sticky_packets::LAB,
    lab_26_nagle_coalescing::LAB,
];
