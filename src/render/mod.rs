//! stub
#![allow(missing_docs)]
use crate::messages::Messages;
pub struct View<'a> {
    pub messages: &'a Messages,
    pub columns: usize,
    pub unicode: bool,
}
pub mod doctor;
pub mod list;
pub mod markdown;
pub mod prediction;
pub mod stable {
    pub fn scene(r: &crate::runner::SceneReport) -> String {
        format!("{:?}", r.run.trace.observations)
    }
}
pub mod picture {
    pub fn scene(r: &crate::runner::SceneReport, _: &super::View<'_>) -> String {
        format!("{:?}", r.run.trace.observations)
    }
}
pub mod systems {
    pub fn table(_: &crate::lab::Lab, _: &super::View<'_>) -> String {
        String::new()
    }
}
pub mod json {
    use crate::{lab::Lab, runner::LabReport, text::Lang};
    pub fn run(_: &[LabReport], _: Lang) -> serde_json::Value {
        serde_json::Value::Null
    }
    pub fn list(_: &[&Lab], _: Lang) -> serde_json::Value {
        serde_json::Value::Null
    }
}
pub mod report {
    use super::View;
    use crate::runner::*;
    pub fn lab(r: &LabReport, _: &View<'_>, _: bool) -> String {
        format!("{:?}\n", r.summary())
    }
    pub fn troubles(_: &LabReport, _: &View<'_>) -> String {
        String::new()
    }
    pub fn summary(s: &Summary, _: &View<'_>) -> String {
        format!("{s:?}")
    }
    pub fn observed(c: &ClaimReport, _: &View<'_>) -> String {
        c.observed.as_ref().map_or("-".into(), |v| v.to_string())
    }
}
