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
    lab::{Capability, Lab, Scene, Settings},
    trace::{Tapped, Trace, Tracer},
    wire::{Capture, pcapng},
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

/// The loopback that scenes are played on, one after the other, and what captures its packets.
///
/// On a loopback of their own every scene is captured; on the host's, those that need it, and all if a file is wanted.
#[derive(Debug)]
pub struct Stage {
    /// Whether nobody else is on it.
    isolated: bool,
    /// One for all scenes; `None` until one wants it, and why there is none where it was refused.
    capture: Option<Result<Capture, String>>,
    /// The file of the scenes' packets, if it is wanted.
    file: Option<File>,
}

#[derive(Debug)]
struct File {
    /// The lab in a few words, for the comments.
    lab: String,
    pcapng: Vec<u8>,
}

impl Stage {
    /// The loopback of the network that this process is in.
    #[must_use]
    pub fn new(isolated: bool) -> Stage {
        Stage { isolated, capture: None, file: None }
    }

    /// The same, and the packets of its scenes are kept for a file.
    #[must_use]
    pub fn recording(self, lab: &Lab) -> Stage {
        let lab = format!("lab {:02} {}", lab.number, lab.slug);
        Stage { file: Some(File { lab, pcapng: Vec::new() }), ..self }
    }

    /// Plays a scene on a thread of its own. A scene that is still running at the deadline is left behind, with a report
    /// of its trace so far; its thread ends with the process.
    pub fn play(&mut self, scene: &Scene, settings: &Settings, deadline: Duration) -> SceneRun {
        let mut ended = SceneRun {
            scene: scene.slug.to_owned(),
            ending: Ending::Complete,
            elapsed: Duration::ZERO,
            trace: Trace::default(),
        };
        let needs_wire = scene.needs.contains(&Capability::Wire);
        let others: Vec<_> = scene.needs.iter().copied().filter(|&need| need != Capability::Wire).collect();
        let mut missing = capability::missing(&others, self.isolated);
        let capture = if needs_wire || self.isolated || self.file.is_some() { Some(self.capture()) } else { None };
        if let (true, Some(Err(because))) = (needs_wire, &capture) {
            missing.push(Missing { capability: Capability::Wire, because: because.clone() });
        }
        if !missing.is_empty() {
            self.capture = capture;
            ended.ending = Ending::NotStarted(missing);
            return ended;
        }
        let tracer = match capture {
            Some(Ok(capture)) => Tracer::capturing(capture, self.isolated),
            none => {
                self.capture = none;
                Tracer::new()
            }
        };
        let began = Instant::now();
        ended.ending = on_a_thread(scene, settings, &tracer, deadline);
        ended.elapsed = began.elapsed();
        let tapped = tracer.untap();
        ended.trace = tracer.trace();
        if let Some(tapped) = tapped {
            self.keep(tapped, &ended);
        }
        ended
    }

    /// Why packets cannot be captured here; `None` if they can.
    pub fn no_wire(&mut self) -> Option<String> {
        let capture = self.capture();
        let because = capture.as_ref().err().cloned();
        self.capture = Some(capture);
        because
    }

    /// The scenes played so far as a file of pcapng holds them, a section each. Empty if no file is wanted or nothing
    /// could be captured.
    #[must_use]
    pub fn pcapng(self) -> Vec<u8> {
        self.file.map(|file| file.pcapng).unwrap_or_default()
    }

    /// The capture, begun anew.
    fn capture(&mut self) -> Result<Capture, String> {
        let said = |error: std::io::Error| error.to_string();
        match self.capture.take() {
            None => Capture::start().map_err(said),
            Some(Err(because)) => Err(because),
            Some(Ok(mut capture)) => capture.restart().map(|()| capture).map_err(said),
        }
    }

    fn keep(&mut self, tapped: Tapped, run: &SceneRun) {
        if let Some(file) = &mut self.file {
            let lost = run.trace.lost.saturating_add(tapped.without_frame);
            let lost = if lost > 0 { format!("; {lost} packets are missing") } else { String::new() };
            let comment = format!("{}, scene {}{lost}", file.lab, run.scene);
            let section = pcapng::Recorded { comment: &comment, began: tapped.began, frames: &tapped.frames };
            let written = pcapng::write(&mut file.pcapng, &[section]);
            debug_assert!(written.is_ok(), "memory takes every section of this century: {written:?}");
        }
        self.capture = Some(Ok(tapped.capture));
    }
}

/// Plays a scene by itself, on the loopback of the network that this process is in.
#[must_use]
pub fn play(scene: &Scene, settings: &Settings, isolated: bool, deadline: Duration) -> SceneRun {
    Stage::new(isolated).play(scene, settings, deadline)
}

fn on_a_thread(scene: &Scene, settings: &Settings, tracer: &Tracer, deadline: Duration) -> Ending {
    let (done, result) = mpsc::channel();
    let (run, on_thread, settings) = (scene.run, tracer.clone(), settings.clone());
    let body = move || {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| run(&on_thread, &settings)));
        // After the deadline nobody listens any more.
        let _ = done.send(outcome);
    };
    let started = thread::Builder::new().name(format!("scene {}", scene.slug)).spawn(body);
    match started {
        Err(error) => Ending::Failed(format!("start a thread: {error}")),
        Ok(_) => match result.recv_timeout(deadline) {
            Ok(Ok(Ok(()))) => Ending::Complete,
            Ok(Ok(Err(error))) => Ending::Failed(error.to_string()),
            Ok(Err(panic)) => Ending::Failed(format!("panic: {}", panic_message(panic.as_ref()))),
            Err(_) => Ending::Deadline(deadline),
        },
    }
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
