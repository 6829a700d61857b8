//! A class as an instructor sees it: the real program, on folders of submissions whose programs need a shell.
#![cfg(unix)]

mod support;
#[path = "support/class.rs"]
mod class;

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use class::{ClassFolder, EXITS, LONG, SILENT};
use rstest::rstest;
use serde_json::Value as Json;
use support::skipped;

#[test]
fn a_class_is_graded_and_the_report_says_who_earned_what_and_why_not() {
    let class = ClassFolder::new();
    class.add("bob", EXITS);
    class.add_file("carl", "socklab.toml", "[exercise.tcp-ecko]\nrun = [\"x\"]\n");
    class.add_file("dora", "notes.txt", "no program");
    class.add("eve", "[exercise.udp-echo]\nrun = [\"sh\", \"-c\", \"exit 3\"]\n");
    class.add("fred", &format!("{EXITS}build = [\"sh\", \"-c\", \"echo no compiler; exit 2\"]\n"));
    let ran = class.grade(&["--exercise", "tcp-echo"]);
    assert_eq!(ran.exit, 1, "{ran:?}");
    // How the programs were kept apart is the host's affair.
    let report: Vec<_> =
        class.report("text").lines().filter(|line| !line.starts_with("Some programs")).map(str::to_owned).collect();
    insta::assert_snapshot!(report.join("\n"), @r#"
    bob        0/14  tcp-echo 0/14
    carl       0/14  tcp-echo 0/14
    dora       0/14  tcp-echo 0/14
    eve        0/14  tcp-echo 0/14
    fred       0/14  tcp-echo 0/14

    passed: 0, failed: 1, flaky: 0, unjudged: 0, skipped: 49

    bob
      tcp-echo  0/14  seed 1274355681
        echo-upper  0/1  failed
            Send a client's bytes back, with a-z turned into A-Z.
            The program ended before it listened (exit code 3).
        echo-again  0/1  skipped  not tried: echo-upper comes first
        next-client  0/1  skipped  not tried: echo-upper comes first
        survives-reset  0/1  skipped  not tried: echo-upper comes first
        survives-vanish  0/1  skipped  not tried: echo-upper comes first
        split-write  0/2  skipped  not tried: echo-upper comes first
        large  0/1  skipped  not tried: echo-upper comes first
        half-close  0/1  skipped  not tried: echo-upper comes first
        two-at-once  0/4  skipped  not tried: echo-upper comes first
        no-busy-loop  0/1  skipped  not tried: echo-upper comes first

    carl
      tcp-echo  0/14  seed 3123223800
        The file socklab.toml cannot be understood: socklab.toml:1: no exercise "tcp-ecko"

    dora
      tcp-echo  0/14  seed 3683959310
        The folder has no socklab.toml.

    eve
      tcp-echo  0/14  seed 134879065
        The file socklab.toml does not speak of this exercise.

    fred
      tcp-echo  0/14  seed 1218150747
        The program was not built: exit code 2
          no compiler
    "#);
}

#[test]
fn a_student_who_passes_everything_has_all_points_and_the_exit_code_says_so() {
    let Some(class) = ClassFolder::with_solution(&["alice"]) else { return };
    let ran = class.grade(&[]);
    assert_eq!((ran.exit, ran.said()), (0, String::new()), "{ran:?}");
    assert!(ran.out.starts_with("1 student: 10 checks passed, 0 failed, 0 flaky, 0 unjudged, 0 skipped\n"), "{ran:?}");
    let report = class.json();
    let echo = &report["students"][0]["exercises"][0];
    assert_eq!((&echo["points"], &echo["max_points"]), (&Json::from(14), &Json::from(14)));
}

/// It decides by the clock: a file that counts would be a new one for each try.
#[test]
fn a_program_that_fails_and_then_serves_is_flaky_and_earns_nothing_by_it() {
    let Some(class) = ClassFolder::with_solution(&["alice"]) else { return };
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).unwrap() + Duration::from_secs(4);
    let solution = fs::read_to_string(class.path("class/alice/server.py")).unwrap();
    let fails = "if time.time() < moment:\n    while time.time() < moment: pass\n    sys.exit(3)\n";
    let program = format!("import sys, time\nmoment = {}\n{fails}{solution}", moment.as_secs_f64());
    class.add_file("alice", "server.py", &program);
    let ran = class.grade(&[]);
    assert_eq!(ran.exit, 1, "{ran:?}");
    assert!(ran.out.starts_with("1 student: 9 checks passed, 0 failed, 1 flaky, 0 unjudged, 0 skipped\n"), "{ran:?}");
    let first = &class.json()["students"][0]["exercises"][0]["checks"][0];
    assert_eq!((&first["verdict"], &first["points"]), (&Json::from("flaky"), &Json::from(0)), "{first}");
    assert_eq!(first["finding"]["code"], "exited-early");
}

#[rstest]
#[case::one_job(&["--jobs", "1"])]
#[case::eight_jobs(&["--jobs", "8"])]
fn a_report_is_the_same_whoever_finishes_first(#[case] options: &[&str]) {
    let Some(class) = mixed_class() else { return };
    class.grade(options);
    let again = mixed_class().unwrap();
    again.grade(&["--jobs", "3"]);
    for format in ["json", "text"] {
        same(&class.report(format), &again.report(format));
    }
}

/// Says the first line that is different, and not both reports.
#[track_caller]
fn same(one: &str, other: &str) {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(one.lines().count(), other.lines().count());
}

#[test]
fn shards_that_are_merged_give_the_report_of_the_whole_class() {
    let Some(class) = mixed_class() else { return };
    let roster = "student,idnumber,email\nalice,1,alice@example.org\n";
    class.write("class/roster.csv", roster);
    class.grade(&[]);
    let whole = ["json", "text"].map(|format| class.report(format));
    for shard in ["1/3", "2/3", "3/3"] {
        class
            .command(&["grade", "class", "--out", &format!("part-{}", &shard[..1]), "--shard", shard])
            .output()
            .unwrap();
    }
    let merged = class.run(&["grade", "merge", "part-3", "part-1", "part-2", "--out", "merged"]);
    assert_eq!(merged.exit, 1, "{merged:?}");
    for (format, file, whole) in [("json", "report.json", &whole[0]), ("text", "report.txt", &whole[1])] {
        same(&class.run(&["grade", "export", "merged", "--format", format]).out, whole);
        same(&fs::read_to_string(class.path("merged").join(file)).unwrap(), whole);
    }
    assert_eq!(fs::read_to_string(class.path("merged/roster.csv")).unwrap(), roster);
}

/// Programs that pass, that answer wrongly, that never listen, that are silent; and no program.
fn mixed_class() -> Option<ClassFolder> {
    let class = ClassFolder::with_solution(&["alice", "zoe", "李伟"])?;
    for name in ["bob", "carl", "<script>", "..-."] {
        class.add(name, EXITS);
    }
    class.add_file("dora", "notes.txt", "no program");
    class.wrong("erin");
    Some(class)
}

#[test]
fn missing_doubled_and_foreign_shards_are_refused_by_name_and_nothing_is_written() {
    let class = ClassFolder::new();
    for name in ["alice", "bob", "carl"] {
        class.add(name, EXITS);
    }
    let part = |shard: &str, out: &str, more: &[&str]| {
        class.run(&[&["grade", "class", "--exercise", "tcp-echo", "--out", out, "--shard", shard], more].concat());
    };
    part("1/3", "a", &[]);
    part("1/3", "again", &[]);
    part("2/3", "b", &[]);
    part("3/3", "c", &["--seed", "9"]);
    part("1/2", "half", &[]);
    fs::create_dir(class.path("nothing")).unwrap();
    let merge = |from: &[&str]| class.run(&[&["grade", "merge"], from, &["--out", "merged"]].concat());
    merge(&["a", "b"]).refused("no journal of shard 3/3");
    merge(&["b"]).refused("no journal of shard 1/3, 3/3");
    merge(&["a", "b", "again"])
        .refused("shard 1/3 is there twice: a/journal-1-of-3.jsonl and again/journal-1-of-3.jsonl");
    merge(&["a", "b", "c"]).refused("c/journal-3-of-3.jsonl belongs to a run with another seed. Name another folder");
    merge(&["a", "half"])
        .refused("half/journal-1-of-2.jsonl belongs to a run with another number of shards. Name another folder");
    merge(&["a", "nothing"]).refused("nothing holds no journal");
    assert!(!class.path("merged").exists());
}

#[test]
fn a_folder_of_reports_takes_no_second_run_and_goes_on_only_with_its_own() {
    let class = ClassFolder::new();
    class.add("alice", EXITS);
    let grade = |more: &[&str]| class.grade(&[&["--exercise", "tcp-echo"], more].concat());
    assert_eq!(grade(&[]).exit, 1);
    let journal = class.journal();
    grade(&[]).refused("out/journal-1-of-1.jsonl is there already: --resume goes on with it, or name another folder");
    let other =
        |part: &str| format!("out/journal-1-of-1.jsonl belongs to a run with another {part}. Name another folder");
    grade(&["--resume", "--seed", "1"]).refused(&other("seed"));
    grade(&["--shard", "1/2"]).refused(&other("number of shards"));
    grade(&["--resume", "--exercise", "udp-echo"]).refused(&other("set of exercises or points"));
    class.add("bob", EXITS);
    grade(&["--resume"]).refused(&other("set of students"));
    assert_eq!(class.journal(), journal);
    assert_eq!(grade(&["--resume", "--student", "alice"]).exit, 1);
    assert_eq!(class.journal(), journal);
}

#[test]
fn what_is_no_class_is_refused_in_words() {
    let class = ClassFolder::new();
    let grade = |more: &[&str]| class.grade(more);
    grade(&[]).refused("class holds no submission: each student has a folder in it");
    class.run(&["grade", "nowhere", "--out", "out"]).refused("read nowhere: No such file or directory (os error 2)");
    class.add_file("alice", "notes.txt", "");
    grade(&[]).refused("no submission names an exercise. Say which to grade: --exercise NAME");
    grade(&["--exercise", "tcp-ecko"]).refused("no exercise \"tcp-ecko\". The nearest: tcp-echo, udp-echo");
    grade(&["--student", "alise"]).refused("no student \"alise\". The nearest: alice");
    grade(&["--shard", "4/3"]).refused_with("--shard");
    class
        .run(&["grade", "class", "--out", "class/out"])
        .refused("class/out lies in class, where it would be a submission. Name a folder elsewhere");
    class.add_file("Alice", "notes.txt", "");
    grade(&[]).refused("Alice and alice differ in capitals only: are they one student?");
    assert!(!class.path("out").exists());
}

#[test]
fn settings_and_roster_are_refused_with_the_line_of_their_mistake() {
    let class = ClassFolder::new();
    class.add("alice", EXITS);
    class.write("class/grading.toml", "[exercise.tcp-echo]\nhidden = [\"split-wrote\"]\n");
    let near = "no check \"split-wrote\" in tcp-echo. The nearest: split-write";
    class.grade(&[]).refused(&format!("class/grading.toml:2: {near}"));
    class.write("class/grading.toml", "[exercise.tcp-echo]\nchecks = [\"large\"]\n");
    class.grade(&[]).refused("class/grading.toml:2: echo-upper is missing: every check of tcp-echo depends on it");
    class.write("elsewhere.toml", "exercises = [\"tcp-echo\"]\n");
    class.write("class/roster.csv", "student,idnumber,email\nalice,1\n");
    class.grade(&["--settings", "elsewhere.toml"]).refused("class/roster.csv:2: 2 cells instead of 3");
    class.grade(&["--settings", "none.toml"]).refused("read none.toml: No such file or directory (os error 2)");
}

#[test]
fn a_class_is_graded_by_the_chosen_checks_alone() {
    let Some(class) = ClassFolder::with_solution(&["alice"]) else { return };
    class.add("bob", EXITS);
    class.write("class/grading.toml", "[exercise.tcp-echo]\nchecks = [\"two-at-once\", \"echo-upper\"]\n");
    assert_eq!(class.grade(&[]).exit, 1);
    let report = class.json();
    for (student, points, verdicts) in [(0, 5, ["passed", "passed"]), (1, 0, ["failed", "skipped"])] {
        let graded = &report["students"][student]["exercises"][0];
        assert_eq!((graded["points"].as_u64(), graded["max_points"].as_u64()), (Some(points), Some(5)));
        let checks = graded["checks"].as_array().unwrap();
        let seen: Vec<_> = checks.iter().map(|check| [&check["id"], &check["verdict"]]).collect();
        assert_eq!(seen, [["echo-upper", verdicts[0]], ["two-at-once", verdicts[1]]]);
    }
}

#[test]
fn a_student_s_own_report_has_nobody_else_and_no_hidden_check() {
    let class = ClassFolder::new();
    class.add("alice", EXITS);
    class.add("bob", EXITS);
    class.write("class/grading.toml", "[exercise.tcp-echo]\nweight = 2\nhidden = [\"echo-upper\", \"split-write\"]\n");
    class.grade(&[]);
    for format in ["json", "text"] {
        let own = class.run(&["grade", "export", "out", "--format", format, "--student", "alice"]);
        assert_eq!(own.exit, 0);
        for secret in ["bob", "echo-upper", "split-write", "hidden"] {
            let shown = own.out.replace("\"hidden\": false", "");
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
        assert!(class.report(format).contains("split-write"));
    }
    let own: Json =
        serde_json::from_str(&class.run(&["grade", "export", "out", "--format", "json", "--student", "alice"]).out)
            .unwrap();
    assert_eq!(own["students"][0]["exercises"][0]["max_points"], 2 * (14 - 1 - 2));
    class.run(&["grade", "export", "out", "--student", "eve"]).refused_with("no student \"eve\"");
}

#[test]
fn names_that_a_terminal_would_obey_are_shown_and_never_obeyed() {
    let class = ClassFolder::new();
    class.add("a\u{1b}[2Jb", EXITS);
    class.add("\u{202e}evil", EXITS);
    class.grade(&["--exercise", "tcp-echo"]);
    let report = class.report("text");
    assert!(report.contains("a\\x1b[2Jb"), "{report}");
    assert!(!report.contains('\u{1b}'), "{report}");
}

#[test]
fn a_name_that_is_not_utf_8_is_a_student_like_any_other() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

    let class = ClassFolder::new();
    let folder = class.path("class").join(OsStr::from_bytes(b"li\xff"));
    if let Err(error) = fs::create_dir(&folder) {
        return skipped("any file name", &error.to_string());
    }
    fs::write(folder.join("socklab.toml"), EXITS).unwrap();
    class.grade(&["--exercise", "tcp-echo"]);
    let student = &class.json()["students"][0];
    assert_eq!(student["student"], "li\\xff");
    assert_eq!(student["exercises"][0]["checks"][0]["finding"]["code"], "exited-early", "{student}");
}

#[test]
fn what_only_looks_like_a_manifest_is_not_followed() {
    let class = ClassFolder::new();
    for name in ["folder", "huge", "link", "pipe"] {
        class.add_file(name, "notes.txt", "");
    }
    fs::create_dir(class.path("class/folder/socklab.toml")).unwrap();
    fs::write(class.path("class/huge/socklab.toml"), vec![b'#'; 1 << 20]).unwrap();
    std::os::unix::fs::symlink("/etc/shadow", class.path("class/link/socklab.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(class.path("class/pipe/socklab.toml")).status().unwrap().success());
    assert_eq!(class.grade(&["--exercise", "tcp-echo"]).exit, 1);
    let report = class.json();
    for student in report["students"].as_array().unwrap() {
        let trouble = &student["exercises"][0]["trouble"];
        assert!(["folder", "manifest", "no-manifest"].contains(&trouble["trouble"].as_str().unwrap()), "{trouble}");
    }
}

#[test]
fn without_a_sandbox_a_run_that_requires_one_is_refused_and_writes_nothing() {
    let class = ClassFolder::new();
    class.add("alice", EXITS);
    let ran = class.grade(&["--require-sandbox"]);
    if ran.exit == 70 {
        assert!(ran.err.contains("Nothing was graded"), "{ran:?}");
        assert!(!class.path("out").exists());
    } else {
        skipped("a host without a sandbox", "this one has one");
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_goes_on_and_loses_and_repeats_nothing() {
    let Some(class) = mixed_class() else { return };
    class.grade(&["--jobs", "2"]);
    let expected = class.report("json");
    fs::remove_dir_all(class.path("out")).unwrap();
    let mut kills = 0;
    let ended = loop {
        let before = class.journal().len();
        let mut run = class.command(&["grade", "class", "--out", "out", "--jobs", "2", "--resume"]).spawn().unwrap();
        // The journal as it grows is the run's own clock: at most so many bytes, so that the runs come to an end.
        let far = before + 1 + fastrand::usize(..4000);
        let began = Instant::now();
        let ended = loop {
            if let Some(status) = run.try_wait().unwrap() {
                break Some(status);
            }
            if class.journal().len() >= far {
                run.kill().unwrap();
                kills += 1;
                break None;
            }
            assert!(began.elapsed() < LONG);
            std::thread::yield_now();
        };
        run.wait().unwrap();
        if let Some(status) = ended {
            break status;
        }
    };
    assert_eq!(ended.code(), Some(1));
    assert!(kills > 1, "{kills}");
    same(&class.report("json"), &expected);
}

#[rstest]
#[case::ctrl_c("-INT")]
#[case::a_batch_system("-TERM")]
fn a_run_that_is_asked_to_end_keeps_what_was_judged(#[case] signal: &str) {
    let class = ClassFolder::new();
    for number in 0..30 {
        class.add(&format!("student-{number}"), SILENT);
    }
    let mut run = class.command(&["grade", "class", "--out", "out", "--jobs", "1"]);
    let run = run.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while !class.journal().contains("judged") {
        assert!(began.elapsed() < LONG);
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap().success());
    let output = run.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(70), "{said}");
    assert!(said.contains("the same command with --resume goes on"), "{said}");
    assert!(!class.journal().contains("unjudged"), "{}", class.journal());
    let open = class.json();
    assert_eq!(open["students"].as_array().unwrap().len(), 30);
    assert!(class.journal().ends_with('\n'));
}

/// A tmpfs of a few pages, in namespaces of its own, takes the journal; then it grows, and the run goes on.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_a_run_clearly_and_it_goes_on_when_there_is_room() {
    let class = ClassFolder::new();
    for number in 0..20 {
        class.add(&format!("student-{number}"), EXITS);
    }
    class.grade(&[]);
    let expected = class.report("json");
    fs::remove_dir_all(class.path("out")).unwrap();
    fs::create_dir(class.path("out")).unwrap();
    if let Err(why) = class.in_a_mount_namespace("mount -t tmpfs -o size=12k none out") {
        return skipped("isolation", &why);
    }
    let program = env!("CARGO_BIN_EXE_socklab");
    let script = format!(
        "mount -t tmpfs -o size=12k none out && {program} grade class --out out; echo \"exit $?\" && \
         mount -o remount,size=4m out && {program} grade class --out out --resume; echo \"exit $?\" && \
         cp out/report.json report.json"
    );
    let said = class.in_a_mount_namespace(&script).unwrap();
    let exits: Vec<&str> = said.lines().filter(|line| line.starts_with("exit")).collect();
    assert_eq!(exits, ["exit 70", "exit 1"], "{said}");
    assert!(said.contains("No space left on device"), "{said}");
    // Nobody but root is there, so there is no sandbox for a program.
    assert!(said.contains("No sandbox here"), "{said}");
    let expected = expected.replace("\"sandbox\"", "\"network\"");
    same(&fs::read_to_string(class.path("report.json")).unwrap(), &expected);
}

#[test]
fn an_unfinished_run_is_reported_as_not_judged_yet_and_never_as_lost_points() {
    let class = ClassFolder::new();
    class.add("alice", EXITS);
    class.grade(&[]);
    let journal = class.journal();
    let lines: Vec<&str> = journal.lines().collect();
    fs::write(class.path("out/journal-1-of-1.jsonl"), lines[..2].join("\n") + "\n{\"crc\":\"0").unwrap();
    let checks = class.json()["students"][0]["exercises"][0]["checks"].clone();
    assert_eq!(checks[0]["verdict"], "failed");
    assert_eq!((&checks[1]["verdict"], &checks[1]["finding"]["code"]), (&"unjudged".into(), &"obstacle".into()));
    assert!(checks[1]["finding"]["message"].as_str().unwrap().contains("not graded yet"), "{checks}");
    // What is left depends on a check that failed; the report is that of a run that was never cut.
    class.grade(&["--resume"]);
    assert_eq!(class.journal().lines().count(), lines.len());
    assert_eq!(class.json()["students"][0]["exercises"][0]["checks"][1]["verdict"], "skipped");
}

#[test]
fn a_journal_that_is_damaged_in_the_middle_is_refused_with_its_line() {
    let class = ClassFolder::new();
    class.add("alice", EXITS);
    class.grade(&[]);
    let journal = class.journal().replacen("exited-early", "exited-eorly", 1);
    fs::write(class.path("out/journal-1-of-1.jsonl"), &journal).unwrap();
    let ran = class.grade(&["--resume"]);
    assert_eq!(ran.exit, 70);
    assert!(ran.err.contains("out/journal-1-of-1.jsonl:2: the journal is damaged: its checksum is wrong"), "{ran:?}");
    assert_eq!(class.journal(), journal);
    assert_eq!(class.run(&["grade", "export", "out"]).exit, 70);
}

#[test]
fn two_runs_never_write_one_journal() {
    let class = ClassFolder::new();
    class.add("alice", SILENT);
    let mut first = class.command(&["grade", "class", "--out", "out"]).spawn().unwrap();
    let began = Instant::now();
    while !Path::new(&class.path("out/journal-1-of-1.jsonl")).exists() || class.journal().is_empty() {
        assert!(began.elapsed() < LONG);
        std::thread::yield_now();
    }
    class.grade(&["--resume"]).refused("out/journal-1-of-1.jsonl is being written by another run");
    first.kill().unwrap();
    first.wait().unwrap();
}
