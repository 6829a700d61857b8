//! What a scene may wait for: states of the kernel, each recorded as a call of its own.

use std::{io, time::Duration};

use socket2::Socket;

use super::TracedSocket;
use crate::{
    sys::{self, Interest, Readiness},
    trace::{TcpState, Until},
};

impl TracedSocket {
    /// Waits until at least `bytes` can be read.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] after [`wait::DEADLINE`](crate::trace::wait::DEADLINE).
    pub fn wait_queued(&self, bytes: u32) -> io::Result<()> {
        self.wait(Until::Queued { bytes }, |socket| Ok(sys::receive_queue(socket)? >= bytes))
    }

    /// Waits until a read or an accept would not block: data, the end of the stream, a connection or an error.
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_readable(&self) -> io::Result<()> {
        self.wait(Until::Readable, |socket| {
            let ready = ready(socket, Interest::Readable)?;
            Ok(ready.readable || ready.error || ready.hangup)
        })
    }

    /// Waits until a write would not block, or a connect has ended.
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_writable(&self) -> io::Result<()> {
        self.wait(Until::Writable, |socket| {
            let ready = ready(socket, Interest::Writable)?;
            Ok(ready.writable || ready.error || ready.hangup)
        })
    }

    /// Waits until the peer's kernel has acknowledged everything sent.
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_acknowledged(&self) -> io::Result<()> {
        self.wait(Until::Acknowledged, |socket| Ok(sys::send_queue(socket)? == 0))
    }

    /// Waits until this end of the connection has reached a state. `TIME_WAIT` never shows here: see
    /// [`sys::tcp_table`].
    ///
    /// # Errors
    /// As [`wait_queued`](Self::wait_queued).
    pub fn wait_state(&self, state: TcpState) -> io::Result<()> {
        self.wait(Until::Reached { tcp: state }, |socket| Ok(sys::tcp_info(socket)?.state == state))
    }

    fn wait(&self, until: Until, mut seen: impl FnMut(&Socket) -> io::Result<bool>) -> io::Result<()> {
        self.tracer.wait_until(self.kernel.actor.clone(), until, || seen(&self.kernel.socket))
    }
}

fn ready(socket: &Socket, interest: Interest) -> io::Result<Readiness> {
    sys::poll(socket, interest, Duration::ZERO)
}
