//! What each system is known to do, for a lesson.

use super::{
    View,
    claims::SYSTEMS,
    line::{BOLD, DIM, Line, PLAIN, block},
    values,
};
use crate::lab::{Claim, Lab};

/// Every claim of a lab, with a row for each system: what it does, and how that is known.
#[must_use]
pub fn table(lab: &Lab, view: &View<'_>) -> String {
    let claims = lab.scenes.iter().flat_map(|scene| scene.claims);
    claims.map(|claim| block(&rows(claim, view))).collect()
}

fn rows(claim: &Claim, view: &View<'_>) -> Vec<Line> {
    let messages = view.messages;
    let values = SYSTEMS.map(|os| {
        let known = claim.expected.on(os);
        let evidence = values::evidence(known, messages);
        match values::expected(known, os, messages) {
            Some(value) => (os, Line::new().and(value, PLAIN), evidence),
            None => (os, Line::new().and(evidence, DIM), String::new()),
        }
    });
    let widest = values.iter().map(|(_, value, _)| value.width()).max().unwrap_or(0);
    let systems = SYSTEMS.map(|os| os.name().len()).into_iter().max().unwrap_or(0);
    let mut lines = Line::new().and(claim.says.get(messages.lang()), BOLD).wrapped(view.columns, 2);
    for (os, value, evidence) in values {
        let row = Line::new().and(format!("  {:systems$}  ", os.name()), PLAIN);
        let row = row.then(&value.padded(widest)).and("  ", PLAIN);
        let hang = row.width().min(view.columns / 3);
        lines.extend(row.and(evidence, DIM).wrapped(view.columns, hang));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::{bare, english};

    #[test]
    fn each_claim_has_three_rows_with_their_evidence() {
        let messages = english();
        let lab = crate::labs::ALL.iter().find(|lab| lab.number == 8).unwrap();
        let text = bare(&table(lab, &View { messages: &messages, columns: 100, unicode: true }));
        insta::assert_snapshot!(text.lines().take(4).collect::<Vec<_>>().join("\n"), @r#"
        recvfrom(4) of "hello" gives its first 4 bytes
          Linux    "hell"            measured
          macOS    "hell"            cited: xnu, recv(2)
          Windows  EMSGSIZE (10040)  cited: libuv, src/win/udp.c
        "#);
    }

    #[test]
    fn a_narrow_table_stays_in_its_width() {
        let messages = english();
        for columns in 0..40 {
            let view = View { messages: &messages, columns, unicode: true };
            let text = bare(&table(&crate::labs::ALL[0], &view));
            let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(columns < 20 || widest <= columns, "{columns}: {text}");
        }
    }
}
