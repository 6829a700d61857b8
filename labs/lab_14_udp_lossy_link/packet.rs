//! The datagrams of lab 14. `D`, a number in 4 bytes, and the data; answered by `A` and the same number.
//!
//! In Python: `struct.pack('!cI', b'D', number) + data`.

/// The most data that one datagram carries.
pub(super) const MOST: usize = 512;

/// One datagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Packet {
    /// A numbered piece of data.
    Data { number: u32, bytes: Vec<u8> },
    /// The piece of this number has arrived.
    Ack { number: u32 },
}

/// A datagram that is neither.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum PacketError {
    /// Nothing in it.
    #[error("byte 0: the datagram is empty")]
    Empty,
    /// It begins with another letter.
    #[error("byte 0: {0:#04x} is neither 'D' nor 'A'")]
    Kind(u8),
    /// It ends inside the number.
    #[error("byte {at}: the datagram ends inside the number")]
    Short { at: usize },
    /// It goes on where it should end.
    #[error("byte {at}: the datagram should end here, and has {extra} bytes more")]
    Long { at: usize, extra: usize },
}

impl Packet {
    /// The bytes to send.
    pub(super) fn encode(&self) -> Vec<u8> {
        match self {
            Packet::Data { number, bytes } => [b"D", &number.to_be_bytes()[..], bytes].concat(),
            Packet::Ack { number } => [b"A", &number.to_be_bytes()[..]].concat(),
        }
    }

    /// Reads a datagram.
    pub(super) fn decode(datagram: &[u8]) -> Result<Packet, PacketError> {
        let (&kind, rest) = datagram.split_first().ok_or(PacketError::Empty)?;
        let most = match kind {
            b'D' => MOST,
            b'A' => 0,
            other => return Err(PacketError::Kind(other)),
        };
        let (number, bytes) = rest.split_first_chunk().ok_or(PacketError::Short { at: datagram.len() })?;
        let number = u32::from_be_bytes(*number);
        if bytes.len() > most {
            return Err(PacketError::Long { at: datagram.len() - bytes.len() + most, extra: bytes.len() - most });
        }
        Ok(if kind == b'A' { Packet::Ack { number } } else { Packet::Data { number, bytes: bytes.to_vec() } })
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::data(Packet::Data { number: 258, bytes: b"two".to_vec() }, b"D\0\0\x01\x02two")]
    #[case::no_data(Packet::Data { number: 0, bytes: vec![] }, b"D\0\0\0\0")]
    #[case::an_acknowledgement(Packet::Ack { number: u32::MAX }, b"A\xff\xff\xff\xff")]
    fn a_packet_is_what_struct_pack_writes(#[case] packet: Packet, #[case] packed: &[u8]) {
        assert_eq!(packet.encode(), packed);
    }

    #[rstest]
    #[case::nothing(b"", PacketError::Empty, "byte 0: the datagram is empty")]
    #[case::another_letter(b"hello", PacketError::Kind(b'h'), "byte 0: 0x68 is neither 'D' nor 'A'")]
    #[case::cut(b"D\0\0", PacketError::Short { at: 3 }, "byte 3: the datagram ends inside the number")]
    #[case::too_long(
        b"A\0\0\0\x01!",
        PacketError::Long { at: 5, extra: 1 },
        "byte 5: the datagram should end here, and has 1 bytes more"
    )]
    fn a_datagram_that_is_no_packet_is_an_error_at_a_byte(
        #[case] datagram: &[u8],
        #[case] error: PacketError,
        #[case] words: &str,
    ) {
        assert_eq!(error.to_string(), words);
        assert_eq!(Packet::decode(datagram), Err(error));
    }

    #[test]
    fn data_of_513_bytes_is_too_long() {
        let packet = Packet::Data { number: 1, bytes: vec![0; MOST + 1] };
        assert_eq!(Packet::decode(&packet.encode()), Err(PacketError::Long { at: 517, extra: 1 }));
    }

    proptest! {
        #[test]
        fn every_packet_comes_back(number: u32, bytes in vec(any::<u8>(), 0..=MOST), is_data: bool) {
            let packet = if is_data { Packet::Data { number, bytes } } else { Packet::Ack { number } };
            prop_assert_eq!(Packet::decode(&packet.encode()), Ok(packet));
        }

        #[test]
        fn arbitrary_bytes_are_a_packet_or_an_error(mut datagram in vec(any::<u8>(), 0..20), kind in "[DAx]") {
            if let Some(first) = datagram.first_mut() {
                *first = kind.as_bytes()[0];
            }
            if let Ok(packet) = Packet::decode(&datagram) {
                prop_assert_eq!(packet.encode(), datagram);
            }
        }
    }
}
