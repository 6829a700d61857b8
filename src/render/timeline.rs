//! The lines of a run, each with the event up to which it tells: for a viewer that steps from event to event.

use super::{View, line::Line, narrow, picture};
use crate::runner::SceneReport;

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineLine {
    /// The text, with ANSI styles.
    pub text: String,
    /// The number of the last event that is shown up to here; 0 above the first. It never falls from line to line.
    pub until: u32,
}

/// The five-column picture where the view has room for it, and the narrow one where it has not.
#[must_use]
pub fn lines(report: &SceneReport, view: &View<'_>) -> Vec<TimelineLine> {
    let fits = |lines: &Vec<(u32, Line)>| lines.iter().all(|(_, line)| line.width() <= view.columns);
    let picture = (view.columns >= picture::NARROW).then(|| picture::lines(report, view)).filter(fits);
    let lines = picture.unwrap_or_else(|| narrow::lines(report, view));
    lines.into_iter().map(|(until, line)| TimelineLine { text: line.to_string(), until }).collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::{
        labs,
        render::testing::{bare, chinese, english},
        runner::{Place, Plan, run},
    };

    #[test]
    fn the_lines_of_a_real_run_fit_any_width_and_their_events_never_go_back() {
        let lab = labs::ALL.iter().find(|lab| lab.number == 25).unwrap();
        let report = run(lab, &Plan::new(lab, Place::Host));
        for messages in [english(), chinese()] {
            for columns in [30, 38, 39, 63, 64, 65, 72, 79, 80, 120, 200] {
                let view = View { messages: &messages, columns, unicode: true };
                for scene in &report.scenes {
                    let lines = lines(scene, &view);
                    assert!(lines.iter().all(|line| bare(&line.text).width() <= columns), "{columns}: {lines:#?}");
                    assert!(lines.is_sorted_by_key(|line| line.until), "{columns}: {lines:#?}");
                    // What is not shown, such as the making of a socket, may come last.
                    let last = scene.run.trace.events.last().unwrap().number;
                    assert!(lines.last().unwrap().until + 3 > last, "{columns}: {lines:#?}");
                }
            }
        }
    }

    #[test]
    fn seventy_columns_hold_the_picture() {
        let lab = labs::ALL.iter().find(|lab| lab.number == 25).unwrap();
        let report = run(lab, &Plan::new(lab, Place::Host));
        let messages = english();
        let view = View { messages: &messages, columns: 70, unicode: true };
        assert!(lines(&report.scenes[0], &view)[0].text.contains("recvQ"));
    }
}
