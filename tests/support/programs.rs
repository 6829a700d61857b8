//! The solutions and starters as programs.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use socklab::{checker, exercise::Exercise};

/// The solution in Python as a file, made from what is compiled into the program.
pub(crate) fn python(exercise: &Exercise) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}.py", exercise.slug));
    write_if_new(&path, exercise.python.unwrap_or_default())?;
    Ok(path)
}

/// A Rust program of this name, a solution's or a starter's, built with all others on its first use.
pub(crate) fn rust(name: &str) -> io::Result<PathBuf> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| build().map_err(|error| error.to_string()));
    Ok(built.clone().map_err(io::Error::other)?.join("target/debug").join(name))
}

/// A package with every solution and every starter as a program of its own, as a student's workspace has them.
fn build() -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let programs = folder.join("src/bin");
    fs::create_dir_all(&programs)?;
    let manifest = "[package]\nname = \"programs\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
                    socket2 = { version = \"0.6\", features = [\"all\"] }\nserde_json = \"1\"\n\
                    md-5 = { version = \"0.11\", default-features = false }\nencoding_rs = \"0.8\"\n";
    write_if_new(&folder.join("Cargo.toml"), manifest)?;
    for (_, exercise) in checker::exercises() {
        write_if_new(&programs.join(format!("{}.rs", exercise.slug)), exercise.solution)?;
        write_if_new(&programs.join(format!("{}-starter.rs", exercise.slug)), exercise.starter)?;
    }
    let mut cargo = Command::new(env!("CARGO"));
    let built = cargo.args(["build", "--bins"]).env("RUSTFLAGS", "-D warnings").current_dir(&folder).output()?;
    if built.status.success() {
        return Ok(folder);
    }
    Err(io::Error::other(String::from_utf8_lossy(&built.stderr).into_owned()))
}

/// A file that is as it was is not built again.
fn write_if_new(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    // Whole or not at all: another process of the tests may be reading it.
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
