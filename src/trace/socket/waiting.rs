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

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::trace::{Call, EventKind, LOOPBACK, Tracer, wait};

    /// A connection: the client's end and the server's.
    fn connection(t: &Tracer) -> (TracedSocket, TracedSocket) {
        let listener = t.tcp("server").unwrap();
        listener.bind(LOOPBACK).unwrap();
        listener.listen(1).unwrap();
        let client = t.tcp("client").unwrap();
        client.connect(listener.address()).unwrap();
        let (server, _) = listener.accept().unwrap();
        (client, server)
    }

    /// Waits on one thread, and has another one bring about what is waited for, once the trace shows the waiting.
    fn waits(t: &Tracer, wait: impl FnOnce() -> io::Result<()>, bring_about: impl FnOnce() + Send) {
        let waiting = |t: &Tracer| {
            let last = t.trace().events.pop().expect("an event");
            matches!(last.kind, EventKind::Entered { call: Call::Wait { .. } })
        };
        thread::scope(|scope| {
            scope.spawn(|| {
                wait::until("somebody waits", || Ok(waiting(t))).unwrap();
                bring_about();
            });
            wait().unwrap();
        });
    }

    #[test]
    fn a_wait_for_bytes_ends_when_so_many_are_there_and_not_before() {
        let t = Tracer::new();
        let (client, server) = connection(&t);
        client.send(b"hel").unwrap();
        waits(&t, || server.wait_queued(5), || drop(client.inner().send(b"lo")));
        assert!(server.bytes_readable().unwrap() >= 5);
    }

    #[test]
    fn a_wait_for_a_reader_ends_with_data_and_with_the_end_of_the_stream() {
        let t = Tracer::new();
        let (client, server) = connection(&t);
        waits(&t, || server.wait_readable(), || drop(client.inner().send(b"hello")));
        assert_eq!(server.recv(9).unwrap(), b"hello");
        waits(&t, || server.wait_readable(), || drop(client.inner().shutdown(std::net::Shutdown::Write)));
        assert_eq!(server.recv(9).unwrap(), b"");
    }

    #[test]
    fn a_wait_hands_on_the_error_of_what_it_looks_at() {
        let t = Tracer::new();
        let listener = t.tcp("server").unwrap();
        listener.bind(LOOPBACK).unwrap();
        listener.listen(1).unwrap();
        assert_eq!(listener.wait_queued(1).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
