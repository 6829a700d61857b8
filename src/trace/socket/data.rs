//! What a socket sends and receives.

use std::{io, mem::MaybeUninit};

use socket2::{MaybeUninitSlice, Socket};

use super::TracedSocket;
use crate::{
    sys::{self, Room},
    trace::{Address, Call, Outcome, Payload},
};

/// One datagram received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// The data that fitted.
    pub bytes: Vec<u8>,
    /// The sender.
    pub from: Address,
}

impl TracedSocket {
    /// send(2). On a stream it may take fewer bytes than offered.
    ///
    /// # Errors
    /// EAGAIN, EPIPE, ECONNRESET, EDESTADDRREQ without a peer, EMSGSIZE for a datagram that is too long.
    pub fn send(&self, bytes: &[u8]) -> io::Result<usize> {
        let call = Call::Send { bytes: Payload::of(bytes) };
        self.call(call, |socket| socket.send(bytes), |&count| Outcome::Count { count })
    }

    /// sendto(2).
    ///
    /// # Errors
    /// As [`send`](Self::send); EACCES to a broadcast address without `SO_BROADCAST`; on macOS EISCONN on a connected
    /// socket.
    pub fn send_to(&self, bytes: &[u8], address: impl Into<Address>) -> io::Result<usize> {
        let to = address.into();
        let call = Call::SendTo { bytes: Payload::of(bytes), to: to.clone() };
        self.call(call, |socket| socket.send_to(bytes, &to.to_raw()?), |&count| Outcome::Count { count })
    }

    /// recv(2) into room for `size` bytes. 0 bytes from a stream is its end.
    ///
    /// # Errors
    /// EAGAIN, also when a read timeout is over; ECONNRESET; ECONNREFUSED on a connected UDP socket. On Windows
    /// WSAEMSGSIZE for a longer datagram.
    pub fn recv(&self, size: usize) -> io::Result<Vec<u8>> {
        self.recv_bytes(size, "", Socket::recv)
    }

    /// recv(2) with `MSG_PEEK`: the data stays in the queue.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn peek(&self, size: usize) -> io::Result<Vec<u8>> {
        self.recv_bytes(size, "MSG_PEEK", Socket::peek)
    }

    /// recv(2) with `MSG_WAITALL`: waits until all of the room is filled. At the end of the stream it gives less.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn recv_all(&self, size: usize) -> io::Result<Vec<u8>> {
        self.recv_bytes(size, "MSG_WAITALL", sys::receive_all)
    }

    /// recvfrom(2) into room for `size` bytes.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn recv_from(&self, size: usize) -> io::Result<Datagram> {
        let call = Call::RecvFrom { size, flags: "".into() };
        let receive = |socket: &Socket| {
            let mut room = Room::new(size);
            let (count, from) = socket.recv_from(room.slice())?;
            Ok(Datagram { bytes: room.filled(count), from: Address::from_raw(&from) })
        };
        self.call(call, receive, |datagram| Outcome::Data {
            bytes: Payload::of(&datagram.bytes),
            from: Some(datagram.from.clone()),
            truncated: None,
        })
    }

    /// recvmsg(2): the data, and whether the datagram was longer than the room for it (`MSG_TRUNC`).
    ///
    /// # Errors
    /// As [`recv`](Self::recv); but truncation is no error, on Windows neither (socket2 hides WSAEMSGSIZE here).
    pub fn recv_msg(&self, size: usize) -> io::Result<(Vec<u8>, bool)> {
        let receive = |socket: &Socket| {
            let mut room = Room::new(size);
            let (count, flags) = socket.recv_vectored(&mut [MaybeUninitSlice::new(room.slice())])?;
            Ok((room.filled(count), flags.is_truncated()))
        };
        self.call(Call::RecvMsg { size }, receive, |(bytes, truncated)| Outcome::Data {
            bytes: Payload::of(bytes),
            from: None,
            truncated: Some(*truncated),
        })
    }

    /// The true length of the next datagram, left in the queue: recv(2) with `MSG_PEEK | MSG_TRUNC`. Linux.
    ///
    /// # Errors
    /// As [`recv`](Self::recv); unsupported elsewhere.
    pub fn peek_length(&self, size: usize) -> io::Result<usize> {
        let call = Call::Recv { size, flags: "MSG_PEEK|MSG_TRUNC".into() };
        let peek = |socket: &Socket| sys::receive_true_length(socket, Room::new(size).slice(), true);
        self.call(call, peek, |&length| Outcome::Length { length })
    }

    /// How many bytes a read would find: ioctl(2) with FIONREAD. For UDP on Linux, those of the next datagram alone.
    ///
    /// # Errors
    /// Those of ioctl(2).
    pub fn bytes_readable(&self) -> io::Result<u32> {
        let call = Call::GetOption { option: "FIONREAD".into() };
        self.call(call, sys::receive_queue, |&bytes| Outcome::Count { count: bytes as usize })
    }

    fn recv_bytes(
        &self,
        size: usize,
        flags: &'static str,
        receive: impl FnOnce(&Socket, &mut [MaybeUninit<u8>]) -> io::Result<usize>,
    ) -> io::Result<Vec<u8>> {
        let receive = |socket: &Socket| {
            let mut room = Room::new(size);
            let count = receive(socket, room.slice())?;
            Ok(room.filled(count))
        };
        self.call(Call::Recv { size, flags: flags.into() }, receive, |bytes| Outcome::Data {
            bytes: Payload::of(bytes),
            from: None,
            truncated: None,
        })
    }
}
