//! Hostile folders.

use std::{
    ffi::OsStr,
    fs::{self, File, Permissions},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
        net::UnixListener,
    },
    path::Path,
    process::Command,
};

use rstest::rstest;
use socklab::grade::sandbox::Allowance;

use crate::class::{Class, PYTHON, SERVES, allowance, possible};

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[rstest]
#[case::a_fifo(|folder: &Path| fifo(&folder.join("pipe")), "folder", "it is a FIFO")]
#[case::a_fifo_for_a_manifest(|folder: &Path| { fs::remove_file(folder.join("socklab.toml")).unwrap(); fifo(&folder.join("socklab.toml")) }, "folder", "it is a FIFO")]
#[case::a_socket(|folder: &Path| drop(UnixListener::bind(folder.join("socket")).unwrap()), "folder", "neither a file nor a folder")]
#[case::a_sparse_file(|folder: &Path| File::create(folder.join("big")).unwrap().set_len(10 << 30).unwrap(), "folder", "too many bytes")]
#[case::folders_in_folders(|folder: &Path| fs::create_dir_all(folder.join("a/".repeat(50))).unwrap(), "folder", "nested too deep")]
#[case::a_name_that_is_not_utf8(|folder: &Path| fs::write(folder.join(OsStr::from_bytes(b"\xff\xfe")), "").unwrap(), "passed", "")]
#[case::names_that_hold_markup(|folder: &Path| fs::write(folder.join("<script>alert(1)<\\script>\n\u{1b}[2J"), "").unwrap(), "passed", "")]
#[case::a_loop_of_links(|folder: &Path| { symlink("b", folder.join("a")).unwrap(); symlink("a", folder.join("b")).unwrap() }, "passed", "")]
#[case::a_link_to_itself_for_a_manifest(|folder: &Path| { fs::remove_file(folder.join("socklab.toml")).unwrap(); symlink("socklab.toml", folder.join("socklab.toml")).unwrap() }, "manifest", "is not a file")]
#[case::a_link_out_for_a_manifest(|folder: &Path| { fs::remove_file(folder.join("socklab.toml")).unwrap(); symlink("/etc/passwd", folder.join("socklab.toml")).unwrap() }, "no-manifest", "")]
#[case::no_manifest(|folder: &Path| fs::remove_file(folder.join("socklab.toml")).unwrap(), "no-manifest", "")]
#[case::an_empty_manifest(|folder: &Path| fs::write(folder.join("socklab.toml"), "").unwrap(), "no-entry", "")]
#[case::a_malformed_manifest(|folder: &Path| fs::write(folder.join("socklab.toml"), "[exercise.tcp-echo]\nrun = [\"sh\"").unwrap(), "manifest", "socklab.toml:2")]
#[case::a_manifest_that_is_no_text(|folder: &Path| fs::write(folder.join("socklab.toml"), b"\xff\0").unwrap(), "manifest", "utf-8")]
#[case::a_long_manifest(|folder: &Path| fs::write(folder.join("socklab.toml"), vec![b'#'; 1 << 20]).unwrap(), "manifest", "larger than 64 KiB")]
#[case::a_huge_manifest(|folder: &Path| fs::write(folder.join("socklab.toml"), vec![b'#'; 100 << 20]).unwrap(), "folder", "too many bytes")]
fn a_submission_has(#[case] odd: impl FnOnce(&Path), #[case] verdict: &str, #[case] says: &str) {
    if !possible() {
        return;
    }
    let class = Class::new();
    class.program(SERVES);
    odd(&class.student());
    let (seen, said, _) = class.graded(&["echo-upper"]).only();
    assert_eq!(seen, verdict, "{said}");
    assert!(said.contains(says), "{said}");
}

#[test]
fn a_program_that_is_a_link_out_of_the_folder_is_not_there() {
    if !possible() {
        return;
    }
    let class = Class::new();
    fs::write(class.other().join("server.py"), SERVES).unwrap();
    class.run(&[PYTHON, "stolen.py"]);
    symlink("../other-student/server.py", class.student().join("stolen.py")).unwrap();
    let (verdict, said, _) = class.graded(&["echo-upper"]).only();
    assert_eq!(verdict, "exited-early");
    assert!(said.contains("No such file"), "{said}");
}

#[test]
fn a_folder_of_tools_is_seen_wherever_it_is_and_cannot_be_changed() {
    if !possible() {
        return;
    }
    // Nobody but its owner may walk there.
    let private = tempfile::tempdir().unwrap();
    let tools = private.path().join("tools");
    fs::create_dir(&tools).unwrap();
    let tool = tools.join("serve");
    fs::write(
        &tool,
        format!(
            "#!{PYTHON}\ntry: open('{}', 'a')\nexcept OSError: pass\nelse: raise SystemExit('hole')\n{SERVES}",
            tool.display()
        ),
    )
    .unwrap();
    fs::set_permissions(&tool, Permissions::from_mode(0o755)).unwrap();
    let class = Class::new();
    class.run(&[tool.to_str().unwrap()]);
    let with = Allowance { tools: vec![tools], ..allowance() };
    let (verdict, said, _) = class.graded_with(&["echo-upper"], with).only();
    assert_eq!(verdict, "passed", "{said}");
    assert_eq!(class.graded(&["echo-upper"]).verdicts(), ["cannot-start"]);
}

#[rstest]
#[case::that_makes_the_program("cp", "passed", "")]
#[case::that_fails("echo wrong >&2; exit 3; cp", "not-built", "wrong")]
#[case::that_leaves_a_process("sleep 1000 & cp", "passed", "")]
#[case::that_looks_around("test ! -e /root && cp", "passed", "")]
fn a_build_in_the_sandbox(#[case] script: &str, #[case] verdict: &str, #[case] says: &str) {
    if !possible() {
        return;
    }
    let class = Class::new();
    fs::write(class.student().join("source.py"), SERVES).unwrap();
    let script = script.replace("cp", "cp source.py made.py");
    let mark = &class.mark;
    class.manifest(&format!(
        "[exercise.tcp-echo]\nbuild = [\"sh\", \"-c\", {script:?}, \"{mark}\"]\nrun = [{PYTHON:?}, \"made.py\", \"{mark}\"]\n"
    ));
    let (seen, said, _) = class.graded(&["echo-upper"]).only();
    assert_eq!(seen, verdict, "{said}");
    assert!(said.contains(says), "{said}");
}
