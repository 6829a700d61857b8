//! `socklab run`.

use std::{
    io,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
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
};

pub(super) fn run(arguments: &RunArguments, session: &mut Session) -> Result<Exit, Failure> {
    let messages = &session.messages;
    let mut labs = find::labs(&arguments.labs, messages)?;
    let scene = arguments.scene.as_deref().map(|name| find::scene(name, &labs, messages)).transpose()?;
    if let Some(scene) = scene {
        labs.retain(|lab| lab.scene(scene.slug).is_some());
    }
    let settings = find::settings(&arguments.set, &labs, messages)?;
    let place = place(arguments.no_isolate)?;
    let plan = |(lab, settings): (&'static Lab, _)| {
        (lab, Plan { scene: scene.map(|scene| scene.slug), settings, ..Plan::new(lab, place.clone()) })
    };
    let plans: Vec<_> = labs.iter().copied().zip(settings).map(plan).collect();
    let jobs = jobs(arguments, &place);

    let mut reports = Vec::with_capacity(plans.len());
    side_by_side(&plans, jobs, |report| {
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

    let summary: Summary = reports.iter().map(LabReport::summary).sum();
    let text = match arguments.format {
        Format::Text => render::report::summary(&summary, &session.view()),
        Format::Json => pretty(&render::json::run(&reports, session.messages.lang()))?,
    };
    session.print(&text)?;
    Ok(summary.into())
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
