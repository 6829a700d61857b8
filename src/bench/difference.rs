//! Where two byte strings part.

use serde::{Deserialize, Serialize};

/// What was expected and what came, around the first byte that differs.
///
/// The strings may be megabytes long; what is kept of them is [`Excerpt::ROOM`] bytes each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The place of the first byte that differs, from 0; the length of the shorter one if that is how the other begins.
    pub at: usize,
    /// What was expected.
    pub expected: Excerpt,
    /// What came.
    pub actual: Excerpt,
}

/// A part of a longer byte string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// How long the whole is.
    pub total: usize,
    /// Where the part begins.
    pub from: usize,
    /// The part.
    #[serde(with = "crate::wire::hexadecimal")]
    pub bytes: Vec<u8>,
}

impl Excerpt {
    /// The most bytes that are kept.
    pub const ROOM: usize = 48;

    /// Up to [`ROOM`](Self::ROOM) bytes of the whole, from `from` on.
    #[must_use]
    fn of(whole: &[u8], from: usize) -> Excerpt {
        let from = from.min(whole.len());
        let to = whole.len().min(from + Excerpt::ROOM);
        Excerpt { total: whole.len(), from, bytes: whole[from..to].to_vec() }
    }
}

impl Difference {
    /// How many bytes before the first difference are shown with it.
    const BEFORE: usize = 16;

    /// Compares the two. They may be equal; then `at` is their length.
    #[must_use]
    pub fn between(expected: &[u8], actual: &[u8]) -> Difference {
        let at = expected.iter().zip(actual).take_while(|(a, b)| a == b).count();
        let from = if expected.len().max(actual.len()) <= Excerpt::ROOM { 0 } else { at.saturating_sub(Self::BEFORE) };
        Difference { at, expected: Excerpt::of(expected, from), actual: Excerpt::of(actual, from) }
    }

    /// How many bytes are still to come, if what came is how the expected begins.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.expected.total.saturating_sub(self.actual.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_strings_are_shown_whole_and_long_ones_around_the_first_difference() {
        let short = Difference::between(b"HELLO\n", b"HELlO\n");
        assert_eq!((short.at, short.expected.from, short.actual.bytes.as_slice()), (3, 0, b"HELlO\n".as_slice()));
        let (mut expected, actual) = (vec![b'a'; 1 << 20], vec![b'a'; 1000]);
        let cut = Difference::between(&expected, &actual);
        assert_eq!((cut.at, cut.missing()), (1000, (1 << 20) - 1000));
        assert_eq!((cut.expected.from, cut.expected.bytes.len(), cut.actual.bytes.len()), (984, Excerpt::ROOM, 16));
        expected.truncate(1000);
        expected[500] = b'b';
        assert_eq!(Difference::between(&expected, &actual).at, 500);
    }
}
