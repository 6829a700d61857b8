//! The control bits of a segment.

use std::{fmt, ops::BitOr, str::FromStr};

use serde::{Deserialize, Serialize};

/// The control bits of a segment, printed as tcpdump(8) prints them: `S`, `S.`, `.`, `P.`, `F.`, `R.`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Flags(u8);

impl Flags {
    /// No more data from the sender.
    pub const FIN: Flags = Flags(0x01);
    /// Synchronise sequence numbers.
    pub const SYN: Flags = Flags(0x02);
    /// Reset the connection.
    pub const RST: Flags = Flags(0x04);
    /// Push.
    pub const PSH: Flags = Flags(0x08);
    /// The acknowledgement number counts.
    pub const ACK: Flags = Flags(0x10);
    /// The urgent pointer counts.
    pub const URG: Flags = Flags(0x20);
    /// ECN-Echo (RFC 3168 section 6.1).
    pub const ECE: Flags = Flags(0x40);
    /// Congestion window reduced (RFC 3168 section 6.1).
    pub const CWR: Flags = Flags(0x80);

    /// The letters, in tcpdump's order.
    const LETTERS: [(Flags, char); 8] = [
        (Flags::FIN, 'F'),
        (Flags::SYN, 'S'),
        (Flags::RST, 'R'),
        (Flags::PSH, 'P'),
        (Flags::ACK, '.'),
        (Flags::URG, 'U'),
        (Flags::ECE, 'E'),
        (Flags::CWR, 'W'),
    ];

    /// The bits as in byte 13 of the header.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Flags {
        Flags(bits)
    }

    /// The bits as in byte 13 of the header.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether all of these are set.
    #[must_use]
    pub const fn has(self, all: Flags) -> bool {
        self.0 & all.0 == all.0
    }
}

impl BitOr for Flags {
    type Output = Flags;

    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("none");
        }
        let set = Flags::LETTERS.iter().filter(|(flag, _)| self.has(*flag));
        f.pad(&set.map(|(_, letter)| *letter).collect::<String>())
    }
}

impl From<Flags> for String {
    fn from(flags: Flags) -> String {
        flags.to_string()
    }
}

/// A letter that stands for no control bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a flag of a segment: {0:?}")]
pub struct UnknownFlag(pub char);

impl FromStr for Flags {
    type Err = UnknownFlag;

    fn from_str(letters: &str) -> Result<Flags, UnknownFlag> {
        if letters == "none" {
            return Ok(Flags::default());
        }
        let flag = |letter| Flags::LETTERS.iter().find(|(_, known)| *known == letter).map(|(flag, _)| *flag);
        letters.chars().try_fold(Flags::default(), |all, letter| Ok(all | flag(letter).ok_or(UnknownFlag(letter))?))
    }
}

impl TryFrom<String> for Flags {
    type Error = UnknownFlag;

    fn try_from(letters: String) -> Result<Flags, UnknownFlag> {
        letters.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn flags_print_as_tcpdump_prints_them() {
        let printed = |flags: Flags| flags.to_string();
        assert_eq!(printed(Flags::SYN), "S");
        assert_eq!(printed(Flags::SYN | Flags::ACK), "S.");
        assert_eq!(printed(Flags::ACK), ".");
        assert_eq!(printed(Flags::PSH | Flags::ACK), "P.");
        assert_eq!(printed(Flags::FIN | Flags::PSH | Flags::ACK), "FP.");
        assert_eq!(printed(Flags::RST | Flags::ACK), "R.");
        assert_eq!(printed(Flags::default()), "none");
        assert_eq!("SX".parse::<Flags>(), Err(UnknownFlag('X')));
    }

    proptest! {
        #[test]
        fn every_set_of_flags_reads_back(bits: u8) {
            let flags = Flags::from_bits(bits);
            prop_assert_eq!(flags.to_string().parse(), Ok(flags));
        }
    }
}
