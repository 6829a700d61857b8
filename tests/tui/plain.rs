//! The same flow by plain questions, through the real program and real pipes.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What the program says to these answers, with progress kept in `folder`.
fn talk(folder: &std::path::Path, lang: &str, answers: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_socklab"))
        .args(["--plain", "--lang", lang])
        .current_dir(folder)
        .env("XDG_DATA_HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("{part:?} is not in what is left:\n{rest}\n\n{text}")
        };
        rest = after;
    }
}

#[test]
fn predict_run_step_turn_a_knob_and_change_the_language() {
    let folder = tempfile::tempdir().unwrap();
    let text = talk(folder.path(), "en", "8\n1\n3\n17\n<\nk recv_size=5\nn\nlang\nb\nq\n");
    in_order(
        &text,
        &[
            "Which lab?",
            "A datagram longer than the buffer",
            "1  \"o\", the rest of the first one",
            "Your answer",
            "How sure",
            "You said: \"o\", the rest of the first one (certain)",
            "It did:   \"world\"",
            "holds",
            "#17",
            "68 65 6c 6c",
            "#16",
            "plain as it is: first = \"hell\"",
            "plain recv_size=5: first = \"hello\"",
            "flag:",
            "接下来呢？",
            "去哪一课？",
            "再见",
        ],
    );
    // It does not say what comes before it was asked.
    let (before, _) = text.split_once("Your answer").unwrap();
    assert!(!before.contains("It did"), "{before}");
    let progress = std::fs::read_to_string(folder.path().join("socklab/progress.json")).unwrap();
    for kept in ["\"predicted\": \"\\\"o\\\"\"", "\"confidence\": \"certain\"", "\"last_lab\": \"truncated-datagrams\""]
    {
        assert!(progress.contains(kept), "{kept}: {progress}");
    }
    // The next time it goes on from there.
    let text = talk(folder.path(), "zh-CN", "");
    in_order(&text, &["直接按回车去 01", "再见"]);
}

#[test]
fn answers_that_mean_nothing_are_told_and_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let text = talk(folder.path(), "en", "99\nsticky\n9\nx\n\nwhat\n4711\nk nothing=1\nk recv_size=0\n?\n");
    // Lab 25 is found by its name; its question is passed over.
    in_order(
        &text,
        &[
            "Nothing of that name",
            "Sticky packets",
            "Your answer",
            "Your answer",
            "\"what\" means nothing here",
            "\"4711\" means nothing here",
            "no knob \"nothing\"",
            "m goes to the exercise",
            "Goodbye",
        ],
    );
}

#[test]
fn a_line_without_end_and_bytes_that_are_no_text_are_survived() {
    let folder = tempfile::tempdir().unwrap();
    let mut answers = "x".repeat(100_000);
    answers += "\n\u{1b}[2J\nq\n";
    let text = talk(folder.path(), "en", &answers);
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn an_exercise_is_made_checked_and_hinted_at() {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("course");
    std::fs::create_dir(&course).unwrap();
    std::fs::write(course.join("socklab.toml"), "[exercise.tcp-echo]\nrun = [\"./no-such-program\"]\n").unwrap();
    let text = talk(&course, "en", "22\n\nm\nr\nh\nb\nq\n");
    in_order(
        &text,
        &["An echo server", "echo-upper", "could not be started", "of 10 checks passed", "Hint 1 of", "What next?"],
    );
}
