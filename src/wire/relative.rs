//! Sequence numbers that start at zero.

use std::{
    collections::{HashMap, hash_map::Entry},
    net::{IpAddr, SocketAddr},
};

use super::{Flags, Segment};

/// Counts the sequence numbers of each connection from its beginning, as Wireshark does.
///
/// The SYN of a direction has the number 0, and the first byte of its data 1 (RFC 9293 section 3.4: a SYN takes one
/// number). Of a connection whose SYN was not seen, the first number seen counts as 1. Numbers wrap at 2^32.
#[derive(Clone, Debug, Default)]
pub struct Relative {
    /// The number that counts as 0, for each direction, from sender to receiver.
    zeros: HashMap<(SocketAddr, SocketAddr), u32>,
}

impl Relative {
    /// Knows no connection yet.
    #[must_use]
    pub fn new() -> Relative {
        Relative::default()
    }

    /// Writes the relative numbers of a segment. Show it the segments in the order in which they were captured.
    pub fn number(&mut self, source: IpAddr, destination: IpAddr, segment: &mut Segment) {
        let sender = SocketAddr::new(source, segment.source_port);
        let receiver = SocketAddr::new(destination, segment.destination_port);
        let (there, back) = ((sender, receiver), (receiver, sender));
        if segment.flags.has(Flags::SYN) {
            match self.zeros.entry(there) {
                // A SYN sent again belongs to the same connection.
                Entry::Occupied(known) if *known.get() == segment.sequence => {}
                Entry::Occupied(mut known) => {
                    known.insert(segment.sequence);
                    // A new connection between the same ports: what the other side had counted is over. Its SYN-ACK,
                    // which answers, is no such beginning.
                    if !segment.flags.has(Flags::ACK) && there != back {
                        self.zeros.remove(&back);
                    }
                }
                Entry::Vacant(new) => {
                    new.insert(segment.sequence);
                }
            }
        }
        let zero = *self.zeros.entry(there).or_insert(segment.sequence.wrapping_sub(1));
        segment.relative_sequence = segment.sequence.wrapping_sub(zero);
        segment.relative_acknowledgement = 0;
        if segment.flags.has(Flags::ACK) {
            let zero = *self.zeros.entry(back).or_insert(segment.acknowledgement.wrapping_sub(1));
            segment.relative_acknowledgement = segment.acknowledgement.wrapping_sub(zero);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    /// The relative numbers of segments, each given as its ports, flags, sequence and acknowledgement number.
    fn numbered(segments: &[(u16, u16, &str, u32, u32)]) -> Vec<(u32, u32)> {
        let mut relative = Relative::new();
        let number = |&(source_port, destination_port, flags, sequence, acknowledgement): &(u16, u16, &str, _, _)| {
            let mut segment = Segment {
                source_port,
                destination_port,
                flags: flags.parse().unwrap(),
                sequence,
                acknowledgement,
                relative_sequence: sequence,
                relative_acknowledgement: acknowledgement,
                window: 0,
                maximum_segment: None,
                length: 0,
                head: Vec::new(),
            };
            relative.number(LOOPBACK, LOOPBACK, &mut segment);
            (segment.relative_sequence, segment.relative_acknowledgement)
        };
        segments.iter().map(number).collect()
    }

    #[test]
    fn a_handshake_counts_both_directions_from_zero() {
        let seen = numbered(&[(1, 2, "S", 1000, 0), (2, 1, "S.", 500, 1001), (1, 2, ".", 1001, 501)]);
        assert_eq!(seen, [(0, 0), (0, 1), (1, 1)]);
    }

    #[test]
    fn a_connection_first_seen_midway_counts_its_first_number_as_one() {
        assert_eq!(numbered(&[(1, 2, "P.", 1000, 500), (2, 1, ".", 500, 1005)]), [(1, 1), (1, 6)]);
    }

    #[test]
    fn a_syn_sent_again_starts_nothing_new() {
        assert_eq!(numbered(&[(1, 2, "S", 9, 0), (2, 1, "S.", 5, 10), (1, 2, "S", 9, 0)])[2], (0, 0));
    }

    #[test]
    fn a_second_connection_between_the_same_ports_starts_from_zero_again() {
        let first = [(1, 2, "S", 1000, 0), (2, 1, "S.", 500, 1001)];
        let second = [(1, 2, "S", 7000, 0), (2, 1, "S.", 9000, 7001), (1, 2, ".", 7001, 9001)];
        assert_eq!(numbered(&[first.as_slice(), &second].concat())[2..], [(0, 0), (0, 1), (1, 1)]);
    }

    #[test]
    fn a_self_connection_has_one_count() {
        assert_eq!(
            numbered(&[(1, 1, "S", 40, 0), (1, 1, "S.", 40, 41), (1, 1, ".", 41, 41)]),
            [(0, 0), (0, 1), (1, 1)]
        );
    }

    #[test]
    fn a_simultaneous_open_keeps_both_zeros() {
        assert_eq!(numbered(&[(1, 2, "S", 40, 0), (2, 1, "S", 70, 0), (1, 2, "S.", 40, 71)]), [(0, 0), (0, 0), (0, 1)]);
    }

    proptest! {
        #[test]
        fn numbers_wrap_and_stay_relative(initial: u32, peer: u32, sent: u32) {
            let last = (1, 2, ".", initial.wrapping_add(sent), peer.wrapping_add(1));
            let seen = numbered(&[(1, 2, "S", initial, 0), (2, 1, "S.", peer, initial.wrapping_add(1)), last]);
            prop_assert_eq!(seen[2], (sent, 1));
        }
    }
}
