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
    lab::{Capability, Lab, Scene},
    labs,
    runner::{self, LabReport, Place, Plan, Verdict, isolated},
};

/// The report of each lab, made by whichever of its tests comes first.
type Reports = Arc<Mutex<HashMap<u8, Arc<OnceLock<LabReport>>>>>;

fn main() -> std::process::ExitCode {
    let arguments = Arguments::from_args();
    let host = Host::survey();
    let mut trials: Vec<Trial> = host.required.iter().map(|&capability| host.demands(capability)).collect();
    let reports = Reports::default();
    for lab in labs::ALL {
        for scene in lab.scenes {
            let lacking = host.lacking(scene);
            for claim in scene.claims {
                let name = format!("{}::{}::{}", lab.module(), scene.slug.replace('-', "_"), claim.id);
                let reports = Arc::clone(&reports);
                let trial = Trial::test(name, move || check(&reports, lab, scene.slug, claim.id));
                trials.push(match &lacking {
                    None => trial,
                    Some(what) => trial.with_kind(format!("this host has no {what}")).with_ignored_flag(true),
                });
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn place() -> Place {
    Place::Isolated(env!("CARGO_BIN_EXE_socklab").into())
}

fn check(reports: &Reports, lab: &'static Lab, scene: &str, claim: &str) -> Result<(), Failed> {
    let cell = Arc::clone(reports.lock().map_err(|_| "another test panicked")?.entry(lab.number).or_default());
    let report = cell.get_or_init(|| runner::run(lab, &Plan::new(lab, place())));
    let played = report.scenes.iter().find(|played| played.scene.slug == scene).ok_or("the scene was not played")?;
    let seen = report.claim(scene, claim).ok_or("the scene has no such claim")?;
    match &seen.verdict {
        Verdict::Holds => Ok(()),
        other => Err(format!("{}: {other:?}; the scene: {:?}", seen.claim.says.en, played.run.ending).into()),
    }
}

/// What else `SOCKLAB_REQUIRE` may demand: the business of the tests that use it.
const OTHERS: [&str; 9] = [
    "sandbox",
    "tshark",
    "python3",
    "python3-yaml",
    "xmllint",
    "junit-schema",
    "chromium",
    "check-jsonschema",
    "kubernetes-validate",
];

/// What this host offers, and what `SOCKLAB_REQUIRE` demands of it.
struct Host {
    missing: Vec<Capability>,
    required: Vec<Capability>,
}

impl Host {
    fn survey() -> Host {
        let survey = isolated::survey(&place()).expect("the program answers for this host");
        let asked = std::env::var("SOCKLAB_REQUIRE").unwrap_or_default();
        let known = |name: &str| {
            let capability = Capability::ALL.into_iter().find(|capability| capability.slug() == name);
            assert!(capability.is_some() || OTHERS.contains(&name), "SOCKLAB_REQUIRE: no capability {name:?}");
            capability
        };
        Host {
            missing: survey.missing.iter().map(|missing| missing.capability).collect(),
            required: asked.split(',').filter(|name| !name.is_empty()).filter_map(known).collect(),
        }
    }

    /// A test that a required capability is there.
    fn demands(&self, capability: Capability) -> Trial {
        let missing = self.missing.contains(&capability);
        Trial::test(format!("required::{}", capability.slug().replace('-', "_")), move || {
            if missing { Err(format!("this host has no {}", capability.slug()).into()) } else { Ok(()) }
        })
    }

    /// What a scene needs, and neither is there nor demanded.
    fn lacking(&self, scene: &Scene) -> Option<&'static str> {
        let lacks = |capability: &&Capability| self.missing.contains(capability) && !self.required.contains(capability);
        scene.needs.iter().find(lacks).map(|capability| capability.slug())
    }
}
