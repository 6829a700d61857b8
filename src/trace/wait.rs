//! Waiting for a state of the kernel, never for time to pass.

use std::{
    io, thread,
    time::{Duration, Instant},
};

/// How long a scene waits for the kernel to show something before it gives up.
///
/// Far above what a busy machine needs, so that reaching it means that the state never came.
pub const DEADLINE: Duration = Duration::from_secs(5);

/// The pause between two looks, once the first looks were not enough. It sets how soon the state is noticed, never
/// whether.
const BETWEEN_LOOKS: Duration = Duration::from_micros(200);

/// Looks again and again until `seen` says yes.
///
/// # Errors
/// [`io::ErrorKind::TimedOut`] that names `what` after [`DEADLINE`], or the first error of `seen`.
pub fn until(what: &str, mut seen: impl FnMut() -> io::Result<bool>) -> io::Result<()> {
    let began = Instant::now();
    let mut looks = 0u32;
    while !seen()? {
        if began.elapsed() > DEADLINE {
            return Err(io::Error::new(io::ErrorKind::TimedOut, format!("not seen in {DEADLINE:?}: {what}")));
        }
        looks += 1;
        if looks < 100 {
            thread::yield_now();
        } else {
            thread::park_timeout(BETWEEN_LOOKS);
        }
    }
    Ok(())
}
