//! What a student's program sees and may use while a class is graded, and whether this host allows a sandbox at all.
//!
//! A submission is a copy ([`copy`]) in a file system of bounded size that only its worker has ([`STORE`]). The program sees that
//! copy, the folders of the system and those that the instructor names; nothing else of the host is there.

pub mod copy;
pub mod probe;

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use self::copy::Budget;
use crate::sys::{self, Folder, Limits, Sandbox};

/// Where a worker has its file system. Every Linux has this folder, nobody keeps a class in it, and no program of a worker
/// needs what the host has there. It is the same in every run, since a student's error messages name it.
pub const STORE: &str = "/sys";

/// The copy of the submission: what programs are started in.
pub const SUBMISSION: &str = "/sys/submission";

/// Where a worker and its judges make temporary folders.
pub const TEMPORARY: &str = "/sys/tmp";

/// The instructor's folders, where nobody but root may walk to them.
const TOOLS: &str = "/sys/tools";

/// Programs and libraries.
const SYSTEM: [&str; 7] = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

/// What programs of the system look for there, and nothing that is anybody's own.
const SETTINGS: [&str; 7] = [
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/protocols",
    "/etc/services",
];

/// The variables that say where a toolchain is, and where it is in the home of whoever has not set them.
const PLACES: [(&str, &str); 5] = [
    ("CARGO_HOME", ".cargo"),
    ("GOROOT", "go"),
    ("JAVA_HOME", ".jdk"),
    ("PYENV_ROOT", ".pyenv"),
    ("RUSTUP_HOME", ".rustup"),
];

const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// What one submission may use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The student's program, each time that it is started.
    pub program: Limits,
    /// The build command.
    pub build: Limits,
    /// How long the build command may take.
    pub build_deadline: Duration,
    /// All that the submission, its build and its programs keep in files at a time, in bytes. It is memory of the host.
    pub disk: u64,
    /// How many files and folders that may be.
    pub files: u64,
    /// Folders that programs may read beside the system's: interpreters and toolchains that are kept elsewhere.
    pub tools: Vec<PathBuf>,
}

impl Allowance {
    /// Enough for every exercise in every language that was tried, and little enough for a few at a time.
    #[must_use]
    pub fn usual() -> Allowance {
        const MIB: u64 = 1 << 20;
        let program = Limits {
            cpu: Duration::from_secs(60),
            address_space: 4096 * MIB,
            processes: 256,
            open_files: 1024,
            file_size: 64 * MIB,
        };
        let build = Limits { cpu: Duration::from_secs(240), file_size: 512 * MIB, ..program };
        let build_deadline = Duration::from_secs(120);
        Allowance { program, build, build_deadline, disk: 1024 * MIB, files: 100_000, tools: Vec::new() }
    }

    /// What a submission may hold: a part of what there is, so that its builds and programs have the rest.
    #[must_use]
    pub fn budget(&self) -> Budget {
        Budget { bytes: self.disk / 4, entries: self.files / 4 }
    }

    /// The sandbox of a program with these limits, in a worker that has [prepared](prepare) its store.
    #[must_use]
    pub fn sandbox(&self, limits: Limits) -> Sandbox {
        let system = SYSTEM.iter().chain(&SETTINGS).map(PathBuf::from).filter(|path| path.symlink_metadata().is_ok());
        let tools =
            self.tools.iter().zip(0..).map(|(at, number)| Folder { at: at.clone(), ..Folder::read(tool(number)) });
        let copy = Folder::write(SUBMISSION);
        let folders: Vec<Folder> = system.map(Folder::read).chain(tools).chain([copy]).collect();
        let landlock = sys::landlock_version().is_ok();
        Sandbox { environment: environment(&folders), folders, limits, landlock, rooms: TEMPORARY.into() }
    }
}

fn tool(number: usize) -> PathBuf {
    Path::new(TOOLS).join(number.to_string())
}

/// What a program finds in its environment, and nothing else of the instructor's.
fn environment(folders: &[Folder]) -> BTreeMap<String, String> {
    let seen = |path: &Path| folders.iter().any(|folder| path.starts_with(&folder.at));
    let here = env::var_os("PATH").unwrap_or_default();
    let path = env::split_paths(&here).filter(|path| seen(path)).chain(env::split_paths(PATH));
    let path: Vec<String> = path.filter_map(|path| path.into_os_string().into_string().ok()).collect();
    let mut variables: BTreeMap<String, String> = PLACES
        .iter()
        .filter_map(|(name, usual)| {
            let place = env::var_os(name).map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(usual)))?;
            let place = Some(place).filter(|place| seen(place))?.into_os_string().into_string().ok()?;
            Some(((*name).to_owned(), place))
        })
        .collect();
    variables.insert("PATH".to_owned(), path.join(":"));
    variables.insert("HOME".to_owned(), "/tmp".to_owned());
    variables.insert("LANG".to_owned(), "C.UTF-8".to_owned());
    variables
}

/// Moves this worker apart, and makes its store. The process must have a single thread.
///
/// # Errors
/// The host refuses; then the process may be half moved: end it.
pub fn prepare(allowance: &Allowance) -> io::Result<()> {
    sys::seclude(Path::new(STORE), allowance.disk, allowance.files)?;
    // The checks and the solutions are in this program, and it may be kept where the system keeps programs.
    let own = env::current_exe()?;
    if own.exists() {
        sys::show_also(Path::new("/dev/null"), &own)?;
    }
    for folder in [SUBMISSION, TEMPORARY] {
        fs::create_dir(folder)?;
        sys::give_away(Path::new(folder))?;
    }
    fs::create_dir(TOOLS)?;
    for (number, folder) in allowance.tools.iter().enumerate() {
        let at = tool(number);
        fs::create_dir(&at)?;
        sys::show_also(folder, &at)?;
    }
    Ok(())
}
