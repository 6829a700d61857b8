use std::{
    env, fs,
    io::{self, ErrorKind, Read, Write},
    os::unix::{
        fs::FileTypeExt,
        net::{UnixListener, UnixStream},
    },
    path::Path,
};

fn main() -> io::Result<()> {
    let path = env::var_os("SOCKLAB_ADDR").ok_or(ErrorKind::NotFound)?;
    let listener = listen(Path::new(&path))?;
    for client in listener.incoming() {
        // An error ends one connection, not the server.
        if let Err(error) = client.and_then(echo) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

/// Listens on the path, and takes it over if a server has left it behind.
fn listen(path: &Path) -> io::Result<UnixListener> {
    match UnixListener::bind(path) {
        // Two servers that start in the same moment could still both come here: only a lock on another file closes that gap.
        Err(error) if error.kind() == ErrorKind::AddrInUse && is_stale(path)? => {
            fs::remove_file(path)?;
            UnixListener::bind(path)
        }
        result => result,
    }
}

/// Whether the path is a socket that nobody listens on.
fn is_stale(path: &Path) -> io::Result<bool> {
    // A plain file refuses a connection just as well, and somebody may need what is in it.
    let is_socket = fs::symlink_metadata(path)?.file_type().is_socket();
    Ok(is_socket && UnixStream::connect(path).is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused))
}

/// Answers until the client ends its half, or leaves.
fn echo(mut client: UnixStream) -> io::Result<()> {
    let mut buffer = [0; 4096];
    loop {
        let count = client.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        let bytes = &mut buffer[..count];
        bytes.make_ascii_uppercase();
        client.write_all(bytes)?;
    }
}
