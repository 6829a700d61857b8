//! Lab 14: reliable over an unreliable link. The properties of link and datagrams are beside them, in `labs/`.

use proptest::prelude::*;
use rstest::rstest;
use socklab::trace::Value;

use super::{check_snapshots, observed, play};

const EVERY_MESSAGE: Value = Value::bytes(b"one two three four");

#[rstest]
#[case::the_cards_own("314", "some twice")]
#[case::another("1", "some twice")]
#[case::one_that_is_lucky("6", "exactly once")]
fn whether_resending_alone_is_right_depends_on_luck(#[case] seed: &str, #[case] result: &'static str) {
    let run = play(14, "resend-only", &[("seed", seed)]);
    assert_eq!(observed(&run, "result"), &Value::word(result));
}

#[rstest]
#[case::no_loss("0")]
#[case::one_in_ten("10")]
#[case::one_in_two("50")]
#[case::four_in_five("80")]
fn numbers_make_it_exactly_once_at_any_loss(#[case] loss: &str) {
    let run = play(14, "stop-and-wait", &[("loss", loss)]);
    assert_eq!(observed(&run, "delivered"), &EVERY_MESSAGE);
}

#[test]
fn over_a_link_without_faults_resending_alone_is_right() {
    let run = play(14, "resend-only", &[("loss", "0")]);
    assert_eq!(observed(&run, "delivered"), &EVERY_MESSAGE);
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(14);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn stop_and_wait_delivers_exactly_once_in_order_for_every_seed(seed in 0u32..=1_000_000, loss in 0u32..=80) {
        let run = play(14, "stop-and-wait", &[("seed", &seed.to_string()), ("loss", &loss.to_string())]);
        prop_assert_eq!(observed(&run, "delivered"), &EVERY_MESSAGE);
    }

    #[test]
    fn resending_alone_over_a_link_that_only_loses_never_leaves_one_out(seed in 0u32..=1_000_000, loss in 0u32..=60) {
        let run = play(14, "resend-only", &[("seed", &seed.to_string()), ("loss", &loss.to_string())]);
        prop_assert_ne!(observed(&run, "result"), &Value::word("some missing"));
    }

    #[test]
    fn a_seed_has_the_same_bad_luck_on_every_run(seed in 0u32..=1_000_000) {
        let seed = seed.to_string();
        let [one, other] = [(), ()].map(|()| play(14, "stop-and-wait", &[("seed", &seed)]));
        for claim in ["sends", "repeats"] {
            prop_assert_eq!(observed(&one, claim), observed(&other, claim));
        }
    }
}
