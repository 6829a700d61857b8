use std::net::Ipv4Addr;

use etherparse::{EtherType, PacketBuilder};
use proptest::prelude::*;

use super::*;
use crate::wire::About;

const MAC: [u8; 6] = [0; 6];
const LOOPBACK: [u8; 4] = [127, 0, 0, 1];
const LOOPBACK_6: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

/// Where the headers begin in an IPv4 frame without options.
const IP: usize = 14;
const DATA: usize = IP + 20;

fn tcp_frame(data: &[u8]) -> Vec<u8> {
    let mut frame = Vec::new();
    let builder = PacketBuilder::ethernet2(MAC, MAC).ipv4(LOOPBACK, LOOPBACK, 64);
    let options = [TcpOptionElement::MaximumSegmentSize(1460)];
    let builder = builder.tcp(40000, 9999, 1000, 512).syn().ack(77).options(&options).unwrap();
    builder.write(&mut frame, data).unwrap();
    frame
}

fn tcp_frame_6(data: &[u8]) -> Vec<u8> {
    let mut frame = Vec::new();
    let builder = PacketBuilder::ethernet2(MAC, MAC).ipv6(LOOPBACK_6, LOOPBACK_6, 64);
    builder.tcp(40000, 9999, 1000, 512).psh().ack(77).write(&mut frame, data).unwrap();
    frame
}

fn udp_frame(data: &[u8]) -> Vec<u8> {
    let mut frame = Vec::new();
    let builder = PacketBuilder::ethernet2(MAC, MAC).ipv4(LOOPBACK, LOOPBACK, 64).udp(40000, 9999);
    builder.write(&mut frame, data).unwrap();
    frame
}

fn icmp_frame(data: &[u8]) -> Vec<u8> {
    let mut frame = Vec::new();
    let builder = PacketBuilder::ethernet2(MAC, MAC).ipv4(LOOPBACK, LOOPBACK, 64).icmpv4_echo_request(1, 2);
    builder.write(&mut frame, data).unwrap();
    frame
}

/// A frame around an IPv6 packet with these extension headers and data.
fn ipv6_frame(first: IpNumber, behind: &[u8]) -> Vec<u8> {
    let length = u16::try_from(behind.len()).unwrap();
    let mut frame = [MAC.as_slice(), &MAC, &EtherType::IPV6.0.to_be_bytes(), &[0x60, 0, 0, 0]].concat();
    frame.extend_from_slice(&length.to_be_bytes());
    frame.extend_from_slice(&[first.0, 64]);
    frame.extend_from_slice(&LOOPBACK_6);
    frame.extend_from_slice(&LOOPBACK_6);
    frame.extend_from_slice(behind);
    frame
}

fn whole(frame: &[u8]) -> Result<Decoded, DecodeError> {
    decode(frame, frame.len())
}

#[track_caller]
fn check_error(frame: &[u8], says: &str) {
    assert_eq!(whole(frame).unwrap_err().to_string(), says);
}

#[test]
fn a_segment_has_its_ports_numbers_flags_and_data() {
    let decoded = whole(&tcp_frame(b"hello")).unwrap();
    assert_eq!((decoded.source, decoded.destination), (LOOPBACK.into(), LOOPBACK.into()));
    let PacketKind::Tcp(segment) = decoded.kind else { panic!("{:?}", decoded.kind) };
    assert_eq!((segment.source_port, segment.destination_port), (40000, 9999));
    assert_eq!((segment.sequence, segment.acknowledgement, segment.window), (1000, 77, 512));
    assert_eq!((segment.flags.to_string().as_str(), segment.maximum_segment), ("S.", Some(1460)));
    assert_eq!((segment.length, segment.head.as_slice()), (5, b"hello".as_slice()));
}

#[test]
fn a_datagram_has_its_ports_and_data() {
    let expected = PacketKind::Udp { source_port: 40000, destination_port: 9999, length: 2, head: b"hi".to_vec() };
    assert_eq!(whole(&udp_frame(b"hi")).unwrap().kind, expected);
}

#[test]
fn ipv6_is_read_behind_its_extension_headers() {
    let udp = [0x9c, 0x40, 0x27, 0x0f, 0, 9, 0, 0, b'x'];
    let hop_by_hop = [ip_number::UDP.0, 0, 1, 4, 0, 0, 0, 0];
    let frame = ipv6_frame(ip_number::IPV6_HEADER_HOP_BY_HOP, &[hop_by_hop.as_slice(), &udp].concat());
    let expected = PacketKind::Udp { source_port: 40000, destination_port: 9999, length: 1, head: b"x".to_vec() };
    assert_eq!(whole(&frame).unwrap().kind, expected);
}

#[test]
fn pieces_of_a_packet_are_fragments_and_the_first_has_the_ports() {
    let mut frame = udp_frame(&[7; 16]);
    frame[IP + 4..IP + 6].copy_from_slice(&0x1234u16.to_be_bytes());
    frame[IP + 6] = 0x20; // more fragments follow
    let first = PacketKind::Fragment {
        protocol: 17,
        identification: 0x1234,
        offset: 0,
        more: true,
        length: 24,
        ports: Some((40000, 9999)),
    };
    assert_eq!(whole(&frame).unwrap().kind, first);
    frame[IP + 6..IP + 8].copy_from_slice(&3u16.to_be_bytes()); // at 3 times 8 bytes, and none follows
    let last =
        PacketKind::Fragment { protocol: 17, identification: 0x1234, offset: 24, more: false, length: 24, ports: None };
    assert_eq!(whole(&frame).unwrap().kind, last);

    let header = [ip_number::UDP.0, 0, 0, 9, 0, 0, 0, 5];
    let frame = ipv6_frame(ip_number::IPV6_FRAGMENTATION_HEADER, &[header.as_slice(), &[7; 8]].concat());
    let middle =
        PacketKind::Fragment { protocol: 17, identification: 5, offset: 8, more: true, length: 8, ports: None };
    assert_eq!(whole(&frame).unwrap().kind, middle);
}

#[test]
fn an_icmp_error_names_the_packet_that_it_is_about() {
    let quoted = &udp_frame(b"hello")[IP..DATA + 8];
    let mut frame = Vec::new();
    let builder = PacketBuilder::ethernet2(MAC, MAC).ipv4(LOOPBACK, LOOPBACK, 64);
    builder.icmpv4_raw(3, 3, [0; 4]).write(&mut frame, quoted).unwrap();
    let PacketKind::Icmp(message) = whole(&frame).unwrap().kind else { panic!("not ICMP") };
    assert_eq!((message.kind, message.code, message.what.as_ref()), (3, 3, "port unreachable"));
    let address = |port| (Ipv4Addr::LOCALHOST, port).into();
    assert_eq!(message.about, Some(About { protocol: 17, source: address(40000), destination: address(9999) }));
}

#[test]
fn a_frame_of_which_only_the_head_was_captured_keeps_its_lengths() {
    let frame = tcp_frame(&vec![7; 30000]);
    let PacketKind::Tcp(segment) = decode(&frame[..128], frame.len()).unwrap().kind else { panic!("not TCP") };
    assert_eq!((segment.length, segment.head.len()), (30000, 128 - DATA - 24));
}

#[test]
fn padding_of_the_link_is_no_data() {
    let mut frame = tcp_frame(b"hello");
    frame.extend_from_slice(&[0xff; 20]);
    assert_eq!(whole(&frame), whole(&tcp_frame(b"hello")));
}

#[test]
fn an_error_says_what_is_wrong_and_at_which_byte() {
    let good = tcp_frame(b"hello");
    let with = |byte: usize, value: u8| {
        let mut frame = good.clone();
        frame[byte] = value;
        frame
    };
    check_error(&[], "Ethernet header at byte 0: it needs 14 bytes, 0 are left");
    check_error(&good[..20], "IPv4 header at byte 14: it needs 20 bytes, 6 are left");
    check_error(&with(12, 0x12), "Ethernet header: the type at byte 12 is 0x1200, which is not IP");
    check_error(&with(IP, 0x65), "IPv4 header: the version at byte 14 is 6");
    check_error(&with(IP, 0x44), "IPv4 header: the IHL at byte 14 is 4, at least 5 was expected");
    check_error(&with(IP + 3, 19), "IPv4 header: the total length at byte 16 is 19, at least 20 was expected");
    check_error(&with(IP + 3, 60), "IPv4 header: the total length at byte 16 is 60, at most 49 was expected");
    check_error(&with(IP + 3, 30), "TCP header at byte 34: it needs 20 bytes, 10 are left");
    check_error(&with(DATA + 12, 0x40), "TCP header: the data offset at byte 46 is 4, at least 5 was expected");
    check_error(&with(DATA + 12, 0xf0), "TCP header at byte 34: it needs 60 bytes, 29 are left");
    let mut datagram = udp_frame(b"hello");
    datagram[DATA + 5] = 14;
    check_error(&datagram, "UDP header: the length at byte 38 is 14, at most 13 was expected");
    datagram[DATA + 5] = 7;
    check_error(&datagram, "UDP header: the length at byte 38 is 7, at least 8 was expected");
    let extension = ipv6_frame(ip_number::IPV6_ROUTE_HEADER, &[6, 3, 0, 0, 0, 0, 0, 0]);
    check_error(&extension, "IPv6 extension header at byte 54: it needs 32 bytes, 8 are left");
}

/// Bytes of data that the packet carries, and the bytes of it that are kept.
fn lengths(kind: &PacketKind) -> (usize, usize) {
    let (length, kept) = match kind {
        PacketKind::Tcp(segment) => (segment.length, segment.head.len()),
        PacketKind::Udp { length, head, .. } => (*length, head.len()),
        PacketKind::Fragment { length, .. } | PacketKind::Other { length, .. } => (*length, 0),
        PacketKind::Icmp(_) => (0, 0),
    };
    (usize::try_from(length).unwrap(), kept)
}

/// A frame that a program could send: every protocol, any data.
fn any_frame() -> impl Strategy<Value = Vec<u8>> {
    let data = proptest::collection::vec(any::<u8>(), 0..600);
    (data, 0..4).prop_map(|(data, protocol)| match protocol {
        0 => tcp_frame(&data),
        1 => tcp_frame_6(&data),
        2 => udp_frame(&data),
        _ => icmp_frame(&data),
    })
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic_and_grow_to_no_more_than_they_are(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        beyond in 0usize..1000,
    ) {
        match decode(&bytes, bytes.len() + beyond) {
            Ok(decoded) => prop_assert!(lengths(&decoded.kind).1 <= bytes.len()),
            Err(error) => prop_assert!(error.byte() <= bytes.len(), "{}", error),
        }
    }

    /// Arbitrary bytes rarely pass for IP: here they stand behind a header that announces it.
    #[test]
    fn arbitrary_packets_never_panic(
        mut bytes in proptest::collection::vec(any::<u8>(), 14..400),
        six: bool,
        protocol: u8,
    ) {
        bytes[12..14].copy_from_slice(&if six { EtherType::IPV6 } else { EtherType::IPV4 }.0.to_be_bytes());
        let length = u16::try_from(bytes.len() - 14).unwrap();
        if bytes.len() >= 54 && six {
            bytes[14] = 0x60;
            bytes[18..20].copy_from_slice(&(length - 40).to_be_bytes());
            bytes[20] = protocol;
        } else if bytes.len() >= 34 && !six {
            bytes[14] = 0x45;
            bytes[16..18].copy_from_slice(&length.to_be_bytes());
            bytes[20] &= 0x40; // not a fragment
            bytes[21] = 0;
            bytes[23] = protocol;
        }
        match whole(&bytes) {
            Ok(decoded) => prop_assert!(lengths(&decoded.kind).1 <= bytes.len()),
            Err(error) => prop_assert!(error.byte() <= bytes.len(), "{}", error),
        }
    }

    #[test]
    fn a_frame_cut_anywhere_is_an_error_that_names_a_byte_of_it(frame in any_frame()) {
        prop_assert!(whole(&frame).is_ok());
        for cut in 0..frame.len() {
            let error = whole(&frame[..cut]).expect_err("the IP header says that there is more");
            prop_assert!(error.byte() <= cut, "cut at {}: {}", cut, error);
        }
    }

    #[test]
    fn a_frame_captured_in_part_has_its_true_lengths_or_is_an_error(frame in any_frame()) {
        let all = whole(&frame).unwrap();
        for kept in 0..frame.len() {
            match decode(&frame[..kept], frame.len()) {
                Ok(decoded) => {
                    prop_assert_eq!(lengths(&decoded.kind).0, lengths(&all.kind).0);
                    prop_assert!(lengths(&decoded.kind).1 <= lengths(&all.kind).1);
                }
                Err(error) => prop_assert!(error.byte() <= kept, "kept {}: {}", kept, error),
            }
        }
    }
}
