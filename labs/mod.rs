//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_03_udp_send_recv;
mod lab_05_bind_vs_ephemeral;
mod lab_08_truncated_datagrams;
mod lab_10_udp_no_receiver;
mod lab_11_udp_overflow;
mod lab_12_udp_size_limit;
mod lab_13_udp_broadcast;
mod lab_15_full_duplex_chat;
mod lab_16_tcp_connect_accept;
mod lab_17_connect_refused;
mod lab_24_reuseaddr;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;
mod lab_27_receiver_residue;
mod lab_32_length_header;
mod lab_33_json_header;
mod lab_35_text_encodings;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[
    lab_03_udp_send_recv::LAB,
    lab_05_bind_vs_ephemeral::LAB,
    lab_08_truncated_datagrams::LAB,
    lab_10_udp_no_receiver::LAB,
    lab_11_udp_overflow::LAB,
    lab_12_udp_size_limit::LAB,
    lab_13_udp_broadcast::LAB,
    lab_15_full_duplex_chat::LAB,
    lab_16_tcp_connect_accept::LAB,
    lab_17_connect_refused::LAB,
    lab_24_reuseaddr::LAB,
    lab_25_sticky_packets::LAB,
    lab_26_nagle_coalescing::LAB,
    lab_27_receiver_residue::LAB,
    lab_32_length_header::LAB,
    lab_33_json_header::LAB,
    lab_35_text_encodings::LAB,
];
