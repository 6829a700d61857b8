//! `socklab run`.

use std::{
    fs::File,
    io::{self, Write},
    mem,
    path::Path,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::SystemTime,
};

use super::{
    Exit, Failure, Session,
    arguments::Format,
    arguments::RunArguments,
    find,
    list::pretty,
    session::{Talk, place},
};
use crate::{
    lab::Lab,
    render,
    runner::{self, LabReport, Place, Plan, Summary},
    wire::pcapng,
};

pub(super) fn run(arguments: &RunArguments, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let mut labs = find::labs(&arguments.labs, messages)?;
    let scene = arguments.scene.as_deref().map(|name| find::scene(name, &labs, messages)).transpose()?;
    if let Some(scene) = scene {
        labs.retain(|lab| lab.scene(scene.slug).is_some());
    }
    let settings = find::settings(&arguments.set, &labs, messages)?;
    let mut packets = arguments.pcap.as_deref().map(PacketFile::create).transpose()?;
    let place = place(arguments.no_isolate)?;
    let plan = |(lab, settings): (&'static Lab, _)| {
        (
            lab,
            Plan {
                scene: scene.map(|scene| scene.slug),
                settings,
                pcap: packets.is_some(),
                ..Plan::new(lab, place.clone())
            },
        )
    };
    let plans: Vec<_> = labs.iter().copied().zip(settings).map(plan).collect();
    let jobs = jobs(arguments, &place);

    let mut reports = Vec::with_capacity(plans.len());
    side_by_side(&plans, jobs, |mut report| {
        if let Some(packets) = &mut packets {
            packets.append(&mem::take(&mut report.pcapng))?;
        }
        session.say_more(&elapsed(&report));
        if arguments.format == Format::Text {
            let view = session.view();
            let text = if session.talk == Talk::Quiet {
                render::report::troubles(&report, &view)
            } else {
                render::report::lab(&report, &view, arguments.steps)
            };
            session.print_bytes(text.as_bytes())?;
        }
        reports.push(report);
        Ok(())
    })?;

    if let Some(packets) = packets {
        let because = reports.iter().find_map(|report| report.no_wire.as_deref());
        packets.finish(because)?;
        if let Some(because) = because {
            Session::warn(&render::report::nothing_captured(because, &session.view()));
        }
    }
    let summary: Summary = reports.iter().map(LabReport::summary).sum();
    let text = match arguments.format {
        Format::Text => render::report::summary(&summary, &session.view()),
        Format::Json => pretty(&render::json::run(&reports, session.messages.lang()))?,
    };
    session.print(&text)?;
    Ok(summary.into())
}

/// The file that `--pcap` names. It is made before the first lab runs, so that nobody waits for a run whose packets
/// cannot be kept.
struct PacketFile<'a> {
    path: &'a Path,
    file: File,
    empty: bool,
}

impl PacketFile<'_> {
    fn create(path: &Path) -> io::Result<PacketFile<'_>> {
        let file = File::create(path).map_err(|error| about(path, &error))?;
        Ok(PacketFile { path, file, empty: true })
    }

    /// Adds a lab's sections.
    fn append(&mut self, sections: &[u8]) -> io::Result<()> {
        self.empty &= sections.is_empty();
        self.file.write_all(sections).map_err(|error| about(self.path, &error))
    }

    /// A file without any packet says why, and is still one that Wireshark opens.
    fn finish(mut self, because: Option<&str>) -> io::Result<()> {
        if !self.empty {
            return Ok(());
        }
        let comment = format!("nothing captured: {}", because.unwrap_or("no scene was played"));
        let section = pcapng::Recorded { comment: &comment, began: SystemTime::now(), frames: &[] };
        let mut bytes = Vec::new();
        pcapng::write(&mut bytes, &[section])?;
        self.append(&bytes)
    }
}

fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("write {}: {error}", path.display()))
}

/// Isolated labs do not see each other, so as many run at once as there are processors. On the host's loopback they
/// share its tables: one at a time, unless asked otherwise.
fn jobs(arguments: &RunArguments, place: &Place) -> usize {
    match (arguments.jobs, place) {
        (Some(jobs), _) => usize::from(jobs),
        (None, Place::Isolated(_)) => thread::available_parallelism().map_or(1, usize::from),
        (None, Place::Host) => 1,
    }
}

/// Runs the labs on `jobs` threads and hands over each report in the order of the plans, as soon as it may.
fn side_by_side(
    plans: &[(&'static Lab, Plan)],
    jobs: usize,
    mut hand_over: impl FnMut(LabReport) -> io::Result<()>,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let (finished, reports) = mpsc::channel();
    thread::scope(|scope| {
        for job in 0..jobs.min(plans.len()) {
            let (next, finished) = (&next, finished.clone());
            let work = move || {
                while let Some((index, (lab, plan))) = take(next, plans) {
                    if finished.send((index, runner::run(lab, plan))).is_err() {
                        return; // nobody waits any more: the output is closed
                    }
                }
            };
            thread::Builder::new().name(format!("job {job}")).spawn_scoped(scope, work)?;
        }
        drop(finished);
        let mut waiting: Vec<Option<LabReport>> = plans.iter().map(|_| None).collect();
        let mut due = 0;
        for (index, report) in reports {
            waiting[index] = Some(report);
            while let Some(report) = waiting.get_mut(due).and_then(Option::take) {
                hand_over(report)?;
                due += 1;
            }
        }
        Ok(())
    })
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

fn elapsed(report: &LabReport) -> String {
    let scenes: Vec<String> =
        report.scenes.iter().map(|scene| format!("{} {:.1?}", scene.scene.slug, scene.run.elapsed)).collect();
    format!("{}: {}", report.lab.module(), scenes.join(", "))
}
