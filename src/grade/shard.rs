//! A class in parts: which students a machine grades.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One part of a class, such as `2/3`. Which students are in it follows from their names alone, so that machines need
/// not agree on anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    index: u32,
    of: u32,
}

/// The most parts that a class can have.
pub const MAX_SHARDS: u32 = 10_000;

impl Shard {
    /// A class in one piece.
    pub const WHOLE: Shard = Shard { index: 1, of: 1 };

    /// Which part, from 1.
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many parts there are.
    #[must_use]
    pub fn of(self) -> u32 {
        self.of
    }

    /// Every part of a class in so many.
    pub fn all(of: u32) -> impl Iterator<Item = Shard> {
        (1..=of).map(move |index| Shard { index, of })
    }

    /// Whether this student is in it (CRC-32 of the folder's name, modulo the number of parts).
    #[must_use]
    pub fn has(self, student: &str) -> bool {
        crc32fast::hash(student.as_bytes()) % self.of == self.index - 1
    }

    /// Whether it is one of several parts of a class, and none that cannot be.
    pub(super) fn is_possible(self) -> bool {
        (1..=MAX_SHARDS).contains(&self.of) && (1..=self.of).contains(&self.index)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

/// Not two numbers such as `2/3`, the first from 1 to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a shard is written I/N, with I from 1 to N and N at most {MAX_SHARDS}")]
pub struct NotAShard;

impl FromStr for Shard {
    type Err = NotAShard;

    fn from_str(text: &str) -> Result<Shard, NotAShard> {
        let (index, of) = text.split_once('/').ok_or(NotAShard)?;
        let number = |digits: &str| digits.parse::<u32>().map_err(|_| NotAShard);
        let shard = Shard { index: number(index)?, of: number(of)? };
        if shard.is_possible() { Ok(shard) } else { Err(NotAShard) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_student_is_in_one_shard_and_in_the_same_one_for_ever() {
        for of in [1, 2, 3, 7] {
            for number in 0..200 {
                let name = format!("student-{number}");
                assert_eq!(Shard::all(of).filter(|shard| shard.has(&name)).count(), 1);
            }
        }
        // Another answer here would tear apart the classes that are being graded by two versions.
        assert!(Shard { index: 3, of: 3 }.has("alice"));
    }

    #[test]
    fn a_shard_is_read_as_it_is_written_and_an_impossible_one_is_refused() {
        for shard in Shard::all(12) {
            assert_eq!(shard.to_string().parse(), Ok(shard));
        }
        for wrong in ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1/10001", "1/ 3"] {
            assert_eq!(wrong.parse::<Shard>(), Err(NotAShard), "{wrong}");
        }
    }
}
