//! The checker, proven: every solution passes every check, every starter fails, and each wrong program of
//! `tests/mutants` fails exactly the checks that its exercise's `kills.toml` names, each for the reason that stands there.
//!
//! A check that no mutant fails could not fail at all; a mutant that fails no check is a mistake that nobody finds.

#[path = "support/interpreter.rs"]
mod interpreter;
#[path = "support/programs.rs"]
mod programs;
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    thread,
};

use libtest_mimic::{Arguments, Failed, Trial};
use socklab::{
    bench::Student,
    checker::{self, Cancel, ExerciseReport, Judges, Outcome, Place, Plan},
    exercise::Exercise,
    lab::Lab,
};
use support::skipped;

/// What an exercise's wrong programs fail: of each mutant, the checks and the codes of their findings. Where the kernel's
/// timing decides between two codes, as between an end of the stream and a reset, both stand there: `end|reset`.
type Kills = BTreeMap<String, BTreeMap<String, String>>;

fn main() -> std::process::ExitCode {
    let mut arguments = Arguments::from_args();
    // A wrong program keeps its peers waiting, and whoever waits needs no processor.
    let processors = thread::available_parallelism().map_or(1, usize::from);
    arguments.test_threads.get_or_insert(2 * processors);
    let trials = checker::exercises().flat_map(|(lab, exercise)| trials(lab, exercise)).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trials(lab: &'static Lab, exercise: &'static Exercise) -> Vec<Trial> {
    let name = |what: &str| format!("{}::{}::{what}", lab.module(), exercise.slug);
    let mut trials = vec![
        Trial::test(name("every_check_kills_and_every_mutant_is_killed"), move || table_is_complete(exercise)),
        Trial::test(name("starter_fails"), move || starter_fails(exercise)),
        Trial::test(name("solution_in_rust_passes"), move || passes(exercise, &[programs::rust(exercise.slug)?])),
    ];
    if exercise.python.is_some() {
        trials.push(Trial::test(name("solution_in_python_passes"), move || python_passes(exercise)));
    }
    for (mutant, fails) in kills(exercise).unwrap_or_default() {
        trials.push(Trial::test(name(&mutant), move || is_killed(exercise, &mutant, &fails)));
    }
    trials
}

fn is_killed(exercise: &'static Exercise, mutant: &str, fails: &BTreeMap<String, String>) -> Result<(), Failed> {
    let Some(report) = python(exercise, &mutants(exercise).join(format!("{mutant}.py")))? else { return Ok(()) };
    let mut failed = BTreeMap::new();
    for check in &report.checks {
        match &check.outcome {
            Outcome::Passed => {}
            Outcome::Failed(finding) => {
                failed.insert(check.check.id.to_owned(), finding.fault.code().to_owned());
            }
            other => return Err(format!("{}: {other:?}", check.check.id).into()),
        }
    }
    let as_said = |(check, code): (&String, &String)| {
        fails.get(check).is_some_and(|codes| codes.split('|').any(|known| known == code))
    };
    let same = failed.len() == fails.len() && failed.iter().all(as_said);
    if same { Ok(()) } else { Err(format!("fails {failed:?}, the table says {fails:?}").into()) }
}

fn table_is_complete(exercise: &'static Exercise) -> Result<(), Failed> {
    let kills = kills(exercise)?;
    let known: BTreeSet<&str> = exercise.checks.iter().map(|check| check.id).collect();
    let killing: BTreeSet<&str> = kills.values().flat_map(|fails| fails.keys().map(String::as_str)).collect();
    if killing != known {
        let apart: Vec<_> = killing.symmetric_difference(&known).collect();
        return Err(format!("checks that kill no mutant, or that do not exist: {apart:?}").into());
    }
    let unharmed: Vec<_> = kills.iter().filter(|(_, fails)| fails.is_empty()).map(|(mutant, _)| mutant).collect();
    if !unharmed.is_empty() {
        return Err(format!("mutants that no check kills: {unharmed:?}").into());
    }
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(mutants(exercise))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "py") {
            files.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    let named: BTreeSet<String> = kills.into_keys().collect();
    if files == named { Ok(()) } else { Err(format!("files {files:?}, in the table {named:?}").into()) }
}

fn starter_fails(exercise: &'static Exercise) -> Result<(), Failed> {
    let report = report(exercise, &[programs::rust(&format!("{}-starter", exercise.slug))?])?;
    match report.checks.first().map(|first| &first.outcome) {
        Some(Outcome::Failed(_)) => Ok(()),
        other => Err(format!("the first check of the starter: {other:?}").into()),
    }
}

fn python_passes(exercise: &'static Exercise) -> Result<(), Failed> {
    let solution = programs::python(exercise)?;
    match python(exercise, &solution)? {
        Some(report) => all_passed(&report),
        None => Ok(()),
    }
}

fn passes(exercise: &'static Exercise, command: &[PathBuf]) -> Result<(), Failed> {
    all_passed(&report(exercise, command)?)
}

fn all_passed(report: &ExerciseReport) -> Result<(), Failed> {
    let not_passed = report.checks.iter().filter(|check| check.outcome != Outcome::Passed);
    let not_passed: Vec<_> = not_passed.map(|check| format!("{}: {:?}", check.check.id, check.outcome)).collect();
    if not_passed.is_empty() { Ok(()) } else { Err(not_passed.join("\n").into()) }
}

fn python(exercise: &'static Exercise, program: &Path) -> Result<Option<ExerciseReport>, Failed> {
    match interpreter::interpreter() {
        Err(because) => {
            skipped("python3", &because);
            Ok(None)
        }
        Ok(python) => report(exercise, &[python, program.to_owned()]).map(Some),
    }
}

fn report(exercise: &'static Exercise, command: &[PathBuf]) -> Result<ExerciseReport, Failed> {
    let command: Vec<OsString> = command.iter().map(|word| word.clone().into_os_string()).collect();
    let student = Student { command, folder: env!("CARGO_TARGET_TMPDIR").into(), port: None };
    // Every run tries other cuts. What fails is told with its seed, and can be tried again.
    let mut plan = Plan::new(exercise, student, Place::Isolated, fastrand::u32(..).into())?;
    if let Judges::Children { socklab, .. } = &mut plan.judges {
        *socklab = env!("CARGO_BIN_EXE_socklab").into();
    }
    let report = checker::check(&plan, &Cancel::default(), &mut |_| {});
    if report.checks.len() == exercise.checks.len() { Ok(report) } else { Err("checks are missing".into()) }
}

fn mutants(exercise: &Exercise) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutants").join(exercise.slug)
}

fn kills(exercise: &Exercise) -> Result<Kills, Failed> {
    let path = mutants(exercise).join("kills.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("read {}: {error}", path.display()))?;
    Ok(toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}
