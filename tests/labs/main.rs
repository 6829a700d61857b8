//! The labs, one file each: what a scene fixes is varied here, and the stable traces are held against `snapshots/`.
//!
//! These tests play in this process, on the host's loopback, with ports of the system's choice. The claims themselves
//! are tested in `tests/claims.rs`, isolated, as a reader runs them.

mod lab_01;
mod lab_02;
mod lab_03;
mod lab_04;
mod lab_05;
mod lab_06;
mod lab_08;
mod lab_11;
mod lab_13;
mod lab_14;
mod lab_15;
mod lab_16;
mod lab_17;
mod lab_20;
mod lab_21;
mod lab_22;
mod lab_23;
mod lab_24;
mod lab_25;
mod lab_26;
mod lab_27;
mod lab_28;
mod lab_29;
mod lab_30;
mod lab_31;
mod lab_32;
mod lab_33;
mod lab_34;
mod lab_35;
mod lab_36;
mod lab_39;

use socklab::{
    lab::{Lab, Settings},
    labs,
    runner::{self, Ending, Place, Plan, SceneRun},
    trace::Value,
};

/// The lab of that number.
#[track_caller]
fn lab(number: u8) -> &'static Lab {
    labs::ALL.iter().find(|lab| lab.number == number).expect("a lab of that number")
}

/// Plays one scene to its end, with some knobs turned.
#[track_caller]
fn play(number: u8, scene: &str, knobs: &[(&str, &str)]) -> SceneRun {
    let lab = lab(number);
    let mut settings = Settings::of(lab);
    for (name, value) in knobs {
        settings = settings.with(name, value).expect("a knob and a value that the lab declares");
    }
    let scene = lab.scene(scene).expect("a scene of the lab");
    let run = runner::scene::play(scene, &settings, false, runner::SCENE_DEADLINE);
    assert_eq!(run.ending, Ending::Complete, "{:#?}", run.trace);
    run
}

/// What a run observed for a claim.
#[track_caller]
fn observed<'a>(run: &'a SceneRun, claim: &str) -> &'a Value {
    run.trace.observed(claim).unwrap_or_else(|| panic!("{claim} was not observed"))
}

/// The stable text of every scene of a lab is what `snapshots/` holds.
#[track_caller]
fn check_snapshots(number: u8) {
    let lab = lab(number);
    let report = runner::run(lab, &Plan::new(lab, Place::Isolated(env!("CARGO_BIN_EXE_socklab").into())));
    // A lab may have bound filters of its own.
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for scene in &report.scenes {
        let name = format!("{}_{}", lab.module(), scene.scene.slug);
        settings.bind(|| insta::assert_snapshot!(name, socklab::render::stable::scene(scene)));
    }
}
