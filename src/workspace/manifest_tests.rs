//! Manifests as students write them, and as they miswrite them.

use std::path::MAIN_SEPARATOR_STR;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::workspace::testing::KNOWN;

fn parse(source: &str) -> Result<Manifest, DocumentError> {
    Manifest::parse(source, Path::new("folder").join(FILE).as_path(), KNOWN)
}

#[test]
fn every_key_of_an_exercise_is_read() {
    let manifest = parse(
        r#"
        [exercise.udp-echo]
        run = ["python3", "server.py"]
        build = ["make", "-s"]
        port = 8080
        [exercise.tcp-echo]
        run = ["target/debug/tcp-echo"]
        "#,
    )
    .unwrap();
    let udp = manifest.entry("udp-echo").unwrap();
    let student = udp.student(manifest.folder());
    assert_eq!(student.command, ["python3", "server.py"]);
    assert_eq!((student.folder.as_path(), student.port), (Path::new("folder"), Some(8080)));
    assert_eq!(udp.build(manifest.folder()), Some(vec!["make".into(), "-s".into()]));
    let tcp = manifest.entry("tcp-echo").unwrap();
    assert_eq!((&tcp.build, tcp.port), (&None, None));
    assert_eq!(manifest.entries().map(|(slug, _)| slug).collect::<Vec<_>>(), ["tcp-echo", "udp-echo"]);
}

#[test]
fn a_program_named_by_a_path_is_the_one_in_the_folder_and_a_bare_name_is_looked_for_in_path() {
    let program = |source: &str| {
        let manifest = parse(&format!("[exercise.tcp-echo]\nrun = [{source:?}]")).unwrap();
        manifest.entry("tcp-echo").unwrap().student(Path::new("/work")).command[0].clone()
    };
    assert_eq!(program("target/debug/tcp-echo"), Path::new("/work").join("target/debug/tcp-echo"));
    assert_eq!(program("./server"), Path::new("/work").join("./server"));
    assert_eq!(program("python3"), "python3");
}

#[test]
fn an_empty_manifest_speaks_of_no_exercise() {
    assert_eq!(parse("# nothing yet\n").unwrap().entries().count(), 0);
    assert_eq!(parse("[exercise]\n").unwrap().entries().count(), 0);
}

#[rstest]
#[case::key_at_the_top("[exercises.tcp-echo]\nrun = ['x']", 1, "no such key: exercises")]
#[case::unknown_exercise("\n[exercise.tcp-eco]\nrun = ['x']", 2, "no exercise \"tcp-eco\"")]
#[case::unknown_key("[exercise.tcp-echo]\nrun = ['x']\nports = 1", 3, "no such key: ports")]
#[case::no_run(
    "[exercise.udp-echo]\nrun = ['x']\n[exercise.tcp-echo]\nport = 1",
    3,
    "exercise tcp-echo has no key run"
)]
#[case::empty_run("[exercise.tcp-echo]\nrun = []", 2, "run names no program")]
#[case::nameless_run("[exercise.tcp-echo]\nrun = ['']", 2, "run names no program")]
#[case::empty_build("[exercise.tcp-echo]\nrun = ['x']\nbuild = []", 3, "build names no program")]
#[case::run_as_one_string("[exercise.tcp-echo]\nrun = 'python3 server.py'", 2, "run is not a list of strings")]
#[case::run_with_a_number("[exercise.tcp-echo]\nrun = ['x', 7]", 2, "run is not a list of strings")]
#[case::port_zero("[exercise.tcp-echo]\nrun = ['x']\nport = 0", 3, "0 is not a port")]
#[case::port_too_large("[exercise.tcp-echo]\nrun = ['x']\nport = 65_536", 3, "65536 is not a port")]
#[case::port_negative("[exercise.tcp-echo]\nrun = ['x']\nport = -1", 3, "-1 is not a port")]
#[case::port_as_text("[exercise.tcp-echo]\nrun = ['x']\nport = '8080'", 3, "\"8080\" is not a port")]
#[case::port_as_fraction("[exercise.tcp-echo]\nrun = ['x']\nport = 80.5", 3, "float is not a port")]
#[case::exercise_as_text("[exercise]\ntcp-echo = 'x'", 2, "tcp-echo is not a table")]
#[case::exercises_as_text("exercise = 'x'", 1, "exercise is not a table")]
#[case::the_first_in_the_file(
    "[exercise.udp-echo]\nrun = 1\n[exercise.tcp-echo]\nrun = 2",
    2,
    "run is not a list of strings"
)]
fn a_mistake_is_named_with_its_line(#[case] source: &str, #[case] line: usize, #[case] says: &str) {
    let path = format!("folder{MAIN_SEPARATOR_STR}{FILE}");
    assert_eq!(parse(source).unwrap_err().to_string(), format!("{path}:{line}: {says}"));
}

#[rstest]
#[case::no_closing_bracket("[exercise.tcp-echo\nrun = ['x']", 1)]
#[case::no_value("[exercise.tcp-echo]\nrun =", 2)]
#[case::twice("[exercise.tcp-echo]\nrun = ['x']\nrun = ['y']", 3)]
#[case::json("{\"exercise\": {}}", 1)]
fn what_is_not_toml_is_named_with_its_line(#[case] source: &str, #[case] expected: usize) {
    match parse(source).unwrap_err() {
        DocumentError::Mistaken { line, mistake: Mistake::Syntax(words), .. } => {
            assert_eq!(line, expected);
            assert!(!words.is_empty() && !words.contains('\n'), "{words:?}");
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_misspelt_name_comes_with_those_that_there_are() {
    let mistake = |source: &str| match parse(source).unwrap_err() {
        DocumentError::Mistaken { mistake, .. } => mistake,
        other @ DocumentError::Unreadable(_) => panic!("{other}"),
    };
    let Mistake::Exercise { known, .. } = mistake("[exercise.tcp]") else { panic!() };
    assert_eq!(known, ["udp-echo", "tcp-echo"]);
    let Mistake::Key { known, .. } = mistake("[exercise.tcp-echo]\nbuid = []") else { panic!() };
    assert_eq!(known, ["run", "build", "port"]);
}

#[test]
fn a_file_from_windows_is_read_with_its_byte_order_mark_and_line_ends() {
    let source = "\u{feff}[exercise.tcp-echo]\r\nrun = [\"x\"]\r\nport = 0\r\n";
    let error = parse(source).unwrap_err().to_string();
    assert!(error.ends_with(":3: 0 is not a port"), "{error}");
}

#[test]
fn the_manifest_is_found_in_the_folder_or_the_nearest_above_it() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("a/b");
    fs::create_dir_all(&inner).unwrap();
    fs::write(folder.path().join(FILE), "").unwrap();
    assert_eq!(Manifest::find(&inner), Some(folder.path().join(FILE)));
    fs::write(folder.path().join("a").join(FILE), "").unwrap();
    assert_eq!(Manifest::find(&inner), Some(folder.path().join("a").join(FILE)));
    // A folder of that name is no manifest.
    fs::create_dir(inner.join(FILE)).unwrap();
    assert_eq!(Manifest::find(&inner), Some(folder.path().join("a").join(FILE)));
}

#[test]
fn a_file_that_cannot_be_read_says_which_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    fs::write(&path, b"run = \"\xff\"").unwrap();
    let error = Manifest::read(&path, KNOWN).unwrap_err().to_string();
    assert!(error.starts_with(&format!("read {}: ", path.display())), "{error}");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(source in "(\\[exercise\\.(tcp-echo|x)\\]|run|build|port|=|\\[|\\]|\"|'|\n|é|[ -~]){0,40}") {
        let _ = parse(&source);
    }

    #[test]
    fn every_port_but_zero_is_a_port(port in any::<u16>()) {
        let manifest = parse(&format!("[exercise.tcp-echo]\nrun = ['x']\nport = {port}"));
        prop_assert_eq!(manifest.ok().and_then(|manifest| manifest.entry("tcp-echo").unwrap().port), (port != 0).then_some(port));
    }
}
