//! What is taught: one folder a lab. This file declares them and lists them in order.

mod lab_01_socket_kinds;
mod lab_02_names_and_addresses;
mod lab_03_udp_send_recv;
mod lab_04_udp_hello;
mod lab_05_bind_vs_ephemeral;
mod lab_06_tcp_udp_port_spaces;
mod lab_07_datagram_boundaries;
mod lab_08_truncated_datagrams;
mod lab_09_empty_datagrams;
mod lab_10_udp_no_receiver;
mod lab_11_udp_overflow;
mod lab_12_udp_size_limit;
mod lab_13_udp_broadcast;
mod lab_14_udp_lossy_link;
mod lab_15_full_duplex_chat;
mod lab_16_tcp_connect_accept;
mod lab_17_connect_refused;
mod lab_18_three_way_handshake;
mod lab_19_four_way_close;
mod lab_20_listen_backlog;
mod lab_21_conversation_loop;
mod lab_22_accept_loop;
mod lab_23_peer_disconnect;
mod lab_24_reuseaddr;
mod lab_25_sticky_packets;
mod lab_26_nagle_coalescing;
mod lab_27_receiver_residue;
mod lab_28_segmentation;
mod lab_29_send_vs_sendall;
mod lab_30_backpressure;
mod lab_31_blocking_and_timeouts;
mod lab_32_length_header;
mod lab_33_json_header;
mod lab_34_remote_command;
mod lab_35_text_encodings;
mod lab_36_unix_sockets;
mod lab_37_raw_and_icmp;
mod lab_38_dual_stack;
mod lab_39_self_connect;
mod lab_40_tcp_vs_udp;

use crate::lab::Lab;

/// Every lab, by number.
pub const ALL: &[Lab] = &[
    lab_01_socket_kinds::LAB,
    lab_02_names_and_addresses::LAB,
    lab_03_udp_send_recv::LAB,
    lab_04_udp_hello::LAB,
    lab_05_bind_vs_ephemeral::LAB,
    lab_06_tcp_udp_port_spaces::LAB,
    lab_07_datagram_boundaries::LAB,
    lab_08_truncated_datagrams::LAB,
    lab_09_empty_datagrams::LAB,
    lab_10_udp_no_receiver::LAB,
    lab_11_udp_overflow::LAB,
    lab_12_udp_size_limit::LAB,
    lab_13_udp_broadcast::LAB,
    lab_14_udp_lossy_link::LAB,
    lab_15_full_duplex_chat::LAB,
    lab_16_tcp_connect_accept::LAB,
    lab_17_connect_refused::LAB,
    lab_18_three_way_handshake::LAB,
    lab_19_four_way_close::LAB,
    lab_20_listen_backlog::LAB,
    lab_21_conversation_loop::LAB,
    lab_22_accept_loop::LAB,
    lab_23_peer_disconnect::LAB,
    lab_24_reuseaddr::LAB,
    lab_25_sticky_packets::LAB,
    lab_26_nagle_coalescing::LAB,
    lab_27_receiver_residue::LAB,
    lab_28_segmentation::LAB,
    lab_29_send_vs_sendall::LAB,
    lab_30_backpressure::LAB,
    lab_31_blocking_and_timeouts::LAB,
    lab_32_length_header::LAB,
    lab_33_json_header::LAB,
    lab_34_remote_command::LAB,
    lab_35_text_encodings::LAB,
    lab_36_unix_sockets::LAB,
    lab_37_raw_and_icmp::LAB,
    lab_38_dual_stack::LAB,
    lab_39_self_connect::LAB,
    lab_40_tcp_vs_udp::LAB,
];
