//! Signals, as Linux and macOS have them.

use std::{io, thread};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::Request;

pub(super) fn on_request(tell: impl Fn(Request) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP])?;
    let pass_on = move || {
        for signal in signals.forever() {
            tell(match signal {
                SIGINT => Request::Interrupt,
                SIGTSTP => Request::Stop,
                _ => Request::End,
            });
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(pass_on).map(drop)
}

pub(super) fn stop_this_process() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}
