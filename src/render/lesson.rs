//! A lesson laid out for the terminal: the sections before a run, and all of them with the run's own numbers.

use super::{View, markdown, report, systems};
use crate::{
    lab::Lab,
    lesson::{self, Fill, PlaceholderError, Section},
    runner::LabReport,
};

/// What is read before a run: what the tutorials say, and the code. Nothing of it tells what will happen.
///
/// # Errors
/// As [`whole`].
pub fn beforehand(lab: &'static Lab, view: &View<'_>) -> Result<String, LessonError> {
    laid_out(lab, &[Section::Idea, Section::Code], &Filled { lab, run: None, view })
}

/// Every section, with what the run observed.
///
/// # Errors
/// The lesson lacks a section or names something that is not there: a mistake of its author, which `dev check` reports.
pub fn whole(run: &LabReport, view: &View<'_>) -> Result<String, LessonError> {
    laid_out(run.lab, &Section::ALL, &Filled { lab: run.lab, run: Some(run), view })
}

/// What is wrong with a lesson's text.
#[derive(Debug, thiserror::Error)]
pub enum LessonError {
    /// A section is missing, empty or out of order.
    #[error(transparent)]
    Form(#[from] crate::translation::FormError),
    /// A `{{..}}` names nothing.
    #[error(transparent)]
    Placeholder(#[from] PlaceholderError),
}

fn laid_out(lab: &Lab, wanted: &[Section], fill: &Filled<'_>) -> Result<String, LessonError> {
    let view = fill.view;
    let lang = view.messages.lang();
    let mut text = markdown::title(lab.number, lab.title.get(lang), view);
    let sections = lesson::FORM.sections(lab.lesson.get(lang), lang)?;
    for (section, body) in Section::ALL.iter().zip(sections).filter(|(section, _)| wanted.contains(section)) {
        let filled = lesson::filled(&body, fill)?;
        text += &markdown::section(section.heading(lang), &filled, view);
    }
    Ok(text)
}

struct Filled<'a> {
    lab: &'static Lab,
    /// `None` before a run.
    run: Option<&'a LabReport>,
    view: &'a View<'a>,
}

impl Fill for Filled<'_> {
    fn observed(&self, scene: &str, claim: &str) -> Option<String> {
        Some(report::observed(self.run?.claim(scene, claim)?, self.view))
    }
    fn systems(&self) -> String {
        systems::table(self.lab, self.view)
    }
    fn sources(&self) -> String {
        let items: Vec<String> = self.lab.sources.iter().map(|source| format!("- {source}")).collect();
        items.join("\n")
    }
    fn experiment(&self) -> &str {
        self.lab.experiment
    }
}
