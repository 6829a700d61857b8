//! Plain text, for people: who has how many points, and what did not pass.

use unicode_width::UnicodeWidthStr;

use super::{Source, words};
use crate::{
    grade::class::{CheckGrade, Class, ExerciseGrade, StudentGrade, Trouble, Verdict},
    messages::Messages,
    render::{self, View},
    say,
};

/// What stands under a check begins here.
const INDENT: usize = 8;

/// How wide lines are that are laid out, wherever they are read.
const COLUMNS: usize = 100;

/// The class as a table, and under it each student's checks that did not pass. Without styles.
pub(super) fn export(source: &Source<'_>) -> Vec<u8> {
    let view = View { messages: source.view.messages, columns: COLUMNS, unicode: true };
    let mut lines = table(source.class, source.view.messages);
    lines.extend(source.class.students.iter().flat_map(|student| details(student, &view)));
    let text = lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect::<String>();
    // What programs and students wrote may hold what a terminal obeys.
    let safe = |letter: char| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter };
    anstream::adapter::strip_str(&text).to_string().chars().map(safe).collect::<String>().into_bytes()
}

fn table(class: &Class, messages: &Messages) -> Vec<String> {
    let widest = class.students.iter().map(|student| student.student.width()).max().unwrap_or(0);
    let row = |student: &StudentGrade| {
        let room = " ".repeat(widest - student.student.width());
        let sum = format!("{}/{}", student.points(), student.max_points());
        let each = student.exercises.iter().map(|one| format!("{} {}/{}", one.exercise, one.points, one.max_points));
        format!("{}{room}  {sum:>9}  {}", student.student, each.collect::<Vec<_>>().join(", "))
    };
    let count = |verdict| format!("{}: {}", words::verdict(verdict, messages), class.count(verdict));
    let mut lines: Vec<String> = class.students.iter().map(row).collect();
    lines.extend([String::new(), Verdict::ALL.map(count).join(", ")]);
    lines.extend(words::outside(class.isolation(), messages));
    lines
}

fn details(student: &StudentGrade, view: &View<'_>) -> Vec<String> {
    let wrong = |exercise: &&ExerciseGrade| exercise.checks.iter().any(|check| check.verdict != Verdict::Passed);
    let mut lines: Vec<String> =
        student.exercises.iter().filter(wrong).flat_map(|exercise| self::exercise(exercise, view)).collect();
    if !lines.is_empty() {
        lines.splice(0..0, [String::new(), student.student.clone()]);
    }
    lines
}

fn exercise(exercise: &ExerciseGrade, view: &View<'_>) -> Vec<String> {
    let ExerciseGrade { exercise: slug, points, max_points, seed, trouble, checks, .. } = exercise;
    let seed = say!(view.messages, "grade-seed", seed = seed.to_string());
    let mut lines = vec![format!("  {slug}  {points}/{max_points}  {seed}")];
    if let Some(trouble) = trouble {
        lines.push(format!("    {}", words::trouble(trouble, view.messages)));
        if let Trouble::NotBuilt { output, .. } = trouble {
            lines.extend(output.iter().map(|line| format!("      {line}")));
        }
    }
    // Why all of them came to nothing is said already.
    let told =
        |check: &&CheckGrade| trouble.is_none() || !matches!(check.verdict, Verdict::Skipped | Verdict::Unjudged);
    lines.extend(checks.iter().filter(told).flat_map(|one| check(one, view)));
    lines
}

fn check(check: &CheckGrade, view: &View<'_>) -> Vec<String> {
    if check.verdict == Verdict::Passed {
        return Vec::new();
    }
    let messages = view.messages;
    let indent = " ".repeat(INDENT);
    let verdict = words::verdict(check.verdict, messages);
    let hidden = if check.hidden { format!("  {}", say!(messages, "grade-hidden")) } else { String::new() };
    let reason = words::reason(check, messages).map(|reason| format!("  {reason}")).unwrap_or_default();
    let mut lines = vec![format!("    {}  {}/{}  {verdict}{hidden}{reason}", check.id, check.points, check.max_points)];
    let Some(finding) = &check.finding else { return lines };
    lines.push(format!("{indent}{}", check.demand.get(messages.lang())));
    lines.extend(render::finding::text(finding, view, INDENT).lines().map(str::to_owned));
    if !check.trace.is_empty() {
        lines.push(format!("{indent}{}", say!(messages, "check-peer-did")));
        lines.extend(check.trace.iter().map(|line| format!("{indent}  {line}")));
    }
    lines
}
