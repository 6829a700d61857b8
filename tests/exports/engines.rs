//! The job files, run with stand-ins for socklab and the engine, and checked by the schemas of their readers.
//!
//! Slurm itself runs its file in `tests/slurm/run`.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use rstest::rstest;
use serde_json::Value as Json;
use socklab::grade::engine::{Engine, Job};
use tempfile::TempDir;

use crate::{
    programs::{has, python, run},
    support::skipped,
};

/// Names that a shell, YAML, GitHub's expressions or Kubernetes' variables would take for something else.
const CLASS: &str =
    "a b'c\"$(touch owned)`touch owned`\\x41 ${{ secrets.x }} $(shards) $$ #: {é学}\u{85}\nJOB\ntouch owned\n*";
const QUOTED: &str = "it's a $HOME \\ `of` ''";
const OUT: &str = "-rf 'o'\t$out\nJOB\n*";

/// Writes down how it was called, and makes the folder that follows `--out`.
const SOCKLAB: &str = r#"#!/bin/bash
printf '%s\0' "$@" '' >> "$CALLS"
argument=("$@")
while [ $# -gt 0 ]; do
    if [ "$1" = --out ]; then mkdir -p "$2"; fi
    shift
done
if [ "${argument[1]}" = export ]; then exit 0; fi
exit "$CODE"
"#;

/// Runs what it is handed at once: an array task by task, anything else once.
const SBATCH: &str = r#"#!/bin/bash
script=$(cat)
tasks=0
for argument; do
    case $argument in --array=1-*) tasks=${argument#--array=1-} ;; esac
    case $argument in --dependency=*) [ "$argument" = --dependency=afterok:42 ] || exit 9 ;; esac
done
echo '42;cluster'
if [ "$tasks" = 0 ]; then bash -c "$script" >&2; exit; fi
for task in $(seq "$tasks"); do SLURM_ARRAY_TASK_ID=$task bash -c "$script" >&2 || exit; done
"#;

/// A folder to run in, with the stand-ins before everything else in the path.
struct Cluster {
    folder: TempDir,
    code: u8,
}

impl Cluster {
    fn new(code: u8) -> Cluster {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("socklab", SOCKLAB), ("sbatch", SBATCH)] {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Cluster { folder, code }
    }

    fn start(&self, script: &Script) -> Output {
        let mut path = OsString::from(self.folder.path());
        path.extend([OsString::from(":"), std::env::var_os("PATH").unwrap_or_default()]);
        let mut command = Command::new(script.shell);
        command.args(["-e", "-c", &script.text]).env("PATH", path).envs(&script.environment).current_dir(self.work());
        command.env("CALLS", self.folder.path().join("calls")).env("CODE", self.code.to_string());
        run(&mut command, "")
    }

    /// Where the jobs run.
    fn work(&self) -> PathBuf {
        let work = self.folder.path().join("work");
        fs::create_dir_all(&work).unwrap();
        work
    }

    /// How socklab was called.
    fn calls(&self) -> Vec<Vec<String>> {
        let calls = fs::read_to_string(self.folder.path().join("calls")).unwrap_or_default();
        let call = |call: &str| call.split('\0').map(str::to_owned).collect();
        calls.split_terminator("\0\0").map(call).collect()
    }
}

fn file(engine: Engine, class: &str) -> String {
    engine.file(&Job::new(Path::new(class), 3, Path::new(OUT)).unwrap()).unwrap()
}

/// The documents of a YAML file, as Python reads it; `None` without Python's YAML.
fn documents(text: &str) -> Option<Vec<Json>> {
    let code = "import importlib.util as known, json, sys
if not known.find_spec('yaml'): print('null'); sys.exit()
import yaml
print(json.dumps(list(yaml.safe_load_all(sys.stdin.buffer.read())), default=str))";
    let Json::Array(documents) = python(code, text)? else {
        skipped("python3-yaml", "python3 has no module yaml");
        return None;
    };
    Some(documents)
}

/// What an engine starts on one machine.
struct Script {
    shell: &'static str,
    environment: BTreeMap<String, String>,
    text: String,
}

/// What the engine starts, in order; `None` if nothing here reads its file.
fn scripts(engine: Engine, class: &str, cluster: &Cluster) -> Option<Vec<Script>> {
    let text = file(engine, class);
    match engine {
        Engine::Slurm => Some(vec![Script { shell: "bash", environment: BTreeMap::new(), text }]),
        Engine::Github => {
            let workflow = documents(&text)?.remove(0);
            let shards = workflow["jobs"]["grade"]["strategy"]["matrix"]["shard"].as_array().unwrap().iter();
            let temporary = cluster.work().join(OUT).display().to_string();
            let grade = |shard: &Json| step(&workflow["jobs"]["grade"], &shard.to_string(), &temporary);
            Some(shards.map(grade).chain([step(&workflow["jobs"]["merge"], "", &temporary)]).collect())
        }
        Engine::Kubernetes => {
            let jobs = documents(&text)?;
            let completions = jobs[0]["spec"]["completions"].as_u64().unwrap();
            let shards = (0..completions).map(|index| container(&jobs[0], index));
            Some(shards.chain([container(&jobs[1], 0)]).collect())
        }
    }
}

/// The step of a job that runs socklab, with the expressions of GitHub Actions that it holds.
fn step(job: &Json, shard: &str, temporary: &str) -> Script {
    let runs = |step: &&Json| step["run"].as_str().is_some_and(|run| run.contains("$RUNNER_TEMP"));
    let step = job["steps"].as_array().unwrap().iter().find(runs).unwrap();
    let value = |value: &Json| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        evaluated(&text, shard)
    };
    let given = step["env"].as_object().into_iter().flatten();
    let mut environment: BTreeMap<_, _> = given.map(|(name, text)| (name.clone(), value(text))).collect();
    environment.insert("RUNNER_TEMP".to_owned(), temporary.to_owned());
    Script { shell: "bash", environment, text: step["run"].as_str().unwrap().to_owned() }
}

/// The text with its expressions evaluated as GitHub does it: a string, the shard, and nothing of what is not known.
fn evaluated(text: &str, shard: &str) -> String {
    let mut value = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (expression, tail) = after.split_once("}}").unwrap();
        let known = match expression.trim() {
            "matrix.shard" => shard,
            string if string.starts_with('\'') => string.trim_matches('\''),
            _ => "",
        };
        value.extend([before, known]);
        rest = tail;
    }
    value + rest
}

/// The container of a Job, with the variables of Kubernetes that its environment holds.
fn container(job: &Json, index: u64) -> Script {
    let container = &job["spec"]["template"]["spec"]["containers"][0];
    let word = |value: &Json| value.as_str().unwrap().to_owned();
    let given = container["env"].as_array().unwrap().iter();
    let value = |pair: &Json| (word(&pair["name"]), word(&pair["value"]).replace("$$", "$"));
    let mut environment: BTreeMap<_, _> = given.map(value).collect();
    environment.insert("JOB_COMPLETION_INDEX".to_owned(), index.to_string());
    assert_eq!([&container["command"][0], &container["command"][1]], ["sh", "-c"]);
    Script { shell: "sh", environment, text: word(&container["command"][2]) }
}

#[rstest]
fn every_shard_is_graded_and_all_are_merged_whatever_the_folders_are_called(
    #[values(Engine::Slurm, Engine::Github, Engine::Kubernetes)] engine: Engine,
    #[values(CLASS, QUOTED)] class: &str,
    #[values(0, 1, 3)] code: u8,
) {
    let cluster = Cluster::new(code);
    let Some(scripts) = scripts(engine, class, &cluster) else { return };
    let outputs: Vec<Output> = scripts.iter().map(|script| cluster.start(script)).collect();
    assert!(outputs.iter().all(|output| output.status.success()), "{outputs:?}");
    let out = if engine == Engine::Github {
        cluster.work().join(OUT).join("socklab").display().to_string()
    } else {
        format!("./{OUT}")
    };
    let mut expected: Vec<Vec<String>> = (1..=3)
        .map(|shard| {
            let (folder, part) = (format!("{out}/shard-{shard}"), format!("{shard}/3"));
            vec!["grade".to_owned(), format!("./{class}"), "--out".to_owned(), folder, "--shard".to_owned(), part]
        })
        .collect();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let shards = [1, 2, 3].map(|shard| format!("{out}/shard-{shard}"));
    let into = format!("{out}/merged");
    expected.push(words(&["grade", "merge", &shards[0], &shards[1], &shards[2], "--out", &into]));
    expected.push(words(&["grade", "export", &into, "--format", "text"]));
    assert_eq!(cluster.calls(), expected, "{outputs:?}");
    assert!(!cluster.work().join("owned").exists());
}

#[rstest]
fn a_shard_that_could_not_be_graded_fails_its_job(
    #[values(Engine::Slurm, Engine::Github, Engine::Kubernetes)] engine: Engine,
    #[values(2, 70)] code: u8,
) {
    let cluster = Cluster::new(code);
    let Some(scripts) = scripts(engine, CLASS, &cluster) else { return };
    assert!(!cluster.start(&scripts[0]).status.success());
    assert_eq!(cluster.calls().len(), 1);
}

#[rstest]
fn a_job_that_runs_again_goes_on_with_what_it_had(#[values(Engine::Github, Engine::Kubernetes)] engine: Engine) {
    let cluster = Cluster::new(0);
    let Some(scripts) = scripts(engine, CLASS, &cluster) else { return };
    for resumed in [false, true] {
        assert!(cluster.start(&scripts[0]).status.success());
        assert_eq!(cluster.calls().last().unwrap().last().unwrap() == "--resume", resumed);
    }
}

/// Whether a validator accepts the file.
fn accepted(program: &str, arguments: &[&str], text: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.yaml");
    fs::write(&path, text).unwrap();
    run(Command::new(program).args(arguments).arg(&path), "").status.success()
}

#[test]
fn github_s_published_schema_accepts_the_workflow() {
    let (program, schema) = ("check-jsonschema", ["--builtin-schema", "vendor.github-workflows"]);
    if has(program, &["--version"]) {
        let text = file(Engine::Github, CLASS);
        assert!(accepted(program, &schema, &text));
        assert!(!accepted(program, &schema, &text.replace("runs-on:", "runs-in:")));
    }
}

#[test]
fn kubernetes_published_schema_accepts_the_manifest() {
    let (program, strict) = ("kubernetes-validate", ["--strict"]);
    if has(program, &["--version"]) {
        let text = file(Engine::Kubernetes, CLASS);
        assert!(accepted(program, &strict, &text));
        assert!(!accepted(program, &strict, &text.replace("completions:", "completion:")));
    }
}
