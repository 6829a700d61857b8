//! One test for every claim of every lab, made from the registry: `cargo test lab_08` lists what lab 08 documents.
//!
//! Each lab is run once, by the real program, as a reader runs it. A claim that this host cannot show is ignored, and
//! says why; `SOCKLAB_REQUIRE=wire,isolation,..` makes a missing capability a failure.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
};

use libtest_mimic::{Arguments, Failed, Trial};
use socklab::{
    lab::Lab,
    labs,
    runner::{self, LabReport, Place, Plan, Verdict},
};

/// The report of each lab, made by whichever of its tests comes first.
type Reports = Arc<Mutex<HashMap<u8, Arc<OnceLock<LabReport>>>>>;

fn main() -> std::process::ExitCode {
    let arguments = Arguments::from_args();
    let reports = Reports::default();
    let mut trials = Vec::new();
    for lab in labs::ALL {
        for scene in lab.scenes {
            for claim in scene.claims {
                let name = format!("{}::{}::{}", lab.module(), scene.slug.replace('-', "_"), claim.id);
                let reports = Arc::clone(&reports);
                trials.push(Trial::test(name, move || check(&reports, lab, scene.slug, claim.id)));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn check(reports: &Reports, lab: &'static Lab, scene: &str, claim: &str) -> Result<(), Failed> {
    let cell = Arc::clone(reports.lock().map_err(|_| "another test panicked")?.entry(lab.number).or_default());
    let report =
        cell.get_or_init(|| runner::run(lab, &Plan::new(lab, Place::Isolated(env!("CARGO_BIN_EXE_socklab").into()))));
    let played = report.scenes.iter().find(|played| played.scene.slug == scene).ok_or("the scene was not played")?;
    let seen = report.claim(scene, claim).ok_or("the scene has no such claim")?;
    match &seen.verdict {
        Verdict::Holds => Ok(()),
        other => Err(format!("{}: {other:?}; the scene: {:?}", seen.claim.says.en, played.run.ending).into()),
    }
}
