//! What a host allows, and what each missing thing costs.

use serde_json::{Value as Json, json};

use super::{
    View,
    line::{GOOD, WARN},
    markdown, words,
};
use crate::{
    grade::sandbox::probe::{Offers, Refused, Step},
    lab::{Capability, Lab},
    messages::Messages,
    runner::isolated::Survey,
    say,
    sys::{self, Os},
};

/// One line a capability; under a missing one, the reason and the scenes that it costs. Then the sandbox of a class.
#[must_use]
pub fn text(survey: &Survey, sandbox: &Result<Offers, Refused>, labs: &[Lab], view: &View<'_>) -> String {
    let mut text = format!("{} {}\n\n", Os::HERE.name(), sys::release());
    for capability in Capability::ALL {
        let (style, word) = match because(survey, capability) {
            None => (GOOD, say!(view.messages, "doctor-yes")),
            Some(_) => (WARN, say!(view.messages, "doctor-no")),
        };
        let says = format!("{}: {}", capability.slug(), what(capability, view));
        text += &markdown::item(&format!("{style}{word}{style:#}  "), &says, view);
        if let Some(because) = because(survey, capability) {
            text += &markdown::item("      ", &say!(view.messages, "doctor-because", reason = because), view);
            if capability == Capability::Wire {
                text += &markdown::item("      ", &words::how_to_get_wire(view.messages), view);
            }
            text += &markdown::item("      ", &price(capability, labs, view), view);
        }
    }
    text + &of_sandbox(sandbox, view)
}

/// Whether a class can be graded in sandboxes, and what it costs if not.
fn of_sandbox(sandbox: &Result<Offers, Refused>, view: &View<'_>) -> String {
    let messages = view.messages;
    let (style, word) =
        if sandbox.is_ok() { (GOOD, say!(messages, "doctor-yes")) } else { (WARN, say!(messages, "doctor-no")) };
    let says = format!("sandbox: {}", say!(messages, "sandbox-what"));
    let below = match sandbox {
        Ok(Offers { landlock: Some(version) }) => vec![say!(messages, "sandbox-landlock", version = version)],
        Ok(Offers { landlock: None }) => vec![say!(messages, "sandbox-no-landlock")],
        Err(refused) => {
            let reason = self::refused(refused, view.messages);
            vec![say!(messages, "doctor-because", reason = reason), say!(messages, "sandbox-cost")]
        }
    };
    let below: String = below.iter().map(|line| markdown::item("      ", line, view)).collect();
    markdown::item(&format!("{style}{word}{style:#}  "), &says, view) + &below
}

/// Where a sandbox came to nothing, and why.
#[must_use]
pub fn refused(refused: &Refused, messages: &Messages) -> String {
    let step = match refused.step {
        Step::Ask => say!(messages, "sandbox-step-ask"),
        Step::Worker => say!(messages, "sandbox-step-worker"),
        Step::Judge => say!(messages, "sandbox-step-judge"),
        Step::Program => say!(messages, "sandbox-step-program"),
    };
    format!("{step}: {}", refused.because)
}

fn price(capability: Capability, labs: &[Lab], view: &View<'_>) -> String {
    let costs = costs(capability, labs);
    if capability == Capability::Isolation && costs.is_empty() {
        return say!(view.messages, "doctor-cost-isolation");
    }
    if costs.is_empty() {
        return say!(view.messages, "doctor-cost-nothing");
    }
    let scenes: Vec<String> = costs.iter().map(|(lab, scene)| format!("{lab} {scene}")).collect();
    say!(view.messages, "doctor-cost", scenes = scenes.join(", "))
}

/// The same for scripts: `capabilities[] {name, available, because, costs[] {lab, scene}}`, and
/// `sandbox {available, step, because, landlock}`.
#[must_use]
pub fn json(survey: &Survey, sandbox: &Result<Offers, Refused>, labs: &[Lab]) -> Json {
    let capability = |capability: Capability| {
        let costs = costs(capability, labs);
        let costs: Vec<Json> = costs.iter().map(|(lab, scene)| json!({ "lab": lab, "scene": scene })).collect();
        let because = because(survey, capability);
        json!({ "name": capability.slug(), "available": because.is_none(), "because": because, "costs": costs })
    };
    json!({
        "format_version": 1,
        "host": { "os": Os::HERE.name().to_lowercase(), "release": sys::release() },
        "capabilities": Capability::ALL.map(capability),
        "sandbox": {
            "available": sandbox.is_ok(),
            "landlock": sandbox.as_ref().map_or(None, |offers| offers.landlock),
            "step": sandbox.as_ref().err().map(|refused| refused.step),
            "because": sandbox.as_ref().err().map(|refused| &refused.because),
        },
    })
}

/// Why a capability is missing; `None` if the host has it.
fn because(survey: &Survey, capability: Capability) -> Option<&str> {
    if capability == Capability::Isolation && survey.refused.is_some() {
        return survey.refused.as_deref();
    }
    let missing = survey.missing.iter().find(|missing| missing.capability == capability)?;
    Some(&missing.because)
}

/// The scenes that need a capability, by lab.
fn costs(capability: Capability, labs: &[Lab]) -> Vec<(u8, &'static str)> {
    let scenes = labs.iter().flat_map(|lab| lab.scenes.iter().map(move |scene| (lab.number, scene)));
    scenes.filter(|(_, scene)| scene.needs.contains(&capability)).map(|(lab, scene)| (lab, scene.slug)).collect()
}

fn what(capability: Capability, view: &View<'_>) -> String {
    match capability {
        Capability::Isolation => say!(view.messages, "doctor-isolation"),
        Capability::Wire => say!(view.messages, "doctor-wire"),
        Capability::Ipv6 => say!(view.messages, "doctor-ipv6"),
        Capability::TcpInfo => say!(view.messages, "doctor-tcp-info"),
        Capability::TcpTable => say!(view.messages, "doctor-tcp-table"),
        Capability::Cork => say!(view.messages, "doctor-cork"),
        Capability::ReusePort => say!(view.messages, "doctor-reuse-port"),
        Capability::TrueLength => say!(view.messages, "doctor-true-length"),
    }
}
