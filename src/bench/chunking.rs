//! How bytes are cut into pieces on their way.

use fastrand::Rng;

/// The sizes of the pieces, in order. Each piece is sent when the program has read the one before it, so that the cuts
/// are what its reads see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunking(Vec<usize>);

impl Chunking {
    /// All in one piece.
    #[must_use]
    pub fn whole(length: usize) -> Chunking {
        Chunking::cut(length, [])
    }

    /// Byte by byte.
    #[must_use]
    pub fn bytes(length: usize) -> Chunking {
        Chunking(vec![1; length])
    }

    /// Cut at these places; places outside, and places named twice, cut nothing.
    #[must_use]
    pub fn cut(length: usize, places: impl IntoIterator<Item = usize>) -> Chunking {
        let mut places: Vec<usize> = places.into_iter().filter(|&place| 0 < place && place < length).collect();
        places.sort_unstable();
        places.dedup();
        places.push(length);
        let starts = std::iter::once(0).chain(places.iter().copied());
        Chunking(starts.zip(&places).map(|(from, to)| to - from).filter(|&size| size > 0).collect())
    }

    /// Cut once, at every place in turn.
    pub fn every_cut(length: usize) -> impl Iterator<Item = Chunking> {
        (1..length).map(move |place| Chunking::cut(length, [place]))
    }

    /// Up to so many cuts, anywhere.
    #[must_use]
    pub fn random(length: usize, cuts: usize, rng: &mut Rng) -> Chunking {
        let places: Vec<usize> = (0..rng.usize(1..=cuts.max(1))).map(|_| rng.usize(0..=length)).collect();
        Chunking::cut(length, places)
    }

    /// The sizes.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.0
    }

    /// The pieces of these bytes; what is beyond the sizes comes as a last piece.
    pub fn pieces<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = bytes;
        let sizes = self.0.iter().copied().chain([usize::MAX]);
        sizes.map_while(move |size| {
            let (piece, after) = rest.split_at(size.min(rest.len()));
            rest = after;
            (!piece.is_empty()).then_some(piece)
        })
    }

    /// The same with one cut less, for each of its cuts.
    fn simpler(&self) -> impl Iterator<Item = Chunking> {
        (1..self.0.len()).map(|cut| {
            let mut sizes = self.0.clone();
            sizes[cut - 1] += sizes.remove(cut);
            Chunking(sizes)
        })
    }

    /// The simplest that still fails, found by taking away one cut after the other, in at most so many tries.
    #[must_use]
    pub fn shrunk(self, mut tries: usize, mut still_fails: impl FnMut(&Chunking) -> bool) -> Chunking {
        let mut smallest = self;
        'again: loop {
            for simpler in smallest.simpler().collect::<Vec<_>>() {
                if tries == 0 {
                    break 'again;
                }
                tries -= 1;
                if still_fails(&simpler) {
                    smallest = simpler;
                    continue 'again;
                }
            }
            break;
        }
        smallest
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_assume, proptest};

    use super::Chunking;

    proptest! {
        #[test]
        fn the_pieces_of_any_chunking_are_the_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), seed: u64) {
            let mut rng = Rng::with_seed(seed);
            for chunking in [Chunking::random(bytes.len(), 9, &mut rng), Chunking::whole(bytes.len()), Chunking::bytes(bytes.len())] {
                prop_assert_eq!(chunking.pieces(&bytes).collect::<Vec<_>>().concat(), bytes.clone());
                prop_assert_eq!(chunking.sizes().iter().sum::<usize>(), bytes.len());
                prop_assert!(chunking.sizes().iter().all(|&size| size > 0));
            }
        }

        #[test]
        fn a_program_that_fails_at_one_cut_is_shown_that_cut_alone(length in 2usize..60, place in 1usize..60, seed: u64) {
            prop_assume!(place < length);
            let fails = |chunking: &Chunking| {
                let ends = chunking.sizes().iter().scan(0, |end, size| { *end += size; Some(*end) });
                ends.take(chunking.sizes().len() - 1).any(|end| end == place)
            };
            let mut rng = Rng::with_seed(seed);
            let mut places: Vec<usize> = (0..6).map(|_| rng.usize(1..length)).collect();
            places.push(place);
            let shrunk = Chunking::cut(length, places).shrunk(200, fails);
            prop_assert_eq!(shrunk, Chunking::cut(length, [place]));
        }
    }

    #[test]
    fn the_same_seed_cuts_at_the_same_places() {
        let random = |seed| Chunking::random(1000, 20, &mut Rng::with_seed(seed));
        assert_eq!(random(7), random(7));
        assert_ne!(random(7), random(8));
    }
}
