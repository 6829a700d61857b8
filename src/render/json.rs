//! Runs and lists as JSON, for scripts: `format_version` 1, whose keys stay as they are.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::words;
use crate::{
    bench::Finding,
    checker::{CheckReport, ExerciseReport, Outcome},
    exercise::Exercise,
    lab::{Knob, KnobRange, Lab, Scene},
    messages::Messages,
    runner::{ClaimReport, LabReport, SceneReport, Summary},
    say, sys,
    text::Lang,
    trace::Os,
    workspace::build::Build,
};

/// The version of the format. A key that is added does not raise it; one that is renamed or removed does.
const FORMAT_VERSION: u32 = 1;

/// The reports of a run, with texts in one language.
///
/// `host.isolated` and `host.wire` are true only if true of every lab. `observed` and `expected` are null where there is
/// none. Times are in milliseconds.
#[must_use]
pub fn run(reports: &[LabReport], lang: Lang) -> Value {
    let messages = Messages::new(lang);
    let all = |is: fn(&LabReport) -> bool| !reports.is_empty() && reports.iter().all(is);
    let Summary { holds, broken, unobservable, unrecorded, not_judged } = reports.iter().map(LabReport::summary).sum();
    json!({
        "format_version": FORMAT_VERSION,
        "host": {
            "os": Os::HERE,
            "release": sys::release(),
            "isolated": all(|report| report.isolated),
            "wire": all(|report| report.no_wire.is_none()),
        },
        "labs": reports.iter().map(|report| lab(report, &messages)).collect::<Vec<_>>(),
        "summary": {
            "holds": holds,
            "broken": broken,
            "unobservable": unobservable,
            "unrecorded": unrecorded,
            "not_judged": not_judged,
        },
    })
}

/// The labs, with their scenes, claims and knobs.
#[must_use]
pub fn list(labs: &[&Lab], lang: Lang) -> Value {
    let lab = |lab: &&Lab| {
        json!({
            "number": lab.number,
            "slug": lab.slug,
            "title": lab.title.get(lang),
            "part": lab.part.slug(),
            "scenes": lab.scenes.iter().map(|scene| listed(scene, lang)).collect::<Vec<_>>(),
            "knobs": lab.knobs.iter().map(|one| knob(one, lang)).collect::<Vec<_>>(),
            "exercises": lab.exercises.iter().map(|exercise| exercise.slug).collect::<Vec<_>>(),
        })
    };
    json!({ "format_version": FORMAT_VERSION, "labs": labs.iter().map(lab).collect::<Vec<_>>() })
}

/// One exercise's checks, with texts in one language. `finding` is null but for a check that did not pass.
#[must_use]
pub fn check(report: &ExerciseReport, lang: Lang) -> Value {
    let messages = Messages::new(lang);
    json!({
        "format_version": FORMAT_VERSION,
        "exercise": report.exercise.slug,
        "seed": report.seed,
        "points": report.points(),
        "max_points": report.max_points(),
        "checks": report.checks.iter().map(|check| checked(check, &messages)).collect::<Vec<_>>(),
    })
}

/// The same for a program that was not built: no check was made, nothing was earned.
#[must_use]
pub fn not_built(exercise: &Exercise, build: &Build, lang: Lang) -> Value {
    json!({
        "format_version": FORMAT_VERSION,
        "exercise": exercise.slug,
        "seed": null,
        "points": 0,
        "max_points": exercise.max_points(),
        "checks": [],
        "build": { "how": super::build::how(build, &Messages::new(lang)), "output": super::build::output(build) },
    })
}

fn checked(report: &CheckReport, messages: &Messages) -> Value {
    json!({
        "id": report.check.id,
        "demand": report.check.demand.get(messages.lang()),
        "points": report.points(),
        "max_points": report.check.points,
        "verdict": report.outcome.name(),
        "elapsed_ms": milliseconds(report.elapsed),
        "finding": found(report, messages),
    })
}

/// To the microsecond.
fn milliseconds(time: Duration) -> f64 {
    f64::from(u32::try_from(time.as_micros()).unwrap_or(u32::MAX)) / 1000.0
}

fn found(report: &CheckReport, messages: &Messages) -> Value {
    let simple = |code: &str, message: String| json!({ "code": code, "message": message, "expected": null, "actual": null, "lab": report.check.lab });
    match &report.outcome {
        Outcome::Passed => Value::Null,
        Outcome::Skipped(check) => simple("skipped", say!(messages, "check-skipped", check = check.as_str())),
        Outcome::Unjudged(obstacle) => {
            simple("obstacle", say!(messages, "check-unjudged", because = obstacle.to_string()))
        }
        Outcome::Failed(what) => finding(what, report.check.lab, messages),
    }
}

/// What a program did wrong. The lab is the one that shows why.
#[must_use]
pub fn finding(what: &Finding, lab: u8, messages: &Messages) -> Value {
    json!({
        "code": what.fault.code(),
        "message": super::finding::message(&what.fault, messages),
        "expected": super::finding::expected(&what.fault, messages),
        "actual": super::finding::actual(&what.fault, messages),
        "lab": lab,
        "chunks": what.chunks,
        "said": String::from_utf8_lossy(&what.said),
    })
}

fn listed(scene: &Scene, lang: Lang) -> Value {
    let claims = scene.claims.iter().map(|claim| json!({ "id": claim.id, "says": claim.says.get(lang) }));
    json!({
        "slug": scene.slug,
        "needs": scene.needs.iter().map(|need| need.slug()).collect::<Vec<_>>(),
        "claims": claims.collect::<Vec<_>>(),
    })
}

fn knob(knob: &Knob, lang: Lang) -> Value {
    let title = knob.title.get(lang);
    match knob.range {
        KnobRange::Number { default, min, max } => {
            json!({ "name": knob.name, "title": title, "default": default, "min": min, "max": max })
        }
        KnobRange::Word { default, choices } => {
            json!({ "name": knob.name, "title": title, "default": default, "choices": choices })
        }
    }
}

fn lab(report: &LabReport, messages: &Messages) -> Value {
    let mut lab = json!({
        "number": report.lab.number,
        "slug": report.lab.slug,
        "scenes": report.scenes.iter().map(|one| scene(one, messages)).collect::<Vec<_>>(),
    });
    if !report.turned.is_empty() {
        let settings = report.turned.iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
        lab["settings"] = Value::Object(settings.collect::<Map<_, _>>());
    }
    lab
}

fn scene(report: &SceneReport, messages: &Messages) -> Value {
    let trace = &report.run.trace;
    let mut scene = json!({
        "slug": report.scene.slug,
        "elapsed_ms": milliseconds(report.run.elapsed),
        "claims": report.claims.iter().map(|one| claim(one, messages.lang())).collect::<Vec<_>>(),
        "trace": { "events": trace.events },
    });
    if let Some(ending) = words::ending(&report.run.ending, messages) {
        scene["ending"] = json!(ending);
    }
    if trace.concurrent {
        scene["trace"]["concurrent"] = json!(true);
    }
    if trace.dropped > 0 {
        scene["trace"]["dropped"] = json!(trace.dropped);
    }
    if trace.lost > 0 {
        scene["trace"]["lost"] = json!(trace.lost);
    }
    scene
}

/// Values as they are, in no language: a script compares them.
fn claim(report: &ClaimReport, lang: Lang) -> Value {
    let known = report.claim.expected.here();
    json!({
        "id": report.claim.id,
        "says": report.claim.says.get(lang),
        "expected": known.value().map(ToString::to_string),
        "observed": report.observed.as_ref().map(ToString::to_string),
        "known": known.slug(),
        "verdict": report.verdict.slug(),
        "decided_by": report.decided_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runner::{Place, Plan};

    fn lab_08() -> &'static Lab {
        crate::labs::ALL.iter().find(|lab| lab.number == 8).unwrap()
    }

    fn report(settings: &[(&str, &str)]) -> LabReport {
        let mut plan = Plan::new(lab_08(), Place::Host);
        for (name, value) in settings {
            plan.settings = plan.settings.with(name, value).unwrap();
        }
        crate::runner::run(lab_08(), &plan)
    }

    fn keys(value: &Value) -> Vec<&str> {
        value.as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn a_claim_says_what_was_expected_and_observed() {
        let mut run = run(&[report(&[])], Lang::En);
        let claim = &mut run["labs"][0]["scenes"][0]["claims"][0];
        // Which event it was depends on how often the kernel's counts changed before.
        assert!(claim["decided_by"].take().is_u64());
        insta::assert_snapshot!(format!("{claim:#}"), @r#"
        {
          "decided_by": null,
          "expected": "\"hell\"",
          "id": "first",
          "known": "measured",
          "observed": "\"hell\"",
          "says": "recvfrom(4) of \"hello\" gives its first 4 bytes",
          "verdict": "holds"
        }
        "#);
        assert_eq!(run["summary"]["holds"], 7);
    }

    #[test]
    fn a_run_has_the_keys_that_scripts_rely_on() {
        let run = run(&[report(&[])], Lang::ZhCn);
        assert_eq!(keys(&run), ["format_version", "host", "labs", "summary"]);
        assert_eq!(keys(&run["host"]), ["isolated", "os", "release", "wire"]);
        assert_eq!(keys(&run["labs"][0]), ["number", "scenes", "slug"]);
        assert_eq!(keys(&run["labs"][0]["scenes"][0]), ["claims", "elapsed_ms", "slug", "trace"]);
        assert_eq!(keys(&run["labs"][0]["scenes"][0]["trace"]), ["events"]);
        assert_eq!(keys(&run["summary"]), ["broken", "holds", "not_judged", "unobservable", "unrecorded"]);
        assert_eq!(run["host"]["isolated"], false);
    }

    #[test]
    fn with_a_knob_turned_nothing_is_judged_and_the_settings_are_listed() {
        let run = run(&[report(&[("recv_size", "2")])], Lang::En);
        assert_eq!(run["labs"][0]["settings"], json!({ "recv_size": "2" }));
        assert_eq!(run["labs"][0]["scenes"][0]["claims"][0]["verdict"], "not-judged");
        assert_eq!(run["summary"]["holds"], 0);
    }

    #[test]
    fn no_report_is_isolated_if_there_is_none() {
        assert_eq!(run(&[], Lang::En)["host"]["isolated"], false);
    }

    #[test]
    fn the_list_speaks_the_language_asked_for() {
        let list = list(&[lab_08()], Lang::ZhCn);
        assert_eq!(list["labs"][0]["title"], "比缓冲区还长的数据报");
        assert_eq!(keys(&list["labs"][0]), ["exercises", "knobs", "number", "part", "scenes", "slug", "title"]);
        assert_eq!(list["labs"][0]["scenes"][2]["needs"], json!(["true-length"]));
        assert_eq!(list["labs"][0]["knobs"][0]["max"], 64);
    }
}
