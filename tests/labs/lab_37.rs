//! Lab 37: raw sockets and ICMP. They need a host of their own, so every scene is played by the binary.

use rstest::rstest;
use socklab::{
    lab::Settings,
    runner::{self, Ending, Place, Plan, SceneRun},
    trace::Value,
};

use super::{check_snapshots, lab, observed};

/// One scene on a host of its own; `None` where there is no such host.
#[expect(clippy::print_stderr, reason = "a test that proves nothing says so")]
#[track_caller]
fn isolated(scene: &'static str, knob: &str, value: &str) -> Option<SceneRun> {
    let lab = lab(37);
    let mut plan = Plan::new(lab, Place::Isolated(env!("CARGO_BIN_EXE_socklab").into()));
    plan.scene = Some(scene);
    plan.settings = Settings::of(lab).with(knob, value).expect("a knob and a value that the lab declares");
    let run = runner::run(lab, &plan).scenes.remove(0).run;
    if let Ending::NotStarted(missing) = &run.ending {
        let required = std::env::var("SOCKLAB_REQUIRE").unwrap_or_default();
        assert!(required.is_empty(), "{missing:?}");
        eprintln!("skipped: {missing:?}");
        return None;
    }
    assert_eq!(run.ending, Ending::Complete, "{:#?}", run.trace);
    Some(run)
}

#[rstest]
#[case::no_data("0", b"", 28)]
#[case::an_odd_number("1", b"h", 29)]
#[case::an_even_number("6", b"helloh", 34)]
fn the_answer_is_28_bytes_longer_than_its_data(
    #[case] data: &str,
    #[case] bytes: &'static [u8],
    #[case] received: i64,
) {
    let Some(run) = isolated("echo", "data", data) else { return };
    assert_eq!(observed(&run, "received"), &Value::Number(received));
    assert_eq!(observed(&run, "sent"), &Value::Number(received - 20));
    assert_eq!(observed(&run, "data"), &Value::bytes(bytes));
    assert_eq!(observed(&run, "own_question"), &Value::Yes);
}

#[rstest]
#[case::the_kernels_own_choice("1", "127.0.0.1")]
#[case::another("254", "127.0.0.254")]
fn the_server_believes_whatever_source_is_written(#[case] source: &str, #[case] from: &'static str) {
    let Some(run) = isolated("included", "source", source) else { return };
    assert_eq!(observed(&run, "from"), &Value::word(from));
    assert_eq!(observed(&run, "data"), &Value::bytes(b"hello"));
}

#[test]
fn the_traces_are_the_recorded_ones() {
    check_snapshots(37);
}
