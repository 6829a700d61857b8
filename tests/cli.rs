//! The command line as users and scripts see it: exit code, standard output and standard error of the real program.

mod support;

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::Value as Json;
use support::skipped;

/// One invocation of the program in a clean environment: no locale, no colour, no terminal.
struct Socklab {
    command: Command,
    input: &'static str,
}

#[must_use]
fn socklab(arguments: &[&str]) -> Socklab {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
    command.args(arguments).env_clear();
    Socklab { command, input: "" }
}

impl Socklab {
    #[must_use]
    fn env(mut self, name: &str, value: &str) -> Socklab {
        self.command.env(name, value);
        self
    }

    #[must_use]
    fn input(mut self, input: &'static str) -> Socklab {
        self.input = input;
        self
    }

    fn output(mut self) -> Output {
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input may have closed it already.
        let _ = child.stdin.take().unwrap().write_all(self.input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// The three things that a script sees, as one text.
    fn seen(self) -> String {
        let output = self.output();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8 output");
        format!(
            "exit code: {}\n----- stdout -----\n{}----- stderr -----\n{}",
            output.status.code().expect("no signal"),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    #[track_caller]
    fn json(self, exit: i32) -> Json {
        let output = self.output();
        assert_eq!(output.status.code(), Some(exit), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What the user sees is what `snapshots/` holds.
    #[track_caller]
    fn snapshot(self, name: &str) {
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        // Each filter has a name: what differs between hosts and runs, and nothing else.
        settings.add_filter(r"Linux \d+\.\d+\S*", "Linux [release]");
        settings.add_filter(r"127\.0\.0\.1:\d{4,5}", "127.0.0.1:[port]");
        // Captured packets are events too, and not every host captures.
        settings.add_filter(r"#\d+", "#[event]");
        settings.bind(|| insta::assert_snapshot!(format!("cli_{name}"), self.seen()));
    }
}

/// The usage error of one command line: exit code 2, nothing on standard output.
#[track_caller]
fn check_usage(arguments: &[&str], says: &str) {
    let output = socklab(arguments).output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(output.stdout.is_empty());
    assert_eq!(stderr.lines().next(), Some(says));
}

#[test]
fn list_names_every_lab() {
    socklab(&["list"]).snapshot("list");
}

#[test]
fn list_speaks_chinese() {
    socklab(&["list", "--lang", "zh-CN"]).snapshot("list_zh");
}

#[test]
fn the_locale_decides_the_language_and_the_option_overrides_it() {
    let of_locale = socklab(&["list"]).env("LC_ALL", "zh_CN.UTF-8").seen();
    assert_eq!(of_locale, socklab(&["list", "--lang", "zh-CN"]).seen());
    let overridden = socklab(&["list", "--lang=en"]).env("LANG", "zh_CN.UTF-8").seen();
    assert_eq!(overridden, socklab(&["list"]).seen());
}

#[test]
fn by_itself_it_shows_the_labs_and_the_next_step() {
    socklab(&[]).snapshot("overview");
}

#[test]
fn help_says_what_each_command_does() {
    socklab(&["--help"]).snapshot("help");
}

#[test]
fn help_speaks_chinese() {
    socklab(&["run", "--help", "--lang", "zh-CN"]).snapshot("help_run_zh");
}

#[test]
fn run_draws_the_picture_and_judges_the_claims() {
    socklab(&["run", "8", "--scene", "plain", "--no-isolate"]).env("LANG", "C.UTF-8").snapshot("run_08");
}

#[test]
fn run_speaks_chinese() {
    socklab(&["run", "08", "--scene", "flag", "--no-isolate", "--lang", "zh-CN"])
        .env("LANG", "C.UTF-8")
        .snapshot("run_08_zh");
}

#[test]
fn run_without_utf8_draws_in_ascii() {
    let output = socklab(&["run", "8"]).output();
    assert!(output.status.success());
    assert!(output.stdout.is_ascii(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_turned_knob_is_shown_and_not_judged() {
    socklab(&["run", "8", "--scene", "plain", "--no-isolate", "--set", "recv_size=5"]).snapshot("run_knob");
}

#[test]
fn a_knob_at_its_default_is_judged() {
    let run = socklab(&["run", "8", "--set", "recv_size=4", "--format", "json"]).json(0);
    assert_eq!(run["summary"]["holds"], 7);
}

#[test]
fn quiet_says_the_summary_alone_when_all_holds() {
    socklab(&["-q", "run", "8"]).snapshot("run_quiet");
}

#[test]
fn run_as_json_has_the_documented_fields() {
    let run = socklab(&["run", "8", "--format", "json"]).json(0);
    assert_eq!(run["format_version"], 1);
    assert_eq!(run["host"]["os"], "linux");
    assert!(run["host"]["isolated"].is_boolean() && run["host"]["wire"].is_boolean());
    assert_eq!(run["labs"][0]["number"], 8);
    let scene = &run["labs"][0]["scenes"][0];
    assert_eq!(scene["slug"], "plain");
    assert!(scene["elapsed_ms"].as_f64().unwrap() > 0.0);
    assert!(scene["trace"]["events"].as_array().unwrap().len() > 4);
    let claim = &scene["claims"][0];
    assert_eq!(claim["id"], "first");
    assert_eq!(claim["expected"], "\"hell\"");
    assert_eq!(claim["observed"], "\"hell\"");
    assert_eq!(claim["known"], "measured");
    assert_eq!(claim["verdict"], "holds");
    let summary = serde_json::json!({ "holds": 7, "broken": 0, "unobservable": 0, "unrecorded": 0, "not_judged": 0 });
    assert_eq!(run["summary"], summary);
}

#[test]
fn list_as_json_has_the_documented_fields() {
    let list = socklab(&["list", "--format", "json"]).json(0);
    assert_eq!(list["format_version"], 1);
    let labs = list["labs"].as_array().unwrap();
    let lab = labs.iter().find(|lab| lab["number"] == 8).unwrap();
    assert_eq!(lab["slug"], "truncated-datagrams");
    assert_eq!(lab["part"], "udp");
    assert_eq!(lab["scenes"][2]["needs"], serde_json::json!(["true-length"]));
    assert_eq!(lab["scenes"][0]["claims"][0]["id"], "first");
    assert_eq!(lab["knobs"][0]["name"], "recv_size");
    assert_eq!(lab["exercises"], serde_json::json!([]));
}

#[test]
fn labs_side_by_side_are_reported_in_the_order_asked_for() {
    let run = socklab(&["run", "all", "--jobs", "4", "--format", "json"]).json(0);
    let numbers: Vec<u64> = run["labs"].as_array().unwrap().iter().map(|lab| lab["number"].as_u64().unwrap()).collect();
    let all: Vec<u64> = socklab::labs::ALL.iter().map(|lab| u64::from(lab.number)).collect();
    assert_eq!(numbers, all);
}

#[test]
fn the_hosts_own_loopback_gives_the_same_verdicts_and_says_so() {
    let run = socklab(&["run", "8", "--no-isolate", "--format", "json"]).json(0);
    assert_eq!(run["host"]["isolated"], false);
    assert_eq!(run["summary"]["holds"], 7);
}

#[test]
fn packets_go_to_the_file_that_was_asked_for() {
    let path = std::env::temp_dir().join(format!("socklab-cli-{}.pcapng", std::process::id()));
    let file = path.to_str().unwrap();
    let run = socklab(&["run", "8", "--pcap", file, "--format", "json"]).json(0);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let says = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(bytes.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]), "no section header block");
    if run["host"]["wire"] == true {
        assert!(says(b"lab 08 truncated-datagrams, scene plain") && says(b"scene flag") && says(b"hello"));
    } else {
        skipped("wire", "nothing can be captured here");
        assert!(says(b"nothing captured: "));
    }
}

#[test]
fn without_the_right_to_capture_the_run_goes_on_and_says_what_is_missing() {
    // A program whose user owns nothing: no namespace, no packet socket. The copy is where that user may execute it.
    let folder = std::env::temp_dir().join(format!("socklab-unprivileged-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let program = folder.join("socklab");
    std::fs::copy(env!("CARGO_BIN_EXE_socklab"), &program).unwrap();
    let script = format!(
        "echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --bounding-set=-all --inh-caps=-all \
         {0}/socklab run 8 --pcap {0}/packets.pcapng --format json",
        folder.display()
    );
    let output = Command::new("unshare").args(["--user", "--map-root-user", "sh", "-c", &script]).output();
    let bytes = std::fs::read(folder.join("packets.pcapng")).unwrap_or_default();
    std::fs::remove_dir_all(&folder).unwrap();
    let output = match output {
        Ok(output) if !matches!(output.status.code(), Some(1 | 127)) => output,
        refused => return skipped("isolation", &format!("unshare(1), setpriv(1): {refused:?}")),
    };
    let run: Json = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    assert_eq!(run["host"]["wire"], false);
    assert_eq!((run["summary"]["holds"].as_u64(), output.status.code()), (Some(7), Some(0)));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("nothing was captured: ") && stderr.contains("CAP_NET_RAW"), "{stderr}");
    assert!(bytes.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]));
}

#[test]
fn a_file_of_packets_that_cannot_be_written_is_our_error_before_anything_runs() {
    let output = socklab(&["run", "8", "--pcap", "/no/such/folder/x.pcapng"]).output();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(70), 0), "{output:?}");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with("socklab: write /no/such/folder/x.pcapng: "), "{stderr}");
}

#[test]
fn a_right_prediction_is_confirmed() {
    socklab(&["predict", "8"]).env("LANG", "C.UTF-8").input("2\n").snapshot("predict_right");
}

#[test]
fn a_wrong_prediction_hears_what_becomes_of_the_belief() {
    socklab(&["predict", "8"]).env("LANG", "C.UTF-8").input("1\n").snapshot("predict_wrong");
}

#[test]
fn a_prediction_that_is_none_of_the_choices_is_a_usage_error() {
    let output = socklab(&["predict", "8"]).input("7\n").output();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(stderr, "socklab: \"7\" is none of the choices 1, 2, 3\n");
}

#[test]
fn what_is_misspelt_is_a_usage_error_that_lists_the_nearest() {
    check_usage(
        &["run", "truncated-datagram"],
        "socklab: no lab \"truncated-datagram\". The nearest: truncated-datagrams",
    );
    check_usage(&["run", "8", "--scene", "plane"], "socklab: no scene \"plane\" in these labs. The nearest: plain");
    check_usage(&["run", "8", "--set", "size=4"], "socklab: no knob \"size\" in these labs. The nearest: recv_size");
    check_usage(&["runn", "8"], "socklab: no such command: runn. The nearest: run");
    check_usage(&["run", "8", "--stepps"], "socklab: no such option: --stepps. The nearest: --steps");
}

#[test]
fn what_is_out_of_range_or_malformed_is_a_usage_error() {
    check_usage(&["run", "8", "--set", "recv_size=0"], "socklab: knob recv_size: \"0\" is not in 1..64");
    check_usage(&["run", "8", "--set", "recv_size=many"], "socklab: knob recv_size: \"many\" is not in 1..64");
    check_usage(&["run", "8", "--set", "recv_size"], "socklab: \"recv_size\" is not KNOB=VALUE");
    check_usage(&["run", "8", "--jobs", "0"], "socklab: --jobs <N>: 0 is not a number in range");
    check_usage(&["run", "8", "--format", "xml"], "socklab: --format <FORMAT>: xml is none of: text, json");
    check_usage(&["run"], "socklab: missing: <LAB>...");
    check_usage(&["dev"], "socklab: a command is missing, one of: check, stamp, soak");
    check_usage(&["list", "--lang", "fr"], "socklab: --lang <LANG>: fr is none of: en, zh-CN");
}

#[test]
fn usage_errors_speak_chinese() {
    check_usage(&["--lang", "zh-CN", "run", "8", "--jobs", "x"], "socklab: --jobs <N>：x 不是范围内的数");
    check_usage(
        &["--lang", "zh-CN", "run", "8", "--scene", "x"],
        "socklab: 这些实验里没有场景“x”。最接近的是：plain, flag, length",
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
    let mut child = command.args(["run", "all"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
}

#[test]
fn an_output_that_cannot_be_written_is_our_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_socklab")).arg("list").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(70));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("socklab: write standard output: "), "{output:?}");
}

#[test]
fn colour_is_off_without_a_terminal_and_on_when_asked_for() {
    let plain = socklab(&["run", "8"]).output().stdout;
    assert!(!plain.contains(&0x1b));
    let coloured = socklab(&["run", "8", "--color", "always"]).output().stdout;
    assert!(coloured.contains(&0x1b));
}

#[test]
fn doctor_answers_for_every_capability() {
    let doctor = socklab(&["doctor", "--format", "json"]).json(0);
    let names: Vec<&str> =
        doctor["capabilities"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    let all: Vec<&str> = socklab::lab::Capability::ALL.iter().map(|capability| capability.slug()).collect();
    assert_eq!(names, all);
    assert!(doctor["capabilities"].as_array().unwrap().iter().all(|row| row["available"].is_boolean()));
    let sandbox = &doctor["sandbox"];
    assert_eq!(sandbox["available"].as_bool().unwrap(), sandbox["because"].is_null(), "{sandbox}");
}

#[test]
fn completions_and_the_manual_page_come_from_the_same_definition() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = String::from_utf8(socklab(&["completions", shell]).output().stdout).unwrap();
        assert!(script.contains("no-isolate"), "{shell}");
        assert!(!script.contains("play-isolated"), "{shell}: a hidden command is completed");
    }
    let page = String::from_utf8(socklab(&["man"]).output().stdout).unwrap();
    assert!(page.contains(".TH socklab 1") && page.contains("predict"), "{page}");
    let page = String::from_utf8(socklab(&["man", "run"]).output().stdout).unwrap();
    assert!(page.contains(".TH socklab-run 1") && page.contains("isolate"), "{page}");
    check_usage(&["man", "rum"], "socklab: no command \"rum\" has a page. The nearest: run");
}

#[test]
fn dev_check_finds_nothing_in_the_labs_as_they_are() {
    let output = socklab(&["dev", "check"]).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn dev_stamp_needs_the_labs_folder() {
    let mut stamp = socklab(&["dev", "stamp"]);
    stamp.command.current_dir(std::env::temp_dir());
    let output = stamp.output();
    assert_eq!(output.status.code(), Some(70));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("socklab: read the folder labs here: "));
}

#[test]
fn a_soak_counts_every_verdict() {
    let output = socklab(&["dev", "soak", "8", "--runs", "3", "--load", "2"]).output();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stdout}");
    assert!(stdout.contains("21"), "3 runs of 7 claims: {stdout}");
}

#[test]
fn a_host_that_refuses_namespaces_runs_on_its_own_loopback_and_says_so() {
    // Inside a namespace whose limit of further ones is zero, the kernel refuses the child for real.
    let script = format!(
        "echo 0 > /proc/sys/user/max_user_namespaces && exec {} run 8 --format json",
        env!("CARGO_BIN_EXE_socklab")
    );
    let output = Command::new("unshare").args(["--user", "--map-root-user", "sh", "-c", &script]).output();
    let output = match output {
        Ok(output) if output.status.code() != Some(1) => output,
        refused => return skipped("isolation", &format!("unshare(1): {refused:?}")),
    };
    let run: Json = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    assert_eq!(run["host"]["isolated"], false);
    assert_eq!(run["summary"]["holds"], 7);
    assert_eq!(output.status.code(), Some(0));
}
