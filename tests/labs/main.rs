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
mod lab_07;
mod lab_08;
mod lab_09;
mod lab_10;
mod lab_11;
mod lab_12;
mod lab_13;
mod lab_14;
mod lab_15;
mod lab_16;
mod lab_17;
mod lab_18;
mod lab_19;
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
mod lab_37;
mod lab_38;
mod lab_39;
mod lab_40;

#[path = "../support/mod.rs"]
mod support;

use socklab::{
    lab::{Lab, Settings},
    labs,
    runner::{self, Ending, Place, Plan, SceneRun},
    trace::{Tracer, Value},
    wire::Capture,
};
use support::skipped;

/// The lab of that number.
#[track_caller]
fn lab(number: u8) -> &'static Lab {
    labs::ALL.iter().find(|lab| lab.number == number).expect("a lab of that number")
}

/// Plays one scene to its end, with some knobs turned.
#[track_caller]
fn play(number: u8, scene: &str, knobs: &[(&str, &str)]) -> SceneRun {
    let run = started(number, scene, knobs);
    assert_eq!(run.ending, Ending::Complete, "{:#?}", run.trace);
    run
}

/// The same for a scene that needs packets; `None` where the host allows no capture.
#[track_caller]
fn play_on_wire(number: u8, scene: &str, knobs: &[(&str, &str)]) -> Option<SceneRun> {
    let run = started(number, scene, knobs);
    if let Ending::NotStarted(missing) = &run.ending {
        skipped("wire", &format!("{missing:?}"));
        return None;
    }
    assert_eq!(run.ending, Ending::Complete, "{:#?}", run.trace);
    Some(run)
}

/// A tracer that captures on the host's loopback; `None` where the host does not allow it.
#[track_caller]
fn capturing() -> Option<Tracer> {
    let capture = Capture::start().inspect_err(|error| skipped("wire", &error.to_string())).ok()?;
    Some(Tracer::capturing(capture, false))
}

#[track_caller]
fn started(number: u8, scene: &str, knobs: &[(&str, &str)]) -> SceneRun {
    let lab = lab(number);
    let mut settings = Settings::of(lab);
    for (name, value) in knobs {
        settings = settings.with(name, value).expect("a knob and a value that the lab declares");
    }
    let scene = lab.scene(scene).expect("a scene of the lab");
    runner::scene::play(scene, &settings, false, runner::SCENE_DEADLINE)
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
        if let Ending::NotStarted(missing) = &scene.run.ending {
            for lack in missing {
                skipped(lack.capability.slug(), &lack.because);
            }
            continue;
        }
        let name = format!("{}_{}", lab.module(), scene.scene.slug);
        settings.bind(|| insta::assert_snapshot!(name, socklab::render::stable::scene(scene)));
    }
}
