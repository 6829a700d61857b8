//! A lesson filled from a run and laid out for the terminal.

use std::io;

use crate::{
    lab::Lab,
    lesson::{self, Fill, Section},
    render::{self, View},
    runner::LabReport,
};

/// The lesson's sections as text, with the run's own numbers.
pub(super) fn lesson(report: &LabReport, view: &View<'_>) -> io::Result<String> {
    let lang = view.messages.lang();
    let fill = Run { report, view };
    let mut text = render::markdown::title(report.lab.number, report.lab.title.get(lang), view);
    let sections = lesson::FORM.sections(report.lab.lesson.get(lang), lang).map_err(io::Error::other)?;
    for (section, body) in Section::ALL.iter().zip(sections) {
        let filled = lesson::filled(&body, &fill).map_err(io::Error::other)?;
        text += &render::markdown::section(section.heading(lang), &filled, view);
    }
    Ok(text)
}

struct Run<'a> {
    report: &'a LabReport,
    view: &'a View<'a>,
}

impl Run<'_> {
    fn lab(&self) -> &'static Lab {
        self.report.lab
    }
}

impl Fill for Run<'_> {
    fn observed(&self, scene: &str, claim: &str) -> Option<String> {
        let seen = self.report.claim(scene, claim)?;
        Some(render::report::observed(seen, self.view))
    }
    fn systems(&self) -> String {
        render::systems::table(self.lab(), self.view)
    }
    fn sources(&self) -> String {
        let items: Vec<String> = self.lab().sources.iter().map(|source| format!("- {source}")).collect();
        items.join("\n")
    }
    fn experiment(&self) -> &str {
        self.lab().experiment
    }
}
