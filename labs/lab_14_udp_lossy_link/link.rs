//! What a bad link does to datagrams. No socket here: the relay asks, and does what it is told.
//!
//! Nothing of this is the kernel's doing. The faults are declared, and drawn from a seed, so that every run of one seed
//! has the same ones.

use std::collections::VecDeque;

/// What becomes of one datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It goes through.
    Pass,
    /// It is lost.
    Drop,
    /// It goes through twice.
    Double,
    /// It is held back until the next one has gone through.
    Hold,
}

/// How often each fault happens, in percent. The rest goes through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faults {
    pub(super) loss: u64,
    pub(super) double: u64,
    pub(super) hold: u64,
}

impl Faults {
    /// A link without faults.
    pub(super) const NONE: Faults = Faults { loss: 0, double: 0, hold: 0 };
}

/// One direction of a bad link.
#[derive(Debug)]
pub(super) struct Link {
    fates: Fates,
    held: Option<Vec<u8>>,
}

#[derive(Debug)]
enum Fates {
    Seeded { faults: Faults, random: Random },
    Scripted(VecDeque<Fate>),
}

impl Link {
    /// A link whose faults follow from a seed.
    pub(super) fn seeded(faults: Faults, seed: u64) -> Link {
        Link { fates: Fates::Seeded { faults, random: Random(seed) }, held: None }
    }

    /// A link with these fates, one after the other; then everything passes.
    pub(super) fn scripted(fates: &[Fate]) -> Link {
        Link { fates: Fates::Scripted(fates.iter().copied().collect()), held: None }
    }

    /// Takes one datagram: what becomes of it, and what comes out now, in this order.
    pub(super) fn carry(&mut self, datagram: Vec<u8>) -> (Fate, Vec<Vec<u8>>) {
        let before = self.held.take();
        let mut fate = match &mut self.fates {
            Fates::Seeded { faults, random } => faults.of(random.below(100)),
            Fates::Scripted(fates) => fates.pop_front().unwrap_or(Fate::Pass),
        };
        if fate == Fate::Hold && before.is_some() {
            fate = Fate::Pass; // room for one
        }
        let mut out = match fate {
            Fate::Pass => vec![datagram],
            Fate::Drop => vec![],
            Fate::Double => vec![datagram.clone(), datagram],
            Fate::Hold => {
                self.held = Some(datagram);
                vec![]
            }
        };
        out.extend(before);
        (fate, out)
    }

    /// Lets go of what is held, when nothing comes any more.
    pub(super) fn release(&mut self) -> Option<Vec<u8>> {
        self.held.take()
    }
}

impl Faults {
    fn of(self, draw: u64) -> Fate {
        let Faults { loss, double, hold } = self;
        if draw < loss {
            Fate::Drop
        } else if draw < loss + double {
            Fate::Double
        } else if draw < loss + double + hold {
            Fate::Hold
        } else {
            Fate::Pass
        }
    }
}

/// `SplitMix64`: a few lines, the same numbers on every system, good enough for a link.
#[derive(Debug)]
struct Random(u64);

impl Random {
    /// A number from 0 up to and without `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// What comes out of a link that is given the datagrams 0, 1, 2, ..
    fn through(mut link: Link, count: u8) -> Vec<u8> {
        let mut out: Vec<Vec<u8>> = (0..count).flat_map(|number| link.carry(vec![number]).1).collect();
        out.extend(link.release());
        out.concat()
    }

    #[test]
    fn each_fate_does_what_it_says() {
        use Fate::{Double, Drop, Hold, Pass};
        assert_eq!(through(Link::scripted(&[Pass, Drop, Double]), 4), [0, 2, 2, 3]);
        assert_eq!(through(Link::scripted(&[Hold]), 3), [1, 0, 2], "swapped");
        assert_eq!(through(Link::scripted(&[Hold, Hold]), 2), [1, 0], "there is room for one");
        assert_eq!(through(Link::scripted(&[Hold, Drop]), 3), [0, 2], "what is held is not lost with the next");
        assert_eq!(through(Link::scripted(&[Pass, Hold]), 2), [0, 1], "the last one is let go in the end");
    }

    #[test]
    fn the_generator_gives_the_published_numbers() {
        // The first outputs for the seed 1234567, by the reference implementation.
        let mut random = Random(1_234_567);
        let first = [6_457_827_717_110_365_317u64, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for expected in first {
            assert_eq!(random.below(u64::MAX), expected);
        }
    }

    proptest! {
        #[test]
        fn a_seed_is_a_link(seed: u64, loss in 0u64..80, double in 0u64..10, hold in 0u64..10) {
            let faults = Faults { loss, double, hold };
            let once = through(Link::seeded(faults, seed), 100);
            prop_assert_eq!(&once, &through(Link::seeded(faults, seed), 100));
        }

        #[test]
        fn nothing_is_invented_and_only_what_is_dropped_is_lost(
            fates in vec(
                prop_oneof![Just(Fate::Pass), Just(Fate::Drop), Just(Fate::Double), Just(Fate::Hold)],
                0..50,
            ),
        ) {
            let out = through(Link::scripted(&fates), 50);
            let mut copies = [0; 50];
            for number in out {
                copies[usize::from(number)] += 1;
            }
            for (number, copies) in copies.into_iter().enumerate() {
                let fate = fates.get(number).unwrap_or(&Fate::Pass);
                let expected = match fate { Fate::Drop => 0, Fate::Double => 2, Fate::Pass | Fate::Hold => 1 };
                prop_assert_eq!(copies, expected, "{} {:?}", number, fate);
            }
        }

        #[test]
        fn a_link_without_faults_keeps_everything_in_order(seed: u64) {
            prop_assert_eq!(through(Link::seeded(Faults::NONE, seed), 50), (0..50).collect::<Vec<u8>>());
        }
    }
}
