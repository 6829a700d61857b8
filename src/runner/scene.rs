//! One scene, played in this process, under a deadline.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::capability::{self, Missing};
use crate::{
    lab::{Scene, Settings},
    trace::{Trace, Tracer},
};

/// What became of one scene.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneRun {
    /// The scene's slug.
    pub scene: String,
    /// How it ended.
    pub ending: Ending,
    /// From its start to its end.
    pub elapsed: Duration,
    /// What it did, up to its end.
    pub trace: Trace,
}

/// How a scene ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It ran to its last line.
    Complete,
    /// A call failed that the scene did not expect to fail, or it panicked.
    Failed(String),
    /// It was still running at the deadline.
    Deadline(Duration),
    /// It was not started: the host lacks what it needs.
    NotStarted(Vec<Missing>),
}

/// Plays a scene on a thread of its own. A scene that is still running at the deadline is left behind, with a report
/// of its trace so far; its thread ends with the process.
#[must_use]
pub fn play(scene: &Scene, settings: &Settings, isolated: bool, deadline: Duration) -> SceneRun {
    let missing = capability::missing(scene.needs, isolated);
    if !missing.is_empty() {
        let ending = Ending::NotStarted(missing);
        return SceneRun { scene: scene.slug.to_owned(), ending, elapsed: Duration::ZERO, trace: Trace::default() };
    }
    let tracer = Tracer::new();
    let began = Instant::now();
    let (done, result) = mpsc::channel();
    let (run, on_thread, settings) = (scene.run, tracer.clone(), settings.clone());
    let body = move || {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| run(&on_thread, &settings)));
        // After the deadline nobody listens any more.
        let _ = done.send(outcome);
    };
    let started = thread::Builder::new().name(format!("scene {}", scene.slug)).spawn(body);
    let ending = match started {
        Err(error) => Ending::Failed(format!("start a thread: {error}")),
        Ok(_) => match result.recv_timeout(deadline) {
            Ok(Ok(Ok(()))) => Ending::Complete,
            Ok(Ok(Err(error))) => Ending::Failed(error.to_string()),
            Ok(Err(panic)) => Ending::Failed(format!("panic: {}", panic_message(panic.as_ref()))),
            Err(_) => Ending::Deadline(deadline),
        },
    };
    SceneRun { scene: scene.slug.to_owned(), ending, elapsed: began.elapsed(), trace: tracer.trace() }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, trace::LOOPBACK};

    const fn scene(run: fn(&Tracer, &Settings) -> std::io::Result<()>) -> Scene {
        Scene { slug: "test", title: Text::new("", ""), needs: &[], run, claims: &[] }
    }

    fn play_for(millis: u64, scene: &Scene) -> SceneRun {
        play(scene, &Settings::of(&crate::labs::ALL[0]), false, Duration::from_millis(millis))
    }

    #[test]
    fn a_scene_that_hangs_is_ended_with_its_trace_so_far() {
        let hangs = scene(|t, _| {
            let server = t.udp("server")?;
            server.bind(LOOPBACK)?;
            t.observe("nothing comes", server.recv_from(1));
            Ok(())
        });
        let run = play_for(50, &hangs);
        assert_eq!(run.ending, Ending::Deadline(Duration::from_millis(50)));
        let last = run.trace.events.last().expect("the trace so far");
        assert!(matches!(last.kind, crate::trace::EventKind::Entered { .. }), "blocked in {last:?}");
        assert!(run.trace.observations.is_empty());
    }

    #[test]
    fn a_scene_that_panics_says_what_it_said() {
        let run = play_for(5000, &scene(|_, _| panic!("no such day")));
        assert_eq!(run.ending, Ending::Failed("panic: no such day".to_owned()));
    }

    #[test]
    fn a_call_that_fails_unexpectedly_ends_the_scene_and_is_its_last_event() {
        let run = play_for(5000, &scene(|t, _| t.udp("server")?.listen(1)));
        assert!(matches!(run.ending, Ending::Failed(_)), "{:?}", run.ending);
        assert!(run.trace.events.len() >= 4, "{:?}", run.trace.events);
    }
}
