//! The same labs again and again beside busy threads: whatever depends on luck or on load shows here.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{Builder, JoinHandle},
};

use super::{Ending, LabReport, Plan, Summary, Verdict, run};
use crate::lab::Lab;

/// What a soak found.
#[derive(Clone, Debug, Default)]
pub struct SoakReport {
    /// Every verdict of every run, counted.
    pub summary: Summary,
    /// Each verdict that was not `holds`, with how often it came and the last thing seen.
    pub others: BTreeMap<OtherVerdict, Seen>,
}

/// A verdict other than `holds`, and where it fell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OtherVerdict {
    /// The lab's number.
    pub lab: u8,
    /// The scene.
    pub scene: &'static str,
    /// The claim.
    pub claim: &'static str,
    /// The verdict's name.
    pub verdict: &'static str,
}

/// How often, and the last of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// In how many runs.
    pub times: u32,
    /// The value observed, or why there was none.
    pub last: String,
}

/// Runs each lab `runs` times beside `load` busy threads. `progress` hears the number of each finished round.
///
/// # Errors
/// A busy thread cannot be started.
pub fn soak(
    labs: &[(&'static Lab, Plan)],
    runs: u32,
    load: usize,
    mut progress: impl FnMut(u32),
) -> io::Result<SoakReport> {
    let _load = Load::start(load)?;
    let mut report = SoakReport::default();
    for round in 1..=runs {
        for (lab, plan) in labs {
            report.add(&run(lab, plan));
        }
        progress(round);
    }
    Ok(report)
}

impl SoakReport {
    fn add(&mut self, lab: &LabReport) {
        for scene in &lab.scenes {
            for claim in &scene.claims {
                self.summary.count(&claim.verdict);
                if claim.verdict == Verdict::Holds {
                    continue;
                }
                let verdict = claim.verdict.slug();
                let place =
                    OtherVerdict { lab: lab.lab.number, scene: scene.scene.slug, claim: claim.claim.id, verdict };
                let seen = self.others.entry(place).or_default();
                seen.times += 1;
                seen.last = match (&claim.observed, &scene.run.ending) {
                    (Some(value), _) => value.to_string(),
                    (None, Ending::Complete) => "not observed".to_owned(),
                    (None, ending) => format!("{ending:?}"),
                };
            }
        }
    }
}

/// Threads that do nothing but keep the processors occupied, until dropped.
struct Load {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Load {
    fn start(count: usize) -> io::Result<Load> {
        let mut load = Load { stop: Arc::default(), threads: Vec::with_capacity(count) };
        for number in 0..count {
            let stop = Arc::clone(&load.stop);
            let spin = move || {
                while !stop.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            };
            load.threads.push(Builder::new().name(format!("load {number}")).spawn(spin)?);
        }
        Ok(load)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // A spinning loop has nothing to panic with.
            let _ = thread.join();
        }
    }
}
